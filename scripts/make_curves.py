"""Train the runs whose curves the quiz asks about, and write them to data/quiz/curves.json.

Run once: `python -m scripts.make_curves`, about two minutes. What is written is as it was
measured, rounded. A run is kept only where the trainer's own diagnosis, or the claim of its
experiment, agrees with what the picture is said to show; and where no other answer comes near.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from scripts.curve_runs import (
    BATCHES,
    BEST,
    BUGS,
    EPOCHS,
    GAPS,
    ILLNESSES,
    RATES,
    REMEDIES,
    Shown,
)
from trainer.config import RunConfig, as_dict, hidden, learning_rate, train_size
from trainer.diagnose import diagnose
from trainer.experiments import EXPERIMENTS
from trainer.history import History
from trainer.loop import run
from trainer.series import of_run

WRITTEN = Path(__file__).parent.parent / "data" / "quiz" / "curves.json"
UPDATES = 100
"""Updates that a picture of batch sizes shows."""
FAR = 0.8
"""Share of the next best validation loss that the right remedy ends below."""
AGREES = {
    "overfitting": {"overfitting"},
    "underfitting": {"underfitting"},
    "healthy": {"healthy", "plateau"},
    "still_improving": {"still_improving"},
    "diverging": {"divergence"},
    "too_low": {"rate_too_low"},
    "good": {"healthy", "plateau"},
    "too_high": {"rate_too_high"},
    "far_too_high": {"divergence"},
    "dropout": {"overfitting"},
    "larger": {"underfitting"},
    "higher_rate": {"rate_too_low"},
    "lower_rate": {"rate_too_high", "divergence"},
    "more_epochs": {"still_improving"},
    "surer_wrong": {"overfitting"},
    "both_worse": {"overfitting"},
    "both_better": {"still_improving"},
    "surer_right": {"healthy", "plateau", "still_improving"},
}
"""What the diagnosis says first of a run that shows something."""
LOSSES = ("train_loss", "val_loss")
ALL = (*LOSSES, "train_accuracy", "val_accuracy")


@cache
def trained(config: RunConfig) -> History:
    """A real run."""
    return run(config, lambda _: None, lambda: None)


class Book:
    """The runs that are kept, each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.runs: dict[str, dict[str, object]] = {}
        self._keys: dict[RunConfig, str] = {}

    def keep(self, config: RunConfig, measures: Iterable[str]) -> str:
        """Keep some measures of a run, and say by which key."""
        history = trained(config)
        key = self._keys.setdefault(config, f"r{len(self._keys)}")
        usual = as_dict(RunConfig())
        told = {name: one for name, one in as_dict(config).items() if one != usual[name]}
        kept = self.runs.setdefault(key, {"config": told, "start": rounded(history.losses[:1])[0]})
        for name in measures:
            if name == "losses":
                told["batch_size"] = config.batch_size
                kept[name] = rounded(history.losses[:UPDATES])
            else:
                kept[name] = rounded([getattr(one, name) for one in history.records])
        return key


def rounded(values: Iterable[float]) -> list[float]:
    """Values with four digits, which is more than a picture shows."""
    return [float(f"{value:.4g}") for value in values]


def agrees(config: RunConfig, shows: str) -> bool:
    """Whether the diagnosis names first what a run is said to show; what does not is told."""
    found = [one.kind for one in diagnose(of_run(trained(config), config))]
    if found[:1] and found[0] in AGREES[shows]:
        return True
    print(f"left out, {found} and not {shows}: {config}", file=sys.stderr)
    return False


def of_one(book: Book, shown: Shown, measures: Iterable[str] = LOSSES) -> list[dict[str, object]]:
    """Pictures of one run each, the plainest first."""
    return [
        {"shows": shows, "plain": plain(place, runs), "runs": [book.keep(config, measures)]}
        for shows, runs in shown.items()
        for place, config in enumerate(runs)
        if agrees(config, shows)
    ]


def plain(place: int, among: Sequence[object]) -> int:
    """How plain a picture is: of those that show the same, the first half is the plainer one."""
    return 1 + (2 * place >= len(among))


def best_epochs(book: Book) -> list[dict[str, object]]:
    """Pictures whose best epoch is asked for."""
    return [
        {
            "shows": str(trained(config).best_epoch),
            "plain": plain(place, BEST),
            "runs": [book.keep(config, LOSSES)],
        }
        for place, config in enumerate(BEST)
        if agrees(config, "overfitting")
    ]


