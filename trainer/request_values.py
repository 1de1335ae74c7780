"""The values of settings as people write them: names, layers, factors and lists."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from solver.reading.tokens.numbers import find_numbers
from trainer import wording
from trainer.choices import CHOICES

_BY_KEY = {"dataset", "model", "optimizer", "activation", "loss"}
"""Fields whose keys are words that people use."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_USUAL_UNITS = 64
_MOST_LAYERS = 1000
"""Layers that are still counted; a network can have far fewer."""
_SHORTENED = re.compile(r"\d.*[\^ekm百千万亿]", re.IGNORECASE)
_LARGEST = 10**15
_LIST = re.compile(r"\s*(?:[,，、]|and|和)\s*")


@cache
def names(field: str) -> dict[str, str]:
    """The choices of a field by every name that people have for them, bare and as written."""
    return {
        spelled: key
        for key, entry in CHOICES[field].items()
        for name in ((key,) if field in _BY_KEY else ()) + entry.aliases
        for spelled in (name, wording.bare(name))
    }


def shared(fields: Sequence[str | None], joined: Sequence[bool]) -> list[str | None]:
    """The fields of numbers, where a number that has none takes that of one it is joined to."""
    shared = list(fields)
    for place, with_next in enumerate(joined, 1):
        if with_next and shared[place] is None:
            shared[place] = shared[place - 1]
    for place in reversed(range(len(joined))):
        if joined[place] and shared[place] is None:
            shared[place] = shared[place + 1]
    return shared


def in_digits(text: str) -> str:
    """The text with its large whole numbers in plain digits: `10^6`, `1e6` and `100万` alike."""
    for number in reversed(find_numbers(text)):
        whole = isinstance(number.value, int) and number.value <= _LARGEST
        if whole and _SHORTENED.search(number.text):
            text = f"{text[: number.start]} {number.value} {text[number.end :]}"
    return text


def layers(said: Mapping[str, str | None], *, several: bool) -> list[tuple[int, ...]]:
    """The sizes of hidden layers: each of them, or how many of one size.

    Where several networks are meant, each part of a list is one.
    """
    if sizes := said.get("sizes"):
        parts = _LIST.split(sizes) if several else [sizes]
        return [tuple(map(int, re.findall(r"\d+", part))) for part in parts]
    layers = said.get("layers") or ""
    count = _COUNTS.get(layers.lower()) or int(layers)
    return [(int(said.get("units") or _USUAL_UNITS),) * min(count, _MOST_LAYERS)]


def written_factor(match: re.Match[str]) -> float:
    """How many times larger something is to be."""
    said = match.groupdict()
    return float(said["up"]) if said.get("up") else 1 / max(float(said["down"]), 1e-9)
