"""Flash cards in a chat: turned, graded by the learner, and back when they are due."""

import pytest

from data.words import Language, say
from handlers.quizzes.progress import cards_met
from knowledge.library import topic
from quiz.cards import NEW_A_DAY
from quiz.overview import progress
from solver.language import LANGUAGES
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of

NAMES = {"en": "Epochs", "zh": "轮次"}


def _text(message: Message) -> str:
    """What a message says, with the spaces of formulas as in the topics."""
    return text_of(message).replace("\u00a0", " ")


def _data(message: Message, act: str) -> str:
    """The data of the button that does this."""
    return next(data for data in buttons(message).values() if f":{act}:" in data)


async def _turn(ada: Person, shown: Message) -> Message:
    await ada.replay(shown["message_id"], _data(shown, "back"))
    return await ada.wait_for(lambda message: ":good:" in str(buttons(message)))


async def _grade(ada: Person, turned: Message, grade: str) -> Message:
    await ada.replay(turned["message_id"], _data(turned, grade))
    return await ada.wait_for(lambda message: ":good:" not in str(buttons(message)))


@pytest.mark.parametrize(("language", "other"), [LANGUAGES, LANGUAGES[::-1]])
async def test_cards_of_a_topic(
    world: World, ada: Person, language: Language, other: Language
) -> None:
    """Each card of a topic is shown, turned and graded once, in one message, in either language."""
    await ada.speak(language)
    await ada.send(f"/cards {NAMES[language]}")
    shown = first = await ada.wait_for(topic("epoch", language).title)
    for number, card in enumerate(topic("epoch", language).cards):
        front = card.front.replace("`", "")
        assert front in _text(shown)
        assert say("cards.new", language, count=len(topic("epoch", language).cards) - number) in (
            _text(shown)
        )
        turned = await _turn(ada, shown)
        assert card.back.replace("`", "") in _text(turned)
        shown = await _grade(ada, turned, "good")
    assert shown["message_id"] == first["message_id"]
    assert say("span.days", language, count=2) in _text(shown)
    reviews = world.house.store.reviews
    assert [review.skill for review in reviews.history(ada.number)] == [
        f"card:epoch:{number}" for number in range(number + 1)
    ]
    world.clock.advance(days=3)
    await ada.send("/cards epoch")
    due = await ada.wait_for(say("cards.due", language, count=number + 1))
    await ada.replay(due["message_id"], _data(due, "front"))
    flipped = await ada.wait_for(topic("epoch", other).cards[0].front.replace("`", ""))
    turned = await _turn(ada, flipped)
    await ada.replay(turned["message_id"], _data(turned, "topic"))
    lesson = await ada.wait_for(lambda message: "topic:epoch:standard:" in str(buttons(message)))
    await ada.replay(lesson["message_id"], _data(lesson, "back"))
    await ada.wait_for(topic("epoch", other).cards[0].back.replace("`", ""))


async def test_cards_of_the_day(world: World, ada: Person) -> None:
    """What was read last comes first, ten new cards make a day, and what was not known comes back."""
    await ada.send("/glossary warmup")
    await ada.wait_for("Warm-up")
    await ada.send("/cards")
    shown = await ada.wait_for(f"{NEW_A_DAY} new")
    assert topic("warmup", "en").cards[0].front in _text(shown)
    for number in range(NEW_A_DAY):
        turned = await _turn(ada, shown)
        shown = await _grade(ada, turned, "again" if number == 0 else "easy")
    assert "The next one comes in 10 min" in _text(shown)
    answer = await answer_to(ada, await ada.replay(turned["message_id"], _data(turned, "good")))
    assert "already" in answer.text
    world.clock.advance(minutes=10)
    await ada.send("/cards")
    shown = await ada.wait_for("1 to repeat")
    assert topic("warmup", "en").cards[0].front in _text(shown)
    shown = await _grade(ada, await _turn(ada, shown), "good")
    assert "The next one comes in 16 h" in _text(shown)
    world.clock.advance(hours=16)
    await ada.send("/cards")
    await ada.wait_for(f"{NEW_A_DAY} new")


async def test_cards_beside_the_quiz(world: World, ada: Person) -> None:
    """A question stays open beside a card, and progress tells of the course whatever was graded."""
    await ada.send("/quiz")
    await ada.wait_for(lambda message: message["from"]["is_bot"])
    await ada.send("/cards")
    await _grade(ada, await _turn(ada, await ada.wait_for("10 new")), "good")
    await ada.send("1")
    await ada.wait_for(lambda message: "quiz:next" in str(buttons(message)))
    known = progress(world.house.store.reviews, ada.number, world.clock(), "UTC")
    assert (known.answers, known.streak.days) == (2, 1)
    person = world.house.store.people.get(ada.number)
    assert "1 met, 0 to repeat" in cards_met(world.house, person)
    assert sum(group.met for group in known.groups) == 1


async def test_cards_that_are_not_there(world: World, ada: Person) -> None:
    """An unknown topic is said; a card of somebody else, or that is gone, changes nothing."""
    await ada.send("/cards unicorns")
    told = await ada.wait_for("“unicorns”")
    store = world.house.store.reviews
    others = store.ask(5, ada.chat, ("card:epoch:0", 0, 1), "en", world.clock())
    gone = store.ask(ada.number, ada.chat, ("card:epoch:99", 0, 1), "en", world.clock())
    for asked, said in ((others, "somebody else"), (gone, "too old")):
        pressed = await ada.replay(told["message_id"], f"card:{asked.id}:good:all:en")
        assert said in (await answer_to(ada, pressed)).text
    assert store.history(ada.number) == store.history(5) == []
