"""Whether a question asks how something varies, and the same question for one value alone."""

import re

from solver.lazy_pattern import lazy_pattern

_ADVICE = lazy_pattern(r"\b(?:should|better|best)\b|更好|合适|应该|哪个好", re.IGNORECASE)
_MADE = lazy_pattern(
    r"\b(?:increas|rais|reduc|decreas|grow|rose|fell|drop|went|goes|doubl|halv|switch"
    r"|chang(?:e|ed|ing) (?:the |my |our |its )?(?:(?:mini-?)?batch|bs\b|number|epochs?|gpus?))"
    r"|[增提]高|增[加大]|减[少小]|改[成为到]|变[成为]|降[低到]|换成",
    re.IGNORECASE,
)
"""One change from one value to another, which is no sweep."""
_HOW = lazy_pattern(
    r"\bhow (?:do|does|did|will|would)\s(?:the )?(.{2,80}?)\s"
    r"(?:chang|var(?:y|ies)|differ|depend|behave|scale|evolve|grow|shrink|fall|drop|decreas|increas)"
    r"(?:e|ing|ed)?(?![a-z])(?: on)?",
    re.IGNORECASE,
)
_WHAT_HAPPENS = lazy_pattern(
    r"\bwhat happens (?:to|with)\s(?:the )?(.{2,80}?)\s(?=as|when|if|for|with|at)", re.IGNORECASE
)
_HAN_HOW = lazy_pattern(
    r"(?:会|是|将)?(?:如何|怎么|怎样|怎麼)(?:样)?地?(?:变化?|改变)的?|(?:有什么|有何|的)变化(?:情况)?"
)
_AS = lazy_pattern(
    r"\b(?:as|when|if) (?:the |my )?(?=(?:mini-?)?batch|bs\b|number|epoch)", re.IGNORECASE
)


def asks_how_it_varies(text: str) -> bool:
    """Whether the question is how one thing changes with another."""
    return any(words.search(text) for words in (_HOW, _WHAT_HAPPENS, _HAN_HOW))


def wants_advice(text: str) -> bool:
    """Whether a value is to be recommended."""
    return bool(_ADVICE.search(text))


def makes_a_change(text: str) -> bool:
    """Whether something goes from one value to another, beside what is asked about it."""
    for words in (_HOW, _WHAT_HAPPENS, _HAN_HOW):
        text = words.sub(" ", text)
    return bool(_MADE.search(text))


def for_one_value(text: str) -> str:
    """The question of what varies as one of how much it is."""
    text = _HOW.sub(r"what is the \1", text)
    text = _WHAT_HAPPENS.sub(r"what is the \1 ", text)
    return _AS.sub("with ", _HAN_HOW.sub("是多少", text))
