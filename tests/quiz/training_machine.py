"""A stand-in for the libraries of deep learning that goes through the batches and counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

Loader = list[tuple["Batch", "Batch"]]


@dataclass(frozen=True)
class Data:
    """Samples, which are features and targets where they are taken apart."""

    samples: Sequence[int]

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
    """What one can do with a loss."""

    def backward(self) -> None:
        """Nothing that is counted."""

    def __truediv__(self, _: int) -> "Loss":
        """A part of it."""
        return self


@dataclass
class Machine:
    """A computer on which a script trains.

    Attributes:
        script: what it runs.
        updates: how often a process has updated its weights.
        printed: the numbers that were printed.
    """

    script: str
    updates: int = 0
    printed: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Execute the script, a template of ours with numbers in it."""
        exec(self.script, self._names())  # noqa: S102  # our own text

    def _names(self) -> dict[str, object]:
        model = type("Model", (), {"__call__": lambda _, x: x})()
        model.train = model.compile = _ignore
        model.fit = lambda x, _, batch_size, epochs: self._grouped(
            self._loader(x, batch_size), epochs, 1
        )
        return {
            "model": model,
            "optimizer": SimpleNamespace(step=self._step, zero_grad=_ignore),
            "loss_fn": lambda *_: Loss(),
            "load": self._load,
            "print": lambda *shown: self.printed.append(shown[-1]),
            "random_split": lambda _, sizes: [Data(range(size)) for size in sizes],
            "DistributedSampler": self._share,
            "DataLoader": self._loader,
            "Trainer": self._trainer,
            "TrainingArguments": SimpleNamespace,
        }

    def _step(self) -> None:
        self.updates += 1

    def _load(self, _: str) -> Data:
        """As many samples as the comment says."""
        told = re.search(r"^# ([\d,]+) ", self.script, re.MULTILINE)
        return Data(range(int(told[1].replace(",", "")) if told else 0))

    def _share(self, data: Data) -> Data:
        """What the first process gets: every so-many-th sample, some of them twice."""
        started = re.search(r"--nproc_per_node=(\d+)", self.script)
        devices = int(started[1]) if started else 1
        padded = [*data.samples, *range(-len(data.samples) % devices)]
        return Data(padded[::devices])

    def _loader(
        self,
        data: Data,
        batch_size: int,
        sampler: Data | None = None,
        *,
        shuffle: bool = False,
        drop_last: bool = False,
    ) -> Loader:
        """The samples in slices; their order changes no count."""
        samples = (sampler or data).samples
        slices = [samples[at : at + batch_size] for at in range(0, len(samples), batch_size)]
        kept = [one for one in slices if len(one) == batch_size or not drop_last]
        assert shuffle in {True, False}
        return [(Batch(len(one)), Batch(len(one))) for one in kept]

    def _trainer(self, *given: SimpleNamespace, **settings: int | Data) -> SimpleNamespace:
        """That of Lightning, or with a model and arguments that of Transformers."""
        trainer = SimpleNamespace(global_step=0)

        def fit(_: object, loader: Loader) -> None:
            self._grouped(loader, settings["max_epochs"], settings["accumulate_grad_batches"])
            trainer.global_step = self.updates

        def train() -> None:
            args = given[1]
            data = self._share(settings["train_dataset"])
            loader = self._loader(data, args.per_device_train_batch_size)
            self._grouped(loader, args.num_train_epochs, args.gradient_accumulation_steps)

        trainer.fit, trainer.train = fit, train
        return trainer

    def _grouped(self, loader: Loader, epochs: int, steps: int) -> None:
        """An update after each group of batches, and one with the rest of an epoch."""
        for _ in range(epochs):
            for place, _ in enumerate(loader, 1):
                if place % steps == 0 or place == len(loader):
                    self._step()


def _ignore(*_: object, **__: object) -> None:
    """What changes no count."""
