"""Questions behind answers are kept for a while, so that the answers can be flipped."""

from datetime import datetime, timedelta

from data.questions import KEPT_FOR, KeptQuestion
from data.store import Store


def test_a_question_is_found_by_its_answer(store: Store, now: datetime) -> None:
    """A message of the bot leads to what it answers, until it shows something else."""
    question = KeptQuestion(7, "什么是 epoch？", None)
    store.questions.keep(7, 41, question, now)
    assert store.questions.answered_by(7, 41) == question
    assert store.questions.answered_by(8, 41) is None
    store.questions.let_go(7, 41)
    assert store.questions.answered_by(7, 41) is None


def test_an_old_question_is_let_go(store: Store, now: datetime) -> None:
    """What somebody wrote is not kept for ever."""
    old, new = KeptQuestion(7, "old", None), KeptQuestion(7, "new", '{"asks": []}')
    store.questions.keep(7, 41, old, now)
    store.questions.keep(7, 43, new, now + KEPT_FOR + timedelta(days=1))
    assert store.questions.answered_by(7, 41) is None
    assert store.questions.answered_by(7, 43) == new
