"""Counts that are not those of the run: a place on its way, or a test set gone through alone."""

from collections.abc import Sequence
from dataclasses import replace

from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Mention, Scan

_OF_TRAINING = {"train_size", "dataset_size", "total_iterations", "epochs", "samples_seen"}
_HELD_OUT = {"test_size", "val_size"}
_DONE_OF = {"epochs": "epochs_done", "total_iterations": "iterations_done"}
_SHOWN = {"iterations_per_epoch", "batches_per_epoch"}


def at_a_place(facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """A second number of iterations is a place in the run, where its epoch is asked for.

    So is the smaller of two lengths where somebody asks what is left.
    """
    facts = _so_far(facts, asked)
    wanted = [item.label.start for item in asked if item.label.kind == "which_epoch"]
    counts = [fact for fact in facts if fact.known.quantity == "total_iterations"]
    told = any(fact.known.quantity == "iterations_done" for fact in facts)
    if not wanted or told or len({fact.known.value for fact in counts}) != 2:  # noqa: PLR2004 (a pair)
        return facts
    last = max(counts, key=lambda fact: fact.start)
    if last.known.value >= min(fact.known.value for fact in counts if fact is not last):
        return facts
    place = replace(last, known=replace(last.known, quantity="iterations_done", source="stated"))
    return [place if fact is last else fact for fact in facts]


def _so_far(facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """The facts, with the smaller of two lengths as what is done where the rest is asked for."""
    told = {fact.known.quantity for fact in facts}
    if not any("remaining" in {item.label.kind, *item.kinds} for item in asked):
        return facts
    for whole, done in _DONE_OF.items():
        counts = [fact for fact in facts if fact.known.quantity == whole]
        if done in told or len({fact.known.value for fact in counts}) != 2:  # noqa: PLR2004 (a pair)
            continue
        least = min(counts, key=lambda fact: fact.known.value)
        place = replace(least, known=replace(least.known, quantity=done, source="stated"))
        facts = [place if fact is least else fact for fact in facts]
    return facts


def of_a_test(scan: Scan, facts: list[Fact], asked: Sequence[Asked]) -> list[Fact]:
    """Where only held-out data is told, the batches that are shown are those of an evaluation."""
    told = {fact.known.quantity for fact in facts}
    training = told & _OF_TRAINING or any(isinstance(token, Mention) for token in scan.tokens)
    sizes = told & _HELD_OUT
    asks_size = any(item.label.kind in {"batch_size", "batches"} for item in asked)
    if training or len(sizes) != 1 or not (told & _SHOWN and asks_size):
        return facts
    return [
        replace(fact, known=replace(fact.known, quantity="dataset_size"))
        if fact.known.quantity in sizes
        else fact
        for fact in facts
    ]
