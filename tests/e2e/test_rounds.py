"""Quiz polls: a round that a group answers together, and questions as polls by choice."""

from typing import Any

from telegram import Message as TelegramMessage
from telegram import PollAnswer, Update, User

from data.rounds import RoundQuestion
from handlers.quizzes.polls import put_as_poll
from quiz.making import make
from tests.e2e.world import Opening, World, both, find
from tests.person import Message, Person, buttons, text_of

GROUP = -1_001_234_567_890


def _open(world: World) -> RoundQuestion:
    """The question that is open in the group."""
    going = world.house.store.rounds.going_in(GROUP)
    assert going
    return next(one for one in world.house.store.rounds.questions(going.id) if not one.closed)


def _options(world: World) -> tuple[str, str]:
    """A right and a wrong option of the open question, as they stand in the poll."""
    options = make(*_open(world).item, "en").options
    right = next(one.text for one in options if one.right)
    wrong = next(one.text for one in options if not one.right)
    return right.replace("`", ""), wrong.replace("`", "")


async def _question(person: Person, place: int, count: int) -> Message:
    """The poll of a question; it may be there already."""
    return await find(person, f"{place}/{count}  ")


async def test_a_round(world: World) -> None:
    """All get the same polls with a timer; the end counts, and names only who wants it can show."""
    async with both(world) as (ada, grace):
        await ada.send("/quiz 2")
        poll = (await _question(grace, 1, 2))["poll"]
        assert (poll["type"], poll["is_anonymous"], poll["open_period"]) == ("quiz", False, 30)
        right, wrong = _options(world)
        await ada.vote(right)
        await grace.vote(wrong)
        await ada.press("Next ›")
        second = await _question(ada, 2, 2)
        right, wrong = _options(world)
        await grace.vote(right)
        await ada.vote(wrong)
        world.door.end_polls()
        over = await find(grace, "The round is over")
        assert "Right: 2 of 4" in text_of(over)
        assert "Ada" not in text_of(over)
        assert not buttons(await _question(ada, 2, 2))
        assert second["message_id"] < over["message_id"]
        assert "began the round" in (await grace.press("Show the leaderboard")).text
        await ada.press("Show the leaderboard")
        board = text_of(await grace.wait_for("1. "))
        assert "Ada: 1 of 2" in board
        assert "Grace: 1 of 2" in board
        await grace.press("中文")
        assert "Grace：2 题答对 1 题" in text_of(await ada.wait_for("这一轮结束了"))


async def test_whose_answers_are_remembered(world: World) -> None:
    """A vote is a review of a person whom the bot knows; of others it remembers none."""
    async with both(world) as (ada, grace):
        await ada.send("/quiz dropout 1")
        await _question(ada, 1, 1)
        skill, (_, wrong) = _open(world).item[0], _options(world)
        await ada.vote(wrong)
        await grace.vote(wrong)
        await ada.press("Next ›")
        await find(ada, "The round is over")
        (review,) = world.house.store.reviews.history(ada.number)
        assert (review.skill, review.correct) == (skill, False)
        assert review.misconception
        assert world.house.store.reviews.history(grace.number) == []


async def test_a_vote_is_taken_back(world: World) -> None:
    """A vote taken back or changed counts as it stands in the end; the first one after that, too."""
    async with both(world) as (ada, grace):
        await ada.send("/quiz 1")
        poll = (await _question(ada, 1, 1))["poll"]
        right, wrong = _options(world)
        places = [
            [option["text"] for option in poll["options"]].index(one) for one in (right, wrong)
        ]
        told = [(ada, [places[1]]), (ada, []), (grace, [places[1]]), (grace, [places[0]])]
        for number, (person, chosen) in enumerate(told):
            user = User(person.number, "Somebody", is_bot=False)
            answer = PollAnswer(poll["id"], chosen, user, option_persistent_ids=[])
            await world.bot.process_update(Update(number, poll_answer=answer))
        await ada.press("Next ›")
        over = await find(ada, "The round is over")
        assert "people: 1. Right: 1 of 1" in text_of(over)
        for person in (grace, ada):
            user = User(person.number, "Somebody", is_bot=False)
            late = PollAnswer(poll["id"], [places[1]], user, option_persistent_ids=[])
            await world.bot.process_update(Update(9, poll_answer=late))
        while len(world.house.store.rounds.votes(poll["id"])) < 2:
            await ada.messages()
        (ada_chose, grace_chose) = world.house.store.rounds.votes(poll["id"])
        assert (grace_chose.option, ada_chose.option) == tuple(places)
        (review,) = world.house.store.reviews.history(ada.number)
        assert not review.correct


