"""What happens in the chats, told at once to every open page."""

import asyncio
from dataclasses import dataclass
from typing import Literal, TypeAlias

from webchat.objects import Json

EventKind = Literal["message", "edited", "deleted", "action", "answer", "inline", "profile"]


@dataclass(frozen=True)
class Event:
    """Something that a page shows.

    Attributes:
        kind: what happened.
        chat: the chat that it happened in; None where it concerns all.
        message: the message that it is about, if any.
        person: whom it is for; None for everybody in the chat.
        data: what else the page needs to know.
    """

    kind: EventKind
    chat: int | None = None
    message: int | None = None
    person: int | None = None
    data: Json = None


Listener: TypeAlias = asyncio.Queue[Event | None]


class Hub:
    """Brings events to whoever listens."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def tell(self, event: Event) -> None:
        """Tell everybody."""
        for listener in self._listeners:
            listener.put_nowait(event)

    def join(self) -> Listener:
        """Where the events from now on arrive; None is the last."""
        listener: Listener = asyncio.Queue()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """End all listening."""
        for listener in self._listeners:
            listener.put_nowait(None)
