"""The methods that ask: who is there, which file, what happened; and the answers to buttons."""

import re

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.formatting import units
from webchat.hub import Event
from webchat.methods.method import Method, chat_of
from webchat.objects import Json, Update
from webchat.refusals import bad_request

_LOCAL = re.compile(r"https?://(127\.0\.0\.1|localhost)[:/]")
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_NO_GIFTS: Json = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_me(chats: Chats, _call: Call) -> object:
    """The bot itself."""
    return chats.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
    }


async def get_updates(chats: Chats, call: Call) -> list[Update]:
    """What happened since, waited for; an offset confirms all updates before it.

    Raises:
        Refused: somebody else began to fetch meanwhile.
    """
    kinds = call.json("allowed_updates")
    if isinstance(kinds, list):
        chats.updates.allow([str(kind) for kind in kinds])
    return await chats.updates.fetch(
        call.number("offset"),
        min(max(call.number("limit", limits.UPDATES), 1), limits.UPDATES),
        min(max(call.number("timeout"), 0), limits.POLL_SECONDS),
    )


def set_webhook(chats: Chats, call: Call) -> object:
    """Bring updates to an address of this machine; what waits can be dropped.

    As with a Bot API server of one's own, the address may be one without TLS.
    """
    url, secret = call.text("url"), call.text("secret_token")
    if url and not _LOCAL.match(url):
        raise bad_request("bad webhook: IP address of this machine expected")
    if len(secret) > limits.SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    kinds = call.json("allowed_updates")
    if isinstance(kinds, list):
        chats.updates.allow([str(kind) for kind in kinds])
    if call.flag("drop_pending_updates"):
        chats.updates.drop()
    chats.updates.bring_to(url, secret)
    return True


def delete_webhook(chats: Chats, call: Call) -> object:
    """Let updates be fetched again; what waits can be dropped."""
    chats.updates.bring_to("")
    if call.flag("drop_pending_updates"):
        chats.updates.drop()
    return True


def get_webhook_info(chats: Chats, _call: Call) -> object:
    """Where updates are brought, and how many wait for the bot."""
    info = {"url": chats.updates.url, "has_custom_certificate": False}
    return info | {"pending_update_count": chats.store.pending()}


def leave(_chats: Chats, _call: Call) -> object:
    """Leave a server for another one: nothing to do here."""
    return True


def get_chat(chats: Chats, call: Call) -> object:
    """All about a chat."""
    chat: dict[str, Json] = {**chat_of(chats, call)}  # type: ignore[dict-item]
    return chat | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }


def get_chat_member(chats: Chats, call: Call) -> object:
    """Who somebody is in a chat: the first person owns the group."""
    chat_of(chats, call)
    number = call.number("user_id")
    if number == chats.bot["id"]:
        return {"status": "member", "user": chats.bot}
    person = chats.person(number)
    if person == chats.people()[0]:
        return {"status": "creator", "user": person, "is_anonymous": False}
    return {"status": "member", "user": person}


def get_file(chats: Chats, call: Call) -> object:
    """Where a file can be downloaded."""
    if not call.text("file_id"):
        raise bad_request("file_id not specified")
    file = chats.store.file(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.id.rpartition("-")[2],
        "file_size": len(file.data),
        "file_path": file.path,
    }


def answer_callback_query(chats: Chats, call: Call) -> object:
    """Answer a pressed button: nothing, a short notice or an alert."""
    query, text = call.text("callback_query_id"), call.text("text")
    if units(text) > limits.CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    oldest = chats.clock() - limits.CALLBACK_ANSWER_SECONDS
    person = chats.store.answer(query, oldest)
    if person is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    data: Json = {
        "query": query,
        "text": text,
        "alert": call.flag("show_alert"),
        "url": call.text("url"),
    }
    chats.hub.tell(Event("answer", person=person, data=data))
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "logout": leave,
    "close": leave,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getfile": get_file,
    "answercallbackquery": answer_callback_query,
}
