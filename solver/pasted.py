"""What pasted code sets and shows, kept as text with its problem, whose warnings need it again."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from fractions import Fraction

from solver.problem import Known
from solver.reading.code.settings import NOTHING, Setting, Settings
from solver.spans import exact


def as_text(settings: Settings) -> str:
    """The settings as a line of text, without the code itself; empty where nothing is set."""
    if not (settings.facts or settings.found):
        return ""
    raw = {
        "found": [asdict(setting) for setting in settings.found],
        "framework": settings.framework,
        "drop_last": settings.drop_last,
        "facts": sorted(settings.facts),
        "fact_lines": dict(settings.fact_lines),
    }
    return json.dumps(raw, ensure_ascii=False, default=str)


def from_text(text: str) -> Settings:
    """The settings that `as_text` wrote."""
    if not text:
        return NOTHING
    raw = json.loads(text)
    found = (
        Setting(**(setting | {"value": exact(Fraction(setting["value"]))}))
        for setting in raw.pop("found")
    )
    return Settings(found=tuple(found), facts=frozenset(raw.pop("facts")), **raw)


def with_values(settings: Settings, knowns: Sequence[Known]) -> Settings:
    """The settings with the values that hold now, after some were changed."""
    values = {known.quantity: known.value for known in knowns}
    found = (replace(each, value=values.get(each.quantity, each.value)) for each in settings.found)
    return replace(settings, found=tuple(found))
