"""The subcommands that answer in the terminal: `ask`, `train` and `data`."""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlers.plain import answer
from handlers.road import says_something
from trainer.checks import check
from trainer.choices import DATASETS
from trainer.comparison import Comparison, faults, labels, varied
from trainer.comparison_diagnosis import diagnosis
from trainer.comparison_flag import read_flag
from trainer.comparison_words import counted, table, verdict
from trainer.config import KINDS, RunConfig, as_dict, from_dict
from trainer.configuration import Configuration, read_configuration
from trainer.counts import Counts, compare
from trainer.diagnose import diagnose
from trainer.diagnosis_words import say
from trainer.events import Progress
from trainer.experiments import EXPERIMENTS, Experiment
from trainer.faults import InvalidRun, Kind
from trainer.history import History
from trainer.script import writable, write
from trainer.series import of_run
from trainer.shelf import SHELF
from trainer.standings import standings

if TYPE_CHECKING:
    from data.store import Store, StoreUnavailableError
    from settings import Settings

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


class BadInputError(Exception):
    """Something that was given cannot be used; the message is a sentence that says why."""


def read_settings() -> "Settings":
    """The settings from outside.

    Raises:
        BadInputError: some of them cannot be used.
    """
    from pydantic import ValidationError

    from settings import FORMS, Settings

    try:
        return Settings()
    except ValidationError as error:
        # Only names: what was given may be a secret.
        names = [str(fault["loc"][0]) for fault in error.errors()]
        raise BadInputError(" ".join(f"{name} must be {FORMS[name]}." for name in names)) from error


def open_home(home: Path) -> "Store":
    """The store in the data directory.

    Raises:
        BadInputError: it cannot be used.
    """
    from data.store import StoreUnavailableError, open_store

    try:
        return open_store(home)
    except StoreUnavailableError as error:
        raise unusable(error) from error


def unusable(error: "StoreUnavailableError") -> BadInputError:
    """What to say of a data directory that cannot be used."""
    return BadInputError(
        f"the data directory {error.home} cannot be used ({error.reason}). "
        "Set EPOCHBOT_HOME to a directory that can be written."
    )


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
    parser.add_argument("--compare", metavar="X=A,B", help="train with each of these values")
    parser.add_argument("--experiment", metavar="KEY", help="run a ready-made experiment")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings: JSON, YAML or TOML")
    parser.add_argument("--chart", type=Path, metavar="OUT.png", help="write the curves here")
    parser.add_argument("--film", type=Path, metavar="OUT.mp4", help="write a film of it here")
    parser.add_argument("--script", type=Path, metavar="OUT.py", help="write it as a script here")
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
    SHELF.folder = read_settings().shelf
    if options.experiment:
        return _train_all(options, *_experiment(options))
    config = _config(options)
    if options.compare:
        return _train_all(options, _compared(options, config))
    for path in filter(None, (options.chart, options.film)):
        _make_room(path)
    if options.script:
        _write_script(options, config)
    history, seconds = _run(config)
    _show(options, history, config)
    if options.json:
        print(json.dumps(_as_object(config, history, seconds, options.chart)))
    else:
        print(_summary(config, history, seconds))
    return 0


def _experiment(options: argparse.Namespace) -> tuple[Comparison, Experiment]:
    """A ready-made experiment, all of whose settings are its own but the seed."""
    experiment = EXPERIMENTS.get(options.experiment)
    if experiment is None:
        known = ", ".join(EXPERIMENTS)
        raise BadInputError(f"there is no experiment {options.experiment!r}. There are: {known}.")
    names = [name for name in (*KINDS, "compare", "config") if vars(options).get(name) is not None]
    if others := [f"--{name.replace('_', '-')}" for name in names if name != "seed"]:
        raise BadInputError(f"an experiment has its own settings; leave out {', '.join(others)}.")
    seed = vars(options).get("seed", 0)
    comparison = Comparison(tuple(replace(run, seed=seed) for run in experiment.runs))
    if wrong := faults(comparison):
        raise BadInputError(" ".join(fault.say(options.lang) for fault in wrong))
    return comparison, experiment


def _compared(options: argparse.Namespace, config: RunConfig) -> Comparison:
    try:
        return read_flag(options.compare, config)
    except InvalidRun as refusal:
        raise BadInputError(refusal.say(options.lang)) from refusal


def _train_all(
    options: argparse.Namespace, comparison: Comparison, experiment: Experiment | None = None
) -> int:
    """Train several times, one after the other."""
    if options.script:
        raise BadInputError("A comparison has no script; leave out --script.")
    for path in filter(None, (options.chart, options.film)):
        _make_room(path)
    from trainer.compare_worker import run_all

    histories = run_all(comparison, _progress_line(), math.inf)
    names = labels(comparison, options.lang)
    _show_all(options, histories, comparison, names)
    if options.json:
        chart = str(options.chart) if options.chart else None
        runs = [
            {"name": name, **_as_object(one, history, _seconds(history), None)}
            for name, one, history in zip(names, comparison.runs, histories, strict=True)
        ]
        told = {"experiment": _claim(experiment, histories)} if experiment else {}
        print(json.dumps({**told, "varied": varied(comparison), "runs": runs, "chart": chart}))
    else:
        found = standings(comparison, histories, names)
        shows = diagnosis(comparison, histories, names, "en")
        print("\n".join([*table(found), verdict(found, "en"), *shows, counted(found, "en")]))
        if experiment:
            shown = "shown" if experiment.expected(histories) else "not shown this time"
            print(f"{experiment.title.en} ({shown}): {experiment.claim.en} {experiment.why.en}")
    return 0


