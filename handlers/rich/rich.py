"""Rich messages (Bot API 10.1): formulas, tables and folds, with classic HTML to fall back on.

python-telegram-bot 22.8 has no methods for them yet, so that they are called by their names.
https://core.telegram.org/bots/api#rich-messages
"""

import re
from typing import Any, Self

from telegram import InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound
from telegram.ext import ExtBot

from handlers.html import Html

# https://core.telegram.org/bots/api#rich-message-limits
CHARACTERS = 32_768
BLOCKS = 500
NESTING = 16
COLUMNS = 20
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)[^<>]*>")
_BLOCKS = frozenset({"p", "pre", "table", "tr", "ul", "li", "blockquote", "details", "footer"})
_ALONE = frozenset({"br", "hr"})
_FORMULA = "tg-math-block"
_CELLS = frozenset({"td", "th"})
_REFUSED = (BadRequest, EndPointNotFound)
_EDIT = "editmessagetext"
"""In small letters, as methods may be called: by its usual name, the library wants its own form."""


class Rich(str):
    """HTML of a rich message, where a line feed is no more than a space."""

    __slots__ = ()


class RichHtml(Html):
    """Classic HTML that can be shown as a rich message, too.

    Attributes:
        rich: the same as a rich message.
    """

    rich: Rich

    def __new__(cls, classic: str, rich: Rich) -> Self:
        """The same in both forms."""
        made = super().__new__(cls, classic)
        made.rich = rich
        return made


def in_both(classic: Html, rich: Rich) -> Html:
    """A text in both forms; the classic one alone where the other is more than a message holds."""
    return RichHtml(classic, rich) if _fits(rich) else classic


def is_text(message: Message) -> bool:
    """Whether a message can be given another text: it is one, classic or rich."""
    return message.text is not None or "rich_message" in message.api_kwargs


async def send(
    bot: ExtBot[int],
    chat: int,
    text: str,
    keyboard: InlineKeyboardMarkup | None = None,
    reply: ReplyParameters | None = None,
) -> Message:
    """Send a text, as a rich message where it can be one and Telegram takes it."""
    if isinstance(text, RichHtml):
        fields = _fields(text, chat_id=chat, reply_markup=keyboard, reply_parameters=reply)
        try:
            sent: Message = await bot.do_api_request("sendRichMessage", fields, Message)
        except _REFUSED:
            pass
        else:
            return sent
    return await bot.send_message(chat, text, reply_markup=keyboard, reply_parameters=reply)


async def edit(
    bot: ExtBot[int],
    chat: int,
    message: int,
    text: str,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    urgency: int | None = None,
) -> None:
    """Put a text into a message, classic or rich before, with the same ways as to send it."""
    if isinstance(text, RichHtml):
        fields = _fields(text, chat_id=chat, message_id=message, reply_markup=keyboard)
        try:
            await bot.do_api_request(_EDIT, fields, rate_limit_args=urgency)
        except _REFUSED:
            pass
        else:
            return
    await bot.edit_message_text(text, chat, message, reply_markup=keyboard, rate_limit_args=urgency)


def _fields(text: RichHtml, **others: object) -> dict[str, Any]:
    # Numbers are often long here, and are no phone or card numbers.
    rich = {"html": text.rich, "skip_entity_detection": True}
    return {"rich_message": rich} | {key: one for key, one in others.items() if one is not None}


def _fits(rich: Rich) -> bool:
    """Whether a rich message is within Telegram's limits; what its tags take is no text of it."""
    if len(_TAG.sub("", rich)) > CHARACTERS:
        return False
    blocks = depth = cells = 0
    for tag in _TAG.finditer(rich):
        name = tag["name"]
        if name not in _ALONE:
            depth += -1 if tag["end"] else 1
        if not tag["end"]:
            blocks += name in _BLOCKS or name == _FORMULA
            cells = 0 if name == "tr" else cells + (name in _CELLS)
        if blocks > BLOCKS or depth > NESTING or cells > COLUMNS:
            return False
    return True
