"""The learning rate after a change of batch size: in proportion, or with its square root."""

import math
from dataclasses import replace
from fractions import Fraction

from solver.formulas.worked import Exact, Note, Value, Worked, exact, fill, result
from solver.reading.formulas.question import FormulaQuestion


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """By the rule that was named; by the linear rule where none was, with the other beside it."""
    rate, ratio = question.value("learning_rate"), _ratio(question)
    letters = _letters(question)
    by_ratio = question.value("ratio") is not None
    linear = "lr * k" if by_ratio else "lr * B_new / B"
    root = "lr * √k" if by_ratio else "lr * √(B_new / B)"
    rules = question.options & {"linear", "square_root"} or {"linear"}
    if rate is None:
        formula = linear if "linear" in rules else root
        return (Worked("learning_rate", None, formula, missing=("learning_rate",)),)
    if ratio is None or ratio <= 0:
        return (Worked("learning_rate", None, linear, fault=Note("not_positive")),)
    values: dict[str, tuple[str, Value]] = {
        "linear": (linear, exact(rate * ratio)),
        "square_root": (root, _times_root(rate, ratio)),
    }
    answers = []
    for rule in (name for name in values if name in rules):
        formula, value = values[rule]
        of = rule if len(rules) > 1 else ""
        answers.append(Worked("learning_rate", value, formula, fill(formula, letters), of))
    if not question.options:
        other = Note("square_root_rule", result(values["square_root"][1]))
        answers = [replace(answers[0], assumed=(Note("linear_rule"), other))]
    return tuple(answers)


def _letters(question: FormulaQuestion) -> dict[str, Exact]:
    return {read.symbol: read.values[0] for read in question.read}


def _ratio(question: FormulaQuestion) -> Fraction | None:
    stated = question.value("ratio")
    if stated is not None:
        return Fraction(stated)
    old, new = question.value("old_batch_size"), question.value("new_batch_size")
    return Fraction(new) / old if old and new is not None else None


def _times_root(rate: Exact, ratio: Fraction) -> Value:
    above, below = math.isqrt(ratio.numerator), math.isqrt(ratio.denominator)
    root = Fraction(above, below)
    return exact(rate * root) if root * root == ratio else float(rate) * math.sqrt(ratio)
