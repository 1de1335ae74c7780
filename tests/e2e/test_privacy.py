"""/privacy: all that is kept is told, and can be had, erased or allowed from there."""

from data import owners
from data.words import say
from handlers.personal.privacy import KEPT
from tests.e2e.world import World, flip
from tests.person import Person, buttons, text_of


def test_every_table_is_told(world: World) -> None:
    """Each table with rows of people has its words, and no words are about a table that is gone."""
    told = [table for tables in KEPT.values() for table in tables]
    assert sorted(told) == sorted(owners.tables(world.house.store.db))


async def test_what_is_kept(world: World, ada: Person) -> None:
    """It says what there is of this person, where, for how long and for whom, in both languages."""
    await ada.send("60,000 images, batch size 128, 10 epochs: how many iterations?")
    await ada.wait_for("4,690")
    await ada.send("/privacy")
    told = text_of(await ada.wait_for("What I keep of you"))
    for said in ("one file", "/forget", "60 days", "no AI company", "teacher", "Telegram"):
        assert said in told
    assert "so that the buttons below their answers work (entries: 2)" in told
    await flip(ada, "zh", "（2 条）")
    await flip(ada, "en", "(entries: 2)")
    await ada.press(say("settings.keep_on", "en"))
    await ada.wait_for("as you allowed")
    assert world.house.store.people.get(ada.number).keeps_questions
    await ada.press(say("settings.keep_off", "en"))
    await ada.wait_for("not what it said")
    assert not world.house.store.people.get(ada.number).keeps_questions
    await ada.press("Export my data")
    await ada.wait_for(lambda message: "document" in message, patience=30)
    await ada.press("Forget me …")
    await ada.wait_for(lambda message: say("forget.yes", "en") in buttons(message))
    await ada.press("Keep it")
    kept = await ada.wait_for("Nothing is forgotten")
    assert "Privacy" in buttons(kept)


async def test_a_table_without_words(world: World, ada: Person) -> None:
    """A table that is newer than the words is told by its name."""
    world.house.store.db.execute("create table moods (person integer, mood text)")
    world.house.store.db.execute("insert into moods values (?, 'fine')", [ada.number])
    await ada.send("/privacy")
    await ada.wait_for("moods (entries: 1)")
