"""The line with which DeepSpeed refuses a batch size: "... 256 != 2 * 18 * 7"."""

import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import Entry, meaning

_REFUSAL = lazy_pattern(
    r"(?<![\w.])(?P<whole>\w{1,40})\s{1,3}(?:is not|must be|should be)\s{1,3}equal\s{1,3}to\s{1,3}"
    r"(?P<parts>\w{1,40}(?:\s{0,3}\*\s{0,3}\w{1,40}){1,4}):?\s{0,3}"
    r"(?P<value>\d{1,9})\s{0,3}!=\s{0,3}(?P<values>\d{1,9}(?:\s{0,3}\*\s{0,3}\d{1,9}){1,4})"
)


def find_assertions(text: str) -> Iterator[Entry]:
    """What such lines say: the parts as they are, and the whole, which the parts do not make."""
    for match in _REFUSAL.finditer(text):
        names = re.findall(r"\w+", match["parts"])
        values = list(re.finditer(r"\d+", match["values"]))
        if len(names) != len(values) or not all(map(meaning, names)):
            continue
        start, end = match.span("value")
        yield Entry(match["whole"], int(match["value"]), start, end, computed=True)
        for name, value in zip(names, values, strict=True):
            start, end = (match.start("values") + place for place in value.span())
            yield Entry(name, int(value.group()), start, end)
