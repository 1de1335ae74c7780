"""A skill, a seed, a level and a language make an item, always the same one."""

from functools import lru_cache

from quiz.concepts import concept_item
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
    maker = concept_item if skill.startswith(ABOUT) else numeric_item
    return maker(skill, seed, level, language)
