"""Whether a number is right, enough, or only one of those that would do."""

import pytest

from solver.as_json import as_json
from solver.explain.results import explain
from solver.results import Clarification, Solution
from solver.solve import solve


def solved(text: str) -> tuple[object, dict[str, list[object]]]:
    """The verdict on a question, and every number of the reply by its quantity."""
    result = solve(text)
    assert result is not None, text
    reply = as_json(result, explain(result))
    found: dict[str, list[object]] = {}
    for answer in reply["answers"]:  # type: ignore[attr-defined]
        value = answer["value"] if answer["value"] is not None else (answer["low"], answer["high"])
        found.setdefault(answer["quantity"], []).append(value)
    return reply["verdict"], found


@pytest.mark.parametrize(
    ("text", "enough", "expected"),
    [
        ("一共要跑4万步，每步0.9秒，12小时够不够？", True, {"time_total": 36_000}),
        ("每轮要14分钟，想训60轮，只有12小时的卡，来得及吗？", False, {"time_total": 50_400}),
        ("每个epoch要8分钟，那一天能跑完200个epoch吗？", False, {"time_total": 96_000}),
        ("我有10小时的GPU，每步0.5秒，要跑5万步，够跑完吗", True, {"time_total": 25_000}),
        (
            "Each epoch takes 9 minutes. Are 20 hours enough for 150 epochs?",
            False,
            {"time_total": 81_000},
        ),
        (
            "60 epochs, each epoch takes 15 minutes. Is 16 hours enough?",
            True,
            {"time_total": 54_000},
        ),
        (
            "5 epochs took 30 minutes. Is 4 hours enough for 50 epochs?",
            False,
            {"time_total": 18_000},
        ),
        (
            (
                "I have 10 hours on the cluster and one step takes 0.4 s. 900 steps per epoch, can I "
                "finish 80 epochs?"
            ),
            True,
            {"time_total": 28_800},
        ),
        (
            "8000 images, batch size 40. Are 12 epochs enough for 3000 iterations?",
            False,
            {"epochs": 15},
        ),
        ("8000张图，batch 40，20个epoch够跑3000步吗？", True, {"epochs": 15}),
        (
            "Our node does 60k tokens/s and is ours for 2 weeks. Is that enough for 70B tokens?",
            True,
            {},
        ),
    ],
)
def test_what_there_is_is_enough_or_not(
    text: str,
    enough: bool,  # noqa: FBT001 [a verdict]
    expected: dict[str, object],
) -> None:
    """Who asks whether a time or a length is enough learns that, and what is needed."""
    verdict, found = solved(text)
    assert verdict is enough
    assert all(value in found.get(name, []) for name, value in expected.items()), found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (
            "Each epoch has 120 iterations with batch size 25, so my dataset has 3000 images, right?",
            2976,
            3000,
        ),
        ("每轮120个iteration，batch size 25，所以数据集是3000张图，对吗？", 2976, 3000),
        (
            "my dataloader has length 48 and the batch size is 25, so the dataset has 1200 samples, right?",
            1176,
            1200,
        ),
        ("batch_size=25，len(dataloader)=48，说明数据集一共1200个样本，对吧？", 1176, 1200),
    ],
)
def test_a_size_that_is_one_of_several_gets_no_yes(text: str, low: int, high: int) -> None:
    """A number of batches leaves the size of the data open, and the reply says in which range."""
    verdict, found = solved(text)
    assert verdict is None
    assert (low, high) in found["dataset_size"]


@pytest.mark.parametrize(
    "text",
    [
        "Each epoch has 120 iterations with batch size 25, so my dataset has 3100 images, right?",
        "每轮120个iteration，batch size 25，说明数据集有3100张图，对吗？",
    ],
)
def test_a_size_that_cannot_be_is_refuted(text: str) -> None:
    """A size outside the range is told to be wrong."""
    verdict, found = solved(text)
    assert verdict is False
    assert (2976, 3000) in found["dataset_size"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("A step takes 0.4 s, so 80 epochs take 9 hours, right?", "total_iterations"),
        ("每步要0.4秒，那80个epoch就要9小时，对吗？", "total_iterations"),
        ("I use batch size 24, so I need 300 steps per epoch, correct?", "train_size"),
        ("batch size 是24，所以每轮应该是300步，对吧？", "train_size"),
        ("Is 30 epochs enough to do 8,000 steps with batch 16?", "train_size"),
    ],
)
def test_what_a_conclusion_lacks_is_asked_for(text: str, missing: str) -> None:
    """Nothing is said of a conclusion that does not follow from what is given; it asks back."""
    result = solve(text)
    assert isinstance(result, Clarification)
    assert missing in result.missing


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            (
                "The note says 30,000 images, batch size 60, 400 iterations per epoch and 5,000 iterations "
                "for 10 epochs. Is the 5,000 correct?"
            ),
            True,
        ),
        (
            (
                "The note says 30,000 images, batch size 60, 400 iterations per epoch and 5,000 iterations "
                "for 10 epochs. Is the 400 correct?"
            ),
            False,
        ),
        (
            "笔记里写：3万张图，batch size 60，每轮400次迭代，10轮总共5000次迭代。这个5000对吗？",
            True,
        ),
        (
            "笔记里写：3万张图，batch size 60，每轮400次迭代，10轮总共5000次迭代。那400次对吗？",
            False,
        ),
    ],
)
def test_only_the_number_that_is_asked_about_decides(text: str, right: bool) -> None:  # noqa: FBT001 [a verdict]
    """Of several numbers, the verdict is on the one that the question names."""
    assert solved(text)[0] is right


