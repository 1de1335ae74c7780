"""A run on a learner's own table as a script: it reads the table, and prints the same history."""

import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from solver.language import Language
from tests.trainer.test_read_a_table import Rows, flowers, kept, patients, shelf, written
from tests.trainer.test_take_a_run_along import printed
from trainer.config import RunConfig
from trainer.loop import run
from trainer.script import file_name, writable, write
from trainer.tables import describe

__all__ = ["shelf"]


def _mixed() -> Rows:
    """Chinese columns of numbers and texts, one that never changes, and one that is no use."""
    head, *rows = flowers()
    names = ["编号", '颜色 "深浅"', "地点", *map(str, head)]
    colours = ("深", "浅", "不深不浅")
    return [names, *([f"no_{n}", colours[n % 3], 5, *row] for n, row in enumerate(rows))]


def _numbered() -> Rows:
    """Classes that are numbers, in columns that no header names."""
    return [[*row[:4], 10 * (at // 50)] for at, row in enumerate(flowers()[1:])]


@pytest.mark.parametrize(
    ("text", "encoding", "changes", "language"),
    [
        (written(_mixed(), ";"), "gb18030", {"label_noise": 0.2}, "zh"),
        (written(_numbered(), "\t"), "utf-8-sig", {"batch_size": 7, "model": "linear"}, "en"),
        (written(patients()), "utf-8", {"augmentation": ("noise",), "dropout": 0.1}, "en"),
    ],
)
def test_a_script_reads_the_table(  # noqa: PLR0917  # by name
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    encoding: str,
    changes: dict[str, object],
    language: Language,
) -> None:
    """The script, given the file as it was sent, prints every loss of the run, and is clean."""
    config = replace(kept(shelf, text), epochs=2, **changes)  # type: ignore[arg-type]  # by field
    script, table = shelf / file_name(config), shelf / "sent.csv"
    script.write_text(write(config, language), "utf-8")
    table.write_bytes(text.encode(encoding))
    monkeypatch.setattr(sys, "argv", [script.name, str(table)])
    runpy.run_path(str(script))
    records = run(config, lambda _: None, lambda: None).records
    for numbers, record in zip(printed(capsys.readouterr().out), records, strict=True):
        losses = numbers[:: 1 if record.val_accuracy is None else 2]
        assert losses == pytest.approx([record.train_loss, record.val_loss], rel=1e-5)
    ruff = [str(Path(sys.executable).with_name("ruff")), "format", "--check", "--isolated"]
    subprocess.run([*ruff, "--no-cache", script], check=True, capture_output=True)


def test_a_table_that_is_gone(shelf: Path) -> None:
    """Only for a table that is still there can a script be written."""
    config = kept(shelf, written(flowers()))
    assert writable(config)
    assert describe(written(flowers())).sound
    (shelf / "own" / "7.csv").unlink()
    assert not writable(config)
    assert not writable(RunConfig("own3_0_150_3"))
