"""An answer is graded, explained and remembered."""

from datetime import datetime, timedelta

import pytest

from data.reviews import Asked
from data.store import Store
from quiz.engine import item_of, next_item, record
from quiz.grading import grade
from quiz.item import Item
from quiz.making import make
from quiz.render import feedback, options, skill_name
from solver.language import LANGUAGES

MIA, CHAT = 1, 10


def _ask(store: Store, item: Item, now: datetime) -> Asked:
    return store.reviews.ask(MIA, CHAT, (item.skill, item.seed, item.level), "en", now)


def _place(item: Item, *, right: bool) -> int:
    """The place of the right option, or of the first wrong one."""
    return next(i for i, o in enumerate(item.options) if (o.value == item.answer) is right)


def _typed(skill: str) -> Item:
    return next(item for item in (make(skill, seed, 2) for seed in range(99)) if item.typed)


def test_the_right_option_is_right() -> None:
    """Choosing the right option is confirmed with the formula, and nothing more."""
    item = make("batches", 1, 1)
    said = feedback(item, grade(item, _place(item, right=True)), "en")
    assert said.verdict == "Right!"
    assert said.formula.endswith(f"= {item.answer:,}")
    assert said.mistake == said.why == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_option_is_explained(language: str) -> None:
    """Choosing a wrong option names the mistake, and shows the rule and the numbers."""
    item = make("train_test", 1, 1)
    wrong = next(i for i, o in enumerate(item.options) if o.misconception == "test_set_counted")
    graded = grade(item, wrong)
    assert (graded.outcome, graded.misconception) == ("wrong", "test_set_counted")
    said = feedback(item, graded, language)
    assert f"{item.answer:,}" in said.verdict
    assert {"en": "test set", "zh": "测试集"}[language] in said.mistake
    assert said.why
    assert said.formula.endswith(f"= {item.answer:,}")


def test_times_are_shown_with_their_unit() -> None:
    """Options and verdict of a question about time say seconds in either language."""
    item = make("time_total", 1, 1)
    said = feedback(item, grade(item, _place(item, right=False)), "zh")
    assert all(option.endswith(" s") for option in options(item, "en"))
    assert said.verdict.endswith(f"{item.answer:,} 秒。")


def test_a_typed_mistake_is_recognized() -> None:
    """A wrong number that is typed is explained like one that is chosen."""
    item = _typed("drop_last")
    graded = grade(item, f"ceil({item.situation.plan.samples}/{item.situation.plan.batch_size})")
    assert (graded.outcome, graded.misconception) == ("wrong", "dropped_batch_counted")


def test_typed_arithmetic_is_right() -> None:
    """An answer is accepted as arithmetic."""
    item = _typed("drop_last")
    typed = f"{item.situation.plan.samples} // {item.situation.plan.batch_size}"
    assert grade(item, typed).outcome == "right"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nearly_right_or_unreadable_answer_is_asked_again(language: str) -> None:
    """An unrounded or unreadable answer is not counted, and nothing is given away."""
    item = _typed("drop_last")
    for typed in (f"{item.situation.plan.samples} / {item.situation.plan.batch_size}", "?"):
        graded = grade(item, typed)
        assert not graded.counts
        said = feedback(item, graded, language)
        assert said.verdict
        assert said.formula == said.why == said.mistake == ""


def test_an_option_that_was_not_offered_is_refused() -> None:
    """A forged button with a fifth option raises."""
    with pytest.raises(IndexError, match="option 4 of 4"):
        grade(make("batches", 1, 1), 4)


def test_an_answer_is_remembered_once(store: Store, now: datetime) -> None:
    """The first answer to a question makes a review and a memory; the second changes nothing."""
    item = next_item(store.reviews, MIA, now, seed=1)
    asked = _ask(store, item, now)
    later = now + timedelta(seconds=30)
    assert record(store.reviews, asked, grade(item, _place(item, right=True)), later)
    assert not record(store.reviews, asked, grade(item, _place(item, right=False)), later)
    (review,) = store.reviews.history(MIA)
    assert (review.correct, review.tries, review.seconds) == (True, 1, 30)
    assert [memory.skill for memory in store.reviews.memories(MIA)] == [item.skill]


def test_a_wrong_answer_is_kept_with_its_misconception(store: Store, now: datetime) -> None:
    """What is remembered of a wrong answer is the mistake behind it."""
    item = make("train_test", 1, 1)
    wrong = next(i for i, o in enumerate(item.options) if o.misconception == "test_set_counted")
    record(store.reviews, _ask(store, item, now), grade(item, wrong), now)
    (review,) = store.reviews.history(MIA)
    assert (review.correct, review.misconception) == (False, "test_set_counted")


def test_an_answer_that_does_not_count_is_a_try(store: Store, now: datetime) -> None:
    """After an unreadable answer the question is open, and the right one is the second try."""
    item = _typed("batches")
    asked = _ask(store, item, now)
    assert record(store.reviews, asked, grade(item, "hm"), now)
    again = store.reviews.latest_asked(MIA, CHAT)
    assert again is not None
    assert again.answered_at is None
    assert record(store.reviews, again, grade(item, str(item.answer)), now)
    assert [review.tries for review in store.reviews.history(MIA)] == [2]


def test_a_question_is_made_again_from_its_row(store: Store, now: datetime) -> None:
    """After a restart the item of a sent question is the one that was sent."""
    item = next_item(store.reviews, MIA, now, seed=5)
    assert item_of(_ask(store, item, now)) == item


def test_skills_have_names_in_both_languages() -> None:
    """A skill is called by its name in the learner's language."""
    assert skill_name("accumulation", "en") == "Gradient accumulation"
    assert skill_name("accumulation", "zh") == "梯度累积"
