"""Samples as tensors."""

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class Samples:
    """Inputs and what they should give.

    Attributes:
        inputs: samples x channels x height x width (pictures), x steps x values (sequences), or
            x values.
        targets: class indices, or numbers where those are predicted.
    """

    inputs: Tensor
    targets: Tensor

    def __len__(self) -> int:
        return len(self.targets)

    def at(self, places: Tensor | slice) -> "Samples":
        """The samples at these places."""
        return Samples(self.inputs[places], self.targets[places])


@dataclass(frozen=True)
class Split:
    """The samples to train on, those to validate on, and how many classes there are (or 0)."""

    train: Samples
    val: Samples
    classes: int
