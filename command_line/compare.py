"""Several trainings after one another: `train --compare` and `train --experiment`."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace

from command_line.failures import BadInputError
from command_line.outputs import make_room, no_film, progress_line
from command_line.told import as_object
from trainer.comparison import Comparison, faults, labels, varied
from trainer.comparison_diagnosis import diagnosis
from trainer.comparison_flag import read_flag
from trainer.comparison_words import counted, table, verdict
from trainer.config import KINDS, RunConfig
from trainer.experiments import EXPERIMENTS, Experiment
from trainer.faults import InvalidRun
from trainer.history import History
from trainer.standings import standings


def experiment(options: argparse.Namespace) -> tuple[Comparison, Experiment]:
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


def compared(options: argparse.Namespace, config: RunConfig) -> Comparison:
    """The trainings with each of the values that `--compare` names."""
    try:
        return read_flag(options.compare, config)
    except InvalidRun as refusal:
        raise BadInputError(refusal.say(options.lang)) from refusal


def train_all(
    options: argparse.Namespace, comparison: Comparison, experiment: Experiment | None = None
) -> int:
    """Train several times, one after the other."""
    if options.script:
        raise BadInputError("A comparison has no script; leave out --script.")
    for path in filter(None, (options.chart, options.film)):
        make_room(path)
    from trainer.compare_worker import run_all

    histories = run_all(comparison, progress_line(), math.inf)
    names = labels(comparison, options.lang)
    _show_all(options, histories, comparison, names)
    if options.json:
        chart = str(options.chart) if options.chart else None
        runs = [
            {"name": name, **as_object(one, history, _seconds(history), None)}
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
        no_film(options.film)


def _claim(experiment: Experiment, histories: Sequence[History]) -> dict[str, object]:
    """What an experiment claims, and whether these runs show it."""
    return {
        "key": experiment.key,
        "claim": experiment.claim.en,
        "shown": experiment.expected(histories),
    }


def _seconds(history: History) -> float:
    return sum(record.seconds for record in history.records)
