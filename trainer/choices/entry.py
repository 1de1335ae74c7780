"""Something that a run can be made of: its name in both languages, and as people write it."""

from dataclasses import dataclass
from typing import Literal

from solver.language import Phrase


@dataclass(frozen=True)
class Entry:
    """Something that a run can be made of.

    Attributes:
        name: its name in running text and in charts.
        aliases: other ways that people write it, in small letters.
    """

    name: Phrase
    aliases: tuple[str, ...]


Shape = Literal["pictures", "points", "table", "sequences"]
"""What a sample is: a picture, a point of the plane, a row of a table, a series in time."""

Task = Literal["classes", "numbers"]
"""What is predicted: the class of a sample, or a number."""


@dataclass(frozen=True)
class Dataset(Entry):
    """A data set, split once into training and validation samples.

    Attributes:
        train_size: samples to train on.
        val_size: samples to validate on.
        shape: what a sample is.
        classes: how many there are; 0 where numbers are predicted.
        fetched_as: its name on the shelf, under which it has to be fetched; None where it is
            always there.
        sample: how many values a sample has along each dimension; empty where they are not counted.
    """

    train_size: int
    val_size: int
    shape: Shape
    classes: int
    fetched_as: str | None = None
    sample: tuple[int, ...] = ()

    @property
    def task(self) -> Task:
        """What is predicted."""
        return "classes" if self.classes else "numbers"

    @property
    def pictures(self) -> bool:
        """Whether the samples are pictures."""
        return self.shape == "pictures"


@dataclass(frozen=True)
class Model(Entry):
    """A kind of network, and on what it can be trained.

    Attributes:
        takes: the shapes of samples that it can be given.
        hidden: units, channels or states of each hidden layer, unless others are chosen.
    """

    takes: tuple[Shape, ...]
    hidden: tuple[int, ...]


@dataclass(frozen=True)
class Loss(Entry):
    """A loss function, and for which tasks it can be used."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Optimizer(Entry):
    """A rule for the weight update, with the learning rate that suits it here."""

    learning_rate: float
