"""Somebody knocks at the doors: with the right key, a wrong one, or from elsewhere."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.person import Person
from webchat import WebChat


@pytest.fixture
async def http(chat: WebChat) -> AsyncIterator[aiohttp.ClientSession]:
    """Plain HTTP to the web chat."""
    async with aiohttp.ClientSession(chat.address) as session:
        yield session


@pytest.fixture
async def call(chat: WebChat) -> AsyncIterator[aiohttp.ClientSession]:
    """Plain HTTP to the web chat's methods."""
    async with aiohttp.ClientSession(f"{chat.base_url}{chat.token}/") as session:
        yield session


async def test_wrong_token(chat: WebChat, http: aiohttp.ClientSession) -> None:
    """A wrong token opens neither the methods nor the files."""
    stranger = Bot("7000000001:" + "x" * 35, chat.base_url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.request.shutdown()
    for path in ("/bot1:wrong/getMe", "/file/bot1:wrong/photos/x.png"):
        async with http.get(path) as response:
            refusal = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            assert (response.status, await response.json()) == (401, refusal)


async def test_unknown_method(chat: WebChat, http: aiohttp.ClientSession) -> None:
    """A method that is not served here is not found."""
    async with http.post(f"/bot{chat.token}/sendGame") as response:
        refusal = {"ok": False, "error_code": 404, "description": "Not Found"}
        assert (response.status, await response.json()) == (404, refusal)


async def test_every_way_to_call(chat: WebChat, http: aiohttp.ClientSession, ada: Person) -> None:
    """Parameters come in the address, a form, a multipart form or JSON; names in any case."""
    path, text = f"/bot{chat.token}/SENDMESSAGE", {"chat_id": str(ada.chat), "text": "Hello"}
    multipart = aiohttp.FormData(text, default_to_multipart=True)
    for response in (
        await http.get(path, params=text),
        await http.post(path, data=text),
        await http.post(path, data=multipart),
        await http.post(path, json={"chat_id": ada.chat, "text": "Hello", "reply_markup": {}}),
    ):
        assert (await response.json())["result"]["text"] == "Hello"


@pytest.mark.parametrize(
    ("method", "fields", "description"),
    [
        ("sendMessage", {}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "1", "text": "x"}, "chat not found"),
        (
            "sendMessage",
            {"text": "<b>"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPoll", {"question": "?"}, "expected an Array of String as options"),
        ("sendPoll", {"question": "?", "options": "x"}, "can't parse options JSON object"),
        ("setMyCommands", {"commands": "{}"}, "expected an Array of BotCommand"),
        (
            "setMyCommands",
            {"commands": '[{"command": "x"}]'},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        (
            "getMyCommands",
            {"scope": '{"type": "nobody"}'},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
async def test_refusals_in_telegrams_words(
    call: aiohttp.ClientSession, ada: Person, method: str, fields: dict[str, str], description: str
) -> None:
    """A wrong call is refused with status 400 and Telegram's own description."""
    place = {} if description == "chat_id is empty" else {"chat_id": str(ada.chat)}
    fields = place | {"parse_mode": "HTML"} | fields
    async with call.post(method, data=fields) as response:
        body = {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}
        assert (response.status, await response.json()) == (400, body)


async def test_older_libraries_name_one_solution(
    chat: WebChat, http: aiohttp.ClientSession, ada: Person
) -> None:
    """The single correct_option_id of older libraries is still understood."""
    quiz = {"chat_id": ada.chat, "question": "?", "options": ["a", "b"], "type": "quiz"}
    path = f"/bot{chat.token}/sendPoll"
    async with http.post(path, json=quiz | {"correct_option_id": 1}) as response:
        assert (await response.json())["result"]["poll"]["correct_option_ids"] == [1]


async def test_planned_faults(
    monkeypatch: pytest.MonkeyPatch, chat: WebChat, bot: Bot, ada: Person
) -> None:
    """A test can plan Telegram's bad days; afterwards everything works again."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    chat.fail_next("sendMessage", 429, retry_after=7)
    chat.fail_next("sendMessage", 403)
    chat.fail_next("sendMessage", 502)
    chat.fail_next("sendMessage", 400, description="Bad Request: not today")
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(ada.chat, "Hello")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.chat, "Hello")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ada.chat, "Hello")
    with pytest.raises(BadRequest, match="Not today"):
        await bot.send_message(ada.chat, "Hello")
    assert (await bot.send_message(ada.chat, "Hello")).text == "Hello"


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
async def test_other_sites_stay_out(
    chat: WebChat, http: aiohttp.ClientSession, ada: Person, headers: dict[str, str]
) -> None:
    """Neither a page of another site nor a name that points here can read or write."""
    for path in ("/", "/api/state", f"/bot{chat.token}/getMe"):
        async with http.get(path, headers=headers) as response:
            assert response.status == 403
    body = {"person": ada.number, "chat": ada.chat, "text": "Hello"}
    async with http.post("/api/send", json=body, headers=headers) as response:
        assert response.status == 403
    assert await ada.messages() == []


async def test_a_persons_chat_is_no_one_elses(http: aiohttp.ClientSession, ada: Person) -> None:
    """Nobody writes in another person's chat, and nobody writes nothing."""
    other = {"person": ada.number + 1, "chat": ada.chat, "text": "Hello"}
    async with http.post("/api/send", json=other) as response:
        assert (await response.json())["description"] == "Bad Request: chat not found"
    with pytest.raises(AssertionError, match="message text is empty"):
        await ada.send("  ")


async def test_files_run_no_scripts(http: aiohttp.ClientSession, ada: Person) -> None:
    """A page that somebody sends as a file is downloaded and never run beside the chat."""
    await ada.upload(b"<script>alert()</script>", "x.html", mime="text/html")
    file_id = (await ada.messages())[-1]["document"]["file_id"]
    async with http.get("/api/file", params={"id": file_id}) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Security-Policy"] == "sandbox"
        assert response.content_type == "application/octet-stream"
