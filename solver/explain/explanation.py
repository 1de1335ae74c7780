"""What a reply says: data only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """A reply in lines of plain text.

    Attributes:
        answer: what was asked, first.
        steps: how it follows.
        read: what was taken from the question.
        assumed: what was not said and was assumed.
        beside: what completes the answer, and how others count.
        warnings: what will go wrong in pasted code, with what to write instead.
    """

    answer: tuple[str, ...]
    steps: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
