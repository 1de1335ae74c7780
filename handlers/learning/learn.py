"""/learn: the course, a short lesson after the other, where the learner left off."""

from typing import cast

from telegram import Update

from data import words
from data.people import Person
from data.words import Language
from handlers.context import Context, House, chat_of, met, note
from handlers.delivery.turns import first, once
from handlers.learning.course_pictures import drawn, kept
from handlers.learning.learn_buttons import Shown
from handlers.learning.learn_dialogue import dialogue
from handlers.learning.learn_message import show
from handlers.learning.learn_screens import (
    answered,
    answered_again,
    contents,
    end,
    nothing_due,
    question,
    repeated,
    screen,
)
from handlers.presses import heard, owned, pressed
from handlers.quizzes.noted import noted_key
from handlers.together.sharing import LEARN, share_button
from knowledge.course import folders, lesson, places
from knowledge.lesson import Lesson, Question, Screen
from quiz.engine import remember
from quiz.schedule import rate

LESSONS = "|".join(str(number) for number in range(1, len(folders()) + 1))


async def on_learn(update: Update, context: Context) -> None:
    """Show the course, and where to go on."""
    person = met(update, context.house)
    await show(update, context, _contents(context.house, person, person.language), person.language)


async def open_course(update: Update, context: Context) -> None:
    """In a new message: the first screen for who has read nothing yet, else where to go on."""
    house, person = context.house, met(update, context.house)
    language = person.language
    if house.store.lessons.of(person.id):
        shown = _contents(house, person, language)
    else:
        shown = _turned_to(update, house, lesson(1, language), 0, language)
    await show(update, context, shown, language, anew=True)


async def open_lesson(update: Update, context: Context, number: int) -> None:
    """In a new message: a lesson by its place, where the learner left it."""
    house, person = context.house, met(update, context.house)
    one = lesson(number, person.language)
    readings = house.store.lessons.of(person.id)
    reached = (each.step for each in readings if each.lesson == one.name and not each.done)
    step = min(next(reached, 0), len(one.steps) - 1)
    shown = _turned_to(update, house, one, step, person.language)
    await show(update, context, shown, person.language, anew=True)


async def on_contents(update: Update, context: Context) -> None:
    """Go back to the whole course."""
    _, (_, shown_in) = pressed(update)
    language = cast("Language", shown_in)
    shown = _contents(context.house, met(update, context.house), language)
    await show(update, context, shown, language)


async def on_step(update: Update, context: Context) -> None:
    """Turn to a step of a lesson, or to its end, and remember that."""
    query, (_, number, place, shown_in) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    one, step = lesson(int(number), language), int(place)
    if step > len(one.steps):
        await heard(query, words.say("shared.gone", person.language))
        return
    await show(update, context, _turned_to(update, house, one, step, language), language)
    _draw_ahead(house, one, step, language)


async def on_pick(update: Update, context: Context) -> None:
    """Take an answer, explain it, and remember how well it was known."""
    query, (kind, number, place, asked, option, shown_in) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    one, step, chosen = lesson(int(number), language), int(place), int(option)
    found = one.steps[step] if step < len(one.steps) else None
    if not isinstance(found, Question) or chosen >= len(found.options):
        await heard(query, words.say("shared.gone", person.language))
        return
    if asked != "0" and not await _remembered(update, house, int(asked), found, chosen):
        return
    explain = answered if kind == "pick" else answered_again
    await show(update, context, explain(one, step, found, chosen, language), language)


async def on_again(update: Update, context: Context) -> None:
    """Ask a question that was answered once and is to be repeated by now."""
    _, (_, shown_in) = pressed(update)
    house, person, language = context.house, met(update, context.house), cast("Language", shown_in)
    due = _due(house, person)
    if not due:
        await show(update, context, nothing_due(language), language)
        return
    number, step = places()[due[0]]
    one = lesson(number, language)
    found = cast("Question", one.steps[step])
    asked = _ask(update, house, found, language)
    await show(update, context, repeated(one, step, found, asked, language), language)


