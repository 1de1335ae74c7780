"""/export: everything of a person as JSON and CSV with the words of each question, and for Anki."""

import csv
import json
import sqlite3
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from data import owners
from data.words import Language, say
from handlers.personal.export_files import Exported, Wanted, export
from knowledge.library import topic
from quiz.engine import record
from quiz.grading import grade
from quiz.item import Item
from quiz.making import make
from solver.language import LANGUAGES
from tests.e2e.world import World
from tests.person import Message, Person

PATIENCE = 30.0


def _wrongly(world: World, person: Person, skill: str, language: Language) -> tuple[Item, str]:
    """Answer a question wrongly; the question and what was mixed up."""
    reviews, now = world.house.store.reviews, world.clock()
    made = (make(skill, seed, 2, language) for seed in range(99))
    item = next(item for item in made if item.form == "choose")
    asked = reviews.ask(person.number, person.chat, (skill, item.seed, 2), language, now)
    place, option = next((at, one) for at, one in enumerate(item.options) if one.mistake)
    assert record(reviews, asked, grade(item, [place]), now)
    return item, option.text


async def _file(person: Person, ending: str) -> bytes:
    def is_it(message: Message) -> bool:
        return str(message.get("document", {}).get("file_name", "")).endswith(ending)

    message = await person.wait_for(is_it, patience=PATIENCE)
    return await person.download(message["document"]["file_id"])


def _exported(world: World, person: Person, language: Language, sent: dict[str, Path]) -> Exported:
    home = world.house.store.home
    return export(Wanted(home, person.number, language, world.clock(), sent))


def _table(archive: ZipFile, name: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(archive.read(f"{name}.csv").decode("utf-8-sig")))]


def _notes(package: bytes, folder: Path) -> list[list[str]]:
    """The cards of a deck as Anki reads them."""
    with ZipFile(BytesIO(package)) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as deck:
        rows = deck.execute("select flds from notes").fetchall()
    deck.close()
    return [fields.split("\x1f") for (fields,) in rows]


async def test_everything_is_sent(world: World, ada: Person) -> None:
    """Two files come: an archive with every table that has rows of hers, and a deck for Anki."""
    await ada.speak("zh-hans")
    await ada.send("/daily 09:00 UTC")
    await ada.wait_for("09:00")
    _wrongly(world, ada, "total_iterations", "zh")
    await ada.send("/export")
    archive = ZipFile(BytesIO(await _file(ada, ".zip")))
    everything = json.loads(archive.read("everything.json"))
    assert {*everything} == {*owners.rows_of(world.house.store.db, ada.number)}
    assert {"people", "daily", "reviews", "memory", "asked"} <= {*everything}
    assert "关于你的一切" in archive.read("README.txt").decode()
    assert await _file(ada, ".apkg")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_files(world: World, ada: Person, language: Language, tmp_path: Path) -> None:
    """Answers have the words of their questions; cards are of what she met and what went wrong."""
    await ada.send("/start")
    await ada.wait_for("Hello")
    item, chosen = _wrongly(world, ada, "total_iterations", language)
    _wrongly(world, ada, "about-epoch", language)
    sent = tmp_path / "1.csv"
    sent.write_text("petal,kind\n1.4,setosa\n")
    made = _exported(world, ada, language, {"1-flowers.csv": sent})
    archive = ZipFile(BytesIO(made.archive))
    (first,) = (row for row in _table(archive, "reviews") if row["skill"] == item.skill)
    assert item.question in first["question"]
    assert first["right_answer"] == item.answer
    assert first["at"] == "2026-03-02T08:00:00+00:00"
    assert _table(archive, "asked")[0]["your_answer"] == chosen
    assert archive.read("sent/1-flowers.csv") == sent.read_bytes()
    assert made.deck
    notes = _notes(made.deck, tmp_path)
    assert len(notes) == made.cards
    card = topic("epoch", language).cards[0]
    assert any(card.front.split("`")[0].replace("**", "") in front for front, _ in notes)
    mistake = next(back for front, back in notes if item.question[:20] in front)
    assert f"<b>{item.answer}</b>" in mistake
    assert say("export.mixed_up", language, mistake="") in mistake


async def test_nothing_of_others(world: World, ada: Person) -> None:
    """What another person did is in no file, and who did nothing gets no deck."""
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("60000 images, batch size 128, 10 epochs: how many iterations?")
        await grace.wait_for("4,690")
        number = grace.number
    await ada.send("/start")
    await ada.wait_for("Hello")
    made = _exported(world, ada, "en", {})
    archive = ZipFile(BytesIO(made.archive))
    assert all(str(number) not in archive.read(name).decode() for name in archive.namelist())
    assert (made.deck, made.cards) == (None, 0)


async def test_a_group_sees_nothing(world: World) -> None:
    """In a group it is said where the files can be had."""
    async with Person.at(world.door.address, group=True) as ada:
        await ada.send("/export")
        await ada.wait_for("your eyes only")
