"""Regular expressions that are compiled when they are first used.

A question meets fewer than half of the solver's patterns; compiling all of them would make up a
fifth of the time that the first answer of a process takes.
"""

import re
from typing import cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use.

    It is not the object that `match.re` names; compare `match.re.pattern` with its `pattern`.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Becomes its pattern: after the first use its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self._source)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
