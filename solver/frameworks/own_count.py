"""The count of the framework that a question names, where it is not that of a plain loop."""

from dataclasses import replace

from solver.plan import Plan
from solver.problem import Problem
from solver.results import Answer
from solver.rules import count, rule_of
from solver.spans import Exact, Span

_LARGEST = 10**12
"""Plans are counted up to so many samples; larger runs are not told apart by their last batch."""
_ASKED = {"iterations_per_epoch", "total_iterations"}


def plan_of(problem: Problem, answer: Answer) -> Plan | None:
    """The run that an answer is about; None where it is not given by whole numbers."""
    known: dict[str, Exact] = {k.quantity: k.value for k in (*problem.knowns, *answer.given)}
    values = [
        known.get("train_size", known.get("dataset_size")),
        known.get("batch_size"),
        known.get("epochs", 1),
        known.get("grad_accumulation", 1),
        known.get("devices", known.get("nodes", 1) * known.get("devices_per_node", 1)),
    ]
    whole = [v for v in values if isinstance(v, int) and 1 <= v <= _LARGEST]
    if len(whole) < len(values) or known.keys() & {"repeats", "folds", "effective_batch_size"}:
        return None
    samples, batch_size, epochs, grad_accumulation, devices = whole
    drop_last = bool(problem.drop_last if answer.drop_last is None else answer.drop_last)
    return Plan(samples, batch_size, epochs, drop_last, grad_accumulation, devices)


def as_counted(problem: Problem, answer: Answer) -> Answer:
    """The answer as the framework of the question counts it."""
    rule = rule_of(problem.framework)
    if rule is None or not rule.compared or answer.quantity not in _ASKED or not answer.steps:
        return answer
    plan = plan_of(problem, answer)
    counted = count(plan, answer.quantity, rule) if plan else None
    if plan is None or counted is None or answer.span is None:
        return answer
    span = Span(counted.low, counted.high)
    if span == answer.span:
        return answer
    steps = tuple(step for step in answer.steps if step.unknown not in _ASKED)
    return replace(answer, span=span, formula=None, steps=steps)
