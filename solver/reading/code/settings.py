"""What a text sets: the settings of pasted code, commands, configurations, and of sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.assertions import find_assertions
from solver.reading.code.commands import find_flags, is_command
from solver.reading.code.configurations import find_json, find_lines
from solver.reading.code.frameworks import find_framework, in_framework
from solver.reading.code.mentions import find_mentions, without_translations
from solver.reading.code.notebooks import as_code
from solver.reading.code.python import find_python
from solver.reading.code.python_data import AGAIN
from solver.reading.code.setting_names import (
    DROP_LAST,
    IGNORED,
    Entry,
    Kind,
    Portion,
    meaning,
    read_entry,
)
from solver.reading.tokens.numbers import half_width
from solver.spans import Exact

LONGEST_FILE = 200_000
"""Characters of a text that are read; what follows is left out."""
_HINT = lazy_pattern(r"[=:：＝({]|--|\dxb\d|\s-[a-z]")


@dataclass(frozen=True)
class Setting:
    """The value of a quantity, with the place that says it.

    Attributes:
        quantity: its standard name.
        value: exact; shares of the data are in percent.
        start: where name and value start in the text.
        end: where they end.
        text: the words from start to end.
        line: the line of the text, from 1.
        name: the name of the setting, as written.
        computed: whether the value follows from others and is not written there.
    """

    quantity: str
    value: Exact
    start: int
    end: int
    text: str
    line: int
    name: str
    computed: bool = False


@dataclass(frozen=True)
class Settings:
    """Everything that a text sets.

    Attributes:
        found: the settings in reading order.
        drop_last: whether the incomplete last batch is dropped; None where nothing is said.
        framework: the framework whose names are used; None where they could be any.
        kind: what the text is, apart from sentences.
        spans: the places of code, and of settings that are known to change no count.
        facts: other things that the code shows, by name.
        fact_lines: the line of each fact.
    """

    found: tuple[Setting, ...] = ()
    drop_last: bool | None = None
    framework: str | None = None
    kind: Kind = "prose"
    spans: tuple[tuple[int, int], ...] = ()
    facts: frozenset[str] = frozenset()
    fact_lines: Mapping[str, int] = field(default_factory=dict)

    def value_of(self, quantity: str) -> Exact | None:
        """The first value that is set for a quantity."""
        return next((each.value for each in self.found if each.quantity == quantity), None)


NOTHING = Settings()


def find_settings(text: str) -> Settings:
    """The settings in a text, wherever they stand; at once empty for plain sentences."""
    if not _HINT.search(text):
        return NOTHING
    plain = _plain(text)
    portions, taken = _portions(plain)
    flags = list(find_flags(plain, taken))
    _take(taken, flags)
    mentions = [*find_mentions(plain, taken), *find_assertions(plain)]
    entries = [entry for portion in portions for entry in portion.entries] + flags + mentions
    if not entries and not any(portion.facts for portion in portions):
        return NOTHING
    return _settings(text, plain, portions, flags, entries)


def _plain(text: str) -> str:
    """The text with each character at its place, but in half width and with plain line ends."""
    lines = half_width(text[:LONGEST_FILE]).replace("\\\r\n", " \\\n").replace("\r\n", " \n")
    return without_translations(as_code(lines.replace("\r", "\n")))


def _portions(text: str) -> tuple[list[Portion], bytearray]:
    """The parts of a text that are code or configuration, and which characters they take."""
    taken = bytearray(len(text))
    portions: list[Portion] = []
    for find in (find_lines, find_python, find_json):
        found = [portion for portion in find(text) if not any(taken[portion.start : portion.end])]
        _take(taken, found)
        portions += found
        text = _without(text, found)
    return portions, taken


def _without(text: str, portions: Sequence[Portion]) -> str:
    """The text with blanks for the portions, and every line where it was."""
    for portion in portions:
        blank = re.sub(r"[^\n]", " ", text[portion.start : portion.end])
        text = text[: portion.start] + blank + text[portion.end :]
    return text


def _take(taken: bytearray, places: Iterable[Portion | Entry]) -> None:
    for place in places:
        taken[place.start : place.end] = b"\1" * (place.end - place.start)


def _settings(
    text: str, plain: str, portions: list[Portion], flags: list[Entry], entries: list[Entry]
) -> Settings:
    framework = find_framework(plain)
    ends = [match.start() for match in re.finditer(r"\n", plain)]
    entries = in_framework(sorted(entries, key=lambda entry: entry.start), framework)
    drops_last = _drops_last(entries)
    facts = {name: place for portion in portions for name, place in portion.facts.items()}
    return Settings(
        _found(text, entries, ends),
        True if drops_last is None and framework == "fastai" else drops_last,
        framework,
        _kind(plain, portions, flags),
        _spans(portions, flags, entries),
        frozenset(facts),
        {name: bisect_right(ends, place) + 1 for name, place in facts.items()},
    )


def _found(text: str, entries: Sequence[Entry], ends: Sequence[int]) -> tuple[Setting, ...]:
    """The settings, each value of a quantity once, written ones before computed ones."""
    found: dict[tuple[str, Exact], Setting] = {}
    for entry in sorted(entries, key=lambda entry: (entry.computed, entry.start)):
        read = read_entry(entry)
        if read and read[0] != IGNORED:
            line = bisect_right(ends, entry.start) + 1
            words = text[entry.start : entry.end]
            setting = Setting(
                *read, entry.start, entry.end, words, line, entry.name, entry.computed
            )
            found.setdefault(read, setting)
    lengths = [each for each in found.values() if each.quantity == "epochs"]
    if any(each.name != AGAIN for each in lengths):
        found = {key: each for key, each in found.items() if each.name != AGAIN}
    return tuple(sorted(found.values(), key=lambda setting: setting.start))


def _drops_last(entries: Sequence[Entry]) -> bool | None:
    """Whether the last batch is dropped, where all that is said of it agrees."""
    said = {bool(entry.value) for entry in entries if _is_drop_last(entry)}
    return said.pop() if len(said) == 1 else None


def _is_drop_last(entry: Entry) -> bool:
    quantity = entry.quantity or meaning(entry.name)
    return quantity == DROP_LAST and entry.value is not None


def _kind(text: str, portions: Sequence[Portion], flags: Sequence[Entry]) -> Kind:
    if portions:
        return max(portions, key=lambda portion: portion.end - portion.start).kind
    return "command" if flags and (len(flags) > 1 or is_command(text)) else "prose"


def _spans(
    portions: Sequence[Portion], flags: Sequence[Entry], entries: Sequence[Entry]
) -> tuple[tuple[int, int], ...]:
    """The places of portions and flags, and of settings that change no count."""
    places = {(each.start, each.end) for each in portions}
    places |= {(each.start, each.end) for each in flags}
    places |= {(each.start, each.end) for each in entries if meaning(each.name) == IGNORED}
    return tuple(sorted(places))
