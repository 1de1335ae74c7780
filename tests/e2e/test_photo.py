"""A photo of an exercise is read, shown to be corrected, and solved."""

import asyncio
import io
from collections.abc import Iterator
from random import Random

import aiohttp
import pytest
from PIL import Image

from handlers.files.photo import MOST_WAITING
from handlers.files.picture_reader import PictureReader
from handlers.operations.budget import LIMITS, Budget, Limit
from photo.available import to_install
from tests.e2e.world import World, answer_to, flip
from tests.person import Message, Person, buttons, text_of
from tests.photo.pictures import Picture, as_jpeg, drawn, taken
from tests.photo.test_worker import fall, two_pages

needs_reader = pytest.mark.skipif(
    bool(to_install()), reason=f"no pictures are read here: {'; '.join(to_install())}"
)
PATIENT = 60.0
"""Seconds, of which most are the start of the process that reads."""


def _picture(answer: int, *, chinese: bool) -> Picture:
    """A plain picture whose exercise has that answer."""
    some = (taken(number) for number in range(0, 12 * 13, 12))
    return next(one for one in some if one.answer == answer and ("为" in one.text) == chinese)


def _copies(message: Message) -> list[str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["copy_text"]["text"] for row in rows for button in row if "copy_text" in button]


async def _send(person: Person, data: bytes, caption: str) -> None:
    """Send a photo with a caption, as the page does."""
    where = {"person": str(person.number), "chat": str(person.chat), "kind": "photo"}
    form = aiohttp.FormData({**where, "caption": caption}, quote_fields=False)
    form.add_field("file", data, filename="photo.jpg")
    person._news.clear()
    async with person._session.post("/api/upload", data=form) as response:
        assert response.status == 200


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    """One process for all tests: it loads for as long as most of them take."""
    reader = PictureReader()
    yield reader
    asyncio.run(reader.stop())


@pytest.fixture(autouse=True)
def _read_by(world: World, reader: PictureReader) -> None:
    object.__setattr__(world.house, "reader", reader)


@needs_reader
async def test_a_photo_is_solved(ada: Person, world: World) -> None:
    """One message says what was read and what follows; it can be copied, flipped and changed."""
    picture = _picture(4690, chinese=False)
    await ada.upload(picture.data, "photo.jpg", "photo")
    shown = await ada.wait_for("4,690", patience=PATIENT)
    assert "typing" in ada.actions
    assert text_of(shown).startswith(f"I read:\n{picture.text}\nMisread?")
    assert _copies(shown) == [picture.text]
    chinese = await flip(ada, "zh", "我读到的是")
    assert chinese["message_id"] == shown["message_id"]
    assert "总迭代次数：4,690" in text_of(chinese)
    await flip(ada, "en", "I read:")
    await ada.press("Change a number")
    await ada.wait_for(lambda message: "batch size 128 ✎" in buttons(message))
    await ada.send(picture.text.replace("128", "256"))
    await ada.wait_for("2,350")
    forged = await answer_to(ada, await ada.replay(shown["message_id"], "photo:1:999:en"))
    assert forged.text
    await _send(ada, picture.data, "一共迭代多少次？")
    await ada.wait_for("我读到的是", patience=PATIENT)
    assert world.house.store.events.latest(ada.number, "photo", 9)


@needs_reader
async def test_a_file_that_is_a_picture_is_read_as_one(ada: Person, world: World) -> None:
    """A picture or a PDF without a name is told by what is in it; a PDF is turned page by page.

    To turn very many pages costs a pause.
    """
    await ada.upload(_picture(4690, chinese=True).data, "question", mime="text/plain")
    await ada.wait_for("总迭代次数：4,690", patience=PATIENT)
    await ada.upload(two_pages(), "homework.pdf", mime="application/pdf")
    first = await ada.wait_for("Page 1 of 2.", patience=PATIENT)
    assert "469" in text_of(first)
    await ada.press("2 ›")
    second = await ada.wait_for("Page 2 of 2.", patience=PATIENT)
    assert second["message_id"] == first["message_id"]
    assert "‹ 1" in buttons(second)
    assert "1,563" in text_of(second)
    await flip(ada, "zh", "第 2 页，共 2 页。")
    object.__setattr__(world.house, "budget", Budget({"photo": Limit(1, 60)}))
    await ada.press("‹ 1")
    await ada.wait_for("第 1 页", patience=PATIENT)
    assert "a lot at once" in (await ada.press("2 ›")).text


