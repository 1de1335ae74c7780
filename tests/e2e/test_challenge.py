"""Challenge: the same five questions for somebody else, and both results in the end."""

import re

from quiz.challenge import decode
from quiz.engine import item_of, record
from quiz.grading import GIVEN_UP, Grade
from tests.e2e.world import World, answer_to
from tests.person import Person, buttons, text_of


async def _answer(world: World, person: Person, *, right: bool) -> None:
    """Answer the question that is open, with a button."""
    asked = world.house.store.reviews.latest_asked(person.number, person.chat)
    assert asked
    assert asked.answered_at is None
    item = item_of(asked)
    wanted = [place for place, option in enumerate(item.options) if option.right]
    if item.form == "order":
        wanted.sort(key=lambda place: item.options[place].place)
    wrong = [place for place in range(len(item.options)) if place not in wanted[:1]][:1]
    act = "a" + "".join(map(str, wanted if right else wrong)) if item.options else "solve"
    await person.replay(asked.message or 0, f"quiz:{asked.id}:{act}:{asked.language}")
    await person.wait_for(lambda message: message["message_id"] == asked.message)


async def _made(world: World, person: Person) -> str:
    """The start parameter of somebody who has answered five questions, and all of them wrong."""
    known, now = world.house.store.people.meet(person.number, "en", world.clock()), world.clock()
    for seed in range(5):
        key = ("batches", seed, 2)
        asked = world.house.store.reviews.ask(known.id, person.chat, key, "en", now)
        record(world.house.store.reviews, asked, Grade("wrong", GIVEN_UP), now)
    await person.send("/challenge")
    return await _link(person)


async def _five(world: World, person: Person) -> None:
    """Answer five questions right."""
    for _ in range(5):
        await person.send("/quiz")
        await person.wait_for(lambda message: "Why this?" in buttons(message))
        await _answer(world, person, right=True)


async def _link(person: Person) -> str:
    text = text_of(await person.wait_for("?start="))
    found = re.search(r"start=([A-Za-z0-9_-]{1,64})(?:\s|$)", text)
    assert found
    return found[1]


async def test_both_see_both_results(world: World, ada: Person) -> None:
    """Who opens a link answers the same five; then both are told both results, once."""
    await _five(world, ada)
    await ada.press("Challenge a friend")
    code = await _link(ada)
    mine = [
        (one.skill, one.seed, one.level) for one in world.house.store.reviews.history(ada.number)
    ]
    read = decode(code)
    assert read
    assert read[1] == tuple(mine)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send(f"/start {code}")
        offer = await grace.wait_for("Ada challenges you")
        assert "5" not in text_of(offer)  # Ada's result is for the end
        await grace.press("Take it up")
        await grace.wait_for("question 1 of 5")
        await answer_to(grace, await grace.tap("Take it up"))
        for place in range(1, 6):
            await _answer(world, grace, right=place > 2)
            if place < 5:
                await grace.press(f"Question {place + 1} of 5")
                await grace.wait_for(f"question {place + 1} of 5")
        theirs = [
            (one.skill, one.seed, one.level)
            for one in world.house.store.reviews.history(grace.number)
        ]
        assert theirs == mine
        for person in (grace, ada):
            told = text_of(await person.wait_for("The challenge is answered"))
            assert re.search(r"Ada: 5 of 5\s+Grace: \d of 5", told)
        results = [m for m in await ada.messages() if "challenge is answered" in text_of(m)]
        assert len(results) == 1
        await grace.send(f"/start {code}")
        await grace.wait_for("Ada: 5 of 5")
        assert len([m for m in await ada.messages() if "is answered" in text_of(m)]) == 1


async def test_no_answer_of_a_challenge_is_taken_back(world: World, ada: Person) -> None:
    """An answer in a challenge stays: neither its button nor an older one takes it back."""
    code = await _made(world, ada)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send(f"/start {code}")
        await grace.wait_for("challenges you")
        await grace.press("Take it up")
        await grace.wait_for("question 1 of 5")
        asked = world.house.store.reviews.latest_asked(grace.number, grace.chat)
        assert asked
        await _answer(world, grace, right=True)
        shown = next(m for m in await grace.messages() if m["message_id"] == asked.message)
        assert "Undo (10 s)" not in buttons(shown)
        query = await grace.replay(asked.message or 0, f"quiz:{asked.id}:undo:en")
        assert "taken back" in (await answer_to(grace, query)).text


async def test_before_five_answers(world: World, ada: Person) -> None:
    """Before there are five answers it is said how to come to a challenge."""
    await ada.send("/challenge")
    await ada.wait_for("Answer five first")
    assert world.house.store.challenges.get(0) is None


async def test_links_that_lead_nowhere(world: World, ada: Person) -> None:
    """One's own link, or one that is not whole, is answered in a sentence."""
    code = await _made(world, ada)
    for language, own, lost in (
        ("en", "your own challenge", "not whole"),
        ("zh", "这是你自己发起的挑战", "链接不完整"),
    ):
        await ada.speak(language)
        await ada.send(f"/start {code}")
        await ada.wait_for(own)
        await ada.send(f"/start {code[:-3]}")
        await ada.wait_for(lost)
    assert world.house.store.challenges.played(0, ada.number) is None


async def test_who_made_it_is_gone(world: World, ada: Person) -> None:
    """A challenge of somebody who wanted to be forgotten can be answered, for oneself."""
    code = await _made(world, ada)
    world.house.store.challenges.forget(ada.number)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send(f"/start {code}")
        await grace.wait_for("Five questions")
        await grace.press("Take it up")
        for place in range(1, 6):
            await grace.wait_for(f"question {place} of 5")
            await _answer(world, grace, right=True)
            if place < 5:
                await grace.press(f"Question {place + 1} of 5")
        told = text_of(await grace.wait_for("The challenge is answered"))
        assert "Grace: 5 of 5" in told
        assert "Ada" not in told
