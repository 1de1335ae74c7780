"""What `doctor` says of running the bot: admins, backups, webhook and health."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from command_line.backup import backups_of
from command_line.check import Check

if TYPE_CHECKING:
    from settings import Door, Settings

_PATIENCE = 3.0
_HOUR = timedelta(hours=1)


def operations(settings: "Settings") -> Iterator[Check]:
    """Who is told of errors, how old the last backup is, how updates come, and how the bot is."""
    yield admins(settings)
    yield backups(settings)
    yield webhook(settings)
    yield health(settings.health)


def admins(settings: "Settings") -> Check:
    """Whether anybody is told of errors."""
    if not settings.admins:
        how = "nobody is told of errors; set EPOCHBOT_ADMINS to Telegram user ids"
        return Check("admins", "off", f"{how}, separated by commas")
    return Check("admins", "works", f"{len(settings.admins)} can ask for /status")


def backups(settings: "Settings") -> Check:
    """Whether there is a backup, and how old it is."""
    kept, now = backups_of(settings), datetime.now(UTC)
    if kept.every is None:
        return Check("backups", "off", "none is made: unset EPOCHBOT_BACKUP_HOURS")
    last, every = kept.last(now), f"one every {kept.every // _HOUR} h while the bot runs"
    if last is None:
        return Check("backups", "off", f"none in {kept.folder} yet; {every}")
    age = f"the last of {len(kept.all())} is {(now - last.at) // _HOUR} h old, in {kept.folder}"
    if now - last.at > 2 * kept.every:
        return Check("backups", "off", f"{age}; {every}. Make one: python bot.py backup")
    return Check("backups", "works", age)


def webhook(settings: "Settings") -> Check:
    """How updates come."""
    if settings.webhook_url is None:
        how = "the bot asks for updates; for a webhook, set TELEGRAM_WEBHOOK_URL"
        return Check("webhook", "off", f"{how} (docs/operations.md)")
    host, port = settings.webhook_listen
    return Check("webhook", "works", f"{settings.webhook_url} is to be passed on to {host}:{port}")


def health(door: "Door | None") -> Check:
    """Whether a running bot says that it is well."""
    if door is None:
        how = "no health check and no metrics; set EPOCHBOT_HEALTH to a port such as 9464"
        return Check("health", "off", how)
    host = "127.0.0.1" if door.host in {"0.0.0.0", "::"} else door.host  # noqa: S104 (is asked for)
    place = f"http://{host}:{door.port}/healthz"
    try:
        with urllib.request.urlopen(place, timeout=_PATIENCE):
            return Check("health", "works", f"{place} says ok")
    except urllib.error.HTTPError as error:
        said = error.read(1000).decode("utf-8", "replace").strip()
        return Check("health", "broken", f"{place} says: {said}")
    except OSError as error:
        return Check("health", "off", f"no bot answers at {place} ({error})")
