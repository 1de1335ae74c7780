"""Units that people write behind a typed answer, to tell a right number of the wrong thing."""

import re
from collections.abc import Mapping

from quiz.item import Item
from quiz.skills import SKILLS
from quiz.skills.skill import Unit
from quiz.texts import texts

_WORDS: Mapping[Unit, re.Pattern[str]] = {
    "samples": re.compile(
        r"\b(?:samples?|images?|photos?|pictures?)\b|个?样本|张|幅", re.IGNORECASE
    ),
    "updates": re.compile(
        r"\b(?:batch(?:es)?|iterations?|iters?|steps?|updates?)\b|批|迭代|步|次更新", re.IGNORECASE
    ),
    "hours": re.compile(r"\b(?:h|hours?)\b|小时", re.IGNORECASE),
    "epochs": re.compile(r"\bepochs?\b|轮|周期", re.IGNORECASE),
    "seconds": re.compile(
        r"\b(?:s|secs?|seconds?|min|minutes?|h|hours?)\b|秒|分钟|小时", re.IGNORECASE
    ),
}


def counted_as(item: Item) -> int:
    """How many one of what an answer counts may be written as, or read as, beside itself.

    A share may be typed in percent; hours with their unit behind them are read as seconds.
    """
    if texts(item.language).skills[item.skill].in_percent:
        return 100
    return 3600 if SKILLS[item.skill].unit == "hours" else 1


def other_unit(skill: str, text: str) -> bool:
    """Whether a typed answer names a unit, and only units that the skill's answers have not."""
    own = SKILLS[skill].unit if skill in SKILLS else ""
    named = {unit for unit, words in _WORDS.items() if words.search(text)}
    return bool(own and named) and own not in named
