"""What is said of a round in a group: at its begin, and how it went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from data.rounds import Round, RoundQuestion, Rounds
from data.words import Language
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button, flip
from handlers.screens import Screen
from knowledge.library import topic
from quiz.making import make

_SHOWN = 20
"""So many people are named at most."""


@dataclass
class Score:
    """What somebody reached in a round.

    Attributes:
        name: what they are called.
        right: right answers.
        answers: all answers.
        seconds: how long the right ones took together.
    """

    name: str
    right: int = 0
    answers: int = 0
    seconds: float = 0.0


def opening(begun: Round, count: int) -> Html:
    """What stands above the first question."""
    language = begun.language
    told = say("round.opening", language, count=count, seconds=begun.seconds)
    if begun.about:
        title = topic(begun.about, language).title
        told = say("round.opening_about", language, count=count, seconds=begun.seconds, title=title)
    return paragraphs(told, say("round.how", language))


def under_question(asked: RoundQuestion, language: Language) -> InlineKeyboardMarkup:
    """The buttons of whoever leads the round."""
    data = f"round:{asked.round}:{{}}:{asked.place}"
    return InlineKeyboardMarkup(
        [
            [
                button("round.next", data.format("next"), language),
                button("round.stop", data.format("stop"), language),
            ]
        ]
    )


def ending(rounds: Rounds, over: Round, language: Language, *, board: bool = False) -> Screen:
    """How a round went: how many answers were right, and by choice whose."""
    questions = [asked for asked in rounds.questions(over.id) if asked.poll]
    reached = scores(rounds, over, questions)
    text = _summary(reached, len(questions), language)
    if board:
        text = paragraphs(text, lines(*_places(reached, len(questions), language)))
    here, there = ("board", "end") if board else ("end", "board")
    rows = [
        [button("round.again", f"round:{over.id}:again:0", language)],
        [flip(f"round:{over.id}:{here}:{language}", language)],
    ]
    if reached:
        key = "round.hide" if board else "round.board"
        rows.insert(0, [button(key, f"round:{over.id}:{there}:{language}", language)])
    return text, InlineKeyboardMarkup(rows)


def scores(rounds: Rounds, of: Round, questions: Sequence[RoundQuestion]) -> list[Score]:
    """What everybody reached who voted, the best first; of equals, the faster."""
    reached: dict[int, Score] = {}
    for asked in questions:
        item = make(*asked.item, of.language)
        for vote in rounds.votes(asked.poll or ""):
            score = reached.setdefault(vote.person, Score(vote.name))
            score.answers += 1
            if item.options[vote.option].right and asked.sent_at:
                score.right += 1
                score.seconds += max(0.0, (vote.at - asked.sent_at).total_seconds())
    return sorted(reached.values(), key=lambda one: (-one.right, one.seconds, one.name))


def _summary(reached: Sequence[Score], questions: int, language: Language) -> Html:
    if not reached:
        return say("round.nobody", language)
    return say(
        "round.over",
        language,
        questions=questions,
        people=len(reached),
        right=sum(one.right for one in reached),
        answers=sum(one.answers for one in reached),
    )


def _places(reached: Sequence[Score], questions: int, language: Language) -> Iterator[Html]:
    for place, one in enumerate(reached[:_SHOWN], 1):
        seconds = round(one.seconds)
        values = {"place": place, "name": one.name, "right": one.right, "questions": questions}
        yield say("round.place", language, **values, seconds=seconds)
