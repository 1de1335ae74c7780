"""What a run can be made of: every name once, in both languages, and as people write it."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from solver.language import Language, Phrase


@dataclass(frozen=True)
class Entry:
    """Something that a run can be made of.

    Attributes:
        name: its name in running text and in charts.
        aliases: other ways that people write it, in small letters.
    """

    name: Phrase
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Dataset(Entry):
    """A data set, split once into training and validation samples; sizes in samples."""

    train_size: int
    val_size: int
    pictures: bool


@dataclass(frozen=True)
class Model(Entry):
    """A kind of network."""

    needs_pictures: bool


@dataclass(frozen=True)
class Optimizer(Entry):
    """A rule for the weight update, with the learning rate that suits it here."""

    learning_rate: float


DATASETS: Mapping[str, Dataset] = {
    "digits": Dataset(
        Phrase("Digits", "手写数字"),
        ("digits", "digit", "handwritten digits", "手写数字", "数字识别"),
        train_size=1437,
        val_size=360,
        pictures=True,
    ),
    "moons": Dataset(
        Phrase("Two moons", "双月"),
        ("two moons", "moons", "half moons", "make_moons", "双月", "两个月亮", "月牙", "半月"),
        train_size=800,
        val_size=200,
        pictures=False,
    ),
}
MODELS: Mapping[str, Model] = {
    "mlp": Model(
        Phrase("MLP", "MLP"),
        (
            "mlp",
            "multilayer perceptron",
            "multi layer perceptron",
            "fully connected network",
            "多层感知机",
            "多层感知器",
            "全连接网络",
            "全连接神经网络",
        ),
        needs_pictures=False,
    ),
    "cnn": Model(
        Phrase("CNN", "CNN"),
        (
            "cnn",
            "convnet",
            "convolutional network",
            "convolutional neural network",
            "卷积网络",
            "卷积神经网络",
        ),
        needs_pictures=True,
    ),
}
OPTIMIZERS: Mapping[str, Optimizer] = {
    "sgd": Optimizer(
        Phrase("SGD", "SGD"),
        ("sgd", "stochastic gradient descent", "随机梯度下降"),
        learning_rate=0.1,
    ),
    "adam": Optimizer(Phrase("Adam", "Adam"), ("adam",), learning_rate=0.001),
}

CHOICES: Mapping[str, Mapping[str, Entry]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "optimizer": OPTIMIZERS,
}
"""What each field of a run configuration that holds a name can be."""


def nearest(field: str, written: str) -> str | None:
    """The key whose name or alias looks most like what was written; None where nothing does."""
    keys = {alias: key for key, entry in CHOICES[field].items() for alias in (key, *entry.aliases)}
    close = difflib.get_close_matches(written.lower(), keys, n=1, cutoff=0.65)
    return keys[close[0]] if close else None


def title(field: str, key: str, language: Language) -> str:
    """A choice by its name, and by its key where that is another word: `Two moons (moons)`."""
    name = CHOICES[field][key].name.say(language)
    return (
        name
        if name.lower() == key
        else Phrase("{} ({})", "{}（{}）").say(language).format(name, key)
    )
