"""Fetching a file from one of several addresses, taken up again where it broke off."""

import hashlib
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from urllib.request import Request, urlopen

from trainer.fetching.sources import Part

PATIENCE = 30.0
"""Seconds to wait for an answer."""
IN_VAIN = 3
"""Visits to each mirror without a byte more, after which it is given up."""
PAUSE = 1.0
"""Seconds before the next visit after one in vain."""
_PIECE = 1 << 16


class FetchFailed(Exception):  # noqa: N818  # what happened to the download
    """A file could not be fetched.

    Attributes:
        name: of the file.
        reason: what went wrong last.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


def download(
    part: Part, mirrors: Sequence[str], to: Path, report: Callable[[int], None], pause: float
) -> None:
    """Fetch a file; what is there of it already is not fetched again.

    Args:
        part: the file.
        mirrors: addresses to which its name is added, each visited in turn.
        to: where it is kept, also while it is not complete.
        report: told how many bytes are there.
        pause: seconds before the next visit after one in vain.

    Raises:
        FetchFailed: no mirror has it, or what they have is another file.
    """
    in_vain, reason = 0, ""
    for mirror in cycle(mirrors):
        before = _length(to)
        report(before)
        if before < part.size:
            reason = _visit(f"{mirror}{part.name}", part, to, report)
        if _length(to) >= part.size:
            if hashlib.md5(to.read_bytes(), usedforsecurity=False).hexdigest() == part.md5:
                return
            to.unlink()
            reason = "what came is another file than its makers published (MD5)"
        in_vain = in_vain + 1 if _length(to) <= before else 0
        if in_vain == IN_VAIN * len(mirrors):
            raise FetchFailed(part.name, reason)
        if in_vain:
            time.sleep(pause)


def _visit(address: str, part: Part, to: Path, report: Callable[[int], None]) -> str:
    """Fetch what is missing, as far as it comes.

    Returns:
        What went wrong, where it did.
    """
    there = _length(to)
    request = Request(address, headers={"Range": f"bytes={there}-"} if there else {})  # noqa: S310  # an address of `SOURCES`
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # as above
            resumed = answer.status == HTTPStatus.PARTIAL_CONTENT
            with to.open("ab" if resumed else "wb") as file:
                while (piece := answer.read(_PIECE)) and file.tell() < part.size:
                    file.write(piece)
                    report(file.tell())
    except (OSError, HTTPException) as error:
        return f"{address}: {error}"
    return f"{address}: the connection broke off"


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
