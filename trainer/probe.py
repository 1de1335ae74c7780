"""Trying a run for a moment, to know how long it would take."""

import time

from trainer.choices import DATASETS
from trainer.config import RunConfig, plan, train_size
from trainer.cost import EVALUATION
from trainer.events import Progress
from trainer.history import StopReason
from trainer.loop import run

MOMENT = 0.7
"""Seconds of updates that are measured; those before, in which the step is recorded, are not."""
WARM = 2
"""Reports of progress that are not measured yet."""


def probed_seconds(config: RunConfig) -> float:
    """About how many seconds a run would take here, from a moment of that very run."""
    started = time.perf_counter()
    marks: list[tuple[float, int, bool]] = []

    def report(progress: Progress) -> None:
        marks.append((time.perf_counter(), progress.iteration, progress.record is not None))

    def stop() -> StopReason | None:
        measured = len(marks) > WARM and marks[-1][0] - marks[WARM - 1][0] > MOMENT
        return "time" if measured else None

    history = run(config, report, stop)
    if history.stopped_by != "time":
        return time.perf_counter() - started
    (began, first, _), (ended, last, evaluated) = marks[WARM - 1], marks[-1]
    update = (ended - began) / max(1, last - first)
    total = plan(config).total_iterations * update
    if not evaluated:
        total *= 1 + EVALUATION * DATASETS[config.dataset].val_size / train_size(config)
    return (began - started) + total
