"""Configurations: JSON with its braces, and lines of YAML, TOML and INI.

They are read leniently and by place, because people paste parts of them: a comma too many, a
comment or a missing brace is no reason to read nothing.
"""

import re
from collections.abc import Iterator, Sequence

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import Entry, Kind, Portion, devices_listed, meaning
from solver.reading.code.setting_values import parse_value

_JSON = lazy_pattern(
    r"(?P<key>\"[^\"\n]{1,80}\"|'[^'\n]{1,80}')[ \t]{0,9}:\s{0,9}"
    r"(?:(?P<value>\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[+\-.\w*]{1,60}|\[[\d,\s]{0,60}\])|(?=[{\[]))"
    r"|(?P<brace>[{}\[\]])"
)
_ROW = lazy_pattern(
    r"^(?:(?P<indent>[ \t]{0,80}+)(?P<item>-[ \t]{1,9})?(?P<key>[A-Za-z_][\w.\-/]{0,60})[ \t]{0,9}"
    r"(?P<sign>:(?=[ \t]|$)|=)[ \t]{0,40}(?P<value>[^\n#]{0,200}?)[ \t]{0,9}(?:[#;].{0,500})?$"
    r"|[ \t]{0,9}\[{1,2}(?P<section>[A-Za-z][\w.\- ]{0,60})\]{1,2}[ \t]*$"
    r"|(?P<skipped>[ \t]*(?:[#;].*|-{3}|```\w{0,20}|-[ ]\S{1,40})?$)|.*$)",
    re.MULTILINE,
)
_PYTHON = lazy_pattern(
    r"(?:else|try|finally|except)\b|.{0,80}:[ ]{0,3}[\w.]{1,40}(?:\[.{0,40}\])? ?="
)
_LOGGED = lazy_pattern(r"(?:(?:train|eval|val|valid|test)[_ ])?(?:loss|acc|accuracy|runtime)$")
_SUMMARY = "train_runtime"
"""What only the last row of a log has: its numbers are those of the whole run."""
_DEEPEST = 60
"""Braces within braces that still tell where a key stands."""


def find_json(text: str) -> Iterator[Portion]:
    """The parts of a text between outermost braces; parts of a training log hold no settings."""
    if "{" not in text:
        return
    within: list[str] = []
    entries: list[Entry] = []
    start, key, keys = 0, "", set[str]()
    for match in _JSON.finditer(text):
        brace = match["brace"]
        if brace and brace in "{[":
            start = start if within else match.start()
            within.append(key)
            key = ""
        elif brace and within:
            within.pop()
            if not within:
                yield from _portion("json", start, match.end(), entries, keys)
                entries, keys = [], set()
        elif match["key"] and within:
            key = match["key"][1:-1]
            keys.add(key)
            if match["value"]:
                entries += _entry(match, key, " ".join(within[-_DEEPEST:]))
                key = ""
    yield from _portion("json", start, len(text.rstrip()), entries, keys)


def find_lines(text: str) -> Iterator[Portion]:
    """Runs of lines such as `key: value`, and those with `key = value` under a [section]."""
    run: list[re.Match[str]] = []
    for match in _ROW.finditer(text):
        if _belongs(match, run):
            run.append(match)
        elif run and match["skipped"] is None:
            yield from _run(run)
            run = []
    yield from _run(run)


def _belongs(row: re.Match[str], run: Sequence[re.Match[str]]) -> bool:
    if row["section"]:
        return True
    if not row["key"]:
        return False
    in_section = any(other["section"] for other in run[:1])
    return in_section or (row["sign"] == ":" and not _PYTHON.match(row.group().strip()))


def _run(run: Sequence[re.Match[str]]) -> Iterator[Portion]:
    keyed = [row for row in run if row["key"]]
    if not keyed or len(run) == 1:
        return
    entries: list[Entry] = []
    within: list[tuple[int, str]] = []
    section = ""
    for row in run:
        section = row["section"] or section
        if row["key"]:
            depth = len(row["indent"].expandtabs()) + 2 * bool(row["item"])
            within = [(indent, key) for indent, key in within if indent < depth]
            around = " ".join([section, *(key for _, key in within[-_DEEPEST:])])
            entries += _entry(row, row["key"], around)
            within.append((depth, row["key"]))
    kind: Kind = "toml" if section else "yaml"
    numbered = {row["key"] for row in keyed if row["value"] and row["value"][0].isdigit()}
    yield from _portion(kind, run[0].start(), run[-1].end(), entries, numbered)


def _portion(
    kind: Kind, start: int, end: int, entries: Sequence[Entry], keys: set[str]
) -> Iterator[Portion]:
    if _SUMMARY not in keys and any(_LOGGED.fullmatch(key) for key in keys):
        yield Portion(kind, start, end, ())
    elif any(entry.value is not None for entry in entries):
        yield Portion(kind, start, end, tuple(entries))


def _entry(match: re.Match[str], key: str, within: str) -> Iterator[Entry]:
    """The setting on one line, if its name is known."""
    devices = devices_listed(key, match["value"])
    if devices:
        yield Entry(key, devices, match.start("key"), match.end("value"), within, "devices")
    elif meaning(key):
        value = parse_value(match["value"])
        yield Entry(key, value, match.start("key"), match.end("value"), within)
