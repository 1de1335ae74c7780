"""The methods about reactions."""

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.methods.method import Method, chat_of
from webchat.objects import Json
from webchat.refusals import bad_request


def set_message_reaction(chats: Chats, call: Call) -> object:
    """Put the bot's reaction on a message, in place of the one before, or take it off."""
    message = chats.message(chat_of(chats, call), call.number("message_id"), "message to react")
    given = call.json("reaction")
    if not isinstance(given, list | None):
        raise bad_request("expected an Array of ReactionType")
    if len(given or []) > limits.BOT_REACTIONS:
        raise bad_request("REACTIONS_TOO_MANY")
    chats.react(message, _emoji(given[0]) if given else None)
    return True


def _emoji(given: Json) -> str:
    if not isinstance(given, dict):
        raise bad_request("can't parse ReactionType: Object expected as ReactionType")
    emoji = str(given.get("emoji") or "")
    if given.get("type") != "emoji" or emoji not in limits.REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji


METHODS: dict[str, Method] = {"setmessagereaction": set_message_reaction}
