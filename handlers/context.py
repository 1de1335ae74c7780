"""What every handler can reach: the house behind the chat, who is writing, and a way to answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from telegram import Chat, InlineKeyboardMarkup, Message, ReplyParameters, Update, User
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from data.backup import Backups
from data.people import Person
from data.soundness import Recovered
from data.store import Store
from data.words import Language
from handlers.asking.thinking import Thinker
from handlers.delivery.pacing import Throttle
from handlers.delivery.turns import once
from handlers.files.picture_reader import PictureReader
from handlers.learning.learn_buttons import Shown
from handlers.live import Pace
from handlers.operations.budget import Budget
from handlers.operations.counts import Figures
from handlers.rich.rich import send
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
        throttle: when a message may go to a chat.
        trainings: the tasks that follow unfinished runs, by run number.
        live: shows each training under way anew, as far as it is, by its number.
        views: how each message that is being drawn anew shall look in the end, by its place.
        films: the runs whose films are being made; of several side by side, their key.
        readings: the tasks that read something aloud, by chat and person.
        microphone: held by whoever records, so that pictures never wait for two voice notes.
        drawings: the tasks that draw pictures of the course, by key.
        post: held by whoever sends the questions of the day, so that they leave at one pace.
        lessons: what each message that waits for such a picture shall show, by its place.
        makings: the tasks that make what /cancel can end, with chat, person and name.
        rounds: the tasks that lead the rounds in groups, by their number.
        turns: what each of them waits for, by the same number.
        group_admins: whether somebody is an admin of a group, and since when that is known.
        thinker: works texts out, in a process that can be stopped.
        budget: what each person has asked of the bot lately.
        reader: reads pictures, in another one.
        admins: the people who run the bot.
        backups: the copies of the store; None where nobody makes any.
        recovered: what became of a store that was damaged when it was opened.
        figures: what was done since the start.
        damaged: set when the store turns out to be damaged; then the bot stops.
    """

    store: Store
    engine: LocalEngine
    clock: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    throttle: Throttle = field(default_factory=Throttle)
    trainings: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    live: dict[int, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    views: dict[tuple[int, int], View] = field(default_factory=dict)
    films: set[int | str] = field(default_factory=set)
    readings: dict[tuple[int, int], asyncio.Task[None]] = field(default_factory=dict)
    microphone: asyncio.Lock = field(default_factory=asyncio.Lock)
    drawings: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    post: asyncio.Lock = field(default_factory=asyncio.Lock)
    lessons: dict[tuple[int, int], Shown] = field(default_factory=dict)
    makings: dict[asyncio.Task[Any], tuple[int, int, str]] = field(default_factory=dict)
    rounds: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    turns: dict[int, asyncio.Event] = field(default_factory=dict)
    group_admins: dict[tuple[int, int], tuple[datetime, bool]] = field(default_factory=dict)
    thinker: Thinker = field(default_factory=Thinker)
    budget: Budget = field(default_factory=Budget)
    reader: PictureReader = field(default_factory=PictureReader)
    admins: frozenset[int] = frozenset()
    backups: Backups | None = None
    recovered: Recovered | None = None
    figures: Figures = field(default_factory=Figures)
    damaged: asyncio.Event = field(default_factory=asyncio.Event)


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


_READ_IN: ContextVar[Language | None] = ContextVar("read_in", default=None)


@contextmanager
def read_in(language: Language) -> Iterator[None]:
    """Meanwhile, whoever is met reads in that language: that of the button which they pressed."""
    token = _READ_IN.set(language)
    try:
        yield
    finally:
        _READ_IN.reset(token)


def met(update: Update, house: House) -> Person:
    """The person behind an update, whom the bot's filters let none pass without; plain in a group.

    In a group, others read along, whose clients may be too old for rich messages.
    """
    user = cast("User", update.effective_user)
    person = house.store.people.meet(user.id, language_of(user), house.clock())
    alone = update.effective_chat is None or update.effective_chat.type == ChatType.PRIVATE
    person = replace(person, rich=person.rich and alone)
    shown_in = _READ_IN.get()
    return replace(person, language=shown_in) if shown_in else person


def chat_of(update: Update) -> Chat:
    """The chat of an update; the bot's filters let none pass without one."""
    return cast("Chat", update.effective_chat)


def note(update: Update, house: House, kind: str, **data: object) -> None:
    """Write down that the person behind an update did something."""
    person = met(update, house)
    events, now = house.store.events, house.clock()
    once(f"note {kind}", lambda: events.add(now, person.id, chat_of(update).id, kind, data))


def written(update: Update) -> Message:
    """The message of an update that the bot's filters let pass."""
    return cast("Message", update.effective_message)


async def tell(update: Update, text: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """Answer in the chat of an update; in a group, as a reply to what was written."""
    chat = chat_of(update)
    bot = cast("ExtBot[int]", chat.get_bot())
    return await send(bot, chat.id, text, keyboard, reply_in_group(update))


def reply_in_group(update: Update) -> ReplyParameters | None:
    """In a group, the message that an answer belongs to."""
    if update.effective_message is None or chat_of(update).type == ChatType.PRIVATE:
        return None
    return ReplyParameters(update.effective_message.message_id, allow_sending_without_reply=True)
