"""Questions about code: running the code gives the answer, and so does the solver that reads it."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from random import Random
from types import SimpleNamespace
from unicodedata import east_asian_width

import pytest
import yaml

from quiz.item import Item
from quiz.making import make
from quiz.skills import code
from quiz.skills.skill import LEVELS
from quiz.texts import texts
from solver import Solution, solve

SEEDS = range(1_000)
RUN = range(60)
"""Running a training takes longer than asking about it."""
WIDTH, LINES = 42, 14
ASKED = {
    "code_last_shape": ("last_batch_size", "\nHow large is the last batch?"),
    "code_print_step": ("total_batches", "\nHow many batches are processed in total?"),
    "log_per_epoch": ("iterations_per_epoch", "\nHow many updates are there in an epoch?"),
}
USUAL = ("total_iterations", "\nHow many weight updates does this make in total?")
MOMENTS = ("log_so_far", "log_left")
"""The solver reads no log of several bars."""
PRINTS = ("code_last_shape", "code_print_step", "code_lightning")


def _item(skill: str, seed: int) -> Item:
    return make(skill, seed, LEVELS[seed % len(LEVELS)], "en")


@dataclass
class Machine:
    """A stand-in for the libraries that really goes through the batches, and counts updates."""

    script: str
    updates: int = 0
    printed: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Execute the script, which is one of our own."""
        names = {name: getattr(self, name) for name in dir(self) if not name.startswith("__")}
        nothing = SimpleNamespace(train=lambda: None, compile=self.ignore, fit=self.keras_fit)
        nothing = type("Model", (), {**vars(nothing), "__call__": lambda _, x: x})
        nothing.train = nothing.compile = staticmethod(self.ignore)
        nothing.fit = staticmethod(self.keras_fit)
        step = SimpleNamespace(step=self.step, zero_grad=self.ignore)
        names |= {"model": nothing(), "optimizer": step, "print": self.show}
        exec(self.script, names)  # noqa: S102  # a template of ours, filled with numbers

    @property
    def devices(self) -> int:
        """Processes that the first line starts."""
        told = re.search(r"--nproc_per_node=(\d+)", self.script)
        return int(told[1]) if told else 1

    def load(self, _: str) -> "Data":
        """As many samples as the comment behind says."""
        told = re.search(r"# ([\d,]+) ", re.sub("# torchrun.*", "", self.script))
        return Data(range(int(told[1].replace(",", ""))))  # type: ignore[index]  # it is there

    def step(self) -> None:
        """Count an update."""
        self.updates += 1

    def ignore(self, *_: object, **__: object) -> None:
        """What changes no count."""

    def show(self, *shown: object) -> None:
        """Keep the number that is printed."""
        self.printed.append(int(str(shown[-1])))

    def random_split(self, data: "Data", sizes: list[int]) -> list["Data"]:
        """Parts of so many samples."""
        assert sum(sizes) == len(data.samples)
        return [Data(range(size)) for size in sizes]

    def DistributedSampler(self, data: "Data") -> "Data":  # noqa: N802  # as PyTorch calls it
        """Every so-many-th sample, the first ones once more where some are missing."""
        padded = [*data.samples, *range(-len(data.samples) % self.devices)]
        return Data(padded[:: self.devices])

    def DataLoader(  # noqa: N802  # as PyTorch calls it
        self, data: "Data", batch_size: int, sampler: "Data | None" = None, **more: bool
    ) -> list[tuple["Batch", "Batch"]]:
        """Slices of the samples."""
        samples = (sampler or data).samples
        cuts = range(0, len(samples), batch_size)
        sizes = [len(samples[start : start + batch_size]) for start in cuts]
        if more.get("drop_last"):
            sizes = [size for size in sizes if size == batch_size]
        return [(Batch(size), Batch(size)) for size in sizes]

    def loss_fn(self, *_: object) -> "Loss":
        """Something to go backward from."""
        return Loss()

    def keras_fit(self, x: "Data", _: "Data", batch_size: int, epochs: int) -> None:
        """A step for every slice of every epoch."""
        self.updates += sum(1 for _ in range(epochs) for _ in self.DataLoader(x, batch_size))

    def TrainingArguments(self, **settings: int) -> SimpleNamespace:  # noqa: N802  # as they call it
        """The settings."""
        return SimpleNamespace(**settings)

    def Trainer(self, *given: object, **settings: object) -> object:  # noqa: N802  # both call it so
        """Lightning's where it is given no model, else that of Transformers."""
        if not given:
            trainer = SimpleNamespace(global_step=0)
            trainer.fit = lambda _, loader: self.grouped(
                trainer, loader, settings["max_epochs"], settings["accumulate_grad_batches"]
            )
            return trainer
        args, data = given[1], settings["train_dataset"]
        sampler = self.DistributedSampler(data)
        loader = self.DataLoader(data, args.per_device_train_batch_size, sampler)
        steps = args.gradient_accumulation_steps
        trainer = SimpleNamespace(global_step=0)
        trainer.train = lambda: self.grouped(trainer, loader, args.num_train_epochs, steps)
        return trainer

    def grouped(self, trainer: SimpleNamespace, loader: list, epochs: int, steps: int) -> None:
        """An update after each group of batches, and at the end of an epoch."""
        for _ in range(epochs):
            for place, _ in enumerate(loader, 1):
                if place % steps == 0 or place == len(loader):
                    self.updates += 1
        trainer.global_step = self.updates


