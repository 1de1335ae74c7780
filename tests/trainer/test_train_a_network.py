import dataclasses
import math

import pytest
import torch
from sklearn.metrics import precision_score, recall_score
from torch import nn

from trainer import datasets
from trainer.config import RunConfig
from trainer.events import Progress
from trainer.faults import InvalidRun
from trainer.history import EpochRecord, History, StopReason
from trainer.loop import run
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
    ],
)
def test_networks_learn(config: RunConfig) -> None:
    """Every kind of network gets more than nine in ten validation samples right."""
    last = trained(config).records[-1]
    assert last.val_accuracy > 0.9
    assert last.precision > 0.9
    assert last.recall > 0.9


def test_a_run_repeats() -> None:
    """The same configuration gives the same numbers, to the last bit."""
    config = RunConfig("digits", "cnn", epochs=2, seed=7)
    assert without_seconds(trained(config)) == without_seconds(trained(config))


def test_another_seed_is_another_run() -> None:
    """Another seed draws other first weights, and so other losses."""
    one, two = (trained(RunConfig("moons", epochs=1, seed=seed)) for seed in (0, 1))
    assert one.records[0].val_loss != two.records[0].val_loss


def test_every_update_is_reported() -> None:
    """Progress counts every update, and ends with the record of the last epoch."""
    history, heard = watched(RunConfig("moons", epochs=2, batch_size=100))
    assert [one.iteration for one in heard] == [*range(1, 9), 8, *range(9, 17), 16]
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
    updates = 0

    def stop() -> StopReason | None:
        nonlocal updates
        updates += 1
        return "time" if updates == 20 else None

    history = run(RunConfig("moons", batch_size=100, epochs=5), lambda _: None, stop)
    assert history.stopped_by == "time"
    assert len(history.records) == 2
    assert history.measured_iterations == 20


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
    """Accuracy, precision and recall are what scikit-learn computes from the same answers."""
    torch.manual_seed(3)
    samples = datasets.load("digits").val
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, 10))
    answers = model(samples.inputs).argmax(dim=1)
    scores = evaluate(model, samples, classes=10)
    labels = samples.labels
    precision = precision_score(labels, answers, average="macro", zero_division=0)
    assert scores.precision == pytest.approx(precision)
    assert scores.recall == pytest.approx(recall_score(labels, answers, average="macro"))
    assert scores.accuracy == pytest.approx((answers == labels).double().mean().item())
