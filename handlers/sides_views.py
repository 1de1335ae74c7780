"""Other looks at trainings in one picture: their curves drawn in another way, and their film."""

from collections.abc import Awaitable

from telegram import Update
from telegram.constants import ChatAction

from data import words
from handlers.context import Context, House, chat_of, met
from handlers.html import bold
from handlers.presses import heard, pressed
from handlers.sides import Sides, own_sides, sides_buttons
from handlers.view_buttons import wished
from handlers.views import place_of, redraw, to_picture
from trainer.comparison_film import film_comparison
from trainer.comparison_picture import draw_comparison
from trainer.comparison_words import title
from trainer.view import View


def sides_picture(house: House, sides: Sides, view: View | None = None) -> Awaitable[bytes]:
    """The picture of trainings side by side."""
    return house.engine.call(
        draw_comparison, sides.histories, sides.comparison, sides.names, sides.language, view
    )


async def on_sides(update: Update, context: Context) -> None:
    """Draw the curves of trainings side by side in another way, in the same message."""
    query, (key, *fields) = pressed(update)
    house, view = context.house, wished(*fields)
    sides = await own_sides(query, key, met(update, house), house)
    if sides is None:
        return
    await heard(query)
    picture, buttons = sides_picture(house, sides, view), sides_buttons(sides, view)
    place = place_of(update, context)
    await redraw(house, place, view, picture, text=sides.caption, buttons=buttons)


async def on_sides_film(update: Update, context: Context) -> None:
    """Make and send the film of trainings side by side; while it is made, it is not made again."""
    query, (key,) = pressed(update)
    house, chat, person = context.house, chat_of(update), met(update, context.house)
    sides = await own_sides(query, key, person, house)
    if sides is None:
        return
    if key in house.films or not any(history.records for history in sides.histories):
        note = "views.filming" if key in house.films else "shared.gone"
        await heard(query, words.say(note, person.language))
        return
    await heard(query)
    house.films.add(key)
    try:
        await chat.send_action(ChatAction.RECORD_VIDEO)
        moving = await house.engine.call(
            film_comparison, sides.histories, sides.comparison, sides.names, sides.language
        )
        name = title(sides.comparison, sides.language)
        await chat.send_animation(
            moving,
            filename="film.mp4",
            caption=bold(f"#{key.replace('-', ' · #')} {name}"),
            reply_parameters=to_picture(update),
        )
    finally:
        house.films.discard(key)
