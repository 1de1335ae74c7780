"""The count of the framework that a question names, where it is not that of a plain loop."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from sympy import ceiling, floor

from solver.derive import derive
from solver.frameworks.counting import Leftover
from solver.plan import Plan
from solver.problem import Problem
from solver.relation import SYMBOLS, Relation, letters, relation
from solver.results import Answer
from solver.rules import Rule, count, rule_of
from solver.spans import Exact, Span, exact

_LARGEST = 10**12
"""Plans are counted up to so many samples; larger runs are not told apart by their last batch."""
_T, _G, _N = letters("total_iterations", "effective_batch_size", "train_size")
_DRAWN = _T * _G / _N
_ASKED = {"iterations_per_epoch", "total_iterations"}
_BATCHES, _K, _E = letters("batches_per_epoch", "grad_accumulation", "epochs")
_NO_UPDATE = relation(
    "updates of full groups",
    "iterations_per_epoch",
    floor(_BATCHES / _K),
    "Only k whole batches make a weight update; what is left at the end of an epoch makes none.",
    "凑满 k 个批次才更新一次权重；epoch 末尾剩下的批次不更新。",
)
_CARRIED = relation(
    "updates of a running counter",
    "total_iterations",
    floor(_E * _BATCHES / _K),
    "The batches of all epochs are counted on; every k of them make a weight update.",
    "批次跨 epoch 连续计数，每 k 个批次更新一次权重。",
)
_CARRIED_TO_END = relation(
    "updates of a running counter and of the last batch",
    "total_iterations",
    ceiling(_E * _BATCHES / _K),
    "The batches of all epochs are counted on; the last batch of the run makes an update too.",
    "批次跨 epoch 连续计数，训练的最后一批也更新一次。",
)
_ROUNDED = {
    Leftover.NO_UPDATE: _NO_UPDATE,
    Leftover.NO_UPDATE_BUT_ONE: _NO_UPDATE,
    Leftover.CARRIED: _CARRIED,
    Leftover.CARRIED_TO_END: _CARRIED_TO_END,
}


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


def _drawn_at_random(problem: Problem, answer: Answer) -> Answer:
    """The epochs of a run that knows none: all images drawn, divided by those that there are."""
    known: dict[str, Exact] = {k.quantity: k.value for k in (*problem.knowns, *answer.given)}
    drawn = known.get("total_iterations"), known.get("effective_batch_size")
    size = known.get("train_size", known.get("dataset_size"))
    if not size or None in drawn:
        return answer
    value = exact(Fraction(drawn[0] or 0) * (drawn[1] or 0) / size)
    return replace(answer, span=Span.of(value), formula=_DRAWN, steps=())


def as_counted(
    problem: Problem, answer: Answer, known: Mapping[str, Span], rules: tuple[Relation, ...]
) -> Answer:
    """The answer as the framework of the question counts it, from what is known for it.

    `rules` are the relations that it was derived by.
    """
    if problem.framework == "darknet" and answer.quantity == "epochs" and answer.steps:
        return _drawn_at_random(problem, answer)
    rule = rule_of(problem.framework)
    if rule is None or not rule.compared or answer.quantity not in _ASKED or not answer.steps:
        return answer
    derivation = derive(known, rules, [answer.quantity])
    own = derive(known, _own(rule, rules, derivation.values), [answer.quantity])
    span = own.values.get(answer.quantity)
    if span is not None and span.value is not None and span != answer.span:
        return replace(answer, span=span, formula=None, steps=own.chain(answer.quantity))
    return _uneven(problem, answer, rule)


def _uneven(problem: Problem, answer: Answer, rule: Rule) -> Answer:
    """The answer as a range where the epochs of a run differ, as those of a running counter."""
    plan = plan_of(problem, answer)
    counted = count(plan, answer.quantity, rule) if plan else None
    if counted is None or counted.low == counted.high:
        return answer
    steps = tuple(step for step in answer.steps if step.unknown not in _ASKED)
    return replace(answer, span=Span(counted.low, counted.high), formula=None, steps=steps)


def _own(
    rule: Rule, rules: tuple[Relation, ...], values: Mapping[str, Span]
) -> tuple[Relation, ...]:
    """The relations, with those that the framework has of its own."""
    if rule.deals_batches:
        rules = _dealt(rules)
    own = _ROUNDED.get(rule.leftover or Leftover.UPDATES)
    accumulates = {"grad_accumulation", "batches_per_epoch"} <= values.keys()
    if own is None or not accumulates or _has_one_at_least(rule, values):
        return rules
    left = {"updates, accumulated"} if own is _NO_UPDATE else {"all updates"}
    return tuple(own if each.name in left else each for each in rules)


def _has_one_at_least(rule: Rule, values: Mapping[str, Span]) -> bool:
    """Whether an epoch has too few batches for an update, and makes one all the same."""
    batches, parts = values["batches_per_epoch"], values["grad_accumulation"]
    return rule.leftover is Leftover.NO_UPDATE_BUT_ONE and batches.low < parts.low


def _dealt(rules: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """The relations where devices are dealt whole batches: a round that is not full is dropped."""
    named = {each.name: each for each in rules}
    shared, cut = named.get("sharing"), named.get("batches, last dropped")
    if shared is None or cut is None:
        return rules
    dealt = relation(
        "batches dealt to devices",
        "batches_per_epoch",
        cut.right.subs(SYMBOLS["samples_per_device"], shared.right.args[0]),
        "Whole batches are dealt to the devices; a round that does not reach all is dropped.",
        "把整批分给各设备；不够每台设备各一批的被丢弃。",
    )
    return tuple(dealt if each is cut else each for each in rules)
