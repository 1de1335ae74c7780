"""What is known of each chat or person for a while, and of nobody for longer than it matters."""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Fading(Generic[K, V]):
    """Values by key; those that no longer matter go, the one that was kept longest ago first."""

    def __init__(self, matters: Callable[[V, float], bool]) -> None:
        """Prepare.

        Args:
            matters: whether a value still matters at a moment.
        """
        self._matters = matters
        self._kept: dict[K, V] = {}

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def get(self, key: K) -> V | None:
        """The value of a key; None where none is kept."""
        return self._kept.get(key)

    def keep(self, key: K, value: V, now: float) -> None:
        """Keep a value, in place of the one before, and let go of others."""
        self._kept.pop(key, None)  # to its end: what was kept last comes last
        self._kept[key] = value
        while not self._matters(self._kept[first := next(iter(self._kept))], now) and first != key:
            del self._kept[first]


def is_ahead(moment: float, now: float) -> bool:
    """Whether a moment is still to come."""
    return moment > now
