"""Polls and quizzes: which Telegram accepts, and how votes are counted."""

import math
import secrets
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.objects import Json, Message, Poll, PollAnswer, PollOption, User
from webchat.refusals import bad_request
from webchat.texts import formatted, read_text


def read_poll(call: Call, now: float) -> Poll:
    """The poll that a call describes.

    Raises:
        Refused: Telegram would not accept it.
    """
    question = read_text(call, "question", "question_")
    if not question.text:
        raise bad_request("text must be non-empty")
    if len(question.text) > limits.POLL_QUESTION_LENGTH:
        raise bad_request(f"poll question length must not exceed {limits.POLL_QUESTION_LENGTH}")
    options = _options(call.json("options"))
    kind = _kind(call.text("type"))
    poll: Poll = {
        "id": str(secrets.randbits(62)),
        "question": question.text,
        "options": options,
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": call.flag("is_anonymous", default=True),
        "type": kind,
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.flag("allows_revoting", default=kind == "regular"),
        "members_only": False,
    }
    _add_description(poll, call)
    _add_end(poll, call, now)
    if kind == "quiz":
        _add_solution(poll, call)
    return poll


def vote(chats: Chats, message: Message, person: User, chosen: Sequence[int]) -> None:
    """Count a person's vote; no option takes an earlier one back.

    Raises:
        Refused: the poll is closed, the vote is final, or there is no such option.
    """
    poll = message.get("poll")
    if poll is None:
        raise bad_request("message is not a poll")
    if poll["is_closed"] or poll.get("close_date", math.inf) <= chats.clock():
        raise bad_request("poll is closed")
    if person["id"] in chats.store.votes(poll["id"]) and not poll["allows_revoting"]:
        raise bad_request("REVOTE_NOT_ALLOWED")
    if not set(chosen) <= set(range(len(poll["options"]))):
        raise bad_request("invalid poll option identifier specified")
    if len(chosen) > 1 and not poll["allows_multiple_answers"]:
        raise bad_request("can't choose more than 1 option in the poll")
    chats.store.vote(poll["id"], person["id"], sorted(set(chosen)))
    _count(chats, message, poll)
    if not poll["is_anonymous"]:
        chats.updates.push("poll_answer", _answer(poll, person, sorted(set(chosen))))
    chats.updates.push("poll", poll)


def closed(message: Message) -> Poll:
    """The poll of a message, ended.

    Raises:
        Refused: the message is no poll, or one that has ended.
    """
    poll = message.get("poll")
    if poll is None:
        raise bad_request("message is not a poll")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    return {**poll, "is_closed": True}


def _count(chats: Chats, message: Message, poll: Poll) -> None:
    votes = [chosen for chosen in chats.store.votes(poll["id"]).values() if chosen]
    for index, option in enumerate(poll["options"]):
        option["voter_count"] = sum(index in chosen for chosen in votes)
    poll["total_voter_count"] = len(votes)
    chats.change(message, {"poll": poll}, message.get("reply_markup"), quiet=True)


def _answer(poll: Poll, person: User, chosen: list[int]) -> PollAnswer:
    names = [poll["options"][index]["persistent_id"] for index in chosen]
    return {
        "poll_id": poll["id"],
        "user": person,
        "option_ids": chosen,
        "option_persistent_ids": names,
    }


def _kind(given: str) -> Literal["regular", "quiz"]:
    if given == "quiz":
        return "quiz"
    if given in {"", "regular"}:
        return "regular"
    raise bad_request("unsupported poll type specified")


def _options(given: Json) -> list[PollOption]:
    if not isinstance(given, list):
        raise bad_request("expected an Array of String as options")
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > limits.POLL_OPTIONS:
        raise bad_request(f"poll can't have more than {limits.POLL_OPTIONS} options")
    options = [_option(number, option) for number, option in enumerate(given)]
    if len({option["text"] for option in options}) < len(options):
        raise bad_request("POLL_OPTION_DUPLICATE")
    return options


def _option(number: int, given: Json) -> PollOption:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise bad_request("expected an option to be of type String")
    mode = str(given.get("text_parse_mode") or "")
    text = formatted(str(given.get("text") or ""), mode, given.get("text_entities"))
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text.text) > limits.POLL_OPTION_LENGTH:
        raise bad_request(f"poll options length must not exceed {limits.POLL_OPTION_LENGTH}")
    option: PollOption = {"persistent_id": str(number), "text": text.text, "voter_count": 0}
    return option


def _add_description(poll: Poll, call: Call) -> None:
    description = read_text(call, "description", "description_")
    if len(description.text) > limits.POLL_DESCRIPTION_LENGTH:
        raise bad_request("message caption is too long")
    if description.text:
        poll["description"] = description.text
        poll["description_entities"] = list(description.entities)


def _add_end(poll: Poll, call: Call, now: float) -> None:
    """When it ends by itself; a period that is too short or too long becomes one that is not."""
    seconds, close_date = call.number("open_period"), call.number("close_date")
    if seconds:
        shortest, longest = limits.POLL_OPEN_SECONDS
        poll["open_period"] = min(max(seconds, shortest), longest)
        poll["close_date"] = int(now) + poll["open_period"]
    elif close_date:
        poll["close_date"] = close_date


def _add_solution(poll: Poll, call: Call) -> None:
    correct = _correct(call, len(poll["options"]))
    poll["correct_option_ids"] = correct
    if len(correct) > 1 and not poll["allows_multiple_answers"]:
        raise bad_request("QUIZ_CORRECT_ANSWERS_TOO_MUCH")
    explanation = read_text(call, "explanation", "explanation_")
    line_feeds = explanation.text.count("\n")
    if (
        len(explanation.text) > limits.POLL_EXPLANATION_LENGTH
        or line_feeds > limits.POLL_EXPLANATION_LINE_FEEDS
    ):
        raise bad_request("message is too long")
    if explanation.text:
        poll["explanation"] = explanation.text
        poll["explanation_entities"] = list(explanation.entities)


def _correct(call: Call, options: int) -> list[int]:
    given = call.json("correct_option_ids")
    if given is None and call.text("correct_option_id"):
        given = [call.number("correct_option_id", -1)]
    if given is None or given == []:
        raise bad_request("correct quiz option list must be non-empty")
    if not isinstance(given, list):
        raise bad_request("expected an Array of correct option identifiers")
    correct = [number for number in given if isinstance(number, int)]
    if len(correct) < len(given):
        raise bad_request("correct option identifier must be of type Number")
    if any(later <= earlier for earlier, later in pairwise(correct)):
        raise bad_request("correct quiz option list must be increasing")
    if not set(correct) <= set(range(options)):
        raise bad_request("wrong quiz correct_option_id")
    return correct
