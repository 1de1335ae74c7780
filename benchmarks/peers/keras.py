"""Keras with the torch backend: layers of its own, compile and fit."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # read when keras is imported

from collections.abc import Iterator
from typing import Any

import keras
from torch import nn

from benchmarks.peers.peer import Epochs, Trained
from trainer.config import RunConfig, hidden, learning_rate
from trainer.datasets import Split
from trainer.networks import build


def train(config: RunConfig, data: Split) -> Trained:
    """Train with it."""
    keras.config.set_image_data_format("channels_first")  # as torch has pictures
    keras.utils.set_random_seed(config.seed)
    shape = data.train.inputs.shape[1:]
    model = keras.Sequential([keras.Input(tuple(shape)), *_layers(config, data.classes)])
    model.set_weights(list(_weights(build(config, shape))))
    kind = keras.optimizers.SGD if config.optimizer == "sgd" else keras.optimizers.Adam
    model.compile(
        kind(learning_rate(config)),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    epochs = Epochs()
    (inputs, targets), val = _arrays(data)
    history = model.fit(
        inputs,
        targets,
        batch_size=config.batch_size,
        epochs=config.epochs,
        validation_data=val,
        callbacks=[
            keras.callbacks.LambdaCallback(on_epoch_begin=epochs.begin, on_epoch_end=epochs.end)
        ],
        verbose=0,
    )
    return Trained(epochs.quickest, history.history["val_accuracy"][-1])


def _layers(config: RunConfig, classes: int) -> Iterator[Any]:
    if config.model == "cnn":
        for channels in hidden(config):
            yield keras.layers.Conv2D(channels, 3, padding="same")
            yield keras.layers.MaxPooling2D()
            yield keras.layers.ReLU()
        yield keras.layers.Flatten()
    else:
        yield keras.layers.Flatten()
        for units in hidden(config):
            yield keras.layers.Dense(units, activation="relu")
    yield keras.layers.Dense(classes)


def _weights(network: nn.Module) -> Iterator[Any]:
    """The first weights as Keras lays them out: inputs before outputs."""
    for values in network.parameters():
        array = values.detach().numpy()
        turned = {2: (1, 0), 4: (2, 3, 1, 0)}.get(array.ndim)
        yield array.transpose(turned) if turned else array


def _arrays(data: Split) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    train, val = data.train, data.val
    return (
        (train.inputs.numpy(), train.targets.numpy()),
        (val.inputs.numpy(), val.targets.numpy()),
    )
