"""Rounds that two play in the group while things go wrong, and their points."""

import asyncio
import json
import re
from itertools import count

from tests.e2e.busy_people import after, says
from tests.e2e.drill import PATIENT, Drill, until
from tests.e2e.world import answer_to, find
from tests.person import Message, Person, buttons, text_of

QUESTIONS = 2
_LOOKS = 15
"""After so many looks at a round without an end, it is cancelled."""
Votes = dict[tuple[str, int], int]
"""The option that each person chose in each poll."""


async def plays_rounds(ada: Person, grace: Person, drill: Drill) -> None:
    """Play one round after another; each has one result, and its points are those of the votes."""
    while await drill.goes_on():
        async with asyncio.timeout(PATIENT):
            sent = await ada.send(f"/quiz {QUESTIONS}")
            drill.promised[ada.chat, "A round for all"] += 1
            await find(ada, after(sent, says("A round for all")), patience=PATIENT)
            ((number,),) = drill.kept("select max(id) from rounds")
            over = await _played(ada, grace, drill, number)
            polls, votes = await _all_votes_kept(drill, number)
            drill.votes.update(person for _, person in votes)
            if over:
                drill.promised[ada.chat, _again(number)] += 1
                _no_poll_twice(await ada.messages(), sent, over["message_id"])
                await _points_shown(ada, over, number, _points(drill, votes), polls)


async def _played(ada: Person, grace: Person, drill: Drill, number: int) -> Message | None:
    """Vote in each question and go on to the next, until the result of the round is there.

    Returns:
        The result; None where Telegram has said meanwhile that the bot is out of the group.
    """
    voted: set[int] = set()
    for look in count(1):
        ((ended,),) = drill.kept("select over from rounds where id = ?", number)
        messages = await ada.messages()
        over = next((m for m in messages if _again(number) in buttons(m).values()), None)
        if over or ended:
            assert over or drill.put_out, f"round {number} is over without a result"
            return over
        asked = [m for m in messages if _next(m).startswith(f"round:{number}:")]
        for message in asked[-1:]:
            if message["message_id"] not in voted:
                voted.add(message["message_id"])
                await _vote(ada, message, drill)
                await _vote(grace, message, drill)
            query = await ada.replay(message["message_id"], _next(message))
            await answer_to(ada, query, patience=PATIENT)
        if look % _LOOKS == 0:
            await ada.send("/cancel")
        await drill.goes_on()
    raise AssertionError


def _again(number: int) -> str:
    """The data of the button below the result of a round."""
    return f"round:{number}:again:0"


def _next(message: Message) -> str:
    """The data of the button to the next question; empty where there is none."""
    return buttons(message).get("Next ›", "")


async def _vote(person: Person, message: Message, drill: Drill) -> None:
    """Vote, unless the poll is ended just before."""
    option = drill.draw.randrange(len(message["poll"]["options"]))
    what = {"person": person.number, "chat": person.chat, "message_id": message["message_id"]}
    async with person._session.post("/api/vote", json={**what, "options": [option]}) as response:
        assert response.status == 200 or "closed" in await response.text()


def _no_poll_twice(messages: list[Message], first: int, last: int) -> None:
    polls = [m for m in messages if "poll" in m and first < m["message_id"] < last]
    places = [text_of(poll).partition(" ")[0] for poll in polls]
    assert len(places) == len(set(places)), places


async def _all_votes_kept(drill: Drill, number: int) -> tuple[list[str], Votes]:
    """The polls that the bot knows to have arrived, and their votes, when it has heard of all."""
    of_round = "select poll from round_questions where round = ? and poll is not null and closed"
    polls = [poll for (poll,) in drill.kept(of_round, number)]
    cast = "select person, options from votes where poll = ?"
    votes = {
        (poll, person): json.loads(options)[0]
        for poll in polls
        for person, options in drill.in_chat(cast, poll)
    }
    await until(lambda: _kept(drill, polls) == votes, "all votes to be kept")
    return polls, votes


def _kept(drill: Drill, polls: list[str]) -> Votes:
    votes = "select person, option from votes where poll = ?"
    return {(poll, one): option for poll in polls for one, option in drill.kept(votes, poll)}


def _points(drill: Drill, votes: Votes) -> dict[int, int]:
    """How many votes of each person are right, as the chat itself knows."""
    right = (
        "select id from messages where body ->> '$.poll.id' = ?"
        " and body -> '$.poll.correct_option_ids' = ?"
    )
    points = dict.fromkeys((person for _, person in votes), 0)
    for (poll, person), option in votes.items():
        points[person] += len(drill.in_chat(right, poll, f"[{option}]"))
    return points


async def _points_shown(
    ada: Person, over: Message, number: int, points: dict[int, int], polls: list[str]
) -> None:
    """The leaderboard names everybody who voted, once, with their points."""
    if not points:
        return
    await ada.replay(over["message_id"], f"round:{number}:board:en")
    shown = after(over["message_id"] - 1, lambda m: "\n1. " in text_of(m))
    board = text_of(await find(ada, shown, patience=PATIENT))
    places = re.findall(r"^\d+\. (.*),", board, re.MULTILINE)
    names = {ada.number: "Ada"}
    expected = [f"{names.get(one, 'Grace')}: {n} of {len(polls)}" for one, n in points.items()]
    assert sorted(places) == sorted(expected), (board, expected)
