"""The questions of a day: how many are answered, and what is said when they all are."""

from datetime import timedelta

from data.daily import Daily
from data.people import Person
from handlers.context import House
from handlers.daily.words import next_words
from handlers.delivery.turns import once
from handlers.html import Html, say
from quiz.daily import answered, in_session, local_zone, taken_back
from quiz.streak import Streak, day_of, streak


def after_answer(house: House, person: Person) -> Html | None:
    """Count an answer towards a person's questions of the day; it ends a silence, too.

    To be called for each answer that was counted as right or wrong.

    Returns:
        What to say after the feedback: that the day is done, with the streak, or that the
        questions come again; None where there is nothing to say.
    """
    said = once("day", lambda: _counted(house, person))
    return None if said is None else Html(said)


def _counted(house: House, person: Person) -> Html | None:
    daily, now = house.store.dailies.get(person.id), house.clock()
    if daily is None or daily.state == "new":
        return None
    asked, counted = in_session(daily, now), answered(daily, now)
    house.store.dailies.save(counted)
    if asked and counted.answered == daily.plan.questions:
        return _done(house, person)
    if counted.state != daily.state:
        following = next_words(counted, person.language, now)
        return say("daily.back_on", person.language, next=following)
    return None


def after_undo(house: House, person: Person) -> None:
    """Take an answer back out of the count that `after_answer` put it into."""
    daily = house.store.dailies.get(person.id)
    if daily:
        once("day", lambda: house.store.dailies.save(taken_back(daily)))


def heading(house: House, person: Person) -> Html | None:
    """What stands above the next question while questions of the day are left; else None."""
    daily = house.store.dailies.get(person.id)
    if daily is None or not in_session(daily, house.clock()):
        return None
    return head(daily, person, daily.answered + 1)


def head(daily: Daily, person: Person, number: int) -> Html:
    """What stands above a question of the day, by its place among them."""
    if daily.plan.questions == 1:
        return say("daily.head", person.language)
    return say("daily.head_of", person.language, number=number, count=daily.plan.questions)


def streak_of(house: House, person: Person) -> Streak:
    """A person's streak now, in their zone and by the days on which they want questions."""
    daily = house.store.dailies.get(person.id)
    zone = local_zone(person.zone or "UTC")
    active = {day_of(review.at, zone) for review in house.store.reviews.history(person.id)}
    return streak(active, day_of(house.clock(), zone), daily.plan if daily else None)


def _done(house: House, person: Person) -> Html:
    """That the day is done, how many there were in a row, and what a day off has saved."""
    kept, language = streak_of(house, person), person.language
    yesterday = day_of(house.clock(), local_zone(person.zone or "UTC")) - timedelta(days=1)
    parts = [say("daily.done", language)]
    if kept.days > 1:
        parts.append(say("daily.streak", language, days=kept.days))
    if yesterday in kept.frozen:
        parts.append(say("daily.covered", language))
    if kept.freezes:
        parts.append(say("daily.reserve", language, freezes=kept.freezes))
    return Html((" " if language == "en" else "").join(parts))
