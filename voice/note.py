"""A written text -> its voice note, made once and kept."""

import hashlib
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.words import Language

ROOM = 256 << 20
"""Bytes that are kept; the notes that were not heard for longest go first."""
_OPUS_RATE = 48_000  # of the times in the file, whatever was encoded (RFC 7845, 4)


@dataclass(frozen=True)
class Line:
    """What one speaker says.

    Attributes:
        text: the Markdown of lessons, or what is said of it, a paragraph a line.
        speaker: 0 for the first voice, the teacher's; 1 for the second, the student's.
    """

    text: str
    speaker: int = 0


@dataclass(frozen=True)
class Note:
    """A voice note (OGG with Opus), and how many seconds it takes."""

    ogg: bytes
    seconds: float


def kept(folder: Path, lines: Sequence[Line], language: Language) -> Note | None:
    """The voice note of some lines, if it is there already."""
    place = place_of(folder, lines, language)
    try:
        os.utime(place)
        ogg = place.read_bytes()
    except FileNotFoundError:
        return None
    return Note(ogg, seconds(ogg))


def make(folder: Path, lines: Sequence[Line], language: Language) -> Note:
    """Make the voice note of some lines and keep it; slow, to be called in a worker.

    Args:
        folder: where notes are kept; it is made where needed.
        lines: what is written, by who says it.
        language: of the lines.
    """
    from voice.speech import speak
    from voice.spoken import spoken

    said = [Line(spoken(line.text, language), line.speaker) for line in lines]
    ogg = speak(said, language)
    _keep(place_of(folder, lines, language), ogg)
    return Note(ogg, seconds(ogg))


def place_of(folder: Path, lines: Sequence[Line], language: Language) -> Path:
    """The file that holds a note: named after what is read, and after how it is."""
    content = repr((_manner(), language, [(line.speaker, line.text) for line in lines]))
    return folder / f"{hashlib.sha256(content.encode()).hexdigest()[:32]}.ogg"


def seconds(ogg: bytes) -> float:
    """How long a file is: the time that its last page states (RFC 3533, 6)."""
    page = ogg.rfind(b"OggS")
    (samples,) = struct.unpack_from("<q", ogg, page + 6)
    return float(samples / _OPUS_RATE)


@cache
def _manner() -> str:
    """What changes as soon as anything here is said otherwise."""
    manner = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.*")):
        if file.suffix in {".py", ".toml"}:
            manner.update(file.read_bytes())
    return manner.hexdigest()


def _keep(place: Path, ogg: bytes) -> None:
    """Write a note beside its place and move it there, so that no half one is ever found."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(ogg)
    unfinished.replace(place)
    room = ROOM
    for old in sorted(place.parent.glob("*.ogg"), key=lambda file: -file.stat().st_mtime):
        room -= old.stat().st_size
        if room < 0:
            old.unlink(missing_ok=True)
