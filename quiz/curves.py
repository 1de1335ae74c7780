"""Real runs whose curves are asked about, from `data/quiz/curves.json`.

`scripts/make_curves.py` trains them; how, data/quiz/README.md tells.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import permutations
from random import Random
from typing import Any, cast

CURVE = "curve_"
"""Begins the name of a skill that asks about a picture of curves."""
PANELS = "ABC"
"""What runs are called that stand below each other in one picture."""
_ORDERS = tuple(permutations(range(len(PANELS))))
_PLAIN: Mapping[int, Sequence[int]] = {1: (1,), 2: (1, 2), 3: (1, 2), 4: (1, 2), 5: (2,)}
"""How plain pictures are that are asked about at a level."""


@dataclass(frozen=True)
class Run:
    """A run as it was measured.

    Attributes:
        config: what was trained, as plain data; what is left out had its default.
        start: the loss of its first update, before anything was learned.
        train_loss: of each epoch; so are the other three, which are empty where no picture
            shows them.
        val_loss: after each epoch.
        train_accuracy: of each epoch.
        val_accuracy: after each epoch.
        losses: of each update, where a picture shows them.
    """

    config: Mapping[str, object]
    start: float
    train_loss: Sequence[float] = ()
    val_loss: Sequence[float] = ()
    train_accuracy: Sequence[float] = ()
    val_accuracy: Sequence[float] = ()
    losses: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """What is asked about.

    Attributes:
        skill: name of the skill that asks.
        number: which of the skill's pictures it is, from 0.
        shows: key of the right answer; the best epoch or the batch sizes where these are asked.
        plain: 1 for what nobody can mistake, 2 for what wants a closer look.
        runs: shown in it.
        tried: last validation losses after changes that were tried, by the key of the change;
            None where it was no finite number any more.
    """

    skill: str
    number: int
    shows: str
    plain: int
    runs: tuple[Run, ...]
    tried: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What items call it."""
        return f"{self.skill}-{self.number}"


@cache
def pictures(skill: str) -> tuple[Picture, ...]:
    """The pictures of a skill.

    Raises:
        KeyError: it has none.
    """
    kept = _kept()
    runs = {key: Run(**one) for key, one in kept["runs"].items()}
    return tuple(
        Picture(
            skill,
            number,
            one["shows"],
            one["plain"],
            tuple(runs[key] for key in one["runs"]),
            one.get("tried", {}),
        )
        for number, one in enumerate(kept["pictures"][skill])
    )


def drawn(skill: str, random: Random, level: int) -> Picture:
    """A picture for a level: each answer as often as every other, as far as there are several.

    Raises:
        KeyError: the skill has none.
    """
    fitting = [one for one in pictures(skill) if one.plain in _PLAIN[level]]
    shown = random.choice(sorted({one.shows for one in fitting}))
    return random.choice([one for one in fitting if one.shows == shown])


def ordered(picture: Picture, random: Random) -> tuple[int, ...]:
    """The places of a picture's runs in the order in which they are shown, drawn by chance."""
    return random.choice(_ORDERS)[: len(picture.runs)]


def name_in_order(picture: Picture, order: Sequence[int]) -> str:
    """What items call a picture whose runs stand in that order."""
    return f"{picture.name}.{''.join(map(str, order))}"


def named(name: str) -> tuple[Picture, tuple[Run, ...]]:
    """A picture, and its runs in the order in which they are shown.

    Raises:
        LookupError: there is no such picture (any more).
    """
    front, _, order = name.partition(".")
    skill, _, number = front.rpartition("-")
    picture = pictures(skill)[int(number)]
    places = [int(place) for place in order] or range(len(picture.runs))
    return picture, tuple(picture.runs[place] for place in places)


@cache
def _kept() -> Mapping[str, Any]:
    """What `scripts/make_curves.py` wrote."""
    written = files("data").joinpath("quiz", "curves.json").read_text("utf-8")
    return cast("Mapping[str, Any]", json.loads(written))
