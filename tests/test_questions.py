"""`questions`: what the bot could not answer, listed for its maintainer."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

import bot
from data.store import open_store
from data.unanswered import Unanswered


def test_the_list(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    now: datetime,
) -> None:
    """The newest comes first, on one harmless line each; those without their text are counted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EPOCHBOT_HOME", str(tmp_path / "home"))
    assert bot.main(["questions"]) == 0
    assert capsys.readouterr().out == "Unanswered questions: 0\n"
    store = open_store(tmp_path / "home")
    asked = [
        Unanswered(now, "en", "lines", "red\x1b[31m\nink\x9b"),
        Unanswered(now, "zh", "words", None),
        Unanswered(now + timedelta(minutes=5), "zh", "words", "今晚吃什么好？"),
        Unanswered(now, "zh", "words", None),
        Unanswered(now, "en", "numbers", None),
    ]
    for one in asked:
        store.unanswered.add(one, 1)
    assert bot.main(["questions"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-03-02 08:05  zh  words    今晚吃什么好？",
        "2026-03-02 08:00  en  lines    red[31m ink",
        "Unanswered questions: 5",
        "Without their text, which only the asker can allow to keep: 3 (2 zh words, 1 en numbers)",
    ]
    store.close()


def test_a_data_directory_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is named in one line, with the setting to change, and exit status 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").write_text("")
    monkeypatch.setenv("EPOCHBOT_HOME", str(tmp_path / "home"))
    assert bot.main(["questions"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "EPOCHBOT_HOME" in said.err
