"""Slips of the keyboard: letters of a common word in the wrong order, as in "bacth" or "epcoh"."""

import re

_WORDS = (
    *("batch", "batches", "epoch", "epochs", "iteration", "iterations", "steps", "dataset"),
    *("datasets", "training", "validation", "gradient", "accumulation", "samples", "images"),
    *("learning", "devices", "checkpoint", "checkpoints"),
)
_WORD = re.compile(r"(?<![A-Za-z0-9_./-])[A-Za-z]{5,12}(?![A-Za-z0-9./-])")


def _letters(word: str) -> tuple[str, str]:
    """What a word keeps when its letters change places: the first of them, and which there are."""
    lower = word.lower()
    return lower[0], "".join(sorted(lower))


_MEANT = {_letters(word): word for word in _WORDS}


def corrected(text: str) -> str:
    """The text with such words as they were meant; every other character stays at its place."""
    return _WORD.sub(_corrected, text)


def _corrected(match: re.Match[str]) -> str:
    word = match.group()
    meant = _MEANT.get(_letters(word), word)
    return word if meant == word.lower() else meant
