"""In a group the bot speaks when it is spoken to, as its admins wish, and for as long as it is in."""

from datetime import UTC, datetime
from typing import Any

from telegram import Message as TelegramMessage
from telegram import Update

from data.daily import Daily, Plan
from data.groups import Group
from handlers.quizzes.quiz import put_question
from handlers.together.effects import PARTY
from quiz.making import make
from tests.e2e.world import World, both, find, flip
from tests.person import Person, buttons, text_of

GROUP = -1_001_234_567_890


def _file(**more: object) -> dict[str, object]:
    return {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "duration": 1, **more}


_PERSON = {"id": 5, "is_bot": False, "first_name": "Emmy"}
_FORWARD = {"type": "user", "sender_user": _PERSON, "date": 0}
_POLL: dict[str, object] = {
    "id": "p",
    "question": "batch 64?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
TALK: list[dict[str, object]] = [
    {"text": "60000 images, batch 128, 10 epochs: how many iterations?"},
    {"text": "thanks"},
    {"text": "👍"},
    {"text": "@epochbotany what is an epoch?"},
    {"text": "mail me: somebody@example.org"},
    {"text": "/quiz@otherbot", "entities": [{"type": "bot_command", "offset": 0, "length": 14}]},
    {"text": "/nonsense", "entities": [{"type": "bot_command", "offset": 0, "length": 9}]},
    {"photo": [_file()], "caption": "batch 64, 10 epochs: how many?"},
    {"document": _file(file_name="train.py"), "caption": "why?"},
    {"document": _file(file_name="run.csv")},
    {"voice": _file()},
    {"video": _file()},
    {"video_note": _file(length=9)},
    {"animation": _file()},
    {"sticker": _file(is_animated=False, is_video=False, type="regular")},
    {"location": {"latitude": 1.0, "longitude": 2.0}},
    {"contact": {"phone_number": "1", "first_name": "Emmy"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"poll": _POLL},
    {"new_chat_members": [_PERSON]},
    {"left_chat_member": _PERSON},
    {"new_chat_title": "batch 64"},
    {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}}},
    {"group_chat_created": True},
    {"text": "batch 64, 640 images: how many?", "forward_origin": _FORWARD},
    {"text": "an answer of mine", "via_bot": {"id": 7, "is_bot": True, "first_name": "Gifs"}},
]


async def test_the_talk_of_others_is_left_alone(world: World) -> None:
    """Of a group's own talk nothing is answered, new or edited, and nobody in it becomes known."""
    async with both(world) as (ada, _):
        chat = {"id": GROUP, "type": "supergroup", "title": "Study"}
        base: dict[str, Any] = {"date": 1, "chat": chat, "from": _PERSON}
        for number, said in enumerate(TALK, 100):
            for kind in ("message", "edited_message"):
                message = TelegramMessage.de_json(
                    {**base, "message_id": number, **said}, world.bot.bot
                )
                told: dict[str, Any] = {kind: message}
                await world.bot.process_update(Update(2 * number, **told))
        assert await ada.messages() == []
        assert list(world.house.store.db.table("people").rows) == []
        await ada.send("@EpochBot 60000 images, batch size 128: how many iterations per epoch?")
        answer = await ada.wait_for("469", patience=30)
        await ada.send("and with batch size 256?", reply_to=answer["message_id"])
        await ada.wait_for("235")


async def test_settings_of_a_group(world: World) -> None:
    """All see the settings, in both languages; only an admin changes them, and they are followed."""
    async with both(world) as (ada, grace):
        await grace.send("/settings@epochbot")
        shown = await grace.wait_for("Settings of this group")
        await flip(grace, "zh", "本群设置")
        await flip(grace, "en", "Settings of this group")
        assert "Only the admins" in (await grace.press("60 s")).text
        assert "✓ 30 s" in buttons(await grace.message(shown["message_id"]))
        for label in ("60 s", "Admins only", "Chinese rounds"):
            await ada.replay(shown["message_id"], _data(shown, label))
            await ada.wait_for("Settings of this group")
        group = Group(GROUP, "zh", 60, admins_only=True)
        assert world.house.store.groups.of(GROUP) == group
        await grace.send("/quiz 2")
        await grace.wait_for("only the admins begin")
        await grace.send("@epochbot train an MLP on digits")
        await grace.wait_for("only the admins begin")
        assert world.house.store.runs.latest_of(grace.number, 1) == []
        await ada.send("/quiz 2")
        poll = (await find(grace, "1/2  "))["poll"]
        assert poll["open_period"] == 60
        going = world.house.store.rounds.going_in(GROUP)
        assert going
        assert going.language == "zh"
        await ada.send("/cancel")
        await find(ada, "没有人")


