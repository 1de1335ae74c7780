"""A chat goes on: numbers change, something is missing, numbers do not fit."""

import pytest

from data.catalogue import datasets
from solver.as_json import plain_text
from solver.explain.results import explain
from solver.problem import Problem
from solver.results import Clarification, Contradiction, Solution
from solver.solve import fill, solve

EXERCISE = "60,000 images, batch size 100, 10 epochs: how many iterations in total?"


def after(first: str, then: str) -> Solution:
    """The solution of a follow-up, the first problem having gone through the store."""
    previous = solve(first, datasets=datasets())
    assert previous is not None
    kept = Problem.from_json(previous.problem.to_json())
    assert kept == previous.problem
    result = solve(then, datasets=datasets(), previous=kept)
    assert isinstance(result, Solution)
    return result


@pytest.mark.parametrize(
    ("then", "quantity", "value"),
    [
        ("and with batch size 128?", "total_iterations", 4690),
        ("如果批大小是256呢", "total_iterations", 2350),
        ("what about 200?", "total_iterations", 3000),
        ("and for 20 epochs?", "total_iterations", 12000),
        ("那5轮呢？", "total_iterations", 3000),
        ("and per epoch?", "iterations_per_epoch", 600),
        ("那每个epoch呢", "iterations_per_epoch", 600),
        ("with CIFAR-10 instead", "total_iterations", 5000),
        ("batch size 64?", "total_iterations", 9380),
        ("and with 50,000 images?", "total_iterations", 5000),
        ("what if I double the batch size?", "total_iterations", 3000),
        ("批大小翻倍呢？", "total_iterations", 3000),
        ("what about batch size 128 and dropping the last batch?", "total_iterations", 4680),
        ("丢掉最后一批呢？", "total_iterations", 6000),
        ("how long if one iteration takes 0.1 s?", "time_total", 600),
    ],
)
def test_a_follow_up_changes_one_thing(then: str, quantity: str, value: int) -> None:
    """A short message changes what it names and keeps the rest of the problem."""
    answer = after(EXERCISE, then).answers[0]
    assert answer.span is not None
    assert (answer.quantity, answer.span.value) == (quantity, value)


def test_a_follow_up_says_what_it_kept() -> None:
    """Numbers kept from before are marked so, in the language of the follow-up."""
    assert "from before" in plain_text(explain(after(EXERCISE, "and with batch size 128?")))
    assert "沿用上一题" in plain_text(explain(after(EXERCISE, "如果批大小是256呢")))


def test_a_changed_number_makes_void_what_followed_from_the_old_one() -> None:
    """Four batches of 500 become eight of 250: the stated number of batches gives way."""
    first = "2,000 samples in 4 batches of 500: how many iterations per epoch?"
    answer = after(first, "and with batch size 250?").answers[0]
    assert answer.span is not None
    assert answer.span.value == 8


def test_a_new_exercise_owes_nothing_to_the_one_before() -> None:
    """A question that stands on its own is solved from its own numbers."""
    result = after(EXERCISE, "500 samples, batch size 50: how many iterations per epoch?")
    assert {known.source for known in result.problem.knowns} == {"stated"}


@pytest.mark.parametrize(
    "text", ["what is an epoch?", "hello", "什么是 batch size？", "谢谢", "😀😀", ""]
)
def test_what_is_no_exercise_is_left_to_others(text: str) -> None:
    """Concept questions and small talk are not solved, with or without a problem before them."""
    previous = solve(EXERCISE)
    assert previous is not None
    assert solve(text) is None
    assert solve(text, previous=previous.problem) is None


@pytest.mark.parametrize(
    ("text", "missing", "formula"),
    [
        ("How many iterations per epoch with batch size 32?", ("train_size",), "⌈N / 32⌉"),
        ("6万张图片训练10轮，一共多少次迭代？", ("batch_size",), "10 × ⌈60,000 / B⌉"),
        ("批大小32，训练10轮，一共更新多少次？", ("train_size",), "10 × ⌈N / 32⌉"),
        (
            "600 images per class, batch size 60: iterations per epoch?",
            ("train_size",),
            "⌈N / 60⌉",
        ),
    ],
)
def test_a_missing_number_is_asked_for_with_the_formula_that_waits(
    text: str, missing: tuple[str, ...], formula: str
) -> None:
    """The reply names exactly what is missing, and shows the formula with the numbers there are."""
    result = solve(text)
    assert isinstance(result, Clarification)
    assert result.missing == missing
    assert result.choices
    assert formula in plain_text(explain(result))


@pytest.mark.parametrize("reply", ["128", "batch size 128", "it is 128", "批大小为128。", "128吧"])
def test_the_missing_number_can_be_typed(reply: str) -> None:
    """A number, or a few words with it, answers what was asked back."""
    result = after("6万张图片训练10轮，一共多少次迭代？", reply)
    assert result.answers[0].span is not None
    assert result.answers[0].span.value == 4690
    assert result.language == ("en" if reply.isascii() and not reply.isdigit() else "zh")


def test_an_impossible_value_is_no_problem_to_follow_up() -> None:
    """After a value that cannot be, nothing of that question is kept."""
    refused = solve("what if the batch size is 0?", previous=_problem_of(EXERCISE))
    assert isinstance(refused, Contradiction)
    assert solve("how many samples in the last batch?", previous=refused.problem) is None


@pytest.mark.parametrize("text", ["what about 0?", "and with 10^400?", "如果是-3呢"])
def test_a_follow_up_with_an_impossible_value_is_refused(text: str) -> None:
    """A value that cannot be is refused in a short message as in a whole exercise."""
    result = solve(text, previous=_problem_of(EXERCISE))
    assert isinstance(result, Contradiction)
    assert result.faults


