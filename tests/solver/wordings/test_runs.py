"""Two runs beside each other, and runs of which a part is done: what people ask about them."""

import pytest

from solver.explain.results import explain
from solver.reply import reply, reply_as_json
from solver.results import Solution


def answers(text: str) -> list[tuple[str, object]]:
    """Every number of a reply with its name, in order."""
    told = reply(text)
    assert isinstance(told, Solution), text
    found = reply_as_json(told)["answers"]
    assert isinstance(found, list)
    return [(answer["quantity"], answer["value"]) for answer in found]


def asked(text: str) -> list[object]:
    """The numbers that were asked for, without what belongs to them."""
    told = reply(text)
    assert isinstance(told, Solution), text
    shown = [answer.span.value for answer in told.answers if answer.span]
    return [*shown, *(contrast.value for contrast in told.contrasts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "10000 images. How many fewer steps per epoch with batch size 50 than with 20?",
            [200, 500, 300],
        ),
        ("batch 由 20 调到 50，数据 10000 条，每个 epoch 少跑多少步？", [500, 200, 300]),
        (
            "What is the difference in steps per epoch between batch sizes 32 and 64, 12800 images?",
            [400, 200, 200],
        ),
        (
            "用 2 卡和 8 卡，每卡 batch 16，数据 51200 张，每个 epoch 步数差多少？",
            [1600, 400, 1200],
        ),
        (
            (
                "Model A: 2000 samples, batch size 20, 15 epochs. Model B: 6000 samples, batch size"
                " 100, 20 epochs. Which one gets more weight updates?"
            ),
            [1500, 1200, 300],
        ),
        (
            (
                "方案一：batch 32，训练 20 个 epoch；方案二：batch 128，训练 60 个 epoch。"
                "都是 6400 条数据，各更新多少次？"
            ),
            [4000, 3000],
        ),
        (
            (
                "A: 30 epochs, batch size 16. B: 30 epochs, batch size 64. 8000 images."
                " How many more updates does A do?"
            ),
            [15000, 3750, 11250],
        ),
    ],
)
def test_counts_of_two_runs_and_their_difference(text: str, expected: list[object]) -> None:
    """Both counts, and how much they differ where that is asked."""
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By what factor does the number of updates drop when going from bs 32 to bs 256?", 8),
        ("how many times more weight updates do I get with batch size 8 than batch size 40?", 5),
        ("batch 从 64 增大到 512，迭代次数减少多少倍？", 8),
        ("bs 由 30 变成 120，更新次数是原来的几分之几？", 4),
        ("batch size 从 16 增加到 96，轮数不变，总迭代次数变为原来的多少？", 6),
    ],
)
def test_a_factor_needs_no_data_set(text: str, expected: int) -> None:
    """By what factor a count changes follows from the batch sizes alone, if all are full."""
    told = reply(text)
    assert isinstance(told, Solution)
    assert [(c.kind, c.value) for c in told.contrasts] == [("ratio", expected)]
    assert not told.answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Batch size 8 takes 0.1 s per step, batch size 16 takes 0.15 s per step. With 3200"
                " images, which one is faster per epoch?"
            ),
            [40, 30, 10],
        ),
        (
            "batch 8 每步 0.1 秒，batch 16 每步 0.15 秒，3200 张图，一个 epoch 各要多久，差多少？",
            [40, 30, 10],
        ),
        (
            (
                "Before, an epoch took 50 minutes, now an epoch takes 35 minutes. How many hours do"
                " I save in 100 epochs?"
            ),
            [300_000, 210_000, 90_000],
        ),
        (
            "原来一轮 50 分钟，优化之后一轮 35 分钟，跑 100 轮能省多少小时？",
            [300_000, 210_000, 90_000],
        ),
        (
            (
                "With batch size 8 a step takes 100 ms, with batch size 32 it takes 250 ms."
                " Which one is faster?"
            ),
            [80, 128, 48],
        ),
    ],
)
def test_times_of_two_runs(text: str, expected: list[object]) -> None:
    """The time of each run from its own numbers, and what one saves."""
    assert asked(text) == expected


