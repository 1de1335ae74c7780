"""Questions about counts have the answer that a loop over the samples counts."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import accumulate, takewhile
from random import Random

import pytest

from quiz.drawing import Drawing, Number
from quiz.skills import counting, effective, progress, ranges, sharing, whole_run
from quiz.skills.skill import LEVELS

FAMILIES = (counting, whole_run, ranges, progress, sharing, effective)
DRAWS = {name: draw for family in FAMILIES for name, draw in family.DRAWS.items()}
SEEDS = range(1_000)

Told = Mapping[str, int]


def _starts(samples: int, size: int) -> range:
    """Where each batch begins when the samples are gone through, the last one kept."""
    return range(0, samples, size)


def _batches(told: Told) -> int:
    return len(_starts(told["samples"], told["batch_size"]))


def _full(told: Told) -> int:
    """Batches all of whose samples are there."""
    return len(range(told["batch_size"], told["samples"] + 1, told["batch_size"]))


def _rest(samples: int, size: int) -> int:
    """Samples after the last full batch."""
    return samples - range(0, samples + 1, size)[-1]


def _times(count: int, each: int) -> int:
    """Multiplication by adding up."""
    return sum(each for _ in range(count))


def _groups(batches: int, steps: int) -> tuple[int, int]:
    """Groups of batches whose gradients are complete, and those that are not."""
    complete = len(range(steps, batches + 1, steps))
    return complete, len(range(0, batches, steps)) - complete


def _share(told: Told) -> int:
    """Samples of one device, which takes every so-and-so-many-th."""
    return len(range(0, told["samples"], told["devices"]))


@cache
def _fitting(samples: int, batches: int) -> list[int]:
    """All batch sizes that make so many batches, tried from 1 on."""
    counts = ((size, len(_starts(samples, size))) for size in range(1, samples + 1))
    enough = takewhile(lambda one: one[1] >= batches, counts)
    return [size for size, count in enough if count == batches]


def _moment(told: Told) -> tuple[int, int]:
    """The epoch of an iteration and its place there, taking one epoch after the other away."""
    epoch, left = 1, told["iteration"]
    while left > _batches(told):
        epoch, left = epoch + 1, left - _batches(told)
    return epoch, left


def _seen(told: Told) -> int:
    """Samples seen when an iteration is over, epoch after epoch and then batch after batch."""
    epoch, place = _moment(told)
    return _times(epoch - 1, told["samples"]) + sum(_sizes(told)[:place])


def _sizes(told: Told) -> list[int]:
    """The sizes of an epoch's batches."""
    size, rest = told["batch_size"], _rest(told["samples"], told["batch_size"])
    return [size] * _full(told) + ([rest] if rest else [])


def _epochs_finished(told: Told) -> int:
    """How many epochs can be paid one after the other."""
    costs = accumulate(_batches(told) for _ in range(told["budget"]))
    return sum(1 for _ in takewhile(lambda paid: paid <= told["budget"], costs))


def _passes(told: Told, each: int) -> int:
    """How often an epoch's samples have to be gone through to see so many."""
    return len(range(0, told["samples_seen"], each))


def _fewest(told: Told) -> int:
    """The first of some candidates from which on there are so many batches."""
    per_epoch = len(range(0, told["total_batches"], told["epochs"]))
    highest = per_epoch * told["batch_size"]
    samples = highest
    while len(_starts(samples - 1, told["batch_size"])) == per_epoch:
        samples -= 1
    return samples


def _most(told: Told) -> int:
    """The last number of samples that makes no more than so many full batches."""
    per_epoch = len(range(0, told["total_batches"], told["epochs"]))
    samples = per_epoch * told["batch_size"]
    while len(range(told["batch_size"], samples + 2, told["batch_size"])) == per_epoch:
        samples += 1
    return samples


def _how_often(whole: int, *parts: int) -> int:
    """How often a part, of so many parts of parts, is found in the whole."""
    size = parts[0]
    for other in parts[1:]:
        size = _times(other, size)
    return len(range(0, whole, size))


