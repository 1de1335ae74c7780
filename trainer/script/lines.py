"""Lines of a script: code is text, and what a person reads is said in their language at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from solver.language import Language, Phrase

INDENT = "    "
WIDTH = 88
"""Columns of a line of code, as ruff and black have it."""


@dataclass(frozen=True)
class Said:
    """Lines in words: a comment, a docstring, or code with words in it.

    Attributes:
        phrase: what they say.
        mark: what stands before each of them.
        end: what stands behind the last.
        depth: how far they are indented.
    """

    phrase: Phrase
    mark: str = ""
    end: str = ""
    depth: int = 0


Line = str | Said
Lines = list[Line]


def comment(english: str, chinese: str) -> Said:
    """A comment, of a line or two."""
    return Said(Phrase(english, chinese), "# ")


def docstring(english: str, chinese: str) -> Said:
    """The docstring of a function."""
    return Said(Phrase(f'"""{english}', f'"""{chinese}'), end='"""')


def call(function: str, *arguments: str, depth: int = 0) -> Iterator[str]:
    """A call: on one line where it fits, else its arguments on one line, else one a line.

    Args:
        function: what is called, with what stands before it.
        arguments: as they are written.
        depth: how far the call will be indented.
    """
    together, width = ", ".join(arguments), WIDTH - depth * len(INDENT)
    if len(f"{function}({together})") <= width:
        yield f"{function}({together})"
    elif len(INDENT + together) <= width:
        yield from [f"{function}(", f"{INDENT}{together}", ")"]
    else:
        yield from [f"{function}(", *(f"{INDENT}{one}," for one in arguments), ")"]


def inside(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, indented once more."""
    for line in lines:
        if isinstance(line, Said):
            yield replace(line, depth=line.depth + 1)
        else:
            yield f"{INDENT}{line}" if line else ""


def text(lines: Iterable[Line], language: Language) -> str:
    """The lines as text in a language."""
    return "".join(f"{_told(line, language)}\n" for line in lines)


def _told(line: Line, language: Language) -> str:
    if isinstance(line, str):
        return line
    head = INDENT * line.depth + line.mark
    said = line.phrase.say(language).split("\n")
    return "\n".join(head + words for words in said) + line.end


def spaced(code: str) -> str:
    """Code with two empty lines before and after every function and class."""
    lines: list[str] = []
    defining = False
    for line in code.splitlines():
        if line and not line.startswith(" "):
            begins = line.startswith(("def ", "class "))
            if begins or defining:
                while lines and not lines[-1]:
                    lines.pop()
                lines += ["", ""]
            defining = begins
        lines.append(line)
    return "".join(f"{line}\n" for line in lines)
