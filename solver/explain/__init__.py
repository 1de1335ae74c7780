"""Results become words, in either language: the answer, the steps, what was read and assumed."""

from collections.abc import Iterable
from dataclasses import dataclass

from solver.explain.answers import (
    also_line,
    answer_line,
    numbered,
    verdict_lines,
    waiting_line,
)
from solver.explain.readings import assumed_lines, read_lines
from solver.explain.refusals import DO_NOT_FIT, conflict_line, fault_line
from solver.explain.steps import step_line
from solver.explain.terms import names, quoted
from solver.language import Language, Phrase
from solver.results import Answer, Clarification, Contradiction, Result, Solution

__all__ = ["Explanation", "explain", "names", "step_lines"]

_UNKNOWN_DATASET = Phrase(
    "I do not know the data set “{name}” or its size.", "我不认识数据集“{name}”，也不知道它的大小。"
)
_WHICH_ONE = Phrase(
    "The question gives several values for {name}: {values}. Which one do you mean?",
    "题目里{name}有几个不同的值：{values}。你指的是哪一个？",
)
_MISSING = Phrase("To work that out I also need: {names}.", "要算出来还需要知道：{names}。")


@dataclass(frozen=True)
class Explanation:
    """A reply in lines of plain text.

    Attributes:
        answer: what was asked, first.
        steps: how it follows.
        read: what was taken from the question.
        assumed: what was not said and was assumed.
    """

    answer: tuple[str, ...]
    steps: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def explain(result: Result, language: Language | None = None) -> Explanation:
    """The result in words, in the language of the question unless another is wanted."""
    language = language or result.language
    if isinstance(result, Solution):
        return _solution(result, language)
    if isinstance(result, Clarification):
        return _clarification(result, language)
    return _contradiction(result, language)


def step_lines(answer: Answer, language: Language) -> tuple[str, ...]:
    """The steps to one answer, a line each."""
    return tuple(step_line(step, language) for step in answer.steps if not step.relation.trivial)


def _solution(solution: Solution, language: Language) -> Explanation:
    everything = (*solution.answers, *solution.derived)
    answers = numbered([answer_line(answer, language) for answer in solution.answers])
    also = [also_line(solution.problem, answer, language) for answer in solution.derived]
    return Explanation(
        (*verdict_lines(solution, language), *answers, *also),
        _steps(everything, language),
        read_lines(solution.problem, language),
        assumed_lines(solution, language),
    )


def _clarification(result: Clarification, language: Language) -> Explanation:
    if result.problem.rivals:
        return Explanation(
            (_which_one(result, language),), (), read_lines(result.problem, language)
        )
    lines = [_MISSING.say(language, names=names(result.missing, language))]
    if result.problem.unknown_dataset and set(result.missing) & {"train_size", "dataset_size"}:
        lines.insert(0, _UNKNOWN_DATASET.say(language, name=quoted(result.problem.unknown_dataset)))
    lines += [
        answer_line(answer, language)
        if answer.span
        else waiting_line(result.problem, answer, language)
        for answer in result.answers
        if answer.span or answer.formula is not None
    ]
    return Explanation(
        tuple(lines), _steps(result.answers, language), read_lines(result.problem, language)
    )


def _which_one(result: Clarification, language: Language) -> str:
    quoted_values = dict.fromkeys(f"“{quoted(known.text)}”" for known in result.problem.rivals)
    return _WHICH_ONE.say(
        language,
        name=names(result.missing, language),
        values=Phrase(", ", "、").say(language).join(quoted_values),
    )


def _contradiction(result: Contradiction, language: Language) -> Explanation:
    if result.faults:
        return Explanation(tuple(fault_line(fault, language) for fault in result.faults))
    lines = [DO_NOT_FIT.say(language)]
    lines += [conflict_line(conflict, language) for conflict in result.conflicts]
    steps = tuple(
        step_line(step, language)
        for conflict in result.conflicts
        for step in conflict.steps
        if not (step.relation.trivial or step.result.empty)
    )
    return Explanation(tuple(lines), steps, read_lines(result.problem, language))


def _steps(answers: Iterable[Answer], language: Language) -> tuple[str, ...]:
    lines: dict[str, None] = {}
    for answer in answers:
        lines.update(dict.fromkeys(step_lines(answer, language)))
    return tuple(lines)
