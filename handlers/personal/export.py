"""/export: everything that is kept of a person, as files, and a deck of cards for Anki."""

from functools import partial

from telegram import Chat, Update
from telegram.constants import ChatAction, ChatType

from data.people import Person
from handlers.cancellable import made_for, unless_cancelled
from handlers.context import Context, House, chat_of, met, tell
from handlers.files.own_table import sent_tables
from handlers.html import say
from handlers.personal.export_files import Exported, Wanted, export
from handlers.ways_on import alone, onward

_NAME = "export"
ARCHIVE, DECK = "epochbot-{day}.zip", "epochbot-{day}.apkg"


async def on_export(update: Update, context: Context) -> None:
    """Send a person everything that is theirs; never where others would see it."""
    house, person, chat = context.house, met(update, context.house), chat_of(update)
    if chat.type != ChatType.PRIVATE:
        await _tell(update, house, person, "alone", alone(context.bot.username))
    elif _NAME in made_for(house, chat.id, person.id):
        await _tell(update, house, person, "going", "cancel")
    elif made := await unless_cancelled(update, house, _NAME, _made(chat, house, person)):
        await _send(chat, person, house, made)


async def _tell(update: Update, house: House, person: Person, key: str, name: str) -> None:
    said = partial(say, f"export.{key}")
    await tell(update, *onward(house, person.id, said, person.language, name))


async def _made(chat: Chat, house: House, person: Person) -> Exported:
    await chat.send_action(ChatAction.UPLOAD_DOCUMENT)
    home, now = house.store.home, house.clock()
    wanted = Wanted(home, person.id, person.language, now, sent_tables(house, person.id))
    return await house.engine.call(export, wanted)


async def _send(chat: Chat, person: Person, house: House, made: Exported) -> None:
    language, day = person.language, f"{house.clock():%Y-%m-%d}"
    key = "export.archive" if made.deck else "export.no_cards"
    await chat.send_document(
        made.archive, filename=ARCHIVE.format(day=day), caption=say(key, language)
    )
    if made.deck:
        caption = say("export.cards", language, count=made.cards)
        await chat.send_document(made.deck, filename=DECK.format(day=day), caption=caption)
