"""What a person sees: who is there, and messages from that person's place."""

from copy import deepcopy
from typing import cast

from webchat.chats import GROUP, Chats
from webchat.methods.profile import menu_commands, shown
from webchat.objects import JsonObject, Message, Poll
from webchat.rich import with_mathml

_SOLUTION = frozenset({"correct_option_ids", "explanation", "explanation_entities"})


def state(chats: Chats, number: int) -> dict[str, object]:
    """Everything about the chats but their messages, for one person or, if unknown, the first."""
    people = chats.people()
    person = next((person for person in people if person["id"] == number), people[0])
    code = person.get("language_code", "")
    own = chats.chat(person["id"])
    return {
        "person": person,
        "people": people,
        "bot": chats.bot | {"first_name": shown(chats, "name", code) or chats.bot["first_name"]},
        "description": shown(chats, "description", code),
        "chats": [own, GROUP],
        "commands": {str(chat["id"]): menu_commands(chats, chat, code) for chat in (own, GROUP)},
    }


def view(chats: Chats, message: Message, person: int) -> JsonObject:
    """A message as a person sees it: a quiz tells its solution only after the person's vote."""
    seen = deepcopy(message)
    chosen: list[int] = []
    if "poll" in seen:
        chosen = chats.store.votes(seen["poll"]["id"]).get(person, [])
        if not chosen and not seen["poll"]["is_closed"]:
            seen["poll"] = _without_solution(seen["poll"])
    if "rich_message" in seen:
        seen["rich_message"] = cast("JsonObject", with_mathml(seen["rich_message"]))
    return cast("JsonObject", seen | {"chosen": chosen, "own": message["from"]["id"] == person})


def _without_solution(poll: Poll) -> Poll:
    hidden = cast("Poll", {key: value for key, value in poll.items() if key not in _SOLUTION})
    hidden["total_voter_count"] = 0 if poll["type"] == "quiz" else poll["total_voter_count"]
    hidden["options"] = [{**option, "voter_count": 0} for option in poll["options"]]
    return hidden
