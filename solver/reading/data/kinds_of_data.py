"""A data set told by its kinds: "1,200 cats and 800 dogs", 猫1350张，狗1050张, or balanced."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.data.added import is_added
from solver.reading.scenarios import Fact
from solver.reading.stated.exactly import rounds
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_WORD = r"[A-Za-z][A-Za-z'/-]{0,19}"
_UNIT = r"[张个條条幅份例只篇段对]"
_GAP = lazy_pattern(
    rf"(?P<noun>(?:[ -]{_WORD}){{0,5}}?)\)?(?:\s?[,，、]\s?(?:and )?|\s?\+\s?|\s(?:and|plus|&)\s)"
    rf"(?:(?:the |class )?{_WORD}(?:\([a-z]\))?\s?(?:[:=(]|has |have )\s?)?(?:only |just "
    rf"|about |another )?"
)
_HAN_GAP = lazy_pattern(
    rf"(?=[^\u4e00-\u9fff]{{0,9}}[\u4e00-\u9fff、])\s?(?P<unit>{_UNIT})?(?P<noun>(?:的)?[\u4e00-\u9fffA-Za-z]{{0,8}}?)\)?"
    r"\s?(?:[,，、+和与加;；]|以及|还有|\s)?\s?"
    r"(?P<name>(?:另外|还有|其中)?[\u4e00-\u9fffA-Za-z]{0,8}?)(?:有|是|为|[:=(])?\s?(?:只有|只)?\s?"
)
_LISTED = lazy_pattern(r"\s?[、和与及]\s?")
_AFTER = lazy_pattern(
    rf"(?:\s?(?P<unit>{_UNIT}))?(?P<noun>(?:的|(?! (?:and|with|in|for|at|on|of|to|if|is|are"
    rf"|then|so|but|how)\b)[ -]{_WORD}|[\u4e00-\u9fff]{{1,4}}){{0,4}})"
)
_BEFORE = lazy_pattern(
    rf"(?P<name>(?:{_WORD}[ :=(]{{1,2}}){{1,3}}|[\u4e00-\u9fffA-Za-z]{{1,12}}[:=(]?)$"
)
_OTHER = lazy_pattern(
    r"labels?\b|annotations?|\bbox|features?\b|masks?\b|captions?|\btags?\b|columns?|attributes?"
    r"|\b[GMK]i?B\b|users?\b|words?\b|objects?|标签|标注|掩码|特征|框|用户"
    r"|train|val|test|dev\b|epoch|batch|\bbs\b|step|iter|update|gpu|card|device|hour|minute|second"
    r"|\bdays?\b|worker|token|layer|unit|classes|\bclass\b(?! [a-z]\b)|categor|concept"
    r"|\btypes?\b|\bkinds?\b|\bgroups?\b|folds?\b|patience|\bl?r\b|rate|loss|acc"
    r"|说明|所以|因此|一共|总共|\bso\b|therefore|\bmeans\b|\bin (?:total|all)\b|pixel|channel"
    r"|repeat|accum|warm|node|each|every|\bper\b|\bor\b|versus|\bvs\b|instead"
    r"|训练|验证|测试|^\s?[张块个]?(?:轮|批|步|卡|天|类|折|层|次)|小时|分钟|秒|每|各|还是|或"
    r"|改成|变|换|按|比例|划分|分成|分为"
    r"|重复|参数|倍|月|年|日|号|再|又|去掉|删|剔|过滤|损坏|坏|补|添|新增|remov|delet|filter"
    r"|exclud|added|adding",
    re.IGNORECASE,
)
_LETTERS = lazy_pattern(r"[A-Za-z\u4e00-\u9fff]")
_AND = lazy_pattern(r"\band\b|[和与及]")
_HAS = lazy_pattern(r"[:=(]|\bhas\b|\bhave\b")
_PLAIN = lazy_pattern(
    r"(?:images?|photos?|pictures?|samples?|examples?|sentences?|texts?|files|rows|records|videos?)"
    r"|图片|图像|图|样本|数据|照片|视频|文本",
    re.IGNORECASE,
)
_CLASSES = lazy_pattern(
    r"\b(?:class(?:es)?|categor(?:y|ies)|folders?|sources?|data ?sets?|subsets?|domains?|sites?"
    r"|languages?)\b"
    r"|类|文件夹|数据集|来源|语种",
    re.IGNORECASE,
)
_DATA_NOUN = lazy_pattern(
    r"(?:image|img|photo|picture|pic|sample|example|record|row|sentence|instance|file|review|text"
    r"|document|clip|video|scan|case|pair|positive|negative|normal|defect|cat|dog|real|fake|spam"
    r"|ham|conversation|question|frame|recording|slide|message|mail|article|tweet|point)s?(?![a-z])"
    r"|\blen\(|样本|图|数据|照片|病例|语料",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(r"分别|数量|个数|张数|\b(?:sizes?|counts?|numbers?)\b", re.IGNORECASE)
_OF_EACH = lazy_pattern(r"(?:每|\beach\b|\bevery\b|\bper\b)[^,，.;。]{0,16}$", re.IGNORECASE)
_ASKS_EACH = lazy_pattern(
    r"\b(?:for|in|of|does|do|has|is) each\b(?! (?:epoch|batch|step|class))|\bboth\b"
    r"|\brespectively\b|\beither\b|分别(?:是|要|需|有)?(?:多少|几)|各(?:自|是|要|需|有)?(?:多少"
    r"|几)",
    re.IGNORECASE,
)
_RESPECTIVELY = lazy_pattern(r"[^.;?]{0,24}respectively", re.IGNORECASE)
_LARGER = lazy_pattern(
    r"over-?sampl|up-?sampl|smote|duplicat\w+ the (?:minority|positive|smaller)|过采样|上采样"
    r"|重采样到多",
    re.IGNORECASE,
)
_SMALLER = lazy_pattern(r"under-?sampl|down-?sampl|欠采样|下采样|降采样", re.IGNORECASE)
_BALANCED_CLASS = lazy_pattern(
    r"majority|minority|positive|negative|larger|smaller|rare|正(?:样本|例|类)|负(?:样本|例|类)"
    r"|多数类|少数类|imbalance|classes|类别不平衡|不均衡",
    re.IGNORECASE,
)
_EVEN = lazy_pattern(r"(?<![\d.:])1\s?[:比]\s?1(?![\d.:])")
_UNEVEN = lazy_pattern(r"(?<![\d.:])(?!1\s?[:比]\s?1(?!\d))\d{1,2}\s?[:比]\s?\d{1,2}(?![\d.:])")
_NEAR, _FAR = 24, 90
_LONGEST_GAP = 100
_LAST = 12
"""Characters after the last count that say what is counted."""
_LEAST = 2


def with_kinds(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the whole of a data set whose kinds are counted apart."""
    row = next(_rows(scan, facts), None) or _balanced_pair(scan, facts)
    if not row or _is_no_whole(scan, row):
        return facts
    if _evens_out(scan):
        facts = _without_ratio(scan, facts)
    total, words = _total(scan, row)
    rest = [f for f in facts if not any(n.start <= f.start < n.end for n in row)]
    start, end = row[0].start, row[-1].end
    if any(fact.known.quantity in DATA and not is_added(scan, fact) for fact in rest):
        return _beside_whole(rest, Fact(Known("dataset_size", total, "claimed", words), start, end))
    name = "train_size" if _is_training(scan, row) else "dataset_size"
    return [*rest, Fact(Known(name, total, "stated", words), start, end)]


