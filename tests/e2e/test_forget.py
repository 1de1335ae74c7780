"""/forget: after one confirmation nothing of a person is left, in no table and in no file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.challenges import Challenge
from data.rounds import Vote
from data.words import Language, say
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Person, buttons, text_of
from trainer.choices.own import Own
from trainer.shelf import SHELF

LOG = "epoch,loss,val_loss\n" + "".join(f"{n},{1 / n:.3f},{1.1 / n:.3f}\n" for n in range(1, 31))
STRANGE = "Who painted the Mona Lisa?"
NOBODYS = {"names", "sqlite_sequence", "_sqlite_migrations", "groups"}
"""Tables that are about nobody: names of skills, what SQLite and the migrations count, groups."""


def _tables(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the store, whatever tables there are."""
    db = world.house.store.db
    names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
    return {
        name: [tuple(row.values()) for row in db.table(name).rows]
        for name in names
        if name not in NOBODYS
    }


def _naming(world: World, person: int) -> Iterator[str]:
    """The tables in which somebody's number stands, as a value or within a text."""
    number = re.compile(rf"(?<!\d){person}(?!\d)")
    for name, rows in _tables(world).items():
        if number.search(json.dumps(rows, default=repr)):
            yield name


def _bytes(home: Path) -> bytes:
    """The store as it lies on the disk, with its journal."""
    return b"".join(file.read_bytes() for file in home.glob("epochbot.db*"))


async def _use(world: World, ada: Person) -> None:
    """Do everything that is kept."""
    await ada.send("60000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690")
    await ada.send(LOG)
    await ada.wait_for("Validation loss")
    await ada.send("/settings")
    await ada.wait_for("Time zone")
    await ada.press(say("settings.keep_on", "en"))
    await ada.wait_for(lambda message: say("settings.keep_off", "en") in buttons(message))
    await ada.press(say("settings.week_on", "en"))
    await ada.wait_for("on Sundays")
    await ada.send(STRANGE)
    await ada.wait_for("outside")
    await ada.send("/daily 09:00 UTC")
    await ada.wait_for("Next:")
    await ada.send("/sprint")
    await ada.wait_for("60 seconds")
    await ada.press("▶ Start")
    await ada.wait_for("60 s")
    await ada.send("/quiz")
    asked = await ada.wait_for(lambda message: "Why this?" in buttons(message))
    answer = next(text for text, data in buttons(asked).items() if ":a" in data)
    await ada.press(answer)
    await ada.wait_for("Your answer")
    await ada.send("/learn")
    await ada.wait_for("1")
    await ada.press("1")
    await ada.wait_for(lambda message: "learn:at" in str(buttons(message)))
    await ada.send("/experiments")
    await ada.wait_for("experiments")
    await ada.press("Batch size and epochs")
    await ada.wait_for("which experiment?")
    await ada.press("Shuffling off, last batch dropped")
    await ada.wait_for("lowest validation loss?")
    await ada.press("not shuffled")
    _what_takes_more_than_a_button(world, ada.number)


def _what_takes_more_than_a_button(world: World, person: int) -> None:
    """What takes a group, a poll, a worker that reads a file, or a wish too long for a button."""
    store, now = world.house.store, world.clock()
    table, _ = store.tables.put(person, "flowers.csv", now)
    place = SHELF.place(Own(table.number, 0, 0, 0).key)
    place.parent.mkdir(parents=True)
    place.write_text("petal,kind\n1.4,setosa\n")
    store.drafts.keep(person, {"dataset": "moons"}, now)
    store.polls.want(person, wanted=True)
    asked = store.reviews.latest_asked(person, person)
    assert asked
    store.polls.sent("poll", asked.id)
    store.challenges.make(Challenge(9, person, "Ada", right=3))
    play = store.challenges.play(10, person, "Ada", "code")
    store.challenges.put(play, asked.id)
    taught = store.classes.create(person, "Ada", "7b", token=str(now), code=str(now))
    store.classes.join(taught.id, 5, "Emmy")
    _round(world, person, -8)
    store.rounds.vote("poll -7", Vote(person, "Ada", 1, now))


def _round(world: World, person: int, group: int) -> None:
    """A round that somebody began in a group, with a vote."""
    rounds, now = world.house.store.rounds, world.clock()
    begun = rounds.begin(group, person, [("batches", 1, 1)], "en", about=None, seconds=30)
    assert begun
    rounds.sent(rounds.questions(begun.id)[0], f"poll {group}", 5, now)
    rounds.vote(f"poll {group}", Vote(5, "Emmy", 0, now))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_may_think_better_of_it(world: World, ada: Person, language: Language) -> None:
    """It is asked first, in both languages, and "keep it" keeps it."""
    await ada.speak(language)
    await ada.send("/forget")
    asked = await ada.wait_for(lambda message: "forget:" in str(buttons(message)))
    other: Language = "zh" if language == "en" else "en"
    await ada.press(say("lesson.other_language", language))
    turned = await ada.wait_for(lambda message: say("forget.yes", other) in buttons(message))
    assert turned["message_id"] == asked["message_id"]
    await ada.press(say("forget.no", other))
    await ada.wait_for(say("forget.kept", other))
    assert [*_naming(world, ada.number)]


async def test_everything_is_gone(world: World, ada: Person, tmp_path: Path) -> None:
    """No table and no file names a person who was forgotten; others keep all of theirs."""
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("8000 images, batch size 100, 2 epochs: how many iterations?")
        await grace.wait_for("160")
        _round(world, grace.number, -7)
        before = _tables(world)
    await _use(world, ada)
    unused = [name for name, rows in _tables(world).items() if rows == before[name]]
    assert not unused, f"nothing here writes to {unused}: use what does, above"
    assert [*_naming(world, ada.number)]
    assert STRANGE.encode() in _bytes(tmp_path)
    await ada.send("/forget")
    asked = await ada.wait_for("Shall I forget everything")
    assert "answers: 1" in text_of(asked)
    assert world.house.trainings
    await ada.press("Forget everything")
    await ada.wait_for("I have forgotten everything about you")
    assert not world.house.trainings
    assert [*_naming(world, ada.number)] == []
    after = _tables(world)
    nameless, received = after.pop("unanswered"), after.pop("inbox")
    assert {row[3] for row in received} == {None}  # that something came, not what
    assert [row[-2:] for row in nameless] == [(None, None)]  # neither its words nor who asked
    assert after == {name: before[name] for name in before.keys() - {"unanswered", "inbox"}}
    assert [*(tmp_path / "datasets" / "own").iterdir()] == []
    assert STRANGE.encode() not in _bytes(tmp_path)
