"""A data set and its parts, told apart: what has parts is the whole, and a ratio is no size."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.data.split_names import ABOUT_SPLITS, SETS
from solver.reading.data.split_sizes import find_sizes
from solver.reading.data.splits import ratio_spans
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_SHARE_OF = lazy_pattern(
    r"(?:(?:%|percent|\b(?:third|quarter|fourth|fifth|sixth|eighth|tenth)s?|\bhalf|\d/\d)\s?of"
    r"|\bhalf|分之[一二三四五六七八九十]{1,3}\s?的?|%\s?的)\s?(?:the |my |our |all |these )?$",
    re.IGNORECASE,
)
_SHARE_AND_SIZE = lazy_pattern(
    r"\b(?P<set>train|val|test)(?:ing|idation)?(?: ?set| data| part| split)?[^.;?\d]{0,16}"
    r"\d{1,2}(?:\.\d{1,3})?\s?%(?: of)?(?: the| my| all| our)*(?: (?:data|images|samples"
    r"|dataset|total|whole))*"
    r"(?:,| and| with| so|, so|, and|, which| which| that)* (?:it )?(?:has|have|contains?"
    r"|holds?|is|are|means|=)\s?"
    r"(?:about )?(?P<count>\d[\d,]*)"
    r"|(?P<han_set>训练|验证"
    r"|测试)集?[^。；,，?\d]{0,10}\d{1,2}(?:\.\d{1,3})?\s?%[,，]?\s?(?:也?就?是|即|共|有|一共"
    r"|总共|为){1,2}"
    r"\s?(?P<han_count>\d[\d,]*)",
    re.IGNORECASE,
)
_NAMES = {
    "train": "train",
    "val": "val",
    "test": "test",
    "训练": "train",
    "验证": "val",
    "测试": "test",
}
_OUT_OF = lazy_pattern(
    r"\bout of (?:a total of |all |the )?(?P<count>\d{1,3}(?:,\d{3})+|\d{3,9})"
    r"(?! ?(?:%|epochs?|steps?|iterations?|batches|iters?|gpus?))",
    re.IGNORECASE,
)
_HELD_OUT = {"val_size", "test_size"}
_SIZES = {"train_size", "dataset_size", *_HELD_OUT}


def with_sizes(scan: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with rows of sizes, and without the numbers of ratios."""
    rows = [Fact(known, place, place + len(known.text)) for known, place in find_sizes(scan)]
    facts = _shared_sizes(scan, _out_of(scan, facts))
    taken = [*ratio_spans(scan), *((row.start, row.end) for row in rows)]
    kept = [f for f in facts if not any(start <= f.start < end for start, end in taken)]
    total = sum(row.known.value for row in rows)
    named = {row.known.quantity for row in rows}
    kept = [
        _as_whole(f) if f.known.quantity in named and f.known.value == total else f for f in kept
    ]
    return _of_the_whole(scan, [*kept, *(replace(row, end=row.start + 1) for row in rows)])


def _shared_sizes(scan: Scan, facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts; a size told beside its share is that part's: "validation is 18% and has 2,250"."""
    match = _SHARE_AND_SIZE.search(scan.text)
    if match is None:
        return facts
    name = SETS[_NAMES[(match["set"] or match["han_set"]).lower()]]
    place = match.start("count") if match["count"] else match.start("han_count")
    return [
        replace(f, known=replace(f.known, quantity=name))
        if f.start == place and f.known.quantity in _SIZES
        else f
        for f in facts
    ]


def _out_of(scan: Scan, facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts with the whole of "one in five images out of 8,500"."""
    match = _OUT_OF.search(scan.text)
    data = any(fact.known.quantity in {"dataset_size", "train_size"} for fact in facts)
    if match is None or data or not ABOUT_SPLITS.search(scan.text):
        return facts
    size = int(match["count"].replace(",", ""))
    known = Known("dataset_size", size, "stated", match.group())
    start = match.start("count")
    return [*(f for f in facts if f.start != start), Fact(known, start, match.end())]


def _of_the_whole(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """What a share is taken of is the whole: "20% of 25,000 images as the test set"."""
    return [
        _as_whole(fact)
        if fact.known.quantity in _SIZES
        and _SHARE_OF.search(scan.text, max(0, fact.start - 24), fact.start)
        else fact
        for fact in facts
    ]


def without_wholes(facts: Sequence[Fact]) -> list[Fact]:
    """A data set that has parts is no training set, whatever is called so."""
    values = {(fact.known.quantity, fact.known.value) for fact in facts}
    names = {quantity for quantity, _ in values}
    if "dataset_size" not in names and any(_splits(fact) for fact in facts):
        return [_as_whole(f) if f.known.quantity == "train_size" else f for f in facts]
    if not names & _HELD_OUT:
        return list(facts)
    return [
        fact
        for fact in facts
        if fact.known.quantity != "train_size" or ("dataset_size", fact.known.value) not in values
    ]


def _splits(fact: Fact) -> bool:
    """Whether a setting holds out a part of the data that is handed over for training."""
    return fact.known.quantity == "val_percent" and "validation_split" in fact.known.text


def _as_whole(fact: Fact) -> Fact:
    return replace(fact, known=replace(fact.known, quantity="dataset_size"))
