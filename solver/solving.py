"""A problem becomes a solution, a question back, or a contradiction."""

from collections.abc import Sequence
from dataclasses import replace

from solver.answering import (
    alternatives_to,
    answer_to,
    companions_of,
    hypotheses_for,
    implied_by,
    question_back,
)
from solver.claims import holds
from solver.derive import contradiction
from solver.nearest import as_near_as_possible
from solver.problem import Ask, Known, Problem
from solver.quantities import SHARES, SIZES
from solver.results import Answer, Contradiction, Result, Solution
from solver.shown_counts import as_shown
from solver.spans import Span
from solver.steps import Conflict
from solver.values import held_values, relations_of, values_of

MOST_CONFLICTS = 4
"""Numbers that do not fit, of which each is told; then all is too uncertain to go on."""
_OF_DROPPING = {"dropped_samples", "dropped_percent"}
_SCHEDULED = {"decay_steps", "iterations_unsaved", "remaining_iterations", "remaining_epochs"}
"""What is left of a run: where nothing can be left, no rounding mends it."""
_SHOWN_BY_BARS = {"progress_bar_total", "batches_per_epoch", "total_batches"}
_SAME_COUNT = {"batches_per_epoch": "iterations_per_epoch"}


def solve_problem(problem: Problem) -> Result:
    """Answer every ask of a problem, and check what it claims."""
    return as_shown(problem, _once(problem), _once)


def _once(problem: Problem) -> Result:
    """The same, with every number taken for what it was read as."""
    return _solved(problem, MOST_CONFLICTS)


def _solved(problem: Problem, left: int) -> Result:
    """The same; of numbers that do not fit, so many more are done without."""
    drop_last = _treatment(problem)
    conflict = contradiction(held_values(problem), relations_of(problem, drop_last=drop_last))
    nearest = as_near_as_possible(problem) if conflict else None
    if nearest:
        return solve_problem(nearest)
    if conflict:
        rough = None if conflict.quantity in _SCHEDULED else _taken_roughly(problem, left)
        return rough or _without_doubted(problem, conflict, left)
    answers = tuple(answer_to(problem, ask, drop_last=drop_last) for ask in problem.asks)
    answers = _worth_saying(problem, [_checked(problem, a, drop_last=drop_last) for a in answers])
    if any(answer.span is None for answer in answers):
        return question_back(problem, answers, drop_last=drop_last)
    companions = companions_of(problem, answers, drop_last=drop_last)
    solution = Solution(
        problem,
        answers,
        implied_by(problem, answers, drop_last=drop_last),
        drop_last,
        alternatives_to(problem, answers, drop_last=drop_last),
        companions,
        hypotheses_for(problem, answers),
    )
    solution = replace(solution, answers=_as_fits(solution, drop_last=drop_last))
    if solution.refuted and not (problem.checks and _one_is_wrong(solution)):
        return contradicted(solution)
    return solution


def _as_fits(solution: Solution, *, drop_last: bool) -> tuple[Answer, ...]:
    """The answers with what a shown number means for a stated one, where that is asked for.

    Who states four accumulation steps and asks how many there really are wants what fits the log.
    """
    problem, shown = solution.problem, solution.refuted[:1]
    claimed = tuple(answer.claimed for answer in shown if answer.claimed)
    if not claimed:
        return solution.answers
    return tuple(
        answer
        if answer.claimed or problem.value_of(answer.quantity) is None
        else _answer_by(claimed, problem, answer, drop_last=drop_last)
        for answer in solution.answers
    )


def _answer_by(
    claimed: tuple[Known, ...], problem: Problem, answer: Answer, *, drop_last: bool
) -> Answer:
    """The answer to a question when a claim is taken to be true instead of what was stated."""
    rest = tuple(known for known in problem.knowns if known.quantity != answer.quantity)
    changed = replace(problem, knowns=rest).with_known(*claimed)
    other = answer_to(changed, Ask(answer.quantity, answer.given), drop_last=drop_last)
    return answer if other.span is None or other.span.empty else other


def _taken_roughly(problem: Problem, left: int) -> Result | None:
    """The same with rough numbers taken as ranges; None where they do not fit even so."""
    rough = any(k.about for k in problem.knowns) or problem.value_of("epochs") is not None
    if problem.roughly or not rough:
        return None
    result = _solved(replace(problem, roughly=True), left)
    return None if isinstance(result, Contradiction) and not result.answers else result


