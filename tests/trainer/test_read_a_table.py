import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes, load_iris

from trainer import datasets
from trainer.checks import faults
from trainer.choices import DATASETS
from trainer.choices.own import Own, own
from trainer.config import RunConfig
from trainer.counts import compare
from trainer.faults import Fault
from trainer.loop import run
from trainer.shelf import SHELF
from trainer.tables import Description, TableFault, describe, is_table

Rows = list[list[object]]


def written(rows: Rows, delimiter: str = ",") -> str:
    """Rows as a CSV file has them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def flowers() -> Rows:
    """Iris with a header: four measures and the name of the kind."""
    found = load_iris()
    names = found.target_names[found.target]
    rows = [[*map(float, row), str(name)] for row, name in zip(found.data, names, strict=True)]
    return [["sepal length", "sepal width", "petal length", "petal width", "kind"], *rows]


def patients() -> Rows:
    """Diabetes without a header: ten measures and a number to predict."""
    found = load_diabetes()
    return [[*row, aim] for row, aim in zip(found.data, found.target, strict=True)]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A shelf for learners' tables, for this test only."""
    SHELF.folder, before = tmp_path, SHELF.folder
    (tmp_path / "own").mkdir()
    yield tmp_path
    SHELF.folder = before


def kept(shelf: Path, text: str, target: int | None = None) -> RunConfig:
    """A run on a table that is kept."""
    description = describe(text, target)
    assert description.faults == ()
    (shelf / "own" / "7.csv").write_text(text, "utf-8")
    return RunConfig(Own(7, description.target, description.rows, description.classes).key)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read(delimiter: str) -> None:
    """Rows, columns and classes are found, whatever parts the cells."""
    text = written(flowers(), delimiter)
    found = describe(text)
    assert is_table(text)
    assert (found.rows, found.target, found.classes, found.faults) == (150, 4, 3, ())
    assert [column.name for column in found.columns] == flowers()[0]
    assert [column.kind for column in found.columns] == ["numbers"] * 4 + ["texts"]


def test_a_table_without_a_header() -> None:
    """The first row counts where it holds numbers, and columns are told by their number."""
    found = describe(written(patients()))
    assert (found.rows, found.target, found.classes) == (442, 10, 0)
    assert found.columns[0].name == "#1"


@pytest.mark.parametrize("text", ["60,000 images, batch size 128", "a sentence\n" * 30, "", "1\n2"])
def test_sentences_are_no_table(text: str) -> None:
    """A question in a file stays a question."""
    assert not is_table(text)


def test_classes_or_numbers() -> None:
    """A few whole numbers are classes; many, or any that are not whole, are numbers."""
    rows: Rows = [[at / 7, at % 3, at % 40, f"kind {at % 2}"] for at in range(200)]
    text = written([["x", "few", "many", "text"], *rows])
    assert [describe(text, at).classes for at in range(4)] == [0, 3, 0, 2]


def spoilt(changes: dict[tuple[int, int], object]) -> Description:
    """Iris with some cells changed, by line and column as a learner counts them."""
    rows = flowers()
    for (line, column), value in changes.items():
        rows[line - 1][column - 1] = value
    return describe(written(rows))


def test_wrong_cells_are_named() -> None:
    """Gaps and text among numbers are told by line and column, in both languages."""
    found = spoilt({(3, 2): "", (10, 1): "long", (151, 5): "NA"})
    assert not found.sound
    assert [(one.wrong, one.line, one.column) for one in found.faults] == [
        ("gap", 3, 2),
        ("text", 10, 1),
        ("gap", 151, 5),
    ]
    said = found.faults[1].say("en")
    assert said == "Line 10, column 1 (sepal length): “long” is no number, as the column has."
    assert found.faults[0].say("zh") == "第 3 行第 2 列（sepal width）是空的。"


def test_lines_are_counted_as_an_editor_counts() -> None:
    """Empty lines and line breaks inside a cell do not shift the lines that are named."""
    rows = written([["x", "note", "y"]]) + "\n" + '1,"two\nlines",0\n' + "1,a,0\n2,a,1\n" * 12
    assert describe(rows + "oops,a,0\n").faults == (TableFault("text", 29, 1, "x", "oops"),)


def test_very_many_faults_are_counted() -> None:
    """Of many faults the first are told, and how many more there are."""
    found = spoilt({(line, 1): "?" for line in range(2, 32)})
    assert (len(found.faults), found.untold) == (8, 22)


def _table(width: int, height: int) -> str:
    return written(
        [[f"c{at}" for at in range(width)], *([at, *range(width - 1)] for at in range(height))]
    )


