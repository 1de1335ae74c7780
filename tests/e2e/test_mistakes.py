"""/mistakes: questions made of what a person mixed up, until it is mended."""

import pytest

from data.words import Language, say
from handlers.quizzes.quiz import put_question
from quiz.engine import item_of
from quiz.item import Item
from quiz.making import make
from quiz.mistake_names import mistake_title
from quiz.mistakes import MENDED, open_mistakes, tempts
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Message, Person, buttons, text_of


def _now(world: World, person: Person) -> Item:
    asked = world.house.store.reviews.latest_asked(person.number, person.chat)
    assert asked
    return item_of(asked)


def _shown(world: World, person: Person, name: str, language: Language) -> str:
    """What stands above a question: how it was counted, or what was believed."""
    history = world.house.store.reviews.history(person.number)
    made = next(review for review in history if review.misconception == name)
    options = make(made.skill, made.seed, made.level, language).options
    believed = next(option.text for option in options if option.mistake == name)
    counted = mistake_title(name, language)
    return believed.replace("`", "") if made.skill.startswith("about-") else counted


async def _asked(person: Person, about: str, after: int) -> Message:
    """A new question with the mistake above it."""
    return await person.wait_for(
        lambda message: about in text_of(message) and message["message_id"] > after
    )


async def _answer(world: World, person: Person, *, right: bool) -> Message:
    """Answer the newest question, by button or in words."""
    item, newest = _now(world, person), (await person.messages())[-1]
    world.clock.advance(minutes=1)
    if item.form == "type":
        wrong = next(iter(item.mistakes))
        await person.send(str(item.number if right else wrong))
    else:
        place = next(at for at, one in enumerate(item.options) if one.right is right)
        found = (text for text, data in buttons(newest).items() if f":a{place}:" in data)
        await person.press(next(found))
    return await person.wait_for(lambda message: "quiz:next" in str(buttons(message)))


def _item(skill: str, language: Language) -> Item:
    made = (make(skill, seed, 2, language) for seed in range(200))
    chosen = (item for item in made if item.form == "choose")
    return next(item for item in chosen if all(one.right or one.mistake for one in item.options))


async def _make_a_mistake(world: World, ada: Person, skill: str, language: Language) -> str:
    await ada.speak(language)
    await ada.send("/start")
    await ada.wait_for(lambda message: message["from"]["is_bot"])
    known = world.house.store.people.get(ada.number)
    await put_question(world.bot.bot, world.house, known, ada.chat, _item(skill, language))
    await _answer(world, ada, right=False)
    (made,) = world.house.store.reviews.latest(ada.number, 1)
    assert made.misconception
    return made.misconception


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", ["total_iterations", "about-epoch"])
async def test_a_mistake_comes_back_until_it_is_mended(
    world: World, ada: Person, language: Language, skill: str
) -> None:
    """A mistake is asked about, with its name above, until enough answers in a row were right."""
    name = await _make_a_mistake(world, ada, skill, language)
    chosen, last = _shown(world, ada, name, language), await ada.send("/mistakes")
    for _ in range(MENDED):
        asked = await _asked(ada, chosen, last)
        last = asked["message_id"]
        assert text_of(asked).startswith(say("mistakes.last", language).split("</b>")[0][3:])
        item = _now(world, ada)
        assert name in tempts(item)
        assert item.language == language
        await _answer(world, ada, right=True)
        await ada.press(say("quiz.next", language))
    await ada.wait_for(say("mistakes.mended", language))
    assert open_mistakes(world.house.store.reviews.history(ada.number)) == []


async def test_a_mistake_that_is_made_again_waits_again(world: World, ada: Person) -> None:
    """A wrong answer in between begins the counting anew; another mistake has its turn first."""
    first = await _make_a_mistake(world, ada, "total_iterations", "en")
    second = await _make_a_mistake(world, ada, "about-epoch", "en")
    await ada.send("/mistakes")
    asked = await ada.wait_for(_shown(world, ada, first, "en"))
    assert "2 to mend" in text_of(asked)
    await _answer(world, ada, right=True)
    await ada.press("Next question")
    await _asked(ada, _shown(world, ada, second, "en"), asked["message_id"])
    history = world.house.store.reviews.history(ada.number)
    assert {one.name for one in open_mistakes(history)} == {first, second}
    again = [*history, *history[:1]]
    assert [one.made for one in open_mistakes(again) if one.name == first] == [2]


async def test_no_mistake(ada: Person) -> None:
    """Who made no mistake is told so, in either language, and offered an ordinary question."""
    await ada.send("/mistakes")
    told = await ada.wait_for(say("mistakes.none", "en"))
    await ada.press("中文")
    turned = await ada.wait_for(say("mistakes.none", "zh"))
    assert turned["message_id"] == told["message_id"]
    await ada.press("下一题")
    await ada.wait_for(lambda message: "A" in buttons(message) or ":a0:" in str(buttons(message)))