BY_HAND: dict[str, Callable[[Told], Number]] = {
    "epoch_or_iteration": lambda told: _times(told["epochs"], 1),
    "batches": _batches,
    "last_batch": lambda told: _sizes(told)[-1],
    "drop_last": _full,
    "left_out": lambda told: _rest(told["samples"], told["batch_size"]),
    "total_iterations": lambda told: _times(told["epochs"], _batches(told)),
    "total_dropped": lambda told: _times(told["epochs"], _full(told)),
    "epochs_needed": lambda told: _how_often(told["total_iterations"], _batches(told)),
    "whole_epochs": _epochs_finished,
    "samples_seen": lambda told: _times(told["epochs"], sum(_sizes(told))),
    "samples_seen_dropped": lambda told: _times(
        told["epochs"], told["samples"] - _rest(told["samples"], told["batch_size"])
    ),
    "more_updates": lambda told: _times(
        told["epochs"],
        _batches(told) - len(_starts(told["samples"], told["larger_batch_size"])),
    ),
    "train_test": lambda told: len(
        _starts(told["dataset_size"] - told["test_size"], told["batch_size"])
    ),
    "time_total": lambda told: (
        sum(_batches(told) for _ in range(told["epochs"])) * told["time_per_iteration"]
    ),
    "smallest_batch": lambda told: _fitting(told["samples"], told["batches"])[0],
    "largest_batch": lambda told: _fitting(told["samples"], told["batches"])[-1],
    "batch_sizes": lambda told: len(_fitting(told["samples"], told["batches"])),
    "fewest_samples": _fewest,
    "most_samples": _most,
    "epoch_of_iteration": lambda told: _moment(told)[0],
    "place_in_epoch": lambda told: _moment(told)[1],
    "samples_after": _seen,
    "accumulation": lambda told: sum(_groups(_batches(told), told["grad_accumulation"])),
    "accumulation_total": lambda told: _times(
        told["epochs"], sum(_groups(_batches(told), told["grad_accumulation"]))
    ),
    "accumulation_dropped": lambda told: _groups(_batches(told), told["grad_accumulation"])[0],
    "devices": lambda told: len(_starts(_share(told), told["batch_size"])),
    "devices_total": lambda told: _times(
        told["epochs"], len(_starts(_share(told), told["batch_size"]))
    ),
    "devices_last_batch": lambda told: _rest(_share(told), told["batch_size"]),
    "padded": lambda told: sum(_share(told) for _ in range(told["devices"])) - told["samples"],
    "effective_batch": lambda told: sum(
        told["batch_size"] for _ in range(told["devices"]) for _ in range(told["grad_accumulation"])
    ),
    "accumulation_steps": lambda told: _how_often(
        told["effective_batch_size"], told["devices"], told["batch_size"]
    ),
    "device_batch": lambda told: _how_often(
        told["effective_batch_size"], told["devices"], told["grad_accumulation"]
    ),
    "devices_needed": lambda told: _how_often(
        told["effective_batch_size"], told["batch_size"], told["grad_accumulation"]
    ),
}
"""The answer to each question, from nothing but what its words tell."""
OWN = {"epochs_seen"}


def _drawn(skill: str, *, seeds: range = SEEDS) -> Iterator[Drawing]:
    return (DRAWS[skill](Random(seed), LEVELS[seed % len(LEVELS)]) for seed in seeds)


def test_every_skill_is_counted() -> None:
    """No skill of the family goes without a count by hand."""
    assert set(DRAWS) == set(BY_HAND) | OWN


@pytest.mark.parametrize("skill", BY_HAND)
def test_the_answer_equals_counting_by_hand(skill: str) -> None:
    """At every level, the answer of every seed is what is counted; nearly all invite mistakes."""
    invited = 0
    for drawing in _drawn(skill):
        assert drawing.answer == BY_HAND[skill](drawing.numbers)
        invited += len(drawing.wrong) >= 3
    assert invited >= 0.98 * len(SEEDS)


def test_epochs_are_counted_back_from_the_samples_of_each() -> None:
    """Where an epoch drops its rest, only what it keeps is counted."""
    for drawing in _drawn("epochs_seen"):
        told = drawing.numbers
        rest = _rest(told["samples"], told["batch_size"]) if drawing.story in {4, 5} else 0
        assert drawing.answer == _passes(told, told["samples"] - rest)


def test_first_levels_divide_and_later_ones_do_not() -> None:
    """The first questions about batches leave no rest, and all others leave one."""
    for seed in SEEDS:
        level = LEVELS[seed % len(LEVELS)]
        told = DRAWS["batches"](Random(seed), level).numbers
        assert (told["samples"] % told["batch_size"] == 0) == (level == 1)


def test_the_last_iteration_of_an_epoch_is_asked() -> None:
    """At the last levels some iterations end their epoch, where counting goes wrong most."""
    ends = [one.numbers["place"] == one.numbers["iterations"] for one in _drawn("place_in_epoch")]
    assert not any(ends[0::5])
    assert 40 < sum(ends[4::5]) < 120


def test_the_last_levels_tell_a_number_more() -> None:
    """All questions of level 5 tell one of the harder stories, and none of the first three does."""
    for skill in ("batches", "drop_last", "total_iterations", "fewest_samples", "devices"):
        harder = [drawing.story in {4, 5} for drawing in _drawn(skill, seeds=range(300))]
        assert not any(harder[0::5] + harder[1::5] + harder[2::5])
        assert 20 < sum(harder[3::5]) < 40
        assert all(harder[4::5])
