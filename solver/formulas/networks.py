"""Parameters of layers, and the output size of convolution and pooling."""

from collections.abc import Sequence
from math import prod

from solver.formulas.worked import Exact, Note, Worked, fill, total, written
from solver.reading.formulas.question import FormulaQuestion

_FORMULAS = {
    "linear": ("n_in * n_out", "n_out"),
    "conv": ("C_in * K * C_out", "C_out"),
    "embedding": ("V * d", ""),
    "batch_norm": ("C", "C"),
}
_SIZE = "⌊(W - K + 2 * P) / S⌋ + 1"
_DILATED = "⌊(W - D * (K - 1) - 1 + 2 * P) / S⌋ + 1"


def work(question: FormulaQuestion) -> tuple[Worked, ...]:
    """Parameters, output size, or both."""
    answers: list[Worked] = []
    for ask in question.asks:
        answers += [_parameters(question)] if ask == "parameters" else _output_sizes(question)
    return tuple(answers)


def _parameters(question: FormulaQuestion) -> Worked:
    if not question.rows:
        names = ("in_channels", "out_channels", "kernel_size")
        missing = tuple(name for name in names if not question.values(name))
        return Worked("parameters", None, "C_in * K * C_out + C_out", missing=missing)
    bias = not question.options & {"no_bias", "weights_only"}
    layers = [_layer(kind, sizes, bias=bias) for kind, sizes in question.rows]
    notes = _notes(question)
    if len(layers) == 1:
        only = layers[0]
        return Worked("parameters", only.value, only.formula, only.filled, assumed=notes)
    values = [layer.value for layer in layers if isinstance(layer.value, int)]
    filled = total([written(value) for value in values])
    formula = " + ".join(dict.fromkeys(layer.formula for layer in layers))
    formula = f"Σ ({formula})" if len({layer.formula for layer in layers}) == 1 else formula
    return Worked("parameters", sum(values), formula, filled, parts=tuple(layers), assumed=notes)


def _layer(kind: str, sizes: Sequence[Exact], *, bias: bool) -> Worked:
    """One layer: its weights, and its biases where it has them."""
    bias = bias and not kind.endswith("_no_bias")
    kind = kind.removesuffix("_no_bias")
    weights, biases = _FORMULAS[kind]
    letters = _letters(kind, sizes)
    counts = [prod(letters[name] for name in weights.split(" * "))]
    formula, shown = weights, weights
    if kind == "conv":
        sides = " * ".join(f"K_{i}" for i in range(1, len(sizes) - 2))
        shown = f"C_in * {sides} * C_out"
        formula = shown
    if biases and (bias or kind == "batch_norm"):
        counts.append(letters[biases])
        formula, shown = f"{formula} + {biases}", f"{shown} + {biases}"
    of = " → ".join(written(size) for size in sizes[:2])
    return Worked("parameters", sum(counts), formula, fill(shown, letters), of)


def _letters(kind: str, sizes: Sequence[Exact]) -> dict[str, int]:
    whole = [int(size) for size in sizes]
    if kind == "conv":
        into, out, groups, *kernel = whole
        sides = {f"K_{i}": side for i, side in enumerate(kernel, 1)}
        return {"C_in": into // groups, "C_out": out, "K": prod(kernel), **sides}
    names = {"linear": ("n_in", "n_out"), "embedding": ("V", "d"), "batch_norm": ("C",)}
    return dict(zip(names[kind], whole, strict=False))


def _notes(question: FormulaQuestion) -> tuple[Note, ...]:
    kinds = {kind for kind, _ in question.rows}
    notes = [Note("running_statistics")] if "batch_norm" in kinds else []
    if kinds & {"linear", "conv"} and not question.options & {"no_bias", "weights_only"}:
        notes.append(Note("with_bias"))
    if "weights_only" in question.options:
        notes.append(Note("weights_only"))
    return tuple(notes)


def _output_sizes(question: FormulaQuestion) -> list[Worked]:
    """One size for a square, height and width where they differ."""
    sides = _sides(question)
    kernel = question.values("kernel_size")
    formula = _DILATED if question.value("dilation") else _SIZE
    if not sides or not kernel:
        stated = {"input_size": sides, "kernel_size": kernel}
        missing = tuple(name for name, values in stated.items() if not values)
        return [Worked("output_size", None, formula, missing=missing)]
    kernels = kernel if len(kernel) > 1 else kernel * len(sides)
    pairs = list(zip(sides, kernels, strict=False))
    if len(set(pairs)) == 1:
        return [_output_size("output_size", *pairs[0], question)]
    names = ("output_height", "output_width")
    return [_output_size(n, *pair, question) for n, pair in zip(names, pairs, strict=False)]


def _sides(question: FormulaQuestion) -> tuple[Exact, ...]:
    """Height and width, without the channels that may stand before or after them."""
    sides = question.values("input_size")
    if len(sides) <= 2:  # noqa: PLR2004 [height and width]
        return sides
    return sides[1:] if sides[0] < sides[2] else sides[:2]


def _output_size(name: str, width: Exact, kernel: Exact, question: FormulaQuestion) -> Worked:
    pooling, same = "pooling" in question.options, "same" in question.options
    stride, notes = question.value("stride"), []
    if stride is None:
        stride = kernel if pooling else 1
        notes.append(Note("stride_of_kernel" if pooling else "stride_one"))
    if stride <= 0 or kernel <= 0 or width <= 0:
        return Worked(name, None, _SIZE, fault=Note("not_positive"))
    if same and question.value("padding") is None:
        filled = fill("⌈W / S⌉", {"W": width, "S": stride})
        return Worked(name, -(-int(width) // int(stride)), "⌈W / S⌉", filled, assumed=tuple(notes))
    padding, dilation = question.value("padding"), question.value("dilation") or 1
    if padding is None:
        padding = 0
        notes.append(Note("no_padding"))
    letters = {"W": width, "K": kernel, "P": padding, "S": stride, "D": dilation}
    formula = _SIZE if dilation == 1 else _DILATED
    filled = fill(formula, letters)
    room = int(width - dilation * (kernel - 1) - 1 + 2 * padding)
    if room < 0:
        return Worked(name, None, formula, filled, fault=Note("kernel_too_large"))
    return Worked(name, room // int(stride) + 1, formula, filled, assumed=tuple(notes))