def _without_doubted(problem: Problem, conflict: Conflict, left: int) -> Contradiction:
    """What was stated beside what follows, and what was asked from all that is not doubted."""
    doubted = _doubted(problem, conflict)
    rest = tuple(known for known in problem.knowns if known.quantity != doubted)
    asks = problem.asks or (Ask(doubted),)
    now = replace(problem, knowns=rest, asks=asks)
    result = _solved(now, left - 1) if rest and left > 1 else None
    if not isinstance(result, Solution | Contradiction):
        return Contradiction(problem, conflicts=(conflict,))
    more = result.conflicts if isinstance(result, Contradiction) else ()
    return Contradiction(
        problem,
        (conflict, *more),
        answers=result.answers,
        companions=result.companions,
        hypotheses=result.hypotheses,
    )


def _doubted(problem: Problem, conflict: Conflict) -> str:
    """The known quantity to do without: the one that does not fit, or else the last one used."""
    used = {conflict.quantity} | {name for step in conflict.steps for name in step.inputs}
    names = [known.quantity for known in problem.knowns if known.quantity in used]
    fallback = names[-1] if names else problem.knowns[-1].quantity
    return conflict.quantity if conflict.quantity in names else fallback


def _one_is_wrong(solution: Solution) -> bool:
    """Whether a single number or ratio is refuted: of several, any may be the wrong one."""
    refuted = {answer.quantity for answer in solution.refuted}
    return len(refuted) == 1 or refuted <= SHARES | SIZES


def contradicted(solution: Solution) -> Contradiction:
    """What was stated beside what follows, for somebody who did not ask whether it is right."""
    conflicts = tuple(
        Conflict(answer.quantity, Span.of(answer.claimed.value), answer.span, answer.steps)
        for answer in solution.refuted
        if answer.claimed and answer.span
    )
    return Contradiction(
        solution.problem,
        conflicts,
        answers=solution.answers,
        companions=solution.companions,
        hypotheses=solution.hypotheses,
    )


def _worth_saying(problem: Problem, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers without stated numbers that are right, where nobody asked about those."""
    asked = [answer for answer in answers if not answer.claimed]
    if problem.checks or problem.wonders or not asked:
        return tuple(answers)
    return tuple(
        answer
        for answer in answers
        if not (answer.claimed and answer.fits)
        or _of_another_run(answer, asked)
        or _is_of_a_bar(answer)
    )


def _is_of_a_bar(answer: Answer) -> bool:
    """Whether a program showed batches, which are worth telling beside the updates asked for."""
    shown = answer.claimed is not None and answer.claimed.source == "observed"
    return shown and answer.quantity in _SHOWN_BY_BARS


def _of_another_run(answer: Answer, asked: Sequence[Answer]) -> bool:
    """Whether a count is told of one run, and the same count asked of another one."""
    counts = (answer.quantity, *(other.quantity for other in asked))
    names = {_SAME_COUNT.get(name, name) for name in counts}
    return bool(answer.given) and len(names) == 1 and all(a.given != answer.given for a in asked)


def _checked(problem: Problem, answer: Answer, *, drop_last: bool) -> Answer:
    """The answer with whether the claim that it was asked for is right."""
    if answer.claimed is None or answer.span is None:
        return answer
    spans = [answer.span]
    if problem.drop_last is None and not problem.checks:
        ask = Ask(answer.quantity, answer.given)
        other = answer_to(problem, ask, drop_last=not drop_last)
        if other.span and not holds(answer.claimed, spans) and holds(answer.claimed, [other.span]):
            return replace(other, claimed=answer.claimed, drop_last=not drop_last)
    return replace(answer, fits=holds(answer.claimed, spans))


def _treatment(problem: Problem) -> bool:
    """Whether the last batch is dropped: as stated, as asked, or as the stated numbers need it."""
    if problem.drop_last is not None:
        return problem.drop_last
    if any(ask.quantity in _OF_DROPPING and not ask.claimed for ask in problem.asks):
        return True
    told = [ask.claimed for ask in problem.asks if ask.claimed and not ask.given]
    stated = [known for known in told if known.source == "stated" and not problem.checks]
    values = held_values(problem) | values_of(stated)
    kept_fails = contradiction(values, relations_of(problem, drop_last=False))
    return bool(kept_fails and not contradiction(values, relations_of(problem, drop_last=True)))
