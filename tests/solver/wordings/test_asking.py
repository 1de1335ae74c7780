"""Every form of asking: lists, choices, letters, formulas in words, and "the same with ..."."""

import pytest

from solver import notation
from solver.as_json import as_json
from solver.explain.results import explain
from solver.language import detect
from solver.results import Answer, Clarification, Solution
from solver.solve import solve


def value(answer: Answer) -> object:
    """The number of an answer, or the two ends of its range."""
    assert answer.span is not None, answer.quantity
    exact = answer.span.value
    return exact if exact is not None else (answer.span.low, answer.span.high)


def answers(text: str) -> list[object]:
    """What a solved question answers, in order."""
    result = solve(text)
    assert isinstance(result, Solution), explain(result) if result else text
    return [value(answer) for answer in result.answers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6,400 images, batch size 64. How many steps per epoch? And with batch size 128?",
            [100, 50],
        ),
        (
            "9600 张图，batch size 32，一个 epoch 多少次迭代？如果 batch size 改成 64 呢？",
            [300, 150],
        ),
        (
            (
                "2,000 samples, batch size 50, 10 epochs: how many updates in total? "
                "What if the batch size is doubled?"
            ),
            [400, 200],
        ),
        ("数据 4800 条，batch 48，训练 10 轮，一共多少步？batch 翻倍呢？", [1000, 500]),
        ("3 万条文本，bs=100，一个 epoch 几步？跑 8 个 epoch 呢", [300, 2400]),
        (
            (
                "1,200 samples, batch size 40. 1) steps per epoch 2) total steps for 15 epochs "
                "3) the same if the batch size is halved"
            ),
            [30, 450, 900],
        ),
        ("720 photos, batch 24. How many batches per epoch? And if I use batch 36?", [30, 20]),
        ("每批 50 张，共 5000 张图，一个 epoch 几步？换成每批 25 张呢？", [100, 200]),
    ],
)
def test_a_question_may_name_only_what_is_different(text: str, expected: list[object]) -> None:
    """A short "and with batch size 64?" asks the question before it once more."""
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "50k steps at batch size 64 in the original; we only fit 16. How many steps is that?",
            200_000,
        ),
        ("原作 batch 128 训了 6 万步，我只能开 32，要训多少步才看同样多的样本？", 240_000),
        (
            (
                "The authors used 8 GPUs with 4 images each for 30k iterations. I have 2 GPUs with "
                "4 images each. How many iterations should I run?"
            ),
            120_000,
        ),
        (
            "20k updates with batch size 512 were enough, but now I use 2048: how many updates?",
            5000,
        ),
        ("别人 4 卡每卡 8 张训了 2 万步，我只有 1 卡每卡 8 张，要训多少步？", 80_000),
    ],
)
def test_another_batch_size_for_the_same_work(text: str, expected: int) -> None:
    """Where only the batch differs, as many samples are seen, so the iterations scale."""
    assert answers(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Training set: 9,000 images, batch 90, 12 epochs\n- steps per epoch\n- total steps",
            [100, 1200],
        ),
        (
            (
                "8,000 training images and 1,000 test images, batch size 200, 5 epochs\n"
                "1) iterations per epoch\n2) iterations in total\n3) number of test batches"
            ),
            [40, 200, 5],
        ),
        ("样本 12000，批大小 60，训练 5 轮。①每轮几步 ②一共更新几次", [200, 1000]),
        ("2,400 images, batch size 30: iterations per epoch, total for 5 epochs?", [80]),
        ("900 samples, batch size 40. a) batches per epoch b) size of the last batch", [23, 20]),
    ],
)
def test_a_list_of_bare_words_asks(text: str, expected: list[object]) -> None:
    """Items of a list that only name quantities are questions, answered in order."""
    assert answers(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "What happens to the number of iterations per epoch if the batch size goes from 50 to "
                "200 with 10,000 samples?"
            ),
            [200, 50],
        ),
        ("batch size 从 32 调到 128，10240 条数据，一个 epoch 的步数从多少变成多少？", [320, 80]),
        ("If batch size equals the dataset size of 500, how many iterations per epoch?", [1]),
        ("全量梯度下降，800个样本，训练50轮，更新几次参数？", [50]),
        (
            (
                "Mini-batches of 40 on 8,000 samples, 10 epochs. How many updates in total? How many "
                "would full batch gradient descent perform in the same number of epochs?"
            ),
            [2000, 10],
        ),
    ],
)
def test_a_change_and_a_full_batch_are_scenarios(text: str, expected: list[object]) -> None:
    """What was, what becomes, and one batch of all the data are each answered."""
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,500 images, batch size 6: is 1 epoch 250 iterations or 500 iterations?", 250),
        ("3000 张图，batch size 30，一个 epoch 是 100 步还是 300 步？", 100),
        ("With 640 samples and batch size 64, is an epoch 10 steps or 64 steps?", 10),
    ],
)
def test_a_choice_is_one_question(text: str, expected: int) -> None:
    """A question "250 or 500?" asks which, and is answered by the number and no verdict."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert [value(answer) for answer in result.answers] == [expected]
    assert result.refuted == ()


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "We have N samples, mini-batches of size B and E epochs. How many updates in total?",
            "E*⌈N/B⌉",
        ),
        ("设训练集有 N 个样本，批大小为 B，训练 E 轮，总迭代次数是多少？", "E*⌈N/B⌉"),
        ("m training images and batch size 50: how many iterations per epoch?", "⌈N/50⌉"),
        ("n 张图，batch size 为 b，一个 epoch 多少次迭代？", "⌈N/B⌉"),
    ],
)
def test_letters_stay_letters(text: str, formula: str) -> None:
    """Unknown letters give the formula, with what each letter stands for."""
    result = solve(text)
    assert isinstance(result, Clarification)
    lines = explain(result).answer
    assert formula in lines[0].replace(" ", "").replace("×", "*")
    assert ("N: " if detect(text) == "en" else "N：") in lines[1]


@pytest.mark.parametrize(
    ("text", "right", "formula"),
    [
        ("steps per epoch = number of samples / batch size, right?", True, "ceiling(N / B)"),
        ("总步数 = 样本数 / batch_size * epoch数，对吗？", True, "E * ceiling(N / B)"),
        ("一轮的迭代次数等于样本数除以批大小，对不对？", True, "ceiling(N / B)"),
        ("epochs = steps / batch_size, is this right?", False, "T / ceiling(N / B)"),
        ("训练轮数 = step * batch / 数据量，这样理解对吗？", True, "T / ceiling(N / B)"),
        ("total steps = samples * epochs, correct?", False, "E * ceiling(N / B)"),
        (
            "is it right that epochs = iterations * batch_size * gpus / samples?",
            True,
            "T / ceiling(ceiling(N / D) / B)",
        ),
    ],
)
def test_a_formula_in_words_is_checked(text: str, right: bool, formula: str) -> None:  # noqa: FBT001 [parametrized]
    """Somebody's formula gets a verdict, and the exact one in letters."""
    result = solve(text)
    assert isinstance(result, Clarification)
    reply = as_json(result, explain(result))
    assert reply["verdict"] is right
    assert [notation.letters(answer.formula) for answer in result.answers if answer.formula] == [
        formula
    ]


