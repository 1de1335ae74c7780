"""A Bot API server that hands out random updates and takes every answer."""

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from scripts.fuzzing.updates import BOT, Updates

_TOKEN = f"{BOT['id']}:{'A' * 35}"
_BATCH = 50
_PAUSE = 0.2
_IN_LINE = 300
_FILES = (
    b"import torch\nfor epoch in range(3):\n    pass\n",
    b"a,b,label\n" + b"".join(b"%d,%d,%d\n" % (i, i * i, i % 2) for i in range(60)),
    b"batch_size: 32\nepochs: 5\ndataset: digits\n",
    b"Epoch 1/3 loss: 0.9 val_loss: 1.0\nEpoch 2/3 loss: 0.5 val_loss: 0.7\n",
    b"\xff\xfe\x00\xd8" * 50,
    b"[" * 5000,
    b"a: &a [x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n",
    b"",
    bytes(range(256)),
)


_SAME: dict[str, Any] = {
    "getMe": BOT,
    "getFile": {"file_id": "f", "file_unique_id": "u", "file_path": "f"},
    "getChatMenuButton": {"type": "commands"},
    "answerGuestQuery": {"inline_message_id": "i"},
    "getMyCommands": [],
    "getChatAdministrators": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
"""What is always answered the same."""


class AnyServer:
    """Plays Telegram's part.

    Attributes:
        calls: how often the bot called a method.
        empty: whether all updates were handed out and acknowledged.
    """

    token = _TOKEN

    def __init__(self, updates: int, seed: int, waiting: Callable[[], int]) -> None:
        """So many updates from a seed, given out as long as few are waiting."""
        self._in_line = waiting
        self.calls, self.empty = 0, False
        self._random = random.Random(seed)
        self._updates = Updates(self._random)
        self._left, self._waiting = updates, list[dict[str, Any]]()
        self._message = 100

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=50 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.*}", self._on_file)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.base_url, self.base_file_url = f"{address}/bot", f"{address}/file/bot"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _on_file(self, _: web.Request) -> web.Response:
        return web.Response(body=self._random.choice(_FILES))

    async def _on_call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            given = await request.json()
        else:
            given = dict(await request.post())
        if method == "getUpdates":
            result: Any = self._next(int(str(given.get("offset", 0))))
            await asyncio.sleep(0 if result else _PAUSE)
        else:
            self.calls += 1
            result = self._result(method, given)
        return web.json_response({"ok": True, "result": result})

    def _next(self, offset: int) -> list[dict[str, Any]]:
        self._waiting = [one for one in self._waiting if one["update_id"] >= offset]
        if not self._waiting:
            number = min(_BATCH, self._left) if self._in_line() < _IN_LINE else 0
            self._left -= number
            self._waiting = [self._updates.next() for _ in range(number)]
            self.empty = not self._left and not self._waiting
        return self._waiting

    def _result(self, method: str, given: dict[str, Any]) -> Any:
        """What Telegram would answer, where the bot reads it; else that all went well."""
        if method == "stopPoll":
            return self._updates.poll()
        if method == "getChatMember":
            status = self._random.choice(("creator", "member", "left"))
            user = {"id": int(given["user_id"]), "is_bot": False, "first_name": "Ada"}
            return {"status": status, "user": user, "is_anonymous": False}
        if method in _SAME or method == "sendChatAction" or "chat_id" not in given:
            return _SAME.get(method, True)
        if method.startswith(("send", "edit", "forward", "copy")):
            return self._sent(method, given)
        return True

    def _sent(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        self._message += "message_id" not in given
        number, chat = int(given.get("message_id", self._message)), int(given["chat_id"])
        self._updates.remember(chat, number, _buttons(given))
        sent = {
            "message_id": number,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "x"},
            "from": BOT,
            "text": str(given.get("text", "x")),
        }
        if method == "sendPoll":
            sent["poll"] = self._updates.poll()
        if "photo" in method.lower() or "media" in method.lower():
            sent["photo"] = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
        return sent


def _buttons(given: dict[str, Any]) -> list[str]:
    markup = given.get("reply_markup") or "{}"
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows = markup.get("inline_keyboard", [])
    return [one["callback_data"] for row in rows for one in row if "callback_data" in one]
