"""The summary of the week: by choice, on Sunday evening, once, and never about nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from data.words import Language, say
from handlers.daily.weekly import send_due
from quiz.engine import record
from quiz.grading import grade
from quiz.making import make
from solver.language import LANGUAGES
from tests.e2e.world import Opening, World
from tests.person import Person, buttons, text_of

SUNDAY = datetime(2026, 3, 8, 19, 0, tzinfo=UTC)
"""The first Sunday evening after the morning on which a test begins."""


async def _want(ada: Person, language: Language = "en") -> None:
    await ada.speak(language)
    await ada.send("/settings")
    await ada.wait_for(say("settings.weekly", language))
    await ada.press(say("settings.week_on", language))
    await ada.wait_for("19:00")


def _answer(world: World, person: Person, skill: str, *, right: bool) -> None:
    """Answer a question of a skill."""
    reviews, now = world.house.store.reviews, world.clock()
    item = next(item for seed in range(99) if (item := make(skill, seed, 1, "en")).form == "choose")
    asked = reviews.ask(person.number, person.chat, (skill, item.seed, 1), "en", now)
    place = next(at for at, one in enumerate(item.options) if one.right is right)
    assert record(reviews, asked, grade(item, [place]), now)


async def _at(world: World, moment: datetime) -> None:
    world.clock.now = moment
    await send_due(world.bot, world.house)


async def _count(person: Person, text: str) -> int:
    return sum(text in text_of(message) for message in await person.messages())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_week_is_told_on_sunday_evening(
    world: World, ada: Person, language: Language
) -> None:
    """Days, answers and skills of the week come in one message, once, with what to do next."""
    await _want(ada, language)
    _answer(world, ada, "batches", right=True)
    world.clock.advance(days=2)
    _answer(world, ada, "total_iterations", right=False)
    await _at(world, SUNDAY - timedelta(minutes=1))
    assert await _count(ada, say("weekly.title", language)[3:-4]) == 0
    for minutes in range(3):
        await _at(world, SUNDAY + timedelta(minutes=minutes))
    told = await ada.wait_for(say("weekly.title", language)[3:-4])
    assert say("weekly.days", language, days=2, answers=2, right=1) in text_of(told)
    assert "2" in text_of(told).split("🌱")[1][:8]
    assert await _count(ada, "🌱") == 1
    await ada.press(say("lesson.other_language", language))
    other: Language = "zh" if language == "en" else "en"
    turned = await ada.wait_for(say("weekly.title", other)[3:-4])
    assert turned["message_id"] == told["message_id"]
    await ada.press(say("weekly.mend_button", other))
    await ada.wait_for(say("mistakes.last", other).split("</b>")[0][3:])


async def test_a_week_without_an_answer_is_silent(world: World, ada: Person) -> None:
    """Nothing is said of a week in which nothing was done, and the next one is told again."""
    await _want(ada)
    await _at(world, SUNDAY)
    world.clock.advance(days=3)
    _answer(world, ada, "batches", right=True)
    await _at(world, SUNDAY + timedelta(days=7))
    told = await ada.wait_for("Your week")
    assert "on one day: 1 of 1" in text_of(told)
    assert await _count(ada, "Your week") == 1


async def test_the_evening_is_that_of_the_zone(world: World, ada: Person) -> None:
    """It comes by the person's clock, and once a week on a journey around the world, too."""
    await _want(ada)
    await ada.send("/daily 08:00 Tokyo")
    await ada.wait_for("Next:")
    _answer(world, ada, "batches", right=True)
    await _at(world, SUNDAY - timedelta(hours=9, minutes=1))
    assert await _count(ada, "Your week") == 0
    await _at(world, SUNDAY - timedelta(hours=9))
    await ada.wait_for("Your week")
    await ada.send("/daily 08:00 Los Angeles")
    await ada.wait_for("Next:")
    kept = world.house.store.weeklies.get(ada.number)
    assert kept
    assert kept.next_due == SUNDAY + timedelta(days=7, hours=7)


async def test_it_is_turned_off(world: World, ada: Person) -> None:
    """Who wants it no more gets none."""
    await _want(ada)
    await ada.press(say("settings.week_off", "en"))
    await ada.wait_for(lambda message: say("settings.week_on", "en") in buttons(message))
    _answer(world, ada, "batches", right=True)
    await _at(world, SUNDAY)
    assert await _count(ada, "Your week") == 0


async def test_what_was_claimed_before_a_stop_is_told_after_it(opened: Opening) -> None:
    """A summary that was claimed and not sent comes at the next start; a very late one does not."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await _want(ada)
        _answer(world, ada, "batches", right=True)
        world.clock.now = SUNDAY + timedelta(hours=3)
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada._until(
            lambda: not world.house.store.weeklies.waiting(9), "the summary to be sent"
        )
        world.clock.advance(days=7)
        _answer(world, ada, "batches", right=True)
        await _at(world, SUNDAY + timedelta(days=7, hours=13))
        assert await _count(ada, "Your week") == 1
