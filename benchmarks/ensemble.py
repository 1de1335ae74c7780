"""How long eight runs of one shape take, as a multiple of one.

    .venv/bin/python -m benchmarks.ensemble

Eight learning rates on digits, trained together and one after the other with a shared recording:
whole runs with all that comes before the first update. Processor time of repeats that take turns;
medians of the ratios.
"""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from trainer.compare_worker import run_all
from trainer.comparison import Comparison
from trainer.config import RunConfig
from trainer.loop import run
from trainer.recordings import Recordings

REPEATS = 5
RATES = (0.0001, 0.0003, 0.001, 0.002, 0.003, 0.005, 0.01, 0.03)
CASES = tuple(
    RunConfig(batch_size=batch_size, optimizer=optimizer)
    for optimizer in ("sgd", "adam")
    for batch_size in (16, 32, 64)
)


def main() -> None:
    """Measure and print a table."""
    print(f"{'eight runs on digits':26}{'one':>10}{'together':>12}{'in turn':>12}{'gain':>8}")
    for config in CASES:
        one, together, in_turn, gain = _measured(config)
        case = f"batch {config.batch_size}, {config.optimizer}"
        print(
            f"{case:26}{one * 1000:>7.0f} ms{together:>11.1f}x{in_turn:>11.1f}x{gain:>7.1f}x",
            flush=True,
        )


def _measured(config: RunConfig) -> tuple[float, ...]:
    """Seconds of one run, how many times that eight take, both ways, and the ratio of these."""
    eight = Comparison(tuple(replace(config, learning_rate=rate) for rate in RATES))
    ways = (
        lambda: _alone(config),
        lambda: run_all(eight, lambda _: None, math.inf),
        lambda: _in_turn(eight),
    )
    rounds = [[_seconds(way) for way in ways] for _ in range(1 + REPEATS)][1:]
    told = [(one, all_ / one, turns / one, turns / all_) for one, all_, turns in rounds]
    return tuple(map(statistics.median, zip(*told, strict=True)))


def _alone(config: RunConfig) -> None:
    run(config, lambda _: None, lambda: None)


def _in_turn(comparison: Comparison) -> None:
    recordings = Recordings()
    for config in comparison.runs:
        run(config, lambda _: None, lambda: None, make=recordings.make)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
