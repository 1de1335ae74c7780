"""What a worker process does with a comparison: its runs one after the other, in one process.

Every run is what it is alone, to the last number; a step that several runs have is recorded once.
"""

import time
from collections.abc import Callable

from solver.language import Language
from trainer.comparison import Comparison, Histories, labels
from trainer.events import Progress, RunProgress
from trainer.history import StopReason
from trainer.worker import paced


def train_all(
    tell: Callable[[RunProgress], None], comparison: Comparison, language: Language, budget: float
) -> tuple[Histories, bytes, float]:
    """Train all runs of a comparison, telling how far they are, and draw what came of them.

    Args:
        tell: takes progress now and then.
        comparison: what to train.
        language: of the picture.
        budget: seconds for all of the runs.

    Returns:
        The histories, their picture as PNG, and the seconds that the training took.
    """
    from trainer.comparison_picture import draw_comparison

    started = time.perf_counter()
    histories = run_all(comparison, tell, budget)
    seconds = time.perf_counter() - started
    names = labels(comparison, language)
    return histories, draw_comparison(histories, comparison, names, language), seconds


def run_all(
    comparison: Comparison, tell: Callable[[RunProgress], None], budget: float
) -> Histories:
    """What came of each run; each has an equal share of the time that is left before it."""
    from trainer.loop import run
    from trainer.recordings import Recordings

    histories, recordings = [], Recordings()
    ends = time.perf_counter() + budget
    count = len(comparison.runs)
    for number, config in enumerate(comparison.runs, 1):
        now = time.perf_counter()
        stop = _out_of_time(now + (ends - now) / (count - number + 1))
        report = paced(_numbered(tell, number, count))
        histories.append(run(config, report, stop, make=recordings.make))
    return Histories(histories)


def _out_of_time(end: float) -> Callable[[], StopReason | None]:
    return lambda: "time" if time.perf_counter() > end else None


def _numbered(
    tell: Callable[[RunProgress], None], number: int, count: int
) -> Callable[[Progress], None]:
    return lambda progress: tell(RunProgress(**vars(progress), number=number, count=count))
