"""A lean Bot API server for measuring bots: it hands out updates and notes when each is answered.

    .venv/bin/python -m benchmarks.telegram_server

Prints its address. Every token is a bot of its own. Nothing is stored but the last message of each
chat, whose buttons are pressed. Whoever measures posts a load to `/load` and is told how it went
once everything is answered, or nothing has been for a while; `benchmarks.load` does.

An update waits from the moment that it exists, not from that of being fetched: a bot that is too
busy to fetch it lets it wait, too. It is answered by the first message or edit in its chat, or by a
note above the chat.
"""

import asyncio
import json
import re
import statistics
import time
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Json = dict[str, Any]
BATCH = 100
"""Updates that Telegram hands out at once."""
SILENCE = 20.0
"""Seconds without an answer after which nothing more is awaited."""
BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "measured_bot"}
EMPTY: Mapping[str, object] = {
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getChatMenuButton": {"type": "default"},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getMe": BOT | {"can_join_groups": True, "can_read_all_group_messages": False},
}
_FILE = {"file_id": "file", "file_unique_id": "file"}
_MEDIA: Mapping[str, object] = {
    "photo": [_FILE | {"width": 640, "height": 480}],
    "document": _FILE,
    "voice": _FILE | {"duration": 1},
    "animation": _FILE | {"width": 640, "height": 480, "duration": 1},
}
_ANSWER = re.compile(r"quiz:\d+:(?:a|solve)")


class Line:
    """What stands between one bot and its chats."""

    def __init__(self) -> None:
        self.fetched = asyncio.Event()
        self.fetched_at = 0.0
        self._updates: deque[Json] = deque()
        self._there = asyncio.Event()
        self._last: dict[int, Json] = {}
        self._open: defaultdict[int, deque[float]] = defaultdict(deque)
        self._queries: dict[str, int] = {}
        self._numbers = count(1)
        self._answered = asyncio.Event()
        self.waits: list[float] = []
        self.ended = 0.0

    async def fetch(self, seconds: float) -> list[Json]:
        """The next updates, as soon as there are some."""
        self.fetched_at = self.fetched_at or time.time()
        self.fetched.set()
        if not self._updates:
            self._there.clear()
            try:
                await asyncio.wait_for(self._there.wait(), seconds)
            except TimeoutError:
                return []
        return [self._updates.popleft() for _ in range(min(BATCH, len(self._updates)))]

    def happen(self, chat: int, does: str, at: float) -> None:
        """Somebody writes a text, or presses a button where `does` begins with `press `."""
        act, _, wanted = does.partition(" ")
        pressed = self._button(chat, wanted) if act == "press" else None
        person = {"id": chat, "is_bot": False, "first_name": f"P{chat}"}
        person["language_code"] = "zh" if chat % 2 else "en"
        update: Json = {"update_id": next(self._numbers)}
        if pressed:
            query = str(update["update_id"])
            self._queries[query] = chat
            body = {"id": query, "from": person, "chat_instance": "1", "data": pressed}
            update["callback_query"] = body | {"message": self._last[chat]}
        else:
            text = "/quiz" if act == "press" else does
            update["message"] = _message(next(self._numbers), chat, text, person)
        self._open[chat].append(at)
        self._updates.append(update)
        self._there.set()

    def _button(self, chat: int, wanted: str) -> str | None:
        """The data of a button of the chat's last message: an answer, the next question, a name."""
        rows = self._last.get(chat, {}).get("reply_markup", {}).get("inline_keyboard", [])
        data = [button.get("callback_data", "") for row in rows for button in row]
        if wanted == "quiz":
            answers = [one for one in data if _ANSWER.match(one)]
            following = [one for one in data if one == "quiz:next"]
            return next(iter(answers or following), None)
        name, _, instead = wanted.partition(" ")
        found = next((one for one in data if one.startswith(name)), None)
        return instead or found if found else None

    def take(self, method: str, call: Json) -> object:
        """What a method of the Bot API gives back; an answer is noted."""
        if method == "answerCallbackQuery":
            chat = self._queries.pop(str(call["callback_query_id"]), 0)
            if call.get("text"):
                self._note(chat)
            return True
        if method == "sendChatAction" or not method.startswith(("send", "edit")):
            return EMPTY.get(method, True)
        chat = int(call["chat_id"])
        message = self._written(method, chat, call)
        self._last[chat] = message
        self._note(chat)
        return [message] if method == "sendMediaGroup" else message

    def _written(self, method: str, chat: int, call: Json) -> Json:
        number = int(call["message_id"]) if "message_id" in call else next(self._numbers)
        message = _message(number, chat, str(call.get("text", "")), BOT)
        markup = call.get("reply_markup")
        if markup:
            message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        kind = method.removeprefix("send").lower()
        return message | ({kind: _MEDIA[kind]} if kind in _MEDIA else {})

    def _note(self, chat: int) -> None:
        if self._open[chat]:
            self.ended = time.perf_counter()
            self.waits.append(self.ended - self._open[chat].popleft())
            self._answered.set()

    async def carry(self, updates: Sequence[tuple[int, str]], rate: float, crowd: int) -> Json:
        """Let updates happen, and wait until they are answered.

        Args:
            updates: the chats and what is done there.
            rate: so many a second; 0 for all at once.
            crowd: no more unanswered at once; 0 for any number.
        """
        self.waits.clear()
        self._open.clear()
        began = self.ended = time.perf_counter()
        for number, (chat, does) in enumerate(updates):
            at = began + number / rate if rate else began
            if rate and (left := at - time.perf_counter()) > 0:
                await asyncio.sleep(left)
            if crowd:
                await self._until(number - crowd + 1)
                at = time.perf_counter()
            self.happen(chat, does, at)
        await self._until(len(updates))
        return self._report(len(updates), began)

    async def _until(self, answers: int) -> None:
        """Wait for so many answers, or for silence."""
        while len(self.waits) < answers:
            self._answered.clear()
            try:
                await asyncio.wait_for(self._answered.wait(), SILENCE)
            except TimeoutError:
                return

    def _report(self, total: int, began: float) -> Json:
        waits = sorted(self.waits)
        centiles = statistics.quantiles(waits, n=100) if len(waits) > 1 else [0.0] * 99
        return {
            "served": len(waits),
            "lost": total - len(waits),
            "seconds": self.ended - began,
            "p50": centiles[49],
            "p99": centiles[98],
        }


