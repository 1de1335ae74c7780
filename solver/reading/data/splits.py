"""How a data set is split: "80% for training", "split 70/15/15", "按8:2划分", "10% of the rest"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.data.split_names import ABOUT_SPLITS, SETS, Row, find_rows, row_near
from solver.reading.tokens.numbers import Number, find_numbers
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label


@dataclass(frozen=True)
class Share:
    """A part's quantity, its share, and the words that say so.

    `of_rest` where it is a share of what an earlier part left over.
    """

    quantity: str
    share: Fraction
    text: str
    of_rest: bool = False


@dataclass(frozen=True)
class _Found:
    """Shares that are said together, with their place."""

    start: int
    end: int
    shares: tuple[Share, ...]


_SHARE = r"\d{1,3}(?:\.\d{1,6})?"
RATIO = lazy_pattern(
    rf"(?<![\d.:/=*×A-Za-z_-]){_SHARE}(?:\s?[:：/比]\s?{_SHARE}){{1,2}}(?![\d/:.]\d|[\d/:])"
    rf"|(?<==){_SHARE}(?:\s?[:：/比]\s?{_SHARE}){{1,2}}(?![\d/:])"
)
_WHOLES = {Fraction(1), Fraction(10), Fraction(100)}
_LARGEST_PART = 20
"""A part of a ratio whose parts make no round whole: 5:1, not 16:900."""
_NEAR, _FAR = 24, 40
_PERCENTS = {"train_percent": "train_size", "val_percent": "val_size", "test_percent": "test_size"}
_BETWEEN = lazy_pattern(
    r"(?:\s?(?:of|的)\s(?:the |my |our |all )?(?:\d[\d,]{0,12}\s)?)?[^.,;，。；%\d]{0,24}"
)
_OF_THE_REST = lazy_pattern(
    r"\s?(?:of|from)\s(?:the |these |those |what )?(?:rest|remain\w*|others?|left|is left|train\w*)"
    r"|\s?of (?:that|it|them)\b",
    re.IGNORECASE,
)
_THE_REST = lazy_pattern(
    r"\b(?:rest|remaining|remainder|left ?over|what(?:'s| is) left|of (?:which|those|these))\b"
    r"|(?:剩|余|其余)(?:下|余)?|再(?:从|把|将|按|分|取|留|拿|切|划)",
    re.IGNORECASE,
)
_SET_OF_REST = lazy_pattern(
    r"(?:\brest|\bremaining|\bremainder|剩下|剩余|其余|余下)[^.;。；\d]{0,24}", re.IGNORECASE
)
_THREE_SIZES = lazy_pattern(r"(?<![\d./])\d{2,9}(?:\s?/\s?\d{2,9}){2}(?![\d/])")
_IS_SHARE = lazy_pattern(
    r"(?:\b(?:which|that|this|they) (?:is|are|makes?|makes? up)|(?:占|即|相当于)"
    r"(?:全部|总数|整个数据集|总体|所有数据|数据集)?的?)"
    r"(?:\s|about|only|exactly|约|大约){0,3}$",
    re.IGNORECASE,
)
_UNSAID = lazy_pattern(
    r"train_test_split[^\n]{0,60}(?:默认|没(?:写|有?设|填|指定|传)|都没|不写|default|without"
    r"|not set|unset|left out)",
    re.IGNORECASE,
)
_SHARES_IN_BRACKETS = lazy_pattern(
    r"(?:random_split|splits?|lengths|fractions|ratios?)\b[^\[\]\n]{0,40}"
    r"\[\s?(?P<shares>0?\.\d{1,4}(?:\s?,\s?0?\.\d{1,4}){1,2})\s?\]",
    re.IGNORECASE,
)
_DIGITS = "一二三四五六七八九"
_TWO_DIGITS = lazy_pattern(rf"(?<![{_DIGITS}十])(?P<digits>[{_DIGITS}]{{2}})(?:分|开)(?![之钟])")
_TEST_SIZE = lazy_pattern(r"test_size\s?=\s?(?P<share>0?\.\d{1,4})")
_EACH_BEFORE = lazy_pattern(
    r"[集样本]{0,2}(?:各(?:占|取|分|留|自|是|为)?|\s?(?:get|take|have|are|use)?\s?each(?: get"
    r"| take| have)?)\s?"
)
_EACH_AFTER = lazy_pattern(
    r" each (?:for|to|as|in|into|goes to|go to) (?:the )?|各(?:做|作为|给|用于|留给)"
)
_MOST_RATIOS = 40
_CLAIMED = lazy_pattern(
    r"[^.。;；\n?？]{0,24}(?:[,，]?\s?\b(?:right|correct|yes)\b|对吗|对不对|是吗|是这样|对吧"
    r"|没毛病)",
    re.IGNORECASE,
)
_SAYS = lazy_pattern(
    r"\b(?:says?|said|claims?|claimed|writes?|wrote)\b|(?:作者|文章|论文|文中|书上|教程|别人"
    r"|他)[^,，。]{0,8}说",
    re.IGNORECASE,
)


_TRAIN_VAL_TEST = r"train(?:ing)?|val(?:idation)?|test(?:ing)?"
_MULTIPLE = lazy_pattern(
    r"(?P<more_han>训练|验证|测试)集?(?:的?(?:数量|大小|样本数?|图片数?))?是(?P<less_han>训练"
    r"|验证|测试)集?的?"
    r"\s?(?P<times_han>\d{1,2}(?:\.\d)?|[两二三四五六七八九十])\s?倍"
    rf"|\b(?P<more>{_TRAIN_VAL_TEST}) (?:set|data|split) (?:is|has|contains) "
    r"(?P<times>\d{1,2}(?:\.\d)?|two|three|four|five|six|seven|eight|nine|ten) times "
    r"(?:as (?:large|big|many \w+) as|larger than|bigger than|the size of)?\s?(?:the "
    r"|that of the )?"
    rf"(?P<less>{_TRAIN_VAL_TEST})\b",
    re.IGNORECASE,
)
_PART_OF = {
    **dict.fromkeys(("训练", "tr"), "train_size"),
    **dict.fromkeys(("验证", "va"), "val_size"),
    **dict.fromkeys(("测试", "te"), "test_size"),
}


def find_shares(scan: Scan, stated: Sequence[Known] = ()) -> list[Share]:
    """The shares of the data set that a text gives to its parts."""
    nested = _nested(scan, stated)
    return nested or _from_settings(stated) or _from_words(scan) or _by_default(scan)


def ratio_spans(scan: Scan) -> list[tuple[int, int]]:
    """The places of the ratios that part a data set."""
    return [(found.start, found.end) for found in _every_ratio(scan)]


def places_of_shares(scan: Scan) -> set[int]:
    """Where the numbers of shares and ratios start."""
    spans = [(found.start, found.end) for found in (*_every_ratio(scan), *_percentages(scan))]
    return {
        token.start
        for token in scan.tokens
        if isinstance(token, Number) and any(start <= token.start < end for start, end in spans)
    }


def ratio_names(scan: Scan) -> tuple[str, ...]:
    """The parts of the first ratio, in its order."""
    first = next(iter(_every_ratio(scan)), None)
    return tuple(share.quantity for share in first.shares) if first else ()


def is_claimed(scan: Scan, ratio: _Found) -> bool:
    """Whether a ratio is what somebody takes a split to be."""
    return bool(
        _CLAIMED.match(scan.text, ratio.end)
        or _SAYS.search(scan.text, max(0, ratio.start - _FAR), ratio.start)
    )


def _nested(scan: Scan, stated: Sequence[Known]) -> list[Share]:
    """A split of what an earlier one left: "hold out 20 %, then test_size=0.25 for validation"."""
    settings = any(known.quantity == "test_percent" for known in stated)
    if not (settings and (_THE_REST.search(scan.text) or "again" in scan.text)):
        return []
    first = [s for s in _from_words(scan) if s.quantity == "test_size" and not s.of_rest]
    again = [Fraction(match["share"]) for match in _TEST_SIZE.finditer(scan.text)]
    shares = [share.share for share in first] + again
    if len(shares) != 2 or not max(shares) < 1:  # noqa: PLR2004 (test, then validation)
        return []
    words = " + ".join(f"{float(share):g}" for share in shares)
    return _with_rest(
        [Share("test_size", shares[0], words), Share("val_size", shares[1], words, of_rest=True)]
    )


def _from_settings(stated: Sequence[Known]) -> list[Share]:
    shares = [
        Share(_PERCENTS[known.quantity], Fraction(known.value) / 100, known.text)
        for known in stated
        if known.quantity in _PERCENTS and known.source == "stated"
    ]
    if any(share.quantity == "test_size" for share in shares):
        shares = [
            replace(s, of_rest=s.quantity == "val_size" and "validation_split" in s.text)
            for s in shares
        ]
    return _with_rest(shares)


@lru_cache(maxsize=4)
def _by_default(scan: Scan) -> list[Share]:
    """What scikit-learn's function holds out where nobody says how much."""
    if not _UNSAID.search(scan.text):
        return []
    return _with_rest([Share("test_size", Fraction(1, 4), "train_test_split: 25%")])


