"""What a worker process does with a comparison: its runs, together where they can be.

Every run is what it is alone; a step that several runs have is recorded once.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial

from solver.language import Language
from trainer.comparison import Comparison, Histories, labels
from trainer.events import Progress, RunProgress
from trainer.history import History, StopReason
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
    from trainer.ensemble import run_together, teams
    from trainer.loop import run
    from trainer.recordings import Recordings

    runs, recordings = comparison.runs, Recordings()
    histories: dict[int, History] = {}
    ends = time.perf_counter() + budget
    for team in teams(runs):
        now = time.perf_counter()
        share = len(team) / (len(runs) - len(histories))
        stop = _out_of_time(now + (ends - now) * share)
        told = paced(tell)  # type: ignore[arg-type]  # it is given what tells its run
        report = _numbered(told, team, len(runs))
        if len(team) > 1:
            found = run_together([runs[place] for place in team], report, stop)
        else:
            found = [run(runs[team[0]], partial(report, 0), stop, make=recordings.make)]
        histories |= zip(team, found, strict=True)
    return Histories(histories[place] for place in range(len(runs)))


def _out_of_time(end: float) -> Callable[[], StopReason | None]:
    return lambda: "time" if time.perf_counter() > end else None


def _numbered(
    tell: Callable[[Progress], None], team: Sequence[int], count: int
) -> Callable[[int, Progress], None]:
    """Tell the progress of one of a team, given its place there."""
    return lambda place, progress: tell(
        RunProgress(**vars(progress), number=team[place] + 1, count=count)
    )