def test_the_two_runs_are_told_apart_in_words() -> None:
    """A factor names both batch sizes, and what is assumed for it."""
    factor = reply("batch size 从 32 改成 128，更新次数变成原来的几分之几？")
    assert isinstance(factor, Solution)
    words = explain(factor)
    assert words.answer == (
        "每个 epoch 的迭代次数：批次大小（batch size）为 32 时是为 128 时的 4 倍",
    )
    assert words.assumed == ("假设：每个批次都是满的。",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I trained 3 epochs of 400 iterations and then 90 iterations more. How many updates in total?",
            1290,
        ),
        (
            "7 full epochs of 150 iterations and then 40, how many iterations is that in total?",
            1090,
        ),
        ("先跑了 8 个 epoch，每个 epoch 600 步，然后又跑了 250 步，总共多少步？", 5050),
        ("训了 3 个 epoch（每个 400 步）又多跑了 100 步，总步数是多少？", 1300),
        ("20 epochs and 30 steps, with 64 steps per epoch. How many steps in all?", 1310),
        (
            "I ran 20 epochs with 500 iterations each and 250 iterations of epoch 21. Total iterations?",
            10250,
        ),
    ],
)
def test_whole_epochs_and_some_iterations_more(text: str, expected: int) -> None:
    """What comes after the last whole epoch is added to it."""
    assert answers(text)[0] == ("total_iterations", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "An epoch is 350 iterations. I trained 6 epochs and stopped 200 iterations into the next."
                " How many iterations so far, and how many are left of 20 epochs?"
            ),
            [("iterations_done", 2300), ("remaining_iterations", 4700)],
        ),
        (
            "已经训练了 6 个 epoch 加 120 步，每个 epoch 300 步，一共要训 10 个 epoch，还剩多少步？",
            [("remaining_iterations", 1080)],
        ),
        (
            "20 epochs of 300 iterations, I finished 7 epochs. iterations so far, and left?",
            [("iterations_done", 2100), ("remaining_iterations", 3900)],
        ),
        (
            "I resume from checkpoint-1500: which epoch am I in? 8000 samples, batch size 16",
            [("epoch_at_iteration", 3), ("iterations_per_epoch", 500)],
        ),
        (
            "从 checkpoint-3600 恢复训练，每个 epoch 800 步，共 10 个 epoch，还剩多少步？",
            [("remaining_iterations", 4400)],
        ),
        ("40 epochs, 25 done, 9 minutes each. remaining time?", [("time_remaining", 8100)]),
        (
            "现在跑到第 20 个 epoch，总共 60 个，每个 epoch 25 分钟，还要跑多久？",
            [("time_remaining", 60_000)],
        ),
        (
            "已经训完了 12 个 epoch，一共 50 个，每个 20 分钟，还要多久？",
            [("time_remaining", 45_600)],
        ),
        (
            "中断在第 8600 步，每个 epoch 2000 步，接着训到 10 个 epoch 还差多少步？",
            [("remaining_iterations", 11_400)],
        ),
    ],
)
def test_how_far_a_run_is(text: str, expected: list[tuple[str, object]]) -> None:
    """What is done and what is left, from a checkpoint, a place or a part of the epochs."""
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("训练了 2 天，每个 epoch 用 45 分钟，一共训练了多少个 epoch？", [64]),
        ("Training took 2 days and every epoch needs 45 min. how many epochs did it run?", [64]),
        ("每个 iter 0.25s，1200 条数据 batch 4，一个 epoch 多久，50 个 epoch 呢？", [75, 3750]),
        (
            "How long for one epoch, and for 100 epochs? 5000 images at 250 images per second",
            [20, 2000],
        ),
        (
            "500 steps take 4 minutes. 40k sentences, batch size 16: how long does an epoch take?",
            [1200],
        ),
        ("单卡一秒处理 150 张图，训练集 27 万张，训 20 轮要多少小时？用 4 卡呢？", [36_000, 9_000]),
        ("How many epochs fit into 24 hours if one epoch takes 90 minutes?", [16]),
    ],
)
def test_times_of_a_part_and_of_the_whole(text: str, expected: list[object]) -> None:
    """A time is that of an iteration, an epoch or the run, by what is said beside it."""
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "the last one only had 17 examples, batch size 64, 20 batches per epoch. how many examples"
                " are there?"
            ),
            1233,
        ),
        (
            "最后一个 batch 只有 16 个样本，batch size 是 64，一共 157 个 batch，数据集多少条？",
            10_000,
        ),
        (
            "len(loader) is 79 with batch_size=64 and the final batch has 8 samples. How many samples?",
            5000,
        ),
    ],
)
def test_a_data_set_from_its_last_batch(text: str, expected: int) -> None:
    """All full batches and what is in the last one make the data set."""
    assert asked(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "10 个 epoch 应该是 1000 次迭代，对吧？我有 3200 张图，batch size 是 32",
        "50 epochs should be 10000 iterations, right? 6400 samples, bs 32",
        "8 个 epoch 就是 2000 步对吗，4000 张图 batch size 16",
    ],
)
def test_iterations_that_epochs_should_be(text: str) -> None:
    """The number after "should be" is that of the iterations, and is right."""
    told = reply(text)
    assert isinstance(told, Solution)
    assert told.verdict is True
    assert "total_iterations" in dict(answers(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("训练到第 3 个 epoch 的第 180 步，每个 epoch 625 步，一共走了多少步？", [1430]),
        ("In epoch 5 at batch 40 of 250, how many iterations have been done in total?", [1040]),
        ("at which step does epoch 7 start if there are 420 steps per epoch?", [2520]),
        ("第 7 个 epoch 从第几步开始？每个 epoch 420 步", [2520]),
        (
            (
                "How many more iterations until epoch 30 if I am at iteration 4200 and one epoch has"
                " 210 iterations?"
            ),
            [2100],
        ),
    ],
)
def test_a_place_inside_an_epoch(text: str, expected: list[object]) -> None:
    """Whole epochs before a place count in full, the epoch of the place only up to it."""
    assert asked(text) == expected


def test_samples_of_an_unfinished_epoch_are_seen_too() -> None:
    """Two passes over 6,400 samples and three batches of 64 show 12,992 samples."""
    samples, size, seen = 6400, 64, 0
    for epoch in range(3):
        for batch in range(samples // size):
            seen += size if epoch < 2 or batch < 3 else 0
    text = "6400 images, batch size 64, 2 epochs done and 3 iterations into the third: how many"
    assert asked(f"{text} samples has the model seen?") == [seen]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "How many epochs is 25k steps for 10k images with batch size 8, and what if I use batch"
                " size 16?"
            ),
            [20, 40],
        ),
        (
            (
                "Epoch time drops from 12 min to 9 min with AMP. How much time does that save over 40"
                " epochs?"
            ),
            [28_800, 21_600, 7_200],
        ),
        ("每个 epoch 从 12 分钟降到 9 分钟，40 个 epoch 能省多久？", [28_800, 21_600, 7_200]),
        ("吞吐从 200 张/秒提高到 320 张/秒，12.8 万张图一个 epoch 快了多少秒？", [640, 400, 240]),
    ],
)
def test_what_changes_within_one_sentence(text: str, expected: list[object]) -> None:
    """Before and after are two runs, also where one sentence tells both."""
    assert asked(text) == expected
