"""The way in: the command line, and the wiring of the chat bot."""

import argparse
import asyncio
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from command_line.backup import backups_of
from command_line.failures import BAD_INPUT, FAILED, INTERRUPTED, BadInputError
from command_line.home import read_settings, unusable
from command_line.subcommand import Subcommand
from command_line.talking import talk
from handlers.operations.redaction import blotted

if TYPE_CHECKING:
    from data.backup import Backups
    from data.soundness import Recovered
    from handlers.asking.thinking import Thinker
    from handlers.context import House
    from handlers.delivery.listening import Doors
    from settings import Settings
    from trainer.engines.local import LocalEngine
    from webchat import WebChat

_LOG = logging.getLogger("epochbot")
_COMMANDS = {
    "ask": ("command_line.ask:add_ask", "answer a question, or one a line of standard input"),
    "train": ("command_line.train:add_train", "train one network and measure it"),
    "data": ("command_line.data:add_data", "fetch a data set that does not come with the bot"),
    "questions": ("questions:add_questions", "list what could not be answered"),
    "backup": ("command_line.backup:add_backup", "copy the store, also while the bot runs"),
    "restore": ("command_line.backup:add_restore", "put a copy in the place of the store"),
    "doctor": ("doctor:add_doctor", "say what works, and how to turn on the rest"),
}
"""What can be done beside running the bot: who adds the arguments, and what it does."""
_UNUSED = ("numpy", "httpx._main", "tornado")
"""What libraries load where they find it: a tenth of the start, for nothing."""
_LATE = "handlers.asking.thoughts"
"""What a question needs first, with SymPy: half of all; the thinker loads the same till then."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand.

    Returns:
        The exit status: 0, 1 where it failed, 2 for bad input, 130 after Ctrl+C.
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.action(options)
        sys.stdout.flush()
    except BadInputError as error:
        print(f"epochbot: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who read the answers has left (`| head`); at exit Python would flush into the same pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the border: a sentence reaches the user, no traceback
        print(f"epochbot failed: {type(error).__name__}: {blotted(str(error))}", file=sys.stderr)
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="epochbot", description="A tutor for the phases of training a neural network."
    )
    parser.set_defaults(action=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Subcommand)
    commands.add_parser("run", help="start the chat bot (the default)")
    for name, (adds, what) in _COMMANDS.items():
        commands.add_parser(name, adds=adds, help=what)
    return parser


def _run(_: argparse.Namespace) -> int:
    from handlers.operations.loading import load

    settings = read_settings()
    load("handlers.operations.logs", without=_UNUSED)
    from handlers.operations.logs import configure_logging
    from handlers.operations.redaction import forget_secrets

    configure_logging(settings.log)
    forget_secrets()
    asyncio.run(_serve(settings))
    return 0


async def _serve(settings: "Settings") -> None:
    """Serve the chat until the process is asked to stop; asked again, it stops at once."""
    serving = asyncio.ensure_future(_serve_forever(settings))

    def stop() -> None:
        if serving.cancelling():
            from handlers.delivery.stopping import leave_at_once

            leave_at_once()
        serving.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await serving


async def _serve_forever(settings: "Settings") -> None:
    from data.soundness import DamagedStoreError

    async with AsyncExitStack() as closing:
        house = await _open(settings, closing)
        await house.damaged.wait()
    raise DamagedStoreError("the next start replaces it by its last whole backup")


async def _open(settings: "Settings", closing: AsyncExitStack) -> "House":
    """Open everything in the order in which it is needed; it is closed in the reverse order."""
    from handlers.asking.thinking import Thinker
    from handlers.operations.loading import load

    thinker = Thinker()
    closing.push_async_callback(thinker.stop)
    thinker.start()  # first: what it needs is loaded while the rest starts
    load("handlers.application", *(() if settings.token else ("webchat",)), without=_UNUSED)
    from trainer.shelf import SHELF

    SHELF.folder = settings.shelf
    engine = _engine(settings.cluster)
    closing.push_async_callback(engine.stop)
    house = _house(settings, engine, thinker, closing)
    if settings.token:
        server = settings.base_url, settings.base_file_url
        await talk(settings.token, server, house, closing, doors_of(settings))
        print("epochbot is ready on Telegram. Stop it with Ctrl+C.", flush=True)
    else:
        door = await _web_chat(settings, closing)
        server = door.base_url, door.base_file_url
        await talk(door.token, server, house, closing, doors_of(settings))
        print(f"epochbot is ready: open {door.address} (stop with Ctrl+C)", flush=True)
    await engine.start()  # late: what workers need takes a core for seconds
    await asyncio.to_thread(load, _LATE)
    return house


def _house(
    settings: "Settings", engine: "LocalEngine", thinker: "Thinker", closing: AsyncExitStack
) -> "House":
    from data.lock import StoreInUseError, held
    from data.store import StoreUnavailableError, open_store
    from handlers.context import House
    from handlers.operations.budget import LIMITS, Budget

    home, backups = settings.home, backups_of(settings)
    try:
        closing.enter_context(held(home))
        recovered = _recovered(backups)
        store = open_store(home)
    except StoreInUseError as error:
        raise BadInputError(
            f"another epochbot is running on the data directory {home}. "
            "Stop it, or set EPOCHBOT_HOME to another directory."
        ) from error
    except StoreUnavailableError as error:
        raise unusable(error) from error
    closing.callback(store.close)
    admins = settings.admins
    now = partial(datetime.now, UTC)
    budget = Budget(LIMITS if settings.token else None)  # in the web chat one is alone
    return House(
        store,
        engine,
        now,
        thinker=thinker,
        budget=budget,
        admins=admins,
        backups=backups,
        recovered=recovered,
    )


def _recovered(backups: "Backups") -> "Recovered | None":
    """What had to be done to the store, which was damaged.

    Raises:
        BadInputError: it is damaged, and cannot be replaced.
        StoreUnavailableError: it cannot be looked at.
    """
    from data.soundness import DamagedStoreError, recover
    from data.store import StoreUnavailableError

    try:
        recovered = recover(backups, datetime.now(UTC))
    except DamagedStoreError as error:
        raise BadInputError(
            f"the store in {backups.home} is damaged ({error}), and {backups.folder} has no whole"
            " backup of it. docs/operations.md says what can be saved; to begin anew, move the"
            " file epochbot.db away."
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailableError(backups.home, str(error)) from error
    if recovered:
        at, aside = recovered.backup.at, recovered.aside
        _LOG.error("the store was damaged; the backup of %s stands in its place", at)
        _LOG.error("the damaged store is kept in %s", aside)
    return recovered


def doors_of(settings: "Settings") -> "Doors":
    """What the bot shall listen on."""
    from handlers.delivery.listening import Doors, Webhook

    if not (settings.token and settings.webhook_url):  # the web chat is asked for updates
        return Doors(health=settings.health)
    secret = {"secret": settings.webhook_secret} if settings.webhook_secret else {}
    return Doors(Webhook(settings.webhook_url, settings.webhook_listen, **secret), settings.health)


def _engine(cluster: str | None) -> "LocalEngine":
    """Where runs are carried out: here, or on a cluster.

    Raises:
        BadInputError: what a cluster needs is not installed.
    """
    from trainer.engines.local import LocalEngine

    if cluster is None:
        return LocalEngine()
    try:
        from trainer.engines.dask import DaskEngine
    except ModuleNotFoundError as error:
        raise BadInputError(
            "EPOCHBOT_CLUSTER needs the package distributed. "
            "Install it with: python -m pip install -e '.[cluster]'"
        ) from error
    return DaskEngine(cluster)


async def _web_chat(settings: "Settings", closing: AsyncExitStack) -> "WebChat":
    from webchat import WebChat

    door = WebChat(settings.port, home=settings.home / "webchat")
    try:
        await door.start()
    except OSError as error:
        raise BadInputError(
            f"port {settings.port} cannot be used ({error.strerror}). "
            "Stop what is using it, or set EPOCHBOT_PORT to another."
        ) from error
    closing.push_async_callback(door.stop)
    return door


if __name__ == "__main__":
    sys.exit(main())
