"""How a person looks at a run: by what its curves are drawn, on which scale, and how smooth."""

from dataclasses import dataclass
from typing import Literal, get_args

Axis = Literal["epoch", "iteration", "samples"]
"""What the curves are drawn over; samples are counted each time that they are seen."""

AXES: tuple[Axis, ...] = get_args(Axis)


@dataclass(frozen=True)
class View:
    """A way to look at a run.

    Attributes:
        axis: what the curves are drawn over.
        log: whether the loss has a logarithmic scale.
        smooth: whether an exponential mean is drawn, with the values themselves thin behind it.
    """

    axis: Axis = "epoch"
    log: bool = False
    smooth: bool = False
