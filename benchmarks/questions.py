"""How right and how quick the solver is: accuracy on questions with checked answers, and latency.

    .venv/bin/python -m benchmarks.questions [--questions FILE.jsonl ...] [--show 20]

Questions are answered as `ask --json` answers them, and judged by `judge.py`. How quick an answer
about a topic is, is measured on questions that were held out.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.judge import Outcome, Question, Reply, judge, read_questions
from benchmarks.table import Row, show
from handlers.asking.plain import answer

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "solver" / "questions"
CONCEPTS = ROOT / "tests" / "knowledge" / "questions" / "held_out.jsonl"
STARTS = 5
LONGEST = 16_384
FIRST = "60,000 images, batch size 100, 30,000 iterations: how many epochs?"
LONG_PARTS = (
    "训练集有6万张，batch size设为128，训练5轮，一共多少次迭代？ ",
    "step 3000/12000 loss 0.25 3.1 it/s\n",
    "1,",
    "batch ",
    "(",
    "optimizer.step()\n",
)
"""Each is repeated up to 16 KB: questions, logs, numbers, words, brackets, code."""

Judged = tuple[Outcome, Question, Reply]


def main() -> None:
    """Measure and print a table, and after it the questions that were not answered right."""
    options = _options()
    questions = read_questions(*options.questions)
    if not questions:
        sys.exit(f"no questions in {QUESTIONS}; name a file with --questions FILE.jsonl")
    answer(FIRST, None)
    judged, times = _ask_all(questions)
    answers = _latency("an answer inside the process", times, 5, 30)
    rows = chain(_shares(judged), answers, _concepts(), _extremes())
    show(rows, f"{len(questions)} questions")
    for outcome, question, reply in _failures(judged)[: options.show]:
        print(f"\n{outcome} {question.name} {question.text[:300]!r}")
        print("  expected", *((one.ask, one.words or one.values) for one in question.expected))
        print("  got", reply["kind"], *_stated(reply))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    files = sorted(QUESTIONS.glob("*.jsonl"))
    parser.add_argument("--questions", nargs="+", type=Path, default=files, metavar="FILE")
    parser.add_argument("--show", type=int, default=0, help="how many failures to list")
    return parser.parse_args()


def _ask_all(questions: Sequence[Question]) -> tuple[list[Judged], list[float]]:
    """Each question's outcome, and the milliseconds of each answer."""
    judged: list[Judged] = []
    times = []
    for question in questions:
        start = time.perf_counter()
        reply = _reply(question.text)
        times.append((time.perf_counter() - start) * 1000)
        judged.append((judge(question, reply), question, reply))
    return judged, times


def _reply(text: str) -> Reply:
    try:
        return answer(text, None)
    except Exception as error:  # noqa: BLE001 (one that breaks is counted, the others go on)
        return {"kind": f"broken by {type(error).__name__}", "answers": ()}


def _shares(judged: Sequence[Judged]) -> Iterator[Row]:
    """How many are right, wrong and declined: of all, and of each kind of question."""
    counts = Counter(outcome for outcome, _, _ in judged)
    yield "right", _share(counts["right"], len(judged)), "95 %"
    yield "wrong", _share(counts["wrong"], len(judged)), "0 %"
    yield "declined", _share(counts["declined"], len(judged)), ""
    broken = sum(reply["kind"].startswith("broken") for _, _, reply in judged)
    yield "  of these, broken by an error", _share(broken, len(judged)), "0 %"
    for kind in sorted({question.category for _, question, _ in judged}):
        here = Counter(outcome for outcome, question, _ in judged if question.category == kind)
        detail = (
            f"  {kind}: {here['right']} right, {here['wrong']} wrong, {here['declined']} declined"
        )
        yield detail, _share(here["right"], here.total()), ""


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _latency(what: str, times: Sequence[float], median: int, most: int) -> Iterator[Row]:
    """The middle and the ends of many times, beside what they should be."""
    ordered = sorted(times)
    yield f"{what}, p50", f"{ordered[len(ordered) // 2]:.1f} ms", f"{median} ms"
    yield f"{what}, p99", f"{ordered[len(ordered) * 99 // 100]:.1f} ms", f"{most} ms"
    yield f"{what}, slowest", f"{ordered[-1]:.1f} ms", "1000 ms"


def _concepts() -> Iterator[Row]:
    """How long questions about topics take; the first one, which loads what was learnt, apart."""
    answer("what is an epoch?", None)
    times = []
    for line in CONCEPTS.read_text("utf-8").splitlines():
        start = time.perf_counter()
        answer(json.loads(line)["text"], None)
        times.append((time.perf_counter() - start) * 1000)
    return _latency("an answer about a topic", times, 30, 80)


def _extremes() -> Iterator[Row]:
    longest = max(_ask_long(part) for part in LONG_PARTS)
    yield "a text of 16 KB, slowest of 6", f"{longest * 1000:.0f} ms", "1000 ms"
    cold = statistics.median(_cold_answer() for _ in range(STARTS))
    yield "first answer of a new process, median of 5", f"{cold:.2f} s", "1 s"


def _ask_long(part: str) -> float:
    text = (part * (LONGEST // len(part) + 1))[:LONGEST]
    start = time.perf_counter()
    answer(text, None)
    return time.perf_counter() - start


def _cold_answer() -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "bot.py", "ask", FIRST], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def _failures(judged: Sequence[Judged]) -> list[Judged]:
    """What was not answered right, wrong answers first."""
    failures = [one for one in judged if one[0] != "right"]
    return sorted(failures, key=lambda one: one[0] != "wrong")


def _stated(reply: Reply) -> Iterator[tuple[object, ...]]:
    for one in reply["answers"]:
        yield one["quantity"], one["value"], one["low"], one["high"]


if __name__ == "__main__":
    main()
