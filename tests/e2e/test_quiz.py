"""Quiz: questions with buttons, typed answers, hints, feedback."""

from datetime import timedelta

import pytest

from data.reviews import Asked
from handlers.quizzes.quiz import put_question
from quiz.concepts import concepts
from quiz.engine import item_of
from quiz.grading import CHOSEN, LETTERS
from quiz.item import Form, Item
from quiz.making import make
from quiz.skills import ABOUT, COURSE
from solver.language import Language
from tests.e2e.world import Opening, World, answer_to, flip
from tests.person import Message, Person, buttons, text_of


def _asked(world: World, person: Person) -> tuple[Asked, Item]:
    asked = world.house.store.reviews.latest_asked(person.number, person.chat)
    assert asked is not None
    return asked, item_of(asked)


async def _new_question(world: World, person: Person) -> tuple[Message, Item]:
    await person.send("/quiz")
    message = await person.wait_for(lambda message: "Why this?" in buttons(message))
    return message, _asked(world, person)[1]


async def _put(world: World, person: Person, item: Item) -> Message:
    """Have the bot ask a certain question."""
    await person.send("/start")
    await person.wait_for(lambda message: message["from"]["is_bot"])
    known = world.house.store.people.get(person.number)
    await put_question(world.bot.bot, world.house, known, person.chat, item)
    asked, _ = _asked(world, person)
    return next(m for m in await person.messages() if m["message_id"] == asked.message)


def _item(skill: str, form: Form, level: int = 2) -> Item:
    made = (make(skill, seed, level, "en") for seed in range(200))
    return next(item for item in made if item.form == form)


def _of_form(form: Form) -> Item:
    """A question about some topic that is answered in that way."""
    found = next(
        (skill.name, concept.level)
        for skill in COURSE
        if skill.name.startswith(ABOUT)
        for concept in concepts(skill.topic, "en")
        if concept.form == form
    )
    return _item(found[0], form, found[1])


def _answer_buttons(message: Message) -> list[str]:
    """The buttons that answer at once."""
    return [text for text, data in buttons(message).items() if data.split(":")[2][0] == "a"]


def _places(item: Item, *, right: bool) -> list[int]:
    return [place for place, option in enumerate(item.options) if option.right is right]


async def test_a_right_answer(world: World, ada: Person) -> None:
    """The right button is confirmed in the same message, remembered, and leads to the next."""
    message, item = await _new_question(world, ada)
    await ada.press(_answer_buttons(message)[_places(item, right=True)[0]])
    feedback = await ada.wait_for("Right!")
    assert feedback["message_id"] == message["message_id"]
    review = world.house.store.reviews.history(ada.number)[-1]
    assert (review.skill, review.correct) == (item.skill, True)
    (memory,) = world.house.store.reviews.memories(ada.number)
    assert memory.skill == item.skill
    await ada.press("Next question")
    await ada.wait_for(lambda message: len(_answer_buttons(message)) > 1)


async def test_a_wrong_answer(world: World, ada: Person) -> None:
    """A wrong button is answered with what is right and what was mixed up."""
    item = _item("batches", "choose")
    message = await _put(world, ada, item)
    wrong = _places(item, right=False)[0]
    await ada.press(_answer_buttons(message)[wrong])
    said = text_of(await ada.wait_for("Not quite"))
    assert item.answer in said
    assert item.options[wrong].why in said
    review = world.house.store.reviews.history(ada.number)[-1]
    assert (review.correct, review.misconception) == (False, item.options[wrong].mistake)


async def test_long_options_have_letters(world: World, ada: Person) -> None:
    """Options that are too long for a button stand in the message; a letter chooses one."""
    item = _item("about-epoch", "choose", 3)
    message = await _put(world, ada, item)
    assert _answer_buttons(message) == list("ABCD")
    right = _places(item, right=True)[0]
    assert f"{LETTERS[right]}. {item.options[right].text}".replace("`", "") in text_of(message)
    await ada.send(f"{LETTERS[right].lower()})")
    await ada.wait_for("Right!")


async def test_several_are_right(world: World, ada: Person) -> None:
    """Options are ticked, and unticked, until Done; all that are right have to be chosen."""
    item = _of_form("several")
    await _put(world, ada, item)
    wrong = LETTERS[_places(item, right=False)[0]]
    await ada.press(wrong)
    await ada.wait_for(lambda message: f"✓ {wrong}" in buttons(message))
    await ada.press(f"✓ {wrong}")
    await ada.wait_for(lambda message: wrong in buttons(message))
    for place in _places(item, right=True):
        await ada.press(LETTERS[place])
        await ada.wait_for(lambda m, place=place: f"✓ {LETTERS[place]}" in buttons(m))
    await ada.press("Done")
    await ada.wait_for("Right!")


