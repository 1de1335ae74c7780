"""What the picture of a run shows, as data: its panels, and the curves in each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from solver.plan import Plan
from trainer.config import RunConfig, plan
from trainer.history import EpochRecord, History
from trainer.view import Axis, View

Measure = Literal["loss", "accuracy", "learning_rate"]
Role = Literal["train", "validation", "alone"]

SPANS = 20
"""A smooth curve averages over about this share of all values, but over no less than `LEAST`."""
LEAST = 3

_Value = Callable[[EpochRecord], float | None]
_SCORES: Sequence[tuple[Measure, Sequence[tuple[Role, _Value]]]] = (
    ("loss", (("train", lambda r: r.train_loss), ("validation", lambda r: r.val_loss))),
    ("accuracy", (("train", lambda r: r.train_accuracy), ("validation", lambda r: r.val_accuracy))),
    ("learning_rate", (("alone", lambda r: r.learning_rate),)),
)


@dataclass(frozen=True)
class Line:
    """A curve: what it is, where its points are, and their values.

    Attributes:
        role: whose values they are.
        places: epochs, iterations or samples seen.
        values: one for each place.
        fine: whether the values are of updates, and not of whole epochs.
    """

    role: Role
    places: tuple[float, ...]
    values: tuple[float, ...]
    fine: bool = False


@dataclass(frozen=True)
class Panel:
    """What is measured, and its curves."""

    measure: Measure
    lines: tuple[Line, ...]


def panels(history: History, config: RunConfig, view: View) -> tuple[Panel, ...]:
    """Loss; accuracy where classes are predicted; the learning rate where it changes."""
    return tuple(panel for panel in curves(history, config, view.axis) if tells(panel))


def curves(history: History, config: RunConfig, axis: Axis) -> tuple[Panel, ...]:
    """A panel for every measure, each with the curves that there are: none of some measures."""
    fine = _fine(history, config, axis)
    found = []
    for measure, scores in _SCORES:
        lines = [_line(history, config, axis, role, value) for role, value in scores]
        if measure == "loss" and fine.values:
            lines[0] = fine
        found.append(Panel(measure, tuple(line for line in lines if line.values)))
    return tuple(found)


def tells(panel: Panel) -> bool:
    """Whether there is anything to see; a learning rate that never changes is nothing."""
    values = [value for line in panel.lines for value in line.values]
    return bool(values) and (panel.measure != "learning_rate" or max(values) > min(values))


def place(counted: Plan, iterations: float, axis: Axis) -> float:
    """Where a run is on an axis after so many iterations."""
    if axis == "iteration":
        return iterations
    epochs, rest = divmod(iterations, max(1, counted.iterations_per_epoch))
    if axis == "epoch":
        return iterations / max(1, counted.iterations_per_epoch)
    seen = counted.samples - counted.dropped_samples
    return epochs * seen + min(rest * counted.effective_batch_size, seen)


def place_of_epoch(config: RunConfig, epoch: int, axis: Axis) -> float:
    """Where the end of an epoch is on an axis."""
    counted = plan(config)
    return place(counted, epoch * counted.iterations_per_epoch, axis)


def weight(count: int) -> float:
    """How much of the mean so far an exponential mean of so many values keeps at each."""
    return 1 - 2 / (max(LEAST, count / SPANS) + 1)


def smoothed(values: Sequence[float]) -> tuple[float, ...]:
    """The exponential mean up to each value, without a bias to where it starts."""
    kept = weight(len(values))
    total = mass = 0.0
    means = []
    for value in values:
        total = kept * total + (1 - kept) * value
        mass = kept * mass + 1 - kept
        means.append(total / mass)
    return tuple(means)


def _line(history: History, config: RunConfig, axis: Axis, role: Role, value: _Value) -> Line:
    """The values of the epochs; those that are not measured are left out."""
    known = [(r.epoch, one) for r in history.records if (one := value(r)) is not None]
    places = tuple(place_of_epoch(config, epoch, axis) for epoch, _ in known)
    return Line(role, places, tuple(one for _, one in known))


def _fine(history: History, config: RunConfig, axis: Axis) -> Line:
    """The loss of every update; nothing where that is not kept or cannot be shown."""
    counted, every = plan(config), history.loss_every
    values = () if axis == "epoch" else history.losses
    ends = (min((i + 1) * every, history.measured_iterations) for i in range(len(values)))
    places = tuple(place(counted, end, axis) for end in ends)
    return Line("train", places, values, fine=True)
