"""With which characters a pattern can begin, so that it is tried only where it may match."""

import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern

ANY = "any"
"""Stands among the first characters of a pattern that can begin with any character."""
_NOTHING = ""
"""Stands among the first characters of what may be left out."""
_ITEM = lazy_pattern(
    r"(?P<look>\(\?<?[=!])|(?P<group>\((?:\?(?:P<\w+>|[a-z]*:))?)|(?P<place>\\[bB]|[$^])"
    r"|(?P<set>\[\^?(?:\\.|[^\]\\])+\])|(?P<space>\\s)|(?P<any>\\[dDwWS]|\.)|\\?(?P<letter>.)",
    re.DOTALL,
)
_SPACES = {chr(code) for code in range(ord("\u3000") + 1) if chr(code).isspace()}
_REPEAT = lazy_pattern(r"(?:(?P<often>[?*]|\{0?,\d*\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_OF_SET = lazy_pattern(r"\\?(?P<low>.)(?:-\\?(?P<high>.))?", re.DOTALL)


def branches(pattern: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The alternatives of a pattern, each with the characters, in lower case, it begins with."""
    reader = _Reader(pattern)
    start = 0
    for first in reader.alternatives():
        characters = first - {_NOTHING} | {ANY} if _NOTHING in first else first
        yield pattern[start : reader.place], frozenset(characters)
        start = reader.place + 1


class _Reader:
    """Reads the pattern of a regular expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.place = 0

    def alternatives(self) -> Iterator[set[str]]:
        """The first characters of each alternative, up to a closing bracket or the end."""
        yield self._row()
        while self._pattern[self.place : self.place + 1] == "|":
            self.place += 1
            yield self._row()

    def _row(self) -> set[str]:
        """Those of the first item, and of the next where that may be left out, and so on."""
        first = {_NOTHING}
        while self._pattern[self.place : self.place + 1] not in {"|", ")", ""}:
            item = self._item()
            if _NOTHING in first:
                first = first - {_NOTHING} | item
        return first

    def _item(self) -> set[str]:
        item = _ITEM.match(self._pattern, self.place)
        if item is None:
            raise ValueError(self._pattern)
        self.place = item.end()
        first = self._of(item)
        repeat = _REPEAT.match(self._pattern, self.place)
        if repeat:
            self.place = repeat.end()
        return first | {_NOTHING} if repeat and repeat["often"] else first

    def _of(self, item: re.Match[str]) -> set[str]:
        if item["look"] or item["group"]:
            inside = set[str]().union(*self.alternatives())
            self.place += 1
            return {_NOTHING} if item["look"] else inside
        if item["place"]:
            return {_NOTHING}
        if item["set"]:
            return _of_set(item["set"])
        if item["space"]:
            return _SPACES
        return {ANY} if item["any"] else {item["letter"].lower()}


def _of_set(written: str) -> set[str]:
    """The characters of a set such as [a-z集]."""
    if written[1] == "^" or re.search(r"\\[dDwWsS]", written):
        return {ANY}
    ends = [(match["low"], match["high"]) for match in _OF_SET.finditer(written[1:-1])]
    return {
        chr(code).lower() for low, high in ends for code in range(ord(low), ord(high or low) + 1)
    }
