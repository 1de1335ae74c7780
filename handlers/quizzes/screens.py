"""What the message of a quiz question shows, while it is open and when it is answered."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from unicodedata import east_asian_width

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data.reviews import Asked
from data.words import Language
from handlers.html import Html, bold, italic, lines, paragraphs, pre, quote, say
from handlers.keyboards import button, flip, grid
from handlers.learning.learn_buttons import Row
from handlers.learning.markup import as_html, as_plain
from handlers.screens import Screen
from knowledge.library import topic
from quiz.choice import Reason
from quiz.grading import CHOSEN, LETTERS, Grade, chosen, regrade
from quiz.item import Item
from quiz.render import feedback, how_to_answer
from quiz.sight import sight
from quiz.skills import SKILLS
from quiz.texts import texts

_SHORT = 18
"""Options of at most so many letters, or half as many Chinese characters, stand on buttons."""
_TICK = "✓ "


def open_screen(
    item: Item, asked: Asked, picked: Sequence[int] = (), *, head: str = "", below: str = ""
) -> Screen:
    """A question that waits for its answer.

    Args:
        item: the question.
        asked: where and to whom it was put.
        picked: the options that were pressed so far, where several are to be.
        head: what stands above it.
        below: what stands below it.
    """
    text = paragraphs(
        head,
        _question(item),
        sight(item.picture, item.language) if item.picture else "",
        italic(how_to_answer(item)) if how_to_answer(item) else "",
        _hints(item, asked.hints),
        below,
    )
    rows = [*_answers(item, asked, picked), _helps(item, asked, picked)]
    return text, InlineKeyboardMarkup([row for row in rows if row])


def answered_screen(item: Item, asked: Asked, below: str = "") -> Screen:
    """A question that was answered, with what there is to say to the answer."""
    given = asked.answer or ""
    answer = chosen(item, given)
    shown = say("quiz.chosen", item.language, answer=_inline(answer)) if answer else ""
    text = paragraphs(_question(item), shown, feedback_html(item, regrade(item, given)), below)
    return text, next_buttons(item, asked, undo=not typed(given))


def feedback_html(item: Item, grade: Grade) -> Html:
    """What there is to say to an answer."""
    said = feedback(item, grade)
    answer = _several(said.answer) if said.answer else ""
    verdict = lines(bold(said.verdict), answer)
    explained = lines(as_html(said.mistake), as_html(said.why))
    steps = quote(said.steps) if said.steps else ""
    return paragraphs(verdict, lines(explained, steps))


def next_buttons(item: Item, asked: Asked, *, undo: bool = False) -> InlineKeyboardMarkup:
    """What to do after an answer: the next question, the topic, and taking back a slip."""
    language, slug = item.language, SKILLS[item.skill].topic
    rows = [
        [button("quiz.next", "quiz:next", language)],
        [to_topic(slug, language)],
        [flip(_data(asked, "show", language), language)],
    ]
    if undo:
        rows[-1].insert(0, button("quiz.undo", _data(asked, "undo", language), language))
    return InlineKeyboardMarkup(rows)


def try_again(item: Item, asked: Asked, given: Grade, left: int) -> Screen:
    """What is said to a typed answer after which another may be tried."""
    said = feedback(item, given)
    wrong = given.outcome == "wrong"
    verdict = say("quiz.try_again", item.language, left=left) if wrong else bold(said.verdict)
    return (
        paragraphs(verdict, as_html(said.mistake)),
        InlineKeyboardMarkup([_helps(item, asked)[:-1]]),
    )


def leech_screen(slug: str, reason: Reason, language: Language) -> Screen:
    """The offer of a lesson in place of a question that has gone wrong too often."""
    title = topic(slug, language).title
    text = say("quiz.leech", language, wrong=reason.wrong, title=title)
    rows = [[to_topic(slug, language)], [button("quiz.next", "quiz:next", language)]]
    return text, InlineKeyboardMarkup(rows)


def why(reason: Reason, now: datetime, language: Language) -> Html:
    """Why a question was chosen, in a sentence or two."""
    recall = round(100 * (reason.recall or 0))
    days = (now - reason.due_since).days if reason.due_since else 0
    below = [skill_title(name, language) for name in reason.builds_on]
    key = "quiz.why_new_after" if reason.kind == "new" and below else f"quiz.why_{reason.kind}"
    listed = "、".join(below) if language == "zh" else ", ".join(below)
    return say(key, language, recall=recall, days=days, skills=listed, waiting=reason.waiting)


def skill_title(name: str, language: Language) -> str:
    """What learners call a skill."""
    named = texts(language).skills.get(name) or texts(language).curves.get(name)
    return named.name if named else topic(SKILLS[name].topic, language).title


def to_topic(slug: str, language: Language) -> InlineKeyboardButton:
    """The button to a topic."""
    title = topic(slug, language).title
    return button("quiz.read", f"topic:{slug}:quick:{language}", language, title=title)


def typed(given: str) -> bool:
    """Whether a stored answer was typed."""
    return not given.startswith(CHOSEN)


def _question(item: Item) -> Html:
    """The question, with what belongs to it, and options that are too long for their buttons."""
    listed = "" if _on_buttons(item) else _lettered(item)
    return paragraphs(lines(as_html(item.question), pre(item.block) if item.block else ""), listed)


def _lettered(item: Item) -> Html:
    named = zip(LETTERS, item.options, strict=False)
    return lines(*(Html(f"{bold(f'{letter}.')} {as_html(one.text)}") for letter, one in named))


def _on_buttons(item: Item) -> bool:
    shown = [as_plain(option.text) for option in item.options]
    return item.form == "choose" and all(_width(text) <= _SHORT for text in shown)


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def _hints(item: Item, count: int) -> Html:
    told = [say("quiz.hint_told", item.language, hint=as_html(one)) for one in item.hints[:count]]
    return lines(*told)


def _answers(item: Item, asked: Asked, picked: Sequence[int]) -> Iterator[Row]:
    """The rows of buttons that answer."""
    language = item.language
    if item.form == "type":
        yield [button("quiz.solve", _data(asked, "solve", language), language)]
    elif item.form == "choose":
        yield from _choices(item, asked)
    else:
        yield [_pick(item, asked, place, picked) for place in range(len(item.options))]
        done = _data(asked, f"a{_digits(picked)}", language)
        complete = len(picked) == len(item.options) if item.form == "order" else bool(picked)
        if complete:
            yield [button("quiz.done", done, language)]
        if picked and item.form == "order":
            yield [button("quiz.again", _data(asked, "p", language), language)]


def _choices(item: Item, asked: Asked) -> Iterator[Row]:
    shown = [as_plain(option.text) for option in item.options]
    labels = shown if _on_buttons(item) else list(LETTERS[: len(shown)])
    buttons = [
        InlineKeyboardButton(label, callback_data=_data(asked, f"a{place}", item.language))
        for place, label in enumerate(labels)
    ]
    columns = 2 if _on_buttons(item) else len(buttons)
    yield from ([*row] for row in grid(buttons, columns).inline_keyboard)


def _pick(item: Item, asked: Asked, place: int, picked: Sequence[int]) -> InlineKeyboardButton:
    """A button that adds an option, or takes it away again where the order says nothing."""
    letter = LETTERS[place]
    if item.form == "order":
        label = f"{picked.index(place) + 1}. {letter}" if place in picked else letter
        after = [*picked, place] if place not in picked else [*picked]
    else:
        label = _TICK * (place in picked) + letter
        after = sorted({*picked} ^ {place})
    data = _data(asked, f"p{_digits(after)}", item.language)
    return InlineKeyboardButton(label, callback_data=data)


def _helps(item: Item, asked: Asked, picked: Sequence[int] = ()) -> Row:
    """Hints, why it is asked, and the other language; what was picked so far stays picked."""
    language, row, kept = item.language, [], _digits(picked)
    if asked.hints < len(item.hints):
        row.append(button("quiz.hint", _data(asked, f"hint{kept}", language), language))
    row.append(button("quiz.why", _data(asked, f"why{kept}", language), language))
    return [*row, flip(_data(asked, f"show{kept}", language), language)]


def _several(text: str) -> Html:
    """One line as it is, several as a list."""
    each = text.split("\n")
    return as_html(text) if len(each) == 1 else as_html("\n".join(f"- {one}" for one in each))


def _inline(text: str) -> Html:
    return as_html(" · ".join(text.split("\n")))


def _digits(places: Sequence[int]) -> str:
    return "".join(map(str, places))


def _data(asked: Asked, act: str, language: Language) -> str:
    return f"quiz:{asked.id}:{act}:{language}"
