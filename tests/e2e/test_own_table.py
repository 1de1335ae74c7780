"""A learner's own table: sent as a file, read, and trained on."""

from io import BytesIO
from pathlib import Path

import aiohttp

from tests.e2e.world import World, answer_to, flip
from tests.person import Person, buttons, text_of
from tests.trainer.test_read_a_table import flowers, written
from trainer.config import RunConfig
from trainer.link import encode

PATIENT = 30.0
"""Seconds, of which most are the start of the first worker."""
LOG = "epoch,loss,val_loss\n" + "".join(f"{n},{1 / n:.3f},{1.1 / n:.3f}\n" for n in range(1, 31))


async def test_a_table_becomes_a_training(world: World, ada: Person, tmp_path: Path) -> None:
    """A CSV file is told as it was read; two taps later its training is a picture."""
    await ada.upload(written(flowers()).encode(), "flowers.csv")
    answer = await ada.wait_for("150 rows, 5 columns", patience=PATIENT)
    assert "To predict: kind, 3 classes (setosa, versicolor, virginica)." in text_of(answer)
    assert "4 columns of numbers, 0 of texts" in text_of(answer)
    assert "✓ kind" in buttons(answer)
    assert all(len(data) <= 64 for data in buttons(answer).values())
    await ada.press("▶ Train on it")
    panel = await ada.wait_for("⌈120\u00a0/\u00a032⌉ = 4", patience=PATIENT)
    assert "MLP on your table" in text_of(panel)
    assert "batch 512" not in buttons(panel)
    await ada.press("▶ Start")
    picture = await ada.wait_for(lambda message: "photo" in message, patience=30)
    assert "40 in all" in text_of(picture)
    await ada.press("PyTorch script")
    script = await ada.wait_for("python own_table_mlp.py flowers.csv", patience=PATIENT)
    assert script["document"]["file_name"] == "own_table_mlp.py"
    assert [file.name for file in (tmp_path / "datasets" / "own").iterdir()] == ["1.csv"]
    assert world.house.store.runs.get(1).config["dataset"] == "own1_4_150_3"


async def test_another_column_to_predict(ada: Person) -> None:
    """A button makes another column the one to predict, here a number."""
    await ada.upload(written(flowers(), ";").encode("utf-16"), "flowers.CSV")
    await ada.wait_for("3 classes", patience=PATIENT)
    await ada.press("petal width")
    answer = await ada.wait_for("To predict: petal width, a number.", patience=PATIENT)
    assert "3 columns of numbers, 1 of texts" in text_of(answer)
    assert "✓ petal width" in buttons(answer)
    assert buttons(answer)["▶ Train on it"].endswith("1_3_150_0:en")


async def test_a_chinese_table(ada: Person) -> None:
    """A table from Chinese Windows is read, and told in Chinese to who reads Chinese."""
    await ada.speak("zh-hans")
    rows = [["花萼长", "花萼宽", "花瓣长", "花瓣宽", "品种"], *flowers()[1:]]
    await ada.upload(written(rows).encode("gb18030"), "鸢尾花.csv")
    answer = await ada.wait_for("鸢尾花.csv：150 行，5 列。", patience=PATIENT)
    assert "要预测：品种，共 3 类" in text_of(answer)
    assert "▶ 用它训练" in buttons(answer)


