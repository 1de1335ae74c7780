"""What every handler can reach: the house behind the chat, who is writing, and a way to answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from telegram import Chat, InlineKeyboardMarkup, Message, ReplyParameters, Update, User
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from data.people import Person
from data.store import Store
from data.words import Language
from handlers.learn_buttons import Shown
from handlers.live import Pace
from trainer.engines.local import LocalEngine
from trainer.view import View


@dataclass(frozen=True)
class House:
    """What is behind the chat.

    Attributes:
        store: what is kept.
        engine: where trainings run and pictures are drawn.
        clock: the time now, aware, in UTC.
        pace: when each chat may be edited next.
        trainings: the tasks that follow unfinished runs, by run number.
        live: shows each training under way anew, as far as it is, by its number.
        views: how each message that is being drawn anew shall look in the end, by its place.
        films: the runs whose films are being made; of several side by side, their key.
        readings: the tasks that read something aloud, by chat and person.
        microphone: held by whoever records, so that pictures never wait for two voice notes.
        drawings: the tasks that draw pictures of the course, by key.
        post: held by whoever sends the questions of the day, so that they leave at one pace.
        lessons: what each message that waits for such a picture shall show, by its place.
        exports: the people whose files are being made.
        rounds: the tasks that lead the rounds in groups, by their number.
        turns: what each of them waits for, by the same number.
    """

    store: Store
    engine: LocalEngine
    clock: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    trainings: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    live: dict[int, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    views: dict[tuple[int, int], View] = field(default_factory=dict)
    films: set[int | str] = field(default_factory=set)
    readings: dict[tuple[int, int], asyncio.Task[None]] = field(default_factory=dict)
    microphone: asyncio.Lock = field(default_factory=asyncio.Lock)
    drawings: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    post: asyncio.Lock = field(default_factory=asyncio.Lock)
    lessons: dict[tuple[int, int], Shown] = field(default_factory=dict)
    exports: set[int] = field(default_factory=set)
    rounds: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    turns: dict[int, asyncio.Event] = field(default_factory=dict)


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[str, House]]):
    """The library's context, with the house in it."""

    @property
    def house(self) -> House:
        """What is behind the chat."""
        return self.bot_data["house"]

    @property
    def whole_bot(self) -> "Bot":
        """The application, for what goes on after this update."""
        return cast("Bot", self.application)


Bot = Application[
    ExtBot[int],
    Context,
    dict[Any, Any],
    dict[Any, Any],
    dict[str, House],
    JobQueue[Context],
]


def language_of(user: User) -> Language:
    """The language of a person's client, as far as the bot speaks it."""
    return "zh" if (user.language_code or "").lower().startswith("zh") else "en"


def met(update: Update, house: House) -> Person:
    """The person behind an update; the bot's filters let none pass without one."""
    user = cast("User", update.effective_user)
    return house.store.people.meet(user.id, language_of(user), house.clock())


def chat_of(update: Update) -> Chat:
    """The chat of an update; the bot's filters let none pass without one."""
    return cast("Chat", update.effective_chat)


def note(update: Update, house: House, kind: str, **data: object) -> None:
    """Write down that the person behind an update did something."""
    person = met(update, house)
    house.store.events.add(house.clock(), person.id, chat_of(update).id, kind, data)


def written(update: Update) -> Message:
    """The message of an update that the bot's filters let pass."""
    return cast("Message", update.effective_message)


async def tell(update: Update, text: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """Answer in the chat of an update; in a group, as a reply to what was written."""
    chat = chat_of(update)
    return await chat.send_message(
        text, reply_markup=keyboard, reply_parameters=reply_in_group(update)
    )


def reply_in_group(update: Update) -> ReplyParameters | None:
    """In a group, the message that an answer belongs to."""
    if update.effective_message is None or chat_of(update).type == ChatType.PRIVATE:
        return None
    return ReplyParameters(update.effective_message.message_id, allow_sending_without_reply=True)
