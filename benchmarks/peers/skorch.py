"""skorch: a NeuralNetClassifier around the network."""

from skorch import NeuralNetClassifier
from skorch.callbacks import Callback
from skorch.dataset import Dataset
from skorch.helper import predefined_split
from torch import nn

from benchmarks.peers.loop import optimizer
from benchmarks.peers.peer import Epochs, Trained
from trainer.config import RunConfig, learning_rate
from trainer.datasets import Split
from trainer.networks import build


def train(config: RunConfig, data: Split) -> Trained:
    """Train with it."""
    epochs = Epochs()
    net = NeuralNetClassifier(
        build(config, data.train.inputs.shape[1:]),
        criterion=nn.CrossEntropyLoss,
        optimizer=optimizer(config),
        lr=learning_rate(config),
        batch_size=config.batch_size,
        max_epochs=config.epochs,
        iterator_train__shuffle=True,
        train_split=predefined_split(Dataset(data.val.inputs, data.val.targets)),
        callbacks=[_Watch(epochs)],
        verbose=0,
    )
    net.fit(data.train.inputs, data.train.targets)
    return Trained(epochs.quickest, net.history[-1, "valid_acc"])


class _Watch(Callback):  # type: ignore[misc]  # it has no types
    def __init__(self, epochs: Epochs) -> None:
        self.epochs = epochs

    def on_epoch_begin(self, _net: object, **_: object) -> None:
        self.epochs.begin()

    def on_epoch_end(self, _net: object, **_: object) -> None:
        self.epochs.end()
