"""What a person can do in a chat, one function each: the chats and the call -> what the page needs.

Each call names the person and, but for the language, the chat.
"""

import secrets
from collections.abc import Callable, Iterator

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats, as_bot_sees
from webchat.formatting import Formatted, linked, trimmed, units
from webchat.hub import Event
from webchat.media import keep, media_content
from webchat.objects import (
    MEDIA_KINDS,
    CallbackQuery,
    Chat,
    Content,
    Json,
    MediaKind,
    Message,
    User,
)
from webchat.polls import vote as cast_vote
from webchat.refusals import bad_request
from webchat.texts import message_caption

Act = Callable[[Chats, Call], Json]


def send(chats: Chats, call: Call) -> Json:
    """Write to the chat; what is too long for one message goes out in several, as from a phone."""
    person, chat = who_where(chats, call)
    reply = _replied(chats, call, chat)
    contents = [_text(piece) for piece in _pieces(call.text("text").strip())]
    if not contents:
        raise bad_request("message text is empty")
    numbers: list[Json] = []
    for content in contents:
        message = chats.post(chat, person, content, reply_to=reply)
        numbers.append(message["message_id"])
    return numbers


def edit(chats: Chats, call: Call) -> Json:
    """Correct something that one wrote."""
    person, chat = who_where(chats, call)
    message = chats.message(chat, call.number("message_id"), "message to edit")
    pieces = list(_pieces(call.text("text").strip()))
    if message["from"]["id"] != person["id"] or "text" not in message or len(pieces) != 1:
        raise bad_request("message can't be edited")
    chats.change(message, _text(pieces[0]), None)
    return None


def press(chats: Chats, call: Call) -> Json:
    """Press a button under a message; the answer comes as an event with the query's id."""
    person, chat = who_where(chats, call)
    message = chats.message(chat, call.number("message_id"))
    query = str(secrets.randbits(62))
    chats.store.ask(query, person["id"], chats.clock())
    pressed: CallbackQuery = {
        "id": query,
        "from": person,
        "chat_instance": str(-chat["id"]),
        "data": call.text("data"),
    }
    if "inline_message_id" in message:
        pressed["inline_message_id"] = message["inline_message_id"]
    else:
        pressed["message"] = as_bot_sees(message)
    chats.updates.push("callback_query", pressed)
    return {"query": query}


def vote(chats: Chats, call: Call) -> Json:
    """Choose in a poll."""
    person, chat = who_where(chats, call)
    message = chats.message(chat, call.number("message_id"))
    options = call.json("options")
    if not isinstance(options, list):
        raise bad_request("expected an Array of options")
    cast_vote(chats, message, person, [int(str(option)) for option in options])
    return None


def upload(chats: Chats, call: Call) -> Json:
    """Send a file, as the kind that the call names."""
    person, chat = who_where(chats, call)
    kind = _kind(call.text("kind"))
    if "file" not in call.uploads:
        raise bad_request(f"there is no {kind} in the request")
    file = keep(chats.store, call.uploads["file"], kind)
    caption = message_caption(linked(trimmed(Formatted(call.text("caption")))))
    content = media_content(file, kind, seconds=call.number("duration")) | caption
    message = chats.post(chat, person, content, reply_to=_replied(chats, call, chat))
    return message["message_id"]


def language(chats: Chats, call: Call) -> Json:
    """Set the language code that one's messages carry."""
    person = chats.person(call.number("person"))
    chats.store.note(f"language {person['id']}", call.text("language_code") or None)
    chats.hub.tell(Event("profile", person=person["id"]))
    return None


def voice(chats: Chats, call: Call) -> Json:
    """Forbid voice messages, as a person may in the settings of a client, or allow them again."""
    person = chats.person(call.number("person"))
    chats.store.note(f"no voice {person['id']}", not call.json("allowed") or None)
    return None


def who_where(chats: Chats, call: Call) -> tuple[User, Chat]:
    """Who does something, and in which chat.

    Raises:
        Refused: there is nobody of that number, or it is somebody else's chat.
    """
    person, chat = chats.person(call.number("person")), chats.chat(call.number("chat"))
    if chat["type"] == "private" and chat["id"] != person["id"]:
        raise bad_request("chat not found")
    return person, chat


def _replied(chats: Chats, call: Call, chat: Chat) -> Message | None:
    number = call.number("reply_to")
    return chats.message(chat, number, "message to be replied") if number else None


def _text(text: str) -> Content:
    marked = linked(Formatted(text))
    content: Content = {"text": marked.text}
    if marked.entities:
        content["entities"] = list(marked.entities)
    return content


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that each fit into a message."""
    piece = ""
    length = 0
    for character in text:
        length += units(character)
        if length > limits.TEXT_LENGTH:
            yield piece
            piece, length = "", units(character)
        piece += character
    if piece:
        yield piece


def _kind(name: str) -> MediaKind:
    for kind in MEDIA_KINDS:
        if kind == name:
            return kind
    raise bad_request(f'type "{name}" is unsupported')


ACTS: dict[str, Act] = {
    "send": send,
    "edit": edit,
    "press": press,
    "vote": vote,
    "upload": upload,
    "language": language,
    "voice": voice,
}
