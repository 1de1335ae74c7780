"""What a method is, and what most of them begin with."""

from collections.abc import Callable

from webchat.calls import Call
from webchat.chats import Chats
from webchat.objects import Chat
from webchat.refusals import bad_request, not_found

Method = Callable[[Chats, Call], object]


def chat_of(chats: Chats, call: Call, name: str = "chat_id") -> Chat:
    """The chat that a call is about.

    Raises:
        Refused: it names none, or one that the bot does not have.
    """
    given = call.text(name)
    if not given:
        raise bad_request(f"{name} is empty")
    try:
        return chats.chat(int(given))
    except ValueError:
        raise not_found("chat") from None
