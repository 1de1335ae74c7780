"""Quiz: questions with buttons, typed answers, feedback, the daily question."""

from datetime import UTC, datetime

import pytest

from data.reviews import Asked
from data.words import say
from handlers.daily import serve_due
from quiz.engine import item_of
from quiz.item import Item
from quiz.render import options, question
from tests.e2e.world import Opening, World, answer_to, find
from tests.person import Message, Person, buttons, text_of


def _asked(world: World, person: Person) -> tuple[Asked, Item]:
    asked = world.house.store.reviews.latest_asked(person.number, person.chat)
    assert asked is not None
    return asked, item_of(asked)


async def _new_question(world: World, person: Person) -> tuple[Message, Item]:
    await person.send("/quiz")
    message = await person.wait_for(lambda message: message["from"]["is_bot"])
    _, item = _asked(world, person)
    assert question(item, "en").split("\n")[0] in text_of(message)
    return message, item


async def test_a_right_answer(world: World, ada: Person) -> None:
    """The right button is confirmed in the same message, remembered, and leads to the next."""
    message, item = await _new_question(world, ada)
    right = next(at for at, option in enumerate(item.options) if option.value == item.answer)
    await ada.press(options(item, "en")[right])
    feedback = await ada.wait_for("Your answer")
    assert feedback["message_id"] == message["message_id"]
    review = world.house.store.reviews.history(ada.number)[-1]
    assert (review.skill, review.correct) == (item.skill, True)
    assert [memory.skill for memory in world.house.store.reviews.memories(ada.number)] == [
        item.skill
    ]
    await ada.press("Next question")
    await ada.wait_for(lambda message: len(buttons(message)) > 1)


async def test_a_wrong_answer(world: World, ada: Person) -> None:
    """A wrong button is answered with the right number and what was mixed up."""
    _, item = await _new_question(world, ada)
    wrong = next(at for at, option in enumerate(item.options) if option.misconception)
    await ada.press(options(item, "en")[wrong])
    assert f"{item.answer:,}" in text_of(await ada.wait_for("Your answer"))
    review = world.house.store.reviews.history(ada.number)[-1]
    assert (review.correct, review.misconception) == (False, item.options[wrong].misconception)


async def test_an_answer_counts_once(world: World, ada: Person) -> None:
    """A second press of an old button gets a note, and is not counted."""
    message, item = await _new_question(world, ada)
    data = list(buttons(message).values())
    await ada.press(options(item, "en")[0])
    await ada.wait_for("Your answer")
    answer = await answer_to(ada, await ada.replay(message["message_id"], data[1]))
    assert "already" in answer.text
    assert len(world.house.store.reviews.history(ada.number)) == 1


async def test_a_typed_answer(world: World, ada: Person) -> None:
    """A number or a formula written after the question is graded like a button."""
    _, item = await _new_question(world, ada)
    await ada.send(f"{item.answer - 1} + 1")
    await ada.wait_for(lambda message: "Next question" in buttons(message))
    assert world.house.store.reviews.history(ada.number)[-1].correct


async def test_a_typed_wrong_answer_as_reply(world: World, ada: Person) -> None:
    """A reply to a question is an answer to it."""
    message, item = await _new_question(world, ada)
    await ada.send(str(item.answer + 100_003), reply_to=message["message_id"])
    await ada.wait_for(lambda message: "Next question" in buttons(message))
    assert not world.house.store.reviews.history(ada.number)[-1].correct


async def test_an_unreadable_answer_is_asked_again(world: World, ada: Person) -> None:
    """What is no number does not count as wrong."""
    message, _ = await _new_question(world, ada)
    await ada.send("dunno", reply_to=message["message_id"])
    await ada.wait_for(lambda message: message["from"]["is_bot"])
    asked, _ = _asked(world, ada)
    assert asked.answered_at is None
    assert world.house.store.reviews.history(ada.number) == []


async def test_a_button_that_never_was(world: World, ada: Person) -> None:
    """A press on an option that the question does not have changes nothing."""
    message, _ = await _new_question(world, ada)
    asked, _ = _asked(world, ada)
    for data in (f"quiz:{asked.id}:9", "quiz:999:0", f"quiz:{10**20}:0"):
        answer = await answer_to(ada, await ada.replay(message["message_id"], data))
        assert "too old" in answer.text
    assert world.house.store.reviews.history(ada.number) == []


async def test_an_exercise_in_between_is_solved(world: World, ada: Person) -> None:
    """An exercise sent while a question is open is no answer to the question."""
    await _new_question(world, ada)
    await ada.send("60,000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690")
    assert world.house.store.reviews.history(ada.number) == []