@pytest.mark.parametrize(
    ("text", "expected", "verdict"),
    [
        ("epoch = step * batch_size / 数据量 = 5000 * 32 / 16000 = 10，对吗？", 10, True),
        ("total steps = epochs * samples / batch size = 4 * 2500 / 50 = 200, correct?", 200, True),
        ("总步数 = 样本数 * epoch数 / batch = 6000 * 5 / 60 = 600，对吗？", 500, False),
    ],
)
def test_numbers_take_their_roles_from_the_words(text: str, expected: int, verdict: bool) -> None:  # noqa: FBT001 [parametrized]
    """Numbers of the same shape as a formula in words mean what the words say."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert value(result.answers[0]) == expected
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1,000 rows, batch size 32. How many batches with drop_last=True, and without drop_last?",
            [31, 32],
        ),
        (
            "3,050 rows, batch size 100. Size of the last batch? How many batches with drop_last=True?",
            [50, 30],
        ),
        ("2050 条数据，批大小 100，最后一批几条？drop_last=True 时有几个 batch？", [50, 20]),
        ("720 个样本，batch size 100，drop_last=True，有多少样本没用上？", [20]),
        ("640 samples, batch size 100, drop_last=True: how many samples are never used?", [40]),
        (
            "845 rows, batch size 100. How many batches come out and how many rows is the last?",
            [9, 45],
        ),
    ],
)
def test_the_last_batch_is_asked_about_in_many_ways(text: str, expected: list[object]) -> None:
    """Kept or dropped, its size, and what is left out are each answered as they are asked."""
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("訓練資料 8000 筆，batch size 設 20，一個 epoch 更新幾次？", [400]),
        ("總共 36000 張圖，每批 120 張，訓練 5 個 epoch，總共迭代幾次？", [1500]),
        ("数据 3600 条，一次喂 24 条，全部喂完一遍要喂几次？", [150]),
        ("My data has 2,300 rows and the bacth size is 100. how many batchs per epoch?", [23]),
        ("4 GPUs x 32 images, 25,600 images. iterations in 1 epoch?", [200]),
        ("8卡每卡32张，25.6万张图，一个epoch多少iter？", [1000]),
        (
            "The dataset is of size 7,400 and the batch size is 4: how many steps in an epoch?",
            [1850],
        ),
        ("batch size per GPU is 8 with 4 GPUs: what is the effective batch size?", [32]),
        (
            "I train 50,000 images for 200 epochs, 78,200 steps. The batch size, which one is it?",
            [128],
        ),
        (
            "数据集A 6000张，数据集B 2000张，合在一起训练，batch size 80，一个epoch多少次迭代？",
            [100],
        ),
        ("5,000 cat images and 3,000 dog images combined, batch size 80: steps per epoch?", [100]),
        (
            "{'loss': 0.9, 'epoch': 1.5} was logged at step 600. How many iterations per epoch?",
            [400],
        ),
        ("日志里 'epoch': 0.25，这时是第 100 步，一个 epoch 多少步？", [400]),
        (
            (
                "40,000 images, but one epoch is only 500 iterations in this repo, 120 epochs, "
                "batch size 8. How many real passes over the data is that?"
            ),
            [12],
        ),
        (
            "代码里每个epoch固定500次迭代，训练集4万张，batch size 8，120个epoch，实际过了几遍数据？",
            [12],
        ),
        ("micro batch 4, 8 GPUs, accumulation 2: how many sequences per step?", [64]),
    ],
)
def test_numbers_are_placed_however_they_stand(text: str, expected: list[object]) -> None:
    """Typing slips, traditional characters and short forms are read as they are meant."""
    assert answers(text)[: len(expected)] == expected
