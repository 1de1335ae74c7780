"""Frameworks count the same run differently, and the bot knows how."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.explain.frameworks import framework_lines
from solver.plan import Plan
from solver.rules import (
    RULES,
    Count,
    batches_per_epoch,
    count,
    framework_of,
    nominal_accumulation,
    others,
    rule_of,
    updates,
)

plans = st.builds(
    Plan,
    samples=st.integers(1, 120),
    batch_size=st.integers(1, 40),
    epochs=st.integers(1, 6),
    drop_last=st.booleans(),
    grad_accumulation=st.integers(1, 9),
    devices=st.integers(1, 4),
)
COMPARED = [name for name, rule in RULES.items() if rule.compared]


def _cut(samples: list[int], size: int, *, drop: bool) -> list[list[int]]:
    batches = [samples[start : start + size] for start in range(0, len(samples), size)]
    return [batch for batch in batches if len(batch) == size] if drop else batches


def _padded(plan: Plan, *, drop: bool) -> int:
    """Samples are padded and shared, then each device makes batches of its own."""
    samples = list(range(plan.samples))
    while len(samples) % plan.devices:
        samples.append(0)
    return len(_cut(samples[:: plan.devices], plan.batch_size, drop=drop))


def _dealt(plan: Plan, *, drop: bool) -> int:
    """Batches are made of all samples and dealt to the devices round by round."""
    batches = _cut(list(range(plan.samples)), plan.batch_size, drop=drop)
    rounds = [batches[i : i + plan.devices] for i in range(0, len(batches), plan.devices)]
    return sum(len(each) == plan.devices or not drop for each in rounds)


def _at_each_end(batches: int, k: int, epochs: int) -> Iterator[int]:
    for epoch in range(epochs):
        waiting = 0
        for batch in range(batches):
            waiting += 1
            if waiting == k or batch == batches - 1:
                waiting = 0
                yield epoch


def _every_k(batches: int, k: int, epochs: int) -> Iterator[int]:
    for epoch in range(epochs):
        for i in range(batches):
            if (i + 1) % k == 0:
                yield epoch


def _planned(batches: int, k: int, epochs: int) -> Iterator[int]:
    """The Trainer of old: a counter that runs on, stopped at the number of steps planned."""
    planned, steps, seen = 0, 0, 0
    for _ in range(epochs):
        full = len([i for i in range(batches) if (i + 1) % k == 0])
        planned += full if full or not batches else 1
    for epoch in range(epochs):
        for i in range(batches):
            seen += 1
            short_epoch = batches <= k and i + 1 == batches
            if steps < planned and (seen % k == 0 or short_epoch):
                steps += 1
                yield epoch


def _runs_on(batches: int, k: int, epochs: int) -> Iterator[int]:
    counter = 0
    for epoch in range(epochs):
        for _ in range(batches):
            counter += 1
            if counter % k == 0:
                yield epoch


def _runs_on_to_end(batches: int, k: int, epochs: int) -> Iterator[int]:
    waiting = 0
    for epoch in range(epochs):
        for batch in range(batches):
            waiting += 1
            if waiting == k or (epoch == epochs - 1 and batch == batches - 1):
                waiting = 0
                yield epoch


Loop = Callable[[int, int, int], Iterator[int]]
LOOPS: dict[str, tuple[Callable[..., int], Loop]] = {
    "pytorch": (_padded, _at_each_end),
    "lightning": (_padded, _at_each_end),
    "paddle": (_padded, _at_each_end),
    "paddledetection": (_padded, _at_each_end),
    "transformers": (_dealt, _at_each_end),
    "accelerate": (_dealt, _at_each_end),
    "transformers_4_51": (_dealt, _planned),
    "pytorch_floor": (_padded, _every_k),
    "keras": (_dealt, _runs_on),
    "keras_steps": (_dealt, _runs_on),
    "deepspeed": (_padded, _runs_on),
    "mmdet": (_padded, _runs_on_to_end),
}


@pytest.mark.parametrize("name", LOOPS)
@given(plan=plans)
def test_each_rule_counts_as_its_loop_does(name: str, plan: Plan) -> None:
    """Batches and updates of every framework are what a loop written like its own counts."""
    share, loop = LOOPS[name]
    rule = RULES[name]
    batches = share(plan, drop=plan.drop_last or rule.drops_last)
    assert batches_per_epoch(plan, rule) == batches
    made = list(loop(batches, plan.grad_accumulation, plan.epochs))
    counted = updates(plan, rule)
    assert counted is not None
    assert counted.total == len(made)
    if name != "transformers_4_51":
        in_epochs = [made.count(epoch) for epoch in range(plan.epochs)]
        assert counted.low <= min(in_epochs)
        assert max(in_epochs) <= counted.high
        assert name == "mmdet" or counted.high <= counted.low + 1


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Plan(1050, 100, 3, grad_accumulation=4), (9, 6, 8, 9)),
        (Plan(60_000, 128, 10, grad_accumulation=4), (1180, 1170, 1172, 1173)),
        (Plan(9, 2, 3, grad_accumulation=2), (9, 6, 7, 8)),
    ],
)
def test_one_run_has_four_totals(plan: Plan, expected: tuple[int, ...]) -> None:
    """The same settings make a different number of updates, as published threads show."""
    ways = {
        ("pytorch", "lightning", "transformers", "accelerate", "paddle"): expected[0],
        ("transformers_4_51", "pytorch_floor"): expected[1],
        ("keras", "deepspeed"): expected[2],
        ("mmdet",): expected[3],
    }
    for names, total in ways.items():
        assert {updates(plan, RULES[name]).total for name in names} == {total}


def test_epochs_differ_where_the_counter_runs_on() -> None:
    """An epoch of 11 batches by fours has 2 or 3 updates in Keras, 8 in three epochs."""
    plan = Plan(1050, 100, 3, grad_accumulation=4)
    assert count(plan, "iterations_per_epoch", RULES["keras"]) == Count(2, 3, 8)
    assert count(plan, "iterations_per_epoch", RULES["lightning"]) == Count(3, 3, 9)


@given(plans, st.sampled_from(["iterations_per_epoch", "total_iterations"]))
def test_every_framework_agrees_or_stands_in_one_row(plan: Plan, quantity: str) -> None:
    """Nobody is missing from the table, stands in it twice, or stands beside a wrong number."""
    for name in COMPARED:
        own = count(plan, quantity, RULES[name])
        rows = others(plan, quantity, name)
        listed = {rule.name: row.count for row in rows for rule in row.rules}
        assert len(listed) == sum(len(row.rules) for row in rows)
        for other in COMPARED:
            assert listed.get(other, own) == count(plan, quantity, RULES[other])
        assert own not in listed.values()


@given(plans)
def test_nothing_differs_without_accumulation(plan: Plan) -> None:
    """Without accumulation and dropped batches there is no table, in whatever framework."""
    plain = Plan(plan.samples, plan.batch_size, plan.epochs, devices=plan.devices)
    for name in (*RULES, None):
        assert others(plain, "total_iterations", name) == ()
        if name is None or RULES[name].compared:
            assert framework_lines(plain, "total_iterations", name, "zh") == ()


def test_dropped_batches_differ_between_devices() -> None:
    """7 samples for two devices by fours: padded shares make a batch, dealt batches none."""
    plan = Plan(7, 4, drop_last=True, devices=2)
    assert [
        ([rule.name for rule in row.rules], row.count.total)
        for row in others(plan, "total_iterations", "pytorch")
    ] == [(["transformers", "transformers_4_51", "accelerate", "keras"], 0)]


def test_other_quantities_have_no_table() -> None:
    """Frameworks are compared in iterations only."""
    assert others(Plan(1050, 100, 3, grad_accumulation=4), "samples_seen", "keras") == ()


@pytest.mark.parametrize(
    ("framework", "language", "lines"),
    [
        (
            "keras",
            "en",
            (
                "In Keras: 8 (the counter runs on from epoch to epoch).",
                "Elsewhere 9: a plain PyTorch loop, Lightning, Transformers since 4.52, Accelerate, PaddlePaddle (what is left at the end of an epoch makes one more update); MMEngine (the counter runs on, and the last batch of the run makes an update too).",
                "Elsewhere 6: Transformers up to 4.51, a loop with `if (i + 1) % k == 0` (what is left at the end of an epoch makes no update).",
            ),
        ),
        (
            None,
            "zh",
            (
                "其他框架里是 6：Transformers 4.51 及以前、写成 `if (i + 1) % k == 0` 的循环（epoch 末尾剩下的批次不更新）。",
                "其他框架里是 8：Keras、DeepSpeed（累积的计数跨 epoch 连续进行）。",
            ),
        ),
    ],
)
def test_the_table_in_words(framework: str | None, language: str, lines: tuple[str, ...]) -> None:
    """The person's own framework comes first, then the others with the reason."""
    plan = Plan(1050, 100, 3, grad_accumulation=4)
    assert framework_lines(plan, "total_iterations", framework, language) == lines


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "In DeepSpeed: 2 to 3 depending on the epoch, 8 in all 3 epochs (the counter runs on from epoch to epoch).",
        ),
        ("zh", "DeepSpeed：2 到 3，3 个 epoch 共 8（累积的计数跨 epoch 连续进行）。"),
    ],
)
def test_uneven_epochs_in_words(language: str, line: str) -> None:
    """Where epochs differ, both numbers are given, and how many there are in all."""
    plan = Plan(1050, 100, 3, grad_accumulation=4)
    assert framework_lines(plan, "iterations_per_epoch", "deepspeed", language)[0] == line
    one = Plan(1050, 100, grad_accumulation=4)
    of_one = framework_lines(one, "iterations_per_epoch", "deepspeed", language)[0]
    assert "8" not in of_one
    assert "2" in of_one


