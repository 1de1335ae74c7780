"""What is shown of a class: to its teacher, to who may join, and to who learns in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.classes import Member, SchoolClass
from data.words import Language
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.screens import Screen
from knowledge.library import slugs, topic
from knowledge.shelves import GROUPS, on_shelf
from quiz.classes import MINIMUM, Common, Known, Own, Report
from quiz.mistake_names import mistake_title

_TICK = "✓ "


def home(
    taught: Sequence[SchoolClass], joined: Sequence[SchoolClass], language: Language
) -> Screen:
    """All classes of somebody, and how to make or join one."""
    rows = [[_named("class.taught", one, "page", language)] for one in taught]
    rows += [[_named("class.joined", one, "mine", language)] for one in joined]
    rows.append([flip(f"classes:{language}", language)])
    return say("class.how", language), InlineKeyboardMarkup(rows)


def invitation(one: SchoolClass, link: str, language: Language) -> Screen:
    """How others come into a class."""
    text = say("class.invite", language, name=one.name, link=link, code=spelled(one.code))
    rows = [
        [button("class.to_page", f"class:{one.id}:page:{language}", language)],
        [flip(f"class:{one.id}:link:{language}", language)],
    ]
    return text, InlineKeyboardMarkup(rows)


def asked_in(one: SchoolClass, language: Language) -> Screen:
    """Whether to join, with all that the teacher will see."""
    data = f"class:{one.id}:{{}}:{language}"
    rows = [
        [
            button("class.yes", data.format("join"), language),
            button("class.no", data.format("no"), language),
        ],
        [flip(f"class:{one.id}:ask:{language}", language)],
    ]
    text = say("class.ask", language, name=one.name, teacher=one.teacher)
    return text, InlineKeyboardMarkup(rows)


def mine(one: SchoolClass, member: Member, now: datetime, language: Language) -> Screen:
    """A class as it is for somebody in it."""
    shows = "shown" if member.shows else "hidden"
    text = paragraphs(
        say("class.mine", language, name=one.name, teacher=one.teacher),
        _week(one, now, language),
        say(f"class.{shows}", language, teacher=one.teacher),
    )
    act = "hide" if member.shows else "show"
    data = f"class:{one.id}:{{}}:{language}"
    rows = [
        [button(f"class.{act}", data.format(act), language)],
        [button("class.leave", data.format("leave"), language)],
        [flip(data.format("mine"), language)],
    ]
    return text, InlineKeyboardMarkup(rows)


def page(
    one: SchoolClass, members: Sequence[Member], report: Report, now: datetime, language: Language
) -> Screen:
    """A class as its teacher sees it."""
    told = [head(one, members, now, language), *_told(report, len(members), language)]
    data = f"class:{one.id}:{{}}:{language}"
    acts = ("week", "link", "csv", "close")
    buttons = [button(f"class.to_{act}", data.format(act), language) for act in acts]
    rows = [*grid(buttons, 2).inline_keyboard, [flip(data.format("page"), language)]]
    return paragraphs(*told), InlineKeyboardMarkup(rows)


def head(one: SchoolClass, members: Sequence[Member], now: datetime, language: Language) -> Html:
    """Which class it is, and what is asked first this week."""
    return paragraphs(
        say("class.page", language, name=one.name, count=len(members)),
        _week(one, now, language),
    )


def shelves(one: SchoolClass, now: datetime, language: Language) -> Screen:
    """The shelves of which topics can be chosen for the week."""
    chosen = one.this_week(now)
    buttons = [
        InlineKeyboardButton(
            _TICK * any(slug in chosen for slug in on_shelf(group))
            + words.say(f"shelf.{group}", language),
            callback_data=f"class:{one.id}:{group}:{language}",
        )
        for group in GROUPS
    ]
    here = f"class:{one.id}:week:{language}"
    back = button("class.to_page", f"class:{one.id}:page:{language}", language)
    rows = [*grid(buttons, 2).inline_keyboard, [back, flip(here, language)]]
    text = paragraphs(say("class.choose", language), _week(one, now, language))
    return text, InlineKeyboardMarkup(rows)


def shelf(one: SchoolClass, group: str, now: datetime, language: Language) -> Screen:
    """The topics of a shelf, those of the week ticked."""
    chosen = one.this_week(now)
    rows = [
        [
            InlineKeyboardButton(
                _TICK * (slug in chosen) + topic(slug, language).title,
                callback_data=f"week:{one.id}:{slug}:{language}",
            )
        ]
        for slug in on_shelf(group)
    ]
    back = button("class.to_shelves", f"class:{one.id}:week:{language}", language)
    rows.append([back, flip(f"class:{one.id}:{group}:{language}", language)])
    text = paragraphs(say("class.choose", language), _week(one, now, language))
    return text, InlineKeyboardMarkup(rows)


def sure(one: SchoolClass, language: Language) -> Screen:
    """Whether the class shall really end."""
    data = f"class:{one.id}:{{}}:{language}"
    rows = [
        [button("class.end", data.format("end"), language)],
        [button("class.to_page", data.format("page"), language)],
        [flip(data.format("close"), language)],
    ]
    return say("class.sure", language, name=one.name), InlineKeyboardMarkup(rows)


def spelled(code: str) -> str:
    """A code as it is read out: in two halves."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def _told(report: Report, members: int, language: Language) -> Iterator[Html]:
    if not report.known and not report.mistakes:
        few = members < MINIMUM
        yield say("class.too_few" if few else "class.nothing_yet", language, count=MINIMUM)
    known = [
        say("class.known", language, group=title(one, language), share=round(100 * one.share))
        for one in report.known
    ]
    mistakes = [
        say(
            "class.mistake",
            language,
            mistake=mistake_words(one, language),
            learners=one.learners,
            times=one.times,
        )
        for one in report.mistakes
    ]
    own = [
        say("class.own", language, name=one.name, answers=one.answers, percent=percent(one))
        for one in report.own
    ]
    for name, each in (("known", known), ("mistakes", mistakes), ("own", own)):
        if each:
            yield lines(say(f"class.{name}_head", language), *each)


def _week(one: SchoolClass, now: datetime, language: Language) -> Html:
    titles = [topic(slug, language).title for slug in one.this_week(now) if slug in slugs()]
    if not titles:
        return say("class.no_week", language)
    listed = "、".join(titles) if language == "zh" else ", ".join(titles)
    return say("class.week", language, topics=listed)


def mistake_words(one: Common, language: Language) -> str:
    """What was mixed up."""
    return mistake_title(one.name, language) or one.name


def title(known: Known, language: Language) -> str:
    """What a group of skills is called."""
    return words.say(f"shelf.{known.group}", language)


def percent(own: Own) -> int:
    """How much of their answers was right."""
    return round(100 * own.right / own.answers) if own.answers else 0


def _named(key: str, one: SchoolClass, act: str, language: Language) -> InlineKeyboardButton:
    return button(key, f"class:{one.id}:{act}:{language}", language, name=one.name)
