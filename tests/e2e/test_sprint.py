"""/sprint: sixty seconds of questions in one message, and a personal best."""

import pytest

from data.sprints import Sprint
from data.words import Language, say
from quiz.making import make
from quiz.sprint import is_quick, next_key
from solver.language import LANGUAGES
from tests.e2e.world import Opening, World, answer_to
from tests.person import Answer, Message, Person, buttons, text_of


def _sprint(world: World, person: Person) -> Sprint:
    found = world.house.store.sprints.going_of(person.number)
    assert found
    return found


async def _start(person: Person, language: Language = "en") -> Message:
    await person.speak(language)
    await person.send("/sprint")
    await person.wait_for(say("sprint.what", language).split("</b>")[1])
    return await _press(person, say("sprint.start", language))


async def _press(person: Person, label: str) -> Message:
    await person.press(label)
    return await person.wait_for("⏱")


async def _answer(world: World, person: Person, *, right: bool) -> Message:
    """Tap an answer, and wait for the next question."""
    return await _tap(person, _data(_sprint(world, person), right=right))


async def _tap(person: Person, data: str) -> Message:
    (message,) = [m for m in await person.messages() if "⏱" in text_of(m)]
    await person.replay(message["message_id"], data)
    return await person.wait_for("⏱")


def _data(sprint: Sprint, *, right: bool) -> str:
    options = make(*sprint.item, sprint.language).options
    place = next(at for at, one in enumerate(options) if one.right is right)
    return f"sprint:{sprint.id}:{sprint.place}:{place}"


async def _late(world: World, person: Person, message: Message) -> Answer:
    """Tap when the time is up."""
    data = _data(_sprint(world, person), right=True)
    world.clock.advance(seconds=61)
    return await answer_to(person, await person.replay(message["message_id"], data))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_sprint(world: World, ada: Person, language: Language) -> None:
    """Each tap shows the next question with count and time; at the end stands what came of it."""
    first = await _start(ada, language)
    head = say("sprint.head", language, seconds=60, right=0, count=0)
    assert text_of(first).startswith(head.replace("<b>", "").replace("</b>", ""))
    world.clock.advance(seconds=4)
    shown = await _answer(world, ada, right=True)
    assert shown["message_id"] == first["message_id"]
    assert "56" in text_of(shown)
    assert say("sprint.right", language) in text_of(shown)
    missed = make(*_sprint(world, ada).item, language)
    shown = await _answer(world, ada, right=False)
    assert missed.answer.replace("`", "") in text_of(shown)
    late = await _late(world, ada, first)
    assert late.text == say("sprint.late", language)
    over = await ada.wait_for(say("sprint.result", language, right=1, count=2))
    assert over["message_id"] == first["message_id"]
    assert say("sprint.first", language) in text_of(over)
    await ada.press(say("lesson.other_language", language))
    other: Language = "zh" if language == "en" else "en"
    await ada.wait_for(say("sprint.result", other, right=1, count=2))
    assert world.house.store.reviews.history(ada.number) == []


async def test_the_best_is_kept(world: World, ada: Person) -> None:
    """More right answers than ever are a new best, fewer are measured against it."""
    for rights, said in ((1, "Your first"), (2, "it was 1"), (0, "best so far: 2")):
        message = await _start(ada)
        for _ in range(rights):
            await _tap_in(world, ada, message)
        await _late(world, ada, message)
        await ada.wait_for(said)
    await ada.send("/sprint")
    await ada.wait_for("best so far: 2")


async def _tap_in(world: World, person: Person, message: Message) -> None:
    await person.replay(message["message_id"], _data(_sprint(world, person), right=True))
    await person.wait_for("✓")


async def test_a_tap_counts_once(world: World, ada: Person) -> None:
    """A second tap on a question that has gone changes nothing."""
    message = await _start(ada)
    data = _data(_sprint(world, ada), right=True)
    await _tap(ada, data)
    await answer_to(ada, await ada.replay(message["message_id"], data))
    assert (_sprint(world, ada).place, _sprint(world, ada).right) == (1, 1)


async def test_one_at_a_time(world: World, ada: Person) -> None:
    """A second sprint waits until the first has ended, by the clock at the latest."""
    await _start(ada)
    await ada.send("/sprint")
    ready = await ada.wait_for("60 seconds")
    assert "already" in (await ada.press("▶ Start")).text
    world.clock.advance(seconds=61)
    query = await ada.replay(ready["message_id"], "sprint:go:en")
    assert (await answer_to(ada, query)).text == ""
    await ada.wait_for("⏱")


async def test_it_ends_without_a_tap(world: World, ada: Person) -> None:
    """When nobody taps any more, it ends when its time is up, once."""
    await _start(ada)
    assert world.bot.job_queue
    (job,) = world.bot.job_queue.get_jobs_by_name(f"sprint {_sprint(world, ada).id}")
    await job.run(world.bot)
    over = await ada.wait_for("Time!")
    assert "Once more" in buttons(over)
    await job.run(world.bot)
    assert world.house.store.sprints.going() == []


async def test_a_restart_ends_it_kindly(opened: Opening) -> None:
    """A sprint that a restart interrupts ends with an excuse, and what was reached counts."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await _start(ada)
        await _answer(world, ada, right=True)
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada._until(lambda: not world.house.store.sprints.going(), "the sprint to end")
        await ada.send("/sprint")
        await ada.wait_for("best so far: 1")
        assert any("I was restarted" in text_of(message) for message in await ada.messages())


async def test_a_group_is_too_slow(world: World) -> None:
    """In a group it is said where a sprint can be had."""
    async with Person.at(world.door.address, group=True) as ada:
        await ada.send("/sprint")
        await ada.wait_for("between the two of us")


def test_questions_are_quick() -> None:
    """Whatever a person knows, there is always a question whose options fit on buttons."""
    last = ""
    for seed in range(100):
        key = next_key([], seed, last)
        assert key[0] != last
        assert all(is_quick(make(*key, language)) for language in LANGUAGES)
        last = key[0]
