"""What a reply to a question says, for tests that ask many of them."""

from solver.as_json import as_json
from solver.explain.results import explain
from solver.results import Result
from solver.solve import solve


def solved(text: str) -> Result:
    """The result of a question, which has to be one."""
    result = solve(text)
    assert result is not None, text
    return result


def values(text: str) -> dict[str, object]:
    """The first number that the reply gives for each quantity."""
    result = solved(text)
    found: dict[str, object] = {}
    for answer in as_json(result, explain(result))["answers"]:  # type: ignore[attr-defined]
        value = answer["value"] if answer["value"] is not None else (answer["low"], answer["high"])
        found.setdefault(answer["quantity"], value)
    return found
