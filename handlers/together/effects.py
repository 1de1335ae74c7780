"""Reactions and effects, where a word would be too much: rare, and never needed to understand.

A refusal of Telegram's counts as none.
"""

import re
from contextlib import suppress
from datetime import timedelta

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType, ReactionEmoji
from telegram.error import BadRequest
from telegram.ext import ExtBot

from data.people import Person
from data.reviews import Asked
from handlers.context import House, chat_of, tell, written
from handlers.daily.session import streak_of
from handlers.html import Html

PARTY = "5046509860389126442"
"""The effect 🎉; known from use, not documented."""
_MILESTONES = {7, 30, 100}
"""Days in a row that are celebrated."""
_RECENT = timedelta(days=1)
_THANKS = re.compile(
    r"(?:(?:many |ok(?:ay)?,? )?thanks?(?: you)?(?: (?:so much|very much|a lot))?|thx|ty|cool|great"
    r"|nice|perfect|awesome|got it|i see|well done|good (?:bot|job)|ok(?:ay)?"
    r"|(?:非常|十分|多)?感?谢谢?(?:你|您|啦|了)?|太?(?:好|棒|厉害)(?:的|了|吧)|(?:我)?(?:明白|懂|知道)了"
    r"|收到|辛苦了)[\s!.~。！～，,👍🙏❤️😊]{0,9}|[👍🙏❤️👏😊🥰😍💯👌\s]{1,20}",
    re.IGNORECASE,
)


async def acknowledged(update: Update, text: str) -> bool:
    """Put a 👍 on thanks and the like, to which there is nothing to say.

    Returns:
        False where a text is something else.
    """
    if not _THANKS.fullmatch(text.strip()):
        return False
    with suppress(BadRequest):
        await written(update).set_reaction(ReactionEmoji.THUMBS_UP)
    return True


async def tell_festively(
    update: Update, text: Html, buttons: InlineKeyboardMarkup | None, *, festive: bool
) -> Message:
    """Answer; alone with somebody, with 🎉 where there is something to celebrate."""
    chat = chat_of(update)
    if festive and chat.type == ChatType.PRIVATE:
        with suppress(BadRequest):
            return await chat.send_message(text, reply_markup=buttons, message_effect_id=PARTY)
    return await tell(update, text, buttons)


async def cheer(bot: ExtBot[int], house: House, person: Person, asked: Asked) -> None:
    """Celebrate on a question whose answer stands in its place: only a new message has effects."""
    if asked.message and asked.chat == asked.person and is_festive(house, person):
        with suppress(BadRequest):
            await bot.set_message_reaction(
                asked.chat, asked.message, ReactionEmoji.PARTY_POPPER, is_big=True
            )


def is_festive(house: House, person: Person) -> bool:
    """Whether the answer just counted ends a day: with all right, or after so many in a row."""
    daily, now = house.store.dailies.get(person.id), house.clock()
    if daily is None or daily.posted_at is None or daily.answered != daily.plan.questions:
        return False
    if not daily.delivered or now - daily.posted_at > _RECENT:
        return False
    last = house.store.reviews.latest(person.id, daily.plan.questions)
    return all(one.correct for one in last) or streak_of(house, person).days in _MILESTONES
