"""Sigmoid, tanh, ReLU, leaky ReLU, GELU and softmax of given values, and their derivatives."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from solver.formulas.worked import (
    Exact,
    Note,
    Value,
    Worked,
    exact,
    fill,
    magnitude,
    total,
    written,
)
from solver.reading.formulas.question import FormulaQuestion

STEEPEST = 745
"""Beyond this exponent e^-x is 0 as a float."""
USUAL_SLOPE = Fraction(1, 100)
"""The slope of a leaky ReLU below zero in PyTorch."""

_FORMULAS = {
    "sigmoid": "1 / (1 + e^(-x))",
    "tanh": "(e^x - e^(-x)) / (e^x + e^(-x))",
    "relu": "max(0, x)",
    "leaky_relu": "max(0, x) + a * min(0, x)",
    "gelu": "x * Φ(x)",
}
_DERIVATIVES = {
    "sigmoid": "s * (1 - s)",
    "tanh": "1 - t^2",
    "relu": "1 if x > 0, else 0",
    "leaky_relu": "1 if x > 0, else a",
    "gelu": "Φ(x) + x * φ(x)",
}


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Each function of each of its values."""
    slope = question.value("slope")
    answers: list[Worked] = []
    for name, values in question.rows:
        if name == "softmax":
            answers += softmax(values, question.value("temperature") or 1)
        else:
            assumed = (Note("slope"),) if name == "leaky_relu" and slope is None else ()
            work_one = _derivative if "derivative" in question.options else _value
            answers += [work_one(name, x, _slope(slope), assumed) for x in values]
    return tuple(answers)


def _slope(stated: Exact | None) -> Exact:
    return USUAL_SLOPE if stated is None else stated


def softmax(values: Sequence[Exact], temperature: Exact = 1) -> tuple[Worked, ...]:
    """The probability of each class."""
    scaled = [exact(Fraction(z) / temperature) for z in values]
    shares = softmax_values(scaled)
    below = total([power_of_e(z) for z in scaled])
    formula = "e^(z_i) / Σ e^(z_j)" if temperature == 1 else "e^(z_i / T) / Σ e^(z_j / T)"
    return tuple(
        Worked("softmax", share, formula, f"{power_of_e(z)} / ({below})", f"z = {written(value)}")
        for value, z, share in zip(values, scaled, shares, strict=True)
    )


def softmax_values(values: Sequence[Exact]) -> list[Value]:
    """Stable for any values: only differences from the largest matter."""
    if len(set(values)) == 1:
        return [Fraction(1, len(values))] * len(values)
    top = max(values)
    powers = [math.exp(-min(float(top - z), STEEPEST + 1)) for z in values]
    return [power / math.fsum(powers) for power in powers]


def sigmoid(x: Exact) -> Value:
    """Between 0 and 1; exact only at 0."""
    if x == 0:
        return Fraction(1, 2)
    power = math.exp(-min(float(magnitude(x)), STEEPEST))
    return 1 / (1 + power) if x > 0 else power / (1 + power)


def power_of_e(x: Exact) -> str:
    """The power as text, a quotient or negative exponent in brackets."""
    shown = written(x)
    return f"e^({shown})" if x < 0 or "/" in shown else f"e^{shown}"


def _value(name: str, x: Exact, slope: Exact, assumed: tuple[Note, ...] = ()) -> Worked:
    values: dict[str, Callable[[], Value]] = {
        "sigmoid": lambda: sigmoid(x),
        "tanh": lambda: math.tanh(x) if x else 0,
        "relu": lambda: max(0, x),
        "leaky_relu": lambda: x if x > 0 else exact(Fraction(x) * slope),
        "gelu": lambda: x * _normal(x) if x else 0,
    }
    formula = _FORMULAS[name]
    filled = _filled(formula, x, slope)
    return Worked(name, values[name](), formula, filled, f"x = {written(x)}", assumed=assumed)


def _derivative(name: str, x: Exact, slope: Exact, assumed: tuple[Note, ...] = ()) -> Worked:
    part = _value(name, x, slope)
    value = part.value or 0
    values: dict[str, Callable[[], Value]] = {
        "sigmoid": lambda: _peak(value, x),
        "tanh": lambda: 1 - value**2 if x else 1,
        "relu": lambda: int(x > 0),
        "leaky_relu": lambda: 1 if x > 0 else slope,
        "gelu": lambda: _normal(x) + _gaussian(x),
    }
    formula = _DERIVATIVES[name]
    filled = (
        fill(formula, {"s": value, "t": value})
        if name in {"sigmoid", "tanh"}
        else (_filled(formula, x, slope))
    )
    if name in {"relu", "leaky_relu"} and x == 0:
        assumed = (*assumed, Note("kink"))
    parts = (part,) if name in {"sigmoid", "tanh"} else ()
    of = f"x = {written(x)}"
    return Worked(f"{name}_derivative", values[name](), formula, filled, of, parts, assumed=assumed)


def _peak(value: Value, x: Exact) -> Value:
    """S (1 - s), without losing the small one of the two."""
    return value * (1 - value) if x == 0 else float(value) * float(sigmoid(-x))


def _filled(formula: str, x: Exact, slope: Exact) -> str:
    shown = formula.replace("e^(-x)", power_of_e(-x)).replace("e^x", power_of_e(x))
    return fill(shown, {"x": x, "a": slope})


def _normal(x: Exact) -> float:
    """The share of a normal distribution below x."""
    return math.erfc(-float(x) / math.sqrt(2)) / 2


def _gaussian(x: Exact) -> float:
    """The density of a normal distribution, times x."""
    near = max(-STEEPEST, min(STEEPEST, float(x)))
    return near * math.exp(-near * near / 2) / math.sqrt(2 * math.pi)
