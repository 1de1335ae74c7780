"""The configuration in a text that says something besides: a question above it or below it."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby

from trainer.configuration.parsing import LONGEST, is_setting, leaves, parse

_FENCED = re.compile(r"```\w{0,12}\n(?P<settings>[^`]+)```")
_SENTENCES = re.compile(r"(?<=[?？。])\s{0,5}")
_SIGN = re.compile(r"[:：=]")
_WRITTEN = re.compile(r"[a-z_][\w.\-/]*")
"""A key as programs have them; “Batch size: 64” is the line of an exercise."""


def configuration_within(text: str) -> str | None:
    """The part of a text that is one whole configuration; None where there is none."""
    return next((part for part in _parts(text) if _is_written(part)), None)


def _parts(text: str) -> Iterator[str]:
    """What may be a configuration: in a fence, in braces, line by line, or in a sentence."""
    yield from (found["settings"] for found in _FENCED.finditer(text))
    start, end = text.find("{"), text.rfind("}") + 1
    if 0 <= start < end:
        with suppress(ValueError, RecursionError):
            json.loads(text[start:end])
            yield text[start:end]
    if len(text) > LONGEST:
        return
    for settings, lines in groupby(text.splitlines(), is_setting):
        if settings:
            yield "\n".join(lines)
    yield from _SENTENCES.split(text)


def _is_written(part: str) -> bool:
    """Whether a part parses, and its keys look as in a file."""
    found = leaves(parse(part) or {}) if _SIGN.search(part) else ()
    return bool(found) and all(_WRITTEN.fullmatch(leaf.key) for leaf in found)
