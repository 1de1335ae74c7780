"""What a class knows, worked out beside the chat: of 300 learners it takes most of a second."""

from datetime import datetime
from pathlib import Path

from data.classes import Classes
from data.reading import read_only
from data.reviews import Reviews
from quiz.classes import Learner, Report, report


def class_report(home: Path, number: int, now: datetime) -> Report:
    """What the teacher of a class may see of it; the store is only read.

    Args:
        home: the directory of the store.
        number: of the class.
        now: at this moment.
    """
    with read_only(home) as db:
        reviews = Reviews(db)
        learners = [
            Learner(
                member.name,
                member.shows,
                reviews.memories(member.person),
                reviews.history(member.person),
            )
            for member in Classes(db).members(number)
        ]
    return report(learners, now)
