import dataclasses
import math

import pytest
import torch
from sklearn.metrics import f1_score, precision_score, recall_score
from torch import Generator

from trainer import datasets
from trainer.augment import augmented
from trainer.choices import AUGMENTATIONS
from trainer.config import RunConfig
from trainer.events import Progress
from trainer.faults import InvalidRun
from trainer.history import EpochRecord, History, StopReason
from trainer.loop import run
from trainer.networks import build
from trainer.scores import evaluate


def trained(config: RunConfig) -> History:
    """A run to its end, unwatched."""
    return run(config, lambda _: None, lambda: None)


def watched(config: RunConfig) -> tuple[History, list[Progress]]:
    """A run to its end, with everything that it reported."""
    heard: list[Progress] = []
    return run(config, heard.append, lambda: None), heard


def without_seconds(history: History) -> list[EpochRecord]:
    """What must repeat."""
    return [dataclasses.replace(record, seconds=0) for record in history.records]


@pytest.mark.parametrize(
    "config",
    [
        RunConfig("digits", "mlp", "adam"),
        RunConfig("digits", "mlp", "sgd"),
        RunConfig("digits", "cnn", "adam", epochs=5),
        RunConfig("moons", "mlp", "adam", epochs=30),
        RunConfig("moons", "mlp", "sgd", epochs=30),
        RunConfig("circles", learning_rate=0.01),
        RunConfig("spirals", hidden=(32, 32), learning_rate=0.01, epochs=40),
        RunConfig("xor", activation="tanh", learning_rate=0.01),
        RunConfig("blobs", "linear", learning_rate=0.01, epochs=20),
        RunConfig("iris", optimizer="momentum", epochs=60),
        RunConfig("wine", "linear", "rmsprop", learning_rate=0.01),
        RunConfig("cancer", loss="binary_cross_entropy"),
        RunConfig("waves", "lstm", learning_rate=0.01, epochs=20, clip_norm=1),
    ],
)
def test_networks_learn(config: RunConfig) -> None:
    """Every kind of network gets more than nine in ten validation samples right at its best."""
    history = trained(config)
    assert history.best_epoch is not None
    best = history.records[history.best_epoch - 1]
    scores = (best.val_accuracy, best.precision, best.recall, best.f1)
    assert all(score is not None and score > 0.9 for score in scores)


@pytest.mark.parametrize("dataset", ["sine", "diabetes"])
def test_numbers_are_learned(dataset: str) -> None:
    """Where numbers are predicted, the squared error falls below that of always saying the mean."""
    history = trained(RunConfig(dataset, epochs=40, learning_rate=0.01))
    assert history.records[history.best_epoch - 1].val_loss < 0.7
    assert history.records[-1].val_accuracy is None
    assert history.confusion is None


def test_a_run_repeats() -> None:
    """The same configuration gives the same numbers, to the last bit."""
    config = RunConfig("digits", "cnn", epochs=2, seed=7)
    assert without_seconds(trained(config)) == without_seconds(trained(config))


def test_changed_pictures_repeat() -> None:
    """Pictures are changed by the same chance in one go and batch by batch."""
    pictures, kinds = datasets.load("digits").train.inputs, tuple(AUGMENTATIONS)
    batches = torch.split(pictures, 17)
    at_once = augmented(batches, kinds, Generator().manual_seed(1))
    draw = Generator().manual_seed(1)
    one_by_one = [augmented([batch], kinds, draw) for batch in batches]
    assert torch.equal(at_once, torch.cat(one_by_one))
    assert not torch.equal(at_once, pictures)


def test_another_seed_is_another_run() -> None:
    """Another seed draws other first weights, and so other losses."""
    one, two = (trained(RunConfig("moons", epochs=1, seed=seed)) for seed in (0, 1))
    assert one.records[0].val_loss != two.records[0].val_loss


def test_progress_is_reported() -> None:
    """Progress goes up to the last update, and tells the record of every epoch at its end."""
    history, heard = watched(RunConfig("moons", epochs=2, batch_size=100))
    iterations = [one.iteration for one in heard]
    assert iterations == sorted(iterations)
    assert {8, 16} <= set(iterations)
    assert heard[-1].finished
    assert heard[-1].record == history.records[-1]
    assert not any(one.finished for one in heard[:-1])


def test_loss_of_an_epoch_is_that_of_its_samples() -> None:
    """With the whole set as one batch, the first training loss is that of the untrained network."""
    history, heard = watched(RunConfig("moons", batch_size=800, epochs=1))
    assert history.records[0].train_loss == pytest.approx(heard[0].loss)
    assert history.records[0].train_loss == pytest.approx(math.log(2), abs=0.2)


def test_a_stopped_run_keeps_what_it_did() -> None:
    """A run that is stopped in its third epoch has two records and every update counted."""
    heard: list[Progress] = []

    def stop() -> StopReason | None:
        return "time" if heard[-1].iteration > 16 else None

    history = run(RunConfig("moons", batch_size=100, epochs=5), heard.append, stop)
    assert history.stopped_by == "time"
    assert len(history.records) == 2
    assert history.measured_iterations == heard[-1].iteration
    assert 16 < history.measured_iterations <= 24


def test_training_stops_when_it_gets_no_better() -> None:
    """With a patience of two, the run ends two epochs after the lowest validation loss."""
    history = trained(RunConfig("iris", epochs=200, optimizer="sgd", learning_rate=1, patience=2))
    assert history.stopped_by == "patience"
    assert history.best_epoch == len(history.records) - 2


def test_divergence_ends_a_run() -> None:
    """A far too large learning rate makes the loss infinite, which ends the run honestly."""
    history = trained(RunConfig("moons", "mlp", "sgd", learning_rate=1000))
    assert history.stopped_by == "divergence"
    assert all(math.isfinite(record.val_loss) for record in history.records)


def test_an_impossible_run_is_not_begun() -> None:
    """A configuration that cannot be run is refused before anything is loaded."""
    with pytest.raises(InvalidRun):
        trained(RunConfig("moons", "cnn"))


def test_scores_are_those_of_scikit_learn() -> None:
    """Accuracy, precision, recall and F1 are what scikit-learn computes from the same answers."""
    config = RunConfig()
    samples = datasets.load("digits").val
    network = build(config, samples.inputs.shape[1:])
    wanted = samples.targets
    answers = network(samples.inputs).argmax(dim=1)
    got = evaluate(config, network, samples, classes=10).scores
    precision = precision_score(wanted, answers, average="macro", zero_division=0)
    assert got.precision == pytest.approx(precision)
    assert got.recall == pytest.approx(recall_score(wanted, answers, average="macro"))
    assert got.f1 == pytest.approx(f1_score(wanted, answers, average="macro"))
    assert got.accuracy == pytest.approx((answers == wanted).double().mean().item())
