import dataclasses

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.utils.data import DataLoader, TensorDataset

from solver.plan import walk
from trainer import datasets
from trainer.choices import DATASETS
from trainer.config import RunConfig, plan
from trainer.counts import compare
from trainer.history import History
from trainer.loop import run

AT_HAND = [name for name, one in DATASETS.items() if one.fetched_as is None]


def trained(config: RunConfig) -> History:
    """A run to its end, unwatched."""
    return run(config, lambda _: None, lambda: None)


@pytest.mark.parametrize("name", AT_HAND)
def test_sizes_are_known_without_loading_the_data(name: str) -> None:
    """The sizes in the catalogue are those of the data sets once they are loaded."""
    split = datasets.load(name)
    assert (len(split.train), len(split.val)) == (
        DATASETS[name].train_size,
        DATASETS[name].val_size,
    )


@pytest.mark.parametrize("name", [name for name in AT_HAND if DATASETS[name].classes])
def test_classes_keep_their_shares(name: str) -> None:
    """Every class has the same share, to a sample, among training and validation samples."""
    split = datasets.load(name)
    train = torch.bincount(split.train.targets) / len(split.train)
    val = torch.bincount(split.val.targets) / len(split.val)
    assert (train - val).abs().max() < 1 / len(split.val)


@settings(deadline=None, max_examples=30)
@given(batch_size=st.integers(5, 800), epochs=st.integers(1, 3), drop_last=st.booleans())
def test_measured_is_derived(batch_size: int, epochs: int, drop_last: bool) -> None:  # noqa: FBT001
    """What the loop counts while it runs is what the solver derives, and what walking gives."""
    config = RunConfig(
        "moons", "mlp", "sgd", batch_size=batch_size, epochs=epochs, drop_last=drop_last
    )
    history = trained(config)
    walked = walk(plan(config))
    assert compare(config, history).agree
    assert history.measured_iterations == walked.updates
    assert history.measured_samples == walked.samples_seen


@pytest.mark.parametrize("batch_size", [1, 32, 100, 479, 1437])
@pytest.mark.parametrize("drop_last", [False, True])
def test_measured_is_what_a_data_loader_gives(batch_size: int, drop_last: bool) -> None:  # noqa: FBT001
    """The loop makes as many updates in an epoch as PyTorch's own loader has batches."""
    samples = datasets.load("digits").train
    loader = DataLoader(
        TensorDataset(samples.inputs, samples.targets), batch_size=batch_size, drop_last=drop_last
    )
    config = RunConfig("digits", batch_size=batch_size, epochs=1, drop_last=drop_last)
    history = trained(config)
    assert history.measured_iterations == len(loader)
    assert compare(config, history).agree


def test_the_default_run_is_counted() -> None:
    """Digits in batches of 32 for 10 epochs make 45 updates an epoch, the last on 29 samples."""
    config = RunConfig()
    counts = compare(config, trained(config))
    assert counts.agree
    assert (counts.iterations_per_epoch, counts.total_iterations) == (45, 450)
    assert (counts.last_batch_size, counts.measured_samples) == (29, 14_370)


def test_a_wrong_count_is_noticed() -> None:
    """Counts disagree as soon as one update more was measured than derived."""
    config = RunConfig("moons", epochs=1)
    history = trained(config)
    more = dataclasses.replace(history, measured_iterations=history.measured_iterations + 1)
    assert not compare(config, more).agree
