"""Cross-entropy and binary cross-entropy of probabilities or logits."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from solver.formulas.activations import STEEPEST, power_of_e, sigmoid, softmax
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
from solver.reading.formulas.question import FormulaQuestion, Read

NATURAL = Note("natural_log")
_LARGE = 20
"""A loss beyond which the probability is too small to show."""
_FAR_FROM_ONE = Fraction(1, 100)


def cross_entropy(question: FormulaQuestion) -> Worked:
    """Of probabilities, logits or one probability, against the true class."""
    if (classes := question.value("classes")) is not None:
        return _of_probability(exact(1 / Fraction(classes)) if classes > 0 else 0, "1/C")
    if (probability := question.value("true_probability")) is not None:
        return _of_probability(probability, "p")
    if question.rows:
        return _of_rows(question)
    scores, logits = _scores(question)
    index = _index(question.value("true_class"), len(scores))
    targets = question.values("targets")
    if not targets and question.value("true_class") is None:
        return Worked("cross_entropy", None, "-ln(p_c)", missing=("true_class",))
    if index is None and len(targets) != len(scores):
        return Worked("cross_entropy", None, "-ln(p_c)", fault=Note("lengths"))
    if index is not None:
        targets = tuple(int(i == index) for i in range(len(scores)))
    worked = _of_logits(scores, targets) if logits else _of_distribution(scores, targets)
    from_zero = question.values("true_class") and not _by_order(question)
    return replace(worked, assumed=(*worked.assumed, *((Note("from_zero"),) if from_zero else ())))


def _by_order(question: FormulaQuestion) -> bool:
    """Whether the class was named as the first or second, not by its index."""
    return any(
        read.quantity == "true_class" and str(read.values[0]) not in read.text
        for read in question.read
    )


def _scores(question: FormulaQuestion) -> tuple[Sequence[Exact], bool]:
    """The scores of the classes, and whether they are logits."""
    logits = question.values("logits")
    if len(logits) > 1:
        return logits, True
    values = question.values("predictions")
    outside = any(not 0 <= value <= 1 for value in values)
    said = question.options
    return values, "logits" in said or (outside and "probabilities" not in said)


def _index(index: Exact | None, classes: int) -> int | None:
    """The place of the true class; one past the last is taken as counted from one."""
    if index is None or Fraction(index).denominator != 1 or not 0 <= index <= classes:
        return None
    return int(index) - (index == classes)


def _of_probability(p: Exact, letter: str) -> Worked:
    formula, filled = f"-ln({letter})", f"-ln({written(p)})"
    if not 0 <= p <= 1:
        return Worked("cross_entropy", None, formula, filled, fault=Note("no_probability"))
    if p == 0:
        return Worked("cross_entropy", None, formula, filled, fault=Note("infinite"))
    return Worked("cross_entropy", minus_log(p), formula, filled, assumed=(NATURAL,))


def minus_log(p: Exact) -> Value:
    """-ln of a positive number of any size."""
    return 0 if p == 1 else math.log(Fraction(p).denominator) - math.log(Fraction(p).numerator)


def _of_distribution(scores: Sequence[Exact], targets: Sequence[Exact]) -> Worked:
    """Of probabilities against a one-hot (or soft) target."""
    pairs = [(y, p) for y, p in zip(targets, scores, strict=True) if y]
    formula = "-Σ y * ln(p)"
    if any(not 0 <= p <= 1 for p in scores):
        return Worked("cross_entropy", None, formula, fault=Note("no_probability"))
    if len(pairs) == 1 and pairs[0][0] == 1:
        worked = _of_probability(pairs[0][1], "p_c")
    else:
        filled = f"-({total([f'{bracketed(y)} * ln({written(p)})' for y, p in pairs])})"
        if any(p == 0 for _, p in pairs):
            return Worked("cross_entropy", None, formula, filled, fault=Note("infinite"))
        value = math.fsum(float(y) * float(minus_log(p)) for y, p in pairs)
        worked = Worked("cross_entropy", value, formula, filled, assumed=(NATURAL,))
    whole = sum_of(scores)
    if magnitude(whole - 1) <= _FAR_FROM_ONE:
        return worked
    return replace(worked, assumed=(*worked.assumed, Note("sum_not_one", written(whole))))


def _of_logits(scores: Sequence[Exact], targets: Sequence[Exact]) -> Worked:
    """Softmax first; the logarithm of the sum is taken in a way that never overflows."""
    top = max(scores)
    powers = [math.exp(-min(float(top - z), STEEPEST)) for z in scores]
    log_sum = math.log(math.fsum(powers))
    terms = [(y, i) for i, y in enumerate(targets) if y]
    value = math.fsum(float(y) * (float(top - scores[i]) + log_sum) for y, i in terms)
    shares = softmax(scores)
    parts = tuple(shares[i] for _, i in terms)
    shown = [written(part.value) for part in parts if part.value is not None]
    formula, filled = "-ln(p_c)", f"-ln({shown[0]})" if shown else ""
    if len(terms) == 1 and value > _LARGE:
        sum_ = total([power_of_e(z) for z in scores])
        formula, filled = "ln(Σ e^(z_j)) - z_c", f"ln({sum_}) - {bracketed(scores[terms[0][1]])}"
    elif len(terms) > 1:
        formula = "-Σ y * ln(p)"
        pairs = zip(terms, shown, strict=True)
        filled = f"-({total([f'{bracketed(y)} * ln({p})' for (y, _), p in pairs])})"
    notes = (NATURAL, Note("softmax_first"))
    return Worked("cross_entropy", value, formula, filled, parts=parts, assumed=notes)


def _of_rows(question: FormulaQuestion) -> Worked:
    """The mean over several samples."""
    classes = question.values("true_classes")
    formula = "Σ -ln(p_c) / n"
    if not classes:
        return Worked("cross_entropy", None, formula, missing=("true_class",))
    if len(classes) != len(question.rows):
        return Worked("cross_entropy", None, formula, fault=Note("lengths"))
    parts = []
    for (text, row), index in zip(question.rows, classes, strict=True):
        read = tuple(r for r in question.read if r.quantity != "true_classes")
        sample = replace(question, rows=(), read=(*read, *_sample(text, row, index)))
        parts.append(cross_entropy(sample))
    faults = [part.fault for part in parts if part.fault]
    if faults or any(part.value is None for part in parts):
        return Worked(
            "cross_entropy", None, formula, fault=faults[0] if faults else Note("lengths")
        )
    values = [part.value for part in parts if part.value is not None]
    filled = f"({total([written(v) for v in values])}) / {len(values)}"
    notes = tuple(dict.fromkeys(note for part in parts for note in part.assumed))
    value = math.fsum(values) / len(values)
    return Worked("cross_entropy", value, formula, filled, parts=tuple(parts), assumed=notes)


def _sample(text: str, row: tuple[Exact, ...], index: Exact) -> tuple[Read, Read]:
    return Read("predictions", "p", row, text), Read("true_class", "c", (index,), str(index))


def binary_cross_entropy(question: FormulaQuestion) -> Worked:
    """The mean over samples, of probabilities or of logits (sigmoid first)."""
    formula = "-(y * ln(p) + (1 - y) * ln(1 - p))"
    logits = question.values("logits")
    targets = question.values("targets")
    predictions = logits or question.values("predictions")
    if not (targets and predictions):
        name = "predictions" if targets else "targets"
        return Worked("binary_cross_entropy", None, formula, missing=(name,))
    if len(targets) != len(predictions):
        return Worked("binary_cross_entropy", None, formula, fault=Note("lengths"))
    one = _of_logit if logits else _of_pair
    each = [one(y, p) for y, p in zip(targets, predictions, strict=True)]
    return each[0] if len(each) == 1 else _average(each)


def _of_pair(y: Exact, p: Exact) -> Worked:
    formula = "-(y * ln(p) + (1 - y) * ln(1 - p))"
    sides = [(y, p), (exact(Fraction(1 - y)), exact(Fraction(1 - p)))]
    filled = {1: f"-ln({written(p)})", 0: f"-ln(1 - {written(p)})"}.get(
        int(y) if y in {0, 1} else -1,
        f"-({written(y)} * ln({written(p)}) + (1 - {written(y)}) * ln(1 - {written(p)}))",
    )
    if not (0 <= p <= 1 and 0 <= y <= 1):
        return Worked("binary_cross_entropy", None, formula, filled, fault=Note("no_probability"))
    if any(share and not q for share, q in sides):
        return Worked("binary_cross_entropy", None, formula, filled, fault=Note("infinite"))
    losses = [(share, minus_log(q)) for share, q in sides if share]
    value: Value = math.fsum(float(a) * float(b) for a, b in losses) or 0
    return Worked("binary_cross_entropy", value, formula, filled, assumed=(NATURAL,))


def _of_logit(y: Exact, z: Exact) -> Worked:
    p = sigmoid(z)
    formula = "-(y * ln(p) + (1 - y) * ln(1 - p))"
    value = float(max(z, 0) - z * y) + math.log1p(math.exp(-min(float(magnitude(z)), STEEPEST)))
    part = Worked(
        "sigmoid", p, "1 / (1 + e^(-z))", f"1 / (1 + {power_of_e(-z)})", f"z = {written(z)}"
    )
    shown = written(p)
    filled = {1: f"-ln({shown})", 0: f"-ln(1 - {shown})"}.get(
        int(y) if y in {0, 1} else -1, formula
    )
    notes = (NATURAL, Note("sigmoid_first"))
    return Worked("binary_cross_entropy", value, formula, filled, parts=(part,), assumed=notes)


def _average(each: Sequence[Worked]) -> Worked:
    formula = "Σ -(y * ln(p) + (1 - y) * ln(1 - p)) / n"
    fault = next((worked.fault for worked in each if worked.fault), None)
    terms = total([f"({worked.filled})" for worked in each], most=5)
    filled = f"({terms}) / {len(each)}"
    if fault:
        return Worked("binary_cross_entropy", None, formula, filled, fault=fault)
    value = math.fsum(float(w.value or 0) for w in each) / len(each)
    parts = tuple(part for worked in each for part in worked.parts)
    notes = tuple(dict.fromkeys(note for worked in each for note in worked.assumed))
    return Worked("binary_cross_entropy", value, formula, filled, parts=parts, assumed=notes)
