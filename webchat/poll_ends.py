"""Polls that end by themselves when their time is over."""

import asyncio
from typing import TYPE_CHECKING

from webchat.objects import Message

if TYPE_CHECKING:
    from webchat.chats import Chats


class PollEnds:
    """Ends every poll when its time is over, also after a restart of the server."""

    def __init__(self, chats: "Chats") -> None:
        self._chats = chats
        self._waiting: dict[tuple[int, int], asyncio.TimerHandle] = {}

    def await_all(self) -> None:
        """Wait for the ends of all polls that are open."""
        for message in self._chats.store.timed_polls():
            self.await_one(message)

    def await_one(self, message: Message) -> None:
        """Wait for the end of the poll in a message, if it has one."""
        close_date = message.get("poll", {}).get("close_date")
        if close_date is not None:
            key, seconds = _key(message), max(0.0, close_date - self._chats.clock())
            loop = asyncio.get_running_loop()
            self._waiting[key] = loop.call_later(seconds, self._end, *key)

    def end_all(self) -> None:
        """End all polls that have a time, as if it were over."""
        for key in list(self._waiting):
            self._end(*key)

    def stop(self) -> None:
        """Wait no more."""
        for handle in self._waiting.values():
            handle.cancel()
        self._waiting.clear()

    def _end(self, chat: int, number: int) -> None:
        handle = self._waiting.pop((chat, number), None)
        if handle:
            handle.cancel()
        message = self._chats.store.message(chat, number)
        poll = message.get("poll") if message else None
        if message and poll and not poll["is_closed"]:
            poll["is_closed"] = True
            self._chats.change(message, {"poll": poll}, message.get("reply_markup"), quiet=True)
            self._chats.updates.push("poll", poll)


def _key(message: Message) -> tuple[int, int]:
    return message["chat"]["id"], message["message_id"]
