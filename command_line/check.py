"""What was found of one part of the bot."""

from dataclasses import dataclass
from typing import Literal

State = Literal["works", "off", "broken"]


@dataclass(frozen=True)
class Check:
    """What was found of one part.

    Attributes:
        part: its name.
        state: whether it works, is an extra that is off, or is needed and broken.
        says: what works, or how to turn it on.
    """

    part: str
    state: State
    says: str
