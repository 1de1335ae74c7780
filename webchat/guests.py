"""What a person can do with a bot that need not be in the chat, and whether it may be there."""

import secrets
from typing import cast

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.formatting import units
from webchat.hub import Event
from webchat.objects import ChatMember, Json, User
from webchat.people import Act, who_where
from webchat.refusals import bad_request


def inline(chats: Chats, call: Call) -> Json:
    """Type something after the bot's name; what it offers comes as an event with the query's id."""
    person, chat = who_where(chats, call)
    text = call.text("query").strip()
    if units(text) > limits.INLINE_QUERY_LENGTH:
        raise bad_request("QUERY_TOO_LONG")
    query, known = chats.inline.ask(person, text, chat["type"])
    if known:
        data = {"query": query["id"]} | known.shown()
        chats.hub.tell(Event("inline", person=person["id"], data=data))
    else:
        chats.updates.push("inline_query", query)
    return {"query": query["id"]}


def choose(chats: Chats, call: Call) -> Json:
    """Send one of the results that the bot has offered."""
    person, chat = who_where(chats, call)
    offered = chats.inline.offered(call.text("query"))
    article = offered.article(call.text("result")) if offered else None
    if article is None:
        raise bad_request("RESULT_ID_INVALID")
    via = secrets.token_urlsafe(limits.INLINE_MESSAGE_ID_BYTES)
    message = chats.post(chat, person, article.content, markup=article.markup, via=via)
    return message["message_id"]


def membership(chats: Chats, call: Call) -> Json:
    """Put the bot out of a chat, or let it in again; alone with it, block it or no more."""
    person, chat = who_where(chats, call)
    before, out = chats.status(chat), "kicked" if chat["type"] == "private" else "left"
    after = "member" if call.flag("member") else out
    if after == before:
        return None
    chats.store.note(f"out of {chat['id']}", None if after == "member" else after)
    chats.updates.push(
        "my_chat_member",
        {
            "chat": chat,
            "from": person,
            "date": int(chats.clock()),
            "old_chat_member": _member(chats.bot, before),
            "new_chat_member": _member(chats.bot, after),
        },
    )
    return None


def _member(bot: User, status: str) -> ChatMember:
    until = {"until_date": 0} if status == "kicked" else {}
    return cast("ChatMember", {"status": status, "user": bot, **until})


ACTS: dict[str, Act] = {"inline": inline, "choose": choose, "membership": membership}
