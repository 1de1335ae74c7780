"""Questions of the day in words: when they come, what comes next, and what is done."""

from datetime import date, datetime, timedelta

from data import words
from data.daily import EVERY_DAY, Daily, Plan
from data.words import Language
from handlers.daily.text import WEEKDAYS, WEEKENDS
from handlers.daily.zones import zone_title
from handlers.html import Html, lines, say
from quiz.daily import local_zone

_SETS = {EVERY_DAY: "daily.every_day", WEEKDAYS: "daily.weekdays", WEEKENDS: "daily.weekends"}
_A_WEEK = 7


def summary(daily: Daily, language: Language, now: datetime) -> Html:
    """When the questions come, and when the next one; or what that waits for."""
    plan = daily.plan
    days, questions = days_words(plan, language), questions_words(plan.questions, language)
    if daily.state == "new":
        said = say("daily.waits_for_zone", language, time=plan.time, days=days, questions=questions)
        return lines(said, say("daily.which_zone", language))
    values: dict[str, object] = {
        "time": plan.time,
        "zone": zone_title(plan.zone, language),
        "days": days,
        "questions": questions,
    }
    if daily.until:
        until = day_words(daily.until, today(plan, now), language)
        return say("daily.paused", language, day=until, **values)
    if daily.next_due is None:
        return say("daily.silent", language, **values)
    return say("daily.on", language, next=next_words(daily, language, now), **values)


def next_words(daily: Daily, language: Language, now: datetime) -> str:
    """The day and the time of the next question, on the person's clock."""
    local = (daily.next_due or now).astimezone(local_zone(daily.plan.zone))
    day = day_words(local.date(), today(daily.plan, now), language)
    return words.say("daily.at", language, day=day, time=f"{local:%H:%M}")


def days_words(plan: Plan, language: Language) -> str:
    """The days of a plan."""
    if plan.every > 1:
        return words.say("daily.other_days", language)
    if known := _SETS.get(plan.days):
        return words.say(known, language)
    names = day_names(language)
    gap = words.say("daily.day_gap", language)
    return gap.join(name for place, name in enumerate(names) if plan.days >> place & 1)


def day_names(language: Language) -> list[str]:
    """The seven weekdays, short, Monday first."""
    return words.say("daily.day_names", language).split()


def questions_words(count: int, language: Language) -> str:
    """A number of questions."""
    if count == 1:
        return words.say("daily.one_question", language)
    return words.say("daily.questions", language, count=count)


def day_words(day: date, now: date, language: Language) -> str:
    """A day as it is called on another one."""
    if day == now:
        return words.say("daily.today", language)
    if day == now + timedelta(days=1):
        return words.say("daily.tomorrow", language)
    if now < day < now + timedelta(days=_A_WEEK):
        return day_names(language)[day.weekday()]
    month = words.say("daily.months", language).split()[day.month - 1]
    return words.say("daily.date", language, day=day.day, month=month)


def today(plan: Plan, now: datetime) -> date:
    """The date where the person is."""
    return now.astimezone(local_zone(plan.zone)).date()
