"""Train: from buttons or a sentence to the picture; cancelled, resumed, listed, followed up."""

import asyncio
import re

import pytest

from data.runs import Run
from data.words import Language
from tests.e2e.world import Opening, World, answer_to, find, flip
from tests.person import Message, Person, buttons, text_of
from trainer.config import RunConfig, from_dict
from trainer.history import History

LONG = "train an MLP on digits with batch size 1 for 200 epochs"


def _latest(world: World, person: Person) -> Run:
    return world.house.store.runs.latest_of(person.number, 1)[0]


def _is_picture(message: Message) -> bool:
    return "photo" in message


@pytest.mark.parametrize(
    ("sentence", "title", "iterations"),
    [
        ("train an MLP on digits with batch size 256 for 2 epochs", "MLP on Digits", "12 in all"),
        ("用CNN训练digits，batch 500，1轮", "在手写数字上训练 CNN", "共 3 次"),
        ("train on two moons with SGD, batch size 100, 3 epochs", "Two moons", "24 in all"),
    ],
)
async def test_a_sentence_becomes_a_picture(
    world: World, ada: Person, sentence: str, title: str, iterations: str
) -> None:
    """A training asked for in a sentence ends as a picture whose counts, twice, are the same."""
    await ada.send(sentence)
    first = await ada.wait_for(lambda message: message["from"]["is_bot"])
    picture = await ada.wait_for(_is_picture, patience=30)
    assert picture["message_id"] == first["message_id"]
    assert title in text_of(picture)
    assert "✓" in text_of(picture)
    assert iterations in text_of(picture)
    run = _latest(world, ada)
    assert run.state == "done"
    assert len(History.from_json(run.history or "").records) == run.config["epochs"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("train on two moons with SGD, learning rate 1000", "Try a learning rate of 100"),
        ("用SGD训练双月，学习率1000", "发散（可以肯定）"),
    ],
)
async def test_a_picture_comes_with_a_diagnosis(ada: Person, sentence: str, said: str) -> None:
    """Under the picture stands what its curves show, and what to try."""
    await ada.send(sentence)
    picture = await ada.wait_for(_is_picture, patience=30)
    assert said in text_of(picture)


async def test_two_taps_to_a_training(ada: Person) -> None:
    """/train offers a training that is good as it is, in a panel of one screen."""
    await ada.send("/train")
    panel = await ada.wait_for("⌈1,437\u00a0/\u00a032⌉ = 45")
    assert re.search(r"About \d+ s on", text_of(panel))
    assert len(panel["reply_markup"]["inline_keyboard"]) <= 6
    data = buttons(panel)["▶ Start"]
    await ada.press("▶ Start")
    picture = await ada.wait_for(_is_picture, patience=30)
    assert picture["message_id"] == panel["message_id"]
    answer = await answer_to(ada, await ada.replay(panel["message_id"], data))
    assert "already" in answer.text


async def test_settings_one_tap_away(world: World, ada: Person) -> None:
    """Each button of the panel opens the choices of a setting, and a choice leads back."""
    await ada.send("/train")
    panel = await ada.wait_for("A training to watch")
    for setting, choice in (
        ("Data: Digits", "Two moons"),
        ("Batch size: 32", "512"),
        ("Epochs: 10", "2"),
        ("Hidden: 64", "128-64"),
        ("More…", "Dropout: off"),
    ):
        await ada.press(setting)
        page = await ada.wait_for(lambda message, choice=choice: choice in buttons(message))
        assert page["message_id"] == panel["message_id"]
        await ada.press(choice)
        await ada.wait_for(lambda message, choice=choice: choice not in buttons(message))
    await ada.press("0.5")
    await ada.wait_for(lambda message: "Dropout: 0.5" in buttons(message))
    await ada.press("‹ Back")
    front = await ada.wait_for("⌈800\u00a0/\u00a0512⌉ = 2")
    assert "hidden layers 128-64 · dropout 0.5" in text_of(front)
    await ada.press("▶ Start")
    await ada.wait_for(_is_picture, patience=30)
    config = from_dict(_latest(world, ada).config)
    assert config == RunConfig("moons", batch_size=512, epochs=2, hidden=(128, 64), dropout=0.5)