async def test_what_was_picked_stays_picked(world: World, ada: Person) -> None:
    """A hint, the reason and the other language leave the ticks where they are."""
    await _put(world, ada, _of_form("several"))
    await ada.press("B")
    for label, shown in (("Hint", "Hint: "), ("Why this?", "Why this: "), ("中文", "提示：")):
        await ada.wait_for(lambda message: "✓ B" in buttons(message))
        await ada.press(label)
        await ada.wait_for(lambda m, shown=shown: "✓ B" in buttons(m) and shown in text_of(m))


async def test_an_order(world: World, ada: Person) -> None:
    """Things are put in order by pressing them one after the other; one can start over."""
    item = _of_form("order")
    await _put(world, ada, item)
    places = sorted(range(len(item.options)), key=lambda at: item.options[at].place)
    await ada.press(LETTERS[places[-1]])
    await ada.wait_for(lambda message: "Start over" in buttons(message))
    await ada.press("Start over")
    await ada.wait_for(lambda message: "Start over" not in buttons(message))
    for number, place in enumerate(places, 1):
        await ada.press(LETTERS[place])
        label = f"{number}. {LETTERS[place]}"
        await ada.wait_for(lambda message, label=label: label in buttons(message))
    await ada.press("Done")
    await ada.wait_for("Right!")


async def test_an_answer_counts_once(world: World, ada: Person) -> None:
    """A second press of an old button gets a note, and is not counted."""
    message, _ = await _new_question(world, ada)
    choices = _answer_buttons(message)
    data = buttons(message)[choices[1]]
    await ada.press(choices[0])
    await ada.wait_for("Your answer")
    answer = await answer_to(ada, await ada.replay(message["message_id"], data))
    assert "already" in answer.text
    assert len(world.house.store.reviews.history(ada.number)) == 1


async def test_a_slip_is_taken_back(world: World, ada: Person) -> None:
    """Within ten seconds an answer can be taken back: nothing is remembered; later, it stays."""
    message, _ = await _new_question(world, ada)
    choices = _answer_buttons(message)
    await ada.press(choices[0])
    await ada.wait_for("Your answer")
    await ada.press("Undo (10 s)")
    await ada.wait_for(lambda message: _answer_buttons(message) == choices)
    assert world.house.store.reviews.history(ada.number) == []
    await ada.press(choices[0])
    await ada.wait_for("Your answer")
    world.clock.now += timedelta(seconds=11)
    assert "ten seconds" in (await ada.press("Undo (10 s)")).text
    assert len(world.house.store.reviews.history(ada.number)) == 1


async def test_hints_come_one_by_one(world: World, ada: Person) -> None:
    """A hint is shown below the question, and is counted; after the last one there is no button."""
    item = _item("about-epoch", "choose")
    await _put(world, ada, item)
    await ada.press("Hint")
    shown = await ada.wait_for(lambda message: "Hint" not in buttons(message))
    assert f"Hint: {item.hints[0]}".replace("`", "") in text_of(shown)
    assert _asked(world, ada)[0].hints == 1


async def test_why_it_is_asked(world: World, ada: Person) -> None:
    """It can be asked why a question was chosen."""
    await _new_question(world, ada)
    await ada.press("Why this?")
    await ada.wait_for("Why this: it is new to you")


@pytest.mark.parametrize("answered", [False, True])
async def test_a_question_is_flipped(world: World, ada: Person, *, answered: bool) -> None:
    """A question, open or answered, is turned to the other language, with the same numbers."""
    item = _item("last_batch", "choose")
    message = await _put(world, ada, item)
    choice = _answer_buttons(message)[0]
    if answered:
        await ada.press(choice)
        await ada.wait_for("Your answer")
    await ada.press("中文")
    flipped = make(item.skill, item.seed, item.level, "zh")
    shown = await ada.wait_for(flipped.question)
    assert ("你的答案" in text_of(shown)) is answered
    if not answered:
        await ada.press(choice)
        await ada.wait_for("你的答案")


