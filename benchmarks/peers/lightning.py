"""Lightning: a LightningModule and its Trainer, on the loop's loaders."""

import logging
from typing import Any

import lightning
from lightning.pytorch.callbacks import LambdaCallback
from torch import Tensor, nn
from torch.optim import Optimizer

from benchmarks.peers.loop import batches, optimizer
from benchmarks.peers.peer import Epochs, Trained
from trainer.config import RunConfig, learning_rate
from trainer.datasets import Split
from trainer.networks import build


def train(config: RunConfig, data: Split) -> Trained:
    """Train with it."""
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    epochs = Epochs()
    trainer = lightning.Trainer(
        accelerator="cpu",
        max_epochs=config.epochs,
        callbacks=[
            LambdaCallback(on_train_epoch_start=epochs.begin, on_train_epoch_end=epochs.end)
        ],
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
    )
    trainer.fit(_Module(config, build(config, data.train.inputs.shape[1:])), *batches(config, data))
    return Trained(epochs.quickest, float(trainer.callback_metrics["val_accuracy"]))


class _Module(lightning.LightningModule):  # type: ignore[misc]  # its types are not read
    def __init__(self, config: RunConfig, network: nn.Module) -> None:
        super().__init__()
        self._config = config
        self._network = network

    def training_step(self, batch: Any, _: int) -> Tensor:
        samples, targets = batch
        return nn.functional.cross_entropy(self._network(samples), targets)

    def validation_step(self, batch: Any, _: int) -> None:
        samples, targets = batch
        outputs = self._network(samples)
        self.log("val_loss", nn.functional.cross_entropy(outputs, targets))
        self.log("val_accuracy", (outputs.argmax(dim=1) == targets).float().mean())

    def configure_optimizers(self) -> Optimizer:
        return optimizer(self._config)(self.parameters(), lr=learning_rate(self._config))
