"""`backup` and `restore`: a copy of the store, and the way back."""

import argparse
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from command_line.failures import BadInputError
from command_line.home import read_settings

if TYPE_CHECKING:
    from data.backup import Backups
    from settings import Settings


def add_backup(parser: argparse.ArgumentParser) -> None:
    """The arguments of `backup`."""
    parser.add_argument("file", nargs="?", type=Path, help="where to; else among the others")
    parser.set_defaults(action=make_backup)


def add_restore(parser: argparse.ArgumentParser) -> None:
    """The arguments of `restore`."""
    parser.add_argument("file", type=Path, help="the copy")
    parser.set_defaults(action=restore_backup)


def backups_of(settings: "Settings") -> "Backups":
    """The copies of the store that the settings name."""
    from data.backup import Backups

    return Backups(settings.home, settings.backups, settings.backup_every, settings.backup_days)


def make_backup(options: argparse.Namespace) -> int:
    """Copy the store, also while the bot runs."""
    from data.backup import STORE, BadBackupError, write

    settings = read_settings()
    if not (settings.home / STORE).exists():
        raise BadInputError(f"there is no store in {settings.home} yet.")
    try:
        if options.file:
            write(settings.home, options.file)
            print(options.file)
        else:
            print(backups_of(settings).make(datetime.now(UTC)).file)
    except BadBackupError as error:
        raise BadInputError(f"the store may be damaged: {error}.") from error
    except (OSError, sqlite3.Error) as error:
        raise BadInputError(f"no backup could be made: {error}.") from error
    return 0


def restore_backup(options: argparse.Namespace) -> int:
    """Put a copy in the place of the store, while the bot is stopped."""
    from data.backup import BadBackupError
    from data.lock import StoreInUseError, held
    from data.restoring import restore
    from data.store import StoreUnavailableError

    home = read_settings().home
    try:
        with held(home):
            aside = restore(options.file, home, datetime.now(UTC))
    except StoreInUseError as error:
        raise BadInputError(f"an epochbot is running on {home}. Stop it first.") from error
    except BadBackupError as error:
        raise BadInputError(f"{error}. Nothing was changed.") from error
    except (OSError, sqlite3.Error, StoreUnavailableError) as error:
        raise BadInputError(f"the store could not be replaced: {error}.") from error
    print(f"{options.file} is the store in {home} now.")
    if aside:
        print(f"What was there before is in {aside}.")
    return 0
