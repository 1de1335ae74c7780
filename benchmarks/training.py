"""How quickly and how well a run trains, beside the loop that everybody writes, and frameworks.

    .venv/bin/python -m benchmarks.training [--rounds 5] [--only "CNN"]

Time of an epoch, validation loss and accuracy included, of the same network with the same
optimizer on the same samples, on one thread each, so that the processor's time is the time. All
take turns, and of the others is shown how many times as long as ours they take, in the median; then
who got how many validation samples right, with the same learning rate, weights and epochs.
"""

import argparse
import importlib
import importlib.util
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from benchmarks.peers.peer import Peer, Trained
from settings import Settings
from trainer.config import RunConfig
from trainer.datasets import Split, prepare
from trainer.loop import run
from trainer.shelf import SHELF

ROUNDS = 3
SHARE = 4
"""One in so many samples of Fashion-MNIST is used: a whole epoch at batch 16 takes very long."""
PEERS: Mapping[str, str] = {
    "loop": "torch",
    "lightning": "lightning",
    "keras": "keras",
    "skorch": "skorch",
    "sklearn": "sklearn",
}
"""Each peer, a module beside this one, and the package that it needs."""
NEEDED: Mapping[str, str] = {
    "MLP on digits": "4 times the loop, 2.5 at least; at batch 16, 10 times Lightning and Keras",
    "CNN on digits": "1.7 times the loop",
    "MLP 784-128-10 on Fashion-MNIST": "2 times the loop",
}
"""What is to be reached by each group."""


@dataclass(frozen=True)
class Group:
    """Runs that are shown under one heading.

    Attributes:
        name: the heading.
        base: each run, but for optimizer, batch size and epochs.
        epochs: for each of the batch sizes.
        without: the peer that cannot do this.
    """

    name: str
    base: RunConfig
    epochs: tuple[int, int, int]
    without: str = ""

    def configs(self) -> Iterator[RunConfig]:
        """Every optimizer with every batch size."""
        for optimizer in ("sgd", "adam"):
            for size, epochs in zip((16, 100, 512), self.epochs, strict=True):
                yield replace(self.base, optimizer=optimizer, batch_size=size, epochs=epochs)


GROUPS = (
    Group("MLP on digits", RunConfig("digits", "mlp"), (4, 12, 24)),
    Group("CNN on digits", RunConfig("digits", "cnn"), (3, 6, 12), without="sklearn"),
    Group(
        "MLP 784-128-10 on Fashion-MNIST",
        RunConfig("fashion", "mlp", hidden=(128,), train_fraction=1 / SHARE),
        (1, 2, 4),
    ),
)


def main() -> None:
    """Measure and print a table for each group."""
    options = _options()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    peers = _installed()
    with threadpool_limits(1), tempfile.TemporaryDirectory() as shelf:
        real = _put_on_shelf(Path(shelf))
        for group in GROUPS:
            if options.only in group.name:
                _show(group, peers, options.rounds, real=real or group.base.dataset != "fashion")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="turns of each")
    parser.add_argument("--only", default="", help="part of a group's name")
    return parser.parse_args()


def _installed() -> dict[str, Peer]:
    """The peers that are here; the others are named."""
    found: dict[str, Peer] = {}
    for name, package in PEERS.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name}: not installed, see the group peers in pyproject.toml")
        else:
            found[name] = importlib.import_module(f"benchmarks.peers.{name}").train
    return found


def _put_on_shelf(shelf: Path) -> bool:
    """Make a shelf with a share of Fashion-MNIST: the real one if it has been fetched.

    Returns:
        Whether it is the real one, and not random numbers of that shape.
    """
    source = Settings().shelf / "fashion-mnist"
    real, place = source.exists(), shelf / source.name
    place.mkdir()
    draw = np.random.default_rng(0)
    for part, samples in (("train", 60_000 // SHARE), ("val", 10_000 // SHARE)):
        if real:
            for kind in ("inputs", "targets"):
                name = f"{part}-{kind}.npy"
                np.save(place / name, np.load(source / name, mmap_mode="r")[:samples])
        else:
            np.save(place / f"{part}-inputs.npy", draw.random((samples, 1, 28, 28), np.float32))
            np.save(place / f"{part}-targets.npy", draw.integers(10, size=samples))
    SHELF.folder = shelf
    return real


def _show(group: Group, installed: Mapping[str, Peer], rounds: int, *, real: bool) -> None:
    peers = {name: peer for name, peer in installed.items() if name != group.without}
    note = "" if real else ", random numbers of that shape: it has not been fetched"
    print(f"\n{group.name}{note}; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"to be reached: {NEEDED[group.name]}")
    print(f"{'':20}{'ours':>12}", *(f"{name:>12}" for name in peers))
    _measured(replace(group.base, batch_size=512, epochs=1), peers, 1)  # what only the first pays
    for config in group.configs():
        ours, *others = _measured(config, peers, rounds)
        case = f"batch {config.batch_size}, {config.optimizer}"
        milliseconds = statistics.median(one.seconds for one in ours) * 1000
        times = (f"{_times_longer(other, ours):.1f}x" for other in others)
        print(f"{case:20}{milliseconds:>9.1f} ms", *(f"{one:>12}" for one in times), flush=True)
        if real:
            print(f"{'  right':19}", *(f"{_right(one):>12}" for one in (ours, *others)), flush=True)


def _measured(config: RunConfig, peers: Mapping[str, Peer], rounds: int) -> list[list[Trained]]:
    """What came of each round: first ours, then each peer."""
    data = prepare(config)
    seeded = [replace(config, seed=seed) for seed in range(rounds)]
    turns = [[train(one, data) for train in (_ours, *peers.values())] for one in seeded]
    return [list(column) for column in zip(*turns, strict=True)]


def _ours(config: RunConfig, _: Split) -> Trained:
    history = run(config, lambda _: None, lambda: None, time.process_time)
    seconds = min(record.seconds for record in history.records)
    return Trained(seconds, history.records[-1].val_accuracy or 0.0)


def _times_longer(other: list[Trained], ours: list[Trained]) -> float:
    pairs = zip(other, ours, strict=True)
    return statistics.median(theirs.seconds / our.seconds for theirs, our in pairs)


def _right(trained: list[Trained]) -> str:
    """The mean validation accuracy in percent, and half the way from the worst to the best."""
    shares = [100 * one.accuracy for one in trained]
    noise = f"±{(max(shares) - min(shares)) / 2:.1f}" if len(shares) > 1 else ""
    return f"{statistics.mean(shares):.1f}{noise}%"


if __name__ == "__main__":
    main()
