"""Classes: what a teacher sees is of at least three learners, or of who agreed."""

from datetime import UTC, datetime, timedelta

from fsrs import Rating

from data.people import Person
from data.reviews import Review
from data.store import Store
from quiz.classes import Learner, report
from quiz.engine import choose_next, remember, rest
from quiz.schedule import review
from quiz.skills import COURSE, SKILLS

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FIRST = COURSE[0]
MIXED_UP = "forgot_epochs"


def _learner(
    *, shows: bool = False, mistake: str | None = MIXED_UP, days: int = 1, skill: str = FIRST.name
) -> Learner:
    """Somebody who has answered one question, wrong, some days ago."""
    at = NOW - timedelta(days=days)
    memory = review(skill, None, Rating.Again, at)
    answer = Review(
        skill, at, correct=False, misconception=mistake, tries=1, seconds=9, seed=1, level=1
    )
    return Learner("Grace", shows, [memory], [answer])


def test_two_are_too_few() -> None:
    """Of two learners nothing is told, of three it is."""
    two = report([_learner(), _learner()], NOW)
    assert (two.known, two.mistakes, two.own) == ((), (), ())
    three = report([_learner(), _learner(), _learner()], NOW)
    assert [(one.group, one.learners) for one in three.known] == [(FIRST.group, 3)]
    assert [(one.name, one.learners, one.times) for one in three.mistakes] == [(MIXED_UP, 3, 3)]


def test_members_who_have_not_answered_do_not_hide_others() -> None:
    """A number rests on three who have answered, not on three who are there."""
    idle = [Learner("Idle", shows=False, memories=[], reviews=[])] * 5
    told = report([_learner(), _learner(), *idle], NOW)
    assert (told.known, told.mistakes) == ((), ())


def test_who_agreed_cannot_be_subtracted() -> None:
    """With two of three named, the third could be worked out; so nothing is told of all three."""
    told = report([_learner(shows=True), _learner(shows=True), _learner()], NOW)
    assert (told.known, told.mistakes) == ((), ())
    assert [(one.name, one.answers, one.right) for one in told.own] == [("Grace", 1, 0)] * 2
    all_agreed = report([_learner(shows=True) for _ in range(3)], NOW)
    assert all_agreed.known
    assert report([_learner(shows=True), _learner(), _learner(), _learner()], NOW).known


def test_a_mistake_of_a_few_stays_theirs() -> None:
    """A misconception of two learners, or one of long ago, is not told."""
    told = report([_learner(), _learner(), _learner(mistake="rounded_down")], NOW)
    assert (len(told.known), told.mistakes) == (1, ())
    assert report([_learner(days=29), _learner(days=30), _learner(days=31)], NOW).mistakes == ()


def test_how_much_is_known() -> None:
    """What is known of a group is a part of all its skills, and not of those that were met."""
    (known,) = report([_learner(days=0), _learner(days=0), _learner(days=0)], NOW).known
    size = sum(skill.group == FIRST.group for skill in COURSE)
    assert known.share == 1 / size


def test_the_topics_of_the_week_come_first(store: Store) -> None:
    """What is new of them comes before all else, then the usual again."""
    ada, topic = Person(1, "en", None, keeps_questions=False), "dropout"
    usual = choose_next(store.reviews, ada, NOW, 1)
    assert usual.topic != topic
    met = set()
    while (chosen := choose_next(store.reviews, ada, NOW, 1, first={topic})).topic == topic:
        asked = store.reviews.ask(ada.id, 1, (chosen.skill, 1, 1), "en", NOW)
        assert remember(store.reviews, asked, Rating.Good, NOW, given="#0")
        met.add(chosen.skill)
    assert met == {skill.name for skill in COURSE if skill.topic == topic}
    later = NOW + timedelta(days=60)
    assert choose_next(store.reviews, ada, later, 1, first={topic}).reason.kind in {
        "due",
        "landing",
    }
    for skill in met:
        rest(store.reviews, ada.id, skill, later)
    assert choose_next(store.reviews, ada, later, 1, first={topic, "gone"}).topic == usual.topic
    assert SKILLS[usual.skill].topic == usual.topic
