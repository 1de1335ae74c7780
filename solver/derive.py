"""From what is known to what is asked, by the shortest chain of relations.

A derivation is data: which relation, solved for which quantity, with which values. It knows
nothing of language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from sympy import Expr

from solver.inversion import UnsolvableError, invert, solve_for
from solver.relations import SYMBOLS, Relation
from solver.spans import Span
from solver.steps import Conflict, Step

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

_REMEMBERED = 4096
"""Steps and formulas that are kept: those of a few hundred questions."""


@dataclass
class Derivation:
    """Everything that follows from what is known; `broken` where a relation fails."""

    values: dict[str, Span]
    steps: dict[str, Step] = field(default_factory=dict)
    broken: bool = False

    def copy(self) -> "Derivation":
        """The same, to be changed alone."""
        return Derivation(dict(self.values), dict(self.steps), self.broken)

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
    stated, relations = tuple(known.items()), tuple(relations)
    derivation = _followed(stated, relations, ranges=False)
    if any(name not in derivation.values for name in wanted):
        derivation = _followed(stated, relations, ranges=True)
    return derivation.copy()


@lru_cache(maxsize=_REMEMBERED)
def _followed(
    known: tuple[tuple[str, Span], ...], relations: tuple[Relation, ...], *, ranges: bool
) -> Derivation:
    """All that follows; one question asks for the same several times."""
    derivation = Derivation(dict(known))
    if ranges:
        derivation = _followed(known, relations, ranges=False).copy()
    _follow(derivation, relations, ranges=ranges)
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
    if "train_percent" in known:  # of a whole with shares, the whole is what people know
        candidates.sort(key=lambda name: name != "dataset_size")
    if asked not in _reachable(known.union(candidates), relations):
        return None
    for count in range(4):
        for added in combinations(candidates, count):
            if asked in _reachable(known.union(added), relations):
                return added
    return None


def formula(asked: str, known: Iterable[str], relations: Iterable[Relation]) -> Expr | None:
    """The asked quantity in letters of the known ones; None where only a range follows."""
    return _formula(asked, frozenset(known), tuple(relations))


@lru_cache(maxsize=_REMEMBERED)
def _formula(asked: str, known: frozenset[str], relations: tuple[Relation, ...]) -> Expr | None:
    formulas: dict[str, Expr] = {name: SYMBOLS[name] for name in known}
    for ready in _rounds(formulas, relations):
        if asked in formulas:
            break
        found = {}
        for relation, unknown in ready:
            inverse = invert(relation, unknown)
            if inverse is not None and unknown not in found:
                names = relation.beside[unknown]
                found[unknown] = _put_in(inverse, tuple((n, formulas[n]) for n in names))
        formulas.update(found)
    return formulas.get(asked)


@lru_cache(maxsize=_REMEMBERED)
def _put_in(expression: Expr, formulas: tuple[tuple[str, Expr], ...]) -> Expr:
    """An expression with formulas for its letters."""
    return expression.xreplace({SYMBOLS[name]: formula for name, formula in formulas})


def _follow(derivation: Derivation, relations: tuple[Relation, ...], *, ranges: bool) -> None:
    values = derivation.values
    for ready in _rounds(values, relations):
        for relation, unknown in ready:
            step = None if unknown in values else _solved(relation, unknown, values)
            if step is None:
                continue
            if step.result.empty:
                derivation.broken |= _all_whole(step) and not relation.may_be_cut
            elif ranges or step.result.value is not None:
                values[unknown] = step.result
                derivation.steps[unknown] = step


def _rounds(
    values: Mapping[str, object], relations: tuple[Relation, ...]
) -> Iterator[list[tuple[Relation, str]]]:
    """Relations with just one unknown, definitions of it before inversions, and so on.

    Each comes up once, for what it says of its unknown does not change when more is known.
    """
    waiting = relations
    while True:
        left = [(relation, relation.quantities.difference(values)) for relation in waiting]
        ready = [(relation, next(iter(names))) for relation, names in left if len(names) == 1]
        if not ready:
            return
        yield sorted(ready, key=lambda pair: pair[1] != pair[0].left)
        waiting = tuple(relation for relation, names in left if len(names) > 1)


def _solved(relation: Relation, unknown: str, values: Mapping[str, Span]) -> Step | None:
    names = relation.beside[unknown]
    return _step(relation, unknown, tuple((name, values[name]) for name in names))


@lru_cache(maxsize=_REMEMBERED)
def _step(relation: Relation, unknown: str, known: tuple[tuple[str, Span], ...]) -> Step | None:
    """One relation solved; the same is asked again and again for one question."""
    inputs = dict(known)
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
        if (
            relation.name in used
            or relation.may_be_cut
            or not relation.quantities <= derivation.values.keys()
        ):
            continue
        step = _solved(relation, relation.left, derivation.values)
        if step is not None and not step.result.meets(derivation.values[relation.left]):
            return True
    return False


def _reachable(known: frozenset[str], relations: tuple[Relation, ...]) -> frozenset[str]:
    found: dict[str, None] = dict.fromkeys(known)
    for ready in _rounds(found, relations):
        found |= dict.fromkeys(unknown for _, unknown in ready)
    return frozenset(found)
