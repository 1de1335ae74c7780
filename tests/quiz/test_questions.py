"""Questions are right in form, fair and short, whatever the seed."""

from collections import Counter
from collections.abc import Iterator

import pytest

from quiz.curves import CURVE
from quiz.item import Item, Option
from quiz.making import make
from quiz.mistake_names import mistake_sentence
from quiz.shown import decimal
from quiz.skills import ABOUT, COURSE, DRAWS
from quiz.skills.skill import LEVELS
from solver.misconceptions import MISCONCEPTIONS, SLIPS

SEEDS, IN_WORDS = range(1_000), range(400)
"""Questions in words are few, and soon come again."""
CHINESE_TOO = 17
"""Every so-many-th question is made in Chinese too; its numbers are drawn as for the English one."""
MADE_AGAIN = 49
QUESTION, OPTION, WHY = 300, 100, 200
"""So many characters a native poll of Telegram takes."""
SKILLS = [skill.name for skill in COURSE]
_KNOWN = {*MISCONCEPTIONS, *SLIPS}
"""Mistakes that can be looked up by their names, long after the question."""


def _items(skill: str) -> Iterator[Item]:
    seeds = SEEDS if skill in DRAWS else IN_WORDS
    return (make(skill, seed, LEVELS[seed % len(LEVELS)], "en") for seed in seeds)


@pytest.mark.parametrize("skill", SKILLS)
def test_questions_are_fair(skill: str) -> None:
    """Of all seeds over all levels, each makes a fair question, the same in both languages."""
    places: Counter[int] = Counter()
    typed: Counter[int] = Counter()
    wrong: list[Option] = []
    asked: set[str] = set()
    for item in _items(skill):
        asked.add(item.question + item.block + item.picture)
        typed[item.level] += item.form == "type"
        _has_its_form(item)
        _fits_into_a_poll(item)
        if item.seed % CHINESE_TOO == 0:
            chinese = make(skill, item.seed, item.level, "zh")
            _fits_into_a_poll(chinese)
            assert _shape(chinese) == _shape(item)
        if item.seed % MADE_AGAIN == 0:
            assert make.__wrapped__(skill, item.seed, item.level, "en") == item
        if item.form == "choose":
            places[next(at for at, one in enumerate(item.options) if one.right)] += 1
            wrong += [option for option in item.options if not option.right]
    _has_no_favourite_place(places)
    _names_its_mistakes(wrong)
    # Several questions a topic, a dozen pictures, or ever new numbers.
    least = 6 if skill.startswith(ABOUT) else 12 if skill.startswith(CURVE) else 50
    assert len(asked) >= least
    if skill in DRAWS:
        _is_typed_more_and_more(typed)


def _has_its_form(item: Item) -> None:
    """It can be answered: the options differ, and exactly the right ones make the answer."""
    texts = [option.text for option in item.options]
    right = [option for option in item.options if option.right]
    assert len(set(texts)) == len(texts)
    match item.form:
        case "choose":
            assert len(texts) == 4
            assert [option.text for option in right] == [item.answer]
        case "type":
            assert not texts
            assert item.number is not None
        case "several":
            assert 4 <= len(texts) <= 5
            assert 2 <= len(right) <= 3
            assert [option.text for option in right] == item.answer.split("\n")
        case "order":
            assert sorted(option.place for option in item.options) == list(range(len(texts)))
            in_order = sorted(item.options, key=lambda option: option.place)
            assert [option.text for option in in_order] == item.answer.split("\n")
    assert item.number not in item.mistakes
    assert all(value > 0 for value in item.mistakes)
    names = item.mistakes.values()
    assert all(name in _KNOWN or mistake_sentence(name, item.language) for name in names)


def _fits_into_a_poll(item: Item) -> None:
    """All is said, and in so few characters that a native quiz takes it."""
    assert 0 < len(item.question) <= QUESTION, item.question
    assert all(0 < len(option.text) <= OPTION for option in item.options)
    assert 0 < len(item.why) <= WHY
    assert 1 <= len(item.hints) <= 3
    if item.skill in DRAWS:
        assert "{" not in "".join((item.question, item.why, *item.hints, *item.steps))
        assert item.steps
        assert item.steps[-1].endswith((item.answer, _number(item)))


def _number(item: Item) -> str:
    """The right answer as the solution tells it: without a unit, not in percent."""
    return "" if item.number is None else decimal(item.number)


def _shape(item: Item) -> tuple[object, ...]:
    """What of a question is the same in every language."""
    options = [(option.right, option.mistake, option.place) for option in item.options]
    rest = (len(item.hints), len(item.steps), bool(item.block), item.picture)
    return (item.form, item.number, item.mistakes, options, *rest)


def _has_no_favourite_place(places: Counter[int]) -> None:
    """Every place holds the right option in some of the questions."""
    total = sum(places.values())
    assert all(places[place] > total / 8 for place in range(4))


def _names_its_mistakes(wrong: list[Option]) -> None:
    """Of all wrong options, at most one in fifty is a number that is merely near."""
    named = [option for option in wrong if option.mistake and option.why]
    assert len(named) >= 0.98 * len(wrong)


def _is_typed_more_and_more(typed: Counter[int]) -> None:
    """Level 1 always offers options; from level to level more answers are typed."""
    each = len(SEEDS) // len(LEVELS)
    assert typed[1] == 0
    assert 0.2 * each < typed[3] < 0.5 * each
    assert 0.5 * each < typed[5] < 0.85 * each


def test_a_known_seed_keeps_its_question() -> None:
    """A question that was sent before an update still has the same numbers after it."""
    item = make("batches", 5, 2, "en")
    assert item.question.startswith("5,700 recordings of whale song go through the network")
    assert [option.text for option in item.options] == ["89", "5,700", "90", "9"]