def _is_no_whole(scan: Scan, row: Sequence[Number]) -> bool:
    """Whether kinds are asked about one by one, or are made something else than equal."""
    if _evens_out(scan):
        return bool(_UNEVEN.search(scan.text))
    return _told_apart(scan, row)


def _total(scan: Scan, row: Sequence[Number]) -> tuple[int, str]:
    """How much there is in all, with the sum in words."""
    sizes = {int(number.value): number.text for number in row}
    told = " + ".join(number.text for number in row)
    if not _evens_out(scan):
        return sum(int(number.value) for number in row), told
    of_each = (max if _LARGER.search(scan.text) else min)(sizes)
    return len(row) * of_each, f"{len(row)} × {sizes[of_each]} ({told})"


def _rows(scan: Scan, facts: Sequence[Fact]) -> Iterator[list[Number]]:
    """Counts that stand one after the other, each with the name of its kind."""
    numbers = [token for token in scan.tokens if isinstance(token, Number)]
    others = {f.start for f in facts if f.known.quantity not in DATA}
    row: list[Number] = []
    for first, second in pairwise(numbers):
        joined = (
            _counts(scan, first, others)
            and _counts(scan, second, others)
            and _joins(scan, first, second)
        )
        joined = joined and not rounds(scan, first.value, first.end)
        if not joined:
            if _is_row(scan, row):
                yield row
            row = []
            continue
        row = [*(row or [first]), second]
    if _is_row(scan, row):
        yield row


