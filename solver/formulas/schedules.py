"""The learning rate at a step or epoch of a schedule, as PyTorch and Transformers count."""

import math
from collections.abc import Mapping
from fractions import Fraction

from solver.formulas.worked import Exact, Note, Value, Worked, exact, fill, written
from solver.reading.formulas.question import FormulaQuestion

LONGEST_POWER = 300
"""Digits of a power that is still worked out exactly."""
_PLAIN = {
    "constant": "lr",
    "linear": "lr + (lr_end - lr) * t / T",
    "cosine": "lr_end + (lr - lr_end) * (1 + cos(π * t / T)) / 2",
    "polynomial": "lr_end + (lr - lr_end) * (1 - t / T)^power",
    "exponential": "lr * gamma^t",
    "step": "lr * gamma^⌊t / s⌋",
    "multistep": "lr * gamma^k",
}
_NEEDS = {
    "linear": ("total",),
    "cosine": ("total",),
    "polynomial": ("total", "power"),
    "exponential": ("gamma",),
    "step": ("gamma", "step_size"),
    "multistep": ("gamma", "milestones"),
}
_LETTERS = {
    "learning_rate": "lr",
    "end_learning_rate": "lr_end",
    "warmup_start": "lr_start",
    "total": "T",
    "gamma": "gamma",
    "step_size": "s",
    "power": "power",
}
Letters = dict[str, Exact]


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """The rate at every step or epoch that was asked."""
    if "drops" in question.options:
        return _drops(question)
    kind = next(name for name in _PLAIN if name in question.options)
    letters = {
        letter: value
        for name, letter in _LETTERS.items()
        if (value := question.value(name)) is not None
    }
    warmup = _warmup(question, letters)
    missing = _missing(question, kind, letters, warmup)
    if missing:
        return (Worked("learning_rate", None, _formula(kind, warmup), missing=missing),)
    places = question.values("place")
    rates = tuple(_at(place, kind, letters, warmup, question) for place in places)
    if warmup is None or "warmup_steps" not in question.asks:
        return rates
    return (Worked("warmup_steps", warmup, "W"), *rates)


