"""How often each picture is used, as the name of its folder says: `10_girl` in Kohya's scripts."""

import re
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_NAMED = lazy_pattern(
    r"(?<![A-Za-z0-9_.\-/])(?P<repeats>\d{1,3})_[A-Za-z][A-Za-z_]{1,30}(?![\w(=])"
)
_IMAGES = r"(?:images?|imgs?|pics?|photos?|pictures?|samples?|files?)"
_SOME = (
    lazy_pattern(
        rf"(?<![A-Za-z\d.,])(?P<count>\d{{1,6}}) (?:\w+ )?{_IMAGES}[^.;?\d]{{0,20}}?\s?"
        r"(?P<repeats>\d{1,3})"
        r"(?:\s?[x×]|\s?(?:num_)?repeats?|[ -]repetitions| times)(?!\w)",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"(?<![A-Za-z\d.\-/])(?P<repeats>\d{{1,3}})_[A-Za-z]\w{{1,30}}[^.;?\d]{{0,20}}?"
        rf"(?P<count>\d{{1,6}})\s?(?:{_IMAGES}|[张个幅])",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"(?<![A-Za-z\d.,])(?P<count>\d{{1,6}})\s?(?:{_IMAGES}|[张个幅])[^.;?。；\d]{{0,12}}?"
        r"(?<![A-Za-z\d])(?P<repeats>\d{1,3})_[A-Za-z]\w{1,30}",
        re.IGNORECASE,
    ),
    lazy_pattern(
        r"(?<![A-Za-z\d.,])(?P<count>\d{1,6})\s?张[^。；;?\d]{0,8}?(?:重复|(?:num_)?repeats?"
        r"|[x×*]|乘以?)\s?(?:是|为|=)?\s?"
        r"(?P<repeats>\d{1,3})",
        re.IGNORECASE,
    ),
)
"""Images of one concept, with how often each is used."""
_MOST = 20
_FOLDER = lazy_pattern(r"folder|directory|文件夹|目录|\bdir\b", re.IGNORECASE)


def with_repeats(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the repeats that the only such folder names."""
    several = _of_concepts(scan, facts)
    if several:
        return several
    names = list(_NAMED.finditer(scan.text))
    stated = any(fact.known.quantity == "repeats" for fact in facts)
    if stated or len(names) != 1 or not _FOLDER.search(scan.text):
        return facts
    known = Known("repeats", int(names[0]["repeats"]), "stated", names[0].group())
    return [*facts, Fact(known, *names[0].span())]


def _of_concepts(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the images of several concepts as one data set, as often as each is used."""
    for pattern in _SOME:
        found = list(islice(pattern.finditer(scan.text), _MOST))
        if len(found) > 1:
            size = sum(int(match["count"]) * int(match["repeats"]) for match in found)
            spans = [match.span() for match in found]
            rest = [f for f in facts if not any(start <= f.start < end for start, end in spans)]
            words = " + ".join(f"{match['count']} × {match['repeats']}" for match in found)
            return [*rest, Fact(Known("dataset_size", size, "stated", words), *found[0].span())]
    return []
