"""What single units do: dropout, ReLU and leaky ReLU."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from quiz.drawing import Drawing, Number, with_slips
from quiz.skills.skill import Draw
from quiz.skills.written import in_formula, signed, tidy
from solver.formulas import activations
from solver.misconceptions.activations import ACTIVATIONS
from solver.reading.formulas.question import FormulaQuestion, Read

_UNITS = {1: (10, 20, 50), 2: (40, 80, 100), 3: (120, 200, 500), 4: (400, 640), 5: (1_000, 2_400)}
_RATES = {
    1: ("0.1", "0.2"),
    2: ("0.2", "0.3", "0.4"),
    3: ("0.1", "0.3", "0.4"),
    4: ("0.15", "0.35"),
}
_HARDER_RATES = ("0.05", "0.15", "0.35", "0.45")
_EXACT_RATES = {1: ("0.5", "0.75"), 2: ("0.2", "0.5"), 3: ("0.2", "0.6")}
_HARDER_EXACT_RATES = ("0.2", "0.6", "0.36", "0.375")
_PARTS = {1: 1, 2: 1, 3: 2, 4: 2, 5: 5}
_HARD = 4
"""The level from which there are more inputs."""
_SLOPES = {1: ("0.1",), 2: ("0.1", "0.2"), 3: ("0.1", "0.05"), 4: ("0.01", "0.05")}


def _active_units(random: Random, level: int) -> Drawing:
    units = random.choice(_UNITS[level])
    rate = Fraction(random.choice(_RATES.get(level, _HARDER_RATES)))
    numbers: dict[str, Number] = {"units": units, "rate": rate, "kept": 1 - rate}
    return tidy(with_slips(numbers, units * (1 - rate), ACTIVATIONS["active_units"]))


def _dropout_scale(random: Random, level: int) -> Drawing:
    rate = Fraction(random.choice(_EXACT_RATES.get(level, _HARDER_EXACT_RATES)))
    parts = {1: 1, 2: 1, 3: 2}.get(level, 5)
    value = Fraction(random.randint(2, 9 * parts), parts)
    numbers = {"value": value, "rate": rate, "kept": 1 - rate, "scale": 1 / (1 - rate)}
    return tidy(with_slips(numbers, value / (1 - rate), ACTIVATIONS["dropout_scale"]))


def _relu(random: Random, level: int) -> Drawing:
    return _summed("relu", _inputs(random, level), Fraction(0))


def _leaky_relu(random: Random, level: int) -> Drawing:
    slope = Fraction(random.choice(_SLOPES.get(level, ("0.01", "0.02"))))
    return _summed("leaky_relu", _inputs(random, level), slope)


def _inputs(random: Random, level: int) -> list[Fraction]:
    """Inputs of a layer, some of them below zero, those above zero larger together."""
    parts = _PARTS[level]
    above = random.sample(range(3 * parts, 9 * parts), 2 if level < _HARD else 3)
    below = random.sample(range(1, 3 * parts), 1 if level == 1 else 2)
    drawn = [Fraction(n, parts) for n in above] + [Fraction(-n, parts) for n in below]
    random.shuffle(drawn)
    return drawn


def _summed(name: str, inputs: list[Fraction], slope: Fraction) -> Drawing:
    """The sum of what comes out: it shows whether each input was treated right."""
    outputs = _outputs(name, inputs, slope)
    numbers = {
        "slope": slope,
        "sum": sum(inputs, Fraction()),
        "sizes": sum(map(abs, inputs), Fraction()),
        "above": sum((x for x in inputs if x > 0), Fraction()),
        "below": -sum((x for x in inputs if x < 0), Fraction()),
        "largest": max(inputs),
        "active": Fraction(sum(x > 0 for x in inputs)),
    }
    names = {
        "inputs": ", ".join(map(signed, inputs)),
        "outputs": " + ".join(map(in_formula, outputs)),
    }
    drawing = with_slips(numbers, sum(outputs, Fraction()), ACTIVATIONS[name])
    return tidy(replace(drawing, names=names))


def _outputs(name: str, inputs: list[Fraction], slope: Fraction) -> list[Fraction]:
    """What the solver makes of each input."""
    read = (Read("slope", "a", (slope,), ""),)
    question = FormulaQuestion("activations", (name,), read, rows=((name, tuple(inputs)),))
    return [Fraction(worked.value or 0) for worked in activations.work(question)]


DRAWS: dict[str, Draw] = {
    "active_units": _active_units,
    "dropout_scale": _dropout_scale,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
}
