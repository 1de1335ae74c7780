"""Command lines: `torchrun --nproc_per_node 8 train.py --num_train_epochs=3`."""

import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import IGNORED, Entry, devices_listed, meaning
from solver.reading.code.setting_values import parse_value

_FLAG = lazy_pattern(
    r"(?<![\w\-])--?(?P<name>[A-Za-z][\w.\-]{0,60})"
    r"(?:(?:[ \t]{0,3}=[ \t]{0,3}|[ \t]{1,8}(?:\\[ \t]{0,8}\n[ \t]{0,40})?)"
    r"(?P<value>\"[^\"\n]{0,60}\"|'[^'\n]{0,60}'|(?!-{1,2}[A-Za-z])[^\s\"'`;|&，。；）)]{1,60}))?",
    re.ASCII,
)
_PROGRAM = lazy_pattern(
    r"\b(?:torchrun|accelerate[ ]launch|deepspeed|horovodrun|mpirun|python3?[ ]\S{1,99}"
    r"|bash[ ]\S{1,99}\.sh|yolo[ ]|tools/\w{1,40}\.sh)"
)
_NUMBER = lazy_pattern(r"\d[\d.,_eE-]*(?<![.,])")
_NOT_ASCII = lazy_pattern(r"[^ -~].*")
_MOST = 4_000
"""Flags of a text that are looked at."""
_SHORT = {"b": "batch_size", "e": "epochs", "j": "num_workers", "np": "devices", "bs": "batch_size"}


def is_command(text: str) -> bool:
    """Whether a text runs a program."""
    return bool(_PROGRAM.search(text))


def find_flags(text: str, taken: bytes | bytearray) -> Iterator[Entry]:
    """The settings given as flags outside of the places that are taken."""
    for count, match in enumerate(_FLAG.finditer(text)):
        if count == _MOST:
            return
        entry = None if taken[match.start()] else _entry(match)
        if entry:
            yield entry


def _entry(match: re.Match[str]) -> Entry | None:
    short = match.group().startswith("-" + match["name"])
    name = _SHORT.get(match["name"], "") if short else match["name"]
    if not meaning(name) and not devices_listed(name, match["value"] or ""):
        return None if short else _unknown(match)
    written = _NOT_ASCII.sub("", match["value"] or "true").rstrip(",.:")
    end = match.start("value") + len(written) if match["value"] else match.end("name")
    devices = devices_listed(name, written)
    if devices:
        return Entry(match["name"], devices, match.start(), end, quantity="devices")
    value = parse_value(written)
    return Entry(match["name"], value, match.start(), end, quantity=meaning(name) or "")


def _unknown(match: re.Match[str]) -> Entry | None:
    """An option with a number that says nothing of the run: its words mean nothing else."""
    number = _NUMBER.match(match["value"] or "")
    if number is None:
        return None
    end = match.start("value") + number.end()
    return Entry(match["name"], None, match.start(), end, quantity=IGNORED)
