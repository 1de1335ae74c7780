"""scikit-learn's MLPClassifier, one partial_fit an epoch; it draws its own first weights."""

import numpy as np
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from benchmarks.peers.peer import Epochs, Trained
from trainer.config import RunConfig, hidden, learning_rate
from trainer.datasets import Split


def train(config: RunConfig, data: Split) -> Trained:
    """Train with it."""
    model = MLPClassifier(
        hidden(config),
        solver=config.optimizer,
        learning_rate_init=learning_rate(config),
        batch_size=config.batch_size,
        alpha=0,
        momentum=0,
        random_state=config.seed,
    )
    inputs, val = data.train.inputs.flatten(1).numpy(), data.val.inputs.flatten(1).numpy()
    targets, wanted = data.train.targets.numpy(), data.val.targets.numpy()
    classes = np.arange(data.classes)
    epochs, accuracy = Epochs(), 0.0
    for _ in range(config.epochs):
        epochs.begin()
        model.partial_fit(inputs, targets, classes=classes)
        shares = model.predict_proba(val)
        log_loss(wanted, shares, labels=classes)
        accuracy = float((shares.argmax(axis=1) == wanted).mean())
        epochs.end()
    return Trained(epochs.quickest, accuracy)