def _problem_of(text: str) -> Problem:
    result = solve(text)
    assert result is not None
    return result.problem


def test_the_missing_number_completes_the_problem() -> None:
    """Filling in what was asked for solves the question."""
    question = solve("6万张图片训练10轮，一共多少次迭代？")
    assert isinstance(question, Clarification)
    result = fill(question.problem, "batch_size", 128)
    assert isinstance(result, Solution)
    assert result.answers[0].span is not None
    assert result.answers[0].span.value == 4690


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "1,000 samples, batch size 100, 12 iterations per epoch: how many epochs are 120 iterations?",
            ["do not fit", "= 12", "10"],
        ),
        (
            "1000个样本，批大小100，每个epoch 12次迭代，120次迭代是多少个epoch？",
            ["对不上", "= 12", "10"],
        ),
    ],
)
def test_numbers_that_do_not_fit_are_said_with_what_follows(text: str, parts: list[str]) -> None:
    """The reply says what was stated and what follows from the rest."""
    result = solve(text)
    assert isinstance(result, Contradiction)
    said = plain_text(explain(result))
    assert all(part in said for part in parts)


def test_numbers_that_fit_only_with_the_last_batch_dropped_are_read_so() -> None:
    """98 samples in 3 batches of 32: the incomplete batch must have been dropped."""
    result = solve(
        "98 samples, batch size 32, 3 iterations per epoch: how many updates in 5 epochs?"
    )
    assert isinstance(result, Solution)
    assert result.drop_last
    assert "dropped" in " ".join(explain(result).assumed)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("batch size 0, 1000 samples: how many iterations per epoch?", "at least 1"),
        ("batch size -5, 1000 samples: how many iterations per epoch?", "at least 1"),
        ("10^400 samples, batch size 32: how many iterations per epoch?", "Try a smaller"),
        ("1000 samples, batch size 10, 3.5 epochs: how many iterations in total?", "3 or 4"),
        ("1000个样本，批大小0，每个epoch多少次迭代？", "至少是 1"),
        ("10^400个样本，批大小32，每个epoch多少次迭代？", "换小一点"),
        ("1000个样本，批大小10，训练3.5轮，一共多少次迭代？", "3 或 4"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_one_sentence(text: str, part: str) -> None:
    """An impossible value is quoted, with what it should be and what to do."""
    result = solve(text)
    assert isinstance(result, Contradiction)
    (line,) = explain(result).answer
    assert part in line


def test_a_long_text_is_read_in_its_first_part() -> None:
    """A message of any length is answered."""
    result = solve(EXERCISE + " x" * 60_000)
    assert isinstance(result, Solution)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("8 GPUs, batch size 16, 50k samples: how many iterations per epoch?", "together take 128"),
        ("8张卡，batch size 16，5万个样本，每个epoch多少次迭代？", "合计 128"),
    ],
)
def test_a_batch_size_on_several_devices_is_taken_as_that_of_one(text: str, part: str) -> None:
    """The reply says that it took the batch size as one device's, and what all take together."""
    result = solve(text)
    assert isinstance(result, Solution)
    assert part in " ".join(explain(result).assumed)


@pytest.mark.parametrize(
    "text",
    [
        "batch size 256 on 4 cards: does a step see 256 samples?",
        "4张卡，batch_size=256，一个step是指跑了256条数据吗？",
    ],
)
def test_what_one_step_sees_on_several_devices_is_said(text: str) -> None:
    """A step of four devices with 256 samples each sees 1,024, not the 256 that were guessed."""
    result = solve(text)
    assert isinstance(result, Solution | Clarification)
    assert [answer.span.value for answer in result.answers if answer.span] == [1024]


@pytest.mark.parametrize(
    "text",
    [
        "is batch size 64 better than 32 for 10,000 images?",
        "10000张图片，batch size用32还是64更好？",
    ],
)
def test_a_question_that_could_only_be_answered_with_its_own_numbers_is_not_solved(
    text: str,
) -> None:
    """Repeating what somebody said is no answer."""
    assert solve(text) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "iterations per epoch on FooNet with batch size 32?",
            "I do not know the data set “FooNet”",
        ),
        ("在FooNet数据集上训练，批大小32，每个epoch多少次迭代？", "我不认识数据集“FooNet”"),
    ],
)
def test_an_unknown_data_set_is_said_to_be_unknown(text: str, line: str) -> None:
    """A name that is no known data set is named, and its size is asked for."""
    result = solve(text, datasets=datasets())
    assert isinstance(result, Clarification)
    assert explain(result).answer[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "quantity", "choices"),
    [
        (
            "batch size 16, batch size 64, 6,400 images: how many iterations per epoch?",
            "batch_size",
            (16, 64),
        ),
        ("批大小16，批大小64，6400张图片，每个epoch多少次迭代？", "batch_size", (16, 64)),
    ],
)
def test_two_values_for_one_quantity_are_asked_about(
    text: str, quantity: str, choices: tuple[int, ...]
) -> None:
    """Which value is meant is never guessed: the reply offers those that were stated."""
    question = solve(text)
    assert isinstance(question, Clarification)
    assert (question.missing, question.choices) == ((quantity,), choices)
    kept = Problem.from_json(question.problem.to_json())
    result = fill(kept, quantity, 64)
    assert isinstance(result, Solution)
    assert result.answers[0].span is not None
    assert result.answers[0].span.value == 100
