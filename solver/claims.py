"""A stated number that the others decide is a claim to check: "8233/4 = 2060, correct?"."""

from dataclasses import replace

from solver.derive import derive
from solver.problem import Ask, Known, Problem
from solver.relations import Relation
from solver.spans import Span

_OF_AN_EPOCH = (
    "iterations_per_epoch",
    "batches_per_epoch",
    "last_batch_size",
    "dropped_samples",
    "effective_batch_size",
    "time_per_epoch",
)
_OF_A_RUN = ("total_iterations", "total_batches", "epochs", "samples_seen", "time_total")


def claimed(problem: Problem, rules: tuple[Relation, ...]) -> tuple[Known, ...]:
    """The stated numbers that are to be checked; none where the question asks for other things.

    They are checked where the person asks whether something is right, or asks only for what was
    stated already. A number is a claim when the numbers that nobody works out decide it; of the
    epochs and the iterations of a run, the one that is named first decides the other.
    """
    stated = {known.quantity: known for known in problem.knowns}
    restated = all(ask.quantity in stated and not ask.given for ask in problem.asks)
    if not (problem.checks or (problem.asks and restated)):
        return ()
    worked_out = [name for name in _OF_AN_EPOCH if name in stated]
    worked_out += [name for name in stated if name in _OF_A_RUN]
    given = {name: Span.of(k.value) for name, k in stated.items() if name not in worked_out}
    claims = []
    for name in worked_out:
        if name in derive(given, rules, [name]).values:
            claims.append(stated[name])
        else:
            given[name] = Span.of(stated[name].value)
    return tuple(claims)


def without(problem: Problem, claims: tuple[Known, ...]) -> Problem:
    """The problem with its claims asked instead of known, before whatever else it asks."""
    asked = tuple(Ask(claim.quantity, text=claim.text) for claim in claims)
    names = {claim.quantity for claim in claims}
    return replace(
        problem,
        knowns=tuple(known for known in problem.knowns if known not in claims),
        asks=asked + tuple(ask for ask in problem.asks if ask.quantity not in names),
    )
