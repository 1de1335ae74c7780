"""Links into the chat lead to a lesson, a topic, a question, a training or an answer."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from data.words import Language, say
from handlers.together.sharing import for_text
from handlers.together.short_text import LONGEST, restored, shortened
from knowledge.course import lessons
from knowledge.library import topic
from tests.e2e.world import World
from tests.person import Message, Person, buttons, text_of

QUESTIONS: dict[Language, str] = {
    "en": "60000 images, batch 128, 10 epochs",
    "zh": "6万张图片，batch 128，10 轮：共多少步？",
}


def _shared(message: Message) -> str:
    """The start parameter that the one share button under a message sends along."""
    rows = message["reply_markup"]["inline_keyboard"]
    urls = [one["url"] for row in rows for one in row if "share/url" in one.get("url", "")]
    assert len(urls) == 1
    link = parse_qs(urlsplit(urls[0]).query)["url"][0]
    found = re.fullmatch(r"https://t\.me/epochbot\?start=([A-Za-z0-9_-]{1,64})", link)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_where_links_lead(world: World, ada: Person, language: Language) -> None:
    """A lesson, a topic and an answer are shared by one button; its link leads there again."""
    await ada.speak(language)
    one = lessons(language)[2]
    await ada.send(f"/start learn_{one.name}")
    shown = await ada.wait_for(one.title)
    await ada.replay(shown["message_id"], f"learn:at:3:{len(one.steps)}:{language}")
    end = await ada.wait_for(lambda message: "share/url" in str(message.get("reply_markup")))
    assert _shared(end) == f"learn_{one.name}"
    await ada.send("/start topic_epoch")
    page = await ada.wait_for(topic("epoch", language).title)
    assert _shared(page) == "topic_epoch"
    await ada.press(say("lesson.to_related", language))
    assert _shared(await ada.wait_for(lambda message: "sources" in str(buttons(message))))
    await ada.send("/start quiz_epoch")
    await ada.wait_for(lambda message: say("quiz.why", language) in buttons(message))
    asked = world.house.store.reviews.latest_asked(ada.number, ada.chat)
    assert asked
    await ada.send("/cancel")
    await ada.wait_for(lambda message: bool(text_of(message)))
    await ada.send(f"/start {for_text(QUESTIONS[language])}")
    await ada.wait_for("4,690", patience=30)
    await ada.send("/start challenge")
    await ada.wait_for(say("challenge.too_few", language)[:10])
    await ada.send("/start help")
    await ada.wait_for(lambda message: "help:" in str(buttons(message)))


LOST = {
    "learn_nothing": "no longer works",
    "topic_": "no longer works",
    "quiz_epochs": "no longer works",
    "ask_": "no longer works",
    f"ask_{shortened(chr(10).join('ab'))}": "no longer works",
    f"ask_{shortened('train an mlp on digits')}": "no longer works",
    f"ask_{shortened('who painted the Mona Lisa?')}": "no longer works",
    "whatever": "no longer works",
    "run_1B0B": "does not lead to a training",
    "beat_me": say("challenge.lost", "en")[:20],
    "class_of_1999": say("class.closed", "en")[:20],
}


async def test_links_that_lead_nowhere(world: World, ada: Person) -> None:
    """A broken, old or forged link says so above the welcome, and starts nothing."""
    for parameter, said in LOST.items():
        await ada.send(f"/start {parameter}")
        assert "go:train:en" in buttons(await ada.wait_for(said)).values(), parameter
    assert not world.house.store.runs.latest_of(ada.number, 1)


def test_short_texts() -> None:
    """A text comes back as it was, a question fits into a link, and no code makes a long text."""
    for text in (QUESTIONS["en"], QUESTIONS["zh"], "x" * LONGEST, "⌈7 / 2⌉ 😀", ""):
        assert restored(shortened(text)) == text
        assert re.fullmatch("[A-Za-z0-9_-]*", shortened(text))
    assert all(for_text(text) for text in QUESTIONS.values())
    assert for_text("".join(chr(0x4E00 + 37 * place) for place in range(30))) is None
    bomb = shortened("0" * 10_000_000)
    for code in (bomb, "", "A", "____", "é", shortened("x" * (LONGEST + 1))):
        assert restored(code) is None


def test_a_code_means_the_same_for_ever() -> None:
    """Links that were sent keep their meaning: the code of a text never changes."""
    assert restored("A9uOlhZQUxEA") == QUESTIONS["en"]
