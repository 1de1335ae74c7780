"""/daily: questions a day at a time of one's own, set in words or with buttons in one message."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from telegram import Update

from data.daily import EVERY_DAY, Daily, Plan
from data.people import Person
from handlers.context import Context, House, chat_of, met, tell
from handlers.daily import buttons, pause, weekly
from handlers.daily.text import MOST_QUESTIONS, Wish, read_wish
from handlers.daily.words import summary
from handlers.daily.zones import cities_at, find_zone, offsets_of
from handlers.delivery.turns import once
from handlers.html import say
from handlers.presses import own_press, refreshed
from handlers.screens import Screen
from handlers.ways_on import onward
from quiz.daily import local_zone, moved, planned, resumed

# The data of the buttons of the panel, after whose it is.
PAGES = "main|times|days|counts|zones|clocks|pause|off"
_COUNTS = "|".join(map(str, buttons.COUNTS))
CHANGES = rf"(at:([01]\d|2[0-3])[0-5]\d|days:(127|31|96)|every:2|flip:[0-6]|count:({_COUNTS}))"
_OFF = {"off", "stop", "no", "关", "关闭", "停", "停止", "取消"}
_USUAL_TIME = "08:00"


async def on_daily(update: Update, context: Context) -> None:
    """Set, show or end the daily questions: `/daily`, `/daily 8:00 weekdays 3 Paris`."""
    house, person = context.house, met(update, context.house)
    wish = " ".join(context.args or ())
    if wish.lower() in _OFF:
        await tell(update, *pause.ended(house, person))
    elif wish:
        await tell(update, *_from_text(house, person, chat_of(update).id, wish))
    else:
        await tell(update, *_main(house, person, come_back=True))


async def on_page(update: Update, context: Context) -> None:
    """Show what a button of the panel leads to, in the same message."""
    if own := await own_press(update, context.house):
        query, person, (page,) = own
        await refreshed(query, *_page(context.house, person, page))


async def on_change(update: Update, context: Context) -> None:
    """Change the one thing that a button carries: the time, the days or the number."""
    house = context.house
    if own := await own_press(update, house):
        query, person, (what, value) = own
        before = _known(house, person, chat_of(update).id)
        _keep(house, before, _changed(before.plan, what, value))
        page = "days" if what == "flip" else "main"
        await refreshed(query, *_page(house, person, page))


async def on_clock(update: Update, context: Context) -> None:
    """Show the cities whose clocks show what a pressed button does."""
    if own := await own_press(update, context.house):
        query, person, (_, ahead) = own
        offsets = [int(offset) for offset in ahead.split(buttons.BETWEEN)]
        await refreshed(query, *_cities(person, offsets, context.house.clock()))


async def on_zone(update: Update, context: Context) -> None:
    """Keep the zone of a pressed button."""
    if own := await own_press(update, context.house):
        query, person, (_, zone) = own
        move_to(context.house, person, zone)
        await refreshed(query, *_main(context.house, person))


def move_to(house: House, person: Person, zone: str) -> None:
    """Keep that a person is in a zone; their questions of the day move with them."""
    store, now = house.store, house.clock()
    store.people.set_zone(person.id, zone)
    weekly.move_to(house, person, zone)
    daily = store.dailies.get(person.id)
    if daily and daily.state == "new":
        store.dailies.save(planned(daily, replace(daily.plan, zone=zone), now))
    elif daily:
        store.dailies.save(moved(daily, zone, now))


def _from_text(house: House, person: Person, chat: int, text: str) -> Screen:
    wish = read_wish(text)
    zone = find_zone(wish.rest) if wish.rest else None
    if wish.rest and zone is None:
        said = partial(say, "daily.unknown_zone", zone=wish.rest[:50])
        if wish == Wish(rest=wish.rest):
            said = partial(say, "daily.unreadable", text=text[:50])
        return onward(house, person.id, said, person.language, "daily")
    if zone:
        move_to(house, person, zone)
    wished = (wish.time, wish.days, wish.every, wish.questions)
    if any(value is not None for value in wished):
        before = _known(house, house.store.people.get(person.id), chat)
        _keep(house, before, _wished(before.plan, wish))
    if wish.clock:
        return _by_clock(house, person, wish.clock)
    return _main(house, person)


def _by_clock(house: House, person: Person, clock: str) -> Screen:
    """The cities that fit what somebody's clock shows, to choose from."""
    now = house.clock()
    offsets = offsets_of(clock, now)
    if not cities_at(offsets, now):
        london = f"{now.astimezone(local_zone('Europe/London')):%H:%M}"
        said = partial(say, "daily.unknown_clock", time=clock, now=london)
        return onward(house, person.id, said, person.language, "daily")
    return _cities(person, offsets, now)


