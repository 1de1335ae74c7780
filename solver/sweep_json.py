"""A sweep as the object that `ask --json` prints."""

from dataclasses import replace
from typing import cast

from solver.as_json import Json, as_json
from solver.explain.sweeps import explain_sweep
from solver.language import Language
from solver.spans import Exact
from solver.sweep_result import SweepResult


def sweep_as_json(result: SweepResult, language: Language | None = None) -> Json:
    """The answers of all rows, each with the value that it is for."""
    language = language or result.language
    told = explain_sweep(result, language)
    every = [
        {**answer, "given": {result.quantity: _number(row.value)}}
        for row in result.rows
        for answer in _asked(as_json(row.solution, told, language), len(row.answers))
    ]
    shared = replace(result.rows[0].solution, problem=result.problem, derived=())
    return {**as_json(shared, told, language), "answers": every}


def _asked(told: Json, count: int) -> list[Json]:
    """The answers to what was asked, without what only completes them."""
    return cast("list[Json]", told["answers"])[:count]


def _number(value: Exact) -> int | float:
    return value if isinstance(value, int) else float(value)
