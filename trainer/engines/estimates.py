"""How long runs take on this machine, learned from those that it has done."""

from collections import deque
from statistics import median

from trainer.config import RunConfig
from trainer.cost import rough_seconds
from trainer.history import History

REMEMBERED = 9


class Estimates:
    """Rough seconds of a run, corrected by how wrong they were for the last runs."""

    def __init__(self) -> None:
        self._factors: deque[float] = deque(maxlen=REMEMBERED)

    def seconds(self, config: RunConfig) -> float:
        """About how long a run takes."""
        return rough_seconds(config) * median(self._factors or (1.0,))

    def learn(self, config: RunConfig, seconds: float) -> None:
        """Note how long a run took, or how long it would take."""
        self._factors.append(seconds / rough_seconds(config))

    def learn_from(self, config: RunConfig, history: History, seconds: float) -> None:
        """Note how long a run took that was not ended early."""
        if history.stopped_by is None:
            self.learn(config, seconds)
