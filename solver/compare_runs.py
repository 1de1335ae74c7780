"""Runs of different length beside each other: time per epoch, and what more epochs brought."""

from itertools import pairwise

from solver.conditions import Conditions
from solver.derive import derive, formula
from solver.language import Language
from solver.problem import Ask, Known, Problem
from solver.reading.runs.several import Run
from solver.relations import GAIN, Relation, relations
from solver.results import Answer, Solution
from solver.spans import Span


def compare_runs(runs: tuple[Run, ...], language: Language) -> Solution:
    """The time that an epoch takes in each run, and the accuracy that one brings between them."""
    answers = (*_times(runs), *_gains(runs))
    knowns = tuple(
        known for run in runs for known in (run.epochs, run.time, run.accuracy) if known is not None
    )
    asks = tuple(Ask(answer.quantity, answer.given) for answer in answers)
    return Solution(Problem(knowns, asks, language=language), answers, (), drop_last=False)


def _times(runs: tuple[Run, ...]) -> list[Answer]:
    """The time per epoch of each run; said once where it is the same throughout."""
    answers = [
        _derived("time_per_epoch", (run.epochs, run.time), relations(Conditions()))
        for run in runs
        if run.time is not None
    ]
    if len({answer.span for answer in answers}) == 1:
        first = answers[0]
        return [Answer(first.quantity, first.span, first.formula, first.steps)]
    return answers


def _gains(runs: tuple[Run, ...]) -> list[Answer]:
    """The accuracy gained per epoch, from each run to the next longer one."""
    return [
        _derived(
            "accuracy_gain_per_epoch",
            (
                Known("epochs_before", shorter.epochs.value),
                Known("epochs_after", longer.epochs.value),
                Known("accuracy_before", shorter.accuracy.value),
                Known("accuracy_after", longer.accuracy.value),
            ),
            (GAIN,),
        )
        for shorter, longer in pairwise(run for run in runs if run.accuracy is not None)
        if shorter.accuracy and longer.accuracy and shorter.epochs.value < longer.epochs.value
    ]


def _derived(quantity: str, knowns: tuple[Known, ...], rules: tuple[Relation, ...]) -> Answer:
    derivation = derive({k.quantity: Span.of(k.value) for k in knowns}, rules, [quantity])
    given = tuple(known for known in knowns if known.quantity.startswith("epochs"))
    names = [known.quantity for known in knowns]
    return Answer(
        quantity,
        derivation.values.get(quantity),
        formula(quantity, names, rules),
        derivation.chain(quantity),
        given,
    )
