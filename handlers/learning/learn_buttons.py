"""What a message of the course shows, and the buttons that lead through it."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.words import Language
from handlers.html import Html, bold, lines
from handlers.keyboards import button
from handlers.learning.markup import as_html
from knowledge.course import folders, lesson
from knowledge.lesson import Lesson, Option
from voice.available import available

LETTERS = "ABCD"

Row = list[InlineKeyboardButton]


@dataclass(frozen=True)
class Shown:
    """What a message of the course shows.

    Attributes:
        text: its text, or what stands under its picture.
        rows: its buttons; only the first row stays within the course.
        picture: key of the picture; None where there is none.
    """

    text: Html
    rows: list[Row]
    picture: str | None = None

    @property
    def keyboard(self) -> InlineKeyboardMarkup:
        """All of its buttons."""
        return InlineKeyboardMarkup(self.rows)


def to_step(one: Lesson, step: int, language: Language) -> str:
    """The data of a button to a step of a lesson, or to its end."""
    return f"learn:at:{one.number}:{step}:{language}"


def to_dialogue(one: Lesson, part: int, language: Language) -> str:
    """The data of a button to a part of a lesson's dialogue."""
    return f"learn:talk:{one.number}:{part}:{language}"


def to_contents(language: Language) -> InlineKeyboardButton:
    """The button to all lessons."""
    return button("learn.all", f"learn:all:{language}", language)


def to_next_lesson(one: Lesson, language: Language) -> Row:
    """The button to the lesson after this one; none after the last."""
    if one.number == len(folders()):
        return []
    after = lesson(one.number + 1, language)
    values = {"number": after.number, "title": after.title}
    return [button("learn.next_lesson", to_step(after, 0, language), language, **values)]


def hear(one: Lesson, language: Language) -> Row:
    """The button that reads a lesson aloud; none where nobody can."""
    if not available(language):
        return []
    return [button("hear.button", f"chapter:{one.number}:{language}", language)]


def moves(one: Lesson, step: int, language: Language) -> Row:
    """Back, all lessons, and on."""
    back = [button("lesson.back", to_step(one, step - 1, language), language)] if step else []
    onward = button("learn.next", to_step(one, step + 1, language), language)
    return [*back, to_contents(language), onward]


def letters(options: Sequence[Option], data: str, language: Language) -> Row:
    """A button for each option, its place and the language put behind the data."""
    return [
        InlineKeyboardButton(LETTERS[place], callback_data=f"{data}:{place}:{language}")
        for place in range(len(options))
    ]


def listed(options: Sequence[Option]) -> Html:
    """The options below each other, each with its letter."""
    return lines(*(lettered(place, option) for place, option in enumerate(options)))


def lettered(place: int, option: Option) -> Html:
    """An option with its letter."""
    return Html(f"{bold(LETTERS[place])}  {as_html(option.text)}")
