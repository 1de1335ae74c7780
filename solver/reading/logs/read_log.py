"""A pasted training log becomes a history: its lines are read one by one, then put together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from solver.history import History
from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.assembly import assemble
from solver.reading.logs.formats import Sighting, read_line
from solver.reading.logs.lists import read_lists
from solver.reading.logs.metrics import names_set
from solver.reading.logs.order import placed
from solver.reading.logs.places import HEADING
from solver.reading.logs.tables import Table, find_header, read_bare_row
from solver.reading.tokens.numbers import half_width

LONGEST_LOG = 262_144
"""Characters of a log that are read; what follows is left out."""
MOST_LINES = 5000
"""Lines of a log that are read."""
_LONGEST_LINE = 2000
_HINT = lazy_pattern(
    r"loss|损失|acc|准确率|精度|train_runtime|━| avg,"
    r"|\[\d{1,6}:\d\d|\[[=>.]{4}|/\d{1,9} - \d{1,6}s "
)
_BREAK = lazy_pattern(r"[\r\n\x08]+|(?<=\}) ?,? ?(?=\{)")
_ESCAPE = lazy_pattern(r"\x1b\[[0-9;?]{0,12}[a-z]")
_FROM_ZERO = lazy_pattern(
    r"(?:start\w*|count\w*|number\w*)[^.?\n]{0,16}(?:at|from|with) (?:0|zero)"
    r"|(?:zero|0)-(?:based|index)"
    r"|从\s?[0零]\s?(?:开始|起|数|计)|下标从\s?0"
)
_FEWEST_LINES = 2


def read_log(text: str) -> History | None:
    """The history that a training log tells; None where a text holds no log.

    Prose around the log is passed over, and a single progress bar inside a question is read too.
    """
    text = half_width(text[:LONGEST_LOG]).lower()
    if not _HINT.search(text):
        return None
    sightings = list(placed(_sightings(_ESCAPE.sub("", text))))
    if _FROM_ZERO.search(text):
        sightings = [replace(seen, from_zero=True) for seen in sightings]
    if not _is_log(sightings):
        return None
    return assemble(sightings)


def _is_log(sightings: Iterable[Sighting]) -> bool:
    """One line in a form that only logs have is enough, or two that name a place and a value."""
    telling = [seen for seen in sightings if seen.telling]
    return len(telling) >= _FEWEST_LINES or any(_stands_alone(seen) for seen in telling)


def _stands_alone(seen: Sighting) -> bool:
    """A single line is a log by its form, by its exact place, or by several values."""
    place = seen.place
    exactly = place.epochs or place.total or (place.epoch is not None and place.done is not None)
    return seen.certain or bool(exactly) or len(seen.values) > 1


def _sightings(text: str) -> Iterator[Sighting]:
    table: Table | None = None
    announced: str | None = None
    for part in islice(_parts(text), MOST_LINES):
        table = find_header(part) or table
        row = (table and table.row(part)) or read_bare_row(part)
        told = [row] if row else list(read_lists(part))
        if not told:
            seen = read_line(f"{announced}: {part}" if announced else part)
            told = [seen] if seen else []
        announced = None if told else names_set(part)
        yield from told


def _parts(text: str) -> Iterator[str]:
    """The lines, cut before each further epoch that one tells of, and where one is endless."""
    for line in _BREAK.split(text):
        starts = [match.start() for match in HEADING.finditer(line)]
        for start, end in pairwise([0, *starts[1:], len(line)]):
            for place in range(start, end, _LONGEST_LINE):
                yield line[place : min(end, place + _LONGEST_LINE)]
