"""What every peer is: something that trains the network of a run on the same samples.

Peers begin with the same weights, scikit-learn excepted, and work as their own guides show them;
without logs, progress bars and checkpoints.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from trainer.config import RunConfig
from trainer.datasets import Split


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    Attributes:
        seconds: processor time of its quickest epoch, validation loss and accuracy included.
        accuracy: share of the validation samples, 0 to 1, that the network gets right in the end.
    """

    seconds: float
    accuracy: float


Peer = Callable[[RunConfig, Split], Trained]


@dataclass
class Epochs:
    """A watch on the processor's time, which stands still between two epochs."""

    times: list[float] = field(default_factory=list)
    _began: float = 0.0

    def begin(self, *_: Any, **__: Any) -> None:
        """An epoch begins; takes whatever a callback is given."""
        self._began = time.process_time()

    def end(self, *_: Any, **__: Any) -> None:
        """It has ended, its validation included."""
        self.times.append(time.process_time() - self._began)

    @property
    def quickest(self) -> float:
        """Seconds of the quickest one."""
        return min(self.times)
