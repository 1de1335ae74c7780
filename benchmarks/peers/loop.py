"""The loop of every tutorial: DataLoader, zero_grad, backward, step, and a validation."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from benchmarks.peers.peer import Epochs, Trained
from trainer.config import RunConfig, learning_rate
from trainer.datasets import Split
from trainer.networks import build

Batches = DataLoader[tuple[Tensor, ...]]


def train(config: RunConfig, data: Split) -> Trained:
    """Train with it."""
    network = build(config, data.train.inputs.shape[1:])
    update = optimizer(config)(network.parameters(), lr=learning_rate(config))
    train_batches, val_batches = batches(config, data)
    epochs, accuracy = Epochs(), 0.0
    for _ in range(config.epochs):
        epochs.begin()
        _train_epoch(network, update, train_batches)
        accuracy = _validate(network, val_batches)
        epochs.end()
    return Trained(epochs.quickest, accuracy)


def optimizer(config: RunConfig) -> Callable[..., torch.optim.Optimizer]:
    """The optimizer of a run as torch has it."""
    return torch.optim.SGD if config.optimizer == "sgd" else torch.optim.Adam


def batches(config: RunConfig, data: Split) -> tuple[Batches, Batches]:
    """Loaders of the training samples, shuffled, and of the validation samples."""
    train, val = TensorDataset(*vars(data.train).values()), TensorDataset(*vars(data.val).values())
    return DataLoader(train, config.batch_size, shuffle=True), DataLoader(val, config.batch_size)


def _train_epoch(network: nn.Module, update: torch.optim.Optimizer, batches: Batches) -> None:
    network.train()
    for samples, targets in batches:
        update.zero_grad()
        loss = nn.functional.cross_entropy(network(samples), targets)
        torch.autograd.backward(loss)
        update.step()


def _validate(network: nn.Module, batches: Batches) -> float:
    """The validation accuracy; the loss is worked out, too."""
    network.eval()
    total, hits, count = 0.0, 0, 0
    with torch.no_grad():
        for samples, targets in batches:
            outputs = network(samples)
            total += nn.functional.cross_entropy(outputs, targets, reduction="sum").item()
            hits += int((outputs.argmax(dim=1) == targets).sum())
            count += len(targets)
    return hits / count
