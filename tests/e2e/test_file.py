"""A file in the chat is read as if its text had been written."""

import json

import aiohttp
import pytest

from handlers.files.paste import ENDINGS, LARGEST_FILE
from tests.e2e.world import Opening
from tests.person import Person, buttons, text_of

EXERCISE = "60,000 images, batch size 128, 10 epochs: how many iterations?"
ZH = "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？"


async def _send(person: Person, text: str, name: str, caption: str = "") -> None:
    """Send a file with a caption, as the page does."""
    where = {"person": str(person.number), "chat": str(person.chat), "kind": "document"}
    form = aiohttp.FormData({**where, "caption": caption}, quote_fields=False)
    form.add_field("file", text.encode(), filename=name)
    person._news.clear()
    async with person._session.post("/api/upload", data=form) as response:
        assert response.status == 200


async def test_a_file_is_read_as_its_text(ada: Person) -> None:
    """Every kind of file that is said to be readable is answered, and one of no kind as well."""
    for ending in (*ENDINGS, "", ".cfg"):
        await ada.upload(EXERCISE.encode(), f"question{ending}")
        await ada.wait_for("4,690", patience=30)


async def test_a_file_is_told_by_what_is_in_it(ada: Person) -> None:
    """A script without ending, a log and a table that are called texts are what they are."""
    loader = b"loader = DataLoader(TensorDataset(torch.randn(100, 8), y), batch_size=10)\n"
    script = loader + b"for epoch in range(3):\n    for x, y in loader:\n        pass\n"
    await _send(ada, script.decode(), "train", "how many iterations?")
    await ada.wait_for("30", patience=30)
    log = "".join(f"epoch {n}: loss {1 / n:.4f} val_loss {1 / n:.4f}\n" for n in range(1, 12))
    await ada.upload(log.encode(), "training.txt")
    await ada.wait_for(lambda message: "loss" in text_of(message))
    table = "width,height,kind\n" + "1.5,2,rose\n1.7,3,lily\n" * 20
    await ada.upload(table.encode(), "flowers.txt")
    await ada.wait_for("40 rows, 3 columns", patience=60)


async def test_a_chinese_file_is_read(ada: Person) -> None:
    """A file written on Chinese Windows is answered like any other."""
    await ada.upload(ZH.encode("gb18030"), "问题.txt", mime="text/plain")
    await ada.wait_for("4,690")


async def test_the_code_of_a_notebook_is_read(ada: Person) -> None:
    """Of a notebook the code counts, one cell after another."""
    cells = [{"cell_type": "code", "source": [EXERCISE]}]
    await ada.upload(json.dumps({"cells": cells}).encode(), "train.ipynb")
    await ada.wait_for("4,690")


async def test_a_caption_is_the_question(ada: Person) -> None:
    """What is written with a file is asked about it, in the caption's language."""
    await _send(ada, "60000 images, batch size 128, 10 epochs", "run.txt", "一共迭代多少次？")
    await ada.wait_for("总迭代次数：4,690")


async def test_an_answered_file_is_followed_up(ada: Person) -> None:
    """After a file, a message changes one of its numbers."""
    await ada.upload(EXERCISE.encode(), "question.txt")
    await ada.wait_for("4,690")
    await ada.send("and with batch size 256?")
    await ada.wait_for("2,350")


@pytest.mark.parametrize(("caption", "line"), [("", "line 5"), ("一共更新多少次？", "第 5 行")])
async def test_a_warning_names_the_line_of_the_file(ada: Person, caption: str, line: str) -> None:
    """With or without a question about it, the lines of a file are counted as in an editor."""
    script = (
        "loader = DataLoader(TensorDataset(torch.randn(100, 8), y), batch_size=10)\n"
        "for epoch in range(3):\n"
        "    for x, y in loader:\n"
        "        loss = criterion(model(x), y)\n"
        "        loss.backward()\n"
        "        optimizer.step()\n"
    )
    await _send(ada, script, "train.py", caption)
    assert line in text_of(await ada.wait_for("optimizer.zero_grad()"))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"x" * (LARGEST_FILE + 1), "train.py", "larger than 200 KB"),
        (b"PK\x03\x04" + bytes(1000), "weights.pt", ".ipynb"),
        (b"no ending", "Makefile", "no numbers of a training"),
        (bytes(1000), "train.py", "no text"),
        (b" \n\n\t", "train.py", "nothing in this file"),
        (b"hello = 'world'", "hello.py", "no numbers of a training"),
    ],
)
async def test_a_file_that_is_no_use_gets_one_clear_sentence(
    ada: Person, data: bytes, name: str, said: str
) -> None:
    """What is wrong is said with what to do, and the next message is served."""
    await ada.upload(data, name)
    await ada.wait_for(said)
    await ada.send(EXERCISE)
    await ada.wait_for("4,690")


async def test_in_a_group_a_file_is_read_only_when_it_is_meant(opened: Opening) -> None:
    """A file whose caption names the bot is answered."""
    async with opened() as world, Person.at(world.door.address, group=True) as ada:
        await _send(ada, EXERCISE, "question.txt", f"@{world.bot.bot.username}")
        await ada.wait_for("4,690")


async def test_the_settings_of_a_file_are_fields(ada: Person) -> None:
    """What was understood of a configuration can be changed, number by number."""
    settings = (
        b"per_device_train_batch_size: 8\ngradient_accumulation_steps: 4\nnum_train_epochs: 3\n"
    )
    await ada.upload(settings, "run.yaml")
    await ada.wait_for("training set size")
    await ada.press("60,000")
    await ada.wait_for("1,875")
    await ada.press("Change a number")
    await ada.wait_for(lambda message: "batch size 8 ✎" in buttons(message))
    await ada.press("batch size 8 ✎")
    await ada.wait_for("New value")
    await ada.press("16")
    await ada.wait_for("938")
