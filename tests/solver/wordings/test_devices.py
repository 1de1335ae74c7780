"""Counts of several devices and of accumulated gradients, as programs show and people tell them."""

import pytest

from data.catalogue import datasets
from solver.as_json import as_json
from solver.explain.results import explain
from solver.results import Clarification, Contradiction, Result, Solution
from solver.solve import solve


def solved(text: str) -> Result:
    """The result of a question, which has to be one."""
    result = solve(text, datasets=datasets())
    assert result is not None, text
    return result


def values(text: str) -> dict[str, list[object]]:
    """Every number that the reply gives, by its quantity."""
    result = solved(text)
    found: dict[str, list[object]] = {}
    for answer in as_json(result, explain(result))["answers"]:  # type: ignore[attr-defined]
        found.setdefault(answer["quantity"], []).append(answer["value"])
    return found


LOG = (
    "Num examples = {n}, Num Epochs = {e}, Instantaneous batch size per device = {b}, "
    "Gradient Accumulation steps = {k}, Total optimization steps = {t}"
)


@pytest.mark.parametrize(
    ("n", "e", "b", "k", "question"),
    [
        (3003, 2, 2, 8, "Why {t}?"),
        (5009, 3, 4, 4, "why {t} and not {other}?"),
        (9001, 5, 2, 16, "why is it {t} instead of {other}?"),
        (3003, 2, 2, 8, "为什么是 {t}？"),
        (7777, 3, 4, 8, "为什么是 {t} 而不是 {other}？"),
    ],
)
def test_a_log_of_an_older_transformers_is_explained(
    n: int, e: int, b: int, k: int, question: str
) -> None:
    """Steps that Transformers up to 4.51 planned are right by its rule, and are no contradiction."""
    batches = -(-n // b)
    steps, other = e * (batches // k), e * -(-batches // k)
    assert steps != other
    text = LOG.format(n=n, e=e, b=b, k=k, t=steps) + ". " + question.format(t=steps, other=other)
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.problem.framework == "transformers_4_51"
    assert {a.span.value for a in result.answers if a.span} == {steps}
    assert not result.refuted
    assert any("4.51" in line for line in explain(result).beside)


@pytest.mark.parametrize(
    ("text", "quantity", "value", "relation"),
    [
        (
            "Transformers 4.44: 3003 examples, batch size 2, accumulation 8, 2 epochs. How many steps?",
            "total_iterations",
            2 * (1502 // 8),
            "updates of full groups",
        ),
        (
            "Keras 用 gradient_accumulation_steps=3，每个 epoch 100 个批次，7 个 epoch，一共更新多少次？",
            "total_iterations",
            700 // 3,
            "updates of a running counter",
        ),
        (
            "mmengine with accumulative_counts=4 and 102 batches per epoch, 3 epochs: updates in all?",
            "total_iterations",
            -(-306 // 4),
            "updates of a running counter and of the last batch",
        ),
        (
            (
                "accelerate launch on 4 gpus, 1010 samples, batch size 8, drop_last=True. "
                "How many batches does an epoch have, i.e. iterations per epoch?"
            ),
            "iterations_per_epoch",
            1010 // 32,
            "batches",
        ),
    ],
)
def test_the_count_of_a_framework_comes_with_its_own_steps(
    text: str, quantity: str, value: int, relation: str
) -> None:
    """A count that a framework rounds in its own way is derived, not only stated."""
    answer = next(a for a in solved(text).answers if a.quantity == quantity)
    assert answer.span is not None
    assert answer.span.value == value
    assert any(step.relation.name.startswith(relation) for step in answer.steps)
    assert answer.steps[-1].result == answer.span


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Why 1875/1875 in Keras?", None),
        ("为什么 Keras 显示 938/938？", None),
        ("Keras model.fit on 50000 images shows 1563/1563, why?", 32),
        ("Fashion-MNIST，Keras 训练时为什么只有 1875？", 32),
        ("why does keras print 313/313 when I evaluate on 10,000 test images?", 32),
    ],
)
def test_the_bar_of_keras_counts_batches(text: str, size: int | None) -> None:
    """Who wonders at the bar of Keras reads in one sentence that it counts batches of 32."""
    result = solved(text)
    lines = explain(result).answer
    assert isinstance(result, Solution)
    assert len(result.answers) == 1
    assert "32" in lines[0]
    assert "batches, not samples" in lines[0] or "批次，不是样本" in lines[0]
    if size:
        assert values(text)["batch_size"] == [size]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "19,200 rows, batch size 4, gradient accumulation 8, 2 epochs, the bar shows 0/9600. ok?",
            {"total_batches": 9600},
        ),
        (
            "1.92万条数据 bs=4 梯度累积8 2个epoch，进度条是 0/9600，实际参数更新了多少次",
            {"total_iterations": 1200},
        ),
        (
            "train set 6000, val set 1500, batch 30: the progress bar shows 250. Why?",
            {"progress_bar_total": 250, "val_batches": 50},
        ),
        (
            "训练集6000验证集1500，batch都是30，进度条上写的是 /250，为什么？",
            {"progress_bar_total": 250, "val_batches": 50},
        ),
        (
            (
                "7,680 prompts, per_device_train_batch_size: 2, gradient_accumulation_steps: 4, 4 GPUs. "
                "tqdm says 0/720 for 3 epochs, is that what it should be?"
            ),
            {"total_iterations": 720},
        ),
    ],
)
def test_a_bar_is_taken_for_what_it_counts(text: str, expected: dict[str, int]) -> None:
    """A shown number that is right as another count is no mistake."""
    result = solved(text)
    assert not isinstance(result, Contradiction)
    found = values(text)
    for quantity, value in expected.items():
        assert value in found[quantity]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单卡每个epoch 3200 步，换成 8 卡后每个 epoch 多少步？", [400]),
        ("4 卡时每个epoch 500步，单卡跑要多少步", [2000]),
        ("单卡总共 9000 步，3 张卡多少步？", [3000]),
        ("one GPU takes 12000 iterations in total, how many with 8 GPUs?", [1500]),
        ("With 1 GPU I have 2000 iterations per epoch. With 4 GPUs, how many iterations?", [500]),
        (
            "On 8 GPUs an epoch has 1250 iterations; how many on 2 GPUs with the same batch size?",
            [5000],
        ),
        (
            (
                "With gradient accumulation 1 the bar shows 960 steps per epoch. "
                "If I set gradient accumulation to 8, what will it show?"
            ),
            [120],
        ),
    ],
)
def test_counts_change_with_the_machines_whatever_the_batch_size(
    text: str, expected: list[int]
) -> None:
    """Who tells the steps on one set of machines gets those on another without the batch size."""
    counts = ("iterations_per_epoch", "total_iterations")
    found = [v for name, of in values(text).items() if name in counts for v in of]
    assert found[-1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2003 samples, world size 8, DistributedSampler(drop_last=True): samples per rank?",
            {"samples_per_device": 250},
        ),
        (
            "2003 条数据，8 卡，DistributedSampler drop_last=True，每张卡分到多少样本，丢掉多少？",
            {"samples_per_device": 250, "dropped_samples": 3},
        ),
        (
            (
                "I have 3 GPUs and 2000 samples with DistributedSampler. how many samples per GPU and "
                "how many get repeated?"
            ),
            {"samples_per_device": 667, "padded_samples": 1},
        ),
        (
            "数据 2007 条，4 个进程 DistributedSampler，每个进程拿到多少条？有多少条是重复补齐的？",
            {"samples_per_device": 502, "padded_samples": 1},
        ),
        (
            "2机16卡（每机8卡），每卡 batch_size=4，数据 64 万张，一个 epoch 迭代多少次？",
            {"iterations_per_epoch": 10000},
        ),
        ("训练用 8 张 A100，每卡 batch 16，总 batch 多少？", {"effective_batch_size": 128}),
        (
            "2 张 RTX 4090 每卡 batch 8，数据 6400 条，一个epoch多少步",
            {"iterations_per_epoch": 400},
        ),
        ("用 4 张 GPU，每张卡 batch 8，总batch是多少", {"effective_batch_size": 32}),
        (
            "three nodes with a single GPU each, batch size 8, accumulation 4. Total batch?",
            {"effective_batch_size": 96},
        ),
        ("3台机器每台单卡，batch 16，总batch多少", {"effective_batch_size": 48}),
        ("总batch size要 512，每卡 batch 16，梯度累积 4，需要多少张卡？", {"devices": 8}),
        (
            "batch size 只能开到 8，论文里用的是 128，accumulation steps 该设多少？",
            {"grad_accumulation": 16},
        ),
        (
            "My GPU holds batch size 8 but the paper used 64, how many accumulation steps?",
            {"grad_accumulation": 8},
        ),
        (
            "数据 25600，每卡 batch 32，单卡和 8 卡一个 epoch 分别多少步？",
            {"iterations_per_epoch": 100},
        ),
        (
            "25600 images, batch size 32 per GPU. How many steps per epoch on a single GPU and 8 GPUs?",
            {"iterations_per_epoch": 100},
        ),
        (
            "I run on 2 gpus with batch size 16 per gpu and 6400 samples. Steps per epoch?",
            {"iterations_per_epoch": 200},
        ),
        (
            (
                "默认 8 卡 IMS_PER_BATCH=16，MAX_ITER=60000，我只有 2 张卡所以 IMS_PER_BATCH 改成 4，"
                "要看同样多的图片 MAX_ITER 要改成多少？"
            ),
            {"total_iterations": 240000},
        ),
    ],
)
def test_devices_are_read_however_they_are_told(text: str, expected: dict[str, int]) -> None:
    """Cards, nodes, ranks and processes count, in the words that people use for them."""
    found = values(text)
    for quantity, value in expected.items():
        assert value in found[quantity]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("batch_size=4、梯度累积 8 和 batch_size=8、梯度累积 4 是一样的吗", True),
        ("batch_size=4、梯度累积 8 跟 batch_size=8、梯度累积 2 等价吗？", False),
        (
            (
                "Is batch_size=8 with gradient_accumulation_steps=4 on one GPU the same effective batch "
                "as batch_size=4 with gradient_accumulation_steps=2 on 4 GPUs?"
            ),
            True,
        ),
        (
            (
                "Is batch_size=8 with gradient_accumulation_steps=4 equivalent to "
                "batch_size=16 with gradient_accumulation_steps=4 on 2 GPUs?"
            ),
            False,
        ),
    ],
)
def test_two_settings_are_compared_by_what_is_behind_an_update(text: str, *, verdict: bool) -> None:
    """Whether two sets of settings come to the same is answered with yes or no."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is verdict


def test_the_part_of_a_device_needs_the_number_of_devices() -> None:
    """Of a whole batch alone, nobody can say what each device gets."""
    for text in (
        "global batch size 是 256，每张卡的 batch 是多少？",
        "The global batch size is 256. What is the batch size per GPU?",
    ):
        assert isinstance(solved(text), Clarification)


@pytest.mark.parametrize(
    "text",
    [
        (
            "--batch 16, 2400 train images and 700 val images. The train bar is 150/150 "
            "but validation shows only 22/22. why?"
        ),
        "batch 16，训练集2400张，进度条150/150；验证集有700张，验证的进度条才22/22，为什么？",
    ],
)
def test_a_shorter_validation_has_a_larger_batch(text: str) -> None:
    """Who wonders at few validation batches reads which batch size explains them."""
    hypotheses = solved(text).hypotheses  # type: ignore[union-attr]
    spans = [h.changed.span for h in hypotheses if h.kind == "val_batch_size"]
    assert [span.value for span in spans if span] == [32]
    assert -(-700 // 32) == 22


def test_a_pace_is_no_amount_of_work() -> None:
    """Iterations that take some time say nothing of those that other machines make in another."""
    text = (
        "with 4 GPUs 2000 iterations take 10 minutes; how many iterations in an hour with 8 GPUs?"
    )
    result = solve(text, datasets=datasets())
    assert not isinstance(result, Solution)


def test_a_number_in_brackets_is_not_always_that_of_a_list() -> None:
    """A batch size in brackets is read, and the numbers of questions are not."""
    text = "9,600 images, 2 GPUs, batch size per GPU (48). How many iterations per epoch?"
    assert values(text)["iterations_per_epoch"] == [100]
    text = (
        "9,600 images, batch size 96. (3) how many iterations per epoch? (4) how many in 5 epochs?"
    )
    assert values(text)["iterations_per_epoch"] == [100]
