import importlib
import pkgutil
import re

import pytest

import solver
from solver.lazy_pattern import lazy_pattern


def test_it_is_the_pattern() -> None:
    """A pattern that is compiled late finds, parts and replaces as one compiled at once."""
    late, early = (make(r"(\d+)x", re.IGNORECASE) for make in (lazy_pattern, re.compile))
    text = "3X and 14x"
    assert late.findall(text) == early.findall(text) == ["3", "14"]
    assert late.sub("y", text) == early.sub("y", text)
    assert late.pattern == early.pattern
    assert late.flags == early.flags


@pytest.mark.parametrize(
    "name", [m.name for m in pkgutil.walk_packages(solver.__path__, "solver.")]
)
def test_every_pattern_compiles(name: str) -> None:
    """No pattern waits with a mistake until somebody asks what needs it."""
    for value in vars(importlib.import_module(name)).values():
        if type(value).__name__ == "_Lazy":
            assert re.compile(value.pattern, value.flags).pattern == value.pattern