def _data(message: dict[str, Any], label: str) -> str:
    """The data of the button with that label that is about the group, not the flip."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(
        str(one["callback_data"])
        for row in rows
        for one in row
        if one["text"].removeprefix("✓ ") == label and one["callback_data"].count(":") == 3
    )


async def test_put_out_and_let_in_again(world: World) -> None:
    """Put out of a group, all that was planned there ends; let in again, it greets once."""
    async with both(world) as (ada, grace):
        house = world.house
        await ada.send("/quiz 3")
        await find(ada, "1/3  ")
        await grace.send("@epochbot train an MLP on digits with batch size 16 for 60 epochs")
        while not house.store.runs.going_of(grace.number):
            await ada.messages()
        plan = Plan("08:00", "UTC")
        house.store.dailies.save(Daily(ada.number, GROUP, plan, next_due=world.clock()))
        await ada.let_bot(be_in=False)
        while house.rounds or house.trainings or house.store.dailies.get(ada.number):
            await ada.messages()
        assert house.store.rounds.going() == []
        assert house.store.runs.unfinished() == []
        before = len(await ada.messages())
        await ada.speak("zh")
        await ada.let_bot(be_in=True)
        hello = await ada.wait_for("@epochbot")
        await flip(ada, "en" if "大家好" in text_of(hello) else "zh", "/quiz")
        assert len(await ada.messages()) == before + 1
        assert not house.store.groups.greet(GROUP, _last_greeting(world))


def _last_greeting(world: World) -> datetime:
    (row,) = world.house.store.db.table("groups").rows
    return datetime.fromisoformat(row["greeted_at"]).astimezone(UTC)


async def test_who_blocks_the_bot(world: World, ada: Person) -> None:
    """Who blocks the bot gets no questions of the day until they are back."""
    await ada.send("/daily 9:00 UTC")
    await ada.wait_for("09:00")
    dailies = world.house.store.dailies
    planned = dailies.get(ada.number)
    await ada.let_bot(be_in=False)
    while (found := dailies.get(ada.number)) and found.state != "blocked":
        await ada.messages()
    assert found
    assert found.next_due is None
    await ada.let_bot(be_in=True)
    while dailies.get(ada.number) != planned:
        await ada.messages()


async def test_thanks_and_a_day_done(world: World, ada: Person) -> None:
    """Thanks get a 👍 and no words; a day with all answers right is celebrated."""
    for text in ("Thanks!", "谢谢你！", "👍"):
        number = await ada.send(text)
        await ada._until(lambda: any(one.get("reaction") for one in ada._news), "a reaction")
        assert (await ada.message(number))["reaction"] == "👍"
    assert not any(message["from"]["is_bot"] for message in await ada.messages())
    house, numbers = world.house, range(100)
    house.store.people.set_zone(ada.number, "UTC")
    for form, celebrated in (("choose", "reaction"), ("type", "effect_id")):
        now = world.clock()
        plan, today = Plan("08:00", "UTC"), now.date()
        daily = Daily(ada.number, ada.number, plan, posted_at=now, delivered=True, last_day=today)
        house.store.dailies.save(daily)
        item = next(one for n in numbers if (one := make("batches", n, 2, "en")).form == form)
        known = house.store.people.get(ada.number)
        asked = await put_question(world.bot.bot, house, known, ada.chat, item)
        if form == "type":
            await ada.send(str(item.answer))
        else:
            right = next(place for place, one in enumerate(item.options) if one.right)
            await ada.replay(
                (await ada.messages())[-1]["message_id"], f"quiz:{asked.id}:a{right}:en"
            )
        await ada.wait_for("Done for today", patience=30)
        while not any(one.get(celebrated) in {"🎉", PARTY} for one in await ada.messages()):
            pass
        world.clock.advance(minutes=1)
