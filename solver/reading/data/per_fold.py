"""Folds: parts told for each, leaving one out, and what is asked of one fold or of all."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import Label

_EACH = lazy_pattern(r"每(?:一)?折|\b(?:each|every|per|a) fold\b", re.IGNORECASE)
_OF_FOLD = {"train_size": "fold_train_size", "val_size": "fold_val_size"}
_FARTHEST = 48
_LEAVES_ONE_OUT = lazy_pattern(
    r"leave[- ]?one[- ]?out|LeaveOneOut|\bLOO(?:CV)?\b|留一(?:法|交叉|验证)"
)
_PEOPLE = lazy_pattern(
    r"(?<![\d.,])(?P<count>\d{1,6})\s?(?:[个位名例]\s?(?:病人|患者|被试|受试者|人|病例|样本)"
    r"|(?:patients|subjects"
    r"|participants|people|persons|speakers|users)\b)",
    re.IGNORECASE,
)
_ALL = lazy_pattern(
    r"\ball (?:of )?(?:the |my |these )?(?:\w+ )?folds\b|\b(?:every|each) fold together"
    r"|\b(?:whole|entire|full|complete) (?:\w+[- ]fold )?(?:cross[- ]?validation|cv)\b"
    r"|(?:所有|全部|几个|\d个|[三五十]个)(?:的)?折|(?<!每)折(?:全部|都|全)?(?:加起来|加一起"
    r"|合起来|合计|总共|一共|跑完|训完|全跑)"
    r"|(?:全部?|都)(?:跑|训练?)完|整个(?:\w{1,3}折)?交叉验证",
    re.IGNORECASE,
)
_REPEATED = lazy_pattern(
    r"Repeated(?:Stratified)?KFold|\brepeat\w*[^.;?]{0,24}(?:folds?\b|cross[- ]?valid|\bcv\b)"
    r"|(?:folds?\b|cross[- ]?validation|\bcv\b)[^.;?]{0,24}\brepeat|(?:折"
    r"|交叉验证)[^。；?]{0,8}重复|重复[^。；?]{0,8}折",
    re.IGNORECASE,
)
_OFTEN = lazy_pattern(
    r"(?:\brepeated |\brepeat(?: it| this| that)? |\bdone |\brun )(?P<times>\d{1,3}) times"
    r"|重复(?:做|跑)?了?\s?(?P<times_zh>\d{1,3})\s?[次遍]",
    re.IGNORECASE,
)
_ASKED = {
    "trainings": lazy_pattern(
        r"\bhow many (?:separate |different )?(?:models|trainings|training runs|runs|fits)\b"
        r"|(?:训练?|跑|得到)(?:多少|几)\s?(?:个模型|次训练|遍|次(?!迭代|更新|参数))",
        re.IGNORECASE,
    ),
    "fold_train_size": lazy_pattern(
        r"\b(?:each|every)(?: one)?(?: of them| model| fold| run| training)? (?:gets? |is )?"
        r"(?:trains?|trained|learns?) (?:on|from|with)\b(?! (?:\w+ )?\d)"
        r"|\b(?:does|do|will|is) (?:one|a|each|every)(?: of them| model| fold| run| training)? "
        r"(?:train|trained|learn)\w* (?:on|from|with)\b"
        r"|每(?:一)?(?:折|次|个模型)(?:用|拿|有)?(?:多少|几)[个条张例份]?[^,，。;?？]{0,6}训练"
        r"|每(?:一)?(?:折|次|个模型)(?:的)?训练(?:集|样本|数据|图)?(?:有|是|用|为)?(?:多少|几)",
        re.IGNORECASE,
    ),
    "fold_val_size": lazy_pattern(
        r"\b(?:size of|how (?:big|large) (?:is|are|will)) (?:the |each |every |one |a )?"
        r"(?:validation |val |test |held[- ]out )?folds?\b"
        r"|\bhow many \w+ (?:\w+ )?(?:in|has|have|does|per) (?:the |each |every |one |a )?"
        r"(?:validation |val |test )?folds?\b(?! (?:train|for train))"
        r"|每(?:一)?折(?:有|是|为|包含|大概|大约|里)?(?:多少|几)(?:个|条|张|例|份)(?:样本|数据"
        r"|图片)?(?=[?？,，。;]|$)",
        re.IGNORECASE,
    ),
}


def with_fold_parts(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with parts as those of a fold, where the whole data set is told beside them."""
    told = {fact.known.quantity for fact in facts}
    if not told >= {"folds", "dataset_size"}:
        return facts
    return [_of_fold(fact) if _near(scan, fact) else fact for fact in facts]


