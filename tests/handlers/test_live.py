"""One message that lives: the newest state wins, the final one always arrives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

import httpx
import pytest
from PIL import Image
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from handlers.delivery import outbox
from handlers.delivery.outbox import Outbox
from handlers.delivery.pacing import Throttle
from handlers.live import LiveMessage, Pace, Place, end_with_photo, end_with_text
from handlers.operations.counts import Figures
from tests.person import Message, Person, text_of
from webchat import WebChat


@dataclass(frozen=True)
class Scene:
    """A message of the bot, and Ada who reads it; `answered` when the server answers an edit."""

    door: WebChat
    place: Place
    ada: Person
    answered: asyncio.Event

    async def shown(self) -> Message:
        """The message as Ada sees it."""
        messages = await self.ada.messages()
        return next(m for m in messages if m["message_id"] == self.place.message)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A message that says “begin”."""
    async with _server() as door, Person.at(door.address) as ada:
        answered = asyncio.Event()
        async with _bot(door, answered) as bot:
            sent = await bot.send_message(ada.chat, "begin")
            yield Scene(door, Place(bot, ada.chat, sent.message_id), ada, answered)


def _bot(door: WebChat, answered: asyncio.Event) -> ExtBot[int]:
    async def hear(response: httpx.Response) -> None:
        if response.url.path.endswith("editMessageText"):
            answered.set()

    request = HTTPXRequest(httpx_kwargs={"event_hooks": {"response": [hear]}})
    return ExtBot(
        door.token,
        door.base_url,
        door.base_file_url,
        request=request,
        rate_limiter=Outbox(Throttle(), Figures()),
    )


@asynccontextmanager
async def _server() -> AsyncIterator[WebChat]:
    door = WebChat(0)
    await door.start()
    yield door
    await door.stop()


def _picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(data, "PNG")
    return data.getvalue()


def _button(text: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(text, callback_data="x"))


async def test_the_newest_state_is_shown(scene: Scene) -> None:
    """Of states that change faster than they may be shown, the newest is shown."""
    async with LiveMessage(scene.place, Pace(private=0)) as live:
        for number in range(100):
            live.show(f"state {number}", _button("Cancel"))
        await scene.ada.wait_for("state")
    assert text_of(await scene.shown()) == "state 99"


async def test_an_unchanged_state_is_not_sent_again(scene: Scene) -> None:
    """The same state twice is one edit: the server would refuse the second."""
    async with LiveMessage(scene.place, Pace(private=0)) as live:
        live.show("same", None)
        await scene.ada.wait_for("same")
        live.show("same", None)
        live.show("other", None)
        await scene.ada.wait_for("other")


async def test_what_the_message_shows_already_is_not_sent(scene: Scene) -> None:
    """A message that says that the run starts is first edited when there is more to say."""
    async with LiveMessage(scene.place, Pace(private=0), ("starting", None)) as live:
        live.show("starting", None)
        live.show("running", None)
        await scene.ada.wait_for("running")


async def test_the_first_edit_comes_soon_after_the_message() -> None:
    """In a private chat the first figures follow their message within half a second."""
    pace, loop = Pace(), asyncio.get_running_loop()
    sent = loop.time()
    pace.sent(1)
    await asyncio.wait_for(pace.turn(1), timeout=0.5)
    assert loop.time() - sent >= 0.2


async def test_progress_that_is_refused_is_dropped(scene: Scene) -> None:
    """A refused edit is not repeated, whatever the reason; the next state is shown."""
    async with LiveMessage(scene.place, Pace(private=0)) as live:
        for code in (403, 429, 502):
            scene.door.fail_next("editMessageText", code, retry_after=0)
            live.show(f"lost {code}", None)
            await scene.answered.wait()
            scene.answered.clear()
            live.show(f"next {code}", None)
            await scene.ada.wait_for(f"next {code}")
            await scene.answered.wait()
            scene.answered.clear()


async def test_two_messages_of_a_chat_share_its_pace() -> None:
    """Edits in one chat take turns with a gap between them; another chat does not wait."""
    pace, order = Pace(private=0.05, group=0.05), []

    async def edit(name: str, chat: int) -> None:
        await pace.turn(chat)
        order.append(name)

    await asyncio.gather(edit("first", 1), edit("second", 1), edit("third", 1), edit("other", -2))
    assert order == ["first", "other", "second", "third"]


async def test_the_end_is_a_picture(scene: Scene) -> None:
    """A text message becomes the final picture, under the same number."""
    number = await end_with_photo(scene.place, _picture(), "done", _button("Again"))
    assert number == scene.place.message
    assert "photo" in await scene.shown()


async def test_the_end_survives_faults(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The final picture is sent again until it is there, also when it had arrived unseen."""
    monkeypatch.setattr(outbox, "_PAUSES", (0.001,))
    scene.door.fail_next("editMessageMedia", 429, retry_after=0)
    scene.door.fail_next("editMessageMedia", 502)
    await end_with_photo(scene.place, _picture(), "done", _button("Again"))
    assert "photo" in await scene.shown()


async def test_a_final_text_shown_already_is_fine(scene: Scene) -> None:
    """A final text that is there already is not sent anew."""
    assert await end_with_text(scene.place, "begin") == scene.place.message


async def test_a_deleted_message_is_replaced(scene: Scene) -> None:
    """The end of a message that a person has deleted comes as a new one."""
    await scene.place.bot.delete_message(scene.place.chat, scene.place.message)
    assert await end_with_text(scene.place, "cancelled") > scene.place.message
    number = await end_with_photo(scene.place, _picture(), "done", _button("Again"))
    assert number > scene.place.message
