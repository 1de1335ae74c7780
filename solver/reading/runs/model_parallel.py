"""Devices that hold parts of one model: tensor, pipeline and sequence parallelism share a batch."""

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from solver.lazy_pattern import lazy_pattern
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_SIZE = lazy_pattern(
    r"(?<![A-Za-z])(?:(?:tensor|pipeline|sequence|context|ulysses|ring|sp|tp|pp|cp)[_ -]?"
    r"(?:model[_ -]?)?parallel(?:ism)?(?:[_ -]?(?:size|degree))?"
    r"|(?:TP|PP|CP|tp|pp|cp)(?:[_ -]size)?"
    r"|(?:张量|流水线|流水|序列|上下文)并行(?:度|数|大小)?)"
    r"[\s\"'`]{0,2}(?:[=:：]|为|是|of|is)?\s?(?P<size>[1-9]\d{0,3})(?![\d.])"
)
_WHOLE = "devices"


def with_model_parallel(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with as many devices as there are copies of the model."""
    sizes = list(_sizes(scan.text))
    told = [fact for fact in facts if fact.known.quantity == _WHOLE]
    if not sizes or len({fact.known.value for fact in told}) != 1:
        return facts
    model = prod(size for _, size in sizes)
    devices = told[0].known.value
    if model == 1 or not isinstance(devices, int) or devices % model:
        return facts
    copies = devices // model
    words = " / ".join([told[0].known.text, *(text for text, _ in sizes)])
    places = [match.span() for match in _SIZE.finditer(scan.text)]
    kept = [f for f in facts if f not in told and not any(a <= f.start < b for a, b in places)]
    marks = [replace(told[0], start=match.start("size")) for match in _SIZE.finditer(scan.text)]
    changed = [
        replace(f, known=replace(f.known, value=copies, text=words)) for f in (*told, *marks)
    ]
    return [*kept, *changed]


def _sizes(text: str) -> Iterator[tuple[str, int]]:
    for match in _SIZE.finditer(text):
        yield match.group().strip(), int(match["size"])
