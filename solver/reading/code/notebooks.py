"""Notebooks: their code cells as plain Python, with each character at its place."""

import re

from solver.lazy_pattern import lazy_pattern

_NOTEBOOK = lazy_pattern(r"^\s{0,9}\{[^{}]{0,200}\"cells\"\s{0,9}:\s{0,9}\[")
_CELL = lazy_pattern(r"\"cell_type\"\s{0,9}:\s{0,9}\"(?P<kind>\w{1,20})\"")
_SOURCE = lazy_pattern(
    r"\"source\"\s{0,9}:\s{0,9}\[(?P<lines>(?:[^\]\"]|\"(?:[^\"\\\n]|\\.)*+\")*+)\]"
)
_LINE = lazy_pattern(r"^([ \t]*)\"((?:[^\"\\\n]|\\.)*+)\",?[ \t]*$", re.MULTILINE)
_ESCAPE = lazy_pattern(r"\\(.)")
_WRITTEN = {"n": "  ", "t": "  ", '"': ' "', "\\": " \\", "/": " /"}
"""Escapes as they are, after a blank that keeps the length."""


def as_code(text: str) -> str:
    """Only the code of a notebook, all else a blank; other texts as they are."""
    if not _NOTEBOOK.match(text):
        return text
    parts, end = [], 0
    for cell in _CELL.finditer(text):
        source = _SOURCE.search(text, cell.end()) if cell["kind"] == "code" else None
        if source and source.start() >= end:
            parts += [_blank(text[end : source.start("lines")]), _lines(source["lines"])]
            end = source.end("lines")
    return "".join(parts) + _blank(text[end:])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _lines(text: str) -> str:
    """The lines of a cell without the quotes around them."""
    return _LINE.sub(lambda line: f"{line[1]} {_unescaped(line[2])}".ljust(len(line[0])), text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: _WRITTEN.get(escape[1], "  "), text)
