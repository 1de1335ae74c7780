"""How often each picture is used, as the name of its folder says: `10_girl` in Kohya's scripts."""

import re

from solver.problem import Known
from solver.reading.scan import Scan
from solver.reading.scenarios import Fact

_NAMED = re.compile(r"(?<![A-Za-z0-9_.\-/])(?P<repeats>\d{1,3})_[A-Za-z][A-Za-z_]{1,30}(?![\w(=])")
_FOLDER = re.compile(r"folder|directory|文件夹|目录|\bdir\b", re.IGNORECASE)


def with_repeats(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the repeats that the only such folder names."""
    names = list(_NAMED.finditer(scan.text))
    stated = any(fact.known.quantity == "repeats" for fact in facts)
    if stated or len(names) != 1 or not _FOLDER.search(scan.text):
        return facts
    known = Known("repeats", int(names[0]["repeats"]), "stated", names[0].group())
    return [*facts, Fact(known, *names[0].span())]