def _show_all(
    options: argparse.Namespace,
    histories: Sequence[History],
    comparison: Comparison,
    names: Sequence[str],
) -> None:
    """Write the pictures of a comparison that were asked for."""
    from trainer.comparison_film import film_comparison
    from trainer.comparison_picture import draw_comparison

    if options.chart:
        options.chart.write_bytes(draw_comparison(histories, comparison, names, options.lang))
    if options.film and any(history.records for history in histories):
        options.film.write_bytes(film_comparison(histories, comparison, names, options.lang))
    elif options.film:
        _no_film(options.film)


def _no_film(path: Path) -> None:
    path.unlink()
    print("No epoch was finished, so there is no film.", file=sys.stderr)


def _claim(experiment: Experiment, histories: Sequence[History]) -> dict[str, object]:
    """What an experiment claims, and whether these runs show it."""
    return {
        "key": experiment.key,
        "claim": experiment.claim.en,
        "shown": experiment.expected(histories),
    }


def _seconds(history: History) -> float:
    return sum(record.seconds for record in history.records)


def _show(options: argparse.Namespace, history: History, config: RunConfig) -> None:
    """Write the pictures that were asked for."""
    from trainer.charts import draw
    from trainer.film import film

    if options.chart:
        options.chart.write_bytes(draw(history, config, options.lang))
    if options.film and history.records:
        options.film.write_bytes(film(history, config, options.lang))
    elif options.film:
        _no_film(options.film)


def _run(config: RunConfig) -> tuple[History, float]:
    """The history of a run, and the seconds that it took."""
    from trainer.loop import run

    started = time.perf_counter()
    history = run(config, _progress_line(), lambda: None)
    return history, time.perf_counter() - started


def _write_script(options: argparse.Namespace, config: RunConfig) -> None:
    if not writable(config):
        raise BadInputError(f"the data set {config.dataset} cannot be had by a script.")
    _make_room(options.script)
    options.script.write_text(write(config, options.lang), "utf-8")


def _make_room(chart: Path) -> None:
    """Find out before the training whether its chart can be written."""
    try:
        chart.touch()
    except OSError as error:
        raise BadInputError(f"{chart} cannot be written: {error.strerror}.") from error


def _config(options: argparse.Namespace) -> RunConfig:
    """The configuration of a file, changed by the flags."""
    flags = {f.name: vars(options)[f.name] for f in fields(RunConfig) if f.name in vars(options)}
    found = _read_config(options.config) if options.config else Configuration({})
    if wrong := tuple(fault for fault in found.wrong if fault.field not in flags):
        raise BadInputError(InvalidRun(wrong).say(options.lang))
    try:
        config = from_dict({**found.values, **flags})
        check(config)
    except InvalidRun as refusal:
        raise BadInputError(refusal.say(options.lang)) from refusal
    return config


def _read_config(path: Path) -> Configuration:
    """The settings of a file; what no run here can have is named on standard error."""
    try:
        found = read_configuration(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path} cannot be read: {error}.") from error
    if found is None:
        raise BadInputError(f"{path} holds no settings as JSON, YAML or TOML.")
    if found.left_out:
        print(f"Trained without: {', '.join(found.left_out)}.", file=sys.stderr)
    return found


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
        "diagnosis": [
            {
                "finding": finding.kind,
                "epoch": finding.epoch,
                "likelihood": finding.likelihood,
                "evidence": dict(finding.evidence),
            }
            for finding in diagnose(of_run(history, config))
        ],
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
    lines += [say(finding, "en") for finding in diagnose(of_run(history, config))]
    derived, measured = counts.total_iterations, counts.measured_iterations
    return "\n".join(
        [*lines, f"iterations: {derived:,} derived, {measured:,} measured", f"{seconds:.1f} s"]
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """The arguments of `data get`."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    get = commands.add_parser("get", help="fetch a data set, once")
    names = [str(one.fetched_as) for one in DATASETS.values() if one.fetched_as]
    get.add_argument("name", choices=names, help=", ".join(names))
    get.set_defaults(action=get_data)


def get_data(options: argparse.Namespace) -> int:
    """Fetch a data set into the data directory."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from trainer.fetching import SOURCES, FetchFailed, fetch

    dataset = next(key for key, one in DATASETS.items() if one.fetched_as == options.name)
    SHELF.folder = read_settings().shelf
    place = SHELF.place(dataset)
    columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task(options.name, total=None)
            origin = fetch(
                SOURCES[dataset],
                place,
                lambda there, total: progress.update(bar, completed=there, total=total),
            )
    except FetchFailed as failure:
        print(_UNFETCHED.format(failure.name, failure.reason), file=sys.stderr)
        return FAILED
    except OSError as error:
        raise BadInputError(f"{place} cannot be written: {error.strerror}.") from error
    print(f"{_FETCHED[origin]}: {place}")
    return 0


_FETCHED = {
    "shelf": "It is there already",
    "package": "Taken from the package of this system",
    "download": "Downloaded",
}
_UNFETCHED = (
    "epochbot: {} could not be fetched ({})."
    " Run the command again: what has come is kept, and only the rest is fetched."
)
