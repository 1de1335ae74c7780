"""What a method is, and what most of them begin with."""

from collections.abc import Callable

from webchat.calls import Call
from webchat.chats import Chats
from webchat.objects import Chat
from webchat.refusals import Refused, bad_request, not_found

Method = Callable[[Chats, Call], object]


_OUT = {
    "blocked": "bot was blocked by the user",
    "kicked": "bot was kicked from the supergroup chat",
    "left": "bot is not a member of the supergroup chat",
}


def chat_of(chats: Chats, call: Call) -> Chat:
    """The chat that a call of the bot is about.

    Raises:
        Refused: it names none, one that the bot does not have, or one that has put it out.
    """
    given = call.text("chat_id")
    if not given:
        raise bad_request("chat_id is empty")
    try:
        chat = chats.chat(int(given))
    except ValueError:
        raise not_found("chat") from None
    status = chats.status(chat)
    if status != "member":
        reason = "blocked" if chat["type"] == "private" else status
        raise Refused(403, f"Forbidden: {_OUT[reason]}")
    return chat