@pytest.mark.parametrize(
    ("text", "right", "expected"),
    [
        (
            "batches of 128 sequences of 1024 tokens for 40k steps, so about 5.2B tokens. Right?",
            True,
            {"tokens_seen": 128 * 1024 * 40_000},
        ),
        (
            "每个batch是 64 x 2048 token，语料有2.6亿个token，一轮大概2000步，对吗？",
            True,
            {"iterations_per_epoch": 1984},
        ),
        (
            "One batch is 2M tokens and we trained on 80B tokens, so 40k steps, correct?",
            True,
            {"total_iterations": 40_000},
        ),
        (
            "一个batch 2M tokens，训练了80B tokens，所以是4万步，对吧？",
            True,
            {"total_iterations": 40_000},
        ),
        (
            "4xA100, batch 16 per GPU, accumulation 2, context 1024, so ~131k tokens per step. Right?",
            True,
            {"tokens_per_batch": 4 * 16 * 2 * 1024},
        ),
        ("预热1500步，总共3万步，也就是预热占了10%，对不对？", False, {"warmup_ratio": 0.05}),
        ("It took 5 hours for 20 epochs of 500 steps each. Is 1.8 s per step right?", True, {}),
        (
            "1.2 s per step for 90,000 steps, i.e. 30 hours, do these agree?",
            True,
            {"time_total": 108_000},
        ),
        ("2万条（20160）数据，batch 32，一轮630步，对吗？", True, {"iterations_per_epoch": 630}),
        ("两张卡每张24，累积2次，有效batch就是48吧？", False, {"effective_batch_size": 96}),
        ("They used 480 TPU-days: 32 TPUs for 15 days. Is that consistent?", True, {}),
        (
            "Does 12 epochs = 4,800 iterations make sense for 8,000 images and batch 20?",
            True,
            {"total_iterations": 4_800},
        ),
        (
            (
                "We train for 600k steps with a batch of 128 on 4 GPUs (32 each). The set has 960k "
                "images. That's 80 epochs, right?"
            ),
            True,
            {"epochs": 80},
        ),
        ("12万步、每步64条、数据96万条，说是8个epoch，对得上吗？", True, {"epochs": 8}),
        (
            "If 1 epoch is 500 steps with 8,000 samples then the batch size must be 32, right?",
            False,
            {"batch_size": 16},
        ),
        ("warm-up is 5% of 40,000 steps = 200 steps, right?", False, {"warmup_steps": 2_000}),
    ],
)
def test_numbers_of_a_paper_agree_or_not(
    text: str,
    right: bool,  # noqa: FBT001 [a verdict]
    expected: dict[str, object],
) -> None:
    """Tokens, times, warm-up and batches are checked as papers and notes tell them."""
    verdict, found = solved(text)
    assert verdict is right
    assert all(value in found.get(name, []) for name, value in expected.items()), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1200 samples, batch 40, 6 epochs. Ann says 180 steps, Bob says 30. Who is right?", 180),
        (
            (
                "Question 7. A dataset of 1,200 samples, batch size 40, 6 epochs: how many steps in total? "
                "A) 30 B) 180 C) 1200 D) 7200"
            ),
            180,
        ),
        ("1200条数据，batch 40，6个epoch。小王说一共180步，小李说30步，谁对？", 180),
        (
            (
                "Training set of 1200 samples, batch size 40, 6 epochs. How many updates? (A) 30 steps in "
                "total (B) 180 steps in total (C) 1200 steps in total"
            ),
            180,
        ),
    ],
)
def test_of_several_numbers_the_right_one_is_told(text: str, expected: int) -> None:
    """A choice between numbers is answered by the one that is right."""
    assert expected in solved(text)[1]["total_iterations"]


@pytest.mark.parametrize(
    "text",
    [
        "512 GPUs, 400 tokens/s each, 20 days for 350B tokens. What if only 256 GPUs?",
        "512张卡，每卡每秒400个token，350B token训练了大约20天。换成256张卡呢？",
    ],
)
def test_what_was_told_last_is_asked_again(text: str) -> None:
    """“What if” with another number asks for what was told before it."""
    result = solve(text)
    assert isinstance(result, Solution)
    times = [float(a.span.value) for a in result.answers if a.span and a.span.value is not None]
    assert 350e9 / (400 * 256) in times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With batch size 20 one epoch has 300 iterations, what about batch size 60?", 100),
        ("batch 20 时每轮 300 步，batch 改成 60 呢？", 100),
        ("6000条数据，batch 20，一轮300步。batch改成120呢？", 50),
    ],
)
def test_another_batch_size_for_the_same_data(text: str, expected: int) -> None:
    """A count that is told for one batch size is worked out for another one."""
    assert expected in solved(text)[1]["iterations_per_epoch"]
