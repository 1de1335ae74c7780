"""Starting the bot as people do: as a process, with and without a token, rightly and wrongly."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest

import bot
from command_line.failures import BadInputError
from command_line.home import read_settings
from handlers.asking.thinking import Thinker
from settings import FORMS
from tests.person import Person
from trainer.engines.local import LocalEngine
from webchat import WebChat

ROOT = Path(__file__).parents[2]
_INHERITED = ("PATH", "LANG", "HOME", "SSL_CERT_DIR")
QUESTION = "60,000 images, batch size 128, 10 epochs: how many iterations?"
WELL_FORMED = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@asynccontextmanager
async def _bot(home: Path, **settings: str) -> AsyncIterator[Process]:
    """`python bot.py` with these settings; stopped, where it still runs, as by Ctrl+C in a terminal.

    What it leaves behind, a fork server that is still loading, would keep the output open.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "bot.py"),
        env={**inherited, "EPOCHBOT_HOME": str(home), **settings},
        cwd=home.parent,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGINT)
        await asyncio.to_thread(_wait_for_the_end_of, process.pid)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        _, errors = await process.communicate()
    assert b"Traceback" not in errors


def _wait_for_the_end_of(pid: int) -> None:
    """Wait for a child, and leave its exit status to who started it."""
    with suppress(ChildProcessError):
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def _complaint(patch: pytest.MonkeyPatch, place: Path, **settings: str) -> str:
    """What a start with settings says that cannot be used, in the one line that it prints."""
    patch.chdir(place)
    for name in FORMS:
        patch.delenv(name, raising=False)
    for name, value in settings.items():
        patch.setenv(name, value)
    with pytest.raises(BadInputError) as refused:
        read_settings()
    said = str(refused.value)
    assert "\n" not in said
    return said


async def _refusal(home: Path, **settings: str) -> str:
    """What the bot says on standard error when it does not start."""
    async with _bot(home, **settings) as process:
        _, errors = await process.communicate()
    assert process.returncode == 2
    assert errors.count(b"\n") == 1
    return errors.decode()


def _store_refusal(home: Path) -> str:
    """What a start says of a data directory that it cannot use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home.parent)
        patch.setenv("EPOCHBOT_HOME", str(home))
        settings = read_settings()
    with pytest.raises(BadInputError) as refused:
        bot._house(settings, LocalEngine(), Thinker(), AsyncExitStack())
    return str(refused.value)


async def _address(process: Process) -> str:
    """The address that a starting bot prints."""
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    return next(word for word in line.split() if word.startswith("http://"))


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """Without a token, the web chat opens; started again, the bot follows up, and goes on training.

    A second bot on the same data directory is refused meanwhile.
    """
    home = tmp_path / "home"
    async with (
        _bot(home, EPOCHBOT_PORT="0") as process,
        Person.at(await _address(process)) as ada,
    ):
        said = _store_refusal(home)
        assert "another epochbot" in said
        assert str(home) in said
        await ada.send("train an MLP on digits with batch size 1 for 200 epochs")
        await ada.wait_for("/287,400", patience=30)
        await ada.send(QUESTION)
        await ada.wait_for("4,690")
    assert process.returncode == 0  # after Ctrl+C, during a training
    async with (
        _bot(home, EPOCHBOT_PORT="0") as process,
        Person.at(await _address(process)) as ada,
    ):
        assert any("4,690" in str(message) for message in await ada.messages())
        await ada.send("and with batch size 256?")
        await ada.wait_for("2,350")
        await ada.wait_for("/287,400", patience=30)
        await ada.press("✕ Cancel")
        await ada.wait_for("was cancelled")
        process.terminate()
        assert await process.wait() == 0


async def test_another_bot_api_server(tmp_path: Path) -> None:
    """With a token and TELEGRAM_BASE_URL, that server stands in for Telegram, outages included.

    Spaces around the token do not matter.
    """
    server = WebChat(0, home=tmp_path / "server")
    await server.start()
    settings = {
        "TELEGRAM_BOT_TOKEN": f" {server.token} ",
        "TELEGRAM_BASE_URL": server.base_url,
        "TELEGRAM_BASE_FILE_URL": server.base_file_url,
    }
    async with _bot(tmp_path / "home", **settings) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"ready" in await process.stdout.readline()
        async with Person.at(server.address) as ada:
            await ada.send(QUESTION)
            await ada.wait_for("4,690")
        await server.stop()
        while b"no updates from the server" not in (said := await process.stderr.readline()):
            assert said
        port = int(server.address.rpartition(":")[2].strip("/"))
        server = WebChat(port, home=tmp_path / "server")
        await server.start()
        async with Person.at(server.address) as ada:
            await ada.send("and with batch size 256?")
            await ada.wait_for("2,350", patience=30)
    await server.stop()


def test_a_malformed_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What cannot be a token is refused before anything is started, without repeating it."""
    said = _complaint(monkeypatch, tmp_path, TELEGRAM_BOT_TOKEN="secret-but-wrong")  # noqa: S106
    assert "TELEGRAM_BOT_TOKEN" in said
    assert "secret-but-wrong" not in said


