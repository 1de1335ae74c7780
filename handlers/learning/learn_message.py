"""The one message of the course: a text, or a picture that follows its text when it is drawn."""

import asyncio
from typing import TYPE_CHECKING, cast

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from data.words import Language
from handlers.context import Context, House, chat_of, reply_in_group, tell, written
from handlers.delivery.turns import in_the_background
from handlers.html import paragraphs, say
from handlers.learning.course_pictures import drawn, kept
from handlers.learning.learn_buttons import Shown
from handlers.live import Place, end_with_photo, end_with_text
from handlers.presses import heard

if TYPE_CHECKING:
    from telegram import CallbackQuery


async def show(
    update: Update, context: Context, shown: Shown, language: Language, *, anew: bool = False
) -> None:
    """Show something of the course: under its own buttons in their message, else in a new one.

    Where a picture is still to be drawn, its text is shown first, with the buttons that stay in
    the course; what else the message is turned to meanwhile is then left alone.
    """
    house = context.house
    picture = kept(house, shown.picture, language) if shown.picture else None
    if shown.picture is None or picture:
        message = await _put(update, context, shown, picture, anew=anew)
        house.lessons.pop((chat_of(update).id, message), None)
        return
    text = paragraphs(shown.text, say("learn.drawing", language))
    (*_, other), stay = shown.rows[-1], shown.rows[0]
    message = await _put(update, context, Shown(text, [stay, [other]]), None, anew=anew)
    place = Place(context.bot, chat_of(update).id, message)
    house.lessons[place.chat, message] = shown
    in_the_background(context.whole_bot, _add_picture(house, place, shown, language), update)


async def _add_picture(house: House, place: Place, shown: Shown, language: Language) -> None:
    key = cast("str", shown.picture)
    await asyncio.shield(drawn(house, key))
    if house.lessons.get((place.chat, place.message)) is not shown:
        return
    del house.lessons[place.chat, place.message]
    picture = kept(house, key, language)
    if picture:
        await end_with_photo(place, picture, shown.text, shown.keyboard)
    else:
        await end_with_text(place, shown.text, shown.keyboard)


async def _put(
    update: Update, context: Context, shown: Shown, picture: bytes | None, *, anew: bool
) -> int:
    """Show a text, or a picture with it, and say in which message."""
    query, text, keyboard = update.callback_query, shown.text, shown.keyboard
    if query is None or anew:
        return await _sent(update, text, keyboard, picture)
    await heard(query)
    place = Place(context.bot, chat_of(update).id, written(update).message_id)
    if picture:
        return await end_with_photo(place, picture, text, keyboard)
    if written(update).text is not None:
        return await end_with_text(place, text, keyboard)
    # A picture cannot become a text again, so that the message is replaced.
    if await _taken_away(query):
        return await _sent(update, text, keyboard, None)
    return place.message


async def _sent(
    update: Update, text: str, keyboard: InlineKeyboardMarkup, picture: bytes | None
) -> int:
    if picture is None:
        return (await tell(update, text, keyboard)).message_id
    reply = reply_in_group(update)
    sent = await chat_of(update).send_photo(
        picture, text, reply_markup=keyboard, reply_parameters=reply, filename="course.png"
    )
    return sent.message_id


async def _taken_away(query: "CallbackQuery") -> bool:
    """Delete the message of a button, or at least its buttons; False where it is gone already."""
    try:
        await query.delete_message()
    except BadRequest:
        try:
            await query.edit_message_reply_markup(None)
        except BadRequest:
            return False
    return True