@pytest.mark.parametrize(
    ("text", "target", "fault"),
    [
        (written(flowers()[:15]), None, TableFault("few_rows", given=14, limit=20)),
        (_table(2, 20_001), 0, TableFault("many_rows", given=20_001, limit=20_000)),
        (_table(500, 30), 0, TableFault("many_columns", given=500, limit=200)),
        (_table(3, 30), 2, TableFault("one_class", 0, 3, "c2", "1")),
        (
            written([["x", "y"], *([at, f"name {at}"] for at in range(60))]),
            1,
            TableFault("many_classes", 0, 2, "y", 60, 50),
        ),
        (
            written([["x", "y"], *([at, "rare" if at < 2 else "often"] for at in range(60))]),
            1,
            TableFault("rare_class", 0, 2, "y", "rare", 5),
        ),
        (
            written([["x", "y"], *([f"name {at}", at % 2] for at in range(60))]),
            1,
            TableFault("no_inputs", name="y", limit=20),
        ),
        (
            written([["x", "y"], *([at, at % 2] for at in range(60)), [1, 2, 3]]),
            1,
            TableFault("ragged", 62, given=3, limit=2),
        ),
        ("", None, TableFault("no_table")),
        ("1,2\n" * 30 + "x" * 140_000, 0, TableFault("no_table")),
    ],
)
def test_a_table_that_cannot_be_used(text: str, target: int | None, fault: TableFault) -> None:
    """What is wrong is told with what was found and what can be had, in both languages."""
    assert describe(text, target).faults == (fault,)
    for sentence in (fault.say("en"), fault.say("zh")):
        assert "{" not in sentence
        assert fault.name in sentence


@given(st.text(max_size=300), st.integers(0, 5))
def test_no_file_is_too_strange(text: str, target: int) -> None:
    """Whatever is in a file is read, or told what is wrong with it."""
    found = describe(text, target)
    assert found.faults
    assert is_table(text) in {True, False}


def test_texts_become_inputs_of_their_own(shelf: Path) -> None:
    """A column of texts is one input for each; one with too many texts is left out."""
    names: Rows = [
        [f"name {at}", "red" if at % 3 else "blue", at * 1.5, at % 2] for at in range(60)
    ]
    text = written([["name", "colour", "size", "y"], *names])
    assert [column.name for column in describe(text).left_out] == ["name"]
    split = datasets.load(kept(shelf, text).dataset)
    assert split.train.inputs.shape == (48, 3)
    assert split.train.inputs[:, :2].unique(dim=0).shape == (2, 2)
    assert split.classes == 2


def test_a_column_of_one_value_does_no_harm(shelf: Path) -> None:
    """A number that is the same in every row is an input of zeros, and no input of nothings."""
    rows: Rows = [[5, at % 7, at % 2] for at in range(60)]
    split = datasets.load(kept(shelf, written([["same", "x", "y"], *rows])).dataset)
    assert (split.train.inputs[:, 0] == 0).all()
    assert torch.isfinite(split.val.inputs).all()


def test_a_table_is_the_data_set_it_was(shelf: Path) -> None:
    """Iris as a learner's file is split and scaled as the Iris that is built in."""
    mine, ours = datasets.load(kept(shelf, written(flowers())).dataset), datasets.load("iris")
    assert torch.allclose(mine.train.inputs, ours.train.inputs, atol=1e-5)
    assert torch.equal(mine.val.targets, ours.val.targets)


@pytest.mark.parametrize(
    ("rows", "target"), [(flowers(), None), (flowers(), 0), (patients(), None)]
)
def test_a_table_can_be_trained_on(shelf: Path, rows: Rows, target: int | None) -> None:
    """Classes and numbers are learned, and the counts derived from the key are the measured."""
    config = kept(shelf, written(rows), target)
    history = run(config, lambda _: None, lambda: None)
    assert compare(config, history).agree
    assert history.records[-1].val_loss < history.records[0].val_loss


def test_a_key_tells_the_sizes() -> None:
    """The key of a table is read back, and nothing else is taken for one."""
    table = Own(12, 3, 101, 2)
    assert own(table.key) == table
    assert (DATASETS[table.key].train_size, DATASETS[table.key].val_size) == (80, 21)
    assert own("digits") is None
    assert "own12_3" not in DATASETS
    with pytest.raises(KeyError):
        DATASETS["own"]


@pytest.mark.usefixtures("shelf")
def test_a_table_that_is_gone() -> None:
    """A run on a table that another has replaced is refused, and the way out is told."""
    (fault,) = faults(RunConfig("own7_4_150_3"))
    assert fault == Fault("dataset", "own7_4_150_3", "sent")
    assert "Send me the CSV file again" in fault.say("en")
    assert "再发一次" in fault.say("zh")
