"""Questions for the learning rate after a change of batch size."""

import math
from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import FormulaText, pattern, plain

_LR = r"(?<![a-z])(?:lr|learning[ _-]?rate|学习率)"
_BATCH = r"(?:batch[ _-]?sizes?|batch|bs|批大小|批量大小|批次大小|批量|批尺寸)"
_SCALED = (
    r"scal|linear(?:ly)? (?:scaling )?rule|square[ -]root|sqrt|should|new|adjust"
    r"|change[sd]?|increas|larger|bigger|doubl|tripl|quadrupl"
    r"|for (?:a )?batch|with (?:a )?batch|缩放|应该|应当|应为|调整|改为|改成|增大"
    r"|变为|扩大|翻倍|相应|线性|平方根|新的?"
)
_SIZES = (("old_batch_size", "B"), ("new_batch_size", "B_new"))
_TO = (
    r" ?(?:>|to|into|up to|down to|到|至|变为|变成|改为|改成|增大到|增加到|提高到"
    r"|提升到|扩大到|加大?到|调大到|增至|换[到成]|调到|减小到|降到|调整(?:为|到)) ?"
)
_PAIR = (
    (
        rf"{_BATCH}(?: ?(?:is|was|of|from|goes|size|从|由|为|是|=|:|increased|changed"
        r"|raised|scaled|grows?))* ?(#)(?: ?(?:is|was|increased|changed|raised|增大"
        rf"|增加|提高|改))?{_TO}(?:{_BATCH} ?(?:=|of)? ?)?(#)"
    ),
    rf"(?:from|从|由) ?(?:{_BATCH} ?)?(#){_TO}(?:{_BATCH} ?)?(#)",
    (
        rf"(?:原来?(?:的)? ?)?{_BATCH}(?: ?(?:of|=|:|为"
        rf"|是))? ?(#)[^#]{{0,40}}?(?:#[^#]{{1,60}})?{_BATCH}(?: ?(?:of|=|:|为|是|改为"
        r"|变为|改成|增大到|增加到|扩大到|提高到|调到|to|is|increased|now|size))* ?(#)"
    ),
)
_LABELS = {
    "learning_rate": Label(
        "lr",
        (
            r"(?:base |old |original |initial |current |基础|原来?的?|初始|原)?(?:lr"
            r"|learning[ _-]?rate|学习率)"
        ),
        (
            r"(?:uses?|trained with|用) (#) (?:as|for) (?:the )?(?:lr|learning rate)",
            rf"{_BATCH} ?# ?(?:对应|配|时用|用)(?:的)?(?:lr|学习率)?(?:是|为)? ?(#)",
        ),
    )
}
_NOT_TOTAL = r"(?:(?!total|global|effective|总|共|有效)[^#.?;。？；])"
_SHARED = (
    rf"(#) ?x? ?(?:个|张|块)?(?:gpus?|cards?|卡|显卡|devices?){_NOT_TOTAL}{{0,24}}?(#)"
    r"(?: ?(?:im(?:a?g)?(?:age)?s?|samples?|张|个)(?![a-z]))?"
    r"(?:[^#.?;。？；]{0,16}?(?:accum\w{0,9}|累[积加计])[^#.?;。？；]{0,10}?(#))?"
)
"""A batch that several devices share: "8 gpus x 2 img/gpu", "4张卡每张32,梯度累积2次"."""
_ALONE = rf"{_BATCH}(?: ?(?:is|was|of|=|:|为|是|size))* ?(#)|#(?: \(?(?:with|for|at) )(#)"
_TIMES = Label(
    "k",
    "",
    (
        rf"{_BATCH}[^#.?。]{{0,30}}?(#) ?(?:times|x(?![a-z0-9])|-?fold|倍)",
        rf"(#) ?(?:times|x|-?fold) (?:larger|bigger|the|as)?[^#.?。]{{0,12}}{_BATCH}",
    ),
)
_WORDS = (
    (r"doubl(?:e|es|ed|ing)|twice|翻倍|翻一番|加倍", 2),
    (r"tripl(?:e|ed|ing)", 3),
    (r"quadrupl(?:e|ed|ing)", 4),
    (r"halv(?:e|ed|ing)|减半", Fraction(1, 2)),
)
_OPTIONS = {
    "square_root": r"square[ -]?root|sqrt|平方根|根号|开方|√",
    "linear": r"linear|线性",
}
_NOT_OURS = (
    r"how many|多少(?:步|次|个|轮)|几(?:步|次|个|轮)|epochs?(?! ?\w* same)|steps"
    r"|iterations|samples|images|样本|迭代|warm-?up|预热|decay|衰减|accuracy|momentum"
)


