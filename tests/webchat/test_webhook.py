"""Updates that are brought to the bot instead of being fetched."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.person import Person

SECRET = "of-this-test-alone"  # noqa: S105 - made up


@pytest.fixture
async def listening() -> AsyncIterator[tuple[str, list[int], asyncio.Queue[dict[str, object]]]]:
    """A bot's address, the statuses that it answers with first, and what it took."""
    refusals, taken = [503], asyncio.Queue[dict[str, object]]()

    async def take(request: web.Request) -> web.Response:
        if refusals:
            return web.Response(status=refusals.pop())
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
        taken.put_nowait(await request.json())
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/hook", take)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", refusals, taken
    await runner.cleanup()


async def test_updates_are_brought(
    bot: Bot,
    ada: Person,
    listening: tuple[str, list[int], asyncio.Queue[dict[str, object]]],
) -> None:
    """What is said is brought in its order, again where it was refused, until that is ended."""
    url, refusals, taken = listening
    await ada.send("before")
    await bot.set_webhook(url, secret_token=SECRET)
    await ada.send("after")
    async with asyncio.timeout(10):
        brought = [await taken.get(), await taken.get()]
    assert [update["message"]["text"] for update in brought] == ["before", "after"]  # type: ignore[index]
    assert not refusals
    assert (await bot.get_webhook_info()).url == url
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    await ada.send("fetched")
    assert [update.message.text for update in await bot.get_updates() if update.message] == [
        "fetched"
    ]


@pytest.mark.parametrize(
    ("url", "secret", "says"),
    [
        ("https://example.org/hook", None, "bad webhook"),
        ("http://127.0.0.1:1/hook", "no spaces", "unallowed characters"),
        ("http://127.0.0.1:1/hook", "x" * 257, "too long"),
    ],
)
async def test_what_no_webhook_can_be(bot: Bot, url: str, secret: str | None, says: str) -> None:
    """An address elsewhere and a secret that no header can hold are refused."""
    with pytest.raises(BadRequest, match=f"(?i){says}"):
        await bot.set_webhook(url, secret_token=secret)
