"""/forget: after one confirmation nothing of a person is left, in no table and in no file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rounds import Vote
from data.words import Language, say
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Person, buttons, text_of
from tests.trainer.test_read_a_table import flowers, written

PATIENT = 30.0
LOG = "epoch,loss,val_loss\n" + "".join(f"{n},{1 / n:.3f},{1.1 / n:.3f}\n" for n in range(1, 31))
SECRET = "Who painted the Mona Lisa?"
NOBODYS = {"names", "sqlite_sequence", "_sqlite_migrations"}
"""Tables that are about nobody: names of skills, and what SQLite and the migrations count."""


def _tables(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the store, whatever tables there are."""
    db = world.house.store.db
    names = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
    return {
        name: db.execute(f'select * from "{name}"').fetchall()
        for name in names
        if name not in NOBODYS
    }


def _naming(world: World, person: int) -> Iterator[str]:
    """The tables in which somebody's number stands, as a value or within a text."""
    number = re.compile(rf"(?<!\d){person}(?!\d)")
    for name, rows in _tables(world).items():
        if number.search(json.dumps(rows, default=repr)):
            yield name


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
    await ada.send(SECRET)
    await ada.wait_for("outside")
    await ada.send("/daily 09:00 UTC")
    await ada.wait_for("Next:")
    await ada.send("/quiz")
    asked = await ada.wait_for(lambda message: "Why this?" in buttons(message))
    answer = next(text for text, data in buttons(asked).items() if ":a" in data)
    await ada.press(answer)
    await ada.wait_for("Your answer")
    await ada.send("/learn")
    await ada.wait_for("1")
    await ada.press("1")
    await ada.wait_for(lambda message: "learn:at" in str(buttons(message)))
    await ada.upload(written(flowers()).encode(), "flowers.csv")
    await ada.wait_for("150 rows", patience=PATIENT)
    await ada.send("/experiments")
    await ada.wait_for("experiments")
    await ada.press("Batch size and epochs")
    await ada.wait_for("which experiment?")
    await ada.press("Shuffling off, last batch dropped")
    await ada.wait_for("lowest validation loss?")
    await ada.press("not shuffled")
    _what_has_no_button_here(world, ada.number)


def _what_has_no_button_here(world: World, person: int) -> None:
    """What takes a group, a poll, or a wish too long for a button."""
    store, now = world.house.store, world.clock()
    store.drafts.keep(person, {"dataset": "moons"}, now)
    store.polls.want(person, wanted=True)
    asked = store.reviews.latest_asked(person, person)
    assert asked
    store.polls.sent("poll", asked.id)
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
    await ada.send("/forget")
    asked = await ada.wait_for("Shall I forget everything")
    assert "answers: 1" in text_of(asked)
    assert world.house.trainings
    await ada.press("Forget everything")
    await ada.wait_for("I have forgotten everything about you")
    assert not world.house.trainings
    assert [*_naming(world, ada.number)] == []
    after = _tables(world)
    nameless = after.pop("unanswered")
    assert [row[-2:] for row in nameless] == []
    assert after == {name: rows for name, rows in before.items() if name != "unanswered"}
    assert [*(tmp_path / "datasets" / "own").iterdir()] == []
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("epochbot.db*"))
    assert SECRET.encode() not in kept