@needs_reader
async def test_what_cannot_be_read_is_told_with_what_to_do(ada: Person) -> None:
    """No text, no exercise, a bomb and a damaged file each get a clear answer, and ways on."""
    await ada.upload(as_jpeg(Image.new("RGB", (300, 200), "white")), "white.jpg", "photo")
    await ada.wait_for("no text in this picture", patience=PATIENT)
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    await ada.upload(bomb.getvalue(), "bomb.png")
    await ada.wait_for("more than 50 million pixels", patience=PATIENT)
    await ada.upload(b"%PDF-1.7 and nothing else", "book.pdf")
    await ada.wait_for("seems to be damaged", patience=PATIENT)
    await ada.upload(b"BM" + bytes(2000), "photo.bmp", mime="image/bmp")
    await ada.wait_for("JPEG, PNG, WebP")
    await ada.upload(b"\xff\xd8\xff and nothing else", "photo.jpg")
    damaged = await ada.wait_for("seems to be damaged", patience=PATIENT)
    assert "Solve an exercise" in buttons(damaged)
    await flip(ada, "zh", "好像已经损坏")
    await ada.upload(as_jpeg(drawn("The weather is fine today.", Random(1))), "a.jpg", "photo")
    shown = await ada.wait_for("I see nothing in it that I can work out", patience=PATIENT)
    assert "The weather is fine today." in text_of(shown)
    await flip(ada, "zh", "没有我能算的题目")


async def test_a_file_that_kills_the_reader_harms_nobody(
    ada: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sent it is told; the bot goes on."""
    monkeypatch.setattr("handlers.files.photo.available", lambda: True)
    reader = PictureReader(reading=fall)
    object.__setattr__(world.house, "reader", reader)
    await ada.upload(taken(0).data, "photo.jpg", "photo")
    await ada.wait_for("too long to read", patience=PATIENT)
    await reader.stop()
    await ada.send("60,000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690", patience=PATIENT)


async def test_without_the_extra_it_is_said_at_once(
    ada: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos, pictures as files and PDFs get one sentence, in the language of the person.

    An album gets ten, and no more come at once.
    """
    monkeypatch.setattr("photo.available.find_spec", lambda _: None)
    await ada.upload(taken(0).data, "photo.jpg", "photo")
    await ada.wait_for("cannot read pictures. Please type the exercise")
    await ada.upload(taken(0).data, "homework", mime="text/plain")
    await ada.wait_for("cannot read pictures")
    await ada.speak("zh")
    await ada.upload(b"%PDF-1.7", "book.pdf", mime="application/pdf")
    await ada.wait_for("看不了图片")
    object.__setattr__(world.house, "budget", Budget(LIMITS))
    album = LIMITS["photo"].most
    assert album <= MOST_WAITING
    for _ in range(album):
        await ada.upload(taken(0).data, "photo.jpg", "photo")
        await ada.wait_for("看不了图片")
    await ada.upload(taken(0).data, "photo.jpg", "photo")
    await ada.wait_for("一下子发得太多了")


async def test_in_a_group_a_photo_is_read_only_when_it_is_meant(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A photo whose caption names the bot is answered, any other is left alone."""
    monkeypatch.setattr("photo.available.find_spec", lambda _: None)
    async with Person.at(world.door.address, group=True) as ada:
        await ada.upload(taken(0).data, "photo.jpg", "photo")
        await _send(ada, taken(0).data, f"@{world.bot.bot.username}")
        await ada.wait_for("cannot read pictures")
        assert len([one for one in await ada.messages() if one["from"]["is_bot"]]) == 1
