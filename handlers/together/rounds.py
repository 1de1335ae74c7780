"""/quiz in a group: a round is begun, voted in, led on, ended, and its result shown."""

import re
import secrets
from functools import partial
from typing import TYPE_CHECKING, cast

from telegram import Poll, PollAnswer, Update
from telegram.constants import ChatType

from data import words
from data.people import Person
from data.rounds import Round, Vote
from handlers.context import Context, chat_of, met, tell, written
from handlers.delivery.turns import once
from handlers.html import say
from handlers.presses import heard, pressed, refreshed
from handlers.quizzes import polls
from handlers.together.group_settings import is_admin, may_begin
from handlers.together.leading import current, lead, move, remember, wake
from handlers.together.round_screens import ending, opening
from handlers.ways_on import Said, onward
from knowledge.names import named
from quiz.polls import round_items

if TYPE_CHECKING:
    from data.words import Language

COUNT, MOST = 5, 20
"""Questions of a round, where nobody says how many, and at most."""
_COUNT = re.compile(r"[0-9]{1,4}")
_SEEDS = 2**31


def is_group(update: Update) -> bool:
    """Whether an update comes from a group."""
    return chat_of(update).type in {ChatType.GROUP, ChatType.SUPERGROUP}


async def on_round(update: Update, context: Context) -> None:
    """Begin a round: of everything, or of a topic, of so many questions as are named."""
    person, said = met(update, context.house), list(context.args or ())
    count = int(said.pop()) if said and _COUNT.fullmatch(said[-1]) else COUNT
    name = " ".join(said)
    about = named(name) if name else None
    if name and about is None:
        await _note(update, context, partial(say, "cards.unknown", text=name), "glossary", "round")
    elif not 1 <= count <= MOST:
        await _note(update, context, partial(say, "round.how_many", most=MOST), "round")
    else:
        await _begin(update, context, person, about, count)


async def on_lead(update: Update, context: Context) -> None:
    """Go on to the next question, or end the round: for who began it, or an admin."""
    query, (number, act, place) = pressed(update)
    house, person = context.house, met(update, context.house)
    going = house.store.rounds.get(int(number))
    asked = current(house, int(number))
    if going is None or asked is None or asked.place != int(place):
        await heard(query, words.say("shared.gone", person.language))
    elif not await may_lead(context, going, person):
        await heard(query, words.say("round.not_yours", person.language))
    else:
        await heard(query)
        if act == "stop":
            house.store.rounds.skip_rest(going.id)
        wake(house, going.id)


async def on_again(update: Update, context: Context) -> None:
    """Begin another round like one that is over."""
    query, (number, *_) = pressed(update)
    house, person = context.house, met(update, context.house)
    before = house.store.rounds.get(int(number))
    if before is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    count = len(house.store.rounds.questions(before.id))
    await _begin(update, context, person, before.about, count)


async def on_ending(update: Update, context: Context) -> None:
    """Show how a round went, in a language; with names only for who began it, or an admin."""
    query, (number, act, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    over = house.store.rounds.get(int(number))
    if over is None:
        await heard(query, words.say("shared.gone", person.language))
    elif _changes(update, act) and not await may_lead(context, over, person):
        await heard(query, words.say("round.not_yours", person.language))
    else:
        await heard(query)
        language = cast("Language", shown_in)
        screen = ending(house.store.rounds, over, language, board=act == "board")
        await refreshed(query, *screen)


async def on_vote(update: Update, context: Context) -> None:
    """Keep a vote, a changed one, or that one was taken back."""
    if await polls.took_vote(update, context):
        return
    house, answer = context.house, cast("PollAnswer", update.poll_answer)
    asked = house.store.rounds.asked_in(answer.poll_id)
    if asked is None or answer.user is None:
        return
    rounds, person = house.store.rounds, answer.user
    if not answer.option_ids:
        if not asked.closed:
            rounds.take_back(answer.poll_id, person.id)
        return
    vote = Vote(person.id, person.full_name or "…", answer.option_ids[0], house.clock())
    if not asked.closed:
        rounds.vote(answer.poll_id, vote)
    elif all(one.person != person.id for one in rounds.votes(answer.poll_id)):
        with house.store.db.atomic():
            rounds.vote(answer.poll_id, vote)
            remember(house, asked, vote)


async def on_poll(update: Update, context: Context) -> None:
    """Go on when Telegram has ended a poll."""
    poll = cast("Poll", update.poll)
    asked = context.house.store.rounds.asked_in(poll.id) if poll.is_closed else None
    if asked and not asked.closed:
        wake(context.house, asked.round)


async def on_migrated(update: Update, context: Context) -> None:
    """Follow a group that has become another one."""
    new = written(update).migrate_to_chat_id
    if new:
        move(context.house, chat_of(update).id, new)


async def cancelled(update: Update, context: Context) -> bool:
    """End the round in a group, for who began it or an admin; others are told so.

    Returns:
        False where no round is going on.
    """
    house = context.house
    going = house.store.rounds.going_in(chat_of(update).id)
    if going is None:
        return False
    person = met(update, house)
    if await may_lead(context, going, person):
        house.store.rounds.skip_rest(going.id)
        wake(house, going.id)
    else:
        await tell(update, say("round.not_yours", person.language))
    return True


async def may_lead(context: Context, going: Round, person: Person) -> bool:
    """Whether somebody began a round, or is an admin of its group."""
    if person.id == going.person:
        return True
    return await is_admin(context.bot, context.house, going.chat, person.id)


def _changes(update: Update, act: str) -> bool:
    """Whether a press shows the names or hides them, and is not the mere turn to a language."""
    markup = written(update).reply_markup
    rows = markup.inline_keyboard if markup else ()
    shown = next((str(one.callback_data) for row in rows for one in row[:1]), "")
    return shown.split(":")[2:3] == [act]


async def _note(update: Update, context: Context, said: Said, *ways: str) -> None:
    person = met(update, context.house)
    await tell(update, *onward(context.house, person.id, said, person.language, *ways))


async def _begin(
    update: Update, context: Context, person: Person, about: str | None, count: int
) -> None:
    if not await may_begin(update, context):
        return
    house, chat = context.house, chat_of(update).id
    group = house.store.groups.of(chat)
    language, seconds = group.language or person.language, group.seconds
    items = round_items(secrets.randbelow(_SEEDS), count, language, about)
    rounds = house.store.rounds

    def begin() -> int | None:
        new = rounds.begin(chat, person.id, items, language, about=about, seconds=seconds)
        return new.id if new else None

    begun = rounds.get(once("round", begin) or 0)
    if begun is None:
        screen = onward(house, person.id, partial(say, "round.going"), language, "cancel")
        await tell(update, *screen)
        return
    await tell(update, opening(begun, len(items)))
    lead(context.whole_bot, begun)
