"""The sources' exercises are solved, all parts, in both languages."""

from fractions import Fraction

import pytest

from data.catalogue import datasets
from solver.as_json import plain_text
from solver.explain.results import explain
from solver.results import Solution
from solver.solve import solve

FASHION_ZH = (
    "Fashion Mnist数据集有70000个灰度图像,其中60000张图片作为训练数据,10000张图片作为测试数据。"
    "假设现在选择Batch Size=100对模型进行训练。迭代30000次。\n\n"
    "每个Epoch要训练的图片数量:60000(训练集上的所有图像)\n\n"
    "请问:①训练集具有的Batch个数;②每个Epoch需要完成的Batch个数;③每个Epoch具有的Iteration个数;"
    "④每个Epoch中发生模型权重更新的次数;⑤训练10个Epoch后,模型权重更新的次数;"
)
FASHION_EN = (
    "Fashion-MNIST has 70,000 grayscale images, of which 60,000 are for training and 10,000 for "
    "testing. With a batch size of 100, the model trains for 30,000 iterations. "
    "(1) How many batches does the training set have? (2) How many batches must each epoch "
    "complete? (3) How many iterations does an epoch have? (4) How many weight updates happen per "
    "epoch? (5) How many weight updates happen in 10 epochs?"
)
FOUR_SETS_ZH = (
    "比如现在我们有一个2000大小的训练样本，然后我们将这2000个样本分成4个大小为500的小数据集样本，"
    "此时epoch=1(暂且就用这个样本训练1次)。\n\n"
    "请问以下数值分别为多少:①batch;②batch size;③iterations;"
)
FOUR_SETS_EN = (
    "We have 2,000 training samples and split them into 4 sets of size 500, for one epoch. "
    "What is the number of batches, the batch size, and the number of iterations?"
)


def answers(text: str) -> list[tuple[str, object]]:
    """The quantities answered, each with its number or its two ends."""
    result = solve(text, datasets=datasets())
    assert isinstance(result, Solution), explain(result) if result else None
    return [
        (a.quantity, a.span.value if a.span.value is not None else (a.span.low, a.span.high))
        for a in result.answers
        if a.span
    ]


@pytest.mark.parametrize("text", [FASHION_ZH, FASHION_EN])
def test_fashion_mnist_in_five_parts(text: str) -> None:
    """600 batches, 600 an epoch, 600 iterations, 600 updates, 6,000 in ten epochs."""
    assert answers(text) == [
        ("batches_per_epoch", 600),
        ("batches_per_epoch", 600),
        ("iterations_per_epoch", 600),
        ("iterations_per_epoch", 600),
        ("total_iterations", 6000),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [(FASHION_ZH, "50 个 epoch"), (FASHION_EN, "50 epochs")]
)
def test_the_stated_iterations_are_turned_into_epochs_unasked(text: str, words: str) -> None:
    """30,000 iterations, stated and not used by any part, are shown to be 50 epochs."""
    result = solve(text, datasets=datasets())
    assert isinstance(result, Solution)
    assert [(a.quantity, a.span.value) for a in result.derived if a.span] == [("epochs", 50)]
    assert words in plain_text(explain(result))


@pytest.mark.parametrize("text", [FOUR_SETS_ZH, FOUR_SETS_EN])
def test_two_thousand_samples_in_four_sets(text: str) -> None:
    """4 batches of 500 make 4 iterations in the one epoch."""
    assert answers(text) == [
        ("batches_per_epoch", 4),
        ("batch_size", 500),
        ("iterations_per_epoch", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "1,000 images, batch size 100, 10 epochs: how many iterations per epoch, how many in total, "
            "and how many times is each image seen?"
        ),
        "1000张图片，batch size为100，训练10个epoch。每个epoch多少次迭代？一共多少次迭代？每张图片被看到几次？",
    ],
)
def test_ten_epochs_of_a_thousand_images(text: str) -> None:
    """10 iterations an epoch, 100 in all, each image seen 10 times: once an epoch."""
    assert answers(text) == [
        ("iterations_per_epoch", 10),
        ("total_iterations", 100),
        ("views_per_sample", 10),
    ]


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        (
            "1,000 samples, batch size 32: iterations per epoch? How many are in the last batch?",
            "31",
        ),
        ("1000个样本，批大小32，每个epoch多少次迭代？最后一个batch有多少个样本？", "31"),
    ],
)
def test_a_last_batch_that_is_not_full(text: str, dropped: str) -> None:
    """32 iterations, the last on 8 samples; 31 when it is dropped, which the reply says too."""
    assert answers(text) == [("iterations_per_epoch", 32), ("last_batch_size", 8)]
    result = solve(text)
    assert result is not None
    assert dropped in " ".join(explain(result).assumed)


