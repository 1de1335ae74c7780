"""The button under an answer that lets any of its numbers be changed, in the same message."""

import pytest

from tests.e2e.world import Opening, answer_to
from tests.person import Message, Person, buttons, text_of

EXERCISE = "60,000 images, batch size 128, 10 epochs: how many iterations?"


async def _choose(person: Person, *labels: str) -> None:
    """Press buttons one after another, each as soon as it is there."""
    for label in labels:
        await person.press(label)
        await person.wait_for(lambda message: bool(buttons(message)))


async def _asked_for_batch_size(person: Person) -> Message:
    """The answer after its batch size was pressed, waiting for another."""
    await person.send(EXERCISE)
    await person.wait_for("4,690")
    await _choose(person, "Change a number", "batch size 128 ✎")
    return await person.wait_for("New value")


async def test_the_numbers_of_an_answer_are_buttons(ada: Person) -> None:
    """Each number is a button below the unchanged answer, and there is a way back."""
    await ada.send(EXERCISE)
    answer = await ada.wait_for("4,690")
    await ada.press("Change a number")
    offered = await ada.wait_for("4,690")
    assert offered["message_id"] == answer["message_id"]
    assert list(buttons(offered)) == [
        "dataset size 60,000 ✎",
        "batch size 128 ✎",
        "epochs 10 ✎",
        "‹ Back",
        "中文",
    ]
    await ada.press("‹ Back")
    assert buttons(await ada.wait_for("4,690")) == buttons(answer)


async def test_a_pressed_value_changes_the_answer_in_place(ada: Person) -> None:
    """Half, double and usual values are offered; the chosen one is worked with at once."""
    question = await _asked_for_batch_size(ada)
    assert list(buttons(question)) == ["16", "32", "64", "128", "256", "‹ Back", "中文"]
    await ada.press("256")
    answer = await ada.wait_for("2,350")
    assert answer["message_id"] == question["message_id"]
    await ada.send("and per epoch?")
    await ada.wait_for("235")


async def test_a_typed_value_changes_the_answer_in_place(ada: Person) -> None:
    """A number that is written instead changes the same message."""
    question = await _asked_for_batch_size(ada)
    await ada.send("1000")
    answer = await ada.wait_for("600")
    assert answer["message_id"] == question["message_id"]


async def test_a_typed_epoch_count_is_no_batch_size(ada: Person) -> None:
    """The number is that of the pressed button, whatever a number alone would mean otherwise."""
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")
    await _choose(ada, "Change a number", "epochs 10 ✎")
    await ada.wait_for("New value")
    await ada.send("20")
    await ada.wait_for("9,380")


async def test_a_number_can_be_changed_in_chinese(ada: Person) -> None:
    """Buttons and question are in the language of the exercise."""
    await ada.send("训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？")
    await ada.wait_for("4,690")
    await _choose(ada, "改一个数", "批次大小 128 ✎")
    await ada.wait_for("把批次大小改成多少")
    await ada.send("256")
    await ada.wait_for("2,350")


@pytest.mark.parametrize(("typed", "said"), [("0", "at least 1"), ("2.5", "whole")])
async def test_an_impossible_value_is_asked_for_again(ada: Person, typed: str, said: str) -> None:
    """What no training can have is refused, and the next number is still taken."""
    await _asked_for_batch_size(ada)
    await ada.send(typed)
    await ada.wait_for(said)
    await ada.send("256")
    await ada.wait_for("2,350")


async def test_another_question_is_answered_meanwhile(ada: Person) -> None:
    """Whoever asks something else instead gets an answer with the number as it was."""
    await _asked_for_batch_size(ada)
    await ada.send("and with 20 epochs?")
    await ada.wait_for("9,380")


async def test_a_value_is_awaited_after_a_restart(opened: Opening) -> None:
    """What was pressed before a restart is still meant after it."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await _asked_for_batch_size(ada)
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("256")
        await ada.wait_for("2,350")


async def test_what_a_changed_number_makes_void_gives_way(ada: Person) -> None:
    """A number that somebody worked out from the old one does not contradict the new one."""
    await ada.send(
        "1000 samples, batch size 100, 10 batches per epoch, 3 epochs: how many iterations in total?"
    )
    await ada.wait_for("30")
    await _choose(ada, "Change a number", "batch size 100 ✎")
    await ada.wait_for("New value")
    await ada.press("50")
    assert "60" in text_of(await ada.wait_for("Read:")).split("Read:")[0]


@pytest.mark.parametrize(
    "forged", ["field:devices", "set:devices:3", "set:batch_size:0", "set:epochs:1_3", "field:foo"]
)
async def test_a_button_that_was_never_there(ada: Person, forged: str) -> None:
    """A forged press changes nothing."""
    await ada.send(EXERCISE)
    message = await ada.wait_for("4,690")
    answer = await answer_to(ada, await ada.replay(message["message_id"], forged))
    assert "too old" in answer.text


async def test_only_who_asked_may_change_it(opened: Opening) -> None:
    """In a group, somebody else's press is refused."""
    async with (
        opened() as world,
        Person.at(world.door.address, group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send(f"@{world.bot.bot.username} {EXERCISE}")
        message = await ada.wait_for("4,690")
        answer = await answer_to(grace, await grace.replay(message["message_id"], "change"))
        assert "somebody else" in answer.text