async def test_who_may_end_a_round(world: World) -> None:
    """One round at a time; who began it or an admin ends it, others are told so."""
    async with both(world) as (ada, grace):
        await grace.send("/quiz 3")
        await _question(ada, 1, 3)
        await ada.send("/quiz")
        await ada.wait_for("going on here already")
        async with Person.at(world.door.address, "小明", group=True) as ming:
            await ming.send("/cancel")
            await ming.wait_for("发起这一轮的人")
            assert "发起这一轮的人" in (await ming.press("Next ›")).text
        await ada.send("/cancel")  # she owns the group
        await find(ada, "Nobody has answered")
        await grace.press("Another round")
        await grace.wait_for("1/3  ")
        await grace.press("End the round")
        await grace.wait_for("Nobody has answered")


async def test_what_is_no_round(world: World) -> None:
    """A topic that there is not, or too many questions, is answered in a sentence."""
    async with both(world) as (ada, _):
        for text, said in (("0", "1 to 20"), ("999", "1 to 20"), ("nonsense 3", "nonsense")):
            await ada.send(f"/quiz {text}")
            await ada.wait_for(said)
        assert world.house.store.rounds.going() == []


async def test_a_round_goes_on_after_a_restart(opened: Opening) -> None:
    """After a restart the votes are counted, nothing is asked twice, and the round goes on."""
    async with opened() as world, both(world) as (ada, _):
        await ada.send("/quiz 3")
        await _question(ada, 1, 3)
        right, _ = _options(world)
        await ada.vote(right)
        asked = _open(world)
        second = world.house.store.rounds.questions(asked.round)[1]
        assert world.house.store.rounds.claim(second, world.clock())  # it was being sent
        while not world.house.store.rounds.votes(asked.poll or ""):
            await ada.messages()
    async with opened() as world, both(world) as (ada, _):
        await ada.press("Next ›")
        await _question(ada, 3, 3)
        await ada.press("Next ›")
        assert "Right: 1 of 1" in text_of(await find(ada, "The round is over"))
        polls = [message for message in await ada.messages() if "poll" in message]
        assert len(polls) == 2
        assert [review.correct for review in world.house.store.reviews.history(ada.number)] == [
            True
        ]


async def test_a_group_becomes_a_supergroup(world: World) -> None:
    """A round goes on in the supergroup that its group has become."""
    async with both(world) as (ada, _):
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        world.door.fail_next("sendPoll", 400, description=text, migrate_to=GROUP)
        await ada.send("/quiz 2")
        await _question(ada, 1, 2)
        rounds, going = world.house.store.rounds, world.house.store.rounds.going_in(GROUP)
        assert going
        rounds.move(GROUP, -5)
        told: dict[str, Any] = {"message_id": 1, "date": 0, "migrate_to_chat_id": GROUP}
        message = TelegramMessage.de_json(
            told | {"chat": {"id": -5, "type": "group"}}, world.bot.bot
        )
        await world.bot.process_update(Update(1, message=message))
        assert rounds.going_in(GROUP) == going
        await ada.press("End the round")
        await find(ada, "The round is over")


async def test_who_puts_the_bot_out(world: World) -> None:
    """A round in a group that has put the bot out is over."""
    async with both(world) as (ada, _):
        world.door.fail_next("sendPoll", 403)
        await ada.send("/quiz 2")
        await ada.wait_for("A round for all")
        while world.house.store.rounds.going():
            await ada.messages()


async def test_questions_as_polls(world: World, ada: Person) -> None:
    """Who wants it gets questions as polls; a wrong vote is told what was mixed up."""
    await ada.speak("zh")
    await ada.send("/settings")
    await ada.wait_for("出题方式：按钮")
    await ada.press("出题方式：按钮（改用投票）")
    await ada.send("/quiz")
    poll = (await ada.wait_for(lambda message: "poll" in message))["poll"]
    asked = world.house.store.reviews.latest_asked(ada.number, ada.chat)
    assert asked
    item = make(asked.skill, asked.seed, asked.level, "zh")
    shown = [option["text"] for option in poll["options"]]
    assert shown == [one.text.replace("`", "") for one in item.options]
    wrong = next(one for one in item.options if not one.right)
    await ada.vote(wrong.text.replace("`", ""))
    told = await ada.wait_for(wrong.why.replace("`", ""))
    (review,) = world.house.store.reviews.history(ada.number)
    assert (review.correct, review.misconception) == (False, wrong.mistake)
    await ada.press("下一题")
    await ada.wait_for(lambda m: "poll" in m and m["message_id"] > told["message_id"])
    known = world.house.store.people.get(ada.number)
    assert await put_as_poll(world.bot.bot, world.house, known, item, head="<b>1 &lt; 2</b>")
    assert (await ada.messages())[-1]["poll"]["description"] == "1 < 2"
    await ada.send("/settings")
    await ada.wait_for("出题方式：测验投票")
    await ada.press("出题方式：投票（改用按钮）")
    await ada.send("/quiz")
    await ada.wait_for(lambda message: "为什么？" in buttons(message))
