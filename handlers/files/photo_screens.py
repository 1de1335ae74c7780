"""What a picture's message shows: what was read, so that it can be corrected, and what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from data import words
from data.words import Language
from handlers.html import Html, code, lines, say, units
from handlers.keyboards import flip
from handlers.rich.html import paragraphs
from handlers.screens import Screen
from handlers.ways_on import way
from photo.limits import BYTES, PAGES, PIXELS
from photo.page import Reason

_SHOWN = 1500
"""Characters of what was read; the rest is there to be asked about all the same."""
_DOUBTFUL_SHOWN = 3
_LIMITS: dict[Reason, int] = {"bytes": BYTES >> 20, "pixels": PIXELS // 10**6, "pages": PAGES}

Row = Sequence[InlineKeyboardButton]


@dataclass(frozen=True)
class Seen:
    """A page of a file that somebody sent, and what was read on it.

    Attributes:
        file: where Telegram has it.
        caption: the question that came with it.
        number: of the page, from 1.
        pages: how many there are; 0 where that is not known.
        text: what stands on it.
        doubtful: lines of it that are better looked at again.
        reason: why nothing was read.
    """

    file: str
    caption: str
    number: int = 1
    pages: int = 0
    text: str = ""
    doubtful: Sequence[str] = ()
    reason: Reason | None = None

    @property
    def asked(self) -> str:
        """What is to be answered: the page, and what was asked about it."""
        return f"{self.text}\n\n{self.caption}".strip()


def unread_text(reason: Reason, language: Language) -> Html:
    """Why nothing was read, and what to do."""
    return say(f"photo.{reason}", language, limit=_LIMITS.get(reason, 0))


def photo_screen(
    seen: Seen, here: str, solution: Screen | None, language: Language, *, nothing: bool
) -> Screen:
    """What was read, and the solution below it.

    Args:
        seen: what was read.
        here: the owner and the number of the message's draft, as its buttons name them.
        solution: what follows from it, where that is a message.
        language: of the message.
        nothing: whether nothing follows at all.
    """
    text, buttons = solution or (Html(""), InlineKeyboardMarkup([]))
    told = _read(seen, language)
    rest = say("photo.nothing", language) if nothing else text
    whole = paragraphs(told, rest) if units(told + rest) < MessageLimit.MAX_TEXT_LENGTH else rest
    rows = [*_next(buttons, language), *_below(seen, here, language)]
    if nothing:
        rows.append([way("exercise", language)])
    return whole, InlineKeyboardMarkup([*rows, [flip(f"photo:{here}:{language}", language)]])


def _read(seen: Seen, language: Language) -> Html:
    head = ""
    if seen.pages > 1:
        head = say("photo.page", language, number=seen.number, pages=seen.pages)
    if seen.reason:
        return lines(head, unread_text(seen.reason, language))
    shown = seen.text if len(seen.text) <= _SHOWN else f"{seen.text[:_SHOWN]}…"
    doubtful = [code(line) for line in seen.doubtful[:_DOUBTFUL_SHOWN]]
    return lines(
        head,
        say("photo.read", language),
        code(shown),
        say("photo.unsure", language, lines=Html(" · ".join(doubtful))) if doubtful else "",
        say("photo.correct", language),
    )


def _next(buttons: InlineKeyboardMarkup, language: Language) -> Iterator[Row]:
    """The buttons of the solution, but that which would flip it without what was read."""
    alone = flip(f"answer:{language}", language).callback_data
    for row in buttons.inline_keyboard:
        if kept := [button for button in row if button.callback_data != alone]:
            yield kept


def _below(seen: Seen, here: str, language: Language) -> Iterator[Row]:
    """A button that copies the text, where Telegram lets it, and buttons to the pages around."""
    if 0 < units(seen.text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        label = words.say("photo.copy", language)
        yield [InlineKeyboardButton(label, copy_text=CopyTextButton(seen.text))]
    pages = [
        InlineKeyboardButton(label.format(page), callback_data=f"page:{here}:{page}:{language}")
        for label, page in (("‹ {}", seen.number - 1), ("{} ›", seen.number + 1))
        if 1 <= page <= seen.pages
    ]
    if pages:
        yield pages
