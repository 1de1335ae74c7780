"""What comes after an answer in a challenge: the next question, and in the end both results."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from sqlite_utils.db import NotFoundError
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from data.asked import Asked
from data.challenges import Play
from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.delivery.turns import once
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button
from handlers.screens import Screen
from handlers.ways_on import onward
from quiz.challenge import QUESTIONS
from quiz.engine import item_of
from quiz.grading import regrade

if TYPE_CHECKING:
    from telegram.ext import ExtBot


def belongs(house: House, asked: Asked) -> bool:
    """Whether a question is one of a challenge, where no answer is taken back."""
    return house.store.challenges.play_of(asked.id) is not None


def under_answer(
    house: House, asked: Asked, language: Language, buttons: InlineKeyboardMarkup
) -> InlineKeyboardMarkup:
    """The buttons under an answer: to the next of a challenge, or to make one after each five."""
    rows = [list(row) for row in buttons.inline_keyboard]
    play = house.store.challenges.play_of(asked.id)
    if play:
        undo = f"quiz:{asked.id}:undo:"
        rows = [[one for one in row if not _leads_to(one, undo)] for row in rows]
        if len(play.asked) < QUESTIONS:
            rows[0] = [_next_button(play, language)]
    elif house.store.challenges.answers(asked.person) % QUESTIONS == 0 and asked.answer:
        rows.insert(1, [button("challenge.offer", f"challenge:make:{language}", language)])
    return InlineKeyboardMarkup(rows)


async def settle(bot: "ExtBot[int]", house: House, asked: Asked) -> None:
    """Tell both the results, when the last question of a challenge has been answered."""
    play = house.store.challenges.play_of(asked.id)
    if play is None or not is_over(house, play):
        return
    if not once("told", lambda: house.store.challenges.tell(play)):
        return
    challenge = house.store.challenges.get(play.challenge)
    for number in dict.fromkeys((play.person, challenge.person if challenge else play.person)):
        with suppress(NotFoundError, Forbidden, BadRequest):  # gone, or has blocked the bot
            text, buttons = results(house, play, house.store.people.get(number))
            await bot.send_message(number, text, reply_markup=buttons)


def is_over(house: House, play: Play) -> bool:
    """Whether all questions of a challenge have been answered."""
    return len(play.asked) == QUESTIONS and not still_open(house, play)


def still_open(house: House, play: Play) -> bool:
    """Whether a question that was put is not answered yet."""
    asked = [house.store.reviews.asked(number) for number in play.asked]
    return any(one and one.answered_at is None for one in asked)


def results(house: House, play: Play, reader: Person) -> Screen:
    """How many were right, of who made the challenge and of who took it up, and ways on."""
    right = sum(_is_right(house, number) for number in play.asked)
    challenge = house.store.challenges.get(play.challenge)
    each = [(challenge.name, challenge.right)] if challenge else []
    said = partial(_results, (*each, (play.name, right)))
    return onward(house, reader.id, said, reader.language, "quiz", "challenge")


def _results(each: Sequence[tuple[str, int]], language: Language) -> Html:
    told = [
        say("challenge.result", language, name=name, right=count, questions=QUESTIONS)
        for name, count in sorted(each, key=lambda one: -one[1])
    ]
    after = say("challenge.after", language)
    return paragraphs(say("challenge.over", language), lines(*told), after)


def _is_right(house: House, number: int) -> bool:
    asked = house.store.reviews.asked(number)
    if asked is None or asked.answer is None:
        return False
    try:
        return regrade(item_of(asked), asked.answer).outcome == "right"
    except (KeyError, IndexError):  # its skill is gone, or has other options by now
        return False


def _next_button(play: Play, language: Language) -> InlineKeyboardButton:
    number = len(play.asked) + 1
    key, data = "challenge.next", next_data(play.code)
    return button(key, data, language, number=number, count=QUESTIONS)


def next_data(code: str) -> str:
    """The data of the button to the next question."""
    return f"c:{code}"


def _leads_to(one: InlineKeyboardButton, start: str) -> bool:
    return str(one.callback_data).startswith(start)
