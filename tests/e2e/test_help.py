"""/help: one message with a page for each topic, and what it tells of can be tried at once."""

import pytest

from data import words
from data.words import Language
from handlers.personal.guide import page_screen
from handlers.personal.help_pages import PAGES
from solver.language import LANGUAGES
from tests.e2e.world import flip
from tests.person import Person, buttons

SCREEN = 900
"""Letters that a phone shows at once, about."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_short_and_whole(page: str, language: Language) -> None:
    """Each topic has its name, its commands, something to try and a way back, on one screen."""
    text, keyboard = page_screen(page, language)
    assert words.say(f"help.to_{page}", language) in text
    assert all(f"/{name} – " in text for name in PAGES[page].commands)
    assert len(text) < SCREEN
    pressed = [str(one.callback_data) for row in keyboard.inline_keyboard for one in row]
    assert {f"go:{name}:{language}" for name in PAGES[page].tries} < {*pressed}
    assert f"help:{language}" in pressed


async def test_pages_in_one_message(ada: Person) -> None:
    """A topic opens in the message of the topics, is flipped there, and leads back."""
    await ada.send("/help")
    home = await ada.wait_for("Just write")
    await ada.press("Groups and classes")
    await ada.wait_for("mention me")
    await flip(ada, "zh", "一起答题")
    await ada.press("‹ 全部主题")
    assert (await ada.wait_for("直接写就行"))["message_id"] == home["message_id"]


async def test_a_page_by_its_name(ada: Person) -> None:
    """/help with a topic, a command or a Chinese title opens that page; else the topics come."""
    for name, said in (
        ("quiz", "made for you"),
        ("/pause", "at your time"),
        ("训练", "while you watch"),
        ("<b>cooking</b>", "no help on “<b>cooking</b>”"),
    ):
        await ada.send(f"/help {name}")
        await ada.wait_for(said)


async def test_examples_are_really_run(ada: Person) -> None:
    """A tap on an example answers it, in the language of the page."""
    await ada.send("/help files")
    await ada.wait_for("Send a photo")
    await ada.press("Read a training log")
    await ada.wait_for("Validation loss")
    await ada.press("Read a script")
    await ada.wait_for("3,120")  # ⌊25,000 / 64⌋ = 390, eight times
    await ada.send("/help ask")
    await ada.wait_for("stands in your book")
    await flip(ada, "zh", "书上的题")
    await ada.press("epoch 是什么？")
    await ada.wait_for(lambda message: "考考我" in buttons(message))
    await ada.send("/help train")
    await ada.wait_for("while you watch")
    await ada.press("Train a CNN")
    await ada.wait_for("CNN")
    await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
