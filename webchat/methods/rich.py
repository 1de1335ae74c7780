"""The method that sends a rich message (Bot API 10.1); to edit one, there is editMessageText."""

from webchat.calls import Call
from webchat.chats import Chats
from webchat.methods.method import Method
from webchat.methods.sending import send_content
from webchat.rich import rich_content


def send_rich_message(chats: Chats, call: Call) -> object:
    """Send a rich message."""
    return send_content(chats, call, rich_content(call))


METHODS: dict[str, Method] = {"sendrichmessage": send_rich_message}
