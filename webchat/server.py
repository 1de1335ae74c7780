"""The server: a door for the bot, a door for people, on this machine only."""

import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from aiohttp import web

from webchat import limits
from webchat.bad_days import BadDay
from webchat.bot_door import BotDoor
from webchat.chats import Chats
from webchat.objects import Message
from webchat.page_door import PageDoor
from webchat.refusals import Refused
from webchat.store import Store

_HOST = "127.0.0.1"
_HOST_NAMES = frozenset({_HOST, "localhost"})
_BOT_NUMBER = 7_000_000_001
_SECRET_LENGTH = 35
_SECONDS_TO_STOP = 1.0
_DESCRIPTIONS = {
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class WebChat:
    """A Bot API server for one bot, and the page to chat with it.

    Args:
        port: where to listen on 127.0.0.1; 0 takes a free port.
        name: the bot's name, as people see it.
        username: the bot's name after the @.
        home: the folder that keeps the chat; without it, it is gone when the process ends.
        clock: seconds since 1970, for the dates of messages.
    """

    def __init__(
        self,
        port: int,
        *,
        name: str = "epochbot",
        username: str = "epochbot",
        home: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._port = port
        self._store = Store(home)
        self._chats = Chats(
            self._store,
            {"id": _BOT_NUMBER, "is_bot": True, "first_name": name, "username": username},
            clock,
        )
        self._bot_door = BotDoor(self._chats, _kept_token(self._store))
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token: made up, of Telegram's shape, and as lasting as the chat."""
        return self._bot_door.token

    @property
    def address(self) -> str:
        """Where the page is, once started."""
        return f"http://{_HOST}:{self._port}/"

    @property
    def base_url(self) -> str:
        """Where the Bot API is, as python-telegram-bot takes it."""
        return f"{self.address}bot"

    @property
    def base_file_url(self) -> str:
        """Where files are downloaded, as python-telegram-bot takes it."""
        return f"{self.address}file/bot"

    async def start(self) -> None:
        """Begin to serve.

        Raises:
            OSError: the port is in use.
        """
        app = web.Application(
            middlewares=[_only_this_machine], client_max_size=limits.REQUEST_BYTES
        )
        app.add_routes([*self._bot_door.routes(), *PageDoor(self._chats).routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SECONDS_TO_STOP)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, _HOST, self._port).start()
        except OSError:
            await self.stop()
            raise
        self._port = int(self._runner.addresses[0][1])
        self._chats.poll_ends.await_all()

    async def stop(self) -> None:
        """End all waiting, stop serving and close the file."""
        self._chats.poll_ends.stop()
        self._chats.updates.close()
        self._chats.hub.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._store.close()

    def end_polls(self) -> None:
        """End all polls that have a time, as if it were over."""
        self._chats.poll_ends.end_all()

    def fail_next(
        self,
        method: str,
        code: int,
        *,
        description: str = "",
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        """Refuse the next call of a method, as Telegram does on a bad day; calls add up."""
        text = description or _DESCRIPTIONS[code].format(retry_after=retry_after)
        faults = self._bot_door.faults.setdefault(method.lower(), [])
        faults.append(Refused(code, text, retry_after, migrate_to))

    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return self._store.pending()

    def said(self, chat: int) -> list[Message]:
        """Everything that the bot said in a chat, oldest first."""
        return [
            message
            for message in self._store.messages(chat, sys.maxsize, sys.maxsize)
            if message["from"]["is_bot"]
        ]

    def have_a_bad_day(self, share: float, seed: int) -> BadDay:
        """From now on, let a share of all calls go wrong in every way that they do."""
        self._bot_door.bad_day = BadDay(share, Random(seed), {})
        return self._bot_door.bad_day

    def have_a_good_day(self) -> None:
        """Let nothing more go wrong."""
        self._bot_door.bad_day = None


def _kept_token(store: Store) -> str:
    token = store.fact("token")
    if not isinstance(token, str):
        token = f"{_BOT_NUMBER}:{secrets.token_urlsafe(_SECRET_LENGTH)[:_SECRET_LENGTH]}"
        store.note("token", token)
    return token


@web.middleware
async def _only_this_machine(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn away other sites' pages: by another host's name for this one, or by their origin."""
    origin = request.headers.get("Origin", f"http://{request.host}")
    if request.host.partition(":")[0] not in _HOST_NAMES or origin != f"http://{request.host}":
        return web.Response(status=403, text="This chat answers its own page only.\n")
    return await handler(request)