def excessive_shares(scan: Scan) -> list[Share]:
    """Shares that are more than the whole: 70 % and twice 20 %."""
    shares = _from_words(scan, excessive=True)
    return shares if sum(share.share for share in shares) > 1 else []


def _from_words(scan: Scan, *, excessive: bool = False) -> list[Share]:
    """The first of everything that is said of each part."""
    found = sorted([*_ratios(scan), *_percentages(scan)], key=lambda each: each.start)
    shares: dict[str, Share] = {}
    for each in found:
        of_rest = _is_of_rest(scan, each)
        if of_rest:
            shares = _held_out(shares)
        if not {share.quantity for share in each.shares} & shares.keys():
            shares |= {share.quantity: replace(share, of_rest=of_rest) for share in each.shares}
    first = sum(share.share for share in shares.values() if not share.of_rest)
    later = sum(share.share for share in shares.values() if share.of_rest)
    if max(first, later) > 1:
        return list(shares.values()) if excessive and not later else []
    return _with_rest(list(shares.values()), scan)


def _held_out(shares: dict[str, Share]) -> dict[str, Share]:
    """What is not left over for later parts: where only that is told, the test set."""
    kept = {name: share for name, share in shares.items() if name != "train_size"}
    train = shares.get("train_size")
    if train and not kept:
        return {"test_size": Share("test_size", 1 - train.share, train.text)}
    return kept


