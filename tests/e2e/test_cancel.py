"""/cancel: whatever is going on ends, one sentence says what, and a button leads on."""

import pytest

from handlers.files.picture_reader import PictureReader
from handlers.quizzes.quiz import put_question
from quiz.making import make
from tests.e2e.world import World, find, flip
from tests.person import Person, buttons, text_of
from tests.photo.pictures import taken
from tests.photo.test_worker import linger, two_pages

EXERCISE = "60,000 images, batch size 128, 10 epochs: how many iterations?"
LONG = "train an MLP on digits with batch size 1 for 200 epochs"


async def test_nothing_to_cancel(ada: Person) -> None:
    """Where nothing goes on, it says so in either language, with ways on."""
    await ada.send("/cancel")
    assert "Ask me a question" in buttons(await ada.wait_for("Nothing is going on"))
    await ada.speak("zh")
    await ada.send("/cancel")
    assert "考我一题" in buttons(await ada.wait_for("没有正在进行"))


async def test_an_open_question(world: World, ada: Person) -> None:
    """A question is left: its buttons go, and a number that is typed next is no answer to it."""
    await ada.send("/start")
    await ada.wait_for("Hello")
    item = next(one for seed in range(99) if (one := make("batches", seed, 2, "en")).form == "type")
    known = world.house.store.people.get(ada.number)
    await put_question(world.bot.bot, world.house, known, ada.chat, item)
    asked = world.house.store.reviews.latest_asked(ada.number, ada.chat)
    assert asked
    await ada.send("/cancel")
    ended = await ada.wait_for("Ended: the open question")
    assert "Ask me a question" in buttons(ended)
    shown = next(m for m in await ada.messages() if m["message_id"] == asked.message)
    assert buttons(shown) == {}
    await ada.send(item.answer)
    await ada.wait_for("outside what I teach")
    assert world.house.store.reviews.history(ada.number) == []
    await ada.send("/cancel")
    await ada.wait_for("Nothing is going on")


async def test_what_waits(world: World, ada: Person) -> None:
    """A change of a number, a time zone to be chosen and a confirmation are left as they were."""
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")
    await ada.press("Change a number")
    await ada.wait_for(lambda message: "batch size 128 ✎" in buttons(message))
    await ada.press("batch size 128 ✎")
    await ada.wait_for("New value")
    await ada.send("/daily 09:00")
    await ada.wait_for("Where are you?")
    await ada.send("/forget")
    await ada.wait_for("Shall I forget")
    await ada.send("/cancel")
    ended = text_of(await ada.wait_for("Ended: "))
    assert "change of a number" in ended
    assert "time zone" in ended
    assert "nothing is forgotten" in ended
    assert "4,690" in text_of(await find(ada, "4,690"))
    assert world.house.store.dailies.get(ada.number) is None
    assert "Privacy" in buttons(await find(ada, "Nothing is forgotten."))
    await ada.send("/cancel")
    await ada.wait_for("Nothing is going on")


async def test_a_sprint_and_a_training(world: World, ada: Person) -> None:
    """What runs ends at once: a sprint shows what it came to, a training that it was cancelled."""
    await ada.send(LONG)
    await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    await ada.send("/sprint")
    await ada.wait_for("60 seconds")
    await ada.press("▶ Start")
    await ada.wait_for("60 s")
    await ada.send("/cancel")
    ended = await ada.wait_for("Ended: training #1, the sprint.")
    assert "Train a network" in buttons(ended)
    assert "已停下：训练 #1、冲刺。" in text_of(await flip(ada, "zh", "已停下"))
    await find(ada, "was cancelled")
    await find(ada, "0 right of 0")
    assert not world.house.trainings
    assert world.house.store.sprints.going() == []


async def test_what_is_made(world: World, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A photo and a PDF that are read, and files that are made, end; nothing of them comes."""
    monkeypatch.setattr("handlers.files.photo.available", lambda: True)
    reader = PictureReader(reading=linger)
    object.__setattr__(world.house, "reader", reader)
    await ada.upload(taken(0).data, "photo.jpg", "photo")
    await ada.upload(two_pages(), "homework.pdf", mime="application/pdf")
    await ada.send("/export")
    await ada.wait_for_action("upload_document")
    await ada.send("/cancel")
    ended = "the reading of a picture or PDF, the making of your files"
    assert "Solve an exercise" in buttons(await ada.wait_for(f"Ended: {ended}."))
    assert not world.house.makings
    assert not reader.waiting
    await flip(ada, "zh", "图片或 PDF 的识别、文件的导出")
    await ada.send("/cancel")
    await ada.wait_for("Nothing is going on")
    assert not any("document" in m for m in await ada.messages() if m["from"]["is_bot"])
    await reader.stop()
