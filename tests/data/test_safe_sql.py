"""SQL is written by us alone: what people send reaches the store as parameters."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = {"execute", "executemany", "executescript", "query"}
SOURCES = sorted(
    path for folder in ("data", "handlers", "quiz") for path in (ROOT / folder).rglob("*.py")
)
LOCAL = {"table", "where", "oldest", "moment", "columns", "select", "asking", "queries", "query"}
LOCAL |= {"change", "count", "find", "gone", "memories", "of_person", "one", "update"}
"""Variables and modules that hold SQL of ours; ruff's S608 asks for a reason at each of them."""


def _names(tree: ast.AST) -> set[str]:
    """Every variable in the text of a statement."""
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and one.args]
    runs = [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr in RUNS]
    return {part.id for run in runs for part in ast.walk(run.args[0]) if isinstance(part, ast.Name)}


def test_statements_are_built_of_our_own_names() -> None:
    """No statement is put together of anything but constants and names that hold SQL of ours."""
    names = {name for path in SOURCES for name in _names(ast.parse(path.read_text("utf-8")))}
    assert {name for name in names if not name.strip("_").isupper()} <= LOCAL
