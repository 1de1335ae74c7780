"""Layers written as calls: nn.Linear(784, 128), nn.Conv2d(3, 16, kernel_size=3, bias=False)."""

import re
from dataclasses import dataclass

from solver.reading.formulas.question import Finder, Values
from solver.reading.formulas.text import pattern

_CALL = (
    r"(linear|dense|conv[123]d|batchnorm(?:[123]d|alization)?|layernorm|embedding) ?"
    r"\(((?:[^()]|\([^()]{0,60}\)){0,200})\)"
)
_ORDER = {
    "linear": ("in_features", "out_features"),
    "conv": ("in_channels", "out_channels", "kernel_size"),
    "embedding": ("num_embeddings", "embedding_dim"),
    "batchnorm": ("num_features",),
    "layernorm": ("normalized_shape",),
    "dense": ("units",),
}
_INPUT = r"(?:input_dim|input_shape|in_units) ?= ?\(?(#(?: ?, ?#){0,2})"
_KINDS = {"batchnorm": "batch_norm", "layernorm": "batch_norm", "dense": "linear"}


@dataclass(frozen=True)
class Layer:
    """A kind of layer with its sizes.

    linear: in, out; conv: in, out, groups, then the kernel's sides; embedding: rows, columns;
    batch_norm: features. A kind that ends in "_no_bias" has none.
    """

    kind: str
    sizes: Values


def called_layers(finder: Finder) -> tuple[Layer, ...]:
    """All layers that are written as calls; none where one of them is not clear."""
    layers: list[Layer] = []
    width: Values = ()
    for match in pattern(_CALL).finditer(finder.text.text):
        kind = re.sub(r"[123]d$|alization$", "", match[1])
        layer = _dense(finder, match, width) if kind == "dense" else _layer(finder, match, kind)
        if layer is None:
            return ()
        finder.take("layer", match[1], match, 2)
        layers.append(layer)
        width = layer.sizes[1:2]
    return tuple(layers)


def _layer(finder: Finder, match: re.Match[str], kind: str) -> Layer | None:
    start, end = match.span(2)
    order = _ORDER[kind]
    values = dict(zip(order, _positional(finder, start, end), strict=False))
    for name in (*order, "groups"):
        named = pattern(rf"(?<![a-z_]){name} ?= ?(\(? ?#(?: ?, ?#(?=[^=]*\)))?)").search(
            finder.text.text, start, end
        )
        if named:
            values[name] = finder.text.values(*named.span(1))
    if any(name not in values for name in order):
        return None
    sizes = [value for name in order for value in values[name]]
    if kind == "conv":
        kernel = values["kernel_size"]
        sides = kernel if len(kernel) > 1 else kernel * int(match[1][4])
        sizes = [*sizes[:2], *values.get("groups", (1,)), *sides]
    bias = "" if not pattern(r"bias ?= ?false").search(finder.text.text, start, end) else "_no_bias"
    return Layer(_KINDS.get(kind, kind) + bias, tuple(sizes))


def _dense(finder: Finder, match: re.Match[str], width: Values) -> Layer | None:
    """Keras: the units, after an input of known width."""
    start, end = match.span(2)
    given = pattern(_INPUT).search(finder.text.text, start, end)
    width = finder.text.values(*given.span(1)) if given else width
    units = _positional(finder, start, end)
    if len(width) != 1 or not units:
        return None
    bias = "_no_bias" if pattern(r"use_bias ?= ?false").search(finder.text.text, start, end) else ""
    return Layer("linear" + bias, (*width, *units[0]))


def _positional(finder: Finder, start: int, end: int) -> list[Values]:
    """The arguments without a name, from the left."""
    found: list[Values] = []
    argument = pattern(r" ?(#|\( ?#(?: ?, ?#){0,2} ?,? ?\)) ?(?:,|$)")
    place = start
    while match := argument.match(finder.text.text, place, end):
        found.append(finder.text.values(*match.span(1)))
        place = match.end()
    return found