def _cities(person: Person, offsets: list[int], now: datetime) -> Screen:
    cities = buttons.city_page(person.id, person.language, offsets, now)
    return say("daily.which_city", person.language), cities


def _main(house: House, person: Person, *, come_back: bool = False) -> Screen:
    """The daily questions as they are, with buttons; where there are none, times to choose."""
    daily, now = house.store.dailies.get(person.id), house.clock()
    if daily is None:
        times = buttons.time_page(person.id, person.language, known=False)
        return say("daily.none", person.language), times
    if come_back and daily.state in {"asked", "blocked", "paused"}:
        daily = resumed(daily, now)
        house.store.dailies.save(daily)
    text = summary(daily, person.language, now)
    return text, buttons.main_buttons(daily, person.language)


def _page(house: House, person: Person, page: str) -> Screen:
    number, language, now = person.id, person.language, house.clock()
    daily = house.store.dailies.get(number)
    if page == "clocks":
        return say("daily.which_clock", language), buttons.clock_page(number, language, now)
    if page == "off":
        return pause.ended(house, person)
    if daily is None or page == "main":
        return _main(house, person)
    return _choices(daily, person, page)


def _choices(daily: Daily, person: Person, page: str) -> Screen:
    """What can be chosen on a page of the panel."""
    number, language = person.id, person.language
    if page == "pause":
        return pause.offer(daily, person)
    if page == "zones":
        known = daily.state != "new"
        return say("daily.which_zone", language), buttons.zone_page(number, language, known=known)
    if page == "times":
        return say("daily.which_time", language), buttons.time_page(number, language)
    if page == "counts":
        return say("daily.how_many", language), buttons.count_page(number, language)
    return say("daily.which_days", language), buttons.days_page(daily, language)


def _known(house: House, person: Person, chat: int) -> Daily:
    """A person's daily questions; of somebody who has none, what they would be."""
    known = house.store.dailies.get(person.id)
    if known:
        return replace(known, chat=chat)
    plan = Plan(_USUAL_TIME, person.zone or "UTC")
    return Daily(person.id, chat, plan, "on" if person.zone else "new")


def _keep(house: House, daily: Daily, plan: Plan) -> None:
    """Keep another plan; it is due from now on, as soon as the zone is known."""
    waits = daily.state == "new"
    wished = replace(daily, plan=plan) if waits else planned(daily, plan, house.clock())
    once("plan", lambda: house.store.dailies.save(wished))


def _changed(plan: Plan, what: str, value: str) -> Plan:
    """A plan with the change of a pressed button."""
    if what == "at":
        return replace(plan, time=f"{value[:2]}:{value[2:]}")
    if what == "count":
        return replace(plan, questions=min(int(value), MOST_QUESTIONS))
    if what == "every":
        return replace(plan, days=EVERY_DAY, every=int(value))
    if what == "days":
        return replace(plan, days=int(value), every=1)
    flipped = plan.days ^ (1 << int(value))
    return replace(plan, days=flipped or plan.days, every=1)


def _wished(plan: Plan, wish: Wish) -> Plan:
    """A plan with what a person wrote."""
    return replace(
        plan,
        time=wish.time or plan.time,
        days=wish.days or plan.days,
        every=wish.every or plan.every,
        questions=wish.questions or plan.questions,
    )
