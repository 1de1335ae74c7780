"""Fully connected layers in a row, "784-128-10", or in words."""

from itertools import pairwise
from math import prod

from solver.reading.formulas.convolution import SIZE
from solver.reading.formulas.layers import Layer
from solver.reading.formulas.question import Finder, Label, Values
from solver.reading.formulas.text import pattern

_UNITS = r"(?:units?|features?|neurons?|nodes?|dimensions?|dims?|size)"
_WORDS = {
    "inputs": Label(
        "n_in",
        (
            rf"inputs?|input[ -](?:layer|{_UNITS})|in_features"
            r"|输入(?:层)?(?:的)?(?:维度|特征|节点|神经元|大小)?(?:数)?"
        ),
        (
            SIZE + r" ?(?:的)?(?:\w+ ){0,2}?(?:images?|inputs?|pixels?|输入|图像|图片|灰度图)",
            r"(?:输入|图像|图片|images?|input)(?: is| of| size|为|是|大小|尺寸|图像|图片| )* ?"
            + SIZE,
            rf"(#) (?:input|in)[ -]?(?:{_UNITS})",
            r"from (#)(?: \w+){0,2} to #",
            r"(#) ?(?:维|个)?(?:到|映射到) ?#",
        ),
    ),
    "outputs": Label(
        "n_out",
        (
            rf"outputs?|output[ -](?:layer|{_UNITS})|out_features|classes"
            r"|输出(?:层)?(?:的)?(?:维度|特征|节点|神经元|大小|类别)?(?:数)?|类别?"
            r"|分类"
        ),
        (
            rf"(#) (?:output)[ -]?(?:{_UNITS})",
            r"from #(?: \w+){0,2} to (#)",
            r"# ?(?:维|个)?(?:到|映射到) ?(#)",
        ),
    ),
}
_SIZES = (
    r"([\[(]? ?#(?:(?: ?, ?(?:and )?| and | ?[和与及] ?)#(?! ?(?:outputs?|class"
    r"|个?(?:输出|类|分类))))* ?[\])]?)"
)
_HIDDEN_COUNT = (
    r"(#|one|a|single|an) hidden layers?"
    r"(?: ?(?:of|with|each|having|has|have|containing|size|sizes|width|,|:|=|\())* ?" + _SIZES,
    r"(#|[一单]) ?个?隐(?:藏|含)?层,?(?: ?(?:每层|各|分别|都|均|有|为|是|含|包含|大小|,|:))* ?"
    + _SIZES,
)
_HIDDEN = Label(
    "n_hidden",
    "",
    (
        rf"hidden(?: layers?)?(?: {_UNITS})?(?: ?(?:of|with|are|is|have|has|sizes?|=|:))* ?"
        + _SIZES,
        r"隐(?:藏|含)?层(?:的)?(?:神经元|节点|大小|单元|维度)?(?:数)?(?: ?(?:分别|为|是|有|=|:))* ?"
        + _SIZES,
        _SIZES + rf" hidden[ -]?(?:{_UNITS})",
        _SIZES + r" ?个?(?:隐(?:藏|含)?)(?:层)?(?:神经元|节点|单元)",
    ),
)


def layers_in_a_row(finder: Finder) -> tuple[Layer, ...]:
    """784-128-64-10, 784 -> 128 -> 10, or layer sizes [784, 128, 10]."""
    forms = (
        r"(?<![-#])(#(?: ?[->] ?#){1,31})",
        (
            r"(?:layers?|sizes|mlp|network|units|层|网络|结构|神经元数?)(?: ?(?:sizes"
            r"|of|is|are|with|=|:|为|是|大小))* ?([\[(] ?#(?:, ?#){1,31} ?[\])])"
        ),
    )
    for form in forms:
        match = pattern(form).search(finder.text.text)
        if match and finder.take("layer_sizes", "n", match):
            return _chain(finder.read[-1].values)
    return ()


def layers_in_words(finder: Finder) -> tuple[Layer, ...]:
    """784 inputs, hidden layers of 128 and 64, 10 outputs."""
    hidden = _hidden(finder)
    finder.find(_WORDS)
    reads = {read.quantity: read.values for read in finder.read}
    first, last = reads.get("inputs"), reads.get("outputs")
    if not first or not last or not all(isinstance(v, int) for v in first):
        return ()
    return _chain((prod(int(v) for v in first), *hidden, *last))


def _hidden(finder: Finder) -> Values:
    for form in _HIDDEN_COUNT:
        match = pattern(form).search(finder.text.text)
        if match and finder.take("hidden_sizes", "n_hidden", match, 2):
            values = finder.read[-1].values
            counts = finder.text.values(*match.span(1))
            if counts and len(values) == 1 and isinstance(counts[0], int) and counts[0] <= 32:  # noqa: PLR2004 [as many layers as are read]
                finder.spans.append(match.span(1))
                return values * counts[0]
            return values
    return finder.read[-1].values if finder.find_one("hidden_sizes", _HIDDEN) else ()


def _chain(sizes: Values) -> tuple[Layer, ...]:
    return tuple(Layer("linear", pair) for pair in pairwise(sizes))
