"""Python in a text: whole files, and the lines of code among sentences; parsed, never executed."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.python_facts import SHOWS, read_facts
from solver.reading.code.python_reader import Reader
from solver.reading.code.said_lengths import find_lengths
from solver.reading.code.setting_names import Entry, Portion, read_entry
from solver.spans import Exact

_CODE = lazy_pattern(
    r"[ \t]*+(?:(?:import|from)[ ]+[\w.]+|(?:for|while|if|elif|with|def|class|async)\b.*:"
    r"|(?:else|try|finally)[ ]*:|except\b.*:|(?:return|raise|assert|pass|break|continue)\b|@\w"
    r"|#|\)|\]|\}|[A-Za-z_][\w.]{0,80}+[ ]{0,3}\("
    r"|[A-Za-z_*(][\w.\[\]\"', *()]{0,120}+(?::[ ]{0,3}[\w.\[\], ]{1,60}+)?[-+*/%@&|]{0,2}=(?!=))"
)
_CODE_ANYWHERE = lazy_pattern(rf"^(?:{_CODE.pattern})", re.MULTILINE)
_ESCAPE = lazy_pattern(r"\\[^\n]")
_RUN_ON = lazy_pattern(
    r"(?:(?<![A-Za-z0-9_.])\d|\.\d)[\w.]{0,80}?(?=and|else|for|if|in|is|or|not)", re.ASCII
)
"""A number that runs into a word: Python takes it, and prints a warning."""
_NOT_ASCII = lazy_pattern(r"[^\n\t -~]")
_LOOP = lazy_pattern(r"[ \t]{0,40}for\b.{1,200}\bin\b")
_BRACKET = lazy_pattern(r"[()\[\]{}]")
_MOST_ATTEMPTS = 60
"""Tries to parse the code of a text, each with another line left out."""
_MOST_PARSED = 600_000
"""Characters that are parsed, over all tries."""
_DEEPEST = 60
"""Brackets within brackets in code that is still parsed."""


@dataclass
class _Budget:
    """What may still be spent on parsing a text."""

    attempts: int = _MOST_ATTEMPTS
    characters: int = _MOST_PARSED

    def allows(self, source: str) -> bool:
        """Whether one more try is allowed; it is then spent."""
        self.attempts -= 1
        self.characters -= len(source)
        return self.attempts >= 0 and self.characters >= 0


def find_python(text: str) -> list[Portion]:
    """The parts of a text that are Python, with what they set and show."""
    if not _CODE_ANYWHERE.search(text):
        return []
    # A line before the first one leaves room for the head of a block whose lines are indented.
    lines = ["", *_parsable(text).split("\n")]
    starts = [0, 0, *accumulate(len(line) + 1 for line in lines[1:])]
    reader, budget = Reader(starts), _Budget()
    reader.said = find_lengths(text)
    shows = bool(SHOWS.search(text))
    portions: list[Portion] = []
    for first, last in _runs(lines):
        for low, high, tree in _parsed(lines, first, last, budget):
            entries, facts = _read(reader, tree, shows=shows)
            if entries or facts:
                portions.append(Portion("python", starts[low], starts[high] - 1, entries, facts))
    reader.entries = []
    reader.finish(_told(portions))
    late = tuple(reader.entries)
    return portions + [Portion("python", each.start, each.end, (each,)) for each in late]


def _parsable(text: str) -> str:
    """The text for the parser, each character at its place, so that it counts bytes as we do."""
    plain = _NOT_ASCII.sub("_", _ESCAPE.sub("__", text))
    return _RUN_ON.sub(lambda number: "$" * len(number.group()), plain)


def _read(
    reader: Reader, tree: ast.Module, *, shows: bool
) -> tuple[tuple[Entry, ...], dict[str, int]]:
    """The settings and the facts of a tree."""
    reader.entries, reader.facts = [], {}
    reader.read(tree.body)
    if shows:
        read_facts(tree, reader)
    return tuple(reader.entries), reader.facts


def _told(portions: Sequence[Portion]) -> dict[str, Exact]:
    """The quantities that portions tell."""
    entries = (entry for portion in portions for entry in portion.entries)
    return dict(read for entry in entries if (read := read_entry(entry)))


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of lines that look like code: the first, and the one after the last."""
    first: int | None = None
    last = depth = 0
    for place, line in enumerate(lines):
        if first is None and not _CODE.match(line):
            continue
        first = place if first is None else first
        inside = not line.strip() or depth > 0 or line[0] in " \t"
        if not (inside or _CODE.match(line)):
            yield first, last
            first, depth = None, 0
            continue
        opened = sum(1 if bracket in "([{" else -1 for bracket in _BRACKET.findall(line))
        depth = max(0, depth + opened)
        last = place + 1 if line.strip() else last
    if first is not None:
        yield first, last


def _parsed(
    lines: Sequence[str], first: int, last: int, budget: _Budget
) -> Iterator[tuple[int, int, ast.Module]]:
    """The trees of a run of lines; a line with an error is left out, and parts it in two."""
    waiting = [(first, last)]
    while waiting:
        low, high = waiting.pop()
        while low < high and not lines[low].strip():
            low += 1
        if low >= high:
            continue
        head = "if 1:" if lines[low][0] in " \t" else ""
        source = "\n" * (low - 1) + "\n".join([head, *lines[low:high]])
        if not budget.allows(source):
            return
        tree = _tree(source)
        if isinstance(tree, ast.Module):
            yield low, high, tree
        elif high - low == 1:
            yield from _header(lines, low)
        else:
            wrong = min(max(tree - 1, low), high - 1)
            waiting += [(wrong + 1, high), (low, wrong)]


def _header(lines: Sequence[str], place: int) -> Iterator[tuple[int, int, ast.Module]]:
    """The head of a loop whose body is not there."""
    line = lines[place]
    if _LOOP.match(line) and line[0] not in " \t":
        tree = _tree("\n" * place + line.partition("#")[0].rstrip(" :") + ": pass")
        if isinstance(tree, ast.Module):
            yield place, place + 1, tree


def _tree(source: str) -> ast.Module | int:
    """The syntax tree, or the number of the line that is wrong."""
    if _too_deep(source):
        return 1
    try:
        return ast.parse(source)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1


def _too_deep(source: str) -> bool:
    depth = 0
    for bracket in _BRACKET.findall(source):
        depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return False
