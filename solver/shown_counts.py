"""What a number that a program showed counts, where it is not what it was taken for.

A progress bar may count batches instead of updates, the whole run instead of an epoch, or the
validation too; and an older version of a framework may have rounded otherwise.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from solver.answering import answer_to
from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known, Problem
from solver.results import Answer, Result, Solution

_OLDER = {"transformers": "transformers_4_51", None: "transformers_4_51"}
"""How an older version counts, where a program showed a number that the new one does not."""
_OF_AN_EPOCH = ("iterations_per_epoch", "batches_per_epoch")
_OF_THE_RUN = ("total_iterations", "total_batches")
_BARE = lazy_pattern(r"[\d,./ kKwW万]+")
"""A number without a word that says whether it is that of an epoch or of the run."""
Solve = Callable[[Problem], Result]


def as_shown(problem: Problem, result: Result, solve: Solve) -> Result:
    """The result, with numbers that a program showed taken for what they fit."""
    riddles = _riddles(problem, result)
    named = {a.claimed: name for a in riddles if a.claimed and (name := _meant(problem, a))}
    if named:
        problem = replace(problem, asks=tuple(_with_both(problem.asks, named)))
        result = solve(problem)
        riddles = _riddles(problem, result)
    if not riddles or problem.framework not in _OLDER or problem.drop_last:
        return result
    older = solve(replace(problem, framework=_OLDER[problem.framework], drop_last=False))
    return older if len(_riddles(problem, older)) < len(riddles) else result


def _riddles(problem: Problem, result: Result) -> list[Answer]:
    """The numbers that are not, or only with a batch dropped, what follows, and that were shown."""
    named = problem.framework is not None and problem.drop_last is None
    dropped = isinstance(result, Solution) and result.drop_last
    return [
        answer
        for answer in result.answers
        if answer.claimed
        and not (answer.claimed.source == "claimed" and problem.checks)
        and (not answer.fits or (named and (dropped or answer.drop_last)))
    ]


def _meant(problem: Problem, answer: Answer) -> str | None:
    """The count that a shown number is right for; None where it is none of them."""
    claimed = answer.claimed
    if claimed is None or claimed.source != "observed" or answer.fits:
        return None
    return next((name for name in _counts(problem, claimed) if _is(problem, answer, name)), None)


def _counts(problem: Problem, claimed: Known) -> list[str]:
    """What a shown number may count, its own kind first."""
    groups = [_OF_AN_EPOCH, _OF_THE_RUN]
    same = [names for names in groups if claimed.quantity in names]
    if not same:
        return []
    bare = _BARE.fullmatch(claimed.text)
    found = [name for names in (groups if bare else same) for name in names]
    if {"val_size", "val_batches"} & {known.quantity for known in problem.knowns}:
        found += ["progress_bar_total", "val_batches"]
    return [name for name in found if name != claimed.quantity]


def _is(problem: Problem, answer: Answer, name: str) -> bool:
    """Whether another count has the value that was shown."""
    named = replace(problem, asks=(*problem.asks, Ask(name, answer.given)))
    span = answer_to(named, Ask(name, answer.given), drop_last=bool(problem.drop_last)).span
    return bool(span and answer.claimed and span.value == answer.claimed.value)


def _with_both(asks: Sequence[Ask], named: Mapping[Known, str]) -> Iterator[Ask]:
    """The checks of shown numbers as those of what they count, and what they were taken for."""
    for ask in asks:
        if ask.claimed is None or ask.claimed not in named:
            yield ask
            continue
        name = named[ask.claimed]
        yield replace(ask, quantity=name, claimed=replace(ask.claimed, quantity=name))
        if all((other.quantity, other.claimed) != (ask.quantity, None) for other in asks):
            yield replace(ask, claimed=None)