def _counts(scan: Scan, number: Number, others: set[int]) -> bool:
    whole = isinstance(number.value, int) and number.value >= _LEAST
    ratio = scan.text[number.end : number.end + 1] in {":", "比", "/", "%", "_"}
    return whole and not (ratio or number.percent or number.start in others)


def _joins(scan: Scan, first: Number, second: Number) -> bool:
    gap = scan.text[first.end : second.start]
    if len(gap) > _LONGEST_GAP or _OTHER.search(gap):
        return False
    han = _HAN_GAP.fullmatch(gap)
    listed = han and (han["unit"] or han["noun"] or han["name"] or _LISTED.fullmatch(gap))
    return bool(listed or _GAP.fullmatch(gap))


def _is_row(scan: Scan, row: Sequence[Number]) -> bool:
    """Whether counts are those of kinds: samples under several names, or of several classes."""
    if len(row) < _LEAST:
        return False
    before = scan.text[max(scan.segment_of(row[0]).start, row[0].start - _FAR) : row[0].start]
    gaps = [scan.text[a.end : b.start] for a, b in pairwise(row)]
    after = _AFTER.match(scan.text, row[-1].end)
    last = after.group()[:_LAST] if after else ""
    of_each = _OF_EACH.search(before) and not _COUNTED.search(before)
    if of_each or _OTHER.search(last if last.isascii() else last[:4]) or _mixes(gaps, after):
        return False
    bare = all(not _LETTERS.search(_AND.sub("", gap)) for gap in gaps)
    if after and after["unit"]:
        units = {match["unit"] for gap in gaps if (match := _HAN_GAP.fullmatch(gap))}
        named = not bare and (_BEFORE.search(before) or after["noun"])
        return units <= {after["unit"], None} and bool(_CLASSES.search(before) or named)
    counted = _DATA_NOUN.search(" ".join([*gaps, last]))
    if bare:
        counted = counted or _COUNTED.search(before)
        return bool(_CLASSES.search(before) and counted) or any("+" in gap for gap in gaps)
    return bool(counted)


def _mixes(gaps: Sequence[str], after: re.Match[str] | None) -> bool:
    """Whether something else is counted beside samples: "1,000 images and 500 masks"."""
    if any(_HAS.search(gap) for gap in gaps):
        return False
    matches = [_GAP.fullmatch(gap) or _HAN_GAP.fullmatch(gap) for gap in gaps]
    nouns = [match["noun"].strip(" 的") for match in (*matches, after) if match]
    plain = [noun for noun in nouns if _PLAIN.fullmatch(noun)]
    return bool(plain) and any(noun and noun not in plain for noun in nouns)


def _told_apart(scan: Scan, row: Sequence[Number]) -> bool:
    """Whether something is asked of each kind by itself."""
    end = row[-1].end
    belongs = _RESPECTIVELY.match(scan.text, end)
    return bool(_ASKS_EACH.search(scan.text, belongs.end() if belongs else end))


def _is_training(scan: Scan, row: Sequence[Number]) -> bool:
    start = max(scan.segment_of(row[0]).start, row[0].start - _NEAR)
    return bool(re.search(r"train|训练", scan.text[start : row[0].start], re.IGNORECASE))


def _beside_whole(rest: list[Fact], kinds: Fact) -> list[Fact]:
    """The facts where the whole is told too: the kinds cannot be more than it."""
    wholes = [fact.known.value for fact in rest if fact.known.quantity in DATA]
    told = kinds.known.value in wholes or kinds.known.value < max(wholes)
    return rest if told else [*rest, kinds]


def _evens_out(scan: Scan) -> bool:
    return bool(_LARGER.search(scan.text) or _SMALLER.search(scan.text))


def _balanced_pair(scan: Scan, facts: Sequence[Fact]) -> list[Number]:
    """The sizes of two classes that are made equal, wherever they stand."""
    if not _evens_out(scan):
        return []
    others = {f.start for f in facts if f.known.quantity not in DATA}
    found = [
        token
        for token in scan.tokens
        if isinstance(token, Number)
        and _counts(scan, token, others)
        and _BALANCED_CLASS.search(scan.text, max(0, token.start - _NEAR - 8), token.end + 16)
    ]
    if len(found) != _LEAST:
        found = [t for t in scan.tokens if isinstance(t, Number) and _counts(scan, t, others)]
    found = list({token.value: token for token in reversed(found)}.values())[::-1]
    return found if len(found) == _LEAST else []


def _without_ratio(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts without the "1:1" of classes that are made equal."""
    spans = [match.span() for match in _EVEN.finditer(scan.text)]
    return [f for f in facts if not any(start <= f.start < end for start, end in spans)]
