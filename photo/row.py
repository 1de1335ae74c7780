"""A line of a picture, and where it stands."""

from dataclasses import dataclass

from photo.page import Line


@dataclass(frozen=True)
class Row:
    """A line from the left to the right of the picture.

    Attributes:
        text: what it says.
        confidence: how sure that is.
        left: where it begins.
        right: where it ends.
        middle: how far down it is.
        height: of its letters.
    """

    text: str
    confidence: float
    left: float
    right: float
    middle: float
    height: float

    @property
    def line(self) -> Line:
        """What is told of it."""
        return Line(self.text, self.confidence)
