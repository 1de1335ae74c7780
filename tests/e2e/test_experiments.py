"""Experiments: chosen from a list, guessed at, run, and told with what became of the guess."""

import pytest

from data import words
from data.words import Language
from solver.language import LANGUAGES
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of
from trainer.experiments import EXPERIMENTS


def _is_picture(message: Message) -> bool:
    return "photo" in message


async def test_guess_and_see(world: World, ada: Person) -> None:
    """From the list to the guess, the runs, and the verdict, which /progress remembers."""
    await ada.send("/experiments")
    await ada.wait_for("experiments")
    await ada.press("Batch size and epochs")
    listed = await ada.wait_for("which experiment?")
    await ada.press("Shuffling off, last batch dropped")
    asked = await ada.wait_for("lowest validation loss?")
    assert asked["message_id"] == listed["message_id"]
    assert list(buttons(asked))[:3] == ["shuffled", "not shuffled", "about the same"]
    await ada.press("not shuffled")
    picture = await ada.wait_for(_is_picture, patience=40)
    assert "Your guess: not shuffled. It is: shuffled" in text_of(picture)
    assert "same samples in every epoch" in text_of(picture)
    guess = world.house.store.guesses.of(world.house.store.runs.latest_of(ada.number, 1)[0].id)
    assert guess
    assert (guess.choice, guess.right) == (1, False)
    await ada.tap("中文", message_id=listed["message_id"])
    guessed = await ada.wait_for("你猜的是：")
    assert guessed["message_id"] == listed["message_id"]
    await ada.press("More experiments")
    await ada.wait_for("which experiment?")
    await ada.press("Shuffling off, last batch dropped")
    await ada.wait_for("lowest validation loss?")
    await ada.press("shuffled")
    picture = await ada.wait_for(_is_picture, patience=40)
    assert "Guessed right: shuffled" in text_of(picture)
    await ada.send("/progress")
    await ada.wait_for("0 of 1")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_difference_is_an_answer(ada: Person, language: Language) -> None:
    """Who expects two curves to be one is right where they are."""
    experiment = EXPERIMENTS["accumulation"]
    same = words.say("experiments.same", language)
    await ada.speak(language)
    await ada.send("/experiments")
    for button in (
        words.say(f"experiments.{experiment.group}", language),
        experiment.title.say(language),
        same,
    ):
        await ada.wait_for(lambda message, wanted=button: wanted in buttons(message))
        await ada.press(button)
    picture = await ada.wait_for(_is_picture, patience=40)
    guessed = text_of(picture)
    assert {"en": "Guessed right", "zh": "猜对了"}[language] in guessed
    assert experiment.claim.say(language) in guessed


async def test_without_a_guess(world: World, ada: Person) -> None:
    """Who only wants to see it is told what it shows, and nothing is kept; /train leads there."""
    await ada.send("/train")
    await ada.wait_for(lambda message: "Experiments" in buttons(message))
    await ada.press("Experiments")
    await ada.wait_for(lambda message: "Bug zoo" in buttons(message))
    await ada.press("Bug zoo")
    await ada.wait_for("which experiment?")
    await ada.press("Schedule moved every batch")
    await ada.wait_for("Guess first")
    await ada.press("▶ Just run it")
    picture = await ada.wait_for(_is_picture, patience=40)
    assert "rate is zero after 10 updates" in text_of(picture)
    assert "uess" not in text_of(picture)
    assert world.house.store.guesses.first_ones(ada.number) == (0, 0)


async def test_a_guess_that_no_button_offers(world: World, ada: Person) -> None:
    """Forged guesses, and those of somebody else's button, start nothing."""
    await ada.send("/experiments")
    shown = (await ada.wait_for("experiments"))["message_id"]
    for forged in (f"guess:{ada.number}:cosine:7:en", f"guess:{ada.number}:unicorns:0:en"):
        answer = await answer_to(ada, await ada.replay(shown, forged))
        assert "too old" in answer.text
    answer = await answer_to(ada, await ada.replay(shown, "guess:5:cosine:0:en"))
    assert "somebody else" in answer.text
    assert world.house.store.runs.latest_of(ada.number, 1) == []