async def test_a_typed_answer(world: World, ada: Person) -> None:
    """A number or a formula written after the question is graded like a button."""
    item = _item("batches", "choose")
    message = await _put(world, ada, item)
    await ada.send(f"{item.number} + 0")
    await ada.wait_for("Right!")
    assert world.house.store.reviews.history(ada.number)[-1].correct
    await ada.wait_for(lambda m: m["message_id"] == message["message_id"] and not buttons(m))


async def test_three_tries_to_type(world: World, ada: Person) -> None:
    """A wrong number is told what it mixes up and may be tried again, three times in all."""
    item = _item("batches", "type")
    await _put(world, ada, item)
    wrong = [value for value in item.mistakes if value != item.number][:3]
    for left, value in zip((2, 1), wrong, strict=False):
        await ada.send(str(value))
        await ada.wait_for(f"tries left: {left}")
        assert world.house.store.reviews.history(ada.number) == []
    await ada.send(str(wrong[2]))
    await ada.wait_for(item.answer)
    assert not world.house.store.reviews.history(ada.number)[-1].correct


async def test_the_solution_is_shown(world: World, ada: Person) -> None:
    """Who gives up sees the solution, which counts as not known."""
    item = _item("batches", "type")
    await _put(world, ada, item)
    await ada.press("Show the solution")
    assert item.steps[-1] in text_of(await ada.wait_for("Not quite")).replace("\u00a0", " ")
    assert not world.house.store.reviews.history(ada.number)[-1].correct


async def test_a_typed_wrong_answer_as_reply(world: World, ada: Person) -> None:
    """A reply to a question is an answer to it."""
    item = _item("batches", "choose")
    message = await _put(world, ada, item)
    await ada.send(str(item.number + 100_003), reply_to=message["message_id"])
    await ada.wait_for(lambda message: "Next question" in buttons(message))
    assert not world.house.store.reviews.history(ada.number)[-1].correct


async def test_an_unreadable_answer_is_asked_again(world: World, ada: Person) -> None:
    """What is no number does not count as wrong."""
    item = _item("batches", "type")
    message = await _put(world, ada, item)
    for typed in ("dunno", f"{item.number} epochs"):
        await ada.send(typed, reply_to=message["message_id"])
        await ada.wait_for(lambda message: message["from"]["is_bot"])
    asked, _ = _asked(world, ada)
    assert asked.answered_at is None
    assert world.house.store.reviews.history(ada.number) == []


@pytest.mark.parametrize(
    "typed", ["9" * 4000, "(" * 2000, "٦٠٠", "₿" * 500, "-" * 3000 + "1", "१२"]
)
async def test_an_answer_of_any_length_and_script(world: World, ada: Person, typed: str) -> None:
    """Whatever is written in answer to a question gets a short word, and costs at most a try."""
    message = await _put(world, ada, _item("batches", "type"))
    await ada.send(typed, reply_to=message["message_id"])
    said = await ada.wait_for(lambda message: message["from"]["is_bot"])
    assert len(text_of(said)) < 600
    assert world.house.store.reviews.history(ada.number) == []


async def test_a_question_of_last_month(world: World, ada: Person) -> None:
    """The button of a question that has long been dropped says so, and counts nothing."""
    message, _ = await _new_question(world, ada)
    data = buttons(message)[_answer_buttons(message)[0]]
    world.clock.advance(days=31)
    await _new_question(world, ada)
    world.house.store.reviews.forget_questions(world.clock() - timedelta(days=30))
    assert "too old" in (await answer_to(ada, await ada.replay(message["message_id"], data))).text
    assert world.house.store.reviews.history(ada.number) == []


async def test_a_question_that_never_arrived(world: World, ada: Person) -> None:
    """Where a question was lost on its way, the next one can be had a minute later."""
    message, _ = await _new_question(world, ada)
    await ada.press(_answer_buttons(message)[0])
    await ada.wait_for("Your answer")
    reviews, chat = world.house.store.reviews, ada.chat
    lost = reviews.ask(ada.number, chat, ("batches", 1, 1), "en", world.clock())
    assert "open" in (await ada.press("Next question")).text
    world.clock.advance(seconds=61)
    await ada.press("Next question")
    await ada.wait_for(lambda message: "Why this?" in buttons(message))
    assert _asked(world, ada)[0].id > lost.id


async def test_an_option_that_is_gone(world: World, ada: Person) -> None:
    """An answer from before its question was changed is not shown with another one's options."""
    message, item = await _new_question(world, ada)
    await ada.press(_answer_buttons(message)[0])
    shown = await ada.wait_for("Your answer")
    gone = f"{CHOSEN}{len(item.options)}"
    world.house.store.db.execute("update asked set answer = ?", [gone])
    answer = await answer_to(ada, await ada.replay(shown["message_id"], buttons(shown)["中文"]))
    assert "太旧" in answer.text or "too old" in answer.text


