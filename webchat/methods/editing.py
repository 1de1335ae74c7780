"""The methods that change or end what was sent."""

from webchat.calls import Call
from webchat.chats import Chats, as_bot_sees, content_of
from webchat.keyboards import read_inline_markup
from webchat.methods.method import Method, chat_of
from webchat.methods.sending import input_media
from webchat.objects import Content, JsonObject, Message
from webchat.polls import closed
from webchat.refusals import bad_request
from webchat.rich import rich_content
from webchat.texts import message_caption, message_text, read_text


def edit_message_text(chats: Chats, call: Call) -> object:
    """Put another text into a text message, classic or rich before and after."""
    message = _own(chats, call)
    content = rich_content(call) if call.text("rich_message") else message_text(call)
    if not {"text", "rich_message"} & message.keys():
        raise bad_request("there is no text in the message to edit")
    return _edit(chats, message, content, read_inline_markup(call))


def edit_message_caption(chats: Chats, call: Call) -> object:
    """Put another caption under a file."""
    message = _own(chats, call)
    if {"text", "rich_message", "poll", "sticker"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    content = content_of(message)
    content.pop("caption", None)
    content.pop("caption_entities", None)
    content |= message_caption(read_text(call, "caption"))
    return _edit(chats, message, content, read_inline_markup(call))


def edit_message_media(chats: Chats, call: Call) -> object:
    """Put another file into a message, also into one that was text."""
    message = _own(chats, call)
    content = input_media(chats, call, call.json("media"))
    return _edit(chats, message, content, read_inline_markup(call))


def edit_message_reply_markup(chats: Chats, call: Call) -> object:
    """Put other buttons under a message, or none."""
    message = _own(chats, call)
    return _edit(chats, message, content_of(message), read_inline_markup(call), quiet=True)


def stop_poll(chats: Chats, call: Call) -> object:
    """End a poll and show its result."""
    message = _own(chats, call, "message with poll to stop")
    poll = closed(message)
    chats.change(message, {"poll": poll}, read_inline_markup(call), quiet=True)
    chats.updates.push("poll", poll)
    return poll


def delete_message(chats: Chats, call: Call) -> object:
    """Take a message back: one of the bot's, or any in a private chat."""
    chat, number = chat_of(chats, call), call.number("message_id")
    message = chats.message(chat, number, "message to delete")
    if not message["from"]["is_bot"] and chat["type"] != "private":
        raise bad_request("message can't be deleted")
    chats.delete(message)
    return True


def _own(chats: Chats, call: Call, role: str = "message to edit") -> Message:
    if not (call.text("chat_id") or call.text("message_id")):
        if not call.text("inline_message_id"):
            raise bad_request("message identifier is not specified")
        return chats.inline_message(call.text("inline_message_id"))
    message = chats.message(chat_of(chats, call), call.number("message_id"), role)
    if not message["from"]["is_bot"]:
        raise bad_request("message can't be edited")
    return message


def _edit(
    chats: Chats,
    message: Message,
    content: Content,
    markup: JsonObject | None,
    *,
    quiet: bool = False,
) -> object:
    if content == content_of(message) and markup == message.get("reply_markup"):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    changed = chats.change(message, content, markup, quiet=quiet)
    return True if "inline_message_id" in message else as_bot_sees(changed)


METHODS: dict[str, Method] = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "stoppoll": stop_poll,
    "deletemessage": delete_message,
}
