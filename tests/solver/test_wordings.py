"""Questions are read however they are worded; what was misread once is read right here."""

import pytest

from solver.explain.results import explain
from solver.results import Answer, Contradiction, Solution
from solver.solve import solve


def value(answer: Answer) -> object:
    """The number of an answer, or the two ends of its range."""
    assert answer.span is not None
    return (
        answer.span.value if answer.span.value is not None else (answer.span.low, answer.span.high)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60000 images, batch size 100\nHow many iterations per epoch?", [600]),
        ("60000 images, batch size 100 how many iterations per epoch?", [600]),
        ("60000张图片，批大小100\n每个epoch多少次迭代？", [600]),
        ("How many samples does the network see during 12 epochs on 3,500 samples?", [42_000]),
        ("训练 20 个 epoch，每个 epoch 500 step，batch size 64，总共处理了多少样本？", [640_000]),
        ("500 iterations with batch size 20: how many samples were seen?", [10_000]),
        ("10000张图片，每批80张，训练3轮，一共看过多少张", [30_000]),
        ("训练集三万张，每批一百五十张，每个epoch多少次迭代", [200]),
        ("55000个样本，每次迭代使用110个样本，每个epoch多少次迭代？", [500]),
        ("八千个样本，一批五十个，十轮，一共多少次迭代？", [1600]),
        ("240 batches of 64 images each. How many images per epoch?", [(15_297, 15_360)]),
        ("四块GPU，每块batch size为16，梯度累积2步，有效batch size是多少？", [128]),
        (
            "My log says step 3000/12000 with batch size 16 and 6 epochs. How many samples are there?",
            [(31_985, 32_000)],
        ),
        ("900 samples, batch size 40, how many batches, and how big is the last one?", [23, 20]),
        ("5000 samples; mini-batches contain 400 examples. How many iterations per epoch?", [13]),
        ("6400条数据，每批次64条，5个周期，一共多少次迭代？", [500]),
        ("I have 3000 photos and feed them 75 at a time. How many iterations per epoch?", [40]),
        ("Train size: 10000. Val size: 2000. Batch size: 128. Epochs: 3. Total steps?", [237]),
        ("10000个样本，一个epoch迭代313次，批大小是多少？", [32]),
        ("a minibatch of 8192 on 256 GPUs: how many images per GPU?", [32]),
        (
            "The batch size is 16 across all GPUs; with 8 GPUs and 118,287 images, how many iterations per epoch?",
            [7393],
        ),
        (
            "118287张图片，8块GPU，每个GPU处理2张图片，batch size 16，12个epoch。一个epoch多少次迭代，一共多少次？",
            [7393, 88_716],
        ),
        ("batch size 32 on each GPU, 4 GPUs, 10,000 images: iterations per epoch?", [79]),
        ("4卡，每张卡batch size为8，有效batch size是多少？", [32]),
        (
            "I want a batch size of 256 but only 64 fit into memory as batch size 64: over how many batches do I accumulate gradients?",
            [4],
        ),
        ("想要batch size 32的效果，显存只能放下batch size 8，梯度累积步数是多少？", [4]),
        (
            "20,000 images, batch size 50, warmup_epochs 3, epochs 10: how many iterations in total?",
            [4000],
        ),
        (
            "I trained for 5 epochs and saw 300,000 samples in total. How large is the training set?",
            [60_000],
        ),
        ("训练了5轮，一共处理了30万个样本，训练集有多大？", [60_000]),
        ("2 epochs = 500 steps with batch size 20. N=?", [(4981, 5000)]),
    ],
)
def test_a_question_is_read_as_it_is_meant(text: str, expected: list[object]) -> None:
    """Line breaks, units, measure words and turns of phrase lead to the numbers that are meant."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    assert [value(answer) for answer in result.answers] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The data set holds 10,000 samples, 80% used for training. Batch size 40, 5 epochs. How many iterations in total?",
            1000,
        ),
        ("900 photos split 70/15/15, batch size 30, 10 epochs: how many iterations in total?", 210),
        ("8000条，按8:2划分训练集和验证集，batch_size=64，5个epoch，一共多少次迭代？", 500),
        ("12000个样本，其中25%作验证集，batch size 45，每个epoch多少次迭代？", 200),
        (
            "60k images; 10k held out for testing, 50k for training; batch size 100. How many iterations per epoch?",
            500,
        ),
        (
            "70,000 images of which 60,000 are for training; batch size 100: how many iterations per epoch?",
            600,
        ),
    ],
)
def test_only_the_training_part_is_counted(text: str, expected: int) -> None:
    """Shares and parts of a data set give the training set that the batches are made of."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else None
    assert value(result.answers[0]) == expected
    assert not any("all" in line for line in explain(result, "en").assumed[:1])


def test_a_share_that_is_no_whole_number_of_samples_is_rounded_and_says_so() -> None:
    """Seventy percent of 1,001 samples are taken as 701, and the reply says that it was rounded."""
    result = solve(
        "1001 samples, 70% for training, 30% for testing, batch size 10: how many iterations per epoch?"
    )
    assert isinstance(result, Solution)
    assert result.problem.value_of("train_size") == 700
    assert any("no whole number" in line for line in explain(result).read)


def test_a_total_that_does_not_fit_is_a_contradiction_when_nobody_asks_whether_it_is_right() -> (
    None
):
    """Numbers that cannot all be true are said, even where the question repeats one of them."""
    text = "100 samples, batch size 10, 10 iterations per epoch, 5 epochs, 60 iterations in total. How many updates?"
    assert isinstance(solve(text), Contradiction)
