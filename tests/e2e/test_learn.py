"""The course: a lesson from its first screen to its end, its questions, and its dialogue."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from data import words
from data.words import Language
from knowledge.course import lesson, places
from knowledge.lesson import Lesson, Option, Question, Screen
from solver.language import LANGUAGES
from tests.e2e.world import World, answer_to, find
from tests.person import Message, Person, buttons, text_of

NUMBER = 4


def _letter(options: tuple[Option, ...], *, right: bool) -> str:
    return "ABCD"[next(place for place, one in enumerate(options) if one.right is right)]


def _plain(text: str) -> str:
    return text.replace("**", "").replace("`", "").replace("\u00a0", " ")


def _holds(text: str) -> Callable[[Message], bool]:
    return lambda message: _plain(text) in text_of(message).replace("\u00a0", " ")


async def _open(ada: Person, language: Language) -> Lesson:
    await ada.speak(language)
    await ada.send("/learn")
    await ada.wait_for(
        words.say("learn.line", language, number=12, title=lesson(12, language).title)
    )
    await ada.press(str(NUMBER))
    return lesson(NUMBER, language)


async def _flip(ada: Person, one: Lesson, language: Language) -> None:
    """The picture is there in the other language at once, and the way back leads to the same."""
    other: Language = "zh" if language == "en" else "en"
    await ada.press(words.say("lesson.other_language", language))
    await ada.wait_for(lambda m: "photo" in m and _holds(lesson(NUMBER, other).title)(m))
    await ada.press(words.say("lesson.other_language", other))
    await ada.wait_for(lambda m: "photo" in m and _holds(one.title)(m))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_lesson_from_start_to_end(world: World, ada: Person, language: Language) -> None:
    """Screens, a real picture and questions come one by one, in one place, and are remembered."""
    onward = words.say("learn.next", language)
    one = await _open(ada, language)
    for place, step in enumerate(one.steps):
        shown = await ada.wait_for(_holds(step.text))
        assert f"{place + 1}/{len(one.steps)}" in text_of(shown)
        if isinstance(step, Screen) and step.picture:
            await find(ada, one.title)
            await ada.wait_for(lambda message: "photo" in message, patience=40)
            await _flip(ada, one, language)
        elif isinstance(step, Question):
            right = place == 2
            await ada.press(_letter(step.options, right=right))
            answered = await ada.wait_for("✓" if right else "✗")
            assert all(_plain(o.why) in text_of(answered) for o in step.options if o.right)
        await ada.press(onward)
    ended = await ada.wait_for("1/2" if language == "zh" else "1 of 2")
    assert [m for m in await ada.messages() if m["from"]["is_bot"]] == [ended]
    assert len([*(world.house.store.home / "pictures").iterdir()]) == len(LANGUAGES)
    history = world.house.store.reviews.history(ada.number)
    assert [(review.skill, review.correct) for review in history] == [
        ("course:iteration:1", True),
        ("course:iteration:2", False),
    ]
    assert history[1].misconception in {o.mistake for o in one.steps[5].options}
    await ada.send("/learn")
    contents = await ada.wait_for(f"{NUMBER} · {one.title} ✓")
    after = lesson(NUMBER + 1, language)
    assert words.say("learn.go_on", language, number=5, title=after.title) in buttons(contents)


async def test_a_wrong_answer_comes_back(world: World, ada: Person) -> None:
    """What was answered wrongly is asked again under /learn, once it is time; before, it counts for nothing."""
    reviews = world.house.store.reviews
    one = await _open(ada, "en")
    step = one.steps[2]
    await ada.wait_for(one.steps[0].title)
    shown = (await find(ada, one.title))["message_id"]
    await ada.replay(shown, f"learn:at:{NUMBER}:2:en")
    await ada.wait_for(_holds(step.text))
    await ada.press(_letter(step.options, right=False))
    await ada.wait_for("Not quite")
    await ada.press("‹ Back")
    await ada.wait_for("2/7")
    await ada.press("Next ›")
    await ada.wait_for(_holds(step.text))
    await ada.press(_letter(step.options, right=True))
    await ada.wait_for("✓ Right")
    assert [one.correct for one in reviews.history(ada.number)] == [False]
    world.clock.advance(minutes=11)
    await ada.send("/learn")
    await ada.wait_for("4 · One iteration (3/7)")
    await ada.press("Repeat what you learned (1)")
    await ada.wait_for(_holds(step.text))
    await ada.press(_letter(step.options, right=True))
    await ada.wait_for("✓ Right")
    assert [one.correct for one in reviews.history(ada.number)] == [False, True]
    (memory,) = reviews.memories(ada.number)
    assert memory.due - world.clock() > timedelta(days=0.9)
    await ada.press("Next one ›")
    await ada.wait_for("Nothing is to be repeated now")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_dialogue(ada: Person, language: Language) -> None:
    """The learner chooses what the student says; a choice that is not right is answered, and stays open."""
    one = await _open(ada, language)
    await ada.wait_for(one.steps[0].title)
    await ada.press(words.say("learn.dialogue", language))
    for part in one.dialogue:
        await ada.wait_for(_holds(part.turns[-1].text))
        if part.options:
            await ada.press(_letter(part.options, right=False))
            wrong = next(option for option in part.options if not option.right)
            await ada.wait_for(_holds(wrong.why))
            await ada.press(_letter(part.options, right=True))
    other = "zh" if language == "en" else "en"
    await ada.press(words.say("lesson.other_language", language))
    await ada.wait_for(_holds(lesson(NUMBER, other).dialogue[-1].turns[-1].text))


async def test_forged_buttons_do_nothing(world: World, ada: Person) -> None:
    """Steps, options and questions that there are not, and those of others, are told to be old."""
    await _open(ada, "en")
    shown = (await find(ada, "One turn of the wheel"))["message_id"]
    skill = next(iter(places()))
    theirs = world.house.store.reviews.ask(5, ada.chat, (skill, 0, 1), "en", world.clock())
    for forged, told in (
        ("learn:at:4:8:en", "too old"),
        ("learn:pick:4:0:0:0:en", "too old"),
        ("learn:pick:4:2:0:9:en", "too old"),
        (f"learn:pick:4:2:{theirs.id}:0:en", "too old"),
        (f"learn:pick:1:2:{theirs.id}:0:en", "somebody else"),
        ("learn:talk:4:9:en", "too old"),
        ("learn:say:4:2:0:en", "too old"),
    ):
        answer = await answer_to(ada, await ada.replay(shown, forged))
        assert told in answer.text, forged
    assert world.house.store.reviews.history(ada.number) == []
