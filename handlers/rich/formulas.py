r"""The steps of a derivation in LaTeX, from the same data as the picture of the formula.

Each of Telegram's clients has a renderer of its own. Only what all of them may know is used; no
Chinese, for which some have no letters, and no `&`, for it is not said whether that is escaped.
"""

import re

from solver.sheet import SheetStep

_LINE = 24
"""Characters that a line of a formula may have on a phone."""
_SIGNS = {"天": "d", "小时": "h", "分钟": "min", "秒": "s", "毫秒": "ms"}
"""Units of time as they are written in formulas."""
_WORDS = re.compile(r"\\mathsf\{(?P<words>[^{}]*)\}")
_PART = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_FRACTION = re.compile(rf"\\d?frac{_PART}{_PART}")
_COMMAND = re.compile(r"\\(?:left|right|mathrm|text|,)|(?P<sign>\\[A-Za-z]+)|[{}^_ ]")


def latex(step: SheetStep) -> str:
    """The lines of a step as one formula, below each other where it takes more than one."""
    return _stacked(*(line for row in step.rows for line in _lines(*map(_plain, row))))


def in_lines(*pieces: str) -> str:
    """The sides of an equation in as many lines as they take."""
    return _stacked(*_lines(*pieces))


def _stacked(first: str, *more: str) -> str:
    if not more:
        return first
    return r"\begin{array}{l} " + r" \\ \quad ".join((first, *more)) + r" \end{array}"


def _lines(first: str, *rest: str) -> list[str]:
    """A row in as many lines as its pieces take."""
    lines = [" ".join((first, *rest[:1]))]
    for piece in rest[1:]:
        if width(f"{lines[-1]}{piece}") > _LINE:
            lines.append(piece)
        else:
            lines[-1] += f" {piece}"
    return lines


def _plain(mathtext: str) -> str:
    """Without the spaces that the drawn picture needs, and with units that every font has."""
    bare = mathtext.replace(r"\,\times\,", r"\times").replace(r"\;", "")
    if "frac" not in bare:  # brackets of the usual size stand closer
        bare = bare.replace(r"\left( ", "(").replace(r" \right)", ")")
    return _WORDS.sub(lambda found: rf"\text{{{_SIGNS.get(found['words'], found['words'])}}}", bare)


def width(formula: str) -> int:
    """About how many characters stand beside each other; a fraction counts by its longer part."""
    flat = _FRACTION.sub(lambda found: max(found[1], found[2], key=width), formula)
    return len(_COMMAND.sub(_shown, flat))


def _shown(command: re.Match[str]) -> str:
    """What a reader sees of a command: one sign, or nothing."""
    return "+" if command["sign"] else ""