@pytest.mark.parametrize(
    "text",
    [
        (
            "10 epochs take 3 h and reach 85 %, 50 epochs 15 h and 92 %, 100 epochs 30 h and 95 %. "
            "How long is an epoch, and how much accuracy does each bring?"
        ),
        (
            "10个epoch用3小时，准确率85%；50个epoch用15小时，准确率92%；100个epoch用30小时，准确率95%。"
            "每个epoch多久？每个epoch提升多少准确率？"
        ),
    ],
)
def test_more_epochs_bring_less(text: str) -> None:
    """18 minutes an epoch throughout; 0.175 points an epoch at first, then 0.06."""
    assert answers(text) == [
        ("time_per_epoch", 18 * 60),
        ("accuracy_gain_per_epoch", Fraction(175, 1000)),
        ("accuracy_gain_per_epoch", Fraction(6, 100)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "训练集有6万张，batch size设为128，训练5轮，一共多少次迭代？",
            [("total_iterations", 2345)],
        ),
        (
            "60k images at batch size 128 for 5 epochs. How many steps in total?",
            [("total_iterations", 2345)],
        ),
        (
            "How many iterations is one epoch of CIFAR-10 with batch size 128?",
            [("iterations_per_epoch", 391)],
        ),
        (
            "CIFAR-100 上 batch size 为 100，每个 epoch 多少次迭代？",
            [("iterations_per_epoch", 500)],
        ),
        ("MNIST，批大小64，每轮多少个batch", [("batches_per_epoch", 938)]),
        (
            "With batch size 256 on ImageNet-1k, how many iterations per epoch?",
            [("iterations_per_epoch", 5005)],
        ),
        (
            "IMDB reviews, batch size 50, 4 epochs: how many updates in total?",
            [("total_iterations", 2000)],
        ),
        (
            "1000 samples, 10 batches per epoch. What is the batch size?",
            [("batch_size", (100, 111))],
        ),
        (
            "How many epochs are 30,000 iterations with batch size 100 on 60,000 images?",
            [("epochs", 50)],
        ),
        (
            "One epoch has 2,000 parameter updates of 80 ms each. How long do 3 epochs take?",
            [("time_total", 480)],
        ),
        (
            (
                "8 GPUs, batch size 16 per GPU, gradient accumulation 4, 50k samples, 3 epochs: "
                "how many weight updates in total?"
            ),
            [("total_iterations", 294)],
        ),
        (
            "1,003 samples, batch size 32, drop_last=True: how many batches, and how many dropped samples?",
            [("batches_per_epoch", 31), ("dropped_samples", 11)],
        ),
    ],
)
def test_questions_in_other_words(text: str, expected: list[tuple[str, object]]) -> None:
    """Counts, inverses, ranges, times, devices and named data sets, however they are worded."""
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "verdict", "expected"),
    [
        (
            "I have 8,233 images and batch size 4, so 2,060 steps per epoch, is that correct?",
            False,
            [("iterations_per_epoch", 2059)],
        ),
        (
            "1,000 samples, batch size 10, 5 epochs. That makes 500 iterations in total, right?",
            True,
            [("total_iterations", 500)],
        ),
        (
            "60000条数据，批大小64，每个epoch 937次迭代，对吗？",
            False,
            [("iterations_per_epoch", 938)],
        ),
        ("500个样本，批大小50，训练3轮，一共更新25次，对吗？", False, [("total_iterations", 30)]),
    ],
)
def test_a_claim_is_checked(text: str, verdict: bool, expected: list[tuple[str, object]]) -> None:  # noqa: FBT001
    """Yes or no comes first, then the right number with its steps."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert result.verdict is verdict
    assert answers(text) == expected
    first = explain(result).answer[0]
    assert first.startswith(("Yes", "对") if verdict else ("No", "不对"))
