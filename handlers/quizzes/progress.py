"""/progress: what a person knows by now, as a picture."""

from dataclasses import replace
from functools import partial

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatAction

from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import Html, lines, say
from handlers.keyboards import button, flip
from handlers.learning.decks import CARDS
from handlers.live import end_with_photo
from handlers.presses import heard, owned, pressed, reading
from handlers.quizzes.mistakes import open_count
from handlers.screens import Screen
from handlers.training.views import place_of
from handlers.ways_on import onward
from quiz.charts import draw_progress
from quiz.overview import Progress, progress

_WEEK = 7


async def on_progress(update: Update, context: Context) -> None:
    """Draw the progress of a person in a worker, and send it."""
    house, person = context.house, met(update, context.house)
    if not house.store.reviews.history(person.id):
        said = partial(_nothing, house, person)
        await tell(update, *onward(house, person.id, said, person.language, "quiz"))
        return
    await chat_of(update).send_action(ChatAction.UPLOAD_PHOTO)
    caption, buttons = _screen(house, person)
    await chat_of(update).send_photo(
        await _drawn(house, person), caption, filename="chart.png", reply_markup=buttons
    )


async def on_turned(update: Update, context: Context) -> None:
    """Draw it in the language of a button, as it is now."""
    query, (owner, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if await owned(query, int(owner), person):
        await heard(query)
        reader = reading(person, shown_in)
        picture = await _drawn(house, reader)
        await end_with_photo(place_of(update, context), picture, *_screen(house, reader))


def _nothing(house: House, person: Person, language: Language) -> Html:
    guesses = _guesses(house, replace(person, language=language))
    return lines(guesses, say("progress.nothing", language))


async def _drawn(house: House, person: Person) -> bytes:
    return await house.engine.call(draw_progress, _known(house, person), person.language)


def _known(house: House, person: Person) -> Progress:
    daily, zone = house.store.dailies.get(person.id), person.zone or "UTC"
    plan = daily.plan if daily else None
    return progress(house.store.reviews, person.id, house.clock(), zone, plan)


def _screen(house: House, person: Person) -> Screen:
    """What stands under the picture, and the way to one's mistakes where there are any."""
    language = person.language
    seen = _known(house, person)
    caption = lines(
        say("progress.caption", language),
        say(
            "progress.figures",
            language,
            answers=f"{seen.answers:,}",
            share=f"{seen.accuracy:.0%}",
            met=sum(group.met for group in seen.groups),
            skills=sum(group.skills for group in seen.groups),
            days=seen.streak.days,
            due=seen.due,
            ahead=sum(seen.forecast[:_WEEK]),
        ),
        cards_met(house, person),
        _guesses(house, person),
    )
    row = [flip(f"progress:{person.id}:{language}", language)]
    if open_count(house, person):
        row.insert(0, button("progress.mistakes", f"mistakes:{language}", language))
    return caption, InlineKeyboardMarkup([row])


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