async def on_dialogue(update: Update, context: Context) -> None:
    """Turn to a part of a lesson's dialogue."""
    query, (_, number, place, shown_in) = pressed(update)
    language = cast("Language", shown_in)
    one, part = lesson(int(number), language), int(place)
    if part >= len(one.dialogue):
        person = met(update, context.house)
        await heard(query, words.say("shared.gone", person.language))
        return
    await show(update, context, dialogue(one, part, language), language)


async def on_say(update: Update, context: Context) -> None:
    """Let the student say what the learner chose: the dialogue goes on, or the teacher answers."""
    query, (_, number, place, option, shown_in) = pressed(update)
    language = cast("Language", shown_in)
    one, part, chosen = lesson(int(number), language), int(place), int(option)
    options = one.dialogue[part].options if part < len(one.dialogue) else ()
    if chosen >= len(options):
        person = met(update, context.house)
        await heard(query, words.say("shared.gone", person.language))
    elif options[chosen].right:
        await show(update, context, dialogue(one, part + 1, language), language)
    else:
        await show(update, context, dialogue(one, part, language, tried=chosen), language)


def _contents(house: House, person: Person, language: Language) -> Shown:
    readings = house.store.lessons.of(person.id)
    return contents(readings, len(_due(house, person)), language)


def _turned_to(update: Update, house: House, one: Lesson, step: int, language: Language) -> Shown:
    person, now = met(update, house), house.clock()
    if step == len(one.steps):
        house.store.lessons.finish(person.id, one.name, now)
        note(update, house, "topic", slug=one.frame.topic)  # its flash cards come first now
        answers = {each.skill: each.correct for each in house.store.reviews.history(person.id)}
        share = share_button(update, LEARN + one.name, one.title, language)
        return end(one, answers, language, share)
    house.store.lessons.reach(person.id, one.name, step, now)
    found = one.steps[step]
    if isinstance(found, Screen):
        return screen(one, step, found, language)
    return question(one, step, found, _ask(update, house, found, language), language)


def _ask(update: Update, house: House, found: Question, language: Language) -> int:
    """Note a question as asked; 0 where it is too soon for its answer to say anything."""
    person, item = met(update, house), (found.skill, 0, 1)
    if not _is_time(house, person, found):
        return 0
    return noted_key(house, person, chat_of(update).id, item, language).id


def _is_time(house: House, person: Person, found: Question) -> bool:
    """Whether an answer says how well it is remembered, and not that it was just read."""
    memories, now = house.store.reviews.memories(person.id), house.clock()
    return all(one.due <= now for one in memories if one.skill == found.skill)


async def _remembered(
    update: Update, house: House, number: int, found: Question, chosen: int
) -> bool:
    """Remember an answer, once; False where it is not theirs or was given before, which is told."""
    query, _ = pressed(update)
    person, reviews = met(update, house), house.store.reviews
    asked = reviews.asked(number)
    if asked is None or asked.skill != found.skill:
        await heard(query, words.say("shared.gone", person.language))
        return False
    if not await owned(query, asked.person, person):
        return False
    if not first("time", _is_time(house, person, found)):
        return True
    option = found.options[chosen]
    rating = rate(correct=option.right, tries=1)
    given, mistake, now = option.text, option.mistake, house.clock()
    if once(
        "answer",
        lambda: remember(reviews, asked, rating, now, given=given, misconception=mistake),
    ):
        return True
    await heard(query, words.say("shared.pressed_twice", person.language))
    return False


def _due(house: House, person: Person) -> list[str]:
    """The questions of the course that are to be repeated by now, the longest waiting first."""
    now = house.clock()
    return [
        one.skill
        for one in house.store.reviews.memories(person.id)
        if one.skill in places() and one.due <= now
    ]


def _draw_ahead(house: House, one: Lesson, step: int, language: Language) -> None:
    """Begin the next picture of a lesson while its reader is still before it."""
    following = (found.picture for found in one.steps[step + 1 :] if isinstance(found, Screen))
    key = next((key for key in following if key), None)
    if key and not kept(house, key, language):
        drawn(house, key)
