"""Whether a formula in words is right: tried on a run in which everything divides evenly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from math import prod

from solver.problem import Known, StatedFormula
from solver.reading.sums.formula_terms import Atom, Product

_MOST = 256
_BATCH, _EPOCHS, _PER_EPOCH = 11, 5, 7
_PARTS = {"grad_accumulation": 2, "devices": 3, "repeats": 13}
"""Primes, so that products are equal only where they have the same factors."""
_SAME = {"dataset_size": "train_size"}


def checked(left: Sequence[str], words: Product, text: str) -> StatedFormula:
    """The formula with the meaning of its words under which it is right, if there is one."""
    readings = list(islice(_readings(left, words), _MOST))
    split = len(words.above)
    right = next((r for r in readings if _holds(r[0], r[1][:split], r[1][split:])), None)
    quantity, names = right or _likeliest(readings)
    return StatedFormula(quantity, names[:split], names[split:], text, right=right is not None)


def with_values(formula: StatedFormula, knowns: Sequence[Known]) -> StatedFormula:
    """The formula with its plain numbers as the quantities that are known to have them."""
    of_value = {
        str(known.value): _SAME.get(known.quantity, known.quantity)
        for known in reversed(knowns)
        if _SAME.get(known.quantity, known.quantity) in _run(set())
    }
    rows = [
        tuple(of_value.get(name, name) for name in row) for row in (formula.above, formula.below)
    ]
    quantity = formula.quantity
    if quantity == "iterations_per_epoch" and "epochs" in rows[0]:
        quantity = "total_iterations"
    return replace(
        formula, quantity=quantity, above=rows[0], below=rows[1], right=_holds(quantity, *rows)
    )


def _readings(left: Sequence[str], words: Product) -> Iterator[tuple[str, tuple[str, ...]]]:
    choices = [atom.names or (_constant(atom),) for atom in words.atoms]
    for names in product(*choices):
        for quantity in left:
            yield quantity, names


def _likeliest(
    readings: Sequence[tuple[str, tuple[str, ...]]],
) -> tuple[str, tuple[str, ...]]:
    """Where it is wrong in every reading: iterations are those of an epoch, unless epochs count."""
    for quantity, names in readings:
        if quantity == "iterations_per_epoch" and "epochs" not in names:
            return quantity, names
    return readings[0]


def _constant(atom: Atom) -> str:
    return str(atom.value)


def _holds(quantity: str, above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    names = {*above, *below, quantity}
    if quantity in (*above, *below):
        return False
    run = _run(names)
    rows = [prod((_value(run, name) for name in row), start=Fraction(1)) for row in (above, below)]
    return rows[0] == run[quantity] * rows[1]


def _value(run: Mapping[str, Fraction], name: str) -> Fraction:
    return run[name] if name in run else Fraction(name)


def _run(named: set[str]) -> Mapping[str, Fraction]:
    """A run with accumulation, devices and repeats only where the formula names them."""
    parts = {name: value if name in named else 1 for name, value in _PARTS.items()}
    accumulated, devices = parts["grad_accumulation"], parts["devices"]
    samples = _BATCH * accumulated * devices * _PER_EPOCH
    counts = {
        "batch_size": _BATCH,
        "effective_batch_size": _BATCH * accumulated * devices,
        "epochs": _EPOCHS,
        "iterations_per_epoch": _PER_EPOCH,
        "total_iterations": _PER_EPOCH * _EPOCHS,
        "samples_seen": samples * _EPOCHS,
        "warmup_steps": _PER_EPOCH,
    }
    whole = {name: Fraction(count) for name, count in (counts | parts).items()}
    return whole | {"train_size": Fraction(samples, parts["repeats"])}
