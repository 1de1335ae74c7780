"""One message that lives: edited as often as Telegram allows, the newest state wins."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from telegram import InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.delivery.pacing import PROGRESS
from handlers.operations.fading import Fading, is_ahead
from handlers.rich import rich

# Edits share Telegram's budget with messages; faster ones have cost other bots minutes of silence.
PRIVATE_GAP = 2.5
GROUP_GAP = 6.0
FIRST_GAP = 0.3
"""Seconds from a message to its first edit in a private chat: short bursts are allowed."""

Keyboard = InlineKeyboardMarkup | None
State = tuple[str, Keyboard]
"""What a message shows: its text, and the buttons under it."""


class Pace:
    """When each chat may be edited next, in seconds between two edits."""

    def __init__(self, private: float = PRIVATE_GAP, group: float = GROUP_GAP) -> None:
        self._private = private
        self._group = group
        self._next = Fading[int, float](is_ahead)

    async def turn(self, chat: int) -> None:
        """Wait until this chat may be edited."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next.get(chat) or now)
        self._keep(chat, at + (self._private if chat > 0 else self._group))
        await asyncio.sleep(at - now)

    def sent(self, chat: int) -> None:
        """Note that a message went to this chat, so that its first edit does not come at once."""
        gap = min(FIRST_GAP, self._private) if chat > 0 else self._group
        self._keep(chat, asyncio.get_running_loop().time() + gap)

    def _keep(self, chat: int, until: float) -> None:
        self._next.keep(chat, until, asyncio.get_running_loop().time())


@dataclass(frozen=True)
class Place:
    """Where a message of the bot is."""

    bot: ExtBot[int]
    chat: int
    message: int


class LiveMessage:
    """Shows a changing state in one message, inside an `async with` block."""

    def __init__(self, place: Place, pace: Pace, shown: State = ("", None)) -> None:
        """A message and its pace; `shown` is what it shows already."""
        self._place = place
        self._pace = pace
        self._changed = asyncio.Event()
        self._state = shown
        self._editing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._keep_current())
        return self

    async def __aexit__(self, *_: object) -> None:
        # An edit on its way is awaited, so that it cannot arrive after the final one.
        async with self._editing:
            self._task.cancel()

    def show(self, text: str, keyboard: Keyboard) -> None:
        """Make this the state to be shown; one not yet shown is forgotten."""
        if (text, keyboard) != self._state:
            self._state = (text, keyboard)
            self._changed.set()

    async def turn(self, text: str, keyboard: Keyboard) -> None:
        """Show a state at once: somebody pressed a button, and looks."""
        self._state = (text, keyboard)
        async with self._editing:
            await _edit_text(self._place, text, keyboard)

    async def _keep_current(self) -> None:
        while True:
            await self._changed.wait()
            await self._pace.turn(self._place.chat)
            self._changed.clear()
            async with self._editing:
                # Progress that cannot be shown is dropped: the next state replaces it anyway.
                with suppress(TelegramError):
                    await _edit_text(self._place, *self._state, urgency=PROGRESS)


async def end_with_text(place: Place, text: str, keyboard: Keyboard = None) -> int:
    """Make a text the last state of a message.

    Returns:
        The message that holds it: a new one where the old one is gone.
    """

    async def again() -> int:
        return (await rich.send(place.bot, place.chat, text, keyboard)).message_id

    return await _or(lambda: _edit_text(place, text, keyboard), again, place)


async def end_with_caption(place: Place, caption: str, keyboard: Keyboard = None) -> int:
    """Make a text the last state of what stands below a picture.

    Returns:
        The message that holds it: a new one, without the picture, where the old one is gone.
    """

    async def edit() -> None:
        await place.bot.edit_message_caption(
            place.chat, place.message, caption=caption, reply_markup=keyboard
        )

    async def again() -> int:
        sent = await place.bot.send_message(place.chat, caption, reply_markup=keyboard)
        return sent.message_id

    return await _or(edit, again, place)


async def end_with_photo(place: Place, photo: bytes, caption: str, keyboard: Keyboard) -> int:
    """Turn a message into its final picture.

    Returns:
        The message that holds it: a new one where the old one is gone.
    """

    async def edit() -> None:
        media = InputMediaPhoto(photo, caption, filename="chart.png")
        await place.bot.edit_message_media(media, place.chat, place.message, reply_markup=keyboard)

    async def again() -> int:
        sent = await place.bot.send_photo(
            place.chat, photo, caption, filename="chart.png", reply_markup=keyboard
        )
        return sent.message_id

    return await _or(edit, again, place)


async def _edit_text(
    place: Place, text: str, keyboard: Keyboard, urgency: int | None = None
) -> None:
    await rich.edit(place.bot, place.chat, place.message, text, keyboard, urgency=urgency)


async def _or(
    edit: Callable[[], Awaitable[None]], again: Callable[[], Awaitable[int]], place: Place
) -> int:
    """Edit a message; where it cannot be edited (any more), send another one."""
    try:
        await edit()
    except BadRequest:
        return await again()
    return place.message
