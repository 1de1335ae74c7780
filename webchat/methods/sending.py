"""The methods that send."""

import secrets
from functools import partial

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats, as_bot_sees
from webchat.hub import Event
from webchat.keyboards import read_markup
from webchat.media import media_content, sent_file
from webchat.methods.method import Method, chat_of
from webchat.objects import MEDIA_KINDS, Chat, Content, Json, MediaKind, Message
from webchat.polls import read_poll
from webchat.refusals import bad_request
from webchat.texts import formatted, message_caption, message_text, read_text

_ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {f"upload_{what}" for what in ("photo", "video", "voice", "document", "video_note")}
    | {f"record_{what}" for what in ("video", "voice", "video_note")}
)


def send_message(chats: Chats, call: Call) -> object:
    """Send a text."""
    return send_content(chats, call, message_text(call))


def send_poll(chats: Chats, call: Call) -> object:
    """Send a poll or a quiz."""
    sent = send_content(chats, call, {"poll": read_poll(call, chats.clock())})
    chats.poll_ends.await_one(sent)
    return sent


def send_media(kind: MediaKind, chats: Chats, call: Call) -> object:
    """Send a file, with a caption or without."""
    chat = chat_of(chats, call)
    if kind == "voice" and chats.store.fact(f"no voice {chat['id']}"):
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
    file = sent_file(chats.store, call, kind, call.text(kind))
    content = media_content(file, kind, seconds=call.number("duration"))
    return send_content(chats, call, content | message_caption(read_text(call, "caption")))


def send_media_group(chats: Chats, call: Call) -> object:
    """Send several files as one album."""
    chat = chat_of(chats, call)
    items = call.json("media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if len(items) not in limits.ALBUM_ITEMS:
        raise bad_request("wrong number of items in the album")
    contents = [input_media(chats, call, item) for item in items]
    reply, album = _reply(chats, call, chat), str(secrets.randbits(62))
    return [
        as_bot_sees(chats.post(chat, chats.bot, content, reply_to=reply, album=album))
        for content in contents
    ]


def send_chat_action(chats: Chats, call: Call) -> object:
    """Show for some seconds what the bot is doing."""
    chat, action = chat_of(chats, call), call.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chats.hub.tell(Event("action", chat["id"], data=action))
    return True


def input_media(chats: Chats, call: Call, item: Json) -> Content:
    """The content that an InputMedia object describes.

    Raises:
        Refused: Telegram would not accept it.
    """
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kinds = [kind for kind in MEDIA_KINDS if kind == item.get("type")]
    if not kinds:
        raise bad_request(f'can\'t parse InputMedia: type "{item.get("type")}" is unsupported')
    file = sent_file(chats.store, call, kinds[0], str(item.get("media") or ""))
    mode = str(item.get("parse_mode") or "")
    caption = formatted(str(item.get("caption") or ""), mode, item.get("caption_entities"))
    return media_content(file, kinds[0]) | message_caption(caption)


def send_content(chats: Chats, call: Call, content: Content) -> Message:
    """Send what was read from a call to the chat that it names."""
    chat = chat_of(chats, call)
    reply, markup, effect = _reply(chats, call, chat), read_markup(call), _effect(call, chat)
    sent = chats.post(chat, chats.bot, content, reply_to=reply, markup=markup, effect=effect)
    return as_bot_sees(sent)


def _effect(call: Call, chat: Chat) -> str:
    effect = call.text("message_effect_id")
    if effect and chat["type"] != "private":
        raise bad_request("can't use message effects in the chat")
    if effect and effect not in limits.EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    return effect


def _reply(chats: Chats, call: Call, chat: Chat) -> Message | None:
    given = call.json("reply_parameters")
    parameters = given if isinstance(given, dict) else {}
    number = int(str(parameters.get("message_id") or call.number("reply_to_message_id")))
    lenient = bool(parameters.get("allow_sending_without_reply"))
    if not number or (lenient and chats.store.message(chat["id"], number) is None):
        return None
    return chats.message(chat, number, "message to be replied")


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "sendpoll": send_poll,
    "sendmediagroup": send_media_group,
    "sendchataction": send_chat_action,
    **{f"send{kind}": partial(send_media, kind) for kind in MEDIA_KINDS},
}
