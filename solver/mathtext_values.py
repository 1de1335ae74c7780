r"""Letters and values in the mathematical notation that matplotlib draws: `60{,}000`."""

import re

from solver.lazy_pattern import lazy_pattern

_SPECIAL = lazy_pattern(r"[$_^{}%]")
_NO_SIGN = lazy_pattern(r"[^A-Za-z0-9 .,:;/+=()*&$_^{}%\u00a0-\ud7ff\ue000-\uffff-]")
_SIGNS = {"≈": r"\approx\; ", "…": r"\ldots ", "≥": r"\geq ", "≤": r"\leq ", "-": "-", " ": r"\,"}
_VALUE = lazy_pattern(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:(?:e|\^)(?P<power>[+-]?\d+))?"
    r"|(?P<sign>[≈…≥≤ -])|(?P<words>[^\d≈…≥≤ -]+)"
)


def letter(symbol: str) -> str:
    r"""The letter of a quantity: `N_{\mathrm{val}}` for N_val."""
    base, _, below = symbol.partition("_")
    base = base if len(base) == 1 else rf"\mathrm{{{escaped(base)}}}"
    return rf"{base}_{{\mathrm{{{escaped(below)}}}}}" if below else base


def value(text: str) -> str:
    r"""A value as people write it, in mathematical notation: `15\,\mathsf{min}` for 15 min."""
    return "".join(_part(match) for match in _VALUE.finditer(text))


def escaped(text: str) -> str:
    """Words that stand in a formula; none is a command, and what cannot be drawn is left out."""
    return _SPECIAL.sub(r"\\\g<0>", _NO_SIGN.sub("", text))


def _part(match: re.Match[str]) -> str:
    if match["number"]:
        number = match["number"].replace(",", "{,}")
        power = match["power"]
        if not power:
            return number
        return f"{number}^{{{power}}}" if number == "10" else rf"{number} \,\times\, 10^{{{power}}}"
    if match["sign"]:
        return _SIGNS[match["sign"]]
    return rf"\mathsf{{{escaped(match['words'])}}}"
