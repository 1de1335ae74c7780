"""The people, their chats with the bot, and what is said there."""

import secrets
from collections.abc import Callable
from copy import deepcopy
from typing import Literal, cast

from webchat.hub import Event, Hub
from webchat.inline import Inline
from webchat.objects import CONTENT_KEYS, Chat, Content, Entity, JsonObject, Message, User
from webchat.poll_ends import PollEnds
from webchat.refusals import bad_request, not_found
from webchat.store import Store
from webchat.updates import Updates

_PEOPLE = (
    (5_001_001, "Ada", "ada", "en"),
    (5_001_002, "小明", "xiaoming", "zh-hans"),
    (5_001_003, "Grace", "grace", "en"),
)
GROUP: Chat = {"id": -1_001_234_567_890, "type": "supergroup", "title": "Study group · 学习小组"}


class Chats:
    """One bot, a few people, each alone with it and all together in one group.

    Attributes:
        bot: the bot itself.
        store: what is kept.
        updates: what the bot has still to hear.
        hub: what the pages hear.
        poll_ends: the ends of polls that have a time.
        inline: what is asked and offered in inline mode.
        guests: messages that mention the bot where it is not in, by the number of their query.
        clock: seconds since 1970.
    """

    def __init__(self, store: Store, bot: User, clock: Callable[[], float]) -> None:
        self.bot = bot
        self.store = store
        self.updates = Updates(store)
        self.hub = Hub()
        self.poll_ends = PollEnds(self)
        self.inline = Inline(clock)
        self.guests: dict[str, Message] = {}
        self.clock = clock

    def people(self) -> list[User]:
        """Everybody who may use the page."""
        return [
            {
                "id": number,
                "is_bot": False,
                "first_name": name,
                "username": username,
                "language_code": str(self.store.fact(f"language {number}") or language),
            }
            for number, name, username, language in _PEOPLE
        ]

    def person(self, number: int) -> User:
        """A person by number.

        Raises:
            Refused: there is nobody of that number.
        """
        for person in self.people():
            if person["id"] == number:
                return person
        raise not_found("user")

    def chat(self, number: int) -> Chat:
        """A chat by number.

        Raises:
            Refused: the bot has no such chat.
        """
        if number == GROUP["id"]:
            return GROUP
        for person in self.people():
            if person["id"] == number:
                return {
                    "id": number,
                    "type": "private",
                    "first_name": person["first_name"],
                    "username": person["username"],
                }
        raise not_found("chat")

    def message(self, chat: Chat, number: int, role: str = "message") -> Message:
        """A message by its chat and number; the role names it in the refusal.

        Raises:
            Refused: there is no such message.
        """
        if message := self.store.message(chat["id"], number):
            return message
        raise not_found(role)

    def post(
        self,
        chat: Chat,
        author: User,
        content: Content,
        *,
        reply_to: Message | None = None,
        markup: JsonObject | None = None,
        album: str = "",
        via: str = "",
        effect: str = "",
    ) -> Message:
        """Say something in a chat; the bot hears what people say to it.

        Args:
            chat: where.
            author: who says it.
            content: what is said.
            reply_to: the message that it answers.
            markup: what is under it.
            album: the number of the album that it belongs to.
            via: its inline identifier, where the bot has offered it.
            effect: what plays when it arrives.
        """
        message = cast("Message", {"from": author, "chat": chat, "date": int(self.clock())})
        message["message_id"] = self.store.count(_counter(chat))
        message.update(cast("Message", content))
        if reply_to is not None:
            message["reply_to_message"] = _quoted(reply_to)
        if markup is not None:
            message["reply_markup"] = markup
        if album:
            message["media_group_id"] = album
        if effect:
            message["effect_id"] = effect
        if via:
            message["via_bot"] = self.bot
            self._named(message, via)
        self._keep(message, "message")
        if not author["is_bot"]:
            self._tell_bot(message, "message")
        return message

    def change(
        self, message: Message, content: Content, markup: JsonObject | None, *, quiet: bool = False
    ) -> Message:
        """Put other content and buttons into a message; a quiet change is not marked as an edit."""
        kept = {key: value for key, value in message.items() if key not in CONTENT_KEYS}
        changed = cast("Message", kept | dict(content))
        changed.pop("reply_markup", None)
        if markup is not None:
            changed["reply_markup"] = markup
        if not quiet:
            changed["edit_date"] = int(self.clock())
        self._keep(changed, "edited")
        if not message["from"]["is_bot"] and "via_bot" not in message:
            self._tell_bot(changed, "edited_message")
        return changed

    def react(self, message: Message, emoji: str | None) -> None:
        """Put the bot's reaction on a message; None takes it off."""
        changed = cast("Message", {**message, "reaction": emoji or ""})
        self._keep(changed, "edited")

    def name_inline(self, message: Message, number: str) -> None:
        """Let the bot change a message by an inline identifier only."""
        self._named(message, number)
        self._keep(message, "edited")

    def inline_message(self, number: str) -> Message:
        """A message by its inline identifier.

        Raises:
            Refused: there is no such message.
        """
        place = self.store.fact(f"inline message {number}")
        chat, message = place if isinstance(place, list) else (0, 0)
        if found := self.store.message(int(str(chat)), int(str(message))):
            return found
        raise bad_request("MESSAGE_ID_INVALID")

    def status(self, chat: Chat) -> str:
        """What the bot is in a chat: a member, or what it became when it was put out."""
        return str(self.store.fact(f"out of {chat['id']}") or "member")

    def delete(self, message: Message) -> None:
        """Take a message back, for everybody."""
        chat, number = message["chat"]["id"], message["message_id"]
        self.store.delete(chat, number)
        self.hub.tell(Event("deleted", chat, number))

    def _keep(self, message: Message, happened: Literal["message", "edited"]) -> None:
        self.store.save(message)
        self.hub.tell(Event(happened, message["chat"]["id"], message["message_id"]))

    def _named(self, message: Message, number: str) -> None:
        message["inline_message_id"] = number
        place = [message["chat"]["id"], message["message_id"]]
        self.store.note(f"inline message {number}", place)

    def _tell_bot(self, message: Message, kind: str) -> None:
        """Let the bot hear what is said to it; where it is not in, as somebody's guest."""
        if not self._hears(message):
            return
        heard = as_bot_sees(message)
        if self.status(message["chat"]) == "member":
            self.updates.push(kind, heard)
        elif kind == "message" and self._mentions(message):
            number = str(secrets.randbits(62))
            self.guests[number] = message
            self.updates.push("guest_message", {**heard, "guest_query_id": number})

    def _hears(self, message: Message) -> bool:
        """Whether the bot is told: in a group only what is meant for it.

        https://core.telegram.org/bots/features#privacy-mode
        """
        if message["chat"]["type"] == "private" or "via_bot" in message:
            return True
        if message.get("reply_to_message", message)["from"]["is_bot"]:
            return True
        text, entities = _marked(message)
        return any(self._addressed(text, entity) for entity in entities)

    def _mentions(self, message: Message) -> bool:
        text, entities = _marked(message)
        mentions = (entity for entity in entities if entity["type"] == "mention")
        return any(self._addressed(text, entity) for entity in mentions)

    def _addressed(self, text: str, entity: Entity) -> bool:
        encoded = text.encode("utf-16-le")
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        words = encoded[start:end].decode("utf-16-le").lower()
        name = f"@{self.bot.get('username', '')}".lower()
        if entity["type"] == "bot_command":
            return "@" not in words or words.endswith(name)
        return entity["type"] == "mention" and words == name


def _marked(message: Message) -> tuple[str, list[Entity]]:
    text = message.get("text", message.get("caption", ""))
    return text, message.get("entities", message.get("caption_entities", []))


def content_of(message: Message) -> Content:
    """What a message says, without who said it where and when."""
    return cast("Content", {key: value for key, value in message.items() if key in CONTENT_KEYS})


def as_bot_sees(message: Message) -> Message:
    """The message as the Bot API returns it: of all markup, only buttons under it."""
    seen = deepcopy(message)
    if "inline_keyboard" not in seen.get("reply_markup", {}):
        seen.pop("reply_markup", None)
    for ours in ("inline_message_id", "reaction"):
        seen.pop(ours, None)  # type: ignore[misc]  # both are optional keys
    return seen


def _quoted(message: Message) -> Message:
    quoted = as_bot_sees(message)
    quoted.pop("reply_to_message", None)
    return quoted


def _counter(chat: Chat) -> str:
    """Private chats count their messages together, a group on its own, as in Telegram."""
    return "messages" if chat["type"] == "private" else f"messages {chat['id']}"
