"""The settings: environment variables, or a `.env` file in the working directory."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handlers.operations.redaction import TOKEN

_ADDRESS = r"^https?://[^\s/]\S*$"
_PROXIED = r"^(https://|http://(127\.0\.0\.1|localhost)[:/])[^\s?#]+$"
_PORTS = range(1 << 16)
_HERE = "127.0.0.1"
FORMS: Mapping[str, str] = {
    "TELEGRAM_BOT_TOKEN": "a bot token: digits, a colon and 35 characters."
    " Copy it again from @BotFather, or unset it to use the web chat",
    "TELEGRAM_BASE_URL": "an address such as https://api.telegram.org/bot",
    "TELEGRAM_BASE_FILE_URL": "an address such as https://api.telegram.org/file/bot",
    "TELEGRAM_WEBHOOK_URL": "the https address that Telegram calls,"
    " such as https://bot.example.org/telegram",
    "TELEGRAM_WEBHOOK_SECRET": "16 to 256 letters, digits, underscores and hyphens,"
    " or unset: then each start makes its own",
    "TELEGRAM_WEBHOOK_LISTEN": "a port or an address and a port, such as 127.0.0.1:8443",
    "EPOCHBOT_ADMINS": "Telegram user ids, separated by commas",
    "EPOCHBOT_BACKUP_FOLDER": "a directory",
    "EPOCHBOT_BACKUP_HOURS": "a whole number of hours from 1 to 168, or 0 for no backups",
    "EPOCHBOT_BACKUP_DAYS": "a whole number of days from 1 to 366",
    "EPOCHBOT_CLUSTER": "the address of a Dask scheduler such as tcp://127.0.0.1:8786",
    "EPOCHBOT_HEALTH": "a port or an address and a port, such as 127.0.0.1:9464",
    "EPOCHBOT_LOG": "text or json",
    "EPOCHBOT_PORT": "a whole number from 0 to 65535",
}
"""What each setting that can be refused must be."""


class Door(NamedTuple):
    """Where something listens: an address of this machine, and a port."""

    host: str
    port: int


def _door(given: object) -> object:
    """The door of `port` or `address:port`."""
    if not isinstance(given, str):
        return given
    host, _, port = given.rpartition(":")
    if not port.isdecimal() or int(port) not in _PORTS:
        raise ValueError(port)
    return Door(host.strip("[]") or _HERE, int(port))


def _ids(given: object) -> object:
    if not isinstance(given, str):
        return given
    return frozenset(int(one) for one in given.split(",") if one.strip())


OptionalDoor = Annotated[Door | None, NoDecode, BeforeValidator(_door)]


def secret_folders() -> tuple[Path, ...]:
    """Where systemd and containers put secrets: a file each, named after its variable."""
    places = (os.environ.get("CREDENTIALS_DIRECTORY"), "/run/secrets")
    return tuple(Path(place) for place in places if place and Path(place).is_dir())


class Settings(BaseSettings):
    """What can be set from outside; every field is an environment variable.

    Attributes:
        token: the bot's token; without one the web chat is started.
        base_url: another Bot API server, as python-telegram-bot takes it.
        base_file_url: where that server keeps files.
        webhook_url: the address that Telegram calls; without one the bot fetches its updates.
        webhook_secret: what Telegram says there; without one, each start makes its own.
        webhook_listen: where a proxy reaches the bot.
        admins: who is told of errors, and may ask for the bot's state.
        home: the directory of the store.
        port: the web chat's port.
        cluster: the Dask scheduler whose workers train; without one this machine does.
        log: how the log is written.
        health: where the bot's health and its figures can be read; nowhere where not set.
        backup_folder: where backups are kept; without one, in the directory of the store.
        backup_hours: hours from one backup to the next; 0 for none.
        backup_days: how many days have a backup each.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    token: Annotated[
        str | None, Field(pattern=f"^{TOKEN.pattern}$", validation_alias="TELEGRAM_BOT_TOKEN")
    ] = None
    base_url: Annotated[str, Field(pattern=_ADDRESS, validation_alias="TELEGRAM_BASE_URL")] = (
        "https://api.telegram.org/bot"
    )
    base_file_url: Annotated[
        str, Field(pattern=_ADDRESS, validation_alias="TELEGRAM_BASE_FILE_URL")
    ] = "https://api.telegram.org/file/bot"
    webhook_url: Annotated[
        str | None, Field(pattern=_PROXIED, validation_alias="TELEGRAM_WEBHOOK_URL")
    ] = None
    webhook_secret: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_-]{16,256}$", validation_alias="TELEGRAM_WEBHOOK_SECRET"),
    ] = None
    webhook_listen: Annotated[
        Door, NoDecode, BeforeValidator(_door), Field(validation_alias="TELEGRAM_WEBHOOK_LISTEN")
    ] = Door(_HERE, 8443)
    admins: Annotated[
        frozenset[int], NoDecode, BeforeValidator(_ids), Field(validation_alias="EPOCHBOT_ADMINS")
    ] = frozenset()
    home: Annotated[Path, Field(validation_alias="EPOCHBOT_HOME")] = user_data_path("epochbot")
    cluster: Annotated[
        str | None,
        Field(pattern=r"^(tcp|tls|ws|wss)://[^\s/:]+:\d+$", validation_alias="EPOCHBOT_CLUSTER"),
    ] = None
    port: Annotated[int, Field(ge=0, le=65535, validation_alias="EPOCHBOT_PORT")] = 8080
    log: Annotated[Literal["text", "json"], Field(validation_alias="EPOCHBOT_LOG")] = "text"
    health: Annotated[OptionalDoor, Field(validation_alias="EPOCHBOT_HEALTH")] = None
    backup_folder: Annotated[Path | None, Field(validation_alias="EPOCHBOT_BACKUP_FOLDER")] = None
    backup_hours: Annotated[int, Field(ge=0, le=168, validation_alias="EPOCHBOT_BACKUP_HOURS")] = 24
    backup_days: Annotated[int, Field(ge=1, le=366, validation_alias="EPOCHBOT_BACKUP_DAYS")] = 7

    @property
    def shelf(self) -> Path:
        """Where data sets are kept that do not come with the bot."""
        return self.home / "datasets"

    @property
    def backups(self) -> Path:
        """Where backups are kept."""
        return self.backup_folder or self.home / "backups"

    @property
    def backup_every(self) -> timedelta | None:
        """From one backup to the next; None where there are none."""
        return timedelta(hours=self.backup_hours) if self.backup_hours else None
