"""A file in the chat, read by what is in it: a text as if it were pasted, a picture as a photo."""

import asyncio
from functools import partial
from pathlib import PurePath
from typing import cast

from telegram import Document, Update

from data.words import Language
from handlers.asking.ask import addressed, answer
from handlers.asking.wanted import says_something
from handlers.context import Context, met, tell, written
from handlers.files import own_table, photo
from handlers.files.file_text import holds_table, text_of
from handlers.files.photo_screens import unread_text
from handlers.html import Html, say
from handlers.ways_on import Said, onward
from photo.kinds import kind_of
from photo.limits import BYTES
from solver.language import detect
from solver.reading.tokens.scan import LONGEST_TEXT

LARGEST_FILE = 200 * 1024
ENDINGS = (".py", ".ipynb", ".sh", ".json", ".yaml", ".yml", ".toml", ".txt", ".log", ".csv")
_TABLES = (own_table.ENDING, ".txt")
_PDF = "application/pdf"


async def on_document(update: Update, context: Context) -> None:
    """Answer a file as what it turns out to be; its caption is the question about it."""
    caption = addressed(written(update), context.bot)
    if caption is None:
        return
    document = cast("Document", written(update).document)
    language = detect(caption, met(update, context.house).language)
    if await _refused(update, context, document, language):
        return
    data = await photo.fetched(update, document)
    if kind_of(data) is None:
        await _read(update, context, data, caption, language)
    elif _is_picture(document) or not await photo.refused(update, context, document, language):
        await photo.receive(update, context, data, document, caption)


async def _read(
    update: Update, context: Context, data: bytes, caption: str, language: Language
) -> None:
    """Answer the text in a file, or say why there is nothing to answer."""
    document, person = cast("Document", written(update).document), met(update, context.house)
    name, text = document.file_name or "", await asyncio.to_thread(text_of, data)
    if text is None:
        await _tell(update, context, partial(_no_text, document), language)
    elif await asyncio.to_thread(_is_table, text, name):
        await own_table.receive(update, context, text, name, language)
    elif len(data) > LARGEST_FILE:
        said = partial(say, "paste.too_large", limit=LARGEST_FILE // 1024)
        await _tell(update, context, said, language)
    elif not says_something(text):
        await _tell(update, context, partial(say, "paste.empty"), language)
    elif not await answer(update, context, person, _asked_about(text, caption), language):
        await _tell(update, context, partial(say, "paste.nothing"), language)


def _is_table(text: str, name: str) -> bool:
    return own_table.is_table_file(text, name) or (_any_text(name) and holds_table(text))


def _asked_about(text: str, caption: str) -> str:
    """A file with its caption below, so that its lines keep their numbers.

    The caption stands above a file that is too long to be read to its end.
    """
    if len(text) + len(caption) < LONGEST_TEXT:
        return f"{text}\n\n{caption}".rstrip()
    return f"{caption}\n\n{text}".strip()


async def _refused(
    update: Update, context: Context, document: Document, language: Language
) -> bool:
    """Say what is wrong with a file before it is fetched, if anything."""
    limit = _limit(document)
    if _is_picture(document):
        return await photo.refused(update, context, document, language)
    if (document.file_size or 0) <= limit:
        return False
    if _ending(document.file_name or "") in ENDINGS:
        await _tell(update, context, partial(say, "paste.too_large", limit=limit // 1024), language)
    else:
        await _tell(
            update, context, partial(say, "paste.kind", endings=" ".join(ENDINGS)), language
        )
    return True


async def _tell(update: Update, context: Context, said: Said, language: Language) -> None:
    """Say why a file is not answered, with what can be asked instead."""
    person = met(update, context.house).id
    await tell(update, *onward(context.house, person, said, language, "exercise", "help"))


def _no_text(document: Document, language: Language) -> Html:
    """Why a file that is neither text nor a picture is not read, and what would be."""
    if _is_picture(document):
        return unread_text("kind", language)
    if _ending(document.file_name or "") in ENDINGS:
        return say("paste.unreadable", language)
    return say("paste.kind", language, endings=" ".join(ENDINGS))


def _limit(document: Document) -> int:
    """How many bytes a file may have; one without a usual ending may turn out to be a picture."""
    ending = _ending(document.file_name or "")
    if ending not in ENDINGS:
        return BYTES
    return own_table.LARGEST_TABLE if ending in _TABLES else LARGEST_FILE


def _is_picture(document: Document) -> bool:
    """Whether a client says that a file is a picture or a PDF."""
    mime = document.mime_type or ""
    return mime.startswith("image/") or mime == _PDF


def _any_text(name: str) -> bool:
    """Whether a file's name leaves open what its text is."""
    ending = _ending(name)
    return ending == ".txt" or ending not in ENDINGS


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
