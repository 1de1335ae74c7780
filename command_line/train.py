"""`train`: a training here and now, from flags or a file."""

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from command_line.compare import compared, experiment, train_all
from command_line.configured import config_of
from command_line.failures import BadInputError
from command_line.home import read_settings
from command_line.outputs import make_room, no_film, progress_line
from command_line.told import as_object, summary
from trainer.config import KINDS, RunConfig
from trainer.faults import Kind
from trainer.history import History
from trainer.script import writable, write
from trainer.shelf import SHELF


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
    """Train once, or for a comparison or an experiment several times, here and now."""
    SHELF.folder = read_settings().shelf
    if options.experiment:
        return train_all(options, *experiment(options))
    config = config_of(options)
    if options.compare:
        return train_all(options, compared(options, config))
    for path in filter(None, (options.chart, options.film)):
        make_room(path)
    if options.script:
        _write_script(options, config)
    history, seconds = _run(config)
    _show(options, history, config)
    if options.json:
        print(json.dumps(as_object(config, history, seconds, options.chart)))
    else:
        print(summary(config, history, seconds))
    return 0


def _show(options: argparse.Namespace, history: History, config: RunConfig) -> None:
    """Write the pictures that were asked for."""
    from trainer.charts import draw
    from trainer.film import film

    if options.chart:
        options.chart.write_bytes(draw(history, config, options.lang))
    if options.film and history.records:
        options.film.write_bytes(film(history, config, options.lang))
    elif options.film:
        no_film(options.film)


def _run(config: RunConfig) -> tuple[History, float]:
    """The history of a run, and the seconds that it took."""
    from trainer.loop import run

    started = time.perf_counter()
    history = run(config, progress_line(), lambda: None)
    return history, time.perf_counter() - started


def _write_script(options: argparse.Namespace, config: RunConfig) -> None:
    if not writable(config):
        raise BadInputError(f"the data set {config.dataset} cannot be had by a script.")
    make_room(options.script)
    options.script.write_text(write(config, options.lang), "utf-8")
