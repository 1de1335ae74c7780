"""What the bot cannot answer is kept for its maintainer, as far as the person allows it."""

import pytest

from data.words import Language, say
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Person, buttons

STRANGE = {"en": "Who painted the Mona Lisa?", "zh": "今晚吃什么好？"}
PASTED = "My shopping list:\n2 loaves of bread\n1 jar of honey"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_switch(world: World, ada: Person, language: Language) -> None:
    """Only that something was asked is kept, its words once that is allowed, until it no longer is."""
    outside = say("ask.outside", language, example="").split("<")[0][:12]
    kept = world.house.store.unanswered
    await ada.speak(language)
    await ada.send(STRANGE[language])
    await ada.wait_for(outside)
    assert [(one.language, one.kind, one.text) for one in kept.all()] == [(language, "words", None)]
    await ada.send("/settings")
    panel = await ada.wait_for(say("settings.questions", language))
    await ada.press(say("settings.keep_on", language))
    allowed = await ada.wait_for(lambda message: "keep:" in str(buttons(message)))
    assert allowed["message_id"] == panel["message_id"]
    assert say("settings.keep_off", language) in buttons(allowed)
    await ada.send(STRANGE[language])
    await ada.wait_for(outside)
    assert [one.text for one in kept.all()] == [STRANGE[language], None]
    await ada.press(say("settings.keep_off", language))
    await ada.wait_for(say("settings.questions", language))
    await ada.send(STRANGE[language])
    await ada.wait_for(outside)
    assert [one.text for one in kept.all()] == [None, None, None]


async def test_kinds(world: World, ada: Person) -> None:
    """Without its words, a question still tells how it looked; an answered one is not kept."""
    for strange in ("Which bus goes to platform 9?", PASTED):
        await ada.send(strange)
        await ada.wait_for("outside what I teach")
    await ada.send("60,000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690")
    assert [one.kind for one in world.house.store.unanswered.all()] == ["lines", "numbers"]


async def test_a_switch_belongs_to_who_opened_it(world: World) -> None:
    """In a group, nobody can allow it for somebody else."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send("/privacy@epochbot")
        await ada.wait_for("What I keep of you")
        answer = await grace.press(say("settings.keep_on", "en"))
        assert "somebody else" in answer.text
        people = world.house.store.people
        assert not people.get(ada.number).keeps_questions
        assert not people.get(grace.number).keeps_questions
