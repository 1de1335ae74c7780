"""A table of what was measured, beside what is to be reached."""

from collections.abc import Iterable
from itertools import chain

Row = tuple[str, str, str]
"""What was measured, the figure, and the one to be reached or nothing."""


def show(rows: Iterable[Row], heading: str = "") -> None:
    """Print each row as soon as it is there."""
    for what, measured, reach in chain([(heading, "measured", "reach")], rows):
        print(f"{what:52}{measured:>14}{reach:>12}", flush=True)
