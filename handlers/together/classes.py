"""/class: a teacher makes one; who joins is asked first, shows nothing of their own, and may leave.

What a teacher sees, and when too few learners are behind a number to show it: quiz/classes.py.
"""

import asyncio
import re
import secrets
from dataclasses import replace
from functools import partial
from typing import cast

from telegram import Update, User
from telegram.constants import ChatType

from data import words
from data.classes import SchoolClass
from data.words import Language
from handlers.context import Context, House, chat_of, met, tell
from handlers.delivery.turns import first, once
from handlers.html import say
from handlers.presses import heard, pressed
from handlers.rich.classes import rich_page
from handlers.rich.rich import in_both
from handlers.screens import Screen, turned_to
from handlers.together import class_screens as screens
from handlers.together.class_report import class_report
from handlers.together.class_table import table
from handlers.ways_on import Said, alone, onward
from knowledge.library import frame, slugs
from knowledge.shelves import GROUPS
from quiz.classes import Report

_TEACHING = ("page", "link", "week", "csv", "close", "end", *GROUPS)
_LEARNING = ("ask", "join", "no", "mine", "show", "hide", "leave")
ACTS = "|".join((*_TEACHING, *_LEARNING))
TOPICS = "|".join(slugs())
_PREFIX = "class_"
_TOKEN_BYTES = 24
_LETTERS, _CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8
"""Of a code that is read out: nothing that looks like something else."""
_NEW = re.compile(r"(?:new|新建)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_NAME_LENGTH, _CLASSES, _MEMBERS, _WEEK = 60, 20, 300, 8


async def on_class(update: Update, context: Context) -> None:
    """Show the classes of a person, make one, or ask whether to join the one of a code."""
    person, said = met(update, context.house), " ".join(context.args or ())
    new, code = _NEW.fullmatch(said), _read_code(said)
    if chat_of(update).type != ChatType.PRIVATE:
        await _note(update, context, partial(say, "class.private"), alone(context.bot.username))
    elif new:
        await _create(update, context, (new[1] or "").strip())
    elif code:
        await _offer(update, context, context.house.store.classes.by_code(code))
    elif said:
        await _note(update, context, partial(say, "class.unknown"))
    else:
        await tell(update, *_home(context.house, person.id, person.language))


async def on_home(update: Update, context: Context) -> None:
    """Show the classes of a person in the language of a button."""
    _, (shown_in,) = pressed(update)
    person = met(update, context.house)
    await turned_to(update, _home(context.house, person.id, cast("Language", shown_in)))


async def on_link(update: Update, context: Context, payload: str) -> None:
    """Ask whether to join the class of a link."""
    token = payload.removeprefix(_PREFIX)
    await _offer(update, context, context.house.store.classes.by_token(token))


async def on_press(update: Update, context: Context) -> None:
    """Do what a button of a class says, for its teacher or for who learns in it."""
    query, (number, act, shown_in) = pressed(update)
    house, language = context.house, cast("Language", shown_in)
    person, found = met(update, house), house.store.classes.get(int(number))
    teaches = found is not None and found.person == person.id
    if found is None or teaches != (act in _TEACHING):
        await heard(query, words.say("class.gone", person.language))
    elif act == "csv":
        await heard(query)
        await _send_table(update, house, found, language)
    else:
        see = _taught if teaches else _learnt
        await turned_to(update, await see(update, context, found, act, language))


async def on_topic(update: Update, context: Context) -> None:
    """Let a topic be one of the week, or no more."""
    query, (number, slug, shown_in) = pressed(update)
    house, language, now = context.house, cast("Language", shown_in), context.house.clock()
    person, found = met(update, house), house.store.classes.get(int(number))
    if found is None or found.person != person.id:
        await heard(query, words.say("class.gone", person.language))
        return
    before = found.this_week(now)
    chosen = tuple(one for one in before if one != slug)
    if chosen == before:
        chosen = (*before, slug)
    if len(chosen) > _WEEK:
        await heard(query, words.say("class.too_many", person.language, most=_WEEK))
        return
    chosen = tuple(first("topics", list(chosen)))
    house.store.classes.choose(found.id, chosen, now)
    changed = replace(found, topics=chosen, week_at=now)
    await turned_to(update, screens.shelf(changed, frame(slug).group, now, language))


async def _taught(
    _update: Update, context: Context, one: SchoolClass, act: str, language: Language
) -> Screen:
    """What a teacher's button leads to."""
    house, now = context.house, context.house.clock()
    if act == "link":
        return screens.invitation(one, _link(context, one), language)
    if act == "close":
        return screens.sure(one, language)
    if act == "end":
        house.store.classes.close(one.id)
        return _home(house, one.person, language)
    if act == "week":
        return screens.shelves(one, now, language)
    if act in GROUPS:
        return screens.shelf(one, act, now, language)
    return await _page(house, one, language)


async def _learnt(
    update: Update, context: Context, one: SchoolClass, act: str, language: Language
) -> Screen:
    """What a learner's button leads to; who is not in the class is asked whether to join."""
    classes, user = context.house.store.classes, cast("User", update.effective_user)
    if act == "join" and len(classes.members(one.id)) < _MEMBERS:
        classes.join(one.id, user.id, user.full_name or "…")
    elif act in {"show", "hide"}:
        classes.show(one.id, user.id, shows=act == "show")
    elif act in {"leave", "no"}:
        classes.leave(one.id, user.id)
        return _home(context.house, user.id, language)
    member = classes.member(one.id, user.id)
    if member is None:
        return screens.asked_in(one, language)
    return screens.mine(one, member, context.house.clock(), language)


async def _create(update: Update, context: Context, name: str) -> None:
    house, person = context.house, met(update, context.house)
    if not 0 < len(name) <= _NAME_LENGTH:
        await _note(update, context, partial(say, "class.name_it", most=_NAME_LENGTH))
    elif len(house.store.classes.taught_by(person.id)) >= _CLASSES:
        await _note(update, context, partial(say, "class.enough", most=_CLASSES))
    else:
        teacher = cast("User", update.effective_user).full_name or "…"
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        classes = house.store.classes
        create = partial(classes.create, person.id, teacher, name, token=token, code=code)
        made = classes.get(once("class", lambda: create().id))
        if made:
            await tell(update, *screens.invitation(made, _link(context, made), person.language))


async def _offer(update: Update, context: Context, one: SchoolClass | None) -> None:
    """Ask who has opened a link, or show what they are in or teach already."""
    person = met(update, context.house)
    if one is None:
        await _note(update, context, partial(say, "class.closed"))
        return
    see = _taught if one.person == person.id else _learnt
    await tell(update, *await see(update, context, one, "", person.language))


async def _note(update: Update, context: Context, said: Said, leads_on: str = "class") -> None:
    person = met(update, context.house)
    await tell(update, *onward(context.house, person.id, said, person.language, leads_on))


async def _send_table(update: Update, house: House, one: SchoolClass, language: Language) -> None:
    written = table(await _report(house, one), language)
    await chat_of(update).send_document(
        written.encode(),
        filename=f"class-{one.id}.csv",
        caption=say("class.table", language, name=one.name),
    )


def _home(house: House, person: int, language: Language) -> Screen:
    classes = house.store.classes
    return screens.home(classes.taught_by(person), classes.joined_by(person), language)


async def _page(house: House, one: SchoolClass, language: Language) -> Screen:
    members = house.store.classes.members(one.id)
    told, now = await _report(house, one), house.clock()
    text, buttons = screens.page(one, members, told, now, language)
    if (told.known or told.mistakes or told.own) and house.store.people.get(one.person).rich:
        head = screens.head(one, members, now, language)
        text = in_both(text, rich_page(head, told, language))
    return text, buttons


async def _report(house: House, one: SchoolClass) -> Report:
    return await asyncio.to_thread(class_report, house.store.home, one.id, house.clock())


def _read_code(text: str) -> str | None:
    """The code in a text, however it is written; None where it is none."""
    letters = re.sub(r"[\s-]", "", text.upper()[:40])
    if len(letters) == _CODE_LENGTH and set(letters) <= set(_LETTERS):
        return letters
    return None


def _link(context: Context, one: SchoolClass) -> str:
    return f"https://t.me/{context.bot.username}?start={_PREFIX}{one.token}"
