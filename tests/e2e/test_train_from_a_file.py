"""A configuration in the chat, and one's own data in a sentence: each becomes its training."""

import json
from dataclasses import replace

import pytest

from data.words import Language
from tests.e2e.test_own_table import PATIENT
from tests.e2e.world import World, answer_to
from tests.person import Message, Person, buttons, text_of
from tests.trainer.test_read_a_table import flowers, written
from trainer import comparison
from trainer.config import RunConfig, as_dict, from_dict
from trainer.configuration import configuration_within, read_configuration

YAML = """data:
  name: two moons
  batch_size: 200
model: mlp   # the usual one
optimizer:
  type: Adam
  lr: 1e-2
epochs: 2
num_gpus: 8
"""
LONG = RunConfig(
    *("moons", "mlp", "nesterov", 123, 1, 0.012345678901234),
    seed=1234567890,
    hidden=(13, 11, 7, 5),
    dropout=0.12345,
    weight_decay=0.000123,
)
MOST_IN_A_BUTTON = 64
PASTED = "批大小：400，优化器：adam，学习率：0.01，轮数：1，数据集：双月"


def _is_picture(message: Message) -> bool:
    return "photo" in message


async def test_a_configuration_becomes_a_training(world: World, ada: Person) -> None:
    """Beside the answer to a file is a button that trains what it sets, and what it leaves out."""
    await ada.upload(YAML.encode(), "run.yaml")
    answer = await ada.wait_for("MLP on Two moons")
    assert "Trained without: num_gpus." in text_of(answer)
    assert "200" in text_of(answer)
    await ada.press("▶ Train this")
    picture = await ada.wait_for(_is_picture, patience=PATIENT)
    assert picture["message_id"] != answer["message_id"]
    config = from_dict(world.house.store.runs.get(1).config)
    assert config == RunConfig("moons", batch_size=200, epochs=2, learning_rate=0.01)


async def test_a_pasted_configuration_in_chinese(world: World, ada: Person) -> None:
    """Settings pasted as text, with Chinese names, are answered in Chinese and trained."""
    await ada.speak("zh-hans")
    await ada.send(PASTED)
    answer = await ada.wait_for("在双月上训练 MLP")
    await ada.press("▶ 用它训练")
    await ada.wait_for(lambda message: message["message_id"] > answer["message_id"])
    config = from_dict(world.house.store.runs.get(1).config)
    assert config == RunConfig("moons", batch_size=400, epochs=1, learning_rate=0.01)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "I do not know the data set “moon”",
                "Did you mean Two moons",
                "Did you mean number of epochs?",
            ],
        ),
        (
            "zh",
            [
                "没有“moon”这个数据集",
                "是不是想用“双月（moons）”",
                "没有 epocs 这个设置，是不是轮数",
            ],
        ),
    ],
)
async def test_what_cannot_be_run_is_named(
    ada: Person, language: Language, said: list[str]
) -> None:
    """What no training here can have is named with the nearest that can be, and has no button."""
    await ada.speak(language)
    note = {"en": "", "zh": "# 配置\n"}[language]
    await ada.send(f"{note}dataset: moon\nepocs: 5\nbatch_size: 10\n")
    answer = await ada.wait_for(said[0])
    assert all(one in text_of(answer) for one in said)
    assert not {"▶ Train this", "▶ 用它训练"} & set(buttons(answer))


async def test_a_printed_run_is_run_again(world: World, ada: Person) -> None:
    """The file that `train --json` prints gives exactly its run, also one too long for a button."""
    printed = {"config": as_dict(LONG), "history": [], "best_epoch": 1}
    await ada.upload(json.dumps(printed).encode(), "run.json")
    answer = await ada.wait_for(lambda message: "▶ Train this" in buttons(message))
    data = buttons(answer)["▶ Train this"]
    assert data == f"this:{ada.number}:d1:en"
    await ada.press("▶ Train this")
    await ada.wait_for(lambda message: message["message_id"] > answer["message_id"])
    assert from_dict(world.house.store.runs.get(1).config) == LONG


