"""The way in: the command line, and the wiring of the chat bot."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from command_line.ask import add_ask
from command_line.data import add_data
from command_line.failures import BAD_INPUT, FAILED, INTERRUPTED, BadInputError
from command_line.home import read_settings, unusable
from command_line.train import add_train
from doctor import add_doctor
from questions import add_questions

if TYPE_CHECKING:
    from telegram.ext import Updater

    from handlers.context import Bot, House
    from settings import Settings
    from trainer.engines.local import LocalEngine
    from webchat import WebChat

_RETRY_SECONDS = 3


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
        print(f"epochbot failed: {type(error).__name__}: {error}", file=sys.stderr)
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="epochbot", description="A tutor for the phases of training a neural network."
    )
    parser.set_defaults(action=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    run = commands.add_parser("run", help="start the chat bot (the default)")
    run.set_defaults(action=_run)
    add_ask(commands.add_parser("ask", help="answer a question, or one a line of standard input"))
    add_train(commands.add_parser("train", help="train one network and measure it"))
    add_data(commands.add_parser("data", help="fetch a data set that does not come with the bot"))
    add_questions(commands.add_parser("questions", help="list what could not be answered"))
    add_doctor(commands.add_parser("doctor", help="say what works, and how to turn on the rest"))
    return parser


def _run(_: argparse.Namespace) -> int:
    from handlers.logs import configure_logging

    configure_logging()
    asyncio.run(_serve(read_settings()))
    return 0


async def _serve(settings: "Settings") -> None:
    """Serve the chat until the process is asked to stop."""
    serving = asyncio.ensure_future(_serve_forever(settings))
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


async def _serve_forever(settings: "Settings") -> None:
    async with AsyncExitStack() as closing:
        await _open(settings, closing)
        await asyncio.Event().wait()


async def _open(settings: "Settings", closing: AsyncExitStack) -> None:
    """Open everything in the order in which it is needed; it is closed in the reverse order."""
    from trainer.shelf import SHELF

    SHELF.folder = settings.shelf
    engine = _engine(settings.cluster)
    closing.push_async_callback(engine.stop)
    await engine.start()  # first: what workers need is loaded while the rest starts
    house = _house(settings, engine, closing)
    if settings.token:
        server = settings.base_url, settings.base_file_url
        await talk(settings.token, server, house, closing)
        print("epochbot is ready on Telegram. Stop it with Ctrl+C.", flush=True)
    else:
        door = await _web_chat(settings, closing)
        await talk(door.token, (door.base_url, door.base_file_url), house, closing)
        print(f"epochbot is ready: open {door.address} (stop with Ctrl+C)", flush=True)


def _house(settings: "Settings", engine: "LocalEngine", closing: AsyncExitStack) -> "House":
    from data.lock import StoreInUseError, held
    from data.store import StoreUnavailableError, open_store
    from handlers.context import House

    home = settings.home
    try:
        closing.enter_context(held(home))
        store = open_store(home)
    except StoreInUseError as error:
        raise BadInputError(
            f"another epochbot is running on the data directory {home}. "
            "Stop it, or set EPOCHBOT_HOME to another directory."
        ) from error
    except StoreUnavailableError as error:
        raise unusable(error) from error
    closing.callback(store.close)
    return House(store, engine, lambda: datetime.now(UTC))


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


async def talk(
    token: str, server: tuple[str, str], house: "House", closing: AsyncExitStack
) -> "Bot":
    """Let the bot talk through a Bot API server, until it is closed."""
    from handlers.application import ALLOWED_UPDATES, build, open_for_business
    from handlers.errors import on_polling_error
    from handlers.follow import stop_following

    bot = build(token, *server, house)
    await _connect(bot)
    closing.push_async_callback(bot.shutdown)
    await bot.start()
    closing.push_async_callback(bot.stop)
    closing.push_async_callback(stop_following, house)
    updater = cast("Updater", bot.updater)
    await updater.start_polling(
        allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=on_polling_error
    )
    closing.push_async_callback(updater.stop)
    open_for_business(bot)
    return bot


async def _connect(bot: "Bot") -> None:
    """Reach the server; without a network, wait for one.

    Raises:
        BadInputError: the server does not know the token.
    """
    from telegram.error import InvalidToken, NetworkError

    while True:
        try:
            await bot.initialize()
        except InvalidToken as error:
            raise BadInputError(
                "the server refused TELEGRAM_BOT_TOKEN. Copy it again from @BotFather."
            ) from error
        except NetworkError as error:
            print(
                f"epochbot: no answer from the server ({error.message}); trying again.",
                file=sys.stderr,
            )
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
