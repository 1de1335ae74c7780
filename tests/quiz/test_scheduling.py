"""What was wrong comes back soon, what was right later, and the better known it is, the harder."""

from datetime import datetime, timedelta
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler

from data.memory import Memory
from quiz.schedule import SETTLED, level, planned, rate, recall, review

STEP = (timedelta(minutes=10),)
SKILL = "batches"


def _practised(now: datetime, *ratings: Rating) -> Memory:
    """The memory of a skill after ratings, each given when it is due."""
    memory: Memory | None = None
    for rating in ratings:
        memory = review(SKILL, memory, rating, memory.due if memory else now)
    assert memory is not None
    return memory


@pytest.mark.parametrize(("skill", "retention"), [(SKILL, 0.8), ("card:epoch:0", 0.9)])
@pytest.mark.parametrize("seed", range(10))
def test_memories_are_those_of_the_library(
    now: datetime, seed: int, skill: str, retention: float
) -> None:
    """Through any answers at any times, the figures are those of FSRS's own cards."""
    oracle = Scheduler(
        desired_retention=retention,
        learning_steps=STEP,
        relearning_steps=STEP,
        enable_fuzzing=False,
    )
    draw, card, memory = Random(seed), Card(card_id=0, due=now), None
    for _ in range(40):
        now += timedelta(seconds=draw.choice((30, 900, 90_000, 900_000)) * draw.random())
        rating = draw.choice(list(Rating))
        card, _ = oracle.review_card(card, rating, now)
        memory = review(skill, memory, rating, now)
        assert (memory.due, memory.stability, memory.difficulty, memory.state) == (
            card.due,
            card.stability,
            card.difficulty,
            card.state,
        )
        assert planned(memory) == memory.due
        days = timedelta(days=draw.randrange(100))
        assert recall(memory, now + days) == pytest.approx(
            oracle.get_card_retrievability(card, now + days), abs=1e-12
        )


def test_a_wrong_answer_comes_back_within_the_hour(now: datetime) -> None:
    """A skill that was got wrong is due again in ten minutes."""
    assert _practised(now, Rating.Again).due == now + timedelta(minutes=10)


def test_intervals_grow_with_every_right_answer(now: datetime) -> None:
    """Each right answer on the due day makes the next pause longer."""
    dues = [_practised(now, *[Rating.Good] * times).due for times in range(1, 7)]
    pauses = [later - earlier for earlier, later in zip([now, *dues], dues, strict=False)]
    assert pauses[0] >= timedelta(days=5)
    assert pauses == sorted(set(pauses))


def test_recall_fades(now: datetime) -> None:
    """The chance to remember falls from one towards zero, hour by hour, and is 80 % when due."""
    memory = _practised(now, *[Rating.Good] * 4)
    last = memory.last_review
    fading = [recall(memory, last + timedelta(hours=hours)) for hours in (0, 5, 50, 5000, 50000)]
    assert fading[0] == 1
    assert fading == sorted(set(fading), reverse=True)
    assert recall(memory, memory.due) == pytest.approx(0.8, abs=0.01)


def test_questions_get_harder_as_the_memory_lasts(now: datetime) -> None:
    """The level goes from 1 to 5 with right answers on the due day, and to 1 after a lapse."""
    assert level(None) == 1
    assert level(_practised(now, Rating.Again)) == 1
    levels = [level(_practised(now, *[Rating.Good] * times)) for times in range(1, 7)]
    assert levels[0] == 2
    assert levels == sorted(levels)
    assert levels[-1] == 5
    assert level(_practised(now, *[Rating.Good] * 6, Rating.Again)) == 1


@pytest.mark.parametrize(
    ("told", "rating"),
    [
        ({"correct": False, "tries": 1}, Rating.Again),
        ({"correct": False, "tries": 1, "hints": 2, "seconds": 5, "usual": 60}, Rating.Again),
        ({"correct": True, "tries": 1}, Rating.Good),
        ({"correct": True, "tries": 3}, Rating.Hard),
        ({"correct": True, "tries": 1, "hints": 1, "seconds": 5, "usual": 60}, Rating.Hard),
        ({"correct": True, "tries": 1, "seconds": 30, "usual": 60}, Rating.Easy),
        ({"correct": True, "tries": 1, "seconds": 31, "usual": 60}, Rating.Good),
        ({"correct": True, "tries": 1, "seconds": 2, "usual": 60}, Rating.Good),
        ({"correct": True, "tries": 1, "seconds": 2000, "usual": 60}, Rating.Good),
        ({"correct": True, "tries": 1, "seconds": 10, "usual": None}, Rating.Good),
    ],
)
def test_what_an_answer_says_of_the_memory(told: dict[str, float], rating: Rating) -> None:
    """Wrong is forgotten; help makes it hard; twice as quick as usual is easy, unless a guess."""
    assert rate(**told) == rating  # type: ignore[arg-type]


def test_failures_are_counted_until_a_skill_settles(now: datetime) -> None:
    """Wrong answers count, lapses are those after a right one, and a settled skill starts anew."""
    again, good = Rating.Again, Rating.Good
    slips = _practised(now, again, again, good, again, good, again)
    assert (slips.answers, slips.wrong, slips.lapses, slips.right) == (6, 4, 2, False)
    memory = slips
    while memory.stability < SETTLED:
        assert (memory.wrong, memory.lapses) == (4, 2)
        memory = review(SKILL, memory, good, memory.due)
    assert (memory.wrong, memory.lapses, memory.first_review) == (0, 0, now)
