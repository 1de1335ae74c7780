"""Questions for the memory of weights, gradients and optimizer state."""

from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import FormulaText, pattern, plain

_ASKED = (
    r"how (?:much|many|large|big)|what|which|estimate|compute|calculate|need|require"
    r"|take|\?|？|多少|多大|几|估算|计算|占用?"
)
_MEMORY = (
    r"memory|(?<![a-z])v?ram(?![a-z])|bytes|(?<![a-z0-9])[gm]i?b(?![a-z])|storage|显存"
    r"|内存|字节|存储|多少 ?g(?![a-z])"
)
_PARTS = {
    ("memory_weights"): (
        r"weights?|to load|loading|load|inference|store|parameters? (?:take|need|use"
        r"|occupy)|权重|加载|推理|存储|部署|模型(?:本身|参数)"
    ),
    "memory_gradients": r"gradients?|grads?|梯度",
    ("memory_optimizer"): (
        r"optimi[sz]er(?:'s)?(?: states?| memory)?|adamw? states?|moments?"
        r"|momentum buffer|优化器(?:状态)?|动量缓存"
    ),
}
_TRAINING = r"train(?:ing|ed)?|fine-?tun\w+|训练|微调"
_TOTAL = r"in total|total|altogether|overall|in all|总共|一共|总(?:显存|内存)|全部|合计|总计"
_OPTIONS = {
    ("fp32"): (
        r"fp-?32|float-?32|f32|single[ -]precision|full precision|单精度"
        r"|#[ -]?bit float|全精度"
    ),
    "fp16": r"fp-?16|float-?16|f16|half[ -]precision|half|半精度",
    "bf16": r"bf-?16|bfloat-?16",
    "int8": r"int-?8|8-?bit|(?<!\d)8 ?位",
    "int4": r"int-?4|4-?bit|nf4",
    "mixed": r"mixed[ -]precision|(?<![a-z])amp(?![a-z])|混合精度",
    "adam": r"adamw?(?![a-z0-9])",
    "momentum": r"momentum|动量",
    "sgd": r"(?<![a-z])sgd",
}
_BITS = r"#(?= ?-?bits?(?![a-z])| ?位)"
_COUNT = Label(
    "N",
    "",
    (
        (
            r"(#)b?[ -]?(?:(?:trainable|learnable|total|model) )?(?:param(?:eter)?s?"
            r"|weights)(?! ?(?:for|per))"
        ),
        r"(#) ?个?(?:可训练|可学习|模型)?(?:的)?(?:参数|权重)",
        (
            r"(?:param(?:eter)?s?(?: count)?|n_params|参数量?(?:总?数)?"
            r"|参数规模)(?: ?(?:is|are|of|=|:|为|是|有|约|大约|达到?))* ?(#)b?"
        ),
        r"(#)b(?![a-z])",
        r"(#) (?:\w+ )?(?:model|llm|network)",
        r"(#) ?的?(?:大?模型|网络)",
    ),
    after=False,
)
_NOT_OURS = (
    r"batch size|samples|images|epoch|lora|qlora"
    r"|(?<!excluding )(?<!without )(?<!ignoring )(?<!ignore )(?<!no )(?<!not counting "
    r")activation|kv[ -]?cache|zero|fsdp|shard|批[次量]?大小|样本|(?<![不算计含虑略])激活"
    r"|分片|adafactor|#-bit adam|8-?bit adam|attention|fit|装得下|够吗"
    r"|tokens?(?: per|/)|(?<![a-z])days?|hours?|多少天|多久|小时"
)
_SMALLEST = 1000
"""Fewer parameters than this are none of a model."""


def read_memory(text: FormulaText) -> FormulaQuestion | None:
    """How many parameters there are, in which precision, and what of them is asked."""
    if not text.has(_MEMORY) or not text.has(_ASKED) or text.has(_NOT_OURS):
        return None
    finder = Finder(text)
    if not _count(finder):
        return None
    options = {name for name, words in _OPTIONS.items() if _says(text, words)}
    options |= {(f"{'fp' if bits > 8 else 'int'}{bits}") for bits in _bits(text)}  # noqa: PLR2004 [32 and 16 bits are floats]
    asks = _asks(finder, options)
    return FormulaQuestion("memory", asks, tuple(finder.read), frozenset(options))


def _says(text: FormulaText, words: str) -> bool:
    return text.has(rf"(?<![a-z])(?:{words})")


def _bits(text: FormulaText) -> list[int]:
    values = [value for m in _matches(text) for value in text.values(*m)]
    return [int(value) for value in values if value in {4, 8, 16, 32}]


def _matches(text: FormulaText) -> list[tuple[int, int]]:
    return [match.span() for match in pattern(_BITS).finditer(text.text)]


def _count(finder: Finder) -> bool:
    """7B and 7b parameters are 7,000,000,000."""
    if not finder.find_one("parameters", _COUNT):
        return False
    read = finder.read.pop()
    value = read.values[0]
    if value < _SMALLEST and finder.text.text[finder.spans[-1][1] :].startswith("b"):
        value = plain(Fraction(value) * 10**9)
    finder.add("parameters", "N", (value,), read.text)
    return isinstance(value, int) and value >= _SMALLEST


def _asks(finder: Finder, options: set[str]) -> tuple[str, ...]:
    """The parts that are named; training and a sum ask for all, a precision for the weights."""
    text = finder.text
    named = finder.asked(_PARTS)
    state = {"memory_gradients", "memory_optimizer"} & set(named)
    if len(state) == 2 and (text.has(_TOTAL) or len(named) == 2):  # noqa: PLR2004 [gradients and state]
        return ("memory_total",) if text.has(_TOTAL) else named
    if state:
        return named
    optimizer = options & {"adam", "sgd"} or "mixed" in options
    if text.has(_TRAINING) or text.has(_TOTAL) or optimizer:
        return ("memory_total",)
    return ("memory_weights",)
