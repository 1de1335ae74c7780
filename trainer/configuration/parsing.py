"""The settings of a configuration, each with the keys around it, whatever the file is written in.

YAML is read as people write it for a training: keys, indented keys, lists; without anchors, tags
and braces over several lines.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import half_width

LONGEST = 16_000
"""Characters of a text that is not JSON."""
_FENCE = lazy_pattern(r"\A\s*```\w{0,12}\n(.*?)```\s*\Z", re.DOTALL)
_KEY = r"[\"']?(?P<key>[^\W\d][\w.\-/ ]{0,38}?)[\"']?"
_LINE = lazy_pattern(
    rf"(?P<indent>[ \t]{{0,40}})(?P<item>-[ \t]+)?{_KEY}[ \t]{{0,20}}(?P<sign>:(?=\s|$)|=)"
    r"[ \t]{0,20}(?P<value>[^\n]{0,200})"
)
_ITEM = lazy_pattern(r"[ \t]{0,40}-[ \t]+(?P<value>[^\n]{1,100})")
_SECTION = lazy_pattern(r"\[{1,2}(?P<name>[\w. -]{1,60})\]{1,2}")
_SKIPPED = lazy_pattern(r"[ \t]*(?:[#;].*|-{3})?")
_COMMENT = lazy_pattern(r"\s[#;].*")
_LISTED = lazy_pattern(r"[,;，；、\n](?![^\[(]{0,80}[\])])")
"""What parts settings on one line, outside of lists."""
_PAIR = lazy_pattern(rf"\s*{_KEY}\s{{0,5}}[:=]\s{{0,5}}(?P<value>[^:=]{{1,80}})")
_FEWEST = 2
_TOO_DEEP = RecursionError, ValueError


@dataclass(frozen=True)
class Leaf:
    """A setting: the keys that lead to it, the outermost first, and its value."""

    path: tuple[str, ...]
    value: object

    @property
    def key(self) -> str:
        """Its own key."""
        return self.path[-1]


def parse(text: str) -> Mapping[str, object] | None:
    """The object of a text that is one whole configuration; None where it is none."""
    fenced = _FENCE.match(text)
    text = (fenced[1] if fenced else text).strip()
    if text.startswith("{"):
        return _json(text)
    if len(text) > LONGEST:
        return None
    return _toml(text) or _lines(text) or _one_line(half_width(text))


def is_setting(line: str) -> bool:
    """Whether a line may stand in a configuration of lines."""
    return any(form.fullmatch(half_width(line)) for form in (_LINE, _ITEM, _SECTION, _SKIPPED))


def leaves(values: Mapping[str, object]) -> tuple[Leaf, ...]:
    """Every setting of an object, also those within others."""
    with suppress(RecursionError):
        return tuple(_leaves(values, ()))
    return ()


def _leaves(values: Mapping[str, object], around: tuple[str, ...]) -> Iterator[Leaf]:
    for key, value in values.items():
        path = (*around, str(key))
        if isinstance(value, Mapping):
            yield from _leaves(value, path)
        else:
            yield Leaf(path, value)


def _json(text: str) -> Mapping[str, object] | None:
    with suppress(*_TOO_DEEP):
        values = json.loads(text)
        return values if isinstance(values, dict) else None
    return None


def _toml(text: str) -> Mapping[str, object] | None:
    with suppress(*_TOO_DEEP):
        return tomllib.loads(text)
    return None


def _lines(text: str) -> Mapping[str, object] | None:
    """Lines of keys and values; None as soon as one is something else."""
    top: dict[str, object] = {}
    within: list[tuple[int, dict[str, object]]] = [(-1, top)]
    base, last = top, ""
    for line in half_width(text).splitlines():
        row, section, item = _LINE.fullmatch(line), _SECTION.fullmatch(line), _ITEM.fullmatch(line)
        if section:
            base = _inner(top, section["name"])
            within = [(-1, base)]
        elif row:
            depth = len(row["indent"].expandtabs()) + 2 * bool(row["item"])
            within = [(at, one) for at, one in within if at < depth]
            last, value = row["key"], _plain(row["value"])
            inner = within[-1][1]
            inner[last] = value if value != "" else {}
            within += [(depth, _inner(inner, last))] if value == "" else []
        elif item and last:
            _append(within, last, _plain(item["value"]))
        elif not _SKIPPED.fullmatch(line):
            return None
    return top if len(tuple(_leaves(top, ()))) >= _FEWEST else None


def _inner(values: dict[str, object], key: str) -> dict[str, object]:
    """The object under a key, made where there is none."""
    inner = values.get(key)
    if not isinstance(inner, dict):
        inner = values[key] = {}
    return inner


def _append(within: list[tuple[int, dict[str, object]]], key: str, value: object) -> None:
    """Add an item to the list under the last key."""
    for _, values in reversed(within):
        if key in values:
            listed = values[key]
            values[key] = [*listed, value] if isinstance(listed, list) else [value]
            return


def _one_line(text: str) -> Mapping[str, object] | None:
    """Settings one after another: `batch_size: 64, optimizer: adam`."""
    parts = [part for part in _LISTED.split(text.rstrip("。.")) if part.strip()]
    pairs = [_PAIR.fullmatch(part) for part in parts]
    found = {pair["key"]: _plain(pair["value"]) for pair in pairs if pair}
    return found if len(pairs) >= _FEWEST and all(pairs) else None


def _plain(written: str) -> object:
    """A value without its comment and quotes; a list as one."""
    value = "" if written.startswith(("#", ";")) else _COMMENT.sub("", written).strip()
    if value[:1] in {"[", "("} and value[-1:] in {"]", ")"}:
        return [_unquoted(one) for one in value[1:-1].split(",") if one.strip()]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    return value.strip().rstrip(",").strip("\"'")
