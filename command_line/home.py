"""The settings from outside, and the store that they name."""

from pathlib import Path
from typing import TYPE_CHECKING

from command_line.failures import BadInputError

if TYPE_CHECKING:
    from data.store import Store, StoreUnavailableError
    from settings import Settings


def read_settings() -> "Settings":
    """The settings from outside.

    Raises:
        BadInputError: some of them cannot be used.
    """
    from pydantic import ValidationError

    from settings import FORMS, Settings, secret_folders

    try:
        return Settings(_secrets_dir=secret_folders())  # type: ignore[call-arg]  # not seen by mypy
    except ValidationError as error:
        # Only names: what was given may be a secret.
        names = [str(fault["loc"][0]) for fault in error.errors()]
        raise BadInputError(" ".join(f"{name} must be {FORMS[name]}." for name in names)) from error


def open_home(home: Path) -> "Store":
    """The store in the data directory.

    Raises:
        BadInputError: it cannot be used.
    """
    from data.store import StoreUnavailableError, open_store

    try:
        return open_store(home)
    except StoreUnavailableError as error:
        raise unusable(error) from error


def unusable(error: "StoreUnavailableError") -> BadInputError:
    """What to say of a data directory that cannot be used."""
    return BadInputError(
        f"the data directory {error.home} cannot be used ({error.reason}). {error.advice}"
    )