async def test_a_question_in_a_group_belongs_to_one(world: World) -> None:
    """Another person's press on a question is refused, and nothing is counted for anybody."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        _, item = await _new_question(world, ada)
        answer = await grace.press(options(item, "en")[0])
        assert "somebody else" in answer.text
        assert world.house.store.reviews.history(grace.number) == []
        await ada.press(options(item, "en")[0])
        await ada.wait_for("Your answer")


async def test_a_question_survives_a_restart(opened: Opening) -> None:
    """A question asked before a restart is answered after it."""
    async with opened() as world, Person.at(world.door.address) as ada:
        _, item = await _new_question(world, ada)
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.press(options(item, "en")[0])
        await ada.wait_for("Your answer")
        assert len(world.house.store.reviews.history(ada.number)) == 1


async def test_progress_is_a_picture(world: World, ada: Person) -> None:
    """/progress draws what is remembered; before the first answer it says that there is nothing."""
    await ada.send("/progress")
    await ada.wait_for("nothing to show yet")
    _, item = await _new_question(world, ada)
    await ada.press(options(item, "en")[0])
    await ada.wait_for("Your answer")
    await ada.send("/progress")
    picture = await ada.wait_for(lambda message: "photo" in message, patience=20)
    assert "/quiz" in text_of(picture)


async def test_the_daily_question_asks_for_the_zone(world: World, ada: Person) -> None:
    """Without a known time zone, one is chosen with a button; then the day is set."""
    await ada.send("/daily 08:00")
    await ada.wait_for("where are you")
    await ada.press("Beijing")
    await ada.wait_for("08:00 (Beijing)")
    daily = world.house.store.reviews.daily(ada.number)
    assert daily is not None
    # It is 16:00 in Beijing: the next 08:00 there is midnight in UTC.
    assert daily.next_due == datetime(2026, 3, 3, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/daily 8:30 Paris", "08:30 (Europe/Paris)"),
        ("/daily 8点半 北京", "08:30 (Beijing)"),
        ("/daily 0800 UTC+8", "08:00 (UTC+8)"),
        ("/daily 8点 GMT+05:30", "08:00 (Delhi)"),
        ("/daily 08:00 UTC+5:10", "“UTC+5:10”"),
        ("/daily noonish", "noonish"),
        ("/daily 25:00", "25:00"),
        ("/daily 08:00 Atlantis", "Atlantis"),
        ("/daily", "When shall"),
        ("/daily off", "No daily question"),
    ],
)
async def test_daily_times_as_people_write_them(ada: Person, written: str, said: str) -> None:
    """A time and a zone are read; what cannot be read is said."""
    await ada.send(written)
    await ada.wait_for(said)


@pytest.mark.parametrize("forged", ["time:{owner}:99.99", "dailyzone:{owner}:24.00:Asia/Shanghai"])
async def test_a_time_that_is_none(world: World, ada: Person, forged: str) -> None:
    """A button whose time is no time of day sets nothing."""
    await ada.send("/daily")
    message = await ada.wait_for("When shall")
    data = forged.format(owner=ada.number)
    answer = await answer_to(ada, await ada.replay(message["message_id"], data))
    assert "too old" in answer.text
    assert world.house.store.reviews.daily(ada.number) is None


async def test_the_daily_question_is_moved_and_ended_with_buttons(
    world: World, ada: Person
) -> None:
    """/daily offers times, and once it is set, a button that ends it."""
    await ada.send("/daily 9:00 UTC")
    await ada.wait_for("09:00")
    await ada.send("/daily")
    await ada.wait_for("09:00")
    await ada.press("20:00")
    await ada.wait_for("20:00")
    await ada.send("/daily")
    await ada.wait_for("20:00")
    await ada.press("Turn it off")
    await ada.wait_for("No daily question")
    assert world.house.store.reviews.daily(ada.number) is None


async def test_the_daily_question_comes_once_a_day(world: World, ada: Person) -> None:
    """Each local day has its question, once, however often the tick looks."""
    await ada.send("/daily 09:00 UTC")
    await ada.wait_for("09:00")
    heading = "question of the day"
    sent: list[int] = []
    for _ in range(2):
        world.clock.advance(hours=1)
        for _ in range(3):
            await serve_due(world.bot, world.house)
        question_of_the_day = await ada.wait_for(
            lambda message: heading in text_of(message) and message["message_id"] not in sent
        )
        sent.append(question_of_the_day["message_id"])
        world.clock.advance(hours=23)
    shown = [m["message_id"] for m in await ada.messages() if heading in text_of(m)]
    assert shown == sent


async def test_a_missed_daily_question_is_caught_up(opened: Opening) -> None:
    """A question that fell into a short downtime comes at the next start, and only once."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("/daily 09:00 UTC")
        await ada.wait_for("09:00")
        world.clock.advance(hours=3)
    async with opened() as world, Person.at(world.door.address) as ada:
        heading = say("quiz.daily", "en").removeprefix("<b>").removesuffix("</b>")
        await find(ada, heading)
        await serve_due(world.bot, world.house)
        assert sum(heading in text_of(message) for message in await ada.messages()) == 1