def _near(scan: Scan, fact: Fact) -> bool:
    start = max(scan.segment_at(fact.start).start, fact.start - _FARTHEST)
    return fact.known.quantity in _OF_FOLD and bool(_EACH.search(scan.text, start, fact.start))


def _of_fold(fact: Fact) -> Fact:
    return replace(fact, known=replace(fact.known, quantity=_OF_FOLD[fact.known.quantity]))


def with_left_out(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with as many folds as there are samples, where each is left out once."""
    match = _LEAVES_ONE_OUT.search(scan.text)
    if match is None:
        return facts
    data = [fact for fact in facts if fact.known.quantity in DATA]
    people = _PEOPLE.search(scan.text)
    if people and not data:
        known = Known("dataset_size", int(people["count"]), "stated", people.group())
        data = [Fact(known, *people.span())]
        facts = [*facts, *data]
    if not data or any(fact.known.quantity == "folds" for fact in facts):
        return facts
    return [
        *facts,
        Fact(Known("folds", data[0].known.value, "stated", match.group()), *match.span()),
    ]


def with_repeated_folds(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with repeats as those of the cross-validation, where that is repeated."""
    folds = any(fact.known.quantity == "folds" for fact in facts)
    if not folds or not _REPEATED.search(scan.text):
        return facts
    often = _OFTEN.search(scan.text)
    facts = [_of_validation(f) if f.known.quantity == "repeats" else f for f in facts]
    if often is None or any(f.known.quantity == "cross_validation_repeats" for f in facts):
        return facts
    times = int(often["times"] or often["times_zh"])
    rest = [f for f in facts if not often.start() <= f.start < often.end()]
    known = Known("cross_validation_repeats", times, "stated", often.group())
    return [*rest, Fact(known, *often.span())]


def _of_validation(fact: Fact) -> Fact:
    return replace(fact, known=replace(fact.known, quantity="cross_validation_repeats"))


def with_folds_asked(scan: Scan, facts: Sequence[Fact], asked: list[Asked]) -> list[Asked]:
    """What is asked, with what is asked of one fold, or of all of them together."""
    if not any(fact.known.quantity == "folds" for fact in facts):
        return asked
    asked = [_of_all_folds(item) if _asks_all(scan, item.segment) else item for item in asked]
    found = [
        (quantity, match, segment)
        for segment in scan.segments
        for quantity, pattern in _ASKED.items()
        if (match := pattern.search(scan.text, segment.start, segment.end))
    ]
    places = [match.span() for _, match, _ in found]
    kept = [
        item
        for item in asked
        if item.label.kind != "folds"
        and not any(start - 1 <= item.label.start < end for start, end in places)
    ]
    more = [_asked(quantity, match, segment) for quantity, match, segment in found]
    return sorted([*kept, *more], key=lambda item: item.label.start) if more else asked


def _asked(quantity: str, match: re.Match[str], segment: Segment) -> Asked:
    label = Label(quantity, match.start(), match.end(), match.group())
    return Asked(label, segment, total=False, kinds=frozenset())


def _asks_all(scan: Scan, segment: Segment) -> bool:
    return bool(_ALL.search(scan.text, segment.start, segment.end))


def _of_all_folds(item: Asked) -> Asked:
    return replace(item, kinds=item.kinds | {"all_folds"})