def _drops(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Milestones in iterations, and the whole run where it is asked too."""
    each = question.values("iterations_per_epoch")[0]
    answers = [
        Worked("drop_iteration", m * each, "m * u", fill("m * u", {"m": m, "u": each}), f"m = {m}")
        for m in question.values("milestones")
    ]
    run = question.value("run")
    if run is not None and "total_iterations" in question.asks:
        filled = fill("n * u", {"n": run, "u": each})
        answers.append(Worked("total_iterations", run * each, "n * u", filled))
    return tuple(answers)


def _warmup(question: FormulaQuestion, letters: Letters) -> Exact | None:
    steps = question.value("warmup_steps")
    ratio = question.value("warmup_ratio")
    if steps is not None and 0 < steps < 1:
        steps, ratio = None, steps
    if steps is None and ratio is not None and "T" in letters:
        return math.ceil(ratio * letters["T"])
    return steps


def _missing(
    question: FormulaQuestion, kind: str, letters: Letters, warmup: Exact | None
) -> tuple[str, ...]:
    """During warm-up nothing of what follows is needed."""
    needs = ["learning_rate", *_NEEDS.get(kind, ())]
    if warmup is not None and all(place < warmup for place in question.values("place")):
        needs = ["learning_rate"]
    known = {name for name, letter in _LETTERS.items() if letter in letters}
    known |= {"milestones"} if question.values("milestones") else set()
    names = {"total": "total_iterations"}
    return tuple(names.get(name, name) for name in needs if name not in known)


def _formula(kind: str, warmup: Exact | None) -> str:
    formula = _PLAIN[kind]
    if warmup is None:
        return formula
    return formula.replace("t / T", "(t - W) / (T - W)")


def _at(
    place: Exact, kind: str, letters: Letters, warmup: Exact | None, question: FormulaQuestion
) -> Worked:
    of = f"t = {written(place)}"
    if place < 0:
        return Worked("learning_rate", None, _PLAIN[kind], of=of, fault=Note("negative_place"))
    values = {**letters, "t": place, "W": warmup or 0}
    if warmup and place < warmup:
        return _warming(values, of)
    notes = _notes(kind, letters, place)
    if kind in {"linear", "cosine", "polynomial"}:
        again = "rises_again" in question.options and not warmup
        return _over_time(kind, values, warmup, of, notes, again=again)
    return _by_factor(kind, values, question, of, notes)


def _warming(values: Mapping[str, Exact], of: str) -> Worked:
    """A straight line from 0, or from a start value, to the full rate."""
    from_value = "lr_start" in values
    formula = "lr_start + (lr - lr_start) * t / W" if from_value else "lr * t / W"
    start = Fraction(values.get("lr_start", 0))
    value = start + (values["lr"] - start) * Fraction(values["t"]) / values["W"]
    notes = () if start else (Note("warmup_from_zero"),)
    filled = fill(formula, values)
    return Worked("learning_rate", exact(value), formula, filled, of, assumed=notes)


def _over_time(
    kind: str,
    values: Letters,
    warmup: Exact | None,
    of: str,
    notes: tuple[Note, ...],
    *,
    again: bool,
) -> Worked:
    """Schedules that reach their end after T steps, and stay there unless they rise again."""
    formula = _formula(kind, warmup)
    if "lr_end" not in values:
        values["lr_end"] = 0
        notes = (*notes, Note("to_zero"))
        formula = _simple(formula, kind)
    length = Fraction(values["T"]) - values["W"]
    if length <= 0:
        fault = Note("warmup_too_long" if warmup else "not_positive")
        return Worked("learning_rate", None, formula, of=of, fault=fault)
    if values["t"] > values["T"] and not (kind == "cosine" and again):
        values["t"] = values["T"]
        notes = (*notes, Note("after_the_end"))
    share = (Fraction(values["t"]) - values["W"]) / length
    value = _value(kind, values, share)
    if value is None:
        return Worked("learning_rate", None, formula, of=of, fault=Note("too_large"))
    return Worked("learning_rate", value, formula, fill(formula, values), of, assumed=notes)


def _simple(formula: str, kind: str) -> str:
    """Without the end value, where that is 0."""
    if kind == "linear":
        return f"lr * (1 - {formula.split(' * ', 1)[1]})"
    return formula.replace("lr_end + (lr - lr_end)", "lr")


def _value(kind: str, values: Letters, share: Fraction) -> Value | None:
    start, end = Fraction(values["lr"]), Fraction(values["lr_end"])
    if kind == "linear":
        return exact(start + (end - start) * share)
    left = power(exact(1 - share), values["power"]) if kind == "polynomial" else _cosine(share)
    if isinstance(left, float):
        return float(end) + float(start - end) * left
    return None if left is None else exact(end + (start - end) * left)


def _cosine(share: Fraction) -> Value:
    """(1 + cos(π share)) / 2, exact where the cosine is a fraction."""
    exactly = {
        Fraction(n, 6): Fraction(4 - m, 4) for n, m in ((0, 0), (2, 1), (3, 2), (4, 3), (6, 4))
    }
    turned = share % 2
    share = min(turned, 2 - turned)
    return exactly.get(share, (1 + math.cos(math.pi * float(share))) / 2)


def _by_factor(
    kind: str, values: Letters, question: FormulaQuestion, of: str, notes: tuple[Note, ...]
) -> Worked:
    """Schedules that multiply by gamma now and then."""
    formula, times = _PLAIN[kind], Fraction(values["t"])
    if kind == "constant":
        notes = (Note("no_decay"),) if values["W"] else ()
        filled = fill(formula, values)
        return Worked("learning_rate", values["lr"], formula, filled, of, assumed=notes)
    if kind == "step":
        if values["s"] <= 0:
            return Worked("learning_rate", None, formula, of=of, fault=Note("not_positive"))
        times = Fraction(times // values["s"])
    elif kind == "multistep":
        times = Fraction(sum(m <= values["t"] for m in question.values("milestones")))
        values["k"] = exact(times)
    factor = power(values["gamma"], exact(times))
    if factor is None:
        return Worked("learning_rate", None, formula, of=of, fault=Note("too_large"))
    value = (
        exact(values["lr"] * Fraction(factor))
        if not isinstance(factor, float)
        else (float(values["lr"]) * factor)
    )
    return Worked("learning_rate", value, formula, fill(formula, values), of, assumed=notes)


def power(base: Exact, exponent: Exact) -> Value | None:
    """Exact where it is a short number; None where it is too large, or not real."""
    whole = isinstance(exponent, int) and exponent >= 0
    digits = len(str(Fraction(base).numerator)) + len(str(Fraction(base).denominator))
    if whole and digits * exponent <= LONGEST_POWER:
        return exact(Fraction(base) ** int(exponent))
    try:
        result = float(base) ** float(exponent)
    except (OverflowError, ZeroDivisionError):
        return None
    return result if isinstance(result, float) else None


def _notes(kind: str, letters: Letters, place: Exact) -> tuple[Note, ...]:
    """At a border it matters where the count starts."""
    if kind == "step" and letters["s"] > 0 and place % letters["s"] == 0 and place:
        return (Note("from_zero_epochs"),)
    return ()
