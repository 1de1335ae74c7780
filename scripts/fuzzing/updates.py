"""Updates as Telegram could send them: everything that may be missing is missing at times."""

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers.application import _BUTTONS, _COMMANDS
from scripts.fuzzing.any_object import any_object
from scripts.fuzzing.any_text import any_text, matching

if TYPE_CHECKING:
    from collections.abc import Callable

BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "epochbot",
    "username": "epochbot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
_NOW = 1_790_000_000
_HUGE = 2**52
_PEOPLE: tuple[dict[str, Any], ...] = (
    {"id": 1001, "is_bot": False, "first_name": "Ada", "language_code": "en"},
    {"id": 1002, "is_bot": False, "first_name": "Grace", "language_code": "zh-hans"},
    {"id": 1003, "is_bot": False, "first_name": ""},  # a deleted account
    {
        "id": _HUGE - 1,
        "is_bot": False,
        "first_name": "<b>&amp;",
        "last_name": "\u202e",
        "username": "x",
    },
    {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    {"id": 777000, "is_bot": False, "first_name": "Telegram"},
)
_GROUPS: tuple[dict[str, Any], ...] = (
    {"id": -5, "type": "group", "title": "Class <1>"},
    {"id": -1001000000001, "type": "supergroup", "title": "Forum", "is_forum": True},
    {"id": -1000000000000 - _HUGE // 4096, "type": "supergroup", "title": ""},
    {"id": -1001000000002, "type": "channel", "title": "News"},
)
_SLOW = ("export", "progress", "audiobook", "hear")
_SELDOM = 0.02
_WITH_MESSAGE, _ACCESSIBLE = 0.85, 0.93
"""Shares of the presses below which a message is there, and then one that is not accessible."""
_REMEMBERED = 400
_KINDS = (
    *("message",) * 8,
    *("callback_query",) * 9,
    *("edited_message", "poll", "poll_answer", "inline_query", "my_chat_member"),
    *("channel_post", "edited_channel_post", "chosen_inline_result", "guest_message"),
    *("message_reaction", "message_reaction_count", "chat_member", "chat_join_request"),
    *("chat_boost", "removed_chat_boost", "business_connection", "business_message"),
    *("edited_business_message", "deleted_business_messages", "shipping_query"),
    *("pre_checkout_query", "purchased_paid_media", "managed_bot", "nothing"),
)


class Updates:
    """Draws one update after another; the same seed draws the same."""

    def __init__(self, draw: random.Random) -> None:
        """Where the drawing comes from."""
        self._draw = draw
        self._number = 0
        self.unread: Counter[str] = Counter()
        self._buttons: list[tuple[int, int, str]] = [(1001, 1, "formula")]

    def next(self) -> dict[str, Any]:
        """One more update, such as the library can read."""
        self._number += 1
        while True:
            kind = self._draw.choice(_KINDS)
            update: dict[str, Any] = {"update_id": self._number}
            if kind != "nothing":
                update[kind] = self._of(kind)
            try:
                Update.de_json(update, None)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                self.unread[kind] += 1
            else:
                return update

    def remember(self, chat: int, message: int, buttons: list[str]) -> None:
        """Keep the buttons of a message of the bot, for anybody to press."""
        self._buttons += [(chat, message, data) for data in buttons]
        del self._buttons[:-_REMEMBERED]

    def poll(self) -> dict[str, Any]:
        """A poll, perhaps one that the bot knows."""
        return {
            "id": str(self._draw.choice((1, 2, 3, _HUGE))),
            "question": "?",
            "options": [{"persistent_id": str(n), "text": "a", "voter_count": n} for n in range(2)],
            "total_voter_count": self._draw.choice((0, 1, 7)),
            "is_closed": self._maybe(),
            "is_anonymous": self._maybe(),
            "type": "quiz",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
            "correct_option_ids": [0],
        }

    def _maybe(self, chance: float = 0.5) -> bool:
        return self._draw.random() < chance

    def _of(self, kind: str) -> dict[str, Any]:
        own: dict[str, Callable[[], dict[str, Any]]] = {
            "callback_query": self._press,
            "poll": self.poll,
            "inline_query": self._inline,
        }
        if kind in own:
            return own[kind]()
        if kind.endswith(("message", "post")):
            return self._message()
        if kind == "poll_answer":
            voter = {"user": self._person()} if self._maybe(0.8) else {"voter_chat": self._chat()}
            picked = {"option_ids": [0, 9][: self._draw.randint(0, 2)], "option_persistent_ids": []}
            return {"poll_id": self.poll()["id"], **voter, **picked}
        return any_object(kind, self._draw, self._known)

    def _known(self, name: str) -> object:
        """Something of a type that the bot may have met before; None for what is of no matter."""
        known: dict[str, Callable[[], object]] = {
            "User": self._person,
            "Chat": self._chat,
            "Message": lambda: self._message(plain=True),
            "MaybeInaccessibleMessage": self._inaccessible,
            "Poll": self.poll,
            "str": lambda: any_text(self._draw),
            "int": lambda: self._draw.choice((0, 1, -1, 1001, -5, _HUGE)),
            "datetime": lambda: self._draw.choice((0, _NOW)),
        }
        return known[name]() if name in known else None

    def _person(self) -> dict[str, Any]:
        return self._draw.choice(_PEOPLE)

    def _chat(self) -> dict[str, Any]:
        if self._maybe(0.6):
            person = self._draw.choice(_PEOPLE[:4])
            return {"id": person["id"], "type": "private", "first_name": person["first_name"]}
        return self._draw.choice(_GROUPS)

    def _inaccessible(self) -> dict[str, Any]:
        return {"chat": self._chat(), "message_id": self._draw.randint(1, 300), "date": 0}

    def _message(self, *, plain: bool = False) -> dict[str, Any]:
        """A message: in its own chat by its own person, or as odd as it gets."""
        chat = self._chat()
        told: dict[str, Any] = {
            "message_id": self._draw.choice((self._draw.randint(1, 300), _HUGE)),
            "date": _NOW + self._number,
            "chat": chat,
        }
        if chat["type"] == "private":
            told["from"] = next(one for one in _PEOPLE if one["id"] == chat["id"])
        elif self._maybe(0.9):
            told["from"] = self._person()
            if told["from"]["is_bot"]:
                told["sender_chat"] = self._draw.choice(_GROUPS)
        if not plain:
            self._fill(told)
        return told

    def _fill(self, told: dict[str, Any]) -> None:
        """What was said, and by chance anything else that a message may hold."""
        if self._maybe(0.85):
            told["text"] = self._said()
            word = told["text"].partition(" ")[0]
            if word.startswith("/"):
                units = len(word.encode("utf-16-le", "surrogatepass")) // 2
                told["entities"] = [{"type": "bot_command", "offset": 0, "length": units}]
        else:
            told |= any_object("message", self._draw, self._known, fields=2)
            told["caption"] = any_text(self._draw)
        if self._maybe(0.15):
            told |= any_object("message", self._draw, self._known, fields=1)
        if self._maybe(0.1):
            told["reply_to_message"] = {**self._message(plain=True), "from": BOT}

    def _said(self) -> str:
        text = any_text(self._draw)
        if self._maybe(0.4):
            return text
        name = self._draw.choice([*_COMMANDS, "nothing"])
        if name in _SLOW and not self._maybe(_SELDOM):
            name = "start"
        at = self._draw.choice(("", "", "@epochbot", "@otherbot"))
        return f"/{name}{at} {text}" if self._maybe() else f"/{name}{at}"

    def _press(self) -> dict[str, Any]:
        """A button of a real message, by anybody anywhere; or data that fits some button."""
        chat, number, data = self._draw.choice(self._buttons)
        if self._maybe(0.4):
            data = matching(self._draw.choice(list(_BUTTONS)), self._draw)
        pressed: dict[str, Any] = {
            "id": str(self._number),
            "from": self._person(),
            "chat_instance": "1",
            "data": data,
        }
        message = self._message(plain=True)
        if self._maybe(0.8):
            kind = "private" if chat > 0 else "supergroup"
            message |= {"message_id": number, "chat": {"id": chat, "type": kind}, "from": BOT}
        place = self._draw.random()
        if place < _WITH_MESSAGE:
            pressed["message"] = message
        elif place < _ACCESSIBLE:
            pressed["message"] = self._inaccessible()
        else:
            pressed["inline_message_id"] = "inline"
        if self._maybe(0.02):
            del pressed["data"]
            pressed["game_short_name"] = "game"
        return pressed

    def _inline(self) -> dict[str, Any]:
        return {
            "id": str(self._number),
            "from": self._person(),
            "query": any_text(self._draw)[:256],
            "offset": self._draw.choice(("", "10", "x")),
        }
