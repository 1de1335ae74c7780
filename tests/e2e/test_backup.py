"""Backups as whoever runs the bot makes them: while it runs, and back after something happened."""

import asyncio
import json
import signal
from pathlib import Path

import pytest

import bot
from command_line.failures import BadInputError
from data.backup import STORE, Backups
from tests.e2e.test_start import _address, _bot
from tests.person import Person


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EPOCHBOT_HOME", str(tmp_path / "home"))


async def test_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A backup of a running bot is taken up again by the next, whose store was destroyed.

    Asked to stop, the bot stops; asked twice, at once.
    """
    home, copy = tmp_path / "home", tmp_path / "copy.db"
    assert bot.main(["backup"]) == 2
    assert "no store" in capsys.readouterr().err
    async with (
        _bot(home, EPOCHBOT_PORT="0", EPOCHBOT_LOG="json") as process,
        Person.at(await _address(process)) as ada,
    ):
        await ada.send("/settings")
        await ada.wait_for("Language: English", patience=30)
        await ada.press("中文")
        await ada.wait_for("语言：中文", patience=30)
        assert bot.main(["backup", str(copy)]) == 0
        assert bot.main(["backup"]) == 0
        assert capsys.readouterr().out.splitlines()[0] == str(copy)
        assert bot.main(["restore", str(copy)]) == 2
        assert "running" in capsys.readouterr().err
        process.terminate()
        async with asyncio.timeout(30):
            assert await process.wait() == 0
    assert bot.main(["restore", str(tmp_path / "none.db")]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert bot.main(["restore", str(copy)]) == 0
    said = capsys.readouterr().out
    assert f"{copy} is the store in {home} now." in said
    (home / STORE).write_bytes(b"nothing but noise" * 1000)
    async with _bot(home, EPOCHBOT_PORT="0", EPOCHBOT_LOG="json") as process:
        async with Person.at(await _address(process)) as ada:
            assert process.stderr is not None
            logged = json.loads(await process.stderr.readline())
            assert (logged["level"], logged["logger"]) == ("ERROR", "epochbot")
            assert "damaged" in logged["event"]
            await ada.send("/settings")
            await ada.wait_for("语言：中文", patience=30)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.05)  # two at the same moment are one
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() in {0, 130}


def test_no_backup_to_go_back_to(tmp_path: Path) -> None:
    """Where the store is damaged and has no backup, a start is refused with what can be done."""
    (tmp_path / STORE).write_bytes(b"nothing but noise" * 1000)
    with pytest.raises(BadInputError) as refused:
        bot._recovered(Backups(tmp_path, tmp_path / "backups", None, 7))
    assert "has no whole backup of it" in str(refused.value)
    assert "docs/operations.md" in str(refused.value)
