"""What was read: lines with how sure they are, or the reason why there are none."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "kind", "bytes", "pixels", "pages", "locked", "broken", "heavy", "empty", "blurred"
]

_DOUBTFUL = 0.85


@dataclass(frozen=True)
class Line:
    """A line as it stands in the picture.

    Attributes:
        text: what it says.
        confidence: how sure that is, from 0 to 1.
    """

    text: str
    confidence: float


@dataclass(frozen=True)
class Page:
    """What stands in a picture or on a page.

    Attributes:
        lines: from top to bottom.
        text: the same as it was written before lines were broken where the paper ended.
        number: which page of the file it is, from 1.
        pages: how many there are; one of a picture.
    """

    lines: tuple[Line, ...]
    text: str
    number: int = 1
    pages: int = 1

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The lines that are better looked at again."""
        return tuple(line.text for line in self.lines if line.confidence < _DOUBTFUL)


@dataclass(frozen=True)
class Unread:
    """A file, or a page of it, of which nothing was read.

    Attributes:
        reason: why.
        number: which page it is, from 1.
        pages: how many there are; 0 where that is not known.
    """

    reason: Reason
    number: int = 1
    pages: int = 0


class UnreadError(Exception):
    """Raised where it is seen that nothing can be read.

    Attributes:
        reason: why.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
