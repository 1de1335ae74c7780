"""Memory that is free is not kept from others."""

import platform
import subprocess
import sys

import pytest

_PROGRAM = """
import psutil
from handlers.operations.memory import give_memory_back

resident = lambda: psutil.Process().memory_info().rss
pieces = [bytes(20_000) for _ in range(5_000)]
last = bytes(20_000)
del pieces
before = resident()
give_memory_back()
print(before - resident())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others give it back by themselves")
def test_free_memory_goes_back() -> None:
    """A hundred megabytes that are free below a piece in use go back to the system."""
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) > 50_000_000
