"""Questions about frameworks have the answer that the framework, or its loop, gives."""

import warnings
from collections.abc import Callable
from math import floor
from random import Random

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier
from torch.utils.data import DataLoader

from quiz.drawing import Drawing
from quiz.skills import DRAWS, LEVELS

SEEDS = range(40)
Told = dict[str, int]


def _batches(n: Told) -> int:
    """The batches that a loop over the data meets."""
    return len(range(0, n["samples"], n["batch_size"]))


def _keras_split(n: Told) -> int:
    """Where Keras cuts, in floats as it does."""
    return floor(n["samples"] * (1.0 - n["validation_split"]))


def _keras_split_steps(n: Told) -> int:
    return len(range(0, _keras_split(n), n["batch_size"]))


def _keras_given_steps(n: Told) -> int:
    """An endless generator, asked for so many batches."""
    return sum(n["batch_size"] for _ in range(n["steps"]))


def _lightning_updates(n: Told) -> int:
    """A counter that makes an update when it is full, and at the last batch of the epoch."""
    batches, updates, waiting = _batches(n), 0, 0
    for batch in range(batches):
        waiting += 1
        if waiting == n["grad_accumulation"] or batch == batches - 1:
            updates, waiting = updates + 1, 0
    return updates


def _dealt(n: Told) -> int:
    """Updates of a device that is dealt every so-manieth batch."""
    own = range(0, _batches(n), n["devices"])
    return len(range(0, len(own), n["grad_accumulation"]))


def _trainer_epochs(n: Told) -> int:
    """Epoch after epoch until the steps are made."""
    each, steps, epochs = _dealt(n), 0, 0
    while steps < n["max_steps"]:
        steps, epochs = steps + each, epochs + 1
    return epochs


def _deepspeed_batch(n: Told) -> int:
    return sum(n["batch_size"] for _ in range(n["devices"]) for _ in range(n["grad_accumulation"]))


def _deepspeed_accumulation(n: Told) -> int:
    """The only number of steps with which DeepSpeed's own check is content."""
    fits = [k for k in range(1, 200) if n["batch_size"] * k * n["devices"] == n["effective"]]
    assert len(fits) == 1
    return fits[0]


def _sklearn_updates(n: Told) -> int:
    return sum(_batches(n) for _ in range(n["epochs"]))


BY_HAND: dict[str, Callable[[Told], int]] = {
    "keras_fit_steps": _batches,
    "keras_split_first": _keras_split,
    "keras_split_steps": _keras_split_steps,
    "keras_given_steps": _keras_given_steps,
    "lightning_updates": _lightning_updates,
    "trainer_updates": _dealt,
    "trainer_epochs": _trainer_epochs,
    "deepspeed_batch": _deepspeed_batch,
    "deepspeed_accumulation": _deepspeed_accumulation,
    "sklearn_updates": _sklearn_updates,
}


def _drawn(skill: str) -> list[Drawing]:
    return [
        DRAWS[skill](Random(f"{skill} {seed} {level}"), level) for level in LEVELS for seed in SEEDS
    ]


def _told(drawing: Drawing) -> Told:
    """The numbers as a program has them: whole, or a float where they are not."""
    numbers = drawing.numbers.items()
    return {k: int(v) if v.denominator == 1 else float(v) for k, v in numbers}  # type: ignore[misc]


@pytest.mark.parametrize("skill", BY_HAND)
def test_the_answer_equals_the_loop(skill: str) -> None:
    """At every level, the answer of every seed is what the loop of the framework counts."""
    for drawing in _drawn(skill):
        assert drawing.answer == BY_HAND[skill](_told(drawing))


def test_a_loader_has_the_length_that_pytorch_says() -> None:
    """`len(loader)` is asked for with and without drop_last, and PyTorch agrees each time."""
    seen = set()
    for drawing in _drawn("loader_length"):
        told, drop_last = _told(drawing), drawing.names["drop_last"] == "True"
        seen.add(drop_last)
        loader = DataLoader(range(told["samples"]), told["batch_size"], drop_last=drop_last)  # type: ignore[arg-type]
        assert drawing.answer == len(loader)
    assert seen == {True, False}


def test_scikit_learn_makes_as_many_updates() -> None:
    """Adam inside MLPClassifier has made as many updates as the answer says."""
    drawing = min(_drawn("sklearn_updates"), key=lambda one: one.answer)
    told = _told(drawing)
    network = MLPClassifier(
        (2,), batch_size=told["batch_size"], max_iter=told["epochs"], tol=0, n_iter_no_change=10**6
    )
    values = np.random.default_rng(1).normal(size=(told["samples"], 2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network.fit(values, values[:, 0] > 0)
    assert network._optimizer.t == drawing.answer


def test_accumulation_leaves_batches_over() -> None:
    """Above level 1, Lightning's question is about the batches that are left over."""
    for level in LEVELS[1:]:
        for seed in SEEDS:
            numbers = DRAWS["lightning_updates"](Random(f"{seed}"), level).numbers
            assert numbers["batches"] % numbers["grad_accumulation"]
