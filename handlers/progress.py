"""/progress: what a person knows by now, as a picture."""

from telegram import Update
from telegram.constants import ChatAction

from data.people import Person
from handlers.context import Context, House, chat_of, met, tell
from handlers.decks import CARDS
from handlers.html import lines, say
from quiz.charts import draw_progress
from quiz.overview import progress


async def on_progress(update: Update, context: Context) -> None:
    """Draw the progress of a person in a worker, and send it."""
    house, person = context.house, met(update, context.house)
    guesses = _guesses(house, person)
    if not house.store.reviews.history(person.id):
        await tell(update, lines(guesses, say("progress.nothing", person.language)))
        return
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    daily, zone = house.store.dailies.get(person.id), person.zone or "UTC"
    plan = daily.plan if daily else None
    shown = progress(house.store.reviews, person.id, house.clock(), zone, plan)
    picture = await house.engine.call(draw_progress, shown, person.language)
    await context.bot.send_photo(
        chat_of(update).id,
        picture,
        lines(say("progress.caption", person.language), cards_met(house, person), guesses),
    )


def cards_met(house: House, person: Person) -> str:
    """How many flash cards a person met, and how many of them are due; nothing before the first."""
    cards = f"{CARDS}:"
    known = [m for m in house.store.reviews.memories(person.id) if m.skill.startswith(cards)]
    due = sum(memory.due <= house.clock() for memory in known)
    return say("progress.cards", person.language, met=len(known), due=due) * bool(known)


def _guesses(house: House, person: Person) -> str:
    """How many experiments a person guessed right at first; nothing where there were none."""
    right, everything = house.store.guesses.first_ones(person.id)
    return say("progress.guesses", person.language, right=right, all=everything) * bool(everything)
