"""/sprint: sixty seconds, as many questions as possible, in one message that is edited."""

import secrets
from datetime import timedelta
from functools import partial
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from data import words
from data.people import Person
from data.sprints import Sprint
from data.words import Language
from handlers.context import Bot, Context, House, chat_of, met, tell, written
from handlers.delivery.turns import once
from handlers.html import Html, lines, paragraphs, pre, quote, say
from handlers.keyboards import button, flip, grid
from handlers.learning.markup import as_html, as_plain
from handlers.live import Place, end_with_text
from handlers.presses import heard, owned, pressed, refreshed
from handlers.screens import Screen, turned_to
from handlers.ways_on import alone, onward
from quiz.grading import grade
from quiz.item import Item
from quiz.making import make
from quiz.sprint import LASTS, next_key

_SEEDS = 2**31
_SECOND = timedelta(seconds=1)
_SHOWN = 3
"""So many of the questions that went wrong are shown at the end."""


async def on_sprint(update: Update, context: Context) -> None:
    """Say what a sprint is, with a button to start; alone, for in groups edits are slow."""
    person = met(update, context.house)
    if chat_of(update).type != ChatType.PRIVATE:
        said, address = partial(say, "sprint.alone"), alone(context.bot.username)
        await tell(update, *onward(context.house, person.id, said, person.language, address))
    else:
        await tell(update, *_ready(context.house, person, person.language))


async def on_ready(update: Update, context: Context) -> None:
    """Say it in the language of a button."""
    _, (_, shown_in) = pressed(update)
    house = context.house
    await turned_to(update, _ready(house, met(update, house), cast("Language", shown_in)))


