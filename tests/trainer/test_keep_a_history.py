import dataclasses
import json

import pytest

from trainer.config import RunConfig, as_dict, from_dict
from trainer.faults import InvalidRun
from trainer.history import EpochRecord, History

EPOCH = EpochRecord(1, 2.1, 0.4, 1.9, 0.5, 0.6, 0.5, 0.001, 0.02)
HISTORY = History(
    records=(
        EPOCH,
        dataclasses.replace(EPOCH, epoch=2, val_loss=1.5),
        dataclasses.replace(EPOCH, epoch=3, val_loss=1.5),
    ),
    measured_train_size=1437,
    measured_val_size=360,
    measured_iterations=135,
    measured_samples=4311,
    measured_last_batch=29,
    stopped_by="time",
)


def test_a_history_survives_json() -> None:
    """What is read back equals what was written."""
    assert History.from_json(HISTORY.to_json()) == HISTORY


def test_the_best_epoch_has_the_lowest_validation_loss() -> None:
    """Of two equally good epochs the earlier is the best."""
    assert HISTORY.best_epoch == 2


def test_no_epoch_no_best() -> None:
    """A run that was stopped in its first epoch has no best one."""
    assert dataclasses.replace(HISTORY, records=()).best_epoch is None


def test_a_configuration_survives_plain_data() -> None:
    """What is read back equals what was written, and fields left out have their defaults."""
    config = RunConfig(
        *("moons", "mlp", "sgd", 16, 5, 0.3),
        drop_last=True,
        seed=4,
        hidden=(32, 16),
        augmentation=("noise",),
        patience=3,
    )
    assert from_dict(json.loads(json.dumps(as_dict(config)))) == config
    assert from_dict({"epochs": 3}) == RunConfig(epochs=3)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("telepathy", 0.5, "field"),
        ("hidden", 64, "wholes"),
        ("hidden", [64, "many"], "wholes"),
        ("augmentation", "flip", "texts"),
        ("epochs", None, "whole"),
        ("epochs", 3.5, "whole"),
        ("epochs", True, "whole"),
        ("batch_size", "32", "whole"),
        ("learning_rate", "fast", "number"),
        ("drop_last", 1, "truth"),
        ("dataset", 7, "text"),
    ],
)
def test_foreign_data_is_refused(field: str, value: object, expected: str) -> None:
    """A field that does not exist, or holds another kind of value, is named."""
    with pytest.raises(InvalidRun) as refusal:
        from_dict({"model": "mlp", field: value})
    (fault,) = refusal.value.faults
    assert (fault.field, fault.expected) == (field, expected)
