"""What was wrong comes back soon, what was right later, and new skills come in between."""

from datetime import datetime, timedelta

import pytest
from fsrs import Rating

from data.reviews import Memory
from quiz.schedule import level, next_skill, rate, recall, review
from quiz.skills import COURSE

NAMES = [skill.name for skill in COURSE]


def _practised(skill: str, now: datetime, *ratings: Rating) -> Memory:
    """The memory of a skill after ratings, each given when it is due."""
    memory: Memory | None = None
    for rating in ratings:
        at = memory.due if memory else now
        memory = review(skill, memory, rating, at)
    assert memory is not None
    return memory


def test_a_beginner_starts_with_the_first_skill(now: datetime) -> None:
    """Without memories the course begins at its beginning."""
    assert next_skill([], now, seed=1) == NAMES[0]


def test_a_wrong_answer_comes_back_within_the_hour(now: datetime) -> None:
    """A skill that was got wrong is due again in ten minutes."""
    memory = _practised(NAMES[0], now, Rating.Again)
    assert memory.due == now + timedelta(minutes=10)
    assert next_skill([memory], now + timedelta(minutes=10), seed=1) == NAMES[0]


def test_a_right_answer_makes_room_for_the_next_skill(now: datetime) -> None:
    """A skill that was got right rests for days, and the next new one is asked."""
    memory = _practised(NAMES[0], now, Rating.Good)
    assert memory.due >= now + timedelta(days=2)
    assert next_skill([memory], now, seed=1) == NAMES[1]


def test_intervals_grow_with_every_right_answer(now: datetime) -> None:
    """Each right answer on the due day makes the next pause longer."""
    dues = [_practised(NAMES[0], now, *[Rating.Good] * times).due for times in range(1, 7)]
    pauses = [later - earlier for earlier, later in zip([now, *dues], dues, strict=False)]
    assert pauses == sorted(set(pauses))


def test_the_longest_due_comes_first(now: datetime) -> None:
    """Of several due skills the one that waits longest is asked."""
    early = _practised(NAMES[3], now - timedelta(hours=2), Rating.Again)
    late = _practised(NAMES[0], now - timedelta(hours=1), Rating.Again)
    assert next_skill([late, early], now, seed=1) == NAMES[3]


def test_with_nothing_due_or_new_the_weak_are_practised(now: datetime) -> None:
    """When all skills rest, the seed chooses among the three that are remembered least."""
    strong = [_practised(name, now, *[Rating.Good] * 3) for name in NAMES[3:]]
    weak = [_practised(name, now, Rating.Good) for name in NAMES[:3]]
    tomorrow = now + timedelta(days=1)
    chosen = {next_skill([*strong, *weak], tomorrow, seed) for seed in range(40)}
    assert chosen == set(NAMES[:3])


def test_recall_fades(now: datetime) -> None:
    """The chance to remember falls from one towards zero, and is 90 % when the skill is due."""
    memory = _practised(NAMES[0], now, *[Rating.Good] * 4)
    last = _practised(NAMES[0], now, *[Rating.Good] * 3).due
    fading = [recall(memory, last + timedelta(days=days)) for days in (0, 5, 50, 500)]
    assert fading[0] == 1
    assert fading == sorted(fading, reverse=True)
    assert recall(memory, memory.due) == pytest.approx(0.9, abs=0.01)


def test_questions_get_harder_as_the_memory_lasts(now: datetime) -> None:
    """Level 1 at first, 2 after a right answer, 3 when a skill has settled, 1 after a lapse."""
    assert level(None) == 1
    assert level(_practised(NAMES[0], now, Rating.Again)) == 1
    assert level(_practised(NAMES[0], now, Rating.Good)) == 2
    assert level(_practised(NAMES[0], now, *[Rating.Good] * 3)) == 3
    assert level(_practised(NAMES[0], now, Rating.Good, Rating.Again)) == 1


def test_a_second_try_was_hard() -> None:
    """Right at once is good, right at a later try hard, wrong is wrong at any try."""
    assert rate(correct=True, tries=1) == Rating.Good
    assert rate(correct=True, tries=3) == Rating.Hard
    assert rate(correct=False, tries=1) == Rating.Again


def test_the_same_history_gives_the_same_memory(now: datetime) -> None:
    """Scheduling draws nothing at random."""
    ratings = [Rating.Good] * 5
    assert _practised(NAMES[0], now, *ratings) == _practised(NAMES[0], now, *ratings)