async def on_go(update: Update, context: Context) -> None:
    """Begin in the message of the button, unless a sprint is going on."""
    query, (_, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    going = house.store.sprints.going_of(person.id)
    if going and _left(house, going) <= 0:
        await _end(context.whole_bot, going)
    begun = _begun(update, house, person, cast("Language", shown_in))
    if begun is None:
        await heard(query, words.say("sprint.going", person.language))
        return
    await heard(query)
    _end_in_time(context.whole_bot, begun)
    await refreshed(query, *_question(house, begun))


async def on_tap(update: Update, context: Context) -> None:
    """Take an answer, and show the next question at once."""
    query, (number, place, option) = pressed(update)
    house, person = context.house, met(update, context.house)
    sprint = house.store.sprints.get(int(number))
    if sprint is None:
        await heard(query, words.say("shared.gone", person.language))
    elif not await owned(query, sprint.person, person):
        return
    elif sprint.over or _left(house, sprint) <= 0:
        await heard(query, words.say("sprint.late", sprint.language))
        if not await _end(context.whole_bot, sprint):
            await refreshed(query, *_over(sprint, sprint.language))
    else:
        await heard(query)
        if sprint.place == int(place):
            await _answered(update, context, sprint, int(option))
        else:  # a second tap on a question that has gone counts nothing
            await refreshed(query, *_question(house, sprint))


async def on_over(update: Update, context: Context) -> None:
    """Show the end of a sprint in the language of a button."""
    query, (number, _, shown_in) = pressed(update)
    person = met(update, context.house)
    sprint = context.house.store.sprints.get(int(number))
    if sprint is None or not sprint.over:
        await heard(query, words.say("shared.gone", person.language))
    elif await owned(query, sprint.person, person):
        await heard(query)
        await refreshed(query, *_over(sprint, cast("Language", shown_in)))


async def end_interrupted(bot: Bot) -> None:
    """After a start: end what was going on when the bot stopped, and say so."""
    for sprint in bot.bot_data["house"].store.sprints.going():
        await _end(bot, sprint, interrupted=True)


async def cancel(bot: Bot, sprint: Sprint) -> None:
    """End a sprint before its time; what was answered until now counts."""
    await _end(bot, sprint)


async def _answered(update: Update, context: Context, sprint: Sprint, option: int) -> None:
    query, _ = pressed(update)
    house, item = context.house, make(*sprint.item, sprint.language)
    try:
        right = grade(item, [option]).outcome == "right"
    except IndexError:
        return
    memories = house.store.reviews.memories(sprint.person)
    following = next_key(memories, secrets.randbelow(_SEEDS), sprint.item[0])
    counted = house.store.sprints.answer(sprint, following, right=right)
    if counted is None:
        return
    verdict = say("sprint.right" if right else "sprint.wrong", item.language, answer=item.answer)
    await refreshed(query, *_question(house, counted, verdict))
    ended = house.store.sprints.get(sprint.id)
    if ended and ended.over:  # its time ran out while this was on its way
        await refreshed(query, *_over(ended, ended.language))


def _begun(update: Update, house: House, person: Person, language: Language) -> Sprint | None:
    memories, sprints = house.store.reviews.memories(person.id), house.store.sprints
    first = next_key(memories, secrets.randbelow(_SEEDS))

    def begin() -> int | None:
        if sprints.going_of(person.id):
            return None
        new = sprints.begin(person.id, chat_of(update).id, language, first, house.clock())
        return new.id if new else None

    number = once("sprint", begin)
    if number is None:
        return None
    sprints.show_in(number, written(update).message_id)
    return sprints.get(number)


def _end_in_time(bot: Bot, sprint: Sprint) -> None:
    """End a sprint when its time is up, if nobody taps any more."""

    async def end(_: Context) -> None:
        await _end(bot, sprint)

    if bot.job_queue:
        late = {"misfire_grace_time": None}
        bot.job_queue.run_once(end, LASTS, name=f"sprint {sprint.id}", job_kwargs=late)


async def _end(bot: Bot, sprint: Sprint, *, interrupted: bool = False) -> bool:
    """End a sprint and show what came of it.

    Returns:
        False where it had ended before.
    """
    ended = bot.bot_data["house"].store.sprints.end(sprint.id)
    if ended is None:
        return False
    if ended.message:
        text, buttons = _over(ended, ended.language, interrupted=interrupted)
        await end_with_text(Place(bot.bot, ended.chat, ended.message), text, buttons)
    return True


def _left(house: House, sprint: Sprint) -> int:
    """Whole seconds that are left, begun ones counted."""
    left = LASTS - (house.clock() - sprint.started_at)
    return -(-left // _SECOND)


def _ready(house: House, person: Person, language: Language) -> Screen:
    best = house.store.sprints.best(person.id)
    told = "" if best is None else say("sprint.best", language, best=best)
    rows = [
        [button("sprint.start", f"sprint:go:{language}", language)],
        [flip(f"sprint:ready:{language}", language)],
    ]
    return paragraphs(say("sprint.what", language), told), InlineKeyboardMarkup(rows)


def _question(house: House, sprint: Sprint, verdict: str = "") -> Screen:
    """The question that is to be answered now, with the count and the time left."""
    item, left = make(*sprint.item, sprint.language), _left(house, sprint)
    figures = {"seconds": max(0, left), "right": sprint.right, "count": sprint.place}
    head = lines(say("sprint.head", sprint.language, **figures), verdict)
    options = [
        InlineKeyboardButton(
            as_plain(option.text), callback_data=f"sprint:{sprint.id}:{sprint.place}:{place}"
        )
        for place, option in enumerate(item.options)
    ]
    return paragraphs(head, _asked(item)), grid(options, columns=2)


def _asked(item: Item) -> Html:
    return lines(as_html(item.question), pre(item.block) if item.block else "")


def _over(sprint: Sprint, language: Language, *, interrupted: bool = False) -> Screen:
    """What came of a sprint."""
    figures = {"right": sprint.right, "count": sprint.place, "best": sprint.before or 0}
    title = "sprint.interrupted" if interrupted else "sprint.over"
    record = "sprint.record" if sprint.right > (sprint.before or 0) else "sprint.best"
    compared = say(record if sprint.before else "sprint.first", language, **figures)
    missed = [make(*key, language) for key in sprint.missed[-_SHOWN:]]
    shown = [
        say("sprint.missed_one", language, question=_asked(item), answer=item.answer)
        for item in missed
    ]
    text = paragraphs(
        lines(say(title, language), say("sprint.result", language, **figures), compared),
        lines(say("sprint.missed", language), quote(shown)) if missed else "",
        say("sprint.game", language),
    )
    rows = [
        [button("sprint.again", f"sprint:go:{language}", language)],
        [button("quiz.next", f"go:quiz:{language}", language)],
        [flip(f"sprint:{sprint.id}:end:{language}", language)],
    ]
    return text, InlineKeyboardMarkup(rows)