async def test_a_printed_comparison_is_run_again(world: World, ada: Person) -> None:
    """The file that `train --compare --json` prints trains and compares the same runs again."""
    runs = [RunConfig("moons", batch_size=size, epochs=1) for size in (300, 600)]
    printed = {
        "varied": ["batch_size"],
        "runs": [{"name": "one", "config": as_dict(run), "history": []} for run in runs],
    }
    await ada.upload(json.dumps(printed).encode(), "compared.json")
    answer = await ada.wait_for(lambda message: "▶ Train this" in buttons(message))
    assert "Compared: batch size" in text_of(answer)
    await ada.press("▶ Train this")
    await ada.wait_for(lambda message: message["message_id"] > answer["message_id"])
    kept = comparison.from_dict(world.house.store.runs.get(1).config)
    assert kept.runs == tuple(runs)


@pytest.mark.parametrize(
    ("question", "said", "label"),
    [
        ("How many iterations is this?\n{}", "50", "▶ Train this"),
        ("{}\n一共迭代多少次？", "50", "▶ 用它训练"),
        ("How many iterations is this?\n```yaml\n{}```", "50", "▶ Train this"),
    ],
)
async def test_a_configuration_with_a_question(
    ada: Person, question: str, said: str, label: str
) -> None:
    """A question above or below a configuration is answered, and the training is offered."""
    settings = "train_size: 1000\ndataset: moons\nbatch_size: 200\nepochs: 10\n"
    await ada.send(question.format(settings))
    answer = await ada.wait_for(said)
    assert label in buttons(answer)


@pytest.mark.parametrize(
    "text",
    [
        "Dataset: MNIST\nBatch size: 64\nEpochs: 5\nHow many iterations?",
        "60,000 images, batch size 128, 10 epochs: how many iterations?",
        "train_size = 50000; how many iterations with batch size 100?",
        "```\nfor epoch in range(10):\n    train()\n```",
    ],
)
def test_an_exercise_holds_no_configuration(text: str) -> None:
    """Numbers of an exercise, listed or not, offer no training."""
    written = configuration_within(text)
    found = read_configuration(written) if written else None
    assert not (found and found.means_a_run)


async def test_a_panel_of_a_long_training(world: World, ada: Person) -> None:
    """A training too long for a button can be changed and started in the panel, by its owner."""
    config = replace(LONG, seed=7)
    number = world.house.store.drafts.keep(ada.number, as_dict(config), world.clock())
    await ada.send("/train")
    panel = await ada.wait_for("A training to watch")
    await ada.replay(panel["message_id"], f"pick:{ada.number}:Ed{number}:en")
    page = await ada.wait_for(lambda message: "✓ 1" in buttons(message))
    assert all(len(data) <= MOST_IN_A_BUTTON for data in buttons(page).values())
    await ada.press("2")
    await ada.wait_for(lambda message: "Epochs: 2" in buttons(message))
    await ada.press("▶ Start")
    await ada.wait_for(_is_picture, patience=PATIENT)
    assert from_dict(world.house.store.runs.get(1).config) == replace(config, epochs=2)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("/train")
        panel = await grace.wait_for("A training to watch")
        forged = await grace.replay(panel["message_id"], f"pick:{grace.number}:pd{number}:en")
        assert "too old" in (await answer_to(grace, forged)).text


async def test_train_on_my_data(world: World, ada: Person) -> None:
    """“My data” is the table sent last, with the column chosen last; without one, how to send it."""
    await ada.send("train on my data")
    await ada.wait_for("Send me one as a CSV file")
    await ada.upload(written(flowers()).encode(), "flowers.csv")
    await ada.wait_for("150 rows", patience=PATIENT)
    await ada.press("petal width")
    await ada.wait_for("To predict: petal width")
    await ada.send("用我的数据训练2轮")
    await ada.wait_for(_is_picture, patience=PATIENT)
    run = world.house.store.runs.get(1)
    assert (run.config["dataset"], run.config["epochs"]) == ("own1_3_150_0", 2)
