"""The bot is let into a chat, or put out: a greeting, or the end of what was planned there."""

from contextlib import suppress
from typing import cast

from sqlite_utils.db import NotFoundError
from telegram import ChatMember, ChatMemberUpdated, InlineKeyboardMarkup, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from data.words import Language
from handlers.context import Context, House, language_of
from handlers.delivery.turns import once
from handlers.html import say
from handlers.keyboards import flip
from handlers.presses import pressed
from handlers.screens import Screen, turned_to
from handlers.ways_on import way
from quiz.daily import blocked, resumed

_IN = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


async def on_membership(update: Update, context: Context) -> None:
    """Greet a group that lets the bot in; where it is put out, end what was planned there."""
    changed, house = cast("ChatMemberUpdated", update.my_chat_member), context.house
    before, now = _is_in(changed.old_chat_member), _is_in(changed.new_chat_member)
    if changed.chat.type == ChatType.PRIVATE:
        _reached(house, changed.chat.id, back=now)
    elif now and not before and changed.chat.type in _GROUPS:
        await _greet(context, changed)
    elif before and not now:
        end_all_in(house, changed.chat.id)


async def on_turned(update: Update, context: Context) -> None:
    """Greet in the language of a button."""
    _, (shown_in,) = pressed(update)
    await turned_to(update, _hello(cast("Language", shown_in), context.bot.username))


def end_all_in(house: House, chat: int) -> None:
    """End the round, the trainings, the readings, all that is made, and the dailies of a group."""
    now, store = house.clock(), house.store
    going = store.rounds.going_in(chat)
    if going:
        store.rounds.end(going.id)
    runs = [run for run in store.runs.unfinished() if run.chat == chat]
    for run in runs:
        if not store.runs.stop(run.id, "cancelled", now):
            store.runs.shown(run.id, run.message or 0)
    for daily in store.dailies.in_chat(chat):
        store.dailies.remove(daily.person)
    tasks = [house.trainings.get(run.id) for run in runs]
    tasks += [house.rounds.get(going.id)] if going else []
    tasks += [task for (where, _), task in house.readings.items() if where == chat]
    tasks += [task for task, (where, *_) in house.makings.items() if where == chat]
    for task in filter(None, tasks):
        task.cancel()


def _reached(house: House, person: int, *, back: bool) -> None:
    """Stop the questions of the day of somebody who blocks the bot, until they are back."""
    daily = house.store.dailies.get(person)
    if daily is None or daily.chat != person or daily.state == "new":
        return
    if not back:
        house.store.dailies.save(blocked(daily))
    elif daily.state == "blocked":
        house.store.dailies.save(resumed(daily, house.clock()))


async def _greet(context: Context, changed: ChatMemberUpdated) -> None:
    """Say once what can be done here."""
    house, chat = context.house, changed.chat.id
    language = house.store.groups.of(chat).language or _language(house, changed.from_user)
    if once("greet", lambda: house.store.groups.greet(chat, changed.date)):
        text, buttons = _hello(language, context.bot.username)
        with suppress(TelegramError):  # it may not be allowed to write here
            await context.bot.send_message(chat, text, reply_markup=buttons)


def _hello(language: Language, username: str) -> Screen:
    here = [way("round", language), flip(f"hello:{language}", language)]
    return say("group.hello", language, bot=username), InlineKeyboardMarkup([here])


def _language(house: House, user: User) -> Language:
    """The language of whoever lets the bot in, who need not have talked to it."""
    try:
        return house.store.people.get(user.id).language
    except NotFoundError:
        return language_of(user)


def _is_in(member: ChatMember) -> bool:
    return member.status in _IN or bool(getattr(member, "is_member", False))
