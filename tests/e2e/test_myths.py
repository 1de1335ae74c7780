"""True or false: a claim, a verdict, and why; what was got wrong comes back."""

import pytest

from data.reviews import Asked
from data.words import Language, say
from handlers.learning.decks import claim
from knowledge.topic import Myth, Topic
from solver.language import LANGUAGES
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of

SCORES = {
    "en": {True: "1 of 1 right", False: "1 of 2 right"},
    "zh": {True: "判断对了 1/1 句", False: "判断对了 1/2 句"},
}


def _text(message: Message) -> str:
    """What a message says, with the spaces of formulas as in the topics."""
    return text_of(message).replace("\u00a0", " ")


def _claim(world: World, shown: Message, language: Language) -> tuple[Asked, Topic, Myth]:
    """What is claimed in a message."""
    number = int(next(data for data in buttons(shown).values()).split(":")[1])
    asked = world.house.store.reviews.asked(number)
    assert asked
    found = claim(asked.skill, language)
    assert found
    return asked, *found


def _plain(text: str) -> str:
    return text.replace("`", "")


@pytest.mark.parametrize(("language", "other"), [LANGUAGES, LANGUAGES[::-1]])
async def test_true_or_false(
    world: World, ada: Person, language: Language, other: Language
) -> None:
    """A right and a wrong verdict are explained in place, counted, and remembered."""
    await ada.speak(language)
    await ada.send("/myths")
    shown = await ada.wait_for(lambda message: ":true:" in str(buttons(message)))
    begun = shown["message_id"]
    for right in (True, False):
        asked, one, myth = _claim(world, shown, language)
        assert _plain(myth.claim) in _text(shown)
        verdict = str(myth.true == right).lower()
        await ada.replay(begun, f"myth:{asked.id}:{verdict}:{language}")
        told = await ada.wait_for(_plain(myth.why))
        assert SCORES[language][right] in _text(told)
        review = world.house.store.reviews.history(ada.number)[-1]
        assert (review.skill, review.correct) == (asked.skill, right)
        again = await answer_to(ada, await ada.replay(begun, f"myth:{asked.id}:true:en"))
        assert again.text == say("shared.pressed_twice", language)
        await ada.replay(begun, f"myth:{asked.id}:show:{other}")
        _, one, myth = _claim(world, shown, other)
        await ada.wait_for(_plain(myth.why))
        await ada.replay(begun, f"myth:{asked.id}:topic:{language}")
        await ada.wait_for(lambda message, slug=one.slug: f"topic:{slug}:" in str(buttons(message)))
        await ada.replay(begun, f"myth:{asked.id}:next:{language}")
        missed = asked
        shown = await ada.wait_for(lambda message: ":true:" in str(buttons(message)))
    assert shown["message_id"] == begun
    world.clock.advance(minutes=10)
    await ada.send("/myths")
    shown = await ada.wait_for(lambda message: ":true:" in str(buttons(message)))
    assert _claim(world, shown, language)[0].skill == missed.skill
