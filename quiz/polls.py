"""Which items a native quiz poll can ask, what it says in plain text, and which a round asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from data.asked import Key
from quiz.item import Item
from quiz.making import make
from quiz.skills import ABOUT, COURSE, LEVELS
from solver.language import Language

QUESTION, OPTION, EXPLANATION, LINE_FEEDS = 300, 100, 200, 2
"""What Telegram takes at most: characters of each, and line feeds of an explanation."""
_OPTIONS = (2, 10)
_ROOM = 8
"""Characters of a question that are left for its number."""
_SEEDS = 2**31
_LOOKED_AT = 600
"""So many items are looked at for a round; of a topic with few questions it is shorter."""


@dataclass(frozen=True)
class Poll:
    """An item as a native quiz poll, without marks."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str


def poll_of(item: Item) -> Poll | None:
    """The poll that asks an item; None where it needs more than a poll can hold."""
    right = [place for place, option in enumerate(item.options) if option.right]
    if item.form != "choose" or item.picture or len(right) != 1:
        return None
    question = _plain(item.question) + (f"\n\n{item.block.rstrip()}" if item.block else "")
    options = tuple(_plain(option.text) for option in item.options)
    fewest, most = _OPTIONS
    fits = (
        _units(question) <= QUESTION - _ROOM
        and fewest <= len(set(options)) == len(options) <= most
        and all(0 < _units(option) <= OPTION for option in options)
    )
    return Poll(question, options, right[0], explanation(item)) if fits else None


def explanation(item: Item) -> str:
    """Why the answer is what it is: as many of the last steps as fit, else the rule, else nothing.

    The rule alone is better than a part of a sentence.
    """
    rule = _plain(item.why)
    for first in range(len(item.steps)):
        steps = "\n".join(_plain(step) for step in item.steps[first:])
        for told in (f"{rule}\n{steps}", steps):
            if _fits(told):
                return told
    return rule if _fits(rule) else ""


def round_items(
    seed: int, count: int, language: Language, about: str | None = None
) -> tuple[Key, ...]:
    """The items of a round, the easier ones first: no question twice, of ever other skills.

    Args:
        seed: decides everything.
        count: how many; fewer where a topic has not so many questions that fit.
        language: they fit in this language.
        about: slug of a topic; None for everything.
    """
    found: dict[str, Key] = {}
    for key in _candidates(seed, about):
        item = make(*key, language)
        poll = poll_of(item)
        if poll and poll.question not in found:
            found[poll.question] = key
        if len(found) == count:
            break
    return tuple(sorted(found.values(), key=lambda key: key[2]))


def _candidates(seed: int, about: str | None) -> Iterator[Key]:
    """Skills one after another, none again before all had their turn."""
    random = Random(seed)
    skills = [skill.name for skill in COURSE if about in {None, skill.topic}]
    looked_at = 0
    while skills and looked_at < _LOOKED_AT:
        random.shuffle(skills)
        for skill in skills:
            looked_at += 1
            yield skill, random.randrange(_SEEDS), random.choice(_levels(skill, about))


def _levels(skill: str, about: str | None) -> Sequence[int]:
    """A round about everything is for all, and leaves the hardest out."""
    return LEVELS if about or skill.startswith(ABOUT) else LEVELS[:3]


def _fits(text: str) -> bool:
    return _units(text) <= EXPLANATION and text.count("\n") <= LINE_FEEDS


def _plain(text: str) -> str:
    """A text of an item without its marks; a times sign that is no mark stays."""
    plain, marked = text.replace("**", ""), text.count("`") % 2 == 0
    return plain.replace("`", "") if marked else plain


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
