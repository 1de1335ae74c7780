"""Flash cards as messages: the front, both sides with the grades, and the end for now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.reviews import Asked
from data.words import Language
from handlers.html import Html, bold, italic, paragraphs, quote, say
from handlers.keyboards import button, flip, grid
from handlers.learning.markup import as_html
from handlers.screens import Screen
from knowledge.library import topic
from knowledge.topic import Card, Topic
from quiz.cards import Grade

EVERYTHING, ONE = "all", "one"
"""What is practised: all cards, or those of one topic."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    """A card on the table.

    Attributes:
        topic: what it is about.
        card: its two sides.
        asked: what was noted when it was dealt.
        share: whether it is one of all cards, or of the one topic that is practised.
        due: how many cards are due.
        new: how many may still be met today.
    """

    topic: Topic
    card: Card
    asked: Asked
    share: str
    due: int
    new: int


def front(shown: Shown, language: Language) -> Screen:
    """What is asked, and a button to turn the card."""
    keys = [
        [button("cards.turn", data(shown, "back", language), language)],
        _below(shown, "front", language),
    ]
    return _text(shown, Html(), language), InlineKeyboardMarkup(keys)


def back(shown: Shown, rests: Mapping[Grade, timedelta], language: Language) -> Screen:
    """Both sides, and how well it was known: each grade with the rest that it brings."""
    grades = [
        InlineKeyboardButton(
            words.say(f"grade.{grade}", language, rest=_span(rest, language)),
            callback_data=data(shown, grade, language),
        )
        for grade, rest in rests.items()
    ]
    answer = quote([as_html(shown.card.back)])
    return _text(shown, answer, language), grid([*grades, *_below(shown, "back", language)], 2)


def over(scope: str, rest: timedelta, language: Language) -> Screen:
    """That nothing is left for now, when there will be, and what else there is to do."""
    if scope == EVERYTHING:
        done, others = say("cards.done", language), []
    else:
        title = topic(scope, language).title
        done = say("cards.done_topic", language, title=title)
        others = [button("cards.all", f"cards:{EVERYTHING}:{language}", language)]
    comes = say("cards.comes", language, rest=_span(rest, language))
    buttons = [
        *others,
        button("cards.myths", f"myths:{language}", language),
        button("cards.quiz", "go:quiz", language),
        flip(f"cards:{scope}:{language}", language),
    ]
    return paragraphs(done, comes), grid(buttons, 2 if others else 1)


def data(shown: Shown, act: str, language: Language) -> str:
    """The data of a button under a card."""
    return f"card:{shown.asked.id}:{act}:{shown.share}:{language}"


def _text(shown: Shown, answer: Html, language: Language) -> Html:
    counts = (("due", shown.due), ("new", shown.new))
    left = [words.say(f"cards.{name}", language, count=count) for name, count in counts if count]
    title, asked = bold(shown.topic.title), as_html(shown.card.front)
    return paragraphs(title, asked, answer, italic(" · ".join(left)) if left else "")


def _below(shown: Shown, side: str, language: Language) -> list[InlineKeyboardButton]:
    return [
        button("cards.topic", data(shown, "topic", language), language),
        flip(data(shown, side, language), language),
    ]


def _span(duration: timedelta, language: Language) -> str:
    """A duration in its largest unit, rounded."""
    name, unit = next(
        (name, unit)
        for name, unit, least in (
            ("days", _DAY, _DAY),
            ("hours", _HOUR, _HOUR),
            ("minutes", timedelta(minutes=1), timedelta.min),
        )
        if duration >= least
    )
    return words.say(f"span.{name}", language, count=max(1, round(duration / unit)))
