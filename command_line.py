"""The subcommands that answer in the terminal: `ask` and `train`."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from handlers.plain import answer
from handlers.road import says_something
from trainer.checks import check
from trainer.config import KINDS, RunConfig, as_dict, from_dict
from trainer.counts import Counts, compare
from trainer.events import Progress
from trainer.faults import InvalidRun, Kind
from trainer.history import History

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class BadInputError(Exception):
    """Something that was given cannot be used; the message is a sentence that says why."""


def add_ask(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ask`."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the question")
    parser.add_argument("--lang", choices=("en", "zh"), help="language of the answer")
    parser.add_argument("--json", action="store_true", help="print one JSON object a question")
    parser.set_defaults(action=ask)


def ask(options: argparse.Namespace) -> int:
    """Answer one question, or each line of standard input."""
    for text in _lines() if options.text is None else [_question(options.text)]:
        reply = answer(text, options.lang)
        shown = json.dumps(reply, ensure_ascii=False) if options.json else f"{reply['text']}\n"
        print(shown, flush=True)
    return 0


def _question(text: str) -> str:
    if not says_something(text):
        raise BadInputError(
            "the question holds no words and no numbers. "
            'Give one, such as "60,000 images, batch size 128: how many iterations per epoch?"'
        )
    return text


def _lines() -> Iterator[str]:
    """The questions on standard input, one a line; a line that is a JSON string is decoded."""
    for line in sys.stdin:
        if line.strip():
            yield _decoded(line.strip())


def _decoded(line: str) -> str:
    with suppress(json.JSONDecodeError):
        decoded = json.loads(line)
        if isinstance(decoded, str):
            return decoded
    return line


def add_train(parser: argparse.ArgumentParser) -> None:
    """The arguments of `train`: a flag for every field of the run configuration."""
    for name, kind in KINDS.items():
        flag = f"--{name.replace('_', '-')}"
        parser.add_argument(flag, default=argparse.SUPPRESS, **_SHAPES[kind])
    parser.add_argument("--config", type=Path, metavar="FILE", help="run configuration as JSON")
    parser.add_argument("--chart", type=Path, metavar="OUT.png", help="write the curves here")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the chart")
    parser.add_argument("--json", action="store_true", help="print the whole run as JSON")
    parser.set_defaults(action=train)


_SHAPES: Mapping[Kind, dict[str, Any]] = {
    "text": {"type": str, "metavar": "X"},
    "whole": {"type": int, "metavar": "X"},
    "number": {"type": float, "metavar": "X"},
    "truth": {"action": argparse.BooleanOptionalAction},
    "texts": {"type": str, "metavar": "X", "nargs": "+"},
    "wholes": {"type": int, "metavar": "X", "nargs": "+"},
}
"""How the flag of a field is read."""


def train(options: argparse.Namespace) -> int:
    """Train once, here and now."""
    config = _config(options)
    if options.chart:
        _make_room(options.chart)
    history, seconds = _run(config)
    if options.chart:
        from trainer.charts import draw

        options.chart.write_bytes(draw(history, config, options.lang))
    if options.json:
        print(json.dumps(_as_object(config, history, seconds, options.chart)))
    else:
        print(_summary(config, history, seconds))
    return 0


def _run(config: RunConfig) -> tuple[History, float]:
    """The history of a run, and the seconds that it took."""
    from trainer.loop import run

    started = time.perf_counter()
    history = run(config, _progress_line(), lambda: None)
    return history, time.perf_counter() - started


def _make_room(chart: Path) -> None:
    """Find out before the training whether its chart can be written."""
    try:
        chart.touch()
    except OSError as error:
        raise BadInputError(f"{chart} cannot be written: {error.strerror}.") from error


def _config(options: argparse.Namespace) -> RunConfig:
    """The configuration of a file, changed by the flags."""
    values = _read_config(options.config) if options.config else {}
    given = vars(options)
    values |= {f.name: given[f.name] for f in fields(RunConfig) if f.name in given}
    try:
        config = from_dict(values)
        check(config)
    except InvalidRun as refusal:
        raise BadInputError(str(refusal)) from refusal
    return config


def _read_config(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path} cannot be read as JSON: {error}.") from error
    if not isinstance(values, dict):
        raise BadInputError(f"{path} holds no JSON object of settings.")
    return values


def _progress_line() -> Callable[[Progress], None]:
    """Show progress in one line of a terminal; say nothing elsewhere."""

    def show(progress: Progress) -> None:
        end = "\n" if progress.iteration == progress.iterations and progress.record else ""
        print(
            f"\repoch {progress.epoch}/{progress.epochs}"
            f"  iteration {progress.iteration}/{progress.iterations}  loss {progress.loss:.4f} ",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    return show if sys.stderr.isatty() else lambda _: None


def _as_object(
    config: RunConfig, history: History, seconds: float, chart: Path | None
) -> dict[str, object]:
    """The run as the object of the command line's contract."""
    return {
        "config": as_dict(config),
        "counts": _counts(compare(config, history)),
        "history": [asdict(record) for record in history.records],
        "best_epoch": history.best_epoch,
        "stopped_epoch": len(history.records) if history.stopped_by else None,
        "stopped_by": history.stopped_by,
        "diagnosis": [],
        "seconds": round(seconds, 3),
        "chart": str(chart) if chart else None,
    }


def _counts(counts: Counts) -> dict[str, int]:
    """The counts that the contract names."""
    return {
        name: getattr(counts, name)
        for name in (
            "train_size",
            "val_size",
            "batches_per_epoch",
            "iterations_per_epoch",
            "total_iterations",
            "last_batch_size",
            "measured_iterations",
            "measured_samples",
        )
    }


def _summary(config: RunConfig, history: History, seconds: float) -> str:
    """What came of a run, in a few lines."""
    counts = compare(config, history)
    lines = [
        f"epoch {record.epoch}: validation loss {record.val_loss:.4f}"
        + ("" if record.val_accuracy is None else f", accuracy {record.val_accuracy:.1%}")
        for record in history.records
        if record.epoch in {history.best_epoch, len(history.records)}
    ]
    derived, measured = counts.total_iterations, counts.measured_iterations
    return "\n".join(
        [*lines, f"iterations: {derived:,} derived, {measured:,} measured", f"{seconds:.1f} s"]
    )
