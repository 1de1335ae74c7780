"""Texts as Telegram's HTML: the one place where what people wrote is escaped."""

import re
from collections.abc import Sequence
from html import escape

from telegram.constants import MessageLimit

from data import words
from data.words import Language

FOLDED_FROM = 7  # lines from which a quotation is folded on a phone
_ROOM_FOR_TAGS = 96
_SHORT_ROUNDING = re.compile(r"⌈[^⌈⌉]{1,17}⌉|⌊[^⌊⌋]{1,17}⌋")


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def say(key: str, language: Language, **values: object) -> Html:
    """A text of the bot as HTML, its values escaped unless they are HTML themselves."""
    filled = words.say(key, language, **{name: _safe(value) for name, value in values.items()})
    return _unbroken(filled)


def lines(*parts: str) -> Html:
    """Parts below each other, empty ones left out."""
    return Html("\n".join(_safe(part) for part in parts if part))


def paragraphs(*parts: str) -> Html:
    """Parts with a blank line between them, empty ones left out."""
    return Html("\n\n".join(_safe(part) for part in parts if part))


def bold(text: str) -> Html:
    """Text that stands out."""
    return Html(f"<b>{_safe(text)}</b>")


def italic(text: str) -> Html:
    """Text that stands back."""
    return Html(f"<i>{_safe(text)}</i>")


def code(text: str) -> Html:
    """Text that a tap copies."""
    return Html(f"<code>{_safe(text)}</code>")


def pre(text: str) -> Html:
    """A block of code or a table, in letters of one width."""
    return Html(f"<pre>{_safe(text.strip(chr(10)))}</pre>")


def quote(quoted: Sequence[str]) -> Html:
    """Lines in a quotation, folded where they are many."""
    if not quoted:
        return Html("")
    tag = "blockquote expandable" if len(quoted) >= FOLDED_FROM else "blockquote"
    return Html(f"<{tag}>{lines(*quoted)}</blockquote>")


def fitting(
    quoted: Sequence[str], around: str, most: int = MessageLimit.MAX_TEXT_LENGTH
) -> tuple[str, ...]:
    """As many lines as fit in one message beside the text around them, an ellipsis for the rest."""
    room = most - units(around) - _ROOM_FOR_TAGS
    kept: list[str] = []
    for line in quoted:
        room -= units(line) + 1
        if room < 0:
            return (*kept, "…")
        kept.append(line)
    return tuple(kept)


def whole(text: str) -> str:
    """What somebody wrote, with "?" for half a character, which can neither be stored nor sent."""
    return text.encode(errors="replace").decode()


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _safe(value: object) -> Html:
    return value if isinstance(value, Html) else _unbroken(escape(str(value), quote=False))


def _unbroken(text: str) -> Html:
    """HTML whose short rounded quotients stay on one line of a phone."""
    return Html(_SHORT_ROUNDING.sub(lambda found: found[0].replace(" ", "\u00a0"), text))
