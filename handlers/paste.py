"""A file in the chat: a script, a notebook, a configuration or a log, read as if it were pasted."""

from pathlib import PurePath
from typing import cast

from telegram import Document, Update
from telegram.constants import ChatAction

from data.words import Language
from handlers import own_table
from handlers.ask import addressed, answer
from handlers.context import Context, chat_of, met, tell, written
from handlers.file_text import text_of
from handlers.html import say
from handlers.road import says_something
from solver.language import detect
from solver.reading.tokens.scan import LONGEST_TEXT

LARGEST_FILE = 200 * 1024
ENDINGS = (".py", ".ipynb", ".sh", ".json", ".yaml", ".yml", ".toml", ".txt", ".log", ".csv")


async def on_document(update: Update, context: Context) -> None:
    """Answer a file as a text; its caption is the question about it."""
    caption = addressed(written(update), context.bot)
    if caption is None:
        return
    person, document = met(update, context.house), cast("Document", written(update).document)
    language = detect(caption, person.language)
    if await _refused(update, document, language):
        return
    await chat_of(update).send_action(ChatAction.TYPING)
    data = await (await document.get_file()).download_as_bytearray()
    name = document.file_name or ""
    text = text_of(bytes(data), name)
    if text is not None and own_table.is_table_file(text, name):
        await own_table.receive(update, context, text, name, language)
    elif len(data) > LARGEST_FILE:
        await tell(update, say("paste.too_large", language, limit=LARGEST_FILE // 1024))
    elif text is None:
        await tell(update, say("paste.unreadable", language))
    elif not says_something(text):
        await tell(update, say("paste.empty", language))
    elif not await answer(update, context, person, _asked_about(text, caption), language):
        await tell(update, say("paste.nothing", language))


def _asked_about(text: str, caption: str) -> str:
    """A file with its caption below, so that its lines keep their numbers.

    The caption stands above a file that is too long to be read to its end.
    """
    if len(text) + len(caption) < LONGEST_TEXT:
        return f"{text}\n\n{caption}".rstrip()
    return f"{caption}\n\n{text}".strip()


async def _refused(update: Update, document: Document, language: Language) -> bool:
    """Say what is wrong with a file before it is fetched, if anything."""
    ending = PurePath(document.file_name or "").suffix.lower()
    if ending not in ENDINGS:
        await tell(update, say("paste.kind", language, endings=" ".join(ENDINGS)))
    elif (document.file_size or 0) > (limit := _limit(ending)):
        await tell(update, say("paste.too_large", language, limit=limit // 1024))
    else:
        return False
    return True


def _limit(ending: str) -> int:
    """How many bytes a file may have; a table to train on has more than a text to read."""
    return own_table.LARGEST_TABLE if ending == own_table.ENDING else LARGEST_FILE
