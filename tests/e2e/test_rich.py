"""Formulas and tables as rich messages, for those who see them."""

import pytest

from data import words
from data.words import Language
from tests.e2e.test_sweep import is_photo
from tests.e2e.world import World, flip
from tests.person import Message, Person, buttons, text_of

EXERCISE = {
    "en": "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "zh": "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？",
}
ANSWER = {"en": "Iterations in all: 4,690", "zh": "总迭代次数：4,690"}


def is_rich(message: Message) -> bool:
    """Whether a message is a rich one."""
    return "rich_message" in message and "text" not in message


def said(message: Message) -> str:
    """All that a rich message says."""
    return str(message.get("rich_message", ""))


async def turn_on(ada: Person, language: Language = "en") -> None:
    """Turn rich messages on, as somebody who sees the fraction."""
    await ada.send("/settings")
    await ada.wait_for(words.say("rich.off", language))
    await ada.press(words.say("rich.turn_on", language))
    await ada.wait_for(words.say("rich.ask", language).splitlines()[1])
    await ada.press(words.say("rich.yes", language))
    await ada.wait_for("/plain")


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
async def test_who_sees_the_fraction_gets_formulas(
    ada: Person, world: World, language: Language, other: Language
) -> None:
    """One formula is sent with a question; after a yes answers have formulas, also flipped."""
    await ada.speak(language)
    await turn_on(ada, language)
    sample, _ = (await ada.messages())[-2:]
    assert is_rich(sample)
    assert r"\dfrac" in said(sample)
    await ada.send(EXERCISE[language])
    answer = await ada.wait_for(is_rich, patience=30)
    assert ANSWER[language] in said(answer)
    assert r"\dfrac{60{,}000}{128}" in said(answer)
    assert "<mfrac" in said(answer)
    turned = await flip(ada, other, lambda message: ANSWER[other] in said(message))
    assert turned["message_id"] == answer["message_id"]
    assert is_rich(turned)
    await ada.press(words.say("answer.change", other))
    changing = await ada.wait_for(lambda message: "field:" in str(buttons(message)))
    assert is_rich(changing)
    field = next(text for text in buttons(changing) if "128" in text)
    await ada.press(field)
    asked = await ada.wait_for("128")
    assert not is_rich(asked)
    await ada.send("256")
    changed = await ada.wait_for(is_rich)
    assert "2,350" in said(changed)
    assert changed["message_id"] == answer["message_id"]
    assert world.house.store.people.get(ada.number).rich


async def test_rich_messages_lead_on_as_classic_ones(ada: Person) -> None:
    """A missing number, the formula as a picture, a topic, a sweep, its chart and figures."""
    await turn_on(ada)
    await ada.send("60,000 images, 10 epochs: how many iterations?")
    question = await ada.wait_for(is_rich)
    await ada.press(next(text for text in buttons(question) if text.isdecimal()))
    answer = await ada.wait_for(lambda message: "mathematical_expression" in said(message))
    assert answer["message_id"] == question["message_id"]
    await ada.press("Formula")
    picture = await ada.wait_for(is_photo, patience=60)
    assert picture["reply_to_message"]["message_id"] == answer["message_id"]
    await ada.press(next(text for text in buttons(answer) if text.startswith("About")))
    await ada.wait_for(lambda message: message["message_id"] == answer["message_id"])
    await ada.press("More")
    lesson = await ada.wait_for(lambda message: message["message_id"] == answer["message_id"])
    assert "text{steps per epoch}" in said(lesson)
    await ada.send("60,000 images, 10 epochs: how many iterations for batch sizes 16, 32 and 64?")
    table = await ada.wait_for(is_rich)
    assert "37,500" in said(table)
    chart = await ada.wait_for(is_photo, patience=60)
    assert chart["reply_to_message"]["message_id"] == table["message_id"]
    assert chart["caption"] == "Iterations in all T, for each batch size B"
    await ada.tap("中文", message_id=table["message_id"])
    turned = await ada.wait_for(lambda message: "总迭代次数" in said(message))
    assert turned["message_id"] == table["message_id"]
    await ada.tap("中文", message_id=chart["message_id"])
    turned = await ada.wait_for(is_photo, patience=60)
    assert turned["message_id"] == chart["message_id"]
    assert turned["caption"] == "不同批次大小（batch size） B 对应的总迭代次数 T"
    await ada.send("compare batch size 100 and 200 on moons, 2 epochs")
    await ada.wait_for(is_photo, patience=60)
    await ada.press("Figures")
    figures = await ada.wait_for(is_rich)
    assert "validation loss" in said(figures)
    assert "batch size 200" in said(figures)
    await flip(ada, "zh", lambda message: "验证损失" in said(message))
    await ada.send("/plain")
    await ada.wait_for("plain text")
    await ada.tap("English", message_id=figures["message_id"])
    assert "• updates: 8" in text_of(await ada.wait_for("validation loss"))


