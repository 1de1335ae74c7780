"""The sizes of the parts of a data set: from their shares, or from a row of sizes in the text."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.data.split_names import SETS, Row, find_rows, row_near
from solver.reading.data.splits import Share, ratio_names, ratio_spans
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan
from solver.spans import Exact
from solver.spans import exact as exact_value

_WHOLES = {1, 10, 100}
_COUNT = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,9}(?:\.\d{1,3})?[kKwW万]?"
_SIZES = lazy_pattern(
    rf"(?<![\d./])(?:{_COUNT})(?:(?:\s?[/:、]\s?|[,，]\s?(?:and\s)?|\s?(?:and"
    rf"|和)\s?)(?:{_COUNT})){{1,2}}(?![\d/%])"
    r"(?!\s?个?\s?(?:epoch|轮|步|次))",
    re.IGNORECASE,
)
_EACH = lazy_pattern(
    r"\s?(?:各|均|都)(?:自)?(?:是|有|为)?\s?(?P<count>\d[\d,]*)(?![\d%.])\s?[张个条幅份]?"
)
_UNIT = r"[张对条个幅份例]"
_PAIRS = (
    lazy_pattern(
        rf"(?<![\d.,集:/])(?<!集[有是为:：共])(?P<count>{_COUNT})\s?{_UNIT}(?:用于|用来|做|作为"
        rf"|当)?\s?"
        r"(?P<set>训练|验证|测试)"
    ),
    lazy_pattern(rf"(?P<set>训练|验证|测试)(?:是|有|为|用|[:：])?\s?(?P<count>{_COUNT})\s?{_UNIT}"),
    lazy_pattern(
        rf"(?<![\d.,:/])(?P<count>{_COUNT})\s(?:(?:images|samples|pictures|photos|examples"
        rf"|rows)\s)?"
        r"(?:(?:are |is )?(?:for|in|as)\s(?:the\s)?)?(?P<set>train|val|test)(?:ing|idation)?"
        r"(?![a-z])",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"\b(?P<set>train|val|test)(?:ing|idation)?(?: set)?\s?[:=]?\s(?P<count>{_COUNT})"
        r"(?=\s?[,;，、.]|\s(?:and|images|samples)\b|\s?$)",
        re.IGNORECASE,
    ),
)
_OF_NAME = SETS | {"训练": "train_size", "验证": "val_size", "测试": "test_size"}
_HELD_OUT = {"val_size", "test_size"}
_MOST_ROWS = 100
_LEAST = 20
"""A row of smaller numbers is a ratio."""


def find_sizes(scan: Scan) -> list[tuple[Known, int]]:
    """Parts that are given as a row of sizes, "2975/500/1525 train/val/test", with their places."""
    pairs = _in_pairs(scan)
    if pairs:
        return pairs
    rows = find_rows(scan.text)
    for row in rows:
        match = _EACH.match(scan.text, row.end)
        if match:
            size = int(match["count"].replace(",", ""))
            return [(Known(name, size, "stated", match.group()), row.start) for name in row.names]
    return _in_a_row(scan, rows)


def _in_pairs(scan: Scan) -> list[tuple[Known, int]]:
    """Sizes each with its part: "4,000 train, 500 val", 训练4000张，验证500张."""
    for pattern in _PAIRS:
        found = [
            (Known(_OF_NAME[match["set"].lower()], number, "stated", match.group()), match.start())
            for match in pattern.finditer(scan.text)
            for number in _values(match["count"])
        ]
        if len({known.quantity for known, _ in found}) == len(found) > 1:
            return found
    return []


def _in_a_row(scan: Scan, rows: Sequence[Row]) -> list[tuple[Known, int]]:
    """Sizes one after the other, beside the names of the parts or a ratio of as many."""
    for match in islice(_SIZES.finditer(scan.text), _MOST_ROWS):
        parts = _values(match.group())
        names = row_near(rows, match.start(), match.end(), len(parts)) or ratio_names(scan)
        told = len(names) == len(parts) and sum(parts) not in _WHOLES and max(parts) > _LEAST
        if told and not any(start <= match.start() < end for start, end in ratio_spans(scan)):
            return [
                (Known(name, part, "stated", match.group()), match.start())
                for name, part in zip(names, parts, strict=True)
            ]
    return []


def _values(text: str) -> list[Exact]:
    return [find_numbers(count)[0].value for count in re.findall(_COUNT, text)]


def sizes_of(shares: Sequence[Share], stated: Sequence[Known]) -> list[Known]:
    """The parts in samples; empty where the size of the whole is not stated.

    Where a part would not be whole, the held-out parts are rounded up, as scikit-learn does, or
    down where it is the last part of the data, as in Keras; training gets the rest.
    """
    sizes = {known.quantity: known.value for known in stated}
    whole = sizes.get("dataset_size")
    told = sizes.keys() & {share.quantity for share in shares}
    if whole is None or not isinstance(whole, int) or ("train_size" in sizes and len(told) != 1):
        return []
    names = {share.quantity for share in shares}
    other = sum(int(sizes[name]) for name in _HELD_OUT - names if name in sizes)
    first = [share for share in shares if not share.of_rest]
    parts = _parts(first, whole)
    if "train_size" in parts:
        parts["train_size"] -= other
    left = parts.pop("train_size", None) if len(first) < len(shares) else None
    if left is None:
        left = whole - other - sum(parts.values())
    parts |= _parts([share for share in shares if share.of_rest], left)
    exact = exact_shares(shares)
    return [
        Known(
            share.quantity,
            parts[share.quantity],
            "stated" if parts[share.quantity] == whole * exact[share.quantity] else "assumed",
            share.text,
        )
        for share in shares
        if share.quantity in parts
    ]


def sizes_too_large(shares: Sequence[Share], stated: Sequence[Known]) -> list[Known]:
    """The parts in samples where their shares are more than the whole."""
    names = {known.quantity: known.value for known in stated}
    whole = names.get("dataset_size")
    if whole is None or names.keys() & {share.quantity for share in shares}:
        return []
    return [Known(s.quantity, math.floor(s.share * whole), "stated", s.text) for s in shares]


def whole_of(shares: Sequence[Share], stated: Sequence[Known]) -> list[Known]:
    """The whole data set where the size of one part is stated: 700 are 70 % of 1,000."""
    names = {known.quantity for known in stated}
    sized = [
        (known, share) for share in shares for known in stated if known.quantity == share.quantity
    ]
    if "dataset_size" in names or len(sized) != 1:
        return []
    known, share = sized[0]
    whole = Fraction(known.value) / exact_shares(shares)[share.quantity]
    if whole.denominator != 1:
        return []
    return [Known("dataset_size", int(whole), "stated", f"{known.text}, {share.text}")]


def as_shares(knowns: Sequence[Known], shares: Sequence[Share]) -> tuple[Known, ...]:
    """The knowns with shares in place of the sizes that they make, where all come out whole.

    So the sizes are worked out in steps. Shares of an unknown whole are known as such.
    """
    exact = exact_shares(shares)
    percents = {name: _percent(name, share, shares) for name, share in exact.items()}
    values = {known.quantity: known.value for known in knowns}
    whole = values.get("dataset_size")
    if whole is None:
        told = values.keys() & (
            _HELD_OUT | {"train_size"} | {p.quantity for p in percents.values()}
        )
        return (*knowns, *(() if told else percents.values()))
    follow = {name for name, share in exact.items() if values.get(name) == share * whole}
    worked_out = {known.quantity for known in knowns if any(known.text == s.text for s in shares)}
    if sum(exact.values()) != 1 or not follow == exact.keys() <= worked_out:
        return tuple(knowns)
    return tuple(percents.get(known.quantity, known) for known in knowns)


def _percent(name: str, share: Fraction, shares: Sequence[Share]) -> Known:
    """A share of the whole as a known percentage."""
    text = next(each.text for each in shares if each.quantity == name)
    return Known(name.replace("_size", "_percent"), exact_value(share * 100), "stated", text)


def exact_shares(shares: Sequence[Share]) -> dict[str, Fraction]:
    """Each share as one of the whole."""
    held = {share.quantity: share.share for share in shares if not share.of_rest}
    rest = held.get("train_size", 1 - sum(held.values()))
    return held | {share.quantity: share.share * rest for share in shares if share.of_rest}


def _parts(shares: Sequence[Share], whole: int) -> dict[str, int]:
    """Parts of a whole; the last to be decided gets what the others leave."""
    if not shares:
        return {}
    complete = sum(share.share for share in shares) == 1
    names = [share.quantity for share in shares]
    last = "train_size" if "train_size" in names else names[-1]
    parts = {
        share.quantity: _rounded(share, whole)
        for share in shares
        if not (complete and share.quantity == last)
    }
    if complete:
        parts[last] = whole - sum(parts.values())
    return parts


def _rounded(share: Share, whole: int) -> int:
    if "validation_split" in share.text and share.quantity != "train_size":
        return whole - math.floor(whole * (1 - share.share))
    rounded = math.ceil if share.quantity == "test_size" else math.floor
    return rounded(whole * share.share)
