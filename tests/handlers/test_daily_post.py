"""Questions of the day are sent once each, whatever the server answers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from aiohttp import web

from data.daily import Daily, Plan
from data.store import Store
from handlers.application import build
from handlers.context import Bot, House
from handlers.daily.post import _send
from handlers.delivery import outbox
from trainer.engines.local import LocalEngine
from webchat.calls import read_call

MIA, GROUP, SUPERGROUP = 7, -5, -100200
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Refusal = dict[str, object]


class Telegram:
    """A server that answers messages with the refusals it was given, then takes everything."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []
        self.asked: list[int] = []
        self.address = ""

    async def serve(self) -> AsyncIterator["Telegram"]:
        """Serve until the test is over."""
        app = web.Application()
        app.router.add_post("/{token}/sendMessage", self._answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        yield self
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        chat = int((await read_call(request)).text("chat_id"))
        self.asked.append(chat)
        if self.refusals:
            refusal = self.refusals.pop(0)
            return web.json_response(
                {"ok": False, **refusal}, status=int(str(refusal["error_code"]))
            )
        message = {"message_id": 1, "date": 0, "chat": {"id": chat, "type": "group"}, "text": "?"}
        return web.json_response({"ok": True, "result": message})


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A server of our own."""
    async for server in Telegram().serve():
        yield server


@pytest.fixture
def house(store: Store) -> House:
    """A house in which it is nine o'clock, and Mia's question is being sent to her group."""
    store.people.meet(MIA, "en", NOW)
    store.dailies.save(_being_sent())
    return House(store, LocalEngine(workers=1), lambda: NOW)


def _being_sent() -> Daily:
    plan, tomorrow = Plan("09:00", "UTC"), datetime(2026, 3, 3, 9, tzinfo=UTC)
    daily = Daily(MIA, GROUP, plan, next_due=tomorrow, last_day=date(2026, 3, 2))
    return replace(daily, posted_at=NOW)


async def _sent(telegram: Telegram, house: House, *refusals: Refusal) -> Daily:
    """Mia's questions after one was sent to a server that refuses at first."""
    telegram.refusals = list(refusals)
    bot: Bot = build("1:token", telegram.address, telegram.address, house)
    async with bot.bot.request:
        await _send(bot, house, replace(_being_sent(), waiting="question"))
    daily = house.store.dailies.get(MIA)
    assert daily is not None
    return daily


def _refusal(code: int, description: str, **parameters: int) -> Refusal:
    return {"error_code": code, "description": description, "parameters": parameters}


async def test_what_arrives_is_noted(telegram: Telegram, house: House) -> None:
    """A question that the server takes has arrived."""
    assert (await _sent(telegram, house)).delivered
    assert telegram.asked == [GROUP]


@pytest.mark.parametrize(
    "refusal",
    [
        _refusal(403, "Forbidden: bot was blocked by the user"),
        _refusal(400, "Bad Request: chat not found"),
    ],
)
async def test_who_cannot_be_reached_is_switched_off(
    telegram: Telegram, house: House, refusal: Refusal
) -> None:
    """Whoever blocked the bot is asked nothing more, and their wish is kept for their return."""
    daily = await _sent(telegram, house, refusal)
    assert telegram.asked == [GROUP]
    assert (daily.state, daily.next_due, daily.waiting) == ("blocked", None, None)
    assert daily.plan == Plan("09:00", "UTC")


async def test_a_group_that_became_a_supergroup_is_followed(
    telegram: Telegram, house: House
) -> None:
    """The question goes to the supergroup that the group has become, and all later ones, too."""
    moved = _refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=SUPERGROUP)
    daily = await _sent(telegram, house, moved)
    assert telegram.asked == [GROUP, SUPERGROUP]
    assert (daily.chat, daily.delivered) == (SUPERGROUP, True)


async def test_what_was_refused_for_its_pace_waits_for_the_next_minute(
    telegram: Telegram, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is too busy for all our tries gets the question with the next tick."""
    monkeypatch.setattr(outbox, "CAREFUL_RETRIES", 0)
    daily = await _sent(telegram, house, _refusal(429, "Too Many Requests", retry_after=245))
    assert (daily.waiting, daily.delivered) == ("question", False)


async def test_somebody_who_is_forgotten_gets_nothing(telegram: Telegram, house: House) -> None:
    """A question on its way to somebody who has left no trace is not sent, and not tried again."""
    house.store.db.execute("delete from people")
    bot: Bot = build("1:token", telegram.address, telegram.address, house)
    await _send(bot, house, replace(_being_sent(), waiting="question"))
    assert house.store.dailies.get(MIA) is None
    assert telegram.asked == []
