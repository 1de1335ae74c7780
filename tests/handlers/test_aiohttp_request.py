"""Requests over aiohttp: what the library's own client sends and says, and room for a crowd."""

import asyncio
import json
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from handlers.delivery.aiohttp_request import AiohttpRequest, UnansweredError

TOKEN = "123456:" + "A" * 35
SENT = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}
OK = {"ok": True, "result": SENT}
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("下一题", callback_data="quiz:next")]])
FILE = bytes(range(256)) * 1024  # several pieces long
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Heard:
    """What a server was sent."""

    agents: list[str | None] = field(default_factory=list)
    calls: list[dict[str, object]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Note a call, as a Bot API server reads it, and take it."""
        self.agents.append(request.headers.get("User-Agent"))
        self.calls.append({"/": request.path.rpartition("/")[2]} | await _read(request))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        album = request.path.endswith("sendMediaGroup")
        return web.json_response({"ok": True, "result": [SENT, SENT] if album else SENT})


async def _read(request: web.Request) -> dict[str, object]:
    if request.content_type == "application/json":
        return dict(json.loads(await request.read()))
    if request.content_type != "multipart/form-data":
        return dict(await request.post())
    parts: dict[str, object] = {}
    async for part in await request.multipart():
        body = bytes(await part.read())
        named = (part.filename, part.headers.get("Content-Type"), body)
        parts[part.name] = named if part.filename else body.decode()
    # The library names what is attached by chance.
    chance = [name for name in parts if name.startswith("attached")]
    text = json.dumps(sorted((repr(value) for name, value in parts.items() if name in chance)))
    media = str(parts.get("media", ""))
    for name in chance:
        media = media.replace(name, "attached")
    kept = {name: value for name, value in parts.items() if name not in {*chance, "media"}}
    return kept | {"media": media, "attached": text}


@asynccontextmanager
async def _served(handler: Handler) -> AsyncIterator[str]:
    """A Bot API server whose every method is this handler; its address."""
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{tail:.*}", handler)
    server = TestServer(app)
    await server.start_server()
    try:
        yield f"http://127.0.0.1:{server.port}/bot"
    finally:
        await server.close()


@asynccontextmanager
async def _socket(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A server below HTTP; its address."""
    over = asyncio.Event()

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.wait(
            [asyncio.ensure_future(serve(reader, writer)), asyncio.ensure_future(over.wait())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        writer.transport.abort() if over.is_set() else writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(served, "127.0.0.1", 0, limit=2**12)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        over.set()
        await asyncio.sleep(0.02)  # both ends close


def _bot(server: str, request: BaseRequest) -> Bot:
    return Bot(TOKEN, base_url=server, request=request, get_updates_request=request)


async def _talk(server: str, request: BaseRequest) -> None:
    """Texts, buttons and files of every kind that the bot sends."""
    async with request:
        bot = _bot(server, request)
        await bot.send_message(7, "60 000 ÷ 128 & 轮次 = 469", reply_markup=KEYBOARD)
        await bot.send_document(7, FILE, filename="我的 data+1.csv", caption="中文 <b>&</b>")
        await bot.send_photo(7, FILE, filename='a "curve".png', reply_markup=KEYBOARD)
        await bot.send_voice(7, FILE, filename="voice.ogg", duration=3)
        album = [InputMediaPhoto(FILE, filename="one.png"), InputMediaPhoto(FILE[1:])]
        await bot.send_media_group(7, album)


async def test_a_server_is_sent_the_same_as_by_the_librarys_own_client() -> None:
    """Texts, buttons, file names in Chinese, kinds and contents of files arrive as ever."""
    ours, theirs = Heard(), Heard()
    async with _served(ours.answer) as server:
        await _talk(server, AiohttpRequest(server))
    async with _served(theirs.answer) as server:
        await _talk(server, HTTPXRequest())
    assert ours.calls == theirs.calls
    assert ours.agents == theirs.agents
    assert ours.calls[1]["document"] == ("我的 data+1.csv", "text/csv", FILE)


async def test_a_file_is_fetched_and_the_session_opens_again() -> None:
    """A file arrives byte for byte; opening and closing twice is no error, before it is one."""

    async def give(_: web.Request) -> web.Response:
        return web.Response(body=FILE)

    async with _served(give) as server:
        request = AiohttpRequest(server)
        with pytest.raises(RuntimeError, match="not initialized"):
            await request.do_request(server, "GET")
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert await request.retrieve(f"{server}{TOKEN}/file 1.bin") == FILE
            await request.shutdown()
            await request.shutdown()
    assert request.read_timeout == HTTPXRequest().read_timeout


async def test_a_crowd_waits_in_line() -> None:
    """800 messages at once all arrive, over no more connections than allowed."""
    heard = Heard()
    async with _served(heard.answer) as server, AiohttpRequest(server, 4) as request:
        bot = _bot(server, request)
        await asyncio.gather(*(bot.send_message(7, str(number)) for number in range(800)))
    assert sorted(int(str(call["text"])) for call in heard.calls) == list(range(800))
    assert heard.most <= 4


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        (429, {"description": "wait", "parameters": {"retry_after": 3}}, RetryAfter),
        (502, None, NetworkError),
        (302, None, NetworkError),
    ],
)
async def test_a_refusal_is_the_librarys(
    status: int, body: dict[str, Any] | None, error: type[TelegramError]
) -> None:
    """What a server refuses is said as ever, and nobody is sent to another address."""
    asked = []

    async def refuse(request: web.Request) -> web.Response:
        asked.append(request.path)
        text = json.dumps({"ok": False} | body) if body else "<html>"
        return web.Response(status=status, text=text, headers={"Location": "/elsewhere"})

    async with _served(refuse) as server, AiohttpRequest(server) as request:
        failure = await _failure(_bot(server, request).send_message(7, "x"))
    assert type(failure) is error
    assert asked == [f"/bot{TOKEN}/sendMessage"]


async def _failure(call: Awaitable[object]) -> Exception:
    """How a call fails; never with the token in what could be written down about it."""
    with pytest.raises(TelegramError) as failure:
        await call
    assert "A" * 35 not in "".join(traceback.format_exception(failure.value))
    return failure.value


async def test_a_broken_connection_is_a_network_error() -> None:
    """It is said whether anybody was there, who may have taken the message, and never the token."""

    async def hang_up(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read(100)

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"nonsense\r\n\r\n")

    async def tell(server: str) -> Exception:
        async with AiohttpRequest(server) as request:
            text = await _failure(_bot(server, request).send_message(7, "x"))
            file = await _failure(_bot(server, request).send_document(7, FILE * 40))
        assert type(text) is type(file)
        return text

    for serve in (hang_up, break_off, babble):
        async with _socket(serve) as server:
            assert isinstance(await tell(server), UnansweredError)
    for address, said in [
        (server, "Cannot connect to host 127.0.0.1"),
        ("http://nowhere.invalid/bot", "nowhere.invalid"),
    ]:
        nobody = await tell(address)
        assert said in str(nobody)
        assert not isinstance(nobody, TimedOut)
    await tell("no address/")


async def test_each_wait_has_an_end() -> None:
    """None is awaited for longer than was asked for; what never left is no time-out of an answer.

    What must not come twice is sent again only where it has not left.
    """

    async def never(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.json_response(OK)

    async with _served(never) as server, AiohttpRequest(server, 1) as request:
        bot = _bot(server, request)
        slow = asyncio.create_task(bot.send_message(7, "x", read_timeout=None))
        await asyncio.sleep(0.05)
        waiting = bot.send_message(7, "x", pool_timeout=0.05, connect_timeout=0.05)
        assert type(await _failure(waiting)) is NetworkError  # it has not left
        assert (await slow).message_id == 1
        assert type(await _failure(bot.send_message(7, "x", read_timeout=0.05))) is TimedOut
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        filling = [socket.socket() for _ in range(4)]
        for one in filling:
            one.setblocking(False)  # noqa: FBT003 (the standard library's own signature)
            one.connect_ex(address)
        async with AiohttpRequest("http://x") as request:
            url = f"http://127.0.0.1:{address[1]}/bot{TOKEN}/getMe"
            call = request.post(url, connect_timeout=0.1)
            assert type(await _failure(call)) is NetworkError
        for one in filling:
            one.close()


async def test_an_upload_may_be_slow_but_not_stand_still() -> None:
    """A file that trickles arrives; one that nobody takes is given up."""

    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        left = int(head.split(b"Content-Length: ")[1].split()[0])
        while left:
            left -= len(await reader.read(2**20))
            await asyncio.sleep(0.005)
        body = json.dumps(OK).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()

    async def nobody(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)

    loop = asyncio.get_running_loop()
    async with _socket(trickle) as server, AiohttpRequest(server) as request:
        began = loop.time()
        await _bot(server, request).send_document(7, FILE * 40, write_timeout=0.2)
        assert loop.time() - began > 0.2
    async with _socket(nobody) as server, AiohttpRequest(server) as request:
        call = _bot(server, request).send_document(7, FILE * 40, write_timeout=0.2)
        assert type(await _failure(call)) is TimedOut


async def test_the_environment_names_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy nothing is to be set in the bot; an address may be excepted."""
    heard = Heard()
    async with _served(heard.answer) as proxy:
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy.removesuffix("/bot"))
        there = "http://api.example/bot"
        async with AiohttpRequest(there) as request:
            await request.post(f"{there}{TOKEN}/sendMessage", RequestData())
        assert [call["/"] for call in heard.calls] == ["sendMessage"]
        monkeypatch.setenv("https_proxy", proxy.removesuffix("/bot"))
        async with AiohttpRequest("https://api.example/bot") as request:
            refused = await _failure(request.post(f"https://api.example/bot{TOKEN}/getMe"))
        assert type(refused) is NetworkError  # the proxy leads nowhere
        monkeypatch.setenv("no_proxy", "api.example")
        async with AiohttpRequest(there) as request:
            assert "api.example" in str(await _failure(request.post(f"{there}{TOKEN}/getMe")))
