"""/settings in a group: seen by all, changed by its admins."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from data import words
from data.groups import Group
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.html import lines, paragraphs, say
from handlers.keyboards import flip
from handlers.presses import heard, pressed
from handlers.screens import Screen, turned_to
from handlers.ways_on import alone, onward

_SECONDS = (15, 30, 60)
CHANGES = rf"(language:(own|en|zh)|seconds:({'|'.join(map(str, _SECONDS))})|begin:(all|admins))"
"""What a button changes, and to what."""
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_ADMINS = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
_REMEMBERED = timedelta(minutes=1)
_MOST_REMEMBERED = 1000


async def on_settings(update: Update, context: Context) -> None:
    """Show what is set in the group."""
    language = met(update, context.house).language
    await tell(update, *_screen(context.house.store.groups.of(chat_of(update).id), language))


async def on_turned(update: Update, context: Context) -> None:
    """Show the same in the language of a button."""
    _, (shown_in,) = pressed(update)
    group = context.house.store.groups.of(chat_of(update).id)
    await turned_to(update, _screen(group, cast("Language", shown_in)))


async def on_change(update: Update, context: Context) -> None:
    """Set what a button says, for an admin; others are told that it is not for them."""
    query, (what, value, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await _is_admin(update, context):
        await heard(query, words.say("group.not_yours", person.language))
        return
    changed = _changed(house.store.groups.of(chat_of(update).id), what, value)
    house.store.groups.save(changed)
    await turned_to(update, _screen(changed, cast("Language", shown_in)))


async def may_begin(update: Update, context: Context) -> bool:
    """Whether somebody may begin a round or a training here; who may not is told so."""
    chat, house = chat_of(update), context.house
    if chat.type not in _GROUPS or not house.store.groups.of(chat.id).admins_only:
        return True
    if await _is_admin(update, context):
        return True
    person, said = met(update, house), partial(say, "group.admins_only")
    address = alone(context.bot.username)
    await tell(update, *onward(house, person.id, said, person.language, address))
    return False


async def is_admin(bot: ExtBot[int], house: House, chat: int, person: int) -> bool:
    """Whether somebody is an admin of a group; what Telegram says is believed for a minute."""
    known = house.group_admins.get((chat, person))
    if known and house.clock() - known[0] < _REMEMBERED:
        return known[1]
    try:
        status = (await bot.get_chat_member(chat, person)).status
    except TelegramError:
        return False
    if len(house.group_admins) >= _MOST_REMEMBERED:
        house.group_admins.clear()
    house.group_admins[chat, person] = house.clock(), status in _ADMINS
    return status in _ADMINS


async def _is_admin(update: Update, context: Context) -> bool:
    """Whether an update comes from an admin; one who is anonymous writes as the group itself."""
    message, chat = update.message, chat_of(update)
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    user = update.effective_user
    return user is not None and await is_admin(context.bot, context.house, chat.id, user.id)


def _changed(group: Group, what: str, value: str) -> Group:
    if what == "language":
        return replace(group, language=None if value == "own" else cast("Language", value))
    if what == "seconds":
        return replace(group, seconds=int(value))
    return replace(group, admins_only=value == "admins")


def _screen(group: Group, language: Language) -> Screen:
    begins = "admins" if group.admins_only else "all"
    chosen = group.language or "own"
    text = paragraphs(
        say("group.settings", language),
        lines(
            say("group.language", language, name=words.say(f"group.in_{chosen}", language)),
            say("group.seconds", language, seconds=group.seconds),
            say("group.begin", language, who=words.say(f"group.by_{begins}", language)),
        ),
        say("group.for_admins", language),
    )

    def choice(what: str, value: str, label: str, *, on: bool) -> InlineKeyboardButton:
        data = f"group:{what}:{value}:{language}"
        return InlineKeyboardButton(f"✓ {label}" if on else label, callback_data=data)

    rows = [
        [
            choice("language", one, words.say(f"group.choose_{one}", language), on=one == chosen)
            for one in ("own", "en", "zh")
        ],
        [
            choice(
                "seconds",
                str(one),
                words.say("group.count", language, seconds=one),
                on=one == group.seconds,
            )
            for one in _SECONDS
        ],
        [
            choice("begin", one, words.say(f"group.by_{one}", language), on=one == begins)
            for one in ("all", "admins")
        ],
        [flip(f"group:{language}", language)],
    ]
    return text, InlineKeyboardMarkup(rows)
