"""Two answers beside each other: how much they differ, or by what factor."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import prod

from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known
from solver.quantities import DATA
from solver.reading.asked.compared import FASTER
from solver.reading.scenarios import CHOSEN
from solver.results import Answer, Clarification, Contrast, ContrastKind, Result, Solution
from solver.solving import solve_problem
from solver.spans import exact
from solver.sweep_result import SweepResult

_RATIO = lazy_pattern(
    r"\bhow many times (?:fewer|more|less|as|larger|bigger|longer|shorter|faster|slower|the)\b"
    r"|\bwhat factor\b|\bby how many times\b|\bhow many[- ]?fold\b|\bratio (?:of|between)\b"
    r"|\bspeed-?up\b|(?:几|多少)倍|(?:几|多少)分之(?:几|一|多少)?|加速比"
    r"|(?:为|是|成|变成)(?:原来|之前|以前|原先)的?(?:多少|几)",
    re.IGNORECASE,
)
_DIFFERENCE = lazy_pattern(
    r"\bhow many (?:\w+ )?(?:more|fewer|less|extra|additional)\b"
    r"|\bhow much (?:\w+ )?(?:longer|shorter|faster|slower|quicker|sooner|less|more)\b"
    r"|\bhow (?:much|many) (?:\w+ ){0,4}(?:do|does|would|will|can|did|is|am) "
    r"(?:i|we|it|that|this)? ?sav\w+"
    r"|\bhow many \w+ (?:longer|shorter|faster|slower|quicker|sooner|less|more|fewer)\b"
    r"|\bdifference\b|\bsaves? (?:me |us )?how"
    r"|(?:相差|差)(?:了|出|距|值)?(?:是|有|为)?(?:多少|几|多久)"
    r"|(?:[多少快慢省]|节[省约]|减少|增加)(?:了|出|掉|跑|做|花|用|更新|训练|训|迭代|走){0,2}"
    r"(?:多少|几(?!倍)|多久)",
    re.IGNORECASE,
)
_SIZES = ("batch_size", "effective_batch_size", "grad_accumulation", "devices")
_COUNTED = {
    "iterations_per_epoch",
    "batches_per_epoch",
    "total_iterations",
    "total_batches",
}
_A_PAIR = 2


def contrasted(result: Result, text: str) -> Result:
    """The result, with how its pairs of answers differ where the text asks for that."""
    several = len({ask.given for ask in result.problem.asks}) > 1
    kinds = _kinds(text) if several else []
    if not kinds:
        return result
    if isinstance(result, Clarification) and "ratio" in kinds:
        return _of_full_batches(result)
    if not isinstance(result, Solution) or result.refuted:
        return result
    contrasts = tuple(each for kind in kinds for each in _contrasts(result.answers, kind))
    companions = () if contrasts else result.companions
    return replace(result, contrasts=contrasts, companions=companions)


def of_two_rows(table: SweepResult | None, text: str) -> SweepResult | Result | None:
    """A table of two rows as two answers, where it is asked how they differ."""
    if table is None or len(table.rows) != _A_PAIR or not _kinds(text):
        return table
    answers = tuple(
        replace(answer, given=(Known(table.quantity, row.value, "stated", str(row.value)),))
        for row in table.rows
        for answer in row.answers
    )
    asks = tuple(Ask(answer.quantity, answer.given) for answer in answers)
    first = table.rows[0].solution
    result = replace(first, problem=replace(table.problem, asks=asks), answers=answers)
    return contrasted(replace(result, derived=(), companions=(), alternatives=()), text)


def _kinds(text: str) -> list[ContrastKind]:
    kinds: list[ContrastKind] = []
    if _RATIO.search(text):
        kinds.append("ratio")
    if _DIFFERENCE.search(text) or (FASTER.search(text) and not kinds):
        kinds.append("difference")
    return kinds


def _contrasts(answers: tuple[Answer, ...], kind: ContrastKind) -> Iterator[Contrast]:
    """A contrast for each quantity that has two answers, each of a run of its own."""
    for quantity in dict.fromkeys(answer.quantity for answer in answers):
        of_runs = {a.given: a for a in answers if a.quantity == quantity and not a.claimed}
        pair = list(of_runs.values())
        found = _contrast(kind, *pair) if len(pair) == _A_PAIR else None
        if found:
            yield found


def _contrast(kind: ContrastKind, first: Answer, second: Answer) -> Contrast | None:
    """How two answers differ; None where either is a range, or the runs differ in nothing told."""
    names = _told_apart_by(first, second)
    low, high = (_value(answer) for answer in (first, second))
    if not (names and low and high):
        return None
    if low > high:
        first, second, low, high = second, first, high, low
    value = high / low if kind == "ratio" else high - low
    of_less, of_more = (_given(answer, names[0]) for answer in (first, second))
    return Contrast(kind, first, second, of_less, of_more, exact(value))


def _given(answer: Answer, quantity: str) -> Known:
    return next(known for known in answer.given if known.quantity == quantity)


def _value(answer: Answer) -> Fraction | None:
    value = answer.span.value if answer.span else None
    return None if value is None else Fraction(value)


def _told_apart_by(first: Answer, second: Answer) -> list[str]:
    """The quantities in which two runs differ, what people choose before all others."""
    values = {known.quantity: known.value for known in second.given}
    names = [k.quantity for k in first.given if values.get(k.quantity, k.value) != k.value]
    return sorted(names, key=lambda name: name not in CHOSEN)


def _of_full_batches(result: Clarification) -> Result:
    """By what factor counts change follows without the data, where every batch is full."""
    problem = result.problem
    asked = {ask.quantity for ask in problem.asks}
    if not asked or not asked <= _COUNTED or not set(result.missing) <= DATA | {"epochs"}:
        return result
    knowns = [*problem.knowns, *(known for ask in problem.asks for known in ask.given)]
    size = prod(known.value for known in knowns if known.quantity in _SIZES)
    assumed = (Known("train_size", size, "assumed"), Known("epochs", 1, "assumed"))
    told = {known.quantity for known in knowns}
    added = tuple(known for known in assumed if known.quantity not in told)
    solved = solve_problem(problem.with_known(*added))
    contrasts = tuple(_contrasts(solved.answers, "ratio")) if isinstance(solved, Solution) else ()
    if not contrasts:
        return result
    return Solution(replace(problem, asks=()), (), (), drop_last=False, contrasts=contrasts)
