"""What several tests share."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.store import Store, open_store

SLOWEST = {"test_crash.py", "test_start.py", "test_train.py"}


def pytest_configure() -> None:
    """Trust no certificate: whom the tests talk to is on this machine, and uses none.

    To read all those of the world takes as long as everything else that starts a bot.
    """
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slowest files, so that no core waits for one of them at the end."""
    items.sort(key=lambda item: item.path.name not in SLOWEST)


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(tmp_path)
    yield opened
    opened.close()
