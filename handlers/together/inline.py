"""Inline mode: what is typed after the bot's name in any chat is answered with cards to post there.

Nothing of it is kept: who types, what, and which card they choose.
"""

from contextlib import suppress
from typing import cast

from sqlite_utils.db import NotFoundError
from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    Update,
    User,
)
from telegram.constants import InlineQueryLimit
from telegram.error import BadRequest
from telegram.ext import filters

from data import words
from data.words import Language
from handlers.asking.ask import addressed
from handlers.asking.outcomes import Both, Outcome
from handlers.asking.thinking import TookTooLongError
from handlers.asking.wanted import says_something
from handlers.context import Context, House, language_of
from handlers.html import code, say, whole
from handlers.presses import heard
from handlers.together.inline_cards import Card, answer_card, cards_of, signed_by, topic_card
from handlers.together.short_text import restored
from knowledge.library import slugs
from solver.language import detect
from solver.replies import Reply

_CACHED = 300
"""Seconds for which Telegram may answer the same query by itself."""
_VIEW = "a."


class GuestMessage(filters.UpdateFilter):
    """A message that mentions the bot in a chat that it is not in."""

    def filter(self, update: Update) -> bool:
        """Whether an update is one."""
        return update.guest_message is not None


class OwnCard(filters.MessageFilter):
    """A card that somebody has posted where the bot is, too: there is nothing to answer."""

    def filter(self, message: Message) -> bool:
        """Whether a message is one."""
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


async def on_query(update: Update, context: Context) -> None:
    """Offer cards for what is typed, or what may be typed."""
    query = cast("InlineQuery", update.inline_query)
    own = _language(context.house, query.from_user)
    text = " ".join(whole(query.query).split())[: InlineQueryLimit.MAX_QUERY_LENGTH]
    cards = await _cards(context, text, detect(text, own)) if says_something(text) else []
    button = None
    if not text:
        cards = await _suggested(context, query.from_user, own)
        button = _button("inline.challenge", "challenge", own)
    elif not cards:
        button = _button("inline.nothing", "help", own)
    with suppress(BadRequest):  # whoever typed has typed on; Telegram waits for seconds only
        await query.answer(
            [_article(card) for card in cards],
            cache_time=_CACHED,
            is_personal=not text or detect(text, "en") != detect(text, "zh"),
            button=button,
        )


async def on_guest(update: Update, context: Context) -> None:
    """Answer, in a chat that the bot is not in, whoever mentions it there."""
    message = cast("Message", update.guest_message)
    text = " ".join((addressed(message, context.bot) or "").split())
    own = _language(context.house, message.from_user)
    cards = await _cards(context, text, detect(text, own)) if says_something(text) else []
    card = cards[0] if cards else _nothing(detect(text, own))
    if message.guest_query_id:
        with suppress(BadRequest):
            await context.bot.answer_guest_query(message.guest_query_id, _article(card))


async def on_own_card(_update: Update, _context: Context) -> None:
    """Leave a card alone that was posted in a chat with the bot."""


async def on_turn_answer(update: Update, context: Context) -> None:
    """Show a posted answer in the language of its button, whoever presses it."""
    query = cast("CallbackQuery", update.callback_query)
    _, _, short, shown_in = str(query.data).split(":")
    text, language = restored(short), cast("Language", shown_in)
    if not await _pressed(query, context) or text is None:
        return
    found = await _taken(context, text)
    reply = found.reply if isinstance(found, Both) else found
    if isinstance(reply, Reply):
        await _turn(query, answer_card(reply, text, language, context.bot))


async def on_turn_topic(update: Update, context: Context) -> None:
    """Show a posted topic in the language of its button, whoever presses it."""
    query = cast("CallbackQuery", update.callback_query)
    _, _, slug, view, shown_in = str(query.data).split(":")
    if await _pressed(query, context):
        key = view.removeprefix(_VIEW)
        await _turn(query, topic_card(slug, key, cast("Language", shown_in), context.bot))


async def _pressed(query: CallbackQuery, context: Context) -> bool:
    """Whether a press is on a posted card and its data are ours; who pressed is told if not."""
    if query.inline_message_id and signed_by(context.bot, str(query.data)):
        await heard(query)
        return True
    await heard(query, words.say("shared.gone", language_of(query.from_user)))
    return False


async def _turn(query: CallbackQuery, card: Card) -> None:
    with suppress(BadRequest):  # it was pressed twice, or is gone
        await query.edit_message_text(card.text, reply_markup=card.buttons)


async def _cards(context: Context, text: str, language: Language) -> list[Card]:
    found = await _taken(context, text)
    return cards_of(found, text, language, context.bot) if found is not None else []


async def _taken(context: Context, text: str) -> Outcome | None:
    """Where the road of a text ends; None where that takes too long."""
    try:
        return await context.house.thinker.take(text)
    except TookTooLongError:
        return None


async def _suggested(context: Context, user: User, language: Language) -> list[Card]:
    """An exercise, and a topic: another one every day, and not the same for all."""
    example = words.say("help.example_ask", language)
    today = context.house.clock().toordinal() + user.id
    slug = slugs()[today % len(slugs())]
    cards = await _cards(context, example, language)
    return [*cards, topic_card(slug, None, language, context.bot)]


def _nothing(language: Language) -> Card:
    title = words.say("inline.nothing", language)
    text = say("ask.outside", language, example=code(words.say("help.example_ask", language)))
    return Card("nothing", title, "", text, InlineKeyboardMarkup([]))


def _article(card: Card) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        card.name,
        card.title,
        InputTextMessageContent(card.text),
        reply_markup=card.buttons if card.buttons.inline_keyboard else None,
        description=card.line or None,
    )


def _button(key: str, parameter: str, language: Language) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(words.say(key, language), start_parameter=parameter)


def _language(house: House, user: User | None) -> Language:
    """The language of somebody who need not be known, and does not become so."""
    if user is None:
        return "en"
    try:
        return house.store.people.get(user.id).language
    except NotFoundError:
        return language_of(user)
