"""/settings: how everything is, in words, and a button that changes it."""

from data.words import say
from tests.e2e.world import World, answer_to, flip
from tests.person import Message, Person, buttons, text_of


def _labels(message: Message) -> str:
    return "\n".join(buttons(message))


async def test_every_button_says_how_it_is(world: World, ada: Person) -> None:
    """Language, zone, daily, weekly, polls and privacy are read off their buttons and changed."""
    await ada.send("/settings")
    panel = await ada.wait_for("Language: English")
    for state in (
        "Time zone: not set",
        "Questions of the day: off",
        "Summary of the week: off",
        "Quiz questions: buttons",
        "Unanswered questions: not kept",
    ):
        assert state in _labels(panel)
    assert "Time zone: not set" in text_of(panel)
    await ada.press(say("settings.change_zone", "en", zone="not set"))
    await ada.wait_for("Choose a city")
    await ada.press("Beijing")
    zoned = await ada.wait_for("Time zone: Beijing, now 16:00")
    assert "Time zone: Beijing (change)" in buttons(zoned)
    await ada.press(say("settings.week_on", "en"))
    assert "Summary of the week: on" in _labels(await ada.wait_for("on Sundays at 19:00"))
    await ada.press(say("settings.turn_polls_on", "en"))
    assert "Quiz questions: polls" in _labels(await ada.wait_for("as quiz polls"))
    await ada.press(say("settings.to_daily", "en", time="off"))
    times = await ada.wait_for("When shall")
    assert times["message_id"] == panel["message_id"]
    await ada.press("08:00")
    await ada.wait_for("Next:")
    await ada.send("/settings")
    assert "Questions of the day: 08:00 (change)" in buttons(await ada.wait_for("Language"))
    await ada.press("中文")
    chinese = await ada.wait_for("语言：中文")
    assert "时区：北京（更改）" in buttons(chinese)
    await ada.press("保存了我的什么")
    await ada.wait_for("存在哪里")
    await ada.press("‹ 设置")
    await ada.wait_for("语言：中文")
    assert world.house.store.people.get(ada.number).language == "zh"


async def test_what_is_kept_belongs_to_who_asked(world: World) -> None:
    """In a group nobody can allow it for another, nor see how much is kept of them."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send("/privacy@epochbot")
        told = await ada.wait_for("Where.")
        assert "entries" not in text_of(told)
        for data in ("language:{}:zh", "weekly:{}:on", "keep:{}:on", "privacy:{}:on:en"):
            press = await grace.replay(told["message_id"], data.format(ada.number))
            assert "somebody else" in (await answer_to(grace, press)).text
        assert not world.house.store.people.get(ada.number).keeps_questions
        await flip(ada, "zh", "存在哪里")
