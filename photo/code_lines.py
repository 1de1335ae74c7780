"""Code in a picture: its lines stay lines, and are indented as they stand."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from photo.row import Row

_STATEMENT = re.compile(
    r"(?:for|while|with|def|class|if|elif|else|try)\b.{0,200}:\Z"
    r"|(?:from\s\S{1,80}\s)?import\s"
    r"|[\w.\[\]]{1,80}\s?[-+*/]?=(?!=)\s?\S"
    r"|@?[\w.]{1,80}\(.{0,200}\)?,?\Z"
    r"|#"
)
_MOST = 0.6
"""The part of the lines that must be statements."""
_INDENT = 4
_NEAR = 1.5
"""Letters by which the beginnings of lines differ that are indented alike."""


def is_code(found: Sequence[Row]) -> bool:
    """Whether lines are those of a program or of settings."""
    statements = sum(_STATEMENT.match(row.text) is not None for row in found)
    return len(found) > 1 and statements >= _MOST * len(found)


def indented(found: Sequence[Row]) -> str:
    """Lines of code, each as far to the right as it stands."""
    letter = median((row.right - row.left) / len(row.text) for row in found)
    begins = sorted(row.left for row in found)
    steps = [right for left, right in pairwise(begins) if right - left > _NEAR * letter]
    levels = (sum(row.left >= step for step in steps) for row in found)
    spaced = zip(levels, found, strict=True)
    return "\n".join(f"{' ' * _INDENT * level}{row.text}" for level, row in spaced)
