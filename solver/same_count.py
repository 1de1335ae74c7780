"""Who takes a number to stay the same when something changes: "更新次数还是一样的吧?"."""

from dataclasses import replace

from solver.problem import Ask, Known, Problem


def with_same_count(problem: Problem, first: Known) -> Problem:
    """The problem with the later of two equal questions as a claim of the answer to the first."""
    asks = tuple(_claimed(ask, first) if ask == _later(problem) else ask for ask in problem.asks)
    return replace(problem, asks=asks, checks=True)


def earlier(problem: Problem) -> Ask | None:
    """The first of two questions for one quantity, of two runs that differ."""
    later = _later(problem)
    pairs = (a for a in problem.asks if later and a.quantity == later.quantity and a is not later)
    return next(pairs, None)


def _later(problem: Problem) -> Ask | None:
    plain = [ask for ask in problem.asks if ask.given and not ask.claimed]
    same = len(plain) == 2 and plain[0].quantity == plain[1].quantity  # noqa: PLR2004 (a pair)
    return plain[1] if same and plain[0].given != plain[1].given else None


def _claimed(ask: Ask, first: Known) -> Ask:
    return replace(ask, claimed=first)
