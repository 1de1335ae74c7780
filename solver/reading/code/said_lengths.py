"""What is said of the lengths of variables: "len(data) is 1003", `x.shape == (60000, 28)`."""

import ast
import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.python_values import Data

_COUNT = r"(?P<count>\d{1,3}(?:[,_]\d{3})++|\d{1,12}+)(?!\d|[.,]\d|\s?%)"
_NAME = r"(?P<name>[A-Za-z_][A-Za-z0-9_.]{0,60})"
_SAYS = (
    r"[`)\s]{0,4}(?:={1,2}|:|#|->|=>|is(?: equal to)?|was|equals|gives|returns|prints|有|是|为|等于"
    r"|返回|输出)?[\s#`>]{0,6}"
)
_LENGTH = lazy_pattern(rf"(?<![A-Za-z_])len\(\s?{_NAME}\s?\){_SAYS}{_COUNT}")
_HAS = lazy_pattern(rf"(?<![A-Za-z_.]){_NAME}`? (?:has|of) (?:length|len|size) {_COUNT}")
_SHAPE = lazy_pattern(
    rf"(?<![A-Za-z_]){_NAME}\.(?:shape|size\(\)){_SAYS}(?:torch\.Size\()?[\[(]\s?{_COUNT}"
)
_SAMPLES = (
    r"\s?(?:(?:training|labell?ed|total)\s)?(?:samples|images|rows|examples|records|points"
    r"|sentences|张|条|个样本|行|样本)"
)
_ALONE = lazy_pattern(rf"^[ \t]*#[^\n\d]{{0,60}}{_COUNT}{_SAMPLES}", re.MULTILINE)
"""A comment on a line of its own says how much data there is, whatever it is called."""
_COMMENTED = lazy_pattern(
    r"^[ \t]*(?P<name>[A-Za-z_][\w., \t]{0,120}?)[ \t]*=[^=\n#][^\n#]{0,300}#[^\n\d]{0,40}"
    rf"{_COUNT}{_SAMPLES}",
    re.MULTILINE,
)
_FOUND = lazy_pattern(
    r"^[ \t]*(?P<name>[A-Za-z_]\w{0,60})[ \t]*=[^=\n][^\n]{0,300}"
    r"flow_from_directory\([^\n]{0,300}\n"
    rf"(?:[^\n]{{0,200}}\n)?[^\n]{{0,20}}Found {_COUNT}",
    re.MULTILINE,
)
_SPLIT = lazy_pattern(r"split\(\s?(?P<whole>[A-Za-z_]\w{0,60})")
_ABOUT = lazy_pattern(
    r"#\s{0,3}`?(?P<name>[A-Za-z_]\w{0,40})`?\s?(?:has|is|contains|holds|=|有|是)"
)
_LOADS = lazy_pattern(r"load|dl$", re.IGNORECASE)
_MOST = 40


def find_lengths(text: str) -> dict[str, Data]:
    """How many samples variables hold, by their names."""
    found: dict[str, Data] = {}
    alone = [*_first(_ALONE, text)]
    if len(alone) == 1:
        found["*"] = Data(_count(alone[0]), _node(text, alone[0]))
    for pattern in (_LENGTH, _HAS, _SHAPE, _COMMENTED, _FOUND):
        for match in _first(pattern, text):
            count = _count(match)
            split = _SPLIT.search(match.group())
            other = _ABOUT.search(match.group()) if pattern is _COMMENTED else None
            for name in re.findall(r"[A-Za-z_][\w.]*", _names(match, split, other)):
                if not _LOADS.search(name) and count:
                    found.setdefault(name, Data(count, _node(text, match)))
    return found


def _names(match: re.Match[str], split: re.Match[str] | None, other: re.Match[str] | None) -> str:
    """What is as long as a comment says: what it names itself, what is split, or what is set."""
    if other:
        return other["name"]
    return split["whole"] if split else match["name"]


def _count(match: re.Match[str]) -> int:
    return int(re.sub(r"[,_]", "", match["count"]))


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(pattern.finditer(text)):
        if number == _MOST:
            return
        yield match


def _node(text: str, match: re.Match[str]) -> ast.expr:
    """The number as a node of the tree, which has one line more than the text."""
    start, end = match.span("count")
    line = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    node = ast.Constant(match["count"])
    node.lineno = node.end_lineno = line + 2
    node.col_offset, node.end_col_offset = column, column + end - start
    return node