async def test_a_new_table_replaces_the_old(world: World, ada: Person, tmp_path: Path) -> None:
    """Only the newest table of a person is kept, whatever happened; old buttons and runs say so."""
    await ada.upload(written(flowers()).encode(), "first.csv")
    first = await ada.wait_for("first.csv", patience=PATIENT)
    await ada.press("▶ Train on it")
    panel = await ada.wait_for("MLP on your table", patience=PATIENT)
    await ada.upload(written(flowers()).encode(), "second.csv")
    await ada.wait_for("second.csv", patience=PATIENT)
    assert [file.name for file in (tmp_path / "datasets" / "own").iterdir()] == ["2.csv"]
    for data in (buttons(first)["petal width"], buttons(panel)["▶ Start"]):
        answer = await answer_to(ada, await ada.replay(first["message_id"], data))
        assert "too old" in answer.text
    world.house.store.tables.put(ada.number, "lost.csv", world.clock())  # then it was killed
    no_room = tmp_path / "datasets" / "own" / f"{ada.number}.part"
    no_room.mkdir()
    await ada.upload(written(flowers()).encode(), "unkept.csv")
    await ada.wait_for("Something went wrong")
    kept = world.house.store.tables.of(ada.number)
    assert kept is not None
    assert kept.name == "lost.csv"
    no_room.rmdir()
    await ada.upload(written(flowers()).encode(), "fourth.csv")
    await ada.wait_for("fourth.csv", patience=PATIENT)
    assert [file.name for file in (tmp_path / "datasets" / "own").iterdir()] == ["4.csv"]


async def test_the_table_of_somebody_else(world: World, ada: Person) -> None:
    """A forged button for another person's table starts nothing."""
    await ada.upload(written(flowers()).encode(), "flowers.csv")
    await ada.wait_for("150 rows", patience=PATIENT)
    async with Person.at(world.door.address, "Grace") as grace:
        await grace.send("/train")
        panel = await grace.wait_for("A training to watch")
        code = encode(RunConfig("own1_4_150_3"))
        await grace.replay(panel["message_id"], f"begin:{grace.number}:{code}:en")
        await grace.wait_for("This table is not here any more")
        assert world.house.store.runs.latest_of(grace.number, 1) == []


async def test_what_is_wrong_is_told(ada: Person, tmp_path: Path) -> None:
    """A table with a gap is not kept; the answer names the line and the column."""
    rows = flowers()
    rows[2][1] = ""
    await ada.upload(written(rows).encode(), "gaps.csv")
    answer = await ada.wait_for("cannot be trained on", patience=PATIENT)
    assert "Line 3, column 2 (sepal width): the cell is empty." in text_of(answer)
    flipped = await flip(ada, "zh", "不能用来训练")
    assert flipped["message_id"] == answer["message_id"]
    assert "第 3 行第 2 列（sepal width）是空的。" in text_of(flipped)
    assert not (tmp_path / "datasets" / "own").exists()


async def test_a_column_that_cannot_be_predicted(ada: Person) -> None:
    """Where the last column is of no use, another can be chosen."""
    rows = [[*row, "all" if at else "same"] for at, row in enumerate(flowers())]
    await ada.upload(written(rows).encode(), "flowers.csv")
    answer = await ada.wait_for("has the same value, “all”, in every row", patience=PATIENT)
    assert "▶ Train on it" not in buttons(answer)
    await flip(ada, "zh", "要预测哪一列")
    await ada.press("kind")
    answer = await ada.wait_for("共 3 类", patience=PATIENT)
    assert "▶ 用它训练" in buttons(answer)


async def test_a_log_stays_a_log(ada: Person) -> None:
    """A CSV file that a training wrote is read as its log."""
    await ada.upload(LOG.encode(), "history.csv")
    await ada.wait_for("The log shows epochs 1 to 30")


async def test_a_text_that_is_too_large(ada: Person) -> None:
    """A table has 2 MB, any other text in a CSV file no more than other texts."""
    await ada.upload(b"no table at all\n" * 15_000, "data.csv")
    await ada.wait_for("larger than 200 KB")


async def test_a_table_that_is_too_large(ada: Person) -> None:
    """A table of more than 2 MB is turned away before it is fetched."""
    where = {"person": str(ada.number), "chat": str(ada.chat), "kind": "document"}
    form = aiohttp.FormData(where)
    form.add_field("file", BytesIO(b"1,2\n" * 600_000), filename="data.csv")
    async with ada._session.post("/api/upload", data=form) as response:
        assert response.status == 200
    await ada.wait_for("larger than 2048 KB")
