"""Other looks at trainings in one picture: their curves drawn in another way, and their film."""

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING, cast

from telegram import Update

from handlers.context import Context, House
from handlers.html import Html, bold, lines, say
from handlers.presses import flipped_to, gone, heard, pressed
from handlers.training.films import Film, show_film
from handlers.training.sides import Sides, own_sides, sides_buttons
from handlers.training.view_buttons import wished
from handlers.training.views import place_of, redraw
from trainer.comparison_film import film_comparison
from trainer.comparison_picture import draw_comparison
from trainer.comparison_words import title, verdict
from trainer.standings import standings
from trainer.view import View

if TYPE_CHECKING:
    from data.words import Language


def sides_picture(house: House, sides: Sides, view: View | None = None) -> Awaitable[bytes]:
    """The picture of trainings side by side."""
    return house.engine.call(
        draw_comparison, sides.histories, sides.comparison, sides.names, sides.language, view
    )


async def on_sides(update: Update, context: Context) -> None:
    """Draw the curves of trainings side by side in another way or language, in their message."""
    query, (key, *fields, shown_in) = pressed(update)
    house, view, language = context.house, wished(*fields), cast("Language", shown_in)
    sides = await own_sides(update, house, key, language)
    if sides is None:
        return
    await heard(query)
    picture, buttons = sides_picture(house, sides, view), sides_buttons(sides, view)
    place = place_of(update, context)
    await redraw(house, place, view, picture, text=sides.caption, buttons=buttons)


async def on_sides_film(update: Update, context: Context) -> None:
    """Make and send the film of trainings side by side; flipped, in place."""
    _, (key, *shown_in) = pressed(update)
    house, language = context.house, flipped_to(shown_in)
    sides = await own_sides(update, house, key, language)
    if sides is None:
        return
    if not any(history.records for history in sides.histories):
        await gone(update, house)
        return
    making = partial(
        house.engine.call,
        film_comparison,
        sides.histories,
        sides.comparison,
        sides.names,
        sides.language,
    )
    caption = _film_caption(sides)
    wanted = Film(key, making, caption, f"sidesfilm:{key}", sides.language)
    await show_film(update, house, wanted, turned=language is not None)


def _film_caption(sides: Sides) -> Html:
    """What is to be seen in the film, and who came out best."""
    language = sides.language
    name = f"#{sides.key.replace('-', ' · #')} {title(sides.comparison, language)}"
    found = standings(sides.comparison, sides.histories, sides.names)
    seen = say("views.film_sides", language, names=" · ".join(sides.names))
    return lines(bold(name), seen, verdict(found, language))
