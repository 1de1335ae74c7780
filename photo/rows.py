"""Pieces of text in the order in which they are read, and broken lines as they were written."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from photo.code_lines import indented, is_code
from photo.recognizer import Read
from photo.row import Row

_SAME_ROW = 0.5
"""Part of a line's height by which the middles of two pieces in one row may differ."""
_SLACK = 1.2
"""Parts of a line's height by which the right edges differ of lines that are seen from aside."""
_GAP = 1.9
"""How many times the usual distance of two rows begins a new paragraph."""
_ITEM = re.compile(r"[-*•·]\s|[(（]?(?:\d{1,2}|[A-Za-z])[.)、）．](?!\d)")
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_LOST_SPACE = re.compile(
    r"(?<![\w.])(?!(?:b?float|u?int|fp|resnet|densenet|vgg|conv|cifar|mnist|layer|fc)\d)"
    r"(?P<word>[a-z]{2,20})(?P<number>\d[\d,.]{0,20})(?![\w(=\[])"
)
_PREFIX = re.compile(
    r"(?:\b(?:mini|pre|re|non|cross|fine|multi|semi|self|sub)|[^a-z])-\Z", re.IGNORECASE
)


def rows(read: Sequence[Read]) -> list[Row]:
    """What was read, from top to bottom; what stands side by side is one row."""
    grouped: list[list[Read]] = []
    for one in sorted((one for one in read if one.text.strip()), key=lambda o: o.piece.middle):
        last = grouped[-1][-1].piece if grouped else None
        reach = _SAME_ROW * min(last.height, one.piece.height) if last else 0
        if last and one.piece.middle - last.middle < reach:
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return [_row(sorted(group, key=lambda one: one.piece.left)) for group in grouped]


def as_written(found: Sequence[Row]) -> str:
    """The text without the line breaks that only the width of the paper made."""
    if not found:
        return ""
    if is_code(found):
        return indented(found)
    edge = max(row.right for row in found)
    steps = [below.middle - above.middle for above, below in pairwise(found)]
    far = _GAP * median(steps) if steps else 0
    return "".join(_with_breaks(found, edge, far))


def spaced(text: str) -> str:
    """A line with the space between a word and a number that the picture's letters left narrow."""
    return _LOST_SPACE.sub(r"\g<word> \g<number>", text)


def _with_breaks(found: Sequence[Row], edge: float, far: float) -> Iterator[str]:
    for above, below in pairwise(found):
        if below.middle - above.middle > far or not _goes_on(above, below, edge):
            yield f"{above.text}\n"
        else:
            yield joined(above.text, below.text)
    yield found[-1].text


def joined(above: str, below: str) -> str:
    """A line that goes on in the next one, with what stands between the two."""
    if _CHINESE.match(above[-1]) or _CHINESE.match(below[0]):
        return above
    if above.endswith("-") and below[0].islower():
        return above if _PREFIX.search(above) else above[:-1]
    return f"{above} "


def _goes_on(above: Row, below: Row, edge: float) -> bool:
    """Whether a line was broken because the first word of the next had no room in it."""
    if _ITEM.match(below.text):
        return False
    letter = (below.right - below.left) / len(below.text)
    chinese = _CHINESE.match(below.text)
    word = 1 if chinese else len(below.text.split(maxsplit=1)[0]) + 1
    return above.right + letter * word > edge - _SLACK * above.height


def _row(group: Sequence[Read]) -> Row:
    count = len(group)
    return Row(
        spaced(" ".join(one.text.strip() for one in group)),
        min(one.confidence for one in group),
        group[0].piece.left,
        max(one.piece.right for one in group),
        sum(one.piece.middle for one in group) / count,
        sum(one.piece.height for one in group) / count,
    )