async def test_a_training_that_takes_too_long(world: World, ada: Person) -> None:
    """What would take over three minutes is refused; the nearest that fit are one tap away."""
    # 287,400 updates of over three million weights: too long for any processor.
    await ada.send(
        "train an MLP with hidden layers 1024-1024-1024-1024 on digits for 200 epochs, batch size 1"
    )
    refusal = await ada.wait_for("may take 3 minutes", patience=60)
    assert re.search(r"About \d+ minutes", text_of(refusal))
    assert world.house.store.runs.latest_of(ada.number, 1) == []
    flipped = await flip(ada, "zh", "分钟")
    assert len(buttons(flipped)) == len(buttons(refusal))
    *_, smaller = (text for text in buttons(flipped) if text.startswith("▶ "))
    await ada.press(smaller)
    await ada.wait_for(lambda message: "✕ 取消" in buttons(message), patience=30)
    assert _latest(world, ada).message == refusal["message_id"]


@pytest.mark.parametrize("sentence", ["train", "I want to train something", "训练"])
async def test_a_training_without_a_name(ada: Person, sentence: str) -> None:
    """Who wants to train and does not say what is offered the choice of /train."""
    await ada.send(sentence)
    panel = await ada.wait_for("⌈1,437\u00a0/\u00a032⌉ = 45")
    assert "▶ Start" in buttons(panel)


@pytest.mark.parametrize(
    "forged",
    [
        "pick:{owner}:zzz:en",
        "pick:{owner}:pzzz:en",
        "pick:{owner}:p:en",
        "begin:{owner}:zzz:en",
        "pick:{owner}:p1B0:en",
        "pick:{owner}:q1:en",
        "begin:{owner}:1D99:en",
        "begin:{owner}:1D1M1:en",
        "stop:{beyond}",
        "run:{beyond}",
        "run:7",
        "next:{beyond}:seed",
        "next:7:nothing",
    ],
)
async def test_a_training_that_no_button_offers(world: World, ada: Person, forged: str) -> None:
    """Forged and outdated data of a button is answered with a note, and starts nothing."""
    await ada.send("/train")
    panel = await ada.wait_for("A training to watch")
    data = forged.format(owner=ada.number, beyond=10**21 - 1)
    answer = await answer_to(ada, await ada.replay(panel["message_id"], data))
    assert "too old" in answer.text
    assert world.house.store.runs.latest_of(ada.number, 1) == []


async def test_progress_is_live_and_can_be_cancelled(world: World, ada: Person) -> None:
    """A long training shows how far it is, and its button ends it at once."""
    await ada.send(LONG)
    await ada.wait_for("/287,400", patience=30)
    await ada.press("✕ Cancel")
    await ada.wait_for("was cancelled")
    assert _latest(world, ada).state == "cancelled"
    assert not world.house.trainings


async def test_a_cancelled_training_can_be_run_again(world: World, ada: Person) -> None:
    """The message of a cancelled training says what it was, and its buttons run it again."""
    await ada.send(LONG)
    await ada.wait_for("/287,400", patience=30)
    await ada.press("✕ Cancel")
    message = await ada.wait_for("was cancelled")
    assert "batch size 1 · 200 epochs" in text_of(message)
    answer = await answer_to(ada, await ada.replay(message["message_id"], "run:1"))
    assert "too old" in answer.text
    await ada.press("Run it again")
    await ada.wait_for("/287,400", patience=30)
    again = _latest(world, ada)
    assert (again.id, again.config) == (2, world.house.store.runs.get(1).config)


async def test_a_cancel_button_pressed_twice(ada: Person) -> None:
    """The second press is told that the training has ended."""
    await ada.send(LONG)
    message = await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    data = buttons(message)["✕ Cancel"]
    await ada.press("✕ Cancel")
    answer = await answer_to(ada, await ada.replay(message["message_id"], data))
    assert "ended already" in answer.text


async def test_questions_are_answered_while_a_training_runs(world: World, ada: Person) -> None:
    """Somebody else's question, and one's own, are answered before the training ends."""
    await ada.send(LONG)
    await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("1000 samples, batch size 10: how many batches per epoch?")
        await grace.wait_for("100")
    await ada.send("1000 samples, batch size 20: how many batches per epoch?")
    await ada.wait_for("50")
    assert _latest(world, ada).state == "running"


async def test_the_next_waits_its_turn(world: World, ada: Person) -> None:
    """With one worker, the second training waits and says how many are before it."""
    await ada.send(LONG)
    await ada.wait_for("/287,400", patience=30)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("train on two moons for 1 epoch")
        await grace.wait_for("Waiting: 1")
        await ada.press("✕ Cancel")
        await grace.wait_for(_is_picture, patience=30)


