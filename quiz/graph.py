"""The skills and what each builds on."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Protocol


class Node(Protocol):
    """What the choice of the next skill needs to know of one."""

    @property
    def name(self) -> str:
        """What stores call it."""
        ...

    @property
    def topic(self) -> str:
        """Slug of the topic that teaches it."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the skills that it builds on."""
        ...


Graph = Mapping[str, Node]
"""Skills by name, each after those that it needs, else in the order of the course."""


def graph(skills: Iterable[Node]) -> Graph:
    """The skills in an order in which they can be met.

    Raises:
        ValueError: a skill needs one that does not exist, or in the end itself.
    """
    by_name = {skill.name: skill for skill in skills}
    unknown = {need for skill in by_name.values() for need in skill.needs} - by_name.keys()
    if unknown:
        raise ValueError(f"needed but not there: {', '.join(sorted(unknown))}")
    try:
        TopologicalSorter({name: skill.needs for name, skill in by_name.items()}).prepare()
    except CycleError as error:
        raise ValueError(f"skills that need each other: {' -> '.join(error.args[1])}") from error
    ordered: dict[str, Node] = {}
    for name in by_name:
        _add(name, by_name, ordered)
    return ordered


def _add(name: str, skills: Graph, ordered: dict[str, Node]) -> None:
    """Add a skill after everything that it needs."""
    if name not in ordered:
        for need in skills[name].needs:
            _add(need, skills, ordered)
        ordered[name] = skills[name]