def _message(number: int, chat: int, text: str, sender: Json) -> Json:
    message: Json = {
        "message_id": number,
        "from": sender,
        "chat": {"id": chat, "type": "private", "first_name": f"P{chat}"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return message


class Server:
    """The lines of all bots, behind one port."""

    def __init__(self) -> None:
        self.lines: defaultdict[str, Line] = defaultdict(Line)

    async def call(self, request: web.Request) -> web.Response:
        """Serve a method of the Bot API."""
        line, method = self.lines[request.match_info["token"]], request.match_info["method"]
        call = await _read(request)
        if method == "getUpdates":
            result: object = await line.fetch(float(call.get("timeout", 0)))
        else:
            result = line.take(method, call)
        return web.json_response({"ok": True, "result": result})

    async def load(self, request: web.Request) -> web.Response:
        """Carry a load through one bot."""
        asked = await request.json()
        line = self.lines[asked["token"]]
        return web.json_response(await line.carry(asked["updates"], asked["rate"], asked["crowd"]))

    async def ready(self, request: web.Request) -> web.Response:
        """When a bot first fetched updates; nothing where it has not within a second."""
        line = self.lines[request.match_info["token"]]
        with suppress(TimeoutError):
            await asyncio.wait_for(line.fetched.wait(), 1)
        return web.json_response({"at": line.fetched_at})


async def _read(request: web.Request) -> Json:
    """What a method is called with; of files, nothing."""
    if request.content_type == "application/json":
        return dict(json.loads(await request.read() or b"{}"))
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return {name: value for name, value in form.items() if isinstance(value, str)}
    return dict(parse_qsl((await request.read()).decode()))


async def serve() -> None:
    """Serve on a free port until the process is ended."""
    server = Server()
    application = web.Application(client_max_size=2**26)
    application.router.add_post("/load", server.load)
    application.router.add_get("/ready/{token}", server.ready)
    application.router.add_route("*", "/bot{token}/{method}", server.call)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
