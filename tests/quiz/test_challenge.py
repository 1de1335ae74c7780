"""Challenges: five questions in a link that stays good."""

import re

import pytest

from quiz import challenge
from quiz.challenge import KEY_BITS, decode, encode, hash_of, is_challenge
from quiz.skills import COURSE, LEVELS

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
NUMBERS = (0, 1, 2**KEY_BITS - 1)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_link_holds_its_questions(number: int) -> None:
    """Any five questions, of any skill, seed and level, come back out of a start parameter."""
    seeds = (0, 1, 2**31 - 1, 12_345, 2**30)
    for at in range(0, len(COURSE), 5):
        names = [COURSE[(at + place) % len(COURSE)].name for place in range(5)]
        items = tuple(zip(names, seeds, LEVELS, strict=True))
        code = encode(number, items)
        assert START_PARAMETER.fullmatch(code)
        assert is_challenge(code)
        assert decode(code) == (number, items)


def test_a_link_stays_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link of today holds the same questions after skills were added before its own."""
    items = tuple((skill.name, 7, 2) for skill in COURSE[:5])
    code = encode(9, items)
    challenge._skills.cache_clear()
    longer = {"new_before_all": None, **{skill.name: None for skill in reversed(COURSE)}}
    monkeypatch.setattr(challenge, "SKILLS", longer)
    assert decode(code) == (9, items)
    monkeypatch.undo()
    challenge._skills.cache_clear()


def test_a_link_of_before_is_read() -> None:
    """A link that stands in somebody's chat since the first day means what it meant."""
    names = ("batches", "last_batch", "about-dropout", "about-epoch", "drop_last")
    link = "beat_BAAAAAJ8T2k0AAAAOj6GFQAAAA6HFOnAAAADqSDKIAAAAOgpwxwAAAA6"
    assert decode(link) == (159, tuple((name, 7, 2) for name in names))


def test_skills_are_told_apart() -> None:
    """No two skills are the same in a link."""
    assert len({hash_of(skill.name) for skill in COURSE}) == len(COURSE)


@pytest.mark.parametrize(
    "payload",
    ["", "beat_", "beat_x", "beat_" + "A" * 56, "beat_" + "_" * 56, "beat_" + "é" * 56, "run_1"],
)
def test_what_is_no_challenge(payload: str) -> None:
    """A link that was cut, changed or made up holds no questions."""
    assert decode(payload) is None


def test_five_and_not_fewer() -> None:
    """A challenge has five questions, whose numbers have room in the link."""
    item = (COURSE[0].name, 1, 1)
    with pytest.raises(ValueError, match="4 questions"):
        encode(1, [item] * 4)
    with pytest.raises(ValueError, match="bits"):
        encode(2**KEY_BITS, [item] * 5)
    with pytest.raises(ValueError, match="bits"):
        encode(1, [(COURSE[0].name, 2**31, 1)] * 5)
