"""The shelves that topics stand on, from the first things to know to the last."""

from functools import cache

from knowledge.library import frame, slugs

GROUPS = (
    "basics",
    "counting",
    "data",
    "curves",
    "fit",
    "rates",
    "batches",
    "networks",
    "measures",
    "practice",
)


@cache
def on_shelf(group: str) -> tuple[str, ...]:
    """The slugs of a shelf's topics, in alphabetical order."""
    return tuple(slug for slug in slugs() if frame(slug).group == group)


@cache
def in_order() -> tuple[str, ...]:
    """All topics' slugs, shelf by shelf."""
    return tuple(slug for group in GROUPS for slug in on_shelf(group))
