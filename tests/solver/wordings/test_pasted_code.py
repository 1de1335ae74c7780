"""Pasted loops, commands, configurations and logs are counted as they would run."""

from collections.abc import Callable
from math import ceil

import pytest

from solver.explain.results import explain
from solver.reply import reply
from solver.results import Clarification, Solution
from solver.solve import solve


def answers(text: str) -> dict[str, object]:
    """The first answer for each quantity of a solved question."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    given: dict[str, object] = {}
    for answer in (*result.answers, *result.derived, *result.companions):
        assert answer.span is not None
        given.setdefault(answer.quantity, answer.span.value)
    return given


def looped(samples: int, batch_size: int, epochs: int) -> int:
    """How often the body of a loop over full batches runs."""
    return sum(1 for _ in range(epochs) for _ in range(samples // batch_size))


FLOORED = """n = 5309
batch_size = 50
for epoch in range(7):
    for i in range({bound}):
        train_on_batch(x[i * batch_size:(i + 1) * batch_size])
"""


@pytest.mark.parametrize("bound", ["n // batch_size", "int(n / batch_size)"])
@pytest.mark.parametrize(
    "question",
    [
        "How many samples never get used in an epoch, and how many iterations are there in total?",
        "每个epoch有多少样本没用到？总共多少次迭代？",
    ],
)
def test_a_loop_to_the_rounded_quotient_drops_the_rest(bound: str, question: str) -> None:
    """A loop over `n // batch_size` leaves out what fills no batch."""
    found = answers("train_size = 5309\n" + FLOORED.format(bound=bound) + question)
    assert found["dropped_samples"] == 5309 % 50
    assert found["total_iterations"] == looped(5309, 50, 7)


@pytest.mark.parametrize(
    ("condition", "first", "batches"),
    [
        ("i == 60", True, 60),
        ("i >= 60", True, 60),
        ("i > 59", True, 60),
        ("i + 1 > 60", True, 60),
        ("i == 60", False, 61),
        ("i + 1 == 60", False, 60),
        ("i > 60", False, 62),
        ("i == 1000", True, 900),
    ],
)
@pytest.mark.parametrize("question", ["How many iterations in total?", "一共多少次迭代？"])
def test_a_break_ends_every_epoch(condition: str, first: int, batches: int, question: str) -> None:
    """A `break` counts the batches before it, and its own where it stands after the work."""
    leave = f"        if {condition}:\n            break\n"
    work = "        train_step(batch)\n"
    body = leave + work if first else work + leave
    code = f"for epoch in range(3):\n    for i, batch in enumerate(loader):\n{body}"
    text = f"{code}# loader: 9000 samples, batch_size 10\n{question}"
    assert answers(text)["total_iterations"] == 3 * batches


@pytest.mark.parametrize(
    ("taken", "batches"),
    [
        ("islice(loader, 60)", 60),
        ("itertools.islice(loader, 20, 60)", 40),
        ("tqdm(islice(loader, 60))", 60),
        ("islice(loader, 5000)", 900),
    ],
)
@pytest.mark.parametrize("question", ["How many iterations in total?", "一共多少次迭代？"])
def test_a_loader_is_taken_in_part(taken: str, batches: int, question: str) -> None:
    """`islice` takes so many batches of a loader in each epoch."""
    code = f"for epoch in range(3):\n    for batch in {taken}:\n        train_step(batch)\n"
    text = f"{code}# loader: 9000 samples, batch_size 10\n{question}"
    assert answers(text)["total_iterations"] == 3 * batches


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("i % 40 == 0", lambda i: i % 40 == 0),
        ("i % 40 == 39", lambda i: i % 40 == 39),
        ("(i + 1) % 40 == 0", lambda i: (i + 1) % 40 == 0),
        ("not i % 40", lambda i: not i % 40),
    ],
)
@pytest.mark.parametrize("question", ["How many lines are printed?", "一共打印几行？"])
def test_lines_are_counted_as_the_loop_prints_them(
    condition: str, rule: Callable[[int], bool], question: str
) -> None:
    """A counter that starts anew in each epoch may print at its first batch."""
    code = (
        "for epoch in range(6):\n    for i, batch in enumerate(train_loader):\n        ...\n"
        f"        if {condition}:\n            print(epoch, i, loss)\n"
    )
    text = f"{code}# train_loader: 2000 samples, batch_size 16\n{question}"
    lines = sum(1 for _ in range(6) for i in range(2000 // 16) if rule(i))
    assert answers(text)["log_lines"] == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trainer(max_epochs=4, limit_train_batches=0.1)\n30000 samples, batch_size=60. batches per epoch?",
            {"batches_per_epoch": int(0.1 * 500)},
        ),
        (
            "Trainer(max_epochs=4, limit_train_batches=0.3)，数据1000条，batch_size=8，一共多少次迭代？",
            {"total_iterations": 4 * int(0.3 * 125)},
        ),
        (
            (
                "model.fit(x, y, steps_per_epoch=80, epochs=5, batch_size=32)\n"
                "I have 10,000 training images. How many iterations in all?"
            ),
            {"total_iterations": 400},
        ),
        (
            "ds = tf.data.Dataset.range(700).batch(64).repeat(3)\nhow many batches in total?",
            {"total_batches": 3 * ceil(700 / 64)},
        ),
        (
            "ds = tf.data.Dataset.range(700).repeat(3).batch(64)\n一共多少个batch？",
            {"batches_per_epoch": ceil(2100 / 64)},
        ),
        (
            (
                "sampler = WeightedRandomSampler(w, num_samples=4000)\n"
                "loader = DataLoader(ds, batch_size=50, sampler=sampler)  # len(ds) = 9000\n"
                "how many batches per epoch?"
            ),
            {"batches_per_epoch": 80},
        ),
        (
            (
                "dls = ImageDataLoaders.from_folder(path, bs=32)\nlearn.fit_one_cycle(2)\n"
                "1000 training images. How many batches in an epoch?"
            ),
            {"batches_per_epoch": 1000 // 32},
        ),
        (
            (
                "x_train.shape == (40000, 32, 32, 3)\n"
                "model.fit(x_train, y_train, batch_size=100, epochs=2, validation_split=0.1)\n"
                "how many steps per epoch?"
            ),
            {"iterations_per_epoch": 360},
        ),
        (
            (
                "print(x_train.shape) # (30000, 64)\n"
                "model.fit(x_train, y_train, batch_size=100, epochs=2, validation_split=0.2)\n一个epoch多少步？"
            ),
            {"iterations_per_epoch": 240},
        ),
    ],
)
def test_data_pipelines_are_counted_as_they_run(text: str, expected: dict[str, int]) -> None:
    """Limits, repeats, samplers and splits decide how many batches an epoch has."""
    found = answers(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "max_samples: 800\ndataset: red,blue,green\nper_device_train_batch_size: 4\n"
                "each has more than 2000 rows. How many optimizer steps in one epoch?"
            ),
            {"iterations_per_epoch": 600},
        ),
        (
            "max_samples=800，数据集 red 500条、blue 3000条，batch_size=10，总共用多少条，一轮多少步？",
            {"dataset_size": 1300, "iterations_per_epoch": 130},
        ),
        (
            (
                "num train images * repeats / 学習画像の数×繰り返し回数: 240\n"
                "num epochs / epoch数: 5\nbatch size per device / バッチサイズ: 4\nhow many steps in total?"
            ),
            {"total_iterations": 300},
        ),
        (
            "[net]\nbatch=32\nsubdivisions=8\nmax_batches=1000\n1500张训练图，相当于多少轮？每次送进显卡几张？",
            {"epochs": ceil(32 * 1000 / 1500 * 3) / 3, "batch_size": 4},
        ),
        (
            "Global:\n  epochs: 60\n  save_interval: 20\n  batch_size: 16\n训练集3200张，一共存几次模型？",
            {"checkpoints": 3},
        ),
        (
            (
                "accelerate launch --num_processes 2 train.py --bs 4 --accum 8 --epochs 5\n"
                "6400 images, optimizer steps?"
            ),
            {"total_iterations": 500},
        ),
        (
            "steps_per_epoch = ?, warmup_steps = ?\n4000 images, batch_size=20, 10 epochs, warmup_ratio=0.05",
            {"iterations_per_epoch": 200, "warmup_steps": 100},
        ),
        (
            "accumulation_steps=4，一个epoch有1251个batch，末尾有几个batch凑不满一次更新？",
            {"leftover_batches": 3},
        ),
        (
            "accumulate_grad_batches=32 and 300 batches in an epoch. How many batches are left over at the end?",
            {"leftover_batches": 300 % 32},
        ),
        (
            (
                "torchrun --nproc_per_node 2 train.py --per_device_train_batch_size 8\n"
                "the train file has 3,200 lines. steps per epoch?"
            ),
            {"iterations_per_epoch": 200},
        ),
        (
            (
                "train_loader = DataLoader(a, batch_size=50)\nval_loader = DataLoader(b, batch_size=200)\n"
                "len(a) is 5000, len(b) is 1000. len(train_loader)? len(val_loader)?"
            ),
            {"iterations_per_epoch": 100, "val_batches": 5},
        ),
    ],
)
def test_configurations_and_commands(text: str, expected: dict[str, object]) -> None:
    """Settings mean what their frameworks take them for."""
    found = answers(text)
    for name, value in expected.items():
        assert float(found[name]) == pytest.approx(float(value))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "python train.py --batch-size 16 --epochs 3 --virtual_batch_k 2\n3200 images, how many iterations in total?",
        "per_device_train_batch_size: 4\nmy_batch_multiplier: 3\nnum_train_epochs: 2\n6400条数据，一共多少步？",
    ],
)
def test_an_unknown_option_that_sounds_like_a_count_is_named(text: str) -> None:
    """What could change the count is not left out without a word."""
    result = solve(text)
    assert isinstance(result, Clarification)
    assert any("virtual_batch_k" in each or "multiplier" in each for each in result.problem.unread)


@pytest.mark.parametrize("question", ["how many iterations in total?", "一共多少次迭代？"])
def test_an_option_of_something_else_is_no_riddle(question: str) -> None:
    """Options that change no count do not make the bot ask back."""
    command = "python train.py --batch-size 16 --epochs 3 --lora_rank 64 --top_k=50"
    assert answers(f"{command}\n3200 images, {question}")["total_iterations"] == 600


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("logging_steps=40, how many steps has an epoch?", 160),
        ("logging_steps是40，一个epoch多少步？", 160),
    ],
)
def test_steps_follow_from_what_the_epoch_grows_by(question: str, expected: int) -> None:
    """Forty steps that are a quarter of an epoch make 160 of them."""
    lines = [
        f"{{'loss': {2 - i / 10}, 'learning_rate': 1e-05, 'epoch': {i / 4}}}" for i in (1, 2, 3)
    ]
    told = reply("\n".join([*lines, question]))
    assert told is not None
    assert told.answers[0].quantity == "iterations_per_epoch"  # type: ignore[union-attr]
    assert told.answers[0].span.value == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line", ["my data is called pokemon", "--dataset_name=pokemon", "see below"]
)
def test_a_number_may_begin_the_next_line(line: str) -> None:
    """A number at the start of a line is no part of the word that ends the line before."""
    found = answers(f"{line}\n833 images, batch size 7. Iterations per epoch?")
    assert found["iterations_per_epoch"] == 119


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "swift sft --dataset a.jsonl#3000 --per_device_train_batch_size 3\n一个epoch多少步？",
            {"iterations_per_epoch": 1000},
        ),
        (
            "Epoch: [3][120/600] Time 0.240 (0.250) Loss 1.98 (2.03)\nhow long does one epoch take?",
            {"time_per_epoch": 150},
        ),
        (
            (
                "loader = DataLoader(data, batch_size=128, drop_last=True)\n"
                "len(loader.dataset) is 50000. What does len(loader) print?"
            ),
            {"iterations_per_epoch": 390},
        ),
        (
            (
                "train_steps = len(train_ids) // batch_size\nbatch_size = 16, len(train_ids) = 1250\n"
                "steps per epoch?"
            ),
            {"iterations_per_epoch": 78},
        ),
        (
            (
                "per_device_train_batch_size=2\ngradient_accumulation_steps=4\n"
                "900条数据，单卡1个epoch，分成多少步，参数更新几次？"
            ),
            {"batches_per_epoch": 450, "iterations_per_epoch": 113},
        ),
    ],
)
def test_names_and_lines_that_tell_of_data(text: str, expected: dict[str, int]) -> None:
    """What frameworks print, and how they are told of data, is read."""
    found = answers(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "question",
    [
        "counted from 0, max_epochs=20. How long until it is done?",
        "max_epochs=20，从0开始数的，全部跑完还要多久？",
    ],
)
def test_epochs_may_be_counted_from_zero(question: str) -> None:
    """Epoch 7 of 20, counted from 0, leaves twelve whole ones."""
    bar = "Epoch 7:  40%|####      | 300/750 [02:30<03:45,  2.00it/s, loss=0.412]"
    told = reply(f"{bar}\n{question}")
    assert told is not None
    left = next(a for a in told.answers if a.quantity == "time_remaining").span  # type: ignore[union-attr]
    assert left.low <= 225 + 12 * 375 <= left.high


@pytest.mark.parametrize(
    "code",
    [
        "BATCH = 32\nn = 2000\nsteps = n // BATCH\nfor e in range(10):\n    for s in range(steps):\n        train_step()\n",
        "batch_size = 32\nfor epoch in range(10):\n    for i in range(2000 // batch_size):\n        train_step(i)\n# 2000 samples\n",
    ],
)
def test_a_bare_paste_shows_its_counts(code: str) -> None:
    """Somebody who pastes a script and asks nothing sees what it does."""
    found = answers(code)
    assert found["iterations_per_epoch"] == 2000 // 32
    assert found["total_iterations"] == looped(2000, 32, 10)
