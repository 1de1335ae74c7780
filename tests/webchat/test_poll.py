"""The bot asks in polls, and people vote."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, InputPollOption, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.person import Person
from webchat import WebChat

QUIZ: dict[str, Any] = {
    "question": "1,000 samples in batches of 32: how many iterations has an epoch?",
    "options": [InputPollOption("31"), "32", "1,000"],
    "type": "quiz",
    "correct_option_ids": [1],
    "explanation": "1,000 / 32 = 31.25, <b>rounded up</b>.",
    "explanation_parse_mode": ParseMode.HTML,
    "is_anonymous": False,
}


async def quiz(bot: Bot, chat: int, **changes: object) -> Message:
    """A quiz, changed."""
    return await bot.send_poll(chat, **(QUIZ | changes))


async def test_quiz_answer_reaches_the_bot(bot: Bot, ada: Person) -> None:
    """A vote tells the bot who chose what; only then the person sees the solution."""
    sent = await quiz(bot, ada.chat)
    assert sent.poll is not None
    assert sent.poll.correct_option_ids == (1,)
    hidden = (await ada.wait_for("1,000 samples"))["poll"]
    assert {"correct_option_ids", "explanation"} & hidden.keys() == set()
    await ada.vote("31")
    answer, count = await bot.get_updates(allowed_updates=["poll", "poll_answer"])
    assert answer.poll_answer is not None
    assert answer.poll_answer.poll_id == sent.poll.id
    assert answer.poll_answer.user is not None
    assert (answer.poll_answer.user.id, answer.poll_answer.option_ids) == (ada.number, (0,))
    assert count.poll is not None
    assert [option.voter_count for option in count.poll.options] == [1, 0, 0]
    seen = (await ada.messages())[-1]
    assert (seen["chosen"], seen["poll"]["correct_option_ids"]) == ([0], [1])
    assert seen["poll"]["explanation"] == "1,000 / 32 = 31.25, rounded up."


async def test_vote_in_a_quiz_is_final(bot: Bot, ada: Person) -> None:
    """A quiz takes one answer of each person, and one option only."""
    await quiz(bot, ada.chat)
    with pytest.raises(AssertionError, match="can't choose more than 1 option"):
        await ada.vote("31", "32")
    await ada.vote("31")
    with pytest.raises(AssertionError, match="REVOTE_NOT_ALLOWED"):
        await ada.vote("32")


async def test_class_votes_in_the_group(chat: WebChat, bot: Bot, grace_in_group: Person) -> None:
    """In a group everybody votes once, and sees the solution after the own vote."""
    async with Person.at(chat.address, "小明", group=True) as xiaoming:
        await quiz(bot, xiaoming.chat)
        await xiaoming.vote("32")
        assert "correct_option_ids" not in (await grace_in_group.messages())[-1]["poll"]
        await grace_in_group.vote("1,000")
        poll = (await xiaoming.messages())[-1]["poll"]
        assert [option["voter_count"] for option in poll["options"]] == [0, 1, 1]


async def test_anonymous_answers_are_not_told(bot: Bot, ada: Person) -> None:
    """An anonymous poll tells the bot the counts and nobody's answer."""
    await bot.send_poll(ada.chat, "Ready?", ["Yes", "No"])
    await ada.vote("Yes")
    (update,) = await bot.get_updates()
    assert update.poll is not None
    assert update.poll.total_voter_count == 1


async def test_regular_vote_can_change(bot: Bot, ada: Person) -> None:
    """A poll that is no quiz lets people choose several options, change their mind or withdraw."""
    await bot.send_poll(ada.chat, "Which?", ["a", "b", "c"], allows_multiple_answers=True)
    for options, counts in ((("a", "c"), [1, 0, 1]), (("b",), [0, 1, 0]), ((), [0, 0, 0])):
        await ada.vote(*options)
        poll = (await bot.get_updates())[-1].poll
        assert poll is not None
        assert [option.voter_count for option in poll.options] == counts


async def test_stopped_poll_takes_no_votes(bot: Bot, ada: Person) -> None:
    """A stopped poll shows its result and cannot be voted in or stopped again."""
    sent = await quiz(bot, ada.chat)
    stopped = await bot.stop_poll(ada.chat, sent.message_id)
    assert stopped.is_closed
    with pytest.raises(AssertionError, match="poll is closed"):
        await ada.vote("32")
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await bot.stop_poll(ada.chat, sent.message_id)
    text = await bot.send_message(ada.chat, "Hello")
    with pytest.raises(BadRequest, match="Message is not a poll"):
        await bot.stop_poll(ada.chat, text.message_id)


async def test_a_poll_ends_by_itself(chat: WebChat, bot: Bot, ada: Person) -> None:
    """A poll with a time takes no votes when it is over, and the bot is told that it has ended."""
    sent = await quiz(bot, ada.chat, open_period=30)
    assert sent.poll is not None
    assert sent.poll.open_period == timedelta(seconds=30)
    await quiz(bot, ada.chat)
    chat.end_polls()
    (update,) = await bot.get_updates(allowed_updates=["poll", "poll_answer"])
    assert update.poll is not None
    assert (update.poll.id, update.poll.is_closed) == (sent.poll.id, True)
    seen = [message["poll"]["is_closed"] for message in await ada.messages()]
    assert seen == [True, False]


async def test_the_time_of_a_poll_goes_on(tmp_path: Path) -> None:
    """A poll whose time was over while the server did not run has ended when it runs again."""
    now = 1_000_000.0
    for seconds, closed in ((0.0, False), (31.0, True)):
        chat = WebChat(0, home=tmp_path, clock=lambda seconds=seconds: now + seconds)
        await chat.start()
        async with (
            Bot(chat.token, chat.base_url, chat.base_file_url) as bot,
            Person.at(chat.address) as ada,
        ):
            if not closed:
                await quiz(bot, ada.chat, open_period=30)
            else:
                with pytest.raises(AssertionError, match="poll is closed"):
                    await ada.vote("32")
            assert (await ada.messages())[-1]["poll"]["is_closed"] is closed
        await chat.stop()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": " "}, "Text must be non-empty"),
        ({"question": "x" * 301}, "Poll question length must not exceed 300"),
        ({"options": []}, "Poll must have at least one answer option"),
        ({"options": [str(n) for n in range(13)]}, "Poll can't have more than 12 options"),
        ({"options": ["x" * 101, "y"]}, "Poll options length must not exceed 100"),
        ({"options": ["", "y"]}, "Text must be non-empty"),
        ({"options": ["x", "x"]}, "Poll_option_duplicate"),
        ({"correct_option_ids": None}, "Correct quiz option list must be non-empty"),
        ({"correct_option_ids": [3]}, "Wrong quiz correct_option_id"),
        (
            {"correct_option_ids": [1, 0], "allows_multiple_answers": True},
            "Correct quiz option list must be increasing",
        ),
        ({"correct_option_ids": [0, 1]}, "Quiz_correct_answers_too_much"),
        ({"explanation": "x" * 201}, "Message is too long"),
        ({"explanation": "a\nb\nc\nd"}, "Message is too long"),
        ({"type": "riddle"}, "Unsupported poll type specified"),
    ],
)
async def test_polls_telegram_refuses(
    bot: Bot, ada: Person, changes: dict[str, object], reason: str
) -> None:
    """Polls over Telegram's limits or without a solution are refused."""
    with pytest.raises(BadRequest) as refusal:
        await quiz(bot, ada.chat, **changes)
    assert refusal.value.message == reason
