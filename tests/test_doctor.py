"""`doctor`: a line for each part, what works and how to turn on what does not."""

import socket
from pathlib import Path

import pytest

import bot
import doctor
from data.store import open_store
from settings import Settings
from trainer.fetching import SOURCES


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is set but the data directory."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.setenv("EPOCHBOT_HOME", str(tmp_path / "home"))


def _examined(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit status; and of each part, how it is and what is said of it."""
    status = bot.main(["doctor"])
    said = capsys.readouterr()
    assert said.err == ""
    columns = [
        [cell.strip() for cell in line.split("  ") if cell] for line in said.out.splitlines()
    ]
    return status, {part: (state, says) for state, part, says in columns}


def test_a_fresh_machine(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Before the first start all that is needed works, and looking makes nothing."""
    status, parts = _examined(capsys)
    assert status == 0
    needed = ("settings", "store", "space", "questions", "charts")
    assert {parts[part][0] for part in needed} <= {"works", "off"}
    assert "web chat opens on port 8080" in parts["settings"][1]
    assert parts["MNIST"] == ("off", "not fetched yet: python bot.py data get mnist")
    assert parts["cluster"][0] == "off"
    assert "EPOCHBOT_CLUSTER" in parts["cluster"][1]
    assert {"English voice", "Chinese voice", "Fashion-MNIST"} <= parts.keys()
    assert {parts[part][0] for part in ("admins", "backups", "webhook", "health")} == {"off"}
    assert not (tmp_path / "home").exists()


def test_a_running_bot(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The store is seen to work while the bot has it open; a data set on the shelf is found.

    So are admins, a backup, a webhook, and a health check that nobody answers.
    """
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("EPOCHBOT_HEALTH", str(taken.getsockname()[1]))
    monkeypatch.setenv("EPOCHBOT_ADMINS", "1, 2")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example.org/telegram")
    store = open_store(home)
    assert bot.main(["backup"]) == 0
    capsys.readouterr()
    (home / "datasets" / "mnist").mkdir(parents=True)
    assert "mnist" in SOURCES
    status, parts = _examined(capsys)
    store.close()
    assert status == 0
    assert parts["store"] == ("works", f"{home / 'epochbot.db'} opens and can be written")
    assert parts["MNIST"][0] == "works"
    assert parts["admins"] == ("works", "2 can ask for /status")
    assert parts["backups"] == ("works", f"the last of 1 is 0 h old, in {home / 'backups'}")
    assert "passed on to 127.0.0.1:8443" in parts["webhook"][1]
    assert parts["health"][0] == "off"
    assert "no bot answers" in parts["health"][1]


def test_settings_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong setting is named, and what does not depend on the settings is still looked at."""
    monkeypatch.setenv("EPOCHBOT_PORT", "abc")
    status, parts = _examined(capsys)
    assert status == 1
    assert parts["settings"][0] == "broken"
    assert "EPOCHBOT_PORT must be" in parts["settings"][1]
    assert parts["charts"][0] == "works"


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    """A file in place of the directory, or something else in place of the store, is broken."""
    file, damaged = tmp_path / "file", tmp_path / "damaged"
    file.write_text("")
    damaged.mkdir()
    (damaged / "epochbot.db").write_text("not SQLite, but somebody's text" * 100)
    for home in (file, damaged):
        found = doctor.store(home)
        assert found.state == "broken"
        assert str(home) in found.says
        assert "EPOCHBOT_HOME" in found.says
    assert (damaged / "epochbot.db").read_text().startswith("not SQLite")


def test_a_full_disk(tmp_path: Path) -> None:
    """Too little room is broken, and says how much there is."""
    assert doctor.space(tmp_path / "not" / "made").state == "works"
    full = doctor.space(tmp_path, least=10**18)
    assert full.state == "broken"
    assert "GB are free" in full.says


def test_a_cluster_that_is_away() -> None:
    """A cluster that is set and does not answer is broken: trainings would wait for it."""
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = doctor.cluster(f"tcp://127.0.0.1:{port}", patience=0.2)
    assert away.state == "broken"
    assert f"no answer from tcp://127.0.0.1:{port}" in away.says
