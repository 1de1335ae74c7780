"""Try to break the solver: many strange texts take the road of the command line.

    .venv/bin/python scripts/fuzz_solver.py --count 200000 --seed 1 [--file QUESTIONS.jsonl]

Every text has to be answered or declined within its time and without a warning, alone or as the
next message of a chat.
Prints the failures and how long texts took; the exit status is 1 where anything failed.
"""

import argparse
import json
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from handlers.asking import road
from handlers.asking.plain import answer
from scripts.fuzz_texts import our_texts, text
from solver.as_json import as_json
from solver.explain.results import explain
from solver.language import LANGUAGES
from solver.problem import Problem
from solver.results import Result

ROOT = Path(__file__).resolve().parents[1]
IN_CHAT = 8
"""Of so many texts, one is a message in a chat with an exercise before it."""
SHOWN = 20


class TooSlowError(BaseException):
    """A text takes too long; not an Exception, so that nothing on the road takes it for one."""


@dataclass(frozen=True)
class Trial:
    """What became of one text: the seconds it took, and what went wrong, if anything."""

    text: str
    seconds: float
    fault: str = ""


def main() -> int:
    """Fuzz, and print what was found."""
    options = _options()
    warnings.simplefilter("error")
    trials = []
    for trial in fuzz(options.count, options.seed, options.limit, _texts_of(options.file)):
        trials.append(trial)
        if len(trials) % 10_000 == 0:
            print(f"{len(trials):,} texts ...", file=sys.stderr)
    return _report(trials)


def fuzz(count: int, seed: int, limit: float, more: Sequence[str] = ()) -> Iterator[Trial]:
    """Take so many texts down the road, one after the other.

    Args:
        count: how many texts.
        seed: makes the same texts again.
        limit: seconds of computing that one text may take.
        more: texts to start from, besides our own.
    """
    seeds = (*our_texts(), *more)
    chat = _Chat()
    answer(seeds[0], None)  # loads what the first answer of a process needs
    for place in range(count):
        take = chat.take if place % IN_CHAT == 0 else _take
        yield _try(take, text(seeds, seed, place), limit)


class _Chat:
    """A chat, in which a text may follow up the exercise before it."""

    def __init__(self) -> None:
        self._problem: Problem | None = None

    def take(self, text: str) -> None:
        """Answer a message in both languages, and remember its problem as the store does."""
        outcome = road.take(text, self._problem)
        if isinstance(outcome, Result):
            for language in LANGUAGES:
                json.dumps(as_json(outcome, explain(outcome, language), language))
            self._problem = Problem.from_json(outcome.problem.to_json())


def _take(text: str) -> None:
    """Answer a text as the command line does."""
    json.dumps(answer(text, None))


def _try(take: Callable[[str], None], text: str, limit: float) -> Trial:
    fault = ""
    start = time.perf_counter()
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        take(text)
    except (Exception, TooSlowError) as error:  # noqa: BLE001 (whatever breaks is looked for)
        fault = _where(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return Trial(text, time.perf_counter() - start, fault)


def _too_slow(*_: object) -> None:
    raise TooSlowError


def _where(error: BaseException) -> str:
    """The kind of an error, and the last function of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(ROOT / "solver")]
    frame = (ours or frames)[-1]
    return f"{type(error).__name__} in {frame.name}, {Path(frame.filename).name}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=200_000, help="how many texts")
    parser.add_argument("--seed", type=int, default=1, help="makes the same texts again")
    parser.add_argument("--limit", type=float, default=1, help="seconds that a text may take")
    parser.add_argument("--file", type=Path, help='JSON lines whose "text" to start from, too')
    return parser.parse_args()


def _texts_of(file: Path | None) -> list[str]:
    lines = file.read_text("utf-8").splitlines() if file else []
    return [json.loads(line)["text"] for line in lines if line.strip()]


def _report(trials: Sequence[Trial]) -> int:
    """Print the figures, and one text for each way to fail."""
    failures = [trial for trial in trials if trial.fault]
    by_time = sorted(trials, key=lambda trial: trial.seconds)
    print(f"{len(trials):,} texts, {len(failures):,} failures")
    for share in (50, 90, 99, 99.9):
        print(
            f"p{share:<5} {by_time[int((len(by_time) - 1) * share / 100)].seconds * 1000:9.1f} ms"
        )
    slowest = by_time[-1]
    print(f"slowest{slowest.seconds * 1000:9.1f} ms for {len(slowest.text):,} characters")
    print(f"        {slowest.text[:200]!r}")
    ways = {trial.fault: trial for trial in sorted(failures, key=lambda one: -len(one.text))}
    for fault, trial in list(ways.items())[:SHOWN]:
        count = sum(one.fault == fault for one in failures)
        print(f"\n{fault} ({count} times)\n        {trial.text[:500]!r}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
