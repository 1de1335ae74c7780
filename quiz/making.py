"""A skill, a seed, a level and a language make an item, always the same one."""

from collections.abc import Callable
from functools import lru_cache

from quiz.concepts import concept_item
from quiz.curve_items import curve_item
from quiz.curves import CURVE
from quiz.item import Item
from quiz.numeric import numeric_item
from quiz.skills import ABOUT
from solver.language import Language

_KEPT = 512


@lru_cache(_KEPT)
def make(skill: str, seed: int, level: int, language: Language) -> Item:
    """The item of a seed.

    Raises:
        KeyError: there is no such skill.
    """
    return _maker(skill)(skill, seed, level, language)


def _maker(skill: str) -> Callable[[str, int, int, Language], Item]:
    if skill.startswith(ABOUT):
        return concept_item
    return curve_item if skill.startswith(CURVE) else numeric_item
