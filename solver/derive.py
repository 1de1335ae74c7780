"""From what is known to what is asked, by the shortest chain of relations.

A derivation is data: which relation, solved for which quantity, with which values. It knows
nothing of language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from sympy import Expr

from solver.inversion import Move, UnsolvableError, invert, solve_for
from solver.relations import SYMBOLS, Relation
from solver.spans import Span

NATURAL = (
    "train_size",
    "batch_size",
    "epochs",
    "total_iterations",
    "iterations_per_epoch",
    "time_per_iteration",
    "time_per_epoch",
    "time_total",
    "effective_batch_size",
    "grad_accumulation",
    "devices",
    "dataset_size",
    "test_size",
    "val_size",
)
"""The quantities that a person can be asked for, the most natural first."""

DOUBTED = (
    "total_iterations",
    "total_batches",
    "samples_seen",
    "time_total",
    "iterations_per_epoch",
    "batches_per_epoch",
    "last_batch_size",
    "dropped_samples",
    "time_per_epoch",
    "effective_batch_size",
    "dataset_size",
    "epochs",
    "batch_size",
    "train_size",
)
"""The quantities whose stated value is doubted when all cannot be true, in this order."""


@dataclass(frozen=True)
class Step:
    """One relation solved for one quantity."""

    relation: Relation
    unknown: str
    inputs: dict[str, Span]
    result: Span
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """A quantity that was stated, what follows for it from the rest, and how."""

    quantity: str
    stated: Span
    follows: Span
    steps: tuple[Step, ...]


@dataclass
class Derivation:
    """Everything that follows from what is known; `broken` where a relation fails."""

    values: dict[str, Span]
    steps: dict[str, Step] = field(default_factory=dict)
    broken: bool = False

    def chain(self, quantity: str) -> tuple[Step, ...]:
        """The steps that lead to a quantity, in order, without any that are not needed."""
        step = self.steps.get(quantity)
        if step is None:
            return ()
        before: list[Step] = []
        for name in step.inputs:
            before += [s for s in self.chain(name) if s not in before]
        return (*before, step)


def derive(
    known: Mapping[str, Span], relations: Iterable[Relation], wanted: Iterable[str] = ()
) -> Derivation:
    """Follow the relations from the known values until nothing new follows.

    Exact values come first; ranges are followed only while something wanted is still open.
    """
    relations = tuple(relations)
    derivation = Derivation(dict(known))
    _follow(derivation, relations, ranges=False)
    if any(name not in derivation.values for name in wanted):
        _follow(derivation, relations, ranges=True)
    derivation.broken = derivation.broken or _breaks(derivation, relations)
    return derivation


def contradiction(known: Mapping[str, Span], relations: Iterable[Relation]) -> Conflict | None:
    """The stated quantity that does not fit the others; None where all fit.

    Doubted first is what people work out rather than choose: totals before batch sizes.
    """
    relations = tuple(relations)
    if not derive(known, relations).broken:
        return None
    for doubted in (name for name in DOUBTED if name in known):
        rest = {name: span for name, span in known.items() if name != doubted}
        derivation = derive(rest, relations, [doubted])
        follows = derivation.values.get(doubted)
        if follows and not derivation.broken and not follows.meets(known[doubted]):
            return Conflict(doubted, known[doubted], follows, derivation.chain(doubted))
    return _impossible(known, relations)


def reconcile(
    old: Mapping[str, Span], new: Mapping[str, Span], relations: Iterable[Relation]
) -> dict[str, Span]:
    """New values together with as many of the old ones as can be true with them.

    What people work out gives way first: a new batch size makes an old number of batches void.
    """
    relations = tuple(relations)
    kept = {name: span for name, span in old.items() if name not in new}
    for doubted in ("", *DOUBTED) if new else ():
        kept.pop(doubted, None)
        if not contradiction({**kept, **new}, relations):
            break
    return {**kept, **new}


def _impossible(known: Mapping[str, Span], relations: tuple[Relation, ...]) -> Conflict:
    """A relation that no whole number satisfies, as 1,000 updates in 3 equal epochs."""
    values = derive(known, relations).values
    for relation in relations:
        for unknown in sorted(relation.quantities):
            step = (
                _solved(relation, unknown, values)
                if relation.quantities <= {*values, unknown}
                else None
            )
            if step and (
                step.result.empty or not step.result.meets(values.get(unknown, step.result))
            ):
                stated = values.get(unknown, Span(0, None))
                return Conflict(unknown, stated, step.result, (step,))
    raise AssertionError("derive found a broken relation that cannot be found again")


def missing_for(
    asked: str, known: Iterable[str], relations: Iterable[Relation]
) -> tuple[str, ...] | None:
    """The fewest, most natural quantities that would have to be known as well.

    Empty when nothing is missing; None when no three of them would do.
    """
    known, relations = frozenset(known), tuple(relations)
    candidates = [name for name in NATURAL if name not in known and name != asked]
    for count in range(4):
        for added in combinations(candidates, count):
            if asked in _reachable(known.union(added), relations):
                return added
    return None


def formula(asked: str, known: Iterable[str], relations: Iterable[Relation]) -> Expr | None:
    """The asked quantity in letters of the known ones; None where only a range follows."""
    formulas: dict[str, Expr] = {name: SYMBOLS[name] for name in known}
    relations = tuple(relations)
    while asked not in formulas:
        found = {}
        for relation, unknown in _open(formulas, relations):
            inverse = invert(relation, unknown)
            if inverse is not None and unknown not in found:
                replacements = {SYMBOLS[q]: f for q, f in formulas.items()}
                found[unknown] = inverse.xreplace(replacements)
        if not found:
            return None
        formulas.update(found)
    return formulas[asked]


def _follow(derivation: Derivation, relations: tuple[Relation, ...], *, ranges: bool) -> None:
    progress = True
    while progress:
        progress = False
        for relation, unknown in list(_open(derivation.values, relations)):
            step = _solved(relation, unknown, derivation.values)
            if step is None or unknown in derivation.values:
                continue
            if step.result.empty:
                derivation.broken |= _all_whole(step)
            elif ranges or step.result.value is not None:
                derivation.values[unknown] = step.result
                derivation.steps[unknown] = step
                progress = True


def _open(
    values: Mapping[str, object], relations: tuple[Relation, ...]
) -> Iterable[tuple[Relation, str]]:
    """Relations with just one unknown, definitions of it before inversions."""
    found = [
        (relation, next(iter(unknown)))
        for relation in relations
        if len(unknown := relation.quantities - values.keys()) == 1
    ]
    return sorted(found, key=lambda pair: pair[1] != pair[0].left)


def _solved(relation: Relation, unknown: str, values: Mapping[str, Span]) -> Step | None:
    inputs = {name: values[name] for name in sorted(relation.quantities - {unknown})}
    try:
        result, moves = solve_for(relation, unknown, inputs)
    except UnsolvableError:
        return None
    return Step(relation, unknown, inputs, result, moves)


def _all_whole(step: Step) -> bool:
    """Whether it starts from whole numbers; a run that stops inside an epoch does not."""
    return all(isinstance(span.value, int | None) for span in step.inputs.values())


def _breaks(derivation: Derivation, relations: tuple[Relation, ...]) -> bool:
    """Whether the values break a relation that was not used to find one of them."""
    used = {step.relation.name for step in derivation.steps.values()}
    for relation in relations:
        if relation.name in used or not relation.quantities <= derivation.values.keys():
            continue
        step = _solved(relation, relation.left, derivation.values)
        if step is not None and not step.result.meets(derivation.values[relation.left]):
            return True
    return False


def _reachable(known: frozenset[str], relations: tuple[Relation, ...]) -> frozenset[str]:
    while True:
        found = {unknown for _, unknown in _open(dict.fromkeys(known), relations)}
        if not found:
            return known
        known = known.union(found)
