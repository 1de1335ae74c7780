"""Questions for the learning rate after a change of batch size."""

from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.text import FormulaText, pattern

_LR = r"(?<![a-z])(?:lr|learning[ _-]?rate|学习率)"
_BATCH = r"(?:batch[ _-]?sizes?|batch|bs|批大小|批量大小|批次大小|批量|批尺寸)"
_SCALED = (
    r"scal|linear(?:ly)? (?:scaling )?rule|square[ -]root|sqrt|should|new|adjust"
    r"|change[sd]?|increas|larger|bigger|doubl|tripl|quadrupl"
    r"|for (?:a )?batch|with (?:a )?batch|缩放|应该|应当|应为|调整|改为|改成|增大"
    r"|变为|扩大|翻倍|相应|线性|平方根|新的?"
)
_TO = (
    r" ?(?:>|to|into|up to|down to|到|至|变为|变成|改为|改成|增大到|增加到|提高到"
    r"|提升到|扩大到|调到|减小到|降到|调整(?:为|到)) ?"
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
        (r"(?:uses?|trained with|用) (#) (?:as|for) (?:the )?(?:lr|learning rate)",),
    )
}
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
    if not text.has(_LR) or not text.has(_BATCH + "|翻倍") or not text.has(_SCALED):
        return None
    if text.has(_NOT_OURS):
        return None
    finder = Finder(text)
    _pair(finder) or _ratio(finder)
    finder.find(_LABELS)
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
