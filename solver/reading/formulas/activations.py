"""Questions for sigmoid, tanh, ReLU, GELU or softmax of given values."""

import re

from solver.reading.formulas.question import Finder, FormulaQuestion, Label, Values
from solver.reading.formulas.text import FormulaText, pattern

NAMES = {
    "sigmoid": r"sigmoid|logistic|σ",
    "tanh": r"tanh|hyperbolic tangent|双曲正切",
    "leaky_relu": r"leaky[ _-]?relu|lrelu|带?泄[漏露]的? ?relu",
    ("relu"): (
        r"(?<!leaky )(?<!leaky_)(?<!leaky-)relu|rectified linear(?: units?)?"
        r"|修正线性单元|线性整流"
    ),
    "gelu": r"gelu|gaussian error linear(?: units?)?",
    "softmax": r"softmax",
}
_ANY = rf"(?<![a-z_])(?:{'|'.join(NAMES.values())})(?![a-z0-9_])"
_SUFFIX = r"(?: ?(?:functions?|activations?|激活函数|函数|激活))?"
_WORD = (
    r"(?: ?(?:values?|outputs?|results?|probabilit(?:y|ies)|derivatives?|gradient"
    r"|inputs?|logits?|scores?"
    r"|vector|the|of|for|at|on|to|when|with|is|are|x|z|=|:|输出值?|结果|概率|导数"
    r"|梯度|在|当|对于?|处|的|值|输入|向量|是|为|于))"
)
_NOT_A_VALUE = (
    r"(?! ?(?:-?(?:unit|neuron|node|layer|class|channel|hidden|output|feature"
    r"|filter|epoch|sample|dim)"
    r"|个(?!数)|层|类|维|轮|次|张))"
)
_NAMES_IN_A_ROW = rf"(?:{_ANY}{_SUFFIX}'?(?: ?[,/] ?(?:and )?| and | ?[和与及] ?)?){{1,6}}+"
_CALL = rf"({_ANY})'? ?\( ?([\[(]? ?@ ?[\])]?) ?\)"
_SETTING = (
    r"(?: ?[,(]? ?(?:with |at )?(?:an? )?(?:negative[ _]slope|slope|temperature"
    r"|alpha|t|a|温度|负?斜率)"
    r"(?: of| is)? ?[=:为是]? ?#\)?,?)?"
)
_BEFORE = rf"({_NAMES_IN_A_ROW}){_SETTING}{_WORD}{{0,7}}+ ?(@){_NOT_A_VALUE}"
_AFTER = (
    r"(@) ?(?:(?:is|are|be|was|being|goes|go|passes|fed|passed|put|sent|through"
    r"|into|to|under|after|by"
    r"|with|a|an|the|using|apply|applying|代入|输入到?|送入|传入|经过|通过|做|应用"
    r"|用|取|进行|求|后|的|使用|放进|放入|，|,) ?){1,6}+"
    rf"({_NAMES_IN_A_ROW})"
)
_INPUT = Label(
    "z",
    r"logits?|inputs?|x|z|scores?|pre-?activations?|vector|输入值?|得分|向量",
    many=True,
    after=False,
)
_TEMPERATURE = Label("T", r"temperature|temp|t|τ|温度(?:系数|参数)?", after=False)
_SLOPE = Label("a", r"negative[ _]slope|slope|alpha|α|a|负?斜率|负半轴斜率", after=False)
_DERIVATIVE = rf"derivative|导数|求导|gradient of|的梯度|{_ANY}'"
_ASKED = (
    r"\?|？|what|compute|calculate|evaluate|find|give|apply|value|output|result|求"
    r"|计算|多少|等于|得到|结果|是几|输出|值"
)
_OTHER = (
    r"parameter|epoch|batch|iteration|hidden|units|layers|weights?|bias|samples|参数"
    r"|隐藏|神经元|权重|偏置|样本|层数|轮"
)
_TERSE = 60
"""A text of so few characters asks by naming a function and its values."""
Row = tuple[str, Values]


def read_activations(text: FormulaText) -> FormulaQuestion | None:
    """Each function with the values that it is asked for."""
    if text.has(_OTHER):
        return None
    finder = Finder(text)
    for quantity, label in (("temperature", _TEMPERATURE), ("slope", _SLOPE)):
        if text.has(NAMES["softmax"] if quantity == "temperature" else NAMES["leaky_relu"]):
            finder.find_one(quantity, label)
    rows = _calls(finder) or (_in_words(finder) if _is_asked(text) else [])
    rows = [(name, values) for name, values in rows if name != "softmax" or len(values) > 1]
    if not rows or not finder.accounts_for_all():
        return None
    options = frozenset({"derivative"} if text.has(_DERIVATIVE) else ())
    if options and any(name == "softmax" for name, _ in rows):
        return None
    asks = tuple(dict.fromkeys(name for name, _ in rows))
    return FormulaQuestion("activations", asks, tuple(finder.read), options, tuple(rows))


def _is_asked(text: FormulaText) -> bool:
    return len(text.text) <= _TERSE or text.has(_ASKED)


def _calls(finder: Finder) -> list[Row]:
    """softmax([2, 1, 0]), relu(-3)."""
    rows: list[Row] = []
    for match in pattern(_CALL).finditer(finder.text.text):
        rows += _rows(finder, match, match[1], 2)
    return rows


def _in_words(finder: Finder) -> list[Row]:
    """The sigmoid and tanh of 0.5; put -3 through ReLU; logits [2, 1, 0], softmax?"""
    text = finder.text.text
    rows: list[Row] = []
    for match in pattern(_BEFORE).finditer(text):
        rows += _rows(finder, match, match[1], 2)
    if rows:
        return rows
    for match in pattern(_AFTER).finditer(text):
        rows += _rows(finder, match, match[2], 1)
    if not rows and finder.find_one("inputs", _INPUT):
        values = finder.read[-1].values
        rows = [(name, values) for name in _named(text)]
    return rows


def _rows(finder: Finder, match: re.Match[str], names: str, group: int) -> list[Row]:
    if not finder.take("inputs", "x", match, group):
        return []
    values = finder.read[-1].values
    return [(name, values) for name in _named(names)]


def _named(words: str) -> list[str]:
    places = {name: pattern(names).search(words) for name, names in NAMES.items()}
    found = [(match.start(), name) for name, match in places.items() if match]
    return [name for _, name in sorted(found)]
