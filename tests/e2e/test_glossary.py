"""The glossary: from the shelves to a topic, or straight to it by its name."""

import pytest

from data.words import Language, say
from knowledge.library import topic
from knowledge.shelves import on_shelf
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Person, buttons, text_of

OTHER = {"en": "中文", "zh": "English"}


@pytest.mark.parametrize(("language", "other"), [LANGUAGES, LANGUAGES[::-1]])
async def test_two_taps_to_a_topic(ada: Person, language: Language, other: Language) -> None:
    """A shelf, then a topic, in one message that can be read in the other language at any time."""
    await ada.speak(language)
    await ada.send("/glossary")
    shelves = await ada.wait_for(lambda message: "shelf:fit:0:" in str(buttons(message)))
    fit = say("shelf.fit", language)
    await ada.press(next(button for button in buttons(shelves) if button.startswith(fit)))
    listed = await ada.wait_for(fit)
    titles = [topic(slug, language).title for slug in on_shelf("fit")]
    assert list(buttons(listed))[: len(titles)] == titles
    await ada.press(OTHER[language])
    await ada.wait_for(say("shelf.fit", other))
    await ada.press(topic("dropout", other).title)
    lesson = await ada.wait_for(lambda message: "topic:dropout:standard:" in str(buttons(message)))
    assert lesson["message_id"] == listed["message_id"] == shelves["message_id"]
    assert text_of(lesson).startswith(topic("dropout", other).title)


async def test_a_topic_by_its_name(world: World, ada: Person) -> None:
    """Any name of a topic, in either language, leads to it in the reader's language."""
    for language in LANGUAGES:
        await ada.speak(language)
        for written in ("Warm-Up", "预热"):
            await ada.send(f"/glossary {written}")
            lesson = await ada.wait_for(topic("warmup", language).title)
            assert "topic:warmup:standard:" in str(buttons(lesson))
    assert world.house.store.events.latest(ada.number, "topic", 9) == [{"slug": "warmup"}] * 4


async def test_a_name_that_is_none(ada: Person) -> None:
    """A slip leads to the nearest topics, nonsense to the shelves, and markup is shown as written."""
    await ada.send("/glossary dropot")
    near = await ada.wait_for("“dropot”")
    assert next(iter(buttons(near))) == "Dropout"
    await ada.press("All topics")
    await ada.wait_for("What shall it be about?")
    await ada.send("/glossary <b>&qqqq")
    unknown = await ada.wait_for("“<b>&qqqq”")
    assert "shelf:basics:0:en" in buttons(unknown).values()
