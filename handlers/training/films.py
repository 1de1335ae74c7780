"""Films: made in a worker and sent below a picture; in the other language, made anew in place."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardMarkup, InputMediaAnimation, Update
from telegram.constants import ChatAction

from data import words
from data.words import Language
from handlers.cancellable import unless_cancelled
from handlers.context import House, chat_of, met
from handlers.html import Html
from handlers.keyboards import flip
from handlers.presses import heard, pressed, to_pressed

_FILE = "film.mp4"


@dataclass(frozen=True)
class Film:
    """A film that was asked for.

    Attributes:
        key: what it is a film of; while that is being made, it is not made again.
        making: makes it, as MP4.
        caption: what stands under it, and says what is to be seen.
        data: of the button that makes it, without the language.
        language: of its words.
    """

    key: int | str
    making: Callable[[], Coroutine[Any, Any, bytes]]
    caption: Html
    data: str
    language: Language


async def show_film(update: Update, house: House, film: Film, *, turned: bool) -> None:
    """Make a film and send it, unless that is being done already.

    Args:
        update: the press that asks for it.
        house: the house behind the chat.
        film: what to make.
        turned: whether it was there already, in the other language.
    """
    query, chat = pressed(update)[0], chat_of(update)
    if film.key in house.films:
        await heard(query, words.say("views.filming", met(update, house).language))
        return
    house.films.add(film.key)
    try:
        await heard(query)
        await chat.send_action(ChatAction.RECORD_VIDEO)
        made = await unless_cancelled(update, house, "film", film.making())
        if made:
            await _show(update, film, made, turned=turned)
    finally:
        house.films.discard(film.key)


async def _show(update: Update, film: Film, made: bytes, *, turned: bool) -> None:
    """Send a film below the picture of its button, or put it in the place of that film."""
    buttons = InlineKeyboardMarkup([[flip(f"{film.data}:{film.language}", film.language)]])
    if turned:
        media = InputMediaAnimation(made, caption=film.caption, filename=_FILE)
        await pressed(update)[0].edit_message_media(media, reply_markup=buttons)
    else:
        await chat_of(update).send_animation(
            made,
            filename=_FILE,
            caption=film.caption,
            reply_markup=buttons,
            reply_parameters=to_pressed(update),
        )
