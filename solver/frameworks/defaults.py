"""What a framework takes where nothing is set: Keras makes batches of 32."""

from dataclasses import replace

from solver.problem import Ask, Known, Problem
from solver.quantities import DATA
from solver.rules import rule_of

BATCH_SIZES = {"keras": 32}
"""Samples of a batch where its progress bar counts batches."""
_SIZES = {"batch_size", "effective_batch_size"}


def with_default_batch(problem: Problem) -> Problem:
    """The problem of somebody who wonders at a number of batches without telling their size.

    Beside the data, their size is what explains it; without, the framework's own size does.
    """
    size, rule = BATCH_SIZES.get(problem.framework or ""), rule_of(problem.framework)
    told = {known.quantity for known in problem.knowns}
    shown = any(
        known.quantity == "iterations_per_epoch" and known.source == "observed"
        for known in problem.knowns
    )
    if not (problem.wonders and shown and size and rule) or problem.asks or told & _SIZES:
        return problem
    if told & DATA:
        return replace(problem, asks=(Ask("batch_size"),))
    default = Known("batch_size", size, "assumed", rule.title.say(problem.language))
    return replace(problem.with_known(default), asks=(Ask("train_size"),))
