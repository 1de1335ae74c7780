"""Ask: an exercise, a follow-up, what is missing, what contradicts itself."""

import pytest

from tests.e2e.world import Opening, answer_to
from tests.person import Person, buttons, text_of

EXERCISE = "60,000 images, batch size 128, 10 epochs: how many iterations?"


async def test_an_exercise_is_answered_with_its_steps(ada: Person) -> None:
    """The answer comes first and stands out, then the steps, then what was read and assumed."""
    await ada.send(EXERCISE)
    reply = await ada.wait_for("4,690")
    text = text_of(reply)
    assert text.index("4,690") < text.index("⌈60,000\u00a0/\u00a0128⌉ = 469") < text.index("Read:")
    assert text.index("Read:") < text.index("Assumed:")
    assert {"type": "bold", "offset": 0, "length": len(text.split("\n")[0])} in reply["entities"]


async def test_a_chinese_exercise_is_answered_in_chinese(ada: Person) -> None:
    """The reply is in the language of the question, whatever the person's is."""
    await ada.send("训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？")
    assert "4,690" in text_of(await ada.wait_for("总迭代次数"))


async def test_a_follow_up_changes_one_number(ada: Person) -> None:
    """What is said of one number is answered with the others as they were."""
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")
    await ada.send("and with batch size 256?")
    await ada.wait_for("2,350")


async def test_a_follow_up_may_reply_to_an_older_answer(ada: Person) -> None:
    """A reply to an answer follows up that answer, not the last one."""
    await ada.send(EXERCISE)
    older = await ada.wait_for("4,690")
    await ada.send("500 images, batch size 50, 2 epochs: how many iterations?")
    await ada.wait_for("20")
    await ada.send("and with batch size 256?", reply_to=older["message_id"])
    await ada.wait_for("2,350")


async def test_an_impossible_value_is_no_exercise_to_follow_up(ada: Person) -> None:
    """After a value that no training can have, the exercise before it is followed up."""
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")
    await ada.send("what if the batch size is 0?")
    await ada.wait_for("at least 1")
    await ada.send("and with batch size 64?")
    await ada.wait_for("9,380")


async def test_a_follow_up_survives_a_restart(opened: Opening) -> None:
    """The last exercise of a chat is kept when the bot stops."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send(EXERCISE)
        await ada.wait_for("4,690")
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("and with batch size 256?")
        await ada.wait_for("2,350")


async def test_what_is_missing_is_asked_for_with_buttons(ada: Person) -> None:
    """A missing quantity is named; a pressed button fills it in, in the same message."""
    await ada.send("1000 samples, 10 epochs: how many iterations?")
    question = await ada.wait_for("batch size")
    assert "32" in buttons(question)
    await ada.press("32")
    answer = await ada.wait_for("320")
    assert answer["message_id"] == question["message_id"]
    assert "32" not in buttons(answer)


async def test_a_choice_pressed_twice_counts_once(ada: Person) -> None:
    """The second press of a button that has done its work gets a note and changes nothing."""
    await ada.send("1000 samples, 10 epochs: how many iterations?")
    question = await ada.wait_for("batch size")
    data = buttons(question)["32"]
    await ada.press("32")
    await ada.wait_for("320")
    answer = await answer_to(ada, await ada.replay(question["message_id"], data))
    assert "already" in answer.text


@pytest.mark.parametrize("forged", ["fill:foo:3", "fill:batch_size:0", f"fill:batch_size:{10**30}"])
async def test_a_choice_that_was_never_offered(ada: Person, forged: str) -> None:
    """A value that no button can have offered changes nothing; the buttons go on working."""
    await ada.send("1000 samples, 10 epochs: how many iterations?")
    question = await ada.wait_for("batch size")
    answer = await answer_to(ada, await ada.replay(question["message_id"], forged))
    assert "too old" in answer.text
    await ada.press("32")
    await ada.wait_for("320")


async def test_a_contradiction_says_what_was_stated_and_what_follows(ada: Person) -> None:
    """Numbers that cannot all be true are first of all set against each other."""
    await ada.send(
        "1000 samples, batch size 100, 7 batches per epoch, 3 epochs: how many iterations?"
    )
    text = text_of(await ada.wait_for("do not fit together"))
    assert "Stated: Batches per epoch = 7. From the rest follows: 10." in text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("🎉🎉🎉", "no words"),
        ("。。。", "no words"),
        ("What is the capital of France?", "outside what I teach"),
        ("1000 samples, batch size 0: how many batches per epoch?", "at least 1"),
        ("1000 samples, batch size -5: how many batches per epoch?", "at least 1"),
        ("1000 samples, batch size 10, 3.5 epochs: how many iterations?", "whole"),
        (f"{10**400} samples, batch size 10: how many batches?", "more than"),
        ("x" * 4096, "outside what I teach"),
        ("9" * 4096, "outside what I teach"),
        ("<b>1000</b> & <i> samples </b>", "outside what I teach"),
        ("train an MLP on unicorns", "unicorns"),
        ("train an MLP on digits with batch size 0", "batch size"),
        ("train a CNN on moons", "pictures"),
    ],
)
async def test_bad_input_gets_one_clear_answer(ada: Person, written: str, said: str) -> None:
    """What cannot be used is answered with what is wrong, and the next question is served."""
    await ada.send(written)
    await ada.wait_for(said)
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")


async def test_an_edited_question_is_answered_again(ada: Person) -> None:
    """Correcting a question brings the corrected answer."""
    number = await ada.send(EXERCISE)
    await ada.wait_for("4,690")
    await ada.edit(number, EXERCISE.replace("128", "256"))
    await ada.wait_for("2,350")
