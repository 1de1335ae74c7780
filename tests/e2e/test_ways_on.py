"""Where a message would be the end, a button leads on, and another one to the same in Chinese."""

import re

from data.words import say
from handlers.application import _BUTTONS
from tests.e2e.world import World, flip
from tests.person import Person, buttons

DEAD_ENDS = (
    ("/daily off", "No daily question", "daily", "每日练习已关闭"),
    ("/daily whenever", "I cannot read", "daily", "whenever"),
    ("/daily 8:00 Atlantis", "time zone “Atlantis”", "daily", "Atlantis"),
    ("/pause", "no daily question", "daily", "没有"),
    ("/cards alchemy", "no topic called", "glossary", "alchemy"),
    ("/class 1234", "no code of a class", "class", "不是班级"),
    ("/class new", "How is the class to be called", "class", "班级"),
)
"""What is sent, what is said, where its button leads by its name in `go.py`, and in Chinese."""


async def test_no_message_is_the_end(ada: Person) -> None:
    """Each way on is there and known; flipped, the same is said with the same ways."""
    for sent, said, leads_to, chinese in DEAD_ENDS:
        await ada.send(sent)
        shown = await ada.wait_for(said)
        assert say(f"go.{leads_to}", "en") in buttons(shown), sent
        flipped = await flip(ada, "zh", chinese)
        assert flipped["message_id"] == shown["message_id"]
        data = buttons(flipped)[say(f"go.{leads_to}", "zh")]
        assert any(re.fullmatch(form, data) for form in _BUTTONS), data


async def test_the_ways_lead_on(world: World, ada: Person) -> None:
    """After the daily questions are off they are set again; forgotten, one begins anew."""
    await ada.send("/daily 8:00 UTC")
    await ada.wait_for("Next:")
    await ada.send("/pause until 1990-01-01")
    await ada.wait_for("not ahead of us")
    await ada.press(say("go.pause", "en"))
    await ada.wait_for("For how long")
    await ada.send("/daily off")
    await ada.wait_for("No daily question")
    await ada.press(say("go.daily", "en"))
    await ada.wait_for("When shall your daily question come?")
    await ada.send("/forget")
    await ada.wait_for("Shall I forget")
    await ada.press(say("forget.yes", "en"))
    await ada.wait_for("I have forgotten everything")
    await flip(ada, "zh", "一切")
    assert world.house.store.db.execute("select count(*) from people").fetchone() == (0,)
    await ada.press(say("go.start", "zh"))
    await ada.wait_for(lambda message: "go:quiz:zh" in buttons(message).values())


async def test_a_group_is_led_on(world: World) -> None:
    """A second round is told that one goes on, and ends it; what is private leads out of there."""
    async with Person.at(world.door.address, group=True) as ada:
        await ada.send("/export")
        shown = await ada.wait_for("your eyes only")
        assert "https://t.me/epochbot" in str(shown["reply_markup"])
        await ada.send("/quiz 2")
        await ada.wait_for(lambda message: "poll" in message)
        await ada.send("/quiz")
        await ada.wait_for("going on here already")
        await ada.press(say("go.cancel", "en"))
        await ada.wait_for("Nobody has answered", patience=30)