def _is_of_rest(scan: Scan, found: _Found) -> bool:
    """Whether shares are those of what is left: "10% of the rest", 剩下的按9:1."""
    if _OF_THE_REST.match(scan.text, found.end):
        return True
    return bool(_THE_REST.search(scan.text, max(0, found.start - _FAR), found.start))


def _with_rest(shares: list[Share], scan: Scan | None = None) -> list[Share]:
    """What is not given to a part is the one that the text calls the rest, or trains."""
    names = {share.quantity for share in shares}
    if not shares or sum(share.share for share in shares if not share.of_rest) == 1:
        return shares
    rest = _named_rest(scan) if scan and "train_size" in names else "train_size"
    if rest is None or rest in names:
        return shares
    of_rest = any(share.of_rest for share in shares)
    taken = sum((share.share for share in shares if share.of_rest or not of_rest), Fraction(0))
    words = " + ".join(dict.fromkeys(share.text for share in shares))
    return [*shares, Share(rest, 1 - taken, words, of_rest)]


def _named_rest(scan: Scan) -> str | None:
    """The set that is made of the rest: "80% for training and the rest for testing"."""
    match = _SET_OF_REST.search(scan.text)
    if match is None:
        return None
    named = (
        SETS[token.kind]
        for token in scan.tokens
        if isinstance(token, Label)
        and token.kind in SETS
        and match.start() <= token.start < match.end()
    )
    return next(named, None)