async def test_a_button_that_never_was(world: World, ada: Person) -> None:
    """A press on an option that the question does not have changes nothing."""
    item = _item("about-epoch", "choose")
    message = await _put(world, ada, item)
    asked, _ = _asked(world, ada)
    forged = (f"quiz:{asked.id}:a4:en", "quiz:999:a0:en", f"quiz:{10**20}:a0:en", "quiz:1:a9:en")
    for data in forged:
        answer = await answer_to(ada, await ada.replay(message["message_id"], data))
        assert "too old" in answer.text
    assert world.house.store.reviews.history(ada.number) == []


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_question_about_a_topic(world: World, ada: Person, language: Language) -> None:
    """/quiz with a topic's name asks about that topic."""
    await ada.speak(language)
    await ada.send("/quiz dropout")
    await ada.wait_for(lambda message: len(_answer_buttons(message)) > 1)
    asked, _ = _asked(world, ada)
    assert (asked.skill, asked.language) == ("about-dropout", language)


async def test_quiz_me(world: World, ada: Person) -> None:
    """Under a topic, one tap asks a question about it, in the language it is shown in."""
    await ada.send("what is dropout?")
    await ada.wait_for(lambda message: "Quiz me" in buttons(message), patience=20)
    await ada.press("中文")
    await ada.wait_for(lambda message: "考考我" in buttons(message))
    await ada.press("考考我")
    await ada.wait_for(lambda message: "为什么？" in buttons(message))
    asked, _ = _asked(world, ada)
    assert (asked.skill, asked.language) == ("about-dropout", "zh")


async def test_what_goes_wrong_again_and_again(world: World, ada: Person) -> None:
    """Instead of asking the same thing a seventh time, its lesson is offered, and it rests."""
    first = ""
    for _ in range(6):
        message, item = await _new_question(world, ada)
        first = first or item.skill
        assert item.skill == first
        await ada.press(_answer_buttons(message)[_places(item, right=False)[0]])
        await ada.wait_for("Your answer")
        world.clock.now += timedelta(hours=20)
    await ada.send("/quiz")
    offer = await ada.wait_for("went wrong 6 times")
    assert any(text.startswith("Read: ") for text in buttons(offer))
    _, item = await _new_question(world, ada)
    assert item.skill != first


async def test_an_exercise_in_between_is_solved(world: World, ada: Person) -> None:
    """An exercise sent while a question is open is no answer to the question."""
    await _new_question(world, ada)
    await ada.send("60,000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690")
    assert world.house.store.reviews.history(ada.number) == []


async def test_a_question_in_a_group_belongs_to_one(world: World) -> None:
    """Another person's press on a question is refused, and nothing is counted for anybody."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        message = await _put(world, ada, _item("batches", "choose"))
        choice = _answer_buttons(message)[0]
        answer = await grace.press(choice)
        assert "somebody else" in answer.text
        assert world.house.store.reviews.history(grace.number) == []
        await ada.press(choice)
        await ada.wait_for("Your answer")


async def test_a_question_survives_a_restart(opened: Opening) -> None:
    """A question asked before a restart is answered after it."""
    async with opened() as world, Person.at(world.door.address) as ada:
        message, _ = await _new_question(world, ada)
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.press(_answer_buttons(message)[0])
        await ada.wait_for("Your answer")
        assert len(world.house.store.reviews.history(ada.number)) == 1


async def test_progress_is_a_picture(world: World, ada: Person) -> None:
    """/progress draws what is remembered; before the first answer it says that there is nothing."""
    await ada.send("/progress")
    await ada.wait_for("nothing to show yet")
    message, _ = await _new_question(world, ada)
    await ada.press(_answer_buttons(message)[0])
    await ada.wait_for("Your answer")
    await ada.send("/progress")
    picture = await ada.wait_for(lambda message: "photo" in message, patience=20)
    assert "/quiz" in text_of(picture)
    flipped = await flip(ada, "zh", lambda message: "photo" in message)
    assert flipped["message_id"] == picture["message_id"]
    assert "用 /quiz 继续" in text_of(flipped)
    answer = await answer_to(ada, await ada.replay(picture["message_id"], "progress:7:en"))
    assert "somebody else" in answer.text
