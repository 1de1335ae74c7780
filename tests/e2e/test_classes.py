"""Classes: joined by consent, seen by the teacher as a whole, left with one tap."""

import csv
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from io import StringIO

from data.words import say
from quiz.engine import item_of, record
from quiz.grading import grade
from quiz.making import make
from tests.e2e.world import World, answer_to
from tests.person import Person, buttons, text_of

NAMES = ("Grace", "小明")


@asynccontextmanager
async def _learners(world: World) -> AsyncIterator[list[Person]]:
    async with AsyncExitStack() as open_:
        yield [
            await open_.enter_async_context(Person.at(world.door.address, name)) for name in NAMES
        ]


async def _new(teacher: Person) -> tuple[str, str]:
    """A new class: what its link ends with, and its code."""
    await teacher.send("/class new <Physics> 2b")
    text = text_of(await teacher.wait_for("<Physics> 2b is there"))
    link = re.search(r"\?start=([A-Za-z0-9_-]{20,64})\s", text)
    code = re.search(r"/class (\w{4}-\w{4})", text)
    assert link
    assert code
    return link[1], code[1]


async def _join(learner: Person, payload: str) -> None:
    await learner.speak("en")
    await learner.send(payload)
    await learner.wait_for("Do you want to join <Physics> 2b? Ada will see")
    await learner.press("Yes, join")
    await learner.wait_for("You are in <Physics> 2b")


def _mistakable() -> tuple[str, int, int]:
    """A question with an option that is a known mistake."""
    keys = (("batches", seed, 2) for seed in range(50))
    return next(key for key in keys if any(one.mistake for one in make(*key, "en").options))


def _answer_wrong(world: World, number: int) -> str:
    """A wrong answer of somebody; returns the misconception behind it."""
    now, reviews = world.clock(), world.house.store.reviews
    asked = reviews.ask(number, number, _mistakable(), "en", now)
    item = item_of(asked)
    place = next(at for at, option in enumerate(item.options) if option.mistake)
    assert record(reviews, asked, grade(item, [place]), now)
    return item.options[place].mistake


def _add_unseen(world: World, count: int) -> None:
    """Further learners, who have mixed up the same."""
    (one,) = world.house.store.classes.taught_by(5_001_001)
    for number in range(1, count + 1):
        world.house.store.people.meet(number, "en", world.clock())
        world.house.store.classes.join(one.id, number, f"Learner {number}")
        _answer_wrong(world, number)


async def test_a_class_as_a_whole(world: World, ada: Person) -> None:
    """A teacher sees nothing of two learners, and of three what they know and mix up, unnamed."""
    link, code = await _new(ada)
    async with _learners(world) as (grace, ming):
        await _join(grace, f"/start {link}")
        await _join(ming, f"/class {code.lower()}")
        for learner in (grace, ming):
            _answer_wrong(world, learner.number)
        await ada.press("‹ The class")
        page = text_of(await ada.wait_for("learners: 2"))
        assert "%" not in page
        _add_unseen(world, 1)
        await ada.send("/class")
        await ada.wait_for("A class learns together")
        await ada.press("You teach: <Physics> 2b")
        page = text_of(await ada.wait_for("Known by now"))
        assert "learners: 3, times: 3" in page
        assert not {"Grace", "小明"} & set(re.findall(r"\w+", page))
        await ada.press("As a table (CSV)")
        sent = await ada.wait_for(lambda message: "document" in message)
        table = (await ada.download(sent["document"]["file_id"])).decode("utf-8-sig")
        rows = list(csv.DictReader(StringIO(table)))
        assert [row["learners"] for row in rows] == ["3", "3"]
        assert all(not row["learner"] for row in rows)


async def test_own_results_by_consent(world: World, ada: Person) -> None:
    """A learner's own results are seen from the tap that allows it to the tap that ends it."""
    link, _ = await _new(ada)
    async with _learners(world) as (grace, _):
        await _join(grace, f"/start {link}")
        _answer_wrong(world, grace.number)
        _add_unseen(world, 3)
        await grace.press("Let the teacher see my results")
        await grace.wait_for("You let Ada see")
        await ada.press("‹ The class")
        page = text_of(await ada.wait_for("own results"))
        assert "Grace: 1 answers, 0% right" in page
        await grace.press("Show my results no more")
        await grace.wait_for("Ada sees nothing")
        await ada.press("中文")
        page = text_of(await ada.wait_for("目前掌握"))
        assert "Grace" not in page
        await grace.press("Leave the class")
        await grace.wait_for("A class learns together")
        (one,) = world.house.store.classes.taught_by(ada.number)
        assert world.house.store.classes.member(one.id, grace.number) is None


