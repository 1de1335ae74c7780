"""Compare: several trainings in one message; cancelled, resumed, listed, held against others."""

from data.runs import Run
from data.words import words
from tests.e2e.world import Opening, World, answer_to, find, flip
from tests.person import Message, Person, buttons, text_of
from trainer.comparison import Histories, from_dict

SHORT = "compare batch size 100, 200 and 400 on moons, 2 epochs"
LONG = "compare batch size 2 and 1 on moons for 200 epochs"


def _latest(world: World, person: Person) -> Run:
    return world.house.store.runs.latest_of(person.number, 1)[0]


def _is_picture(message: Message) -> bool:
    return "photo" in message


async def test_a_comparison_becomes_one_picture(world: World, ada: Person) -> None:
    """Three trainings in one message end as one picture, with the counts of each."""
    await ada.send(SHORT)
    first = await ada.wait_for(lambda message: message["from"]["is_bot"])
    assert "batch size 100 · batch size 200 · batch size 400" in text_of(first)
    picture = await ada.wait_for(_is_picture, patience=30)
    assert picture["message_id"] == first["message_id"]
    assert "Compared: batch size" in text_of(picture)
    assert "16 · 8 · 4" in text_of(picture)
    run = _latest(world, ada)
    assert run.state == "done"
    assert [len(one.records) for one in Histories.from_json(run.history or "")] == [2, 2, 2]
    await ada.send("/runs")
    await ada.wait_for("#1 Compared: batch size (batch size 100")
    await ada.press("#1")
    again = await ada.wait_for(lambda message: message["message_id"] > picture["message_id"] + 2)
    assert text_of(again) == text_of(picture)
    await ada.press("Run it again")
    await ada.wait_for("#2 Compared", patience=30)
    assert _latest(world, ada).config == run.config


async def test_a_comparison_in_chinese(world: World, ada: Person) -> None:
    """A Chinese sentence is answered in Chinese."""
    await ada.send("对比 SGD 和 Adam，用 moons，2轮")
    picture = await ada.wait_for(_is_picture, patience=30)
    assert "对比：优化器" in text_of(picture)
    assert "推导 = 实测 ✓：50 · 50" in text_of(picture)
    assert _latest(world, ada).language == "zh"


async def test_a_comparison_is_live_and_can_be_cancelled(world: World, ada: Person) -> None:
    """The message says which run is under way, and its button ends them all."""
    await ada.send(LONG)
    await ada.wait_for("Run 1 of 2: batch size 2", patience=30)
    assert len(world.house.store.runs.going_of(ada.number)) == 1
    await ada.press("✕ Cancel")
    message = await ada.wait_for("was cancelled")
    assert "Run it again" in buttons(message)
    assert _latest(world, ada).state == "cancelled"
    answer = await answer_to(ada, await ada.replay(message["message_id"], "compared:1"))
    assert "too old" in answer.text


async def test_a_comparison_survives_a_restart(opened: Opening) -> None:
    """A comparison that was under way is trained after a restart."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send(SHORT.replace("2 epochs", "40 epochs"))
        await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    async with opened() as world, Person.at(world.door.address) as ada:
        picture = await ada.wait_for(_is_picture, patience=30)
        assert "320 · 160 · 80" in text_of(picture)
        assert _latest(world, ada).state == "done"


async def test_a_run_is_held_against_another(ada: Person) -> None:
    """A finished training can be held against another one of the same person."""
    await ada.send("train on moons with batch size 400, 2 epochs")
    first = await ada.wait_for(_is_picture, patience=30)
    await ada.press("Compare with…")
    await ada.wait_for("no other finished training")
    await ada.send("train on moons with batch size 200, 3 epochs")
    second = await ada.wait_for("#2 MLP", patience=30)
    await ada.wait_for(
        lambda m: m["message_id"] == second["message_id"] and _is_picture(m), patience=30
    )
    await ada.press("Compare with…")
    await ada.wait_for("#1 batch size 400, epochs: 2")
    await ada.press("#1")
    both = await ada.wait_for("Compared: batch size, number of epochs")
    assert _is_picture(both)
    assert "12 · 4" in text_of(both)
    await ada.press("samples")
    again = await ada.wait_for(lambda message: "✓ samples" in buttons(message))
    assert (again["message_id"], again["caption"]) == (both["message_id"], both["caption"])
    answer = await answer_to(ada, await ada.replay(first["message_id"], "against:1:77"))
    assert "too old" in answer.text
    assert await find(ada, "#2 batch size 200")


async def test_a_comparison_is_looked_at_in_other_ways(world: World, ada: Person) -> None:
    """One tap draws it by iteration in the same message, another one sends its film."""
    said = words("zh")
    await ada.send("对比批大小 200 和 400，用 moons，2轮")
    first = await ada.wait_for(_is_picture, patience=30)
    assert f"✓ {said['views.epoch']}" in buttons(first)
    await ada.press(said["views.iteration"])
    second = await ada.wait_for(_is_picture, patience=30)
    assert second["message_id"] == first["message_id"]
    assert second["caption"] == first["caption"]
    assert f"✓ {said['views.iteration']}" in buttons(second)
    shown = [one["photo"][-1]["file_id"] for one in (first, second)]
    assert len({await ada.download(one) for one in shown}) == 2
    await ada.press(said["views.film"])
    sent = await ada.wait_for(lambda message: "animation" in message, patience=30)
    assert "对比：批次大小" in sent["caption"]
    assert not world.house.films
    for forged in ("sides:9:epoch:0:0", "sides:1-9:epoch:0:0", "sidesfilm:9"):
        answer = await answer_to(ada, await ada.replay(first["message_id"], forged))
        assert "too old" in answer.text, forged


async def test_buttons_of_runs_for_a_comparison(world: World, ada: Person) -> None:
    """A comparison is no single run: forged buttons of one start and show nothing."""
    await ada.send(SHORT)
    picture = await ada.wait_for(_is_picture, patience=30)
    for forged in ("run:1", "next:1:seed", "view:1:epoch:0:0", "with:1", "recompare:9"):
        answer = await answer_to(ada, await ada.replay(picture["message_id"], forged))
        assert "too old" in answer.text, forged
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("/runs")
        await grace.wait_for("No trainings yet")


async def test_too_much_to_compare(world: World, ada: Person) -> None:
    """Trainings that would take minutes are refused; the nearest that fit are one tap away."""
    await ada.send("compare batch size 1, 2, 3, 4, 5 and 6 on digits with a CNN for 200 epochs")
    refusal = await ada.wait_for("seconds together")
    assert world.house.store.runs.latest_of(ada.number, 1) == []
    await flip(ada, "zh", "秒")
    await flip(ada, "en", "seconds together")
    (fewer,) = (text for text in buttons(refusal) if text.startswith("▶ Epochs: "))
    await ada.press(fewer)
    await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    runs = from_dict(_latest(world, ada).config).runs
    assert [run.batch_size for run in runs] == [1, 2, 3, 4, 5, 6]
    assert {f"▶ Epochs: {run.epochs}" for run in runs} == {fewer}
    forged = f"shorter:{ada.number}:99"
    assert "too old" in (await answer_to(ada, await ada.replay(refusal["message_id"], forged))).text
