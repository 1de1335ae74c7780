"""Settings for whoever runs the bot: read, refused, and taken from where secrets are kept."""

from pathlib import Path

import pytest

from command_line.failures import BadInputError
from command_line.home import read_settings
from settings import FORMS, Settings

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105 - made up


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in FORMS:
        monkeypatch.delenv(name, raising=False)


def _read(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_what_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Admins, places to listen and backups are read as they are written."""
    found = _read(
        monkeypatch,
        EPOCHBOT_ADMINS=" 7, 8,",
        EPOCHBOT_HEALTH="9464",
        TELEGRAM_WEBHOOK_LISTEN="[::1]:8443",
        EPOCHBOT_BACKUP_FOLDER=str(tmp_path),
        EPOCHBOT_BACKUP_HOURS="0",
    )
    assert found.admins == {7, 8}
    assert found.health == ("127.0.0.1", 9464)
    assert found.webhook_listen == ("::1", 8443)
    assert found.backups == tmp_path
    assert found.backup_every is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EPOCHBOT_ADMINS", "@ada"),
        ("EPOCHBOT_HEALTH", "70000"),
        ("EPOCHBOT_LOG", "xml"),
        ("EPOCHBOT_BACKUP_HOURS", "-1"),
        ("EPOCHBOT_BACKUP_DAYS", "0"),
        ("TELEGRAM_WEBHOOK_LISTEN", "nowhere"),
        ("TELEGRAM_WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("TELEGRAM_WEBHOOK_SECRET", "too-short"),
    ],
)
def test_what_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """What cannot be used is named with what it must be, and never repeated."""
    with pytest.raises(BadInputError) as refused:
        _read(monkeypatch, **{name: value})
    assert str(refused.value) == f"{name} must be {FORMS[name]}."
    assert value not in str(refused.value)


def test_a_token_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A secret that systemd or a container keeps in a file is read from there."""
    (tmp_path / "TELEGRAM_BOT_TOKEN").write_text(f"{TOKEN}\n")
    assert _read(monkeypatch, CREDENTIALS_DIRECTORY=str(tmp_path)).token == TOKEN
