"""The same run in other frameworks: where their counts differ from one another."""

from dataclasses import dataclass

from solver.frameworks.counting import (
    Count,
    Leftover,
    Rule,
    batches_per_epoch,
    nominal_accumulation,
    updates,
)
from solver.frameworks.naming import framework_of
from solver.frameworks.table import RULES, rule_of
from solver.plan import Plan

__all__ = [
    "RULES",
    "Count",
    "Leftover",
    "Row",
    "Rule",
    "batches_per_epoch",
    "count",
    "framework_of",
    "nominal_accumulation",
    "others",
    "rule_of",
    "updates",
]

_QUANTITIES = {"iterations_per_epoch", "total_iterations"}


@dataclass(frozen=True)
class Row:
    """The frameworks that give one and the same count."""

    rules: tuple[Rule, ...]
    count: Count


def count(plan: Plan, quantity: str, rule: Rule) -> Count | None:
    """Iterations per epoch or in all as a framework counts them; None where it is not told."""
    counted = updates(plan, rule)
    if counted is None or quantity == "iterations_per_epoch":
        return counted
    return Count(counted.total, counted.total, counted.total)


def others(plan: Plan, quantity: str, framework: str | None) -> tuple[Row, ...]:
    """The other frameworks whose count differs, those that agree in one row.

    Without a framework, they are compared with a plain PyTorch loop.
    """
    own = rule_of(framework) or RULES["pytorch"]
    if quantity not in _QUANTITIES or not own.compared:
        return ()
    rules_of: dict[Count, list[Rule]] = {}
    for rule in RULES.values():
        counted = count(plan, quantity, rule)
        if rule.compared and counted:
            rules_of.setdefault(counted, []).append(rule)
    return tuple(
        Row(tuple(rules), counted) for counted, rules in rules_of.items() if own not in rules
    )