def _ratios(scan: Scan) -> Iterator[_Found]:
    """Every ratio that parts a data set, without those that somebody takes it to be."""
    every = _every_ratio(scan)
    claimed = [each for each in every if is_claimed(scan, each)]
    others = len(claimed) < len(every) or _percentages(scan)
    yield from (each for each in every if not (others and each in claimed))


def claimed_ratio(scan: Scan) -> tuple[Share, ...]:
    """The shares of a ratio that somebody takes a split to be: "so that is 7:1:2, right?"."""
    return next((each.shares for each in _every_ratio(scan) if is_claimed(scan, each)), ())


@lru_cache(maxsize=4)
def _every_ratio(scan: Scan) -> tuple[_Found, ...]:
    return tuple(islice(_find_ratios(scan), _MOST_RATIOS))


def _find_ratios(scan: Scan) -> Iterator[_Found]:
    yield from _in_brackets(scan)
    yield from _in_two_digits(scan)
    yield from _multiples(scan)
    if not (ABOUT_SPLITS.search(scan.text) or _THREE_SIZES.search(scan.text)):
        return
    rows = find_rows(scan.text)
    for match in RATIO.finditer(scan.text):
        parts = [Fraction(part) for part in re.split(r"\s?[:：/比]\s?", match.group())]
        whole = sum(parts)
        row = row_near(rows, match.start(), match.end(), len(parts))
        if not whole or 0 in parts or not (whole in _WHOLES or _is_ratio(scan, match, row, parts)):
            continue
        pairs = zip(row or _usual_names(scan, len(parts)), parts, strict=True)
        text = match.group()
        shares = tuple(Share(name, part / whole, text) for name, part in pairs)
        yield _Found(match.start(), match.end(), shares)


def _multiples(scan: Scan) -> Iterator[_Found]:
    """A set that is so many times another one: 训练集是测试集的4倍."""
    for match in islice(_MULTIPLE.finditer(scan.text), _MOST_RATIOS):
        named = [match[name] for name in ("more", "less", "more_han", "less_han") if match[name]]
        more, less = (_PART_OF[name[:2].lower()] for name in named)
        times = find_numbers(match["times"] or f"{match['times_han']}倍")
        if more != less and len(times) == 1 and times[0].value > 0:
            part = 1 / (1 + Fraction(times[0].value))
            shares = (Share(more, 1 - part, match.group()), Share(less, part, match.group()))
            yield _Found(match.start(), match.end(), shares)


def _in_two_digits(scan: Scan) -> Iterator[_Found]:
    """Tenths said as two digits: 七三分, 二八开; the larger part trains."""
    match = _TWO_DIGITS.search(scan.text)
    parts = (
        sorted((_DIGITS.index(digit) + 1 for digit in match["digits"]), reverse=True)
        if match
        else []
    )
    if match and sum(parts) == len(_DIGITS) + 1:
        names = _usual_names(scan, len(parts))
        shares = zip(names, (Fraction(part, 10) for part in parts), strict=True)
        found = tuple(Share(name, part, match.group()) for name, part in shares)
        yield _Found(match.start(), match.end(), found)


def _in_brackets(scan: Scan) -> Iterator[_Found]:
    """The shares that a call is given: "random_split(ds, [0.8, 0.2])"."""
    match = _SHARES_IN_BRACKETS.search(scan.text)
    if match and any(match.start() <= each.start < match.end() for each in scan.settings.found):
        return  # read as code
    parts = [Fraction(part) for part in match["shares"].split(",")] if match else []
    if match and sum(parts) == 1:
        names = _usual_names(scan, len(parts))
        shares = zip(names, parts, strict=True)
        found = tuple(Share(name, part, match["shares"]) for name, part in shares)
        yield _Found(match.start("shares"), match.end("shares"), found)