def read_scaling(text: FormulaText) -> FormulaQuestion | None:
    """The old and new batch size, or their ratio, with the old learning rate."""
    if not text.has(_LR) or not text.has(f"{_BATCH}|翻倍|{_SHARED}") or not text.has(_SCALED):
        return None
    if pattern(_NOT_OURS).search(pattern(_SHARED).sub("", text.text)):
        return None
    finder = Finder(text)
    _shared(finder) or _pair(finder) or _two_alone(finder) or _ratio(finder)
    finder.find(_LABELS)
    finder.take_last_share("learning_rate", "lr")
    changes = finder.has("ratio") or finder.has("new_batch_size")
    if not changes or not _is_asked(finder) or not finder.accounts_for_all():
        return None
    options = frozenset(name for name, words in _OPTIONS.items() if text.has(words))
    return FormulaQuestion("scaling", ("learning_rate",), tuple(finder.read), options)


def _is_asked(finder: Finder) -> bool:
    """Whether the new rate is wanted: the rate stands twice, or a rule or question is there."""
    text = finder.text
    if not finder.has("learning_rate"):
        return text.has("rule|scal|缩放|线性|平方根")
    mentions = len(list(pattern(_LR).finditer(text.text)))
    return mentions > 1 or text.has(r"\?|？|what|多少|求|scal")


def _shared(finder: Finder) -> bool:
    """Two batches, at least one of them shared by devices; each is the product of its numbers."""
    spans: list[tuple[int, int]] = []
    batches: list[tuple[int, Fraction, str]] = []
    for form in (_SHARED, _ALONE):
        for match in pattern(form).finditer(finder.text.text):
            parts = [match.span(n) for n in range(1, match.re.groups + 1) if match[n]]
            if any(a < end and start < b for a, b in spans for start, end in parts):
                continue
            if all(finder.free(*part) for part in parts):
                spans += parts
                size = Fraction(math.prod(v for part in parts for v in finder.text.values(*part)))
                batches.append((match.start(), size, finder.text.words(*match.span())))
        if not batches:
            return False
    if len(batches) != len(("old", "new")):
        return False
    finder.spans += spans
    for (_, size, words), (quantity, symbol) in zip(sorted(batches), _SIZES, strict=True):
        finder.add(quantity, symbol, (plain(size),), words)
    return True


def _two_alone(finder: Finder) -> bool:
    """Two batch sizes, each told by itself: "lr 0.1 with 256. I use batch size 64"."""
    found = [m for m in pattern(_ALONE).finditer(finder.text.text) if m[1] or m[2]]
    if len(found) != len(_SIZES):
        return False
    taken = [
        finder.take(quantity, symbol, match, 1 if match[1] else 2)
        for match, (quantity, symbol) in zip(found, _SIZES, strict=True)
    ]
    return all(taken)


def _pair(finder: Finder) -> bool:
    for form in _PAIR:
        match = pattern(form).search(finder.text.text)
        if match and match.start(1) != match.start(2):
            finder.take("old_batch_size", "B", match, 1)
            finder.take("new_batch_size", "B_new", match, 2)
            return finder.has("new_batch_size")
    return False


def _ratio(finder: Finder) -> bool:
    if finder.find_one("ratio", _TIMES):
        return True
    for words, value in _WORDS:
        match = pattern(words).search(finder.text.text)
        if match:
            finder.add("ratio", "k", (value,), match.group())
            return True
    return False
