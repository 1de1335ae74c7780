"""Results become words, in either language: the answer, the steps, what was read and assumed."""

from collections.abc import Iterable
from dataclasses import replace

from solver.explain.answers import (
    also_line,
    answer_line,
    companion_lines,
    numbered,
    verdict_lines,
    waiting_line,
)
from solver.explain.contrasts import contrast_lines
from solver.explain.explanation import Explanation
from solver.explain.frameworks import bar_lines, framework_lines
from solver.explain.hypotheses import hypothesis_lines
from solver.explain.in_letters import formula_verdict, missing_lines
from solver.explain.readings import assumed_lines, read_lines
from solver.explain.refusals import DO_NOT_FIT, conflict_line, fault_line
from solver.explain.steps import step_line
from solver.explain.terms import names, quoted
from solver.explain.warnings import warning_line
from solver.frameworks.own_count import plan_of
from solver.language import Language, Phrase
from solver.quantities import DATA
from solver.results import Answer, Clarification, Contradiction, Result, Solution

_UNKNOWN_DATASET = Phrase(
    "I do not know the data set “{name}” or its size.", "我不认识数据集“{name}”，也不知道它的大小。"
)
_WHICH_ONE = Phrase(
    "The question gives several values for {name}: {values}. Which one do you mean?",
    "题目里{name}有几个不同的值：{values}。你指的是哪一个？",
)
_NOT_ASKED = Phrase(
    "I am not sure what you want to know. From these numbers follows:",
    "我不确定你想知道什么。由这些数可以推出：",
)
_UNREAD = Phrase(
    "I am not sure that I understood {numbers}. Say what it is if it matters; without it:",
    "我不确定 {numbers} 是什么意思；如果有关系，请告诉我它指什么。不考虑它时：",
)


def explain(result: Result, language: Language | None = None) -> Explanation:
    """The result in words, in the language of the question unless another is wanted."""
    language = language or result.language
    if isinstance(result, Solution):
        told = _solution(result, language)
    elif isinstance(result, Clarification):
        told = _clarification(result, language)
    else:
        told = _contradiction(result, language)
    warned = tuple(warning_line(warning, language) for warning in result.warnings)
    return replace(told, warnings=warned)


def step_lines(answer: Answer, language: Language) -> tuple[str, ...]:
    """The steps to one answer, a line each."""
    return tuple(step_line(step, language) for step in answer.steps if not step.relation.trivial)


def _solution(solution: Solution, language: Language) -> Explanation:
    everything = (*solution.answers, *solution.derived, *solution.companions)
    answers = numbered([answer_line(answer, language) for answer in solution.answers])
    also = [also_line(solution.problem, answer, language) for answer in solution.derived]
    also += companion_lines(solution.companions, language)
    also += hypothesis_lines(solution.hypotheses, language)
    also += _frameworks(solution, language)
    return Explanation(
        (
            *formula_verdict(solution.problem, language),
            *verdict_lines(solution, language),
            *bar_lines(solution, language),
            *answers,
            *contrast_lines(solution.contrasts, language),
        ),
        _steps(everything, language),
        read_lines(solution.problem, language),
        assumed_lines(solution, language),
        tuple(also),
    )


def _frameworks(solution: Solution, language: Language) -> tuple[str, ...]:
    """How frameworks count the first number on which they differ."""
    for answer in solution.answers:
        plan = plan_of(solution.problem, answer)
        if plan and (plan.grad_accumulation > 1 or plan.devices > 1):
            lines = framework_lines(plan, answer.quantity, solution.problem.framework, language)
            if lines:
                return lines
    return ()


def _clarification(result: Clarification, language: Language) -> Explanation:
    if result.problem.rivals:
        return Explanation(
            (_which_one(result, language),), (), read_lines(result.problem, language)
        )
    if not result.missing:
        return _offer(result, language)
    need = missing_lines(result, language)
    lines = list(formula_verdict(result.problem, language))
    lines += need[:1] if len(need) == 1 else []
    if result.problem.unknown_dataset and set(result.missing) & DATA:
        lines.insert(0, _UNKNOWN_DATASET.say(language, name=quoted(result.problem.unknown_dataset)))
    lines += [
        answer_line(answer, language)
        if answer.span
        else waiting_line(result.problem, answer, language)
        for answer in result.answers
        if answer.span or answer.formula is not None
    ]
    lines += need if len(need) > 1 else ()
    return Explanation(
        tuple(lines), _steps(result.answers, language), read_lines(result.problem, language)
    )


def _offer(result: Clarification, language: Language) -> Explanation:
    """What follows from the numbers that were understood, and which were not."""
    unread = Phrase(", ", "、").say(language).join(f"“{text}”" for text in result.problem.unread)
    opening = _UNREAD if unread else _NOT_ASKED
    lines = [opening.say(language, numbers=unread)]
    lines += numbered([answer_line(answer, language) for answer in result.answers])
    beside = tuple(companion_lines(result.companions, language))
    steps = _steps((*result.answers, *result.companions), language)
    return Explanation(tuple(lines), steps, read_lines(result.problem, language), beside=beside)


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
    lines += dict.fromkeys(conflict_line(conflict, language) for conflict in result.conflicts)
    lines += [answer_line(answer, language) for answer in result.answers if not answer.claimed]
    beside = companion_lines(result.companions, language)
    beside += hypothesis_lines(result.hypotheses, language)
    steps = [
        step_line(step, language)
        for conflict in result.conflicts
        for step in conflict.steps
        if not (step.relation.trivial or step.result.empty)
    ]
    steps += _steps((*result.answers, *result.companions), language)
    told = read_lines(result.problem, language)
    return Explanation(tuple(lines), tuple(dict.fromkeys(steps)), told, beside=tuple(beside))


def _steps(answers: Iterable[Answer], language: Language) -> tuple[str, ...]:
    lines: dict[str, None] = {}
    for answer in answers:
        lines.update(dict.fromkeys(step_lines(answer, language)))
    return tuple(lines)
