"""A topic in a chat: the direct answer, and buttons to more of it, in either language."""

from collections.abc import Sequence
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.words import Language
from handlers.asking.beside import Beside
from handlers.context import Context, House, met, note, tell
from handlers.html import bold, say
from handlers.keyboards import button, flip, grid
from handlers.learning.hear import hear_button
from handlers.learning.lesson_words import VIEWS, View, answer_html, view_html
from handlers.learning.markup import as_html
from handlers.presses import pressed
from handlers.rich.html import paragraphs
from handlers.rich.lessons import as_both
from handlers.screens import Screen, turned_to
from handlers.together.sharing import TOPIC, share_button, with_share
from knowledge import library
from knowledge.find import Finding
from knowledge.topic import Topic

SLUGS = "|".join(library.slugs())
SHOWN = "|".join((*VIEWS, "related"))
_ANSWER = "a."
"""Before the name of a direct answer, which is a view, too."""
_NEXT: dict[str, View] = {"answer": "standard", "quick": "standard", "standard": "detailed"}
_RELATED, _OFFERED = 5, 3


async def tell_finding(update: Update, house: House, found: Finding, language: Language) -> None:
    """Answer a question with what it is about; where two topics are near, offer the other."""
    topic = library.topic(found.topics[0].slug, language)
    note(update, house, "topic", slug=topic.slug)
    answer = topic.answer(found.answer) if found.answer else None
    view = f"{_ANSWER}{answer.key}" if answer else "quick"
    keyboard = _shared(update, topic, _buttons(topic, view, language), language)
    if found.near:
        other = _button(library.topic(found.near, language), language)
        keyboard = InlineKeyboardMarkup([*keyboard.inline_keyboard, [other]])
    text = answer_html(topic, answer, rich=met(update, house).rich)
    await tell(update, text, keyboard)


def opening(update: Update, slug: str, language: Language) -> Screen:
    """A topic in short, with the ways to more of it."""
    topic = library.topic(slug, language)
    text, buttons = _screen(topic, "quick", language)
    return text, _shared(update, topic, buttons, language)


def _shared(
    update: Update, topic: Topic, buttons: InlineKeyboardMarkup, language: Language
) -> InlineKeyboardMarkup:
    share = share_button(update, TOPIC + topic.slug, topic.title, language)
    return with_share(buttons.inline_keyboard, share)


def which_of(found: Finding, language: Language) -> Screen:
    """The topics that a question may be about."""
    near = [library.topic(one.slug, language) for one in found.topics[:_OFFERED]]
    buttons = [_button(one, language) for one in near]
    return say("lesson.which", language), grid([*buttons, flip(f"answer:{language}", language)], 1)


def below_answer(found: Finding, language: Language, *, rich: bool) -> Beside:
    """What a topic says to a question whose numbers are worked out above it."""
    topic = library.topic(found.topics[0].slug, language)
    answer = topic.answer(found.answer) if found.answer else None
    text = answer.text if answer else topic.depths["quick"]
    told = as_both(text) if rich else as_html(text)
    return Beside(paragraphs(bold(topic.title), told), (_button(topic, language),))


async def on_topic(update: Update, context: Context) -> None:
    """Show another view of a topic in the same message."""
    _, (slug, view, shown_in) = pressed(update)
    language = cast("Language", shown_in)
    note(update, context.house, "topic", slug=slug)
    topic = library.topic(slug, language)
    text, buttons = _screen(topic, view, language, rich=met(update, context.house).rich)
    await turned_to(update, (text, _shared(update, topic, buttons, language)))


def _screen(topic: Topic, view: str, language: Language, *, rich: bool = False) -> Screen:
    if view == "related":
        related = [library.topic(slug, language) for slug in topic.frame.related[:_RELATED]]
        head = say("lesson.related_to", language, title=topic.title)
        return head, _choice(related, language, topic)
    if view.startswith(_ANSWER):
        key = view.removeprefix(_ANSWER)
        answer = next((one for one in topic.answers if one.key == key), None)
        text = answer_html(topic, answer, rich=rich)
    else:
        text = view_html(topic, cast("View", view), language, rich=rich)
    return text, _buttons(topic, view, language)


def _buttons(topic: Topic, view: str, language: Language) -> InlineKeyboardMarkup:
    """What a reader would do next: more, an example, see it happen, the other language."""

    def to(view: str) -> InlineKeyboardButton:
        return button(f"lesson.to_{view}", f"topic:{topic.slug}:{view}:{language}", language)

    deeper = _NEXT.get("answer" if view.startswith(_ANSWER) else view, "quick")
    views = [deeper, *(one for one in ("example", "picture", "myths") if one != view)]
    buttons = [to(one) for one in views]
    if topic.frame.experiment:
        buttons.append(
            button("lesson.try", f"experiment:{topic.frame.experiment}:{language}", language)
        )
    buttons.append(button("lesson.quiz_me", f"quiz:about:{topic.slug}:{language}", language))
    if view != "sources" and (listen := hear_button(topic.slug, view, language)):
        buttons.append(listen)
    here = flip(f"topic:{topic.slug}:{view}:{language}", language)
    return grid([*buttons, to("related"), here], columns=3)


def _choice(topics: Sequence[Topic], language: Language, back: Topic) -> InlineKeyboardMarkup:
    buttons = [_button(one, language) for one in topics]
    label = words.say("lesson.back", language)
    around = [
        _button(back, language, label),
        button("lesson.to_sources", f"topic:{back.slug}:sources:{language}", language),
        flip(f"topic:{back.slug}:related:{language}", language),
    ]
    return InlineKeyboardMarkup([*([one] for one in buttons), around])


def _button(topic: Topic, language: Language, label: str | None = None) -> InlineKeyboardButton:
    data = f"topic:{topic.slug}:quick:{language}"
    return InlineKeyboardButton(label or topic.title, callback_data=data)
