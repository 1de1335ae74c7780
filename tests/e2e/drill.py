"""A drill: what people did while things went wrong, and what the bot and the chat have of it."""

import asyncio
import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.person import Message, buttons, text_of

SEED = int(os.environ.get("EPOCHBOT_DRILL", "7"))
"""Another one draws another day."""
PATIENT = 120.0
"""Seconds for which somebody waits in a drill."""
_LOOK = 0.05


class Extra(NamedTuple):
    """What the bot said too often.

    Attributes:
        part: what it said.
        times: so many times too often.
        cut: so often the bot was killed before it had said anything else in that chat.
    """

    part: str
    times: int
    cut: int


@dataclass
class Drill:
    """What people did, so that it can be held against what is there in the end.

    Attributes:
        home: the folder with the bot's store; the chat is kept in a folder of it.
        draw: draws what people do, and when.
        put_out: whether Telegram may say that the bot is out of the group, which ends a round.
        over: set when everybody shall come to an end.
        promised: how often the bot has to say what, in which chat.
        worked_out: how many texts and files of each person were to be worked out.
        votes: how many votes of each person are answers of their own.
        tables: how many tables were sent.
        challenges: how many challenges were made and answered.
        joined: whether the learner is in each class in the end, by its name.
        ends: the number of the last message of each chat, whenever a life of the bot ended.
    """

    home: Path
    draw: Random
    put_out: bool = False
    over: bool = False
    promised: Counter[tuple[int, str]] = field(default_factory=Counter)
    worked_out: Counter[int] = field(default_factory=Counter)
    votes: Counter[int] = field(default_factory=Counter)
    tables: int = 0
    challenges: int = 0
    joined: dict[str, bool] = field(default_factory=dict)
    ends: list[dict[int, int]] = field(default_factory=list)
    _sizes: Iterator[int] = field(default_factory=lambda: count(100_003, 1_001))
    _lengths: Iterator[int] = field(default_factory=lambda: count(30))

    def size(self) -> int:
        """A size of a data set that nobody has asked about."""
        return next(self._sizes)

    def length(self) -> int:
        """A number of epochs that no log had."""
        return next(self._lengths)

    async def goes_on(self) -> bool:
        """Wait a moment; whether it goes on after that."""
        await asyncio.sleep(self.draw.uniform(0.02, 0.3))
        return not self.over

    def kept(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the bot has in its store now."""
        return _rows(self.home / "epochbot.db", query, values)

    def in_chat(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the chat now."""
        return _rows(self.home / "webchat" / "webchat.db", query, values)

    def note_end(self) -> None:
        """Note which message is the last of each chat as a life of the bot ends."""
        self.ends.append(dict(self.in_chat("select chat, max(id) from messages group by chat")))

    def said_too_often(self) -> list[Extra]:
        """What the bot said more often than it had to.

        Raises:
            AssertionError: something was not said.
        """
        said = defaultdict(list)
        for message in self._said():
            said[message["chat"]["id"]].append((message["message_id"], _whole(message)))
        found = []
        for (chat, part), times in self.promised.items():
            saying = [number for number, whole in said[chat] if part in whole]
            assert len(saying) >= times, f"{part!r} was said {len(saying)} times of {times}"
            numbers = [number for number, _ in said[chat]]
            cut = {
                max((n for n in numbers if n <= end.get(chat, 0)), default=0) for end in self.ends
            }
            found.append(Extra(part, len(saying) - times, len(cut.intersection(saying))))
        return [extra for extra in found if extra.times]

    def said(self, chat: int | None = None) -> list[str]:
        """Everything that the bot said, in one chat or in all."""
        return [text_of(one) for one in self._said() if chat in {None, one["chat"]["id"]}]

    def _said(self) -> list[Message]:
        rows = self.in_chat("select body from messages order by chat, id")
        return [one for (body,) in rows if (one := json.loads(body))["from"]["is_bot"]]


async def until(done: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    for _ in range(round(PATIENT / _LOOK)):
        if done():
            return
        await asyncio.sleep(_LOOK)
    raise AssertionError(f"waited {PATIENT:g} s for {what}")


def _whole(message: Message) -> str:
    return "\n".join([text_of(message), *buttons(message).values()])


def _rows(file: Path, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query, values).fetchall()