async def test_the_topics_of_the_week(world: World, ada: Person) -> None:
    """What the teacher chooses is what learners are asked first, for seven days."""
    link, _ = await _new(ada)
    async with _learners(world) as (grace, _):
        await _join(grace, f"/start {link}")
        await ada.press("‹ The class")
        await ada.wait_for("learners: 1")
        await ada.press("Topics of the week")
        await ada.wait_for("What shall be asked first")
        await ada.press(say("shelf.fit", "en"))
        await ada.wait_for(lambda message: "Dropout" in buttons(message))
        await ada.press("Dropout")
        await ada.wait_for("Asked first this week: Dropout")
        await grace.send("/quiz")
        await grace.wait_for("Your class learns this now")
        asked = world.house.store.reviews.latest_asked(grace.number, grace.chat)
        assert asked
        assert asked.skill == "about-dropout"
        await ada.press("✓ Dropout")
        await ada.wait_for("Nothing is asked first")
        await ada.press("Dropout")
        await ada.wait_for("Asked first this week: Dropout")
        world.clock.advance(days=8)
        assert world.house.store.classes.topics_of(grace.number, world.clock()) == frozenset()


async def test_a_class_is_closed(world: World, ada: Person) -> None:
    """A closed class is gone: its link, its code, its members, and every button of it."""
    link, code = await _new(ada)
    (one,) = world.house.store.classes.taught_by(ada.number)
    async with _learners(world) as (grace, _):
        await _join(grace, f"/start {link}")
        await ada.press("‹ The class")
        await ada.wait_for("learners: 1")
        await ada.press("Close the class")
        await ada.wait_for("is deleted")
        await ada.press("Yes, close it")
        await ada.wait_for("A class learns together")
        assert world.house.store.classes.members(one.id) == []
        for gone in (f"/start {link}", f"/class {code}"):
            await grace.send(gone)
            await grace.wait_for("There is no such class")
        assert "closed" in (await grace.press("Let the teacher see my results")).text


async def test_a_teachers_buttons_are_the_teachers(world: World, ada: Person) -> None:
    """Nobody else sees a class or changes it, with whatever button; nobody is made a member so."""
    await _new(ada)
    (one,) = world.house.store.classes.taught_by(ada.number)
    async with _learners(world) as (grace, _):
        await grace.send("/start")
        message = await grace.wait_for("Hello")
        for data in (
            *(f"class:{one.id}:{act}:en" for act in ("page", "link", "csv", "end", "fit")),
            f"week:{one.id}:dropout:en",
            f"class:{10**17}:page:en",
        ):
            query = await grace.replay(message["message_id"], data)
            assert "closed" in (await answer_to(grace, query)).text
        await grace.replay(message["message_id"], f"class:{one.id}:show:en")
        await grace.wait_for("Do you want to join")
        await grace.press("No")
        await grace.wait_for("A class learns together")
        assert world.house.store.classes.members(one.id) == []
        assert world.house.store.classes.get(one.id) == one


async def test_what_makes_no_class(world: World, ada: Person) -> None:
    """A name that is missing or too long, and a code that is none, are answered in a sentence."""
    for text, said in (
        ("/class new", "How is the class to be called?"),
        (f"/class new {'x' * 61}", "How is the class to be called?"),
        ("/class K7QM-2XWD", "There is no such class"),
        ("/start class_", "There is no such class"),
        ("/class hello there", "no code of a class"),
        ("/class", "A class learns together"),
    ):
        await ada.send(text)
        await ada.wait_for(said)
    assert world.house.store.classes.taught_by(ada.number) == []


async def test_a_class_is_not_for_the_group(world: World) -> None:
    """In a group nothing of a class is shown."""
    async with Person.at(world.door.address, "Ada", group=True) as ada:
        await ada.send("/class new Physics")
        await ada.wait_for("Write to me alone")
        assert world.house.store.classes.taught_by(ada.number) == []
