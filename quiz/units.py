"""Units that people write behind a typed answer, to tell a right number of the wrong thing."""

import re
from collections.abc import Mapping

from quiz.item import Item
from quiz.skills import SKILLS
from quiz.skills.skill import Unit
from quiz.texts import texts

_WORDS: Mapping[Unit, re.Pattern[str]] = {
    "samples": re.compile(
        r"(?<![a-z])(?:samples?|images?|photos?|pictures?)\b|个?样本|张|幅", re.IGNORECASE
    ),
    "updates": re.compile(
        r"(?<![a-z])(?:batch(?:es)?|iterations?|iters?|steps?|updates?)\b|批|迭代|步|次更新",
        re.IGNORECASE,
    ),
    "hours": re.compile(r"(?<![a-z])(?:h|hours?)\b|小时", re.IGNORECASE),
    "epochs": re.compile(r"(?<![a-z])epochs?\b|轮|周期", re.IGNORECASE),
    "seconds": re.compile(
        r"(?<![a-z])(?:s|secs?|seconds?|min|minutes?|h|hours?)\b|秒|分钟|小时", re.IGNORECASE
    ),
}
_PERCENT, _TIME = re.compile("[%％]"), re.compile(r"[:：]|[^\W\d_]")
"""Signs of a percentage; of a time: a unit in any letters, or the colons of a clock."""


def counted_as(item: Item, text: str) -> int:
    """How many times as large as it is meant a typed number may be read.

    A share may be typed in percent, also without the sign; hours with their unit behind them are
    read as seconds.
    """
    named = texts(item.language).skills.get(item.skill)
    if named and named.in_percent:
        return 1 if _PERCENT.search(text) else 100
    in_hours = SKILLS[item.skill].unit == "hours"
    return 3600 if in_hours and _TIME.search(text) else 1


def other_unit(skill: str, text: str) -> bool:
    """Whether a typed answer names a unit, and only units that the skill's answers have not."""
    own = SKILLS[skill].unit if skill in SKILLS else ""
    named = {unit for unit, words in _WORDS.items() if words.search(text)}
    return bool(own and named) and own not in named