def _is_ratio(
    scan: Scan, match: re.Match[str], row: tuple[str, ...], parts: Sequence[Fraction]
) -> bool:
    """Whether numbers such as 5:1 part something, by the words beside them."""
    around = scan.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return max(parts) <= _LARGEST_PART and bool(row or ABOUT_SPLITS.search(around))


def _usual_names(scan: Scan, count: int) -> tuple[str, ...]:
    """Training, validation and test; of two parts the second is test, or validation if named."""
    if count == len(SETS):
        return tuple(SETS.values())
    kinds = {token.kind for token in scan.tokens if isinstance(token, Label)}
    validates = "val" in kinds and "test" not in kinds
    return ("train_size", "val_size" if validates else "test_size")


@lru_cache(maxsize=4)
def _percentages(scan: Scan) -> tuple[_Found, ...]:
    """Each percentage with the set that it is the share of, or each of several sets."""
    return tuple(_find_percentages(scan))


def _find_percentages(scan: Scan) -> Iterator[_Found]:
    rows = find_rows(scan.text)
    for place, token in enumerate(scan.tokens):
        if isinstance(token, Number) and (token.percent or 0 < token.value < 1):
            names = _each_beside(scan, token, rows)
            if names:
                shares = tuple(Share(name, Fraction(token.value), token.text) for name in names)
                yield _Found(token.start, token.end, shares)
                continue
            name = _set_beside(scan, place)
            if name:
                share = Share(name, Fraction(token.value), token.text)
                yield _Found(token.start, token.end, (share,))


def _each_beside(scan: Scan, number: Number, rows: Sequence[Row]) -> tuple[str, ...]:
    """The sets that have the same share: 验证集和测试集各两成, "10% each for val and test"."""
    for row in rows:
        if _EACH_BEFORE.fullmatch(scan.text, row.end, number.start):
            return row.names
        if row.start > number.end and _EACH_AFTER.fullmatch(scan.text, number.end, row.start):
            return row.names
    return ()


def _set_beside(scan: Scan, place: int) -> str | None:
    """The set that a percentage belongs to, after it or before it."""
    number = scan.tokens[place]
    named = _is_percent_word(scan, place - 1)
    for other in (place + 1, place + 2, place + 3, place - 2 if named else place - 1):
        label = scan.tokens[other] if 0 <= other < len(scan.tokens) else None
        if isinstance(label, Label) and label.kind in SETS:
            first, last = sorted((number, label), key=lambda token: token.start)
            between = scan.text[first.end : last.start]
            source = other > place and label.kind == "train" and _is_source(scan, number.end, label)
            if _BETWEEN.fullmatch(between) and not source:
                return SETS[label.kind]
    return _told_of(scan, place)


def _is_percent_word(scan: Scan, place: int) -> bool:
    """Whether a word only says that a share follows: 验证集比例0.15."""
    label = scan.tokens[place] if place > 0 else None
    return isinstance(label, Label) and label.kind == "percent"


def _told_of(scan: Scan, place: int) -> str | None:
    """The set whose size was told just before: "300 images for validation, which is 15%"."""
    number = scan.tokens[place]
    segment = scan.segment_of(number)
    if not _IS_SHARE.search(scan.text, max(segment.start, number.start - _FAR), number.start):
        return None
    before = [token for token in scan.tokens[:place] if segment.holds(token)]
    sets = [token.kind for token in before if isinstance(token, Label) and token.kind in SETS]
    return SETS[sets[-1]] if sets else None


def _is_source(scan: Scan, start: int, label: Label) -> bool:
    """Whether a set is what a share is taken of: "10% of the training set for validation"."""
    taken = re.match(
        r"\s?(?:of|from)\s(?:the |my |our |all )?(?:\d[\d,]* )?$", scan.text[start : label.start]
    )
    follows = re.match(
        r"[^.;%\d]{0,24}\b(?:for|as|to|into)\b[^.;%\d]{0,12}\b(?:val|test|evaluat|dev)",
        scan.text[label.end : label.end + 60],
        re.IGNORECASE,
    )
    return bool(taken and follows)
