"""MSE, MAE and RMSE of given values; perplexity from a loss and back."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.formulas.activations import power_of_e
from solver.formulas.entropies import NATURAL, binary_cross_entropy, cross_entropy, minus_log
from solver.formulas.worked import (
    Exact,
    Note,
    Value,
    Worked,
    bracketed,
    exact,
    magnitude,
    sum_of,
    total,
    written,
)
from solver.reading.formulas.question import FormulaQuestion

LARGEST_LOSS = 700
"""Beyond this the perplexity is too large for a float."""
_DISTANCES = {"mse": "Σ (y - p)^2 / n", "mae": "Σ |y - p| / n", "rmse": "√(Σ (y - p)^2 / n)"}


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Every loss that was asked."""
    return tuple(_loss(ask, question) for ask in question.asks)


def _loss(ask: str, question: FormulaQuestion) -> Worked:
    if ask in _DISTANCES:
        return _distance(ask, question)
    if ask == "binary_cross_entropy":
        return binary_cross_entropy(question)
    if ask == "perplexity":
        return _perplexity(question)
    if question.value("perplexity") is not None:
        return _from_perplexity(question)
    return _in_base(cross_entropy(question), question)


def _in_base(worked: Worked, question: FormulaQuestion) -> Worked:
    """In bits where the question asks for them."""
    if "bits" not in question.options or worked.value is None:
        return worked
    value = float(worked.value) / math.log(2)
    formula, filled = (text.replace("ln(", "log2(") for text in (worked.formula, worked.filled))
    notes = tuple(note for note in worked.assumed if note != NATURAL)
    return replace(worked, value=value, formula=formula, filled=filled, assumed=notes)


def _perplexity(question: FormulaQuestion) -> Worked:
    """The base of the logarithm, to the power of the loss."""
    loss, bits = question.value("loss"), "bits" in question.options
    base, formula = (2.0, "2^L") if bits else (math.e, "e^L")
    if loss is None:
        return Worked("perplexity", None, formula, missing=("cross_entropy",))
    filled = f"2^{bracketed(loss)}" if bits else power_of_e(loss)
    if magnitude(loss) > LARGEST_LOSS:
        return Worked("perplexity", None, formula, filled, fault=Note("too_large"))
    value: Value = base ** float(loss) if loss else 1
    return Worked("perplexity", value, formula, filled, assumed=() if bits else (NATURAL,))


def _from_perplexity(question: FormulaQuestion) -> Worked:
    perplexity = question.value("perplexity") or 0
    formula, filled = "ln(PPL)", f"ln({written(perplexity)})"
    if perplexity <= 0:
        return Worked("cross_entropy", None, formula, filled, fault=Note("no_probability"))
    value = minus_log(exact(1 / Fraction(perplexity)))
    return _in_base(Worked("cross_entropy", value, formula, filled, assumed=(NATURAL,)), question)


def _distance(ask: str, question: FormulaQuestion) -> Worked:
    """The mean of squared or absolute differences; the root of the former."""
    pairs = _pairs(question)
    formula = _DISTANCES[ask]
    if isinstance(pairs, tuple):
        return Worked(ask, None, formula, missing=pairs)
    if not pairs:
        return Worked(ask, None, formula, fault=Note("lengths"))
    value = _mean([magnitude(y - p) if ask == "mae" else (y - p) ** 2 for y, p in pairs])
    terms = total([_difference(ask, y, p) for y, p in pairs], most=5)
    filled = f"({terms}) / {len(pairs)}" if len(pairs) > 1 else terms
    if ask != "rmse":
        return Worked(ask, value, formula, filled)
    mse = Worked("mse", value, _DISTANCES["mse"], filled)
    return Worked("rmse", _root(value), "√MSE", f"√{bracketed(value)}", parts=(mse,))


def _pairs(question: FormulaQuestion) -> list[tuple[Exact, Exact]] | tuple[str, ...]:
    """Targets with predictions; the names of what is missing; none where they do not fit."""
    errors = question.values("errors")
    if errors:
        return [(error, 0) for error in errors]
    targets, predictions = question.values("targets"), question.values("predictions")
    if not (targets and predictions):
        return ("predictions",) if targets else ("targets",)
    fits = len(targets) == len(predictions)
    return list(zip(targets, predictions, strict=True)) if fits else []


def _difference(ask: str, y: Exact, p: Exact) -> str:
    inner = f"{written(y)} - {bracketed(p)}" if p else written(y)
    return f"|{inner}|" if ask == "mae" else f"({inner})^2"


def _mean(values: Sequence[Exact]) -> Exact:
    return exact(Fraction(sum_of(values)) / len(values))


def _root(value: Exact) -> Value:
    """Exact where the root is."""
    fraction = Fraction(value)
    above, below = math.isqrt(fraction.numerator), math.isqrt(fraction.denominator)
    root = Fraction(above, below)
    return exact(root) if root * root == fraction else math.sqrt(fraction)
