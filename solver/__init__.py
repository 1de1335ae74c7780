"""Questions, code, configurations and logs become problems, derivations and answers."""

from solver.as_json import as_json, plain_text
from solver.explain import Explanation, explain, names
from solver.problem import NamedDataset, Problem
from solver.results import Clarification, Contradiction, Result, Solution
from solver.solve import fill, solve

__all__ = [
    "Clarification",
    "Contradiction",
    "Explanation",
    "NamedDataset",
    "Problem",
    "Result",
    "Solution",
    "as_json",
    "explain",
    "fill",
    "names",
    "plain_text",
    "solve",
]
