"""Memory of weights, gradients and optimizer state, in bytes."""

from fractions import Fraction

from solver.formulas.worked import Exact, Note, Worked, exact, fill, total
from solver.reading.formulas.question import FormulaQuestion

_BYTES: dict[str, Exact] = {
    "int4": Fraction(1, 2),
    "int8": 1,
    "fp16": 2,
    "bf16": 2,
    "fp32": 4,
}
_FULL = 4
_HALF = 2
_PARTS = ("memory_weights", "memory_gradients", "memory_optimizer")


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Each part that was asked, or all of them together."""
    count = question.values("parameters")[0]
    return tuple(
        _all(count, question) if ask == "memory_total" else _part(ask, count, question)
        for ask in question.asks
    )


def _all(count: Exact, question: FormulaQuestion) -> Worked:
    parts = tuple(_part(name, count, question) for name in _PARTS)
    values = [part.value for part in parts if isinstance(part.value, int | Fraction)]
    each = sum(_bytes(name, question) for name in _PARTS)
    formula = f"N * ({total([str(_bytes(name, question)) for name in _PARTS])})"
    filled = fill(f"N * {each}", {"N": count})
    notes = tuple(dict.fromkeys((*(n for p in parts for n in p.assumed), Note("no_activations"))))
    return Worked(
        "memory_total", exact(Fraction(sum(values))), formula, filled, parts=parts, assumed=notes
    )


def _part(name: str, count: Exact, question: FormulaQuestion) -> Worked:
    each = _bytes(name, question)
    notes: tuple[Note, ...] = ()
    if not question.options & {*_BYTES, "mixed"}:
        notes = (Note("fp32"),)
    if name == "memory_optimizer":
        notes = (*notes, Note(_optimizer_note(question)))
    shown = str(float(each)) if isinstance(each, Fraction) else str(each)
    formula = f"N * {shown}"
    value = exact(Fraction(count) * each)
    return Worked(name, value, formula, fill(formula, {"N": count}), assumed=notes)


def _bytes(name: str, question: FormulaQuestion) -> Exact:
    """Bytes a parameter: two moments and, in mixed precision, a copy of the weights in fp32."""
    options = question.options
    if name != "memory_optimizer":
        return _HALF if "mixed" in options else _precision(question)
    copy = _FULL if "mixed" in options else 0
    if "sgd" in options and "adam" not in options:
        return copy + (_FULL if "momentum" in options else 0)
    return copy + 2 * _FULL


def _precision(question: FormulaQuestion) -> Exact:
    return next((size for name, size in _BYTES.items() if name in question.options), _FULL)


def _optimizer_note(question: FormulaQuestion) -> str:
    options = question.options
    if "mixed" in options:
        return "mixed_sgd" if "sgd" in options and "adam" not in options else "mixed_adam"
    if "adam" in options:
        return "adam_moments"
    if "sgd" in options:
        return "sgd_momentum" if "momentum" in options else "sgd_state"
    return "adam_assumed"