@given(plans, st.sampled_from([*RULES, None]))
def test_both_languages_say_the_same(plan: Plan, framework: str | None) -> None:
    """English and Chinese have as many lines, and no placeholder is left open."""
    english = framework_lines(plan, "iterations_per_epoch", framework, "en")
    chinese = framework_lines(plan, "iterations_per_epoch", framework, "zh")
    assert len(english) == len(chinese)
    assert not any("{" in line for line in (*english, *chinese))


@pytest.mark.parametrize(("batch", "k"), [(16, 4), (8, 8), (10, 6), (24, 3), (40, 2), (64, 1)])
def test_yolo_aims_at_64_images(batch: int, k: int) -> None:
    """Ultralytics accumulates as many batches as its own trainer was seen to, and it is told."""
    plan = Plan(1000, batch, 3)
    assert nominal_accumulation(plan) == k
    (line,) = framework_lines(plan, "total_iterations", "ultralytics", "en") or ("",)
    assert (f"Here that is every {k} batches." in line) == (k > 1)
    assert nominal_accumulation(Plan(batch, batch)) == 1


@pytest.mark.parametrize(("language", "said"), [("en", "not from running it"), ("zh", "读源码")])
def test_what_was_only_read_says_so(language: str, said: str) -> None:
    """A rule that nobody could run is marked as read, the others are not."""
    for name, rule in RULES.items():
        lines = framework_lines(
            Plan(9, 2, 3, grad_accumulation=2), "total_iterations", name, language
        )
        assert any(said in line for line in lines) == (rule.checked == "read")


