"""Messages that are kept as drafts, so that they can be said again in the other language."""

from collections.abc import Mapping
from typing import Any, cast

from telegram import Update

from data import words
from data.words import Language
from handlers.context import Context, met
from handlers.presses import heard, owned, pressed


async def own_draft(
    update: Update, context: Context, part: str
) -> tuple[int, Mapping[str, Any], Language] | None:
    """The draft of a pressed button: its number, what is kept, and the language to say it in.

    Args:
        update: the press; the button's data are the owner, the number and the language.
        context: the house behind the chat.
        part: what every draft of this kind holds.

    Returns:
        None where it is somebody else's or gone, which the one who pressed is told.
    """
    query, (owner, number, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return None
    kept = house.store.drafts.of(person.id, int(number))
    if kept is None or part not in kept:
        await heard(query, words.say("shared.gone", person.language))
        return None
    await heard(query)
    return int(number), kept, cast("Language", shown_in)
