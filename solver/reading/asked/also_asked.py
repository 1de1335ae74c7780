"""Words listed beside what is asked: "steps, epochs, and how many logs?", 总步数、轮数各是多少."""

import re
from collections.abc import Sequence

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.scan import Scan, Segment

_PARTED = lazy_pattern(r"[,，、]")
_OPENING = lazy_pattern(
    r"\s*(?:(?:and|then|the|total|resulting|number of|size of|what(?:'s| is| are)|how many|那么?|则"
    r"|请问|求|总共?的?)\s*)*",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(r"\s?(?:的)?(?:个数|次数|数量|数目|总数|数|大小|\(s\))?\s*")
_AND_THE = lazy_pattern(
    r".{0,40}?[,，;]?\s*(?:\b(?:and|plus)\b|以及|还有|和)\s*(?:also )?(?:the |its |my )?"
    r"(?:total |resulting )?",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = lazy_pattern(r"\s?(?:的)?(?:个数|次数|大小)?\s*(?:[?.。]|$)")


def listed_beside(
    scan: Scan, segment: Segment, free: Sequence[int], heads: Sequence[int]
) -> list[int]:
    """The words that are asked for together with the heads of a question."""
    if not heads:
        return []
    first, last = min(heads), max(heads)
    return [
        *_before(scan, segment, [p for p in free if p < first], first),
        *_after(scan, free, last),
    ]


def _before(scan: Scan, segment: Segment, free: Sequence[int], head: int) -> list[int]:
    """A list that opens the sentence, each part nothing but a word."""
    cuts = [m.start() for m in _PARTED.finditer(scan.text, segment.start, scan.tokens[head].start)]
    starts = [segment.start, *(cut + 1 for cut in cuts)]
    found = []
    for start, end in zip(starts, cuts, strict=False):
        inside = [place for place in free if start <= scan.tokens[place].start < end]
        if len(inside) != 1 or not _is_all(scan, inside[0], start, end):
            return []
        found += inside
    return found


def _is_all(scan: Scan, place: int, start: int, end: int) -> bool:
    token = scan.tokens[place]
    opens = _OPENING.fullmatch(scan.text, start, token.start)
    return bool(opens and _COUNTED.fullmatch(scan.text, token.end, end))


def _after(scan: Scan, free: Sequence[int], head: int) -> list[int]:
    """The last word of the sentence, joined to it by "and"."""
    for place in free:
        token = scan.tokens[place]
        joined = place > head and _AND_THE.fullmatch(scan.text, scan.tokens[head].end, token.start)
        if joined and _ENDS.match(scan.text, token.end):
            return [place]
    return []
