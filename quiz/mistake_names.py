"""What was mixed up, in a few words, by the name that a review keeps."""

import re

from quiz.concepts import concepts
from quiz.curve_items import curve_mistake
from quiz.skills import ABOUT, SKILLS
from solver.language import Language
from solver.misconceptions import sentence

_FIRST = re.compile(r"^.*?(?:[.。:：](?=\s|$|[^\d\s])|$)", re.DOTALL)


def mistake_sentence(name: str, language: Language) -> str:
    """What was mixed up; empty where no mistake has this name (any more)."""
    return sentence(name, language) or _of_concept(name, language) or curve_mistake(name, language)


def mistake_title(name: str, language: Language) -> str:
    """The first sentence of it, without its full stop."""
    told = mistake_sentence(name, language)
    return _FIRST.match(told)[0].rstrip(".。:：") if told else ""  # type: ignore[index]  # it always matches


def _of_concept(name: str, language: Language) -> str:
    """What a wrong option of a question about a topic mixes up: `topic.question.place`."""
    slug, _, _ = name.partition(".")
    if f"{ABOUT}{slug}" not in SKILLS:
        return ""
    options = (option for one in concepts(slug, language) for option in one.options)
    options = (option for option in options if option.mistake == name)
    return next((option.why for option in options), "")