@pytest.mark.parametrize("token", [WELL_FORMED[:-1], f"{WELL_FORMED}x", WELL_FORMED[10:]])
def test_a_token_of_another_length(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, token: str
) -> None:
    """A token that was copied only in part, or with more, is told what one looks like."""
    said = _complaint(monkeypatch, tmp_path, TELEGRAM_BOT_TOKEN=token)
    assert "35 characters" in said
    assert token not in said


@pytest.mark.parametrize("name", ["TELEGRAM_BASE_URL", "TELEGRAM_BASE_FILE_URL"])
@pytest.mark.parametrize("address", ["127.0.0.1:8081/bot", "ftp://example.org/bot", "https://"])
def test_a_server_that_is_no_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, address: str
) -> None:
    """A server's address that is none is refused, naming the setting and an example."""
    given = {"TELEGRAM_BOT_TOKEN": WELL_FORMED, name: address}
    said = _complaint(monkeypatch, tmp_path, **given)
    assert f"{name} must be an address such as https://" in said


async def test_a_wrong_token(tmp_path: Path) -> None:
    """A token that the server does not know is refused, without repeating it."""
    server = WebChat(0)
    await server.start()
    try:
        said = await _refusal(
            tmp_path / "home", TELEGRAM_BOT_TOKEN=WELL_FORMED, TELEGRAM_BASE_URL=server.base_url
        )
    finally:
        await server.stop()
    assert "refused" in said
    assert WELL_FORMED not in said


def test_a_data_directory_that_is_a_file(tmp_path: Path) -> None:
    """A data directory that cannot be used is named, with the setting to change."""
    home = tmp_path / "home"
    home.write_text("")
    said = _store_refusal(home)
    assert str(home) in said
    assert "EPOCHBOT_HOME" in said


async def test_a_port_in_use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A port that is taken is named, with the setting to change."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EPOCHBOT_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("EPOCHBOT_PORT", port)
        with pytest.raises(BadInputError, match=f"{port} .*EPOCHBOT_PORT"):
            await bot._web_chat(read_settings(), AsyncExitStack())


@pytest.mark.parametrize("port", ["abc", "-1", "70000"])
def test_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: str) -> None:
    """A port that is no port is refused, naming the setting and what it must be."""
    said = _complaint(monkeypatch, tmp_path, EPOCHBOT_PORT=port)
    assert "EPOCHBOT_PORT must be a whole number from 0 to 65535" in said


def test_settings_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A `.env` file in the working directory is read like the environment."""
    (tmp_path / ".env").write_text("EPOCHBOT_PORT=nothing\n")
    assert "EPOCHBOT_PORT" in _complaint(monkeypatch, tmp_path)