def remedies(book: Book) -> list[dict[str, object]]:
    """Pictures of runs for which four changes were tried, one of which helps by far the most."""
    found: list[dict[str, object]] = []
    for shows, (others, runs) in REMEDIES.items():
        for place, config in enumerate(runs):
            tried = {key: last_loss(changed(config, key)) for key in (shows, *others)}
            rest = [one for key in others if (one := tried[key]) is not None]
            rest += [last] if (last := last_loss(config)) is not None else []
            mine = tried[shows]
            helps = mine is not None and all(mine < FAR * one for one in rest)
            if not helps:
                print(f"left out, {shows} among {tried}: {config}", file=sys.stderr)
            elif agrees(config, shows):
                keys = [book.keep(config, LOSSES)]
                picture = {"shows": shows, "plain": plain(place, runs), "runs": keys}
                found.append({**picture, "tried": tried})
    return found


def changed(config: RunConfig, change: str) -> RunConfig:
    """A run with one of the changes that are offered."""
    rate = learning_rate(config)
    match change:
        case "dropout":
            return replace(config, dropout=0.6 if hidden(config) else 0.0)
        case "larger":
            return replace(config, model="mlp", hidden=(128, 128))
        case "lower_rate":
            return replace(config, learning_rate=rate / 30)
        case "higher_rate":
            return replace(config, learning_rate=rate * 20)
        case _:
            return replace(config, epochs=EPOCHS * config.epochs)


def last_loss(config: RunConfig) -> float | None:
    """The validation loss that a run ends with; None where it was no finite number any more."""
    history = trained(config)
    if history.stopped_by == "divergence":
        return None
    return rounded([history.records[-1].val_loss])[0]


def batch_sizes(book: Book) -> list[dict[str, object]]:
    """Pictures of three runs that differ in their batch size, the smallest first."""
    found: list[dict[str, object]] = []
    for place, (base, sizes) in enumerate(BATCHES):
        runs = [with_batch(base, size) for size in sizes]
        keys = [book.keep(config, ["losses"]) for config in runs]
        shows = " ".join(map(str, sizes))
        found.append({"shows": shows, "plain": plain(place, BATCHES), "runs": keys})
    return found


def with_batch(base: RunConfig, size: int) -> RunConfig:
    """A run with a batch size, as long as its picture."""
    batches = -(-train_size(base) // size)
    return replace(base, batch_size=size, epochs=-(-UPDATES // batches))


def bugs(book: Book) -> list[dict[str, object]]:
    """Pictures of a healthy run and the same with a bug, for which the bug zoo's claim holds."""
    found: list[dict[str, object]] = []
    for bug, runs in BUGS.items():
        for place, healthy in enumerate(runs):
            twins = (healthy, replace(healthy, bug=bug))
            if not EXPERIMENTS[bug].expected([*map(trained, twins)]):
                print(f"left out, the claim of {bug} does not hold: {healthy}", file=sys.stderr)
                continue
            keys = [book.keep(config, ("train_loss", "val_accuracy")) for config in twins]
            found.append({"shows": bug, "plain": plain(place, runs), "runs": keys})
    return found


def written(values: Mapping[str, object]) -> str:
    """JSON with a run or a picture a line."""
    parts = []
    for name, held in values.items():
        items: Iterable[tuple[str, object]] = held.items()  # type: ignore[attr-defined]  # a table
        lines = (
            f"{json.dumps(key)}:{json.dumps(one, separators=(',', ':'))}" for key, one in items
        )
        parts.append(f"{json.dumps(name)}:{{\n" + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


def main() -> None:
    """Train everything and write it."""
    book = Book()
    pictures = {
        "curve_illness": of_one(book, ILLNESSES),
        "curve_learning_rate": of_one(book, RATES),
        "curve_batch_size": batch_sizes(book),
        "curve_best_epoch": best_epochs(book),
        "curve_remedy": remedies(book),
        "curve_gap": of_one(book, GAPS, ALL),
        "curve_bug": bugs(book),
    }
    WRITTEN.write_text(written({"runs": book.runs, "pictures": pictures}), "utf-8")
    for skill, found in pictures.items():
        print(f"{skill}: {len(found)} pictures")


if __name__ == "__main__":
    main()
