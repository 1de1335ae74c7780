"""Links that lead into the chat, made; `deep_links.py` follows them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import MessageLimit

from data import words
from data.words import Language
from handlers.together.short_text import shortened

LEARN, TOPIC, QUIZ, ASK = "learn_", "topic_", "quiz_", "ask_"
"""What the parameter begins with: a lesson, a topic, a question about one, a text to answer."""
_COLUMNS = 3
_SHARE = "https://t.me/share/url?"


def link(username: str, parameter: str) -> str:
    """A link into the chat."""
    return f"https://t.me/{username}?start={parameter}"


def for_text(text: str) -> str | None:
    """The parameter that has a text answered; None where it is too long for a link."""
    parameter = ASK + shortened(text)
    return parameter if len(parameter) <= MessageLimit.DEEP_LINK_LENGTH else None


def share_button(
    update: Update, parameter: str, what: str, language: Language
) -> InlineKeyboardButton:
    """The button that sends a link to whom the person then chooses."""
    address = link(update.get_bot().username, parameter)
    text = words.say("link.invitation", language, what=what)
    url = _SHARE + urlencode({"url": address, "text": text})
    return InlineKeyboardButton(words.say("link.share", language), url=url)


def with_share(
    rows: Sequence[Sequence[InlineKeyboardButton]], share: InlineKeyboardButton
) -> InlineKeyboardMarkup:
    """Buttons with one that shares, before the last of them; no row gets a fourth by it."""
    *before, (*around, last) = rows
    together = len(around) < _COLUMNS - 1
    below = [[*around, share, last]] if together else [around, [share, last]]
    return InlineKeyboardMarkup([*before, *below])