def test_each_rule_that_was_run_is_run_by_a_test() -> None:
    """Whoever says a rule was run can show the test that runs it."""
    folder = Path(__file__).parent.parent / "frameworks"
    tests = "".join(path.read_text() for path in folder.glob("test_*.py"))
    for name, rule in RULES.items():
        assert (f'"{name}"' in tests) == (rule.checked == "run"), name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("60,000 images, batch size 128, 10 epochs: how many iterations?", None),
        ("用 Adam 训练 10 轮，批大小 32，一共迭代多少次？", None),
        ("I train transformers on 4 GPUs", None),
        ("TrainingArguments(per_device_train_batch_size=8, num_train_epochs=3)", "transformers"),
        ("用 HuggingFace 的 Trainer 微调，累积 4 步", "transformers"),
        ("transformers==4.44.2, gradient_accumulation_steps 4", "transformers_4_51"),
        ("Transformers 版本 4.51，为什么只有 1170 步？", "transformers_4_51"),
        ("from transformers import Trainer  # transformers 4.51.3", "transformers_4_51"),
        ("transformers 4.52 Trainer", "transformers"),
        ("model.fit(x, y, validation_split=0.2)", "keras"),
        ("在 Keras 里 gradient_accumulation_steps=4", "keras"),
        ("model.fit(data, steps_per_epoch=len(x) // 32)", "keras_steps"),
        ("Trainer(accumulate_grad_batches=4, max_epochs=3)", "lightning"),
        ("PyTorch Lightning 的 global_step 是多少", "lightning"),
        ("my GPU is lightning fast", None),
        ('{"train_micro_batch_size_per_gpu": 4, "gradient_accumulation_steps": 8}', "deepspeed"),
        ("TrainingArguments(deepspeed='ds_config.json')", "transformers"),
        ("with accelerator.accumulate(model):", "accelerate"),
        ("how do I accelerate my training", None),
        ("yolo train data=coco.yaml batch=16", "ultralytics"),
        ("YOLOv8 训练 1000 张图", "ultralytics"),
        ("darknet yolov4: batch=64 subdivisions=16", "darknet"),
        ("data = dict(samples_per_gpu=2, workers_per_gpu=2)", "mmdet"),
        ("飞桨 model.fit 的 accumulate_grad_batches=4", "paddle"),
        ("PP-YOLOE 用 8 卡训练", "paddledetection"),
        ("DataLoader(ds, batch_size=32)", "pytorch"),
        ("loss.backward()\nif (i + 1) % accum_steps == 0:\n    optimizer.step()", "pytorch_floor"),
        ("if (i + 1) % args.grad_accum == 0 or i + 1 == len(loader): optimizer.step()", "pytorch"),
        ("if (i + 1) % 100 == 0: print(loss)", None),
    ],
)
def test_the_framework_of_a_text(text: str, name: str | None) -> None:
    """A framework is known by its name or by settings that only it has, in both languages."""
    assert framework_of(text) == name
    assert name is None or name in RULES


@given(st.text(max_size=300))
def test_any_text_has_a_framework_or_none(text: str) -> None:
    """Whatever is written, the answer is a rule or nothing."""
    assert framework_of(text) in {*RULES, None}


def test_frameworks_built_on_others_count_like_them() -> None:
    """Axolotl trains with Transformers, TensorFlow with Keras; scikit-learn has no rule."""
    assert rule_of("axolotl") is RULES["transformers"]
    assert rule_of("tensorflow") is RULES["keras"]
    assert rule_of("sklearn") is None
    assert rule_of(None) is None