@dataclass(frozen=True)
class Data:
    """Samples; a pair of features and targets where it is taken apart."""

    samples: object

    def __iter__(self) -> Iterator["Data"]:
        """Features and targets."""
        return iter((self, self))


@dataclass(frozen=True)
class Batch:
    """So many samples."""

    size: int

    def __len__(self) -> int:
        """As tensors count."""
        return self.size

    @property
    def shape(self) -> tuple[int, int]:
        """As tensors have it."""
        return (self.size, 10)


class Loss:
    """What a loss can do."""

    def backward(self) -> None:
        """Nothing that is counted."""

    def __truediv__(self, _: int) -> "Loss":
        """A part of it."""
        return self


def _counted(item: Item) -> int:
    """What a run of the script that is shown prints, or how often it updates."""
    machine = Machine(item.block)
    machine.run()
    return machine.printed[-1] if item.skill in PRINTS else machine.updates


def _configured(block: str) -> int:
    """Updates of the run that a configuration describes, by going through its batches."""
    if block.startswith("python"):
        words = shlex.split(block)[2:]
        read = {key[2:]: float(value) for key, value in zip(words[::2], words[1::2], strict=True)}
    elif block.startswith("{"):
        read = json.loads(block)
    elif block.startswith("# config.toml"):
        read = tomllib.loads(block)
    else:
        parts = yaml.safe_load(block)
        read = {**parts["data"], **parts["training"]}
    find = lambda *names: next(int(read[name]) for name in names if name in read)  # noqa: E731  # short
    updates = 0
    for _ in range(find("epochs", "num_epochs")):
        waiting = 0
        for _ in range(0, find("train_size", "train_samples"), find("batch_size")):
            waiting = (waiting + 1) % find("gradient_accumulation_steps")
            updates += not waiting
        assert not waiting
    return updates


def _walked(skill: str, log: str) -> int:
    """Updates before or after the moment of a log, by walking through the run step by step."""
    told = re.findall(r"(\d+)/(\d+)", log)
    if skill == "log_per_epoch":
        (epochs, whole) = sorted(int(second) for _, second in told)
        return next(n for n in count(1) if sum(n for _ in range(epochs)) == whole)
    epochs = int(re.search(r"(\d+) epochs|epoch \d+/(\d+)|Epoch \d+/(\d+)", log)[3] or 0)
    raise AssertionError(epochs)


@pytest.mark.parametrize("skill", [name for name in code.DRAWS if name.startswith("code_")])
def test_running_the_code_gives_the_answer(skill: str) -> None:
    """The script that is shown really makes so many updates, or prints that number."""
    for seed in RUN:
        item = _item(skill, seed)
        assert _counted(item) == item.number, item.block
