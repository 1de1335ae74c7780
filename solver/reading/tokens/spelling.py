"""Words as they were meant: slips of the keyboard as in "bacth", and 50代 for 50轮.

Every other character stays at its place.
"""

import re

from solver.lazy_pattern import lazy_pattern

_WORDS = (
    *("batch", "batches", "epoch", "epochs", "iteration", "iterations", "steps", "dataset"),
    *("datasets", "training", "validation", "gradient", "accumulation", "samples", "images"),
    *("learning", "devices", "checkpoint", "checkpoints"),
)
_COUNT = "[0-9一二两三四五六七八九十百千万wWkK每几少]"
_EPOCHS = lazy_pattern(
    rf"(?:(?<={_COUNT})|(?<={_COUNT} ))(?<![新下上初]一)代(?![码表理替价入CG显酷英])"
    rf"|(?:(?<={_COUNT})|(?<=个)|(?<={_COUNT} ))(?:时期|时代|世代)"
)
"""An epoch in words of its own, or as machines translate it: 50代, 20个时期."""
_WORD = lazy_pattern(r"(?<![A-Za-z0-9_./-])[A-Za-z]{5,12}(?![A-Za-z0-9./-])")


def _letters(word: str) -> tuple[str, str]:
    """What a word keeps when its letters change places: the first of them, and which there are."""
    lower = word.lower()
    return lower[0], "".join(sorted(lower))


_MEANT = {_letters(word): word for word in _WORDS}


def corrected(text: str) -> str:
    """The text with such words as they were meant; no character moves."""
    text = _EPOCHS.sub(lambda match: "轮次"[: len(match.group())], text)
    return _WORD.sub(_corrected, text)


def _corrected(match: re.Match[str]) -> str:
    word = match.group()
    meant = _MEANT.get(_letters(word), word)
    return word if meant == word.lower() else meant
