"""/export: everything that is kept of a person, as files, and a deck of cards for Anki."""

from telegram import Chat, Update
from telegram.constants import ChatAction, ChatType

from data.people import Person
from handlers.context import Context, House, chat_of, met, tell
from handlers.files.own_table import sent_tables
from handlers.html import say
from handlers.personal.export_files import Exported, Wanted, export

ARCHIVE, DECK = "epochbot-{day}.zip", "epochbot-{day}.apkg"


async def on_export(update: Update, context: Context) -> None:
    """Send a person everything that is theirs; never where others would see it."""
    house, person, chat = context.house, met(update, context.house), chat_of(update)
    if chat.type != ChatType.PRIVATE:
        await tell(update, say("export.alone", person.language))
    elif person.id in house.exports:
        await tell(update, say("export.going", person.language))
    else:
        house.exports.add(person.id)
        try:
            await chat.send_action(ChatAction.UPLOAD_DOCUMENT)
            await _send(chat, person, house, await _made(house, person))
        finally:
            house.exports.discard(person.id)


async def _made(house: House, person: Person) -> Exported:
    store, now = house.store.home / "epochbot.db", house.clock()
    wanted = Wanted(store, person.id, person.language, now, sent_tables(house, person.id))
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