async def test_who_sees_none_or_says_plain_keeps_classic_messages(ada: Person) -> None:
    """A no leaves everything as it was, /plain always leads back, and so does the button."""
    await ada.send("/settings")
    await ada.wait_for("as plain text")
    await ada.press(words.say("rich.turn_on", "en"))
    await ada.wait_for("fraction")
    await flip(ada, "zh", "分数")
    await ada.press("没有")
    await ada.wait_for("纯文本")
    await ada.send(EXERCISE["en"])
    await ada.wait_for(ANSWER["en"])
    await turn_on(ada)
    await ada.send(EXERCISE["en"])
    rich = await ada.wait_for(is_rich)
    await ada.send("/plain")
    await ada.wait_for("plain text")
    await ada.press("Change a number")
    changing = await ada.wait_for(lambda message: message["message_id"] == rich["message_id"])
    assert ANSWER["en"] in text_of(changing)
    await ada.send(EXERCISE["en"])
    await ada.wait_for(ANSWER["en"])
    await turn_on(ada)
    await ada.send("/settings")
    await ada.wait_for("as in a book")
    await ada.press(words.say("rich.turn_off", "en"))
    await ada.wait_for("Formulas and tables: as plain text")
    await ada.send(EXERCISE["en"])
    await ada.wait_for(ANSWER["en"])


async def test_a_refused_rich_message_is_sent_as_a_classic_one(ada: Person, world: World) -> None:
    """What Telegram does not take comes classic, once; a wait is waited for, and it comes rich."""
    await turn_on(ada)
    world.door.fail_next("sendRichMessage", 400, description="Bad Request: RICH_MESSAGE_EMPTY")
    await ada.send(EXERCISE["en"])
    classic = await ada.wait_for(ANSWER["en"])
    assert not is_rich(classic)
    world.door.fail_next("editMessageText", 400, description="Bad Request: RICH_MESSAGE_EMPTY")
    assert not is_rich(await flip(ada, "zh", ANSWER["zh"]))
    world.door.fail_next("sendRichMessage", 404, description="Not Found")
    await ada.send(EXERCISE["en"])
    assert not is_rich(await ada.wait_for(ANSWER["en"]))
    world.door.fail_next("sendRichMessage", 429, retry_after=1)
    await ada.send(EXERCISE["en"])
    assert is_rich(
        await ada.wait_for(lambda message: ANSWER["en"] in said(message) + text_of(message))
    )
    rich = [message for message in await ada.messages() if ANSWER["en"] in said(message)]
    assert len(rich) == 1


async def test_in_a_group_everything_stays_plain(ada: Person, world: World) -> None:
    """Whoever reads along there may have an older client."""
    await turn_on(ada)
    async with Person.at(world.door.address, group=True) as there:
        await there.send(f"@epochbot {EXERCISE['en']}")
        assert not is_rich(await there.wait_for(ANSWER["en"]))