async def test_a_worker_that_dies(world: World, ada: Person) -> None:
    """A training whose process is killed begins again; killed again, it is reported."""
    await ada.send(LONG)
    await ada.wait_for("/287,400", patience=30)
    killed = set[int]()
    while len(killed) < 2:
        for process in list(world.house.engine._processes._alive):
            process.kill()
            killed.add(process.pid)
        await asyncio.sleep(0.05)
    await ada.wait_for("broke off", patience=30)
    assert _latest(world, ada).state == "failed"
    await ada.send("train on two moons for 1 epoch")
    await ada.wait_for(_is_picture, patience=30)


async def test_too_many_trainings(ada: Person) -> None:
    """A person has at most one training running and three waiting."""
    for _ in range(4):
        await ada.send(LONG)
    await ada.send(LONG)
    await ada.wait_for("You have 4 trainings")


async def test_another_persons_cancel_button(world: World) -> None:
    """In a group, only who started a training can cancel it."""
    async with (
        Person.at(world.door.address, "Ada", group=True) as ada,
        Person.at(world.door.address, "Grace", group=True) as grace,
    ):
        await ada.send(f"@epochbot {LONG}")
        await ada.wait_for(lambda message: "✕ Cancel" in buttons(message), patience=30)
        answer = await grace.press("✕ Cancel")
        assert "somebody else" in answer.text
        assert _latest(world, ada).state in {"queued", "running"}


async def test_a_run_goes_on_after_a_restart(opened: Opening) -> None:
    """A run that was going when the bot stopped is taken up again, in the same message."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("train an MLP on digits with batch size 8 for 30 epochs")
        shown = await ada.wait_for("iteration", patience=30)
        before = _latest(world, ada)
        assert before.state == "running"
    async with opened() as world, Person.at(world.door.address) as ada:
        picture = await ada.wait_for(_is_picture, patience=60)
        assert picture["message_id"] == shown["message_id"]
        after = _latest(world, ada)
        assert (after.id, after.config, after.state) == (before.id, before.config, "done")


async def test_a_picture_not_yet_shown_is_shown_after_a_restart(opened: Opening) -> None:
    """A run that ended without its picture reaching the chat is drawn and shown again."""
    async with opened() as world, Person.at(world.door.address) as ada:
        await ada.send("train on two moons for 1 epoch")
        picture = await ada.wait_for(_is_picture, patience=30)
        run = _latest(world, ada)
        world.house.store.db.execute("update runs set state = 'trained', message = null")
    async with opened() as world, Person.at(world.door.address) as ada:
        again = await find(ada, f"#{run.id}")
        assert again["message_id"] > picture["message_id"] or _is_picture(again)


@pytest.mark.parametrize(("language", "seed"), [("en", "Another seed"), ("zh", "换个种子")])
async def test_runs_are_kept(world: World, ada: Person, language: Language, seed: str) -> None:
    """/runs lists trainings; each chart can be seen again, and leads to the next experiment."""
    await ada.speak(language)
    await ada.send("/runs")
    await ada.wait_for("/train")
    sentence = {"en": "train on two moons for 1 epoch", "zh": "用两个月亮训练1轮"}[language]
    await ada.send(sentence)
    await ada.wait_for(_is_picture, patience=30)
    await ada.send("/runs")
    await ada.wait_for("#1 ")
    await ada.press("#1")
    await ada.wait_for(_is_picture, patience=30)
    await ada.press(seed)
    await ada.wait_for(_is_picture, patience=30)
    assert _latest(world, ada).config == {**world.house.store.runs.get(1).config, "seed": 1}


async def test_a_final_picture_survives_telegrams_bad_day(world: World, ada: Person) -> None:
    """Refusals and faults delay the final picture, and do not lose it."""
    world.door.fail_next("editMessageMedia", 429, retry_after=1)
    world.door.fail_next("editMessageMedia", 502)
    await ada.send("train on two moons for 1 epoch")
    await ada.wait_for(_is_picture, patience=30)


async def test_the_next_sentence_changes_the_last_training(ada: Person, world: World) -> None:
    """“Rerun with …” keeps everything that it does not name."""
    await ada.send("train on two moons with batch size 100 for 1 epoch")
    await ada.wait_for(_is_picture, patience=30)
    await ada.send("rerun with batch size 400")
    await ada.wait_for(_is_picture, patience=30)
    config = _latest(world, ada).config
    assert (config["dataset"], config["batch_size"], config["epochs"]) == ("moons", 400, 1)
