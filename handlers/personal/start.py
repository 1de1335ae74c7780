"""/start: a sentence, and four buttons that each show something at once."""

from telegram import InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from handlers.context import Context, House, met, tell
from handlers.daily.session import streak_of
from handlers.html import Html, paragraphs, say
from handlers.keyboards import flip
from handlers.learning.decks import CARDS
from handlers.presses import pressed, reading
from handlers.screens import Screen, turned_to
from handlers.together import deep_links
from handlers.ways_on import ways
from quiz.skills import SKILLS


async def on_start(update: Update, context: Context) -> None:
    """Welcome a person; a link that leads elsewhere goes there instead."""
    lost = await deep_links.follow(update, context)
    if lost is not None:
        welcome, buttons = _welcome(context.house, met(update, context.house))
        await tell(update, paragraphs(lost, welcome), buttons)


async def on_turned(update: Update, context: Context) -> None:
    """Welcome a person in the language of a button."""
    _, (shown_in,) = pressed(update)
    person = reading(met(update, context.house), shown_in)
    await turned_to(update, _welcome(context.house, person))


def _welcome(house: House, person: Person) -> Screen:
    """A sentence, and four ways to see something at once."""
    language = person.language
    text = _waiting(house, person) if _came_before(house, person) else say("start.hello", language)
    steps = ways(language, "exercise", "quiz", "train", "learn")
    here = [flip(f"start:{language}", language)]
    return text, InlineKeyboardMarkup([*steps.inline_keyboard, here])


def _came_before(house: House, person: Person) -> bool:
    """Whether a person has answered, read, trained or asked anything."""
    store = house.store
    return bool(
        store.reviews.memories(person.id)
        or store.lessons.of(person.id)
        or store.runs.latest_of(person.id, limit=1)
        or store.problems.latest(person.id, person.id)
    )


def _waiting(house: House, person: Person) -> Html:
    """What waits for a person who comes back."""
    language, now = person.language, house.clock()
    due = [one.skill for one in house.store.reviews.memories(person.id) if one.due <= now]
    counted = {
        "due": sum(skill in SKILLS for skill in due),
        "cards": sum(skill.startswith(f"{CARDS}:") for skill in due),
        "streak": streak_of(house, person).days,
    }
    some = {name: count for name, count in counted.items() if count}
    told = [words.say(f"start.{name}", language, count=count) for name, count in some.items()]
    key = "start.back" if told else "start.nothing_due"
    return say(key, language, told=("，" if language == "zh" else ", ").join(told))
