"""Cards for any chat: what inline mode offers for a text, and the buttons under what is chosen.

A card is posted by a person where the bot need not be. Anybody may press its buttons, so that their
data say all that is to be shown and are signed: nobody can write into what somebody has posted.
"""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit
from telegram.ext import ExtBot

from data import words
from data.words import Language
from handlers.asking.answers import answer_text, explained
from handlers.asking.outcomes import Both, Outcome
from handlers.html import Html, bold, lines, paragraphs, quote
from handlers.keyboards import OTHER, flip
from handlers.learning.lesson_words import answer_html
from handlers.learning.markup import as_plain
from handlers.together.sharing import QUIZ, TOPIC, for_text, link
from handlers.together.short_text import shortened
from handlers.training import along
from handlers.training.run_words import counts_ahead, settings_line, title
from knowledge import library
from knowledge.find import Finding
from solver.replies import Reply
from trainer.checks import faults
from trainer.config import RunConfig

_TITLE, _LINE = 90, 160
_TOPICS = 3
_TAG_BYTES = 6
_QUICK = "quick"
_NUMBERING = "①②③④⑤⑥⑦⑧⑨⑩ "


@dataclass(frozen=True)
class Card:
    """What is offered, and what it becomes.

    Attributes:
        name: the same for the same card.
        title: the direct answer.
        line: below it in the list, in grey.
        text: of the message.
        buttons: under the message.
    """

    name: str
    title: str
    line: str
    text: Html
    buttons: InlineKeyboardMarkup

    @property
    def turns(self) -> bool:
        """Whether a button shows it in the other language."""
        return any(one.callback_data for row in self.buttons.inline_keyboard for one in row)


def cards_of(outcome: Outcome, text: str, language: Language, bot: ExtBot[int]) -> list[Card]:
    """What a text comes to, as cards; none where it is nothing that can be shown."""
    if isinstance(outcome, Both):
        below = cards_of(outcome.lesson, text, language, bot)
        return [*cards_of(outcome.reply, text, language, bot), *below]
    if isinstance(outcome, Reply):
        answer = answer_card(outcome, text, language, bot)
        if answer.turns:
            return [answer]
        return [answer, answer_card(outcome, text, OTHER[language], bot)]
    if isinstance(outcome, Finding) and outcome.kind == "lesson":
        return _found(outcome, language, bot)
    if isinstance(outcome, RunConfig) and not faults(outcome):
        return _training(outcome, language, bot)
    return []


def answer_card(found: Reply, text: str, language: Language, bot: ExtBot[int]) -> Card:
    """A worked exercise: the answer as the title, the question and all steps as the message."""
    told = explained(found, language)
    question = quote([text])
    head, *rest = [line.replace("`", "").lstrip(_NUMBERING) for line in told.answer]
    shown = paragraphs(question, answer_text(found, language, question))
    parameter = for_text(text)
    buttons = [_leading(bot, "open", parameter, language)] if parameter else []
    data = _signed(bot, f"a:{{}}:{shortened(text)}:{language}")
    if len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        buttons.append(flip(data, language))
    line = " · ".join(rest or told.beside) or text
    return _card(f"answer {language} {text}", head, line, shown, buttons)


def topic_card(slug: str, key: str | None, language: Language, bot: ExtBot[int]) -> Card:
    """What a topic says to a question, or what it is; with ways into its lesson and its quiz."""
    topic = library.topic(slug, language)
    answer = next((one for one in topic.answers if one.key == key), None)
    said = as_plain(answer.text if answer else topic.depths["quick"])
    view = f"a.{answer.key}" if answer else _QUICK
    buttons = [
        _leading(bot, "topic", TOPIC + slug, language),
        _leading(bot, "quiz", QUIZ + slug, language),
        flip(_signed(bot, f"t:{{}}:{slug}:{view}:{language}"), language),
    ]
    text = answer_html(topic, answer)
    return _card(f"topic {language} {slug} {view}", topic.title, said, text, buttons)


def signed_by(bot: ExtBot[int], data: str) -> bool:
    """Whether the data of a button was made here."""
    name, _, rest = data.split(":", 2)
    return hmac.compare_digest(_signed(bot, f"{name}:{{}}:{rest}"), data)


def _found(finding: Finding, language: Language, bot: ExtBot[int]) -> list[Card]:
    """The topic of a question first, then what it may be about else."""
    first, *others = [one.slug for one in finding.topics[:_TOPICS]]
    nearby = others if finding.unsure else [finding.near] if finding.near else []
    key = None if finding.unsure else finding.answer
    cards = [topic_card(first, key, language, bot)]
    return [*cards, *(topic_card(slug, None, language, bot) for slug in nearby)]


def _training(config: RunConfig, language: Language, bot: ExtBot[int]) -> list[Card]:
    parameter = along.payload(config)
    if parameter is None:
        return []
    settings, counts = settings_line(config, language), counts_ahead(config, language)
    name = title(config, language)
    buttons = [_leading(bot, "train", parameter, language)]
    text = paragraphs(bold(name), lines(settings, counts))
    head = words.say("inline.training", language, title=name)
    return [_card(f"run {language} {parameter}", head, settings, text, buttons)]


def _leading(
    bot: ExtBot[int], name: str, parameter: str, language: Language
) -> InlineKeyboardButton:
    """A button that leads into the chat with the bot."""
    return InlineKeyboardButton(
        words.say(f"inline.{name}", language), url=link(bot.username, parameter)
    )


def _card(
    name: str, head: str, line: str, text: Html, buttons: Sequence[InlineKeyboardButton]
) -> Card:
    number = blake2b(name.encode(), digest_size=16).hexdigest()
    rows = [buttons] if buttons else []
    return Card(number, _cut(head, _TITLE), _cut(line, _LINE), text, InlineKeyboardMarkup(rows))


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _signed(bot: ExtBot[int], data: str) -> str:
    """The data of a button with a tag where its braces are; the language is not part of it."""
    name, _, rest = data.split(":", 2)
    content = f"{name}:{rest.rpartition(':')[0]}".encode()
    digest = hmac.digest(bot.token.encode(), content, "sha256")[:_TAG_BYTES]
    return f"{name}:{base64.urlsafe_b64encode(digest).decode()}:{rest}"
