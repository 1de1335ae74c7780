"""The methods that answer what people ask where the bot need not be."""

import secrets

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.hub import Event
from webchat.inline_results import read_result, read_results
from webchat.methods.method import Method
from webchat.refusals import bad_request


def answer_inline_query(chats: Chats, call: Call) -> object:
    """Offer results for what somebody types after the bot's name."""
    results = read_results(call)
    number, most = call.text("inline_query_id"), limits.INLINE_CACHE_SECONDS
    seconds = min(max(call.number("cache_time", limits.INLINE_CACHED), 0), most)
    asked = chats.inline.answer(number, results, seconds, personal=call.flag("is_personal"))
    data = {"query": number} | results.shown()
    chats.hub.tell(Event("inline", person=asked.person, data=data))
    return True


def answer_guest_query(chats: Chats, call: Call) -> object:
    """Answer somebody who mentions the bot in a chat that it is not in."""
    if not call.text("result"):
        raise bad_request("result isn't specified")
    article = read_result(call.json("result"))
    message = chats.guests.pop(call.text("guest_query_id"), None)
    if message is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    number = secrets.token_urlsafe(limits.INLINE_MESSAGE_ID_BYTES)
    posted = chats.post(
        message["chat"], chats.bot, article.content, reply_to=message, markup=article.markup
    )
    chats.name_inline(posted, number)
    return {"inline_message_id": number}


METHODS: dict[str, Method] = {
    "answerinlinequery": answer_inline_query,
    "answerguestquery": answer_guest_query,
}
