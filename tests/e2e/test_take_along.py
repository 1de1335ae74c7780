"""A run taken along: as a script, and as a link that leads to the same training."""

import re

import pytest

from data.words import Language
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of
from trainer.config import RunConfig, from_dict
from trainer.script import write

SENTENCE = {
    "en": "train on two moons with dropout 0.25 and batch size 100 for 1 epoch",
    "zh": "用两个月亮训练1轮，dropout 0.25，batch size 100",
}
CONFIG = RunConfig("moons", batch_size=100, epochs=1, dropout=0.25)
SCRIPT = {"en": "PyTorch script", "zh": "PyTorch 脚本"}
LINK = {"en": "Link to this training", "zh": "这次训练的链接"}


def _is_picture(message: Message) -> bool:
    return "photo" in message


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_run_is_taken_along(world: World, ada: Person, language: Language) -> None:
    """Under its picture a run is had as a script, and as a link that opens it for somebody else."""
    await ada.speak(language)
    await ada.send(SENTENCE[language])
    await ada.wait_for(_is_picture, patience=30)
    await ada.press(SCRIPT[language])
    sent = await ada.wait_for(lambda message: "document" in message)
    assert sent["document"]["file_name"] == "moons_mlp.py"
    assert "python moons_mlp.py" in text_of(sent)
    script = (await ada.download(sent["document"]["file_id"])).decode()
    assert script == write(CONFIG, language)
    await ada.press(LINK[language])
    link = await ada.wait_for("https://t.me/")
    found = re.search(r"https://t\.me/epochbot\?start=(\S{1,64})\Z", text_of(link))
    assert found
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send(f"/start {found[1]}")
        panel = await grace.wait_for("⌈800\u00a0/\u00a0100⌉ = 8")
        await grace.press(next(label for label in buttons(panel) if label.startswith("▶")))
        await grace.wait_for(_is_picture, patience=30)
        run = world.house.store.runs.latest_of(grace.number, 1)[0]
    assert from_dict(run.config) == CONFIG


@pytest.mark.parametrize("payload", ["run_", "run_1B0B", "run_zzz", "run_1D3_0_150_3"])
async def test_a_link_to_no_training(ada: Person, payload: str) -> None:
    """A link that was cut off, or leads to somebody's own table, is a welcome that says so."""
    await ada.send(f"/start {payload}")
    message = await ada.wait_for("does not lead to a training")
    assert "Train a network" in buttons(message)


async def test_a_link_to_a_training_that_cannot_be(world: World, ada: Person) -> None:
    """A link to a training that cannot be run says why, and starts nothing."""
    await ada.send("/start run_1D1M1")
    await ada.wait_for("slides its filters over pictures")
    assert world.house.store.runs.latest_of(ada.number, 1) == []


@pytest.mark.parametrize("data", ["script:7", "link:7"])
async def test_a_run_that_is_nobodys(ada: Person, data: str) -> None:
    """A button of a run that is gone is too old."""
    await ada.send("/start")
    message = await ada.wait_for("Hello")
    answer = await answer_to(ada, await ada.replay(message["message_id"], data))
    assert "too old" in answer.text
