"""What an answer leaves in the store: how well it was known, what waits, and how to take it back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Rating

from data.people import Person
from data.reviews import Asked
from data.store import Store
from quiz.choice import NEW_A_DAY
from quiz.engine import choose_next, local_day, record, remember, rest, undo
from quiz.grading import Grade
from quiz.landing import A_DAY
from quiz.schedule import review
from quiz.skills import COURSE

MIA = Person(1, "en", "Asia/Shanghai", keeps_questions=False)
RIGHT, WRONG = Grade("right", "600"), Grade("wrong", "601", mistake="rounded_once")
SKILL = COURSE[0].name


def _ask(store: Store, now: datetime, skill: str = SKILL) -> Asked:
    return store.reviews.ask(MIA.id, MIA.id, (skill, 7, 1), "en", now)


def _answer(store: Store, now: datetime, seconds: float, *, hints: int = 0) -> float:
    """The stability after a right answer to a new skill, which tells its rating."""
    skill = f"skill {len(store.reviews.memories(MIA.id))}"
    asked = _ask(store, now, skill)
    for _ in range(hints):
        store.reviews.add_hint(asked.id)
    asked = store.reviews.asked(asked.id) or asked
    assert record(store.reviews, asked, RIGHT, now + timedelta(seconds=seconds))
    memory = store.reviews.memory(MIA.id, skill)
    assert memory is not None
    return memory.stability


def test_hints_and_time_tell_how_well_it_was_known(store: Store, now: datetime) -> None:
    """A hint makes it hard; twice as quick as is usual for the learner's questions makes it easy."""
    rated = {
        rating: review(SKILL, None, rating, now).stability
        for rating in (Rating.Hard, Rating.Good, Rating.Easy)
    }
    assert _answer(store, now, 5) == rated[Rating.Good]
    assert _answer(store, now, 60, hints=1) == rated[Rating.Hard]
    for _ in range(6):
        assert _answer(store, now, 60) == rated[Rating.Good]
        card = _ask(store, now, "card:epoch:0")
        remember(store.reviews, card, Rating.Good, now + timedelta(seconds=2), given="good")
    assert _answer(store, now, 29) == rated[Rating.Easy]
    assert _answer(store, now, 31) == rated[Rating.Good]
    assert _answer(store, now, 29, hints=2) == rated[Rating.Hard]


def test_a_slip_of_the_finger_is_taken_back(store: Store, now: datetime) -> None:
    """Within ten seconds an answer can be undone, and given again; after them it stands."""
    asked = _ask(store, now)
    assert record(store.reviews, asked, WRONG, now)
    assert undo(store.reviews, asked, now + timedelta(seconds=10))
    assert store.reviews.history(MIA.id) == store.reviews.memories(MIA.id) == []
    assert record(store.reviews, asked, RIGHT, now + timedelta(seconds=12))
    assert not undo(store.reviews, asked, now + timedelta(seconds=22, milliseconds=1))
    assert [one.correct for one in store.reviews.history(MIA.id)] == [True]


def test_what_waits_after_an_absence_stays_put_off(store: Store, now: datetime) -> None:
    """The portions of the next days are in the store, where counts and forecasts find them."""
    for place, skill in enumerate(COURSE[:12]):
        at = now - timedelta(days=60) + timedelta(minutes=place)
        remember(store.reviews, _ask(store, at, skill.name), Rating.Good, at, given="600")
    chosen = choose_next(store.reviews, MIA, now, seed=1)
    assert (chosen.reason.kind, chosen.reason.put_off) == ("landing", 12 - A_DAY)
    tomorrow = local_day(now, "Asia/Shanghai").end
    dues = [memory.due for memory in store.reviews.memories(MIA.id)]
    assert [sum(due < tomorrow + timedelta(days=day) for due in dues) for day in range(3)] == [
        A_DAY,
        2 * A_DAY,
        12,
    ]
    assert choose_next(store.reviews, MIA, now, seed=1) == replace(chosen, moved={})


def test_a_rest_is_kept(store: Store, now: datetime) -> None:
    """After its lesson was offered, a skill is not asked for three days."""
    for _ in range(6):
        remember(store.reviews, _ask(store, now), Rating.Again, now, given="601")
        now += timedelta(minutes=10)
    chosen = choose_next(store.reviews, MIA, now, seed=1)
    assert (chosen.skill, chosen.reason.kind) == (SKILL, "leech")
    rest(store.reviews, MIA.id, SKILL, now)
    assert choose_next(store.reviews, MIA, now, seed=1).skill != SKILL
    back = choose_next(store.reviews, MIA, now + timedelta(days=3), seed=1)
    assert (back.skill, back.reason.kind) == (SKILL, "due")


def test_the_day_of_new_skills_ends_at_four(store: Store) -> None:
    """Somebody in Shanghai who has met four skills meets the next one at four in the morning."""
    now = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
    for _ in range(NEW_A_DAY):
        chosen = choose_next(store.reviews, MIA, now, seed=1)
        assert chosen.reason.kind == "new"
        remember(store.reviews, _ask(store, now, chosen.skill), Rating.Good, now, given="600")
    before, four = (datetime(2026, 3, 1, 19, 59, tzinfo=UTC), datetime(2026, 3, 1, 20, tzinfo=UTC))
    assert choose_next(store.reviews, MIA, before, seed=1).reason.kind == "practice"
    assert choose_next(store.reviews, MIA, four, seed=1).reason.kind == "new"


@pytest.mark.parametrize(
    ("now", "zone", "hours"),
    [
        ("2026-03-29T01:30", "Europe/Berlin", 23),
        ("2026-10-25T01:30", "Europe/Berlin", 25),
        ("2028-02-29T12:00", "Asia/Kathmandu", 24),
        ("2026-03-29T12:00", "No/Such", 24),
    ],
)
def test_days_are_as_long_as_on_the_wall(now: str, zone: str, hours: int) -> None:
    """The day in which clocks change has an hour more or less, and holds its moment."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    day = local_day(moment, zone)
    assert day.start <= moment < day.end
    assert day.end - day.start == timedelta(hours=hours)
