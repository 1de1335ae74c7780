from collections.abc import Awaitable, Callable

import pytest
from torch import Size

from trainer.budget import BUDGET, fitting
from trainer.checks import MAX_PARAMETERS, faults
from trainer.choices import DATASETS, MODELS
from trainer.config import RunConfig
from trainer.cost import parameters, rough_seconds
from trainer.faults import Between, Fault
from trainer.networks import build
from trainer.probe import probed_seconds

LARGE = RunConfig(hidden=(1024, 1024), batch_size=8, epochs=200)


@pytest.mark.parametrize("dataset", list(DATASETS))
def test_parameters_are_counted_without_a_network(dataset: str) -> None:
    """What is counted beforehand is what the built network has, normalization included."""
    sample = DATASETS[dataset].sample
    for model, kind in MODELS.items():
        if DATASETS[dataset].shape not in kind.takes:
            continue
        for hidden in (None,) if model == "linear" else (None, (5,), (7, 6, 5)):
            for norm in ("none", "batch", "layer"):
                config = RunConfig(dataset, model, hidden=hidden, normalization=norm)
                built = build(config, Size(sample)).parameters()
                assert parameters(config) == sum(one.numel() for one in built)


def test_a_network_too_large_is_refused() -> None:
    """A network of more parameters than a worker should hold is refused with both numbers."""
    config = RunConfig(hidden=(1024,) * 8)
    wrong = (Fault("parameters", parameters(config), Between(1, MAX_PARAMETERS)),)
    assert faults(config) == wrong
    assert "5,000,000" in wrong[0].say("en")
    assert "5,000,000" in wrong[0].say("zh")


def test_a_batch_too_large_for_the_memory_is_refused() -> None:
    """A batch that a CNN of pictures cannot hold is refused, and the largest that fits can run."""
    (fault,) = faults(RunConfig("fashion", "cnn", batch_size=60_000))
    assert isinstance(fault.expected, Between)
    largest = fault.expected.high
    assert 1000 < largest < 60_000
    assert not faults(RunConfig("fashion", "cnn", batch_size=largest))
    assert not faults(RunConfig("fashion", "mlp", batch_size=60_000))


async def test_what_fits_instead() -> None:
    """Of a run that takes too long: fewer epochs, larger batches, a smaller network, one of each."""
    offers = await fitting(LARGE, 4 * BUDGET, _taking(4 * BUDGET / rough_seconds(LARGE)))
    epochs, batches, network = offers
    assert 0.7 * 50 < epochs.epochs < 50
    assert batches.batch_size > LARGE.batch_size
    assert max(network.hidden or ()) < 1024
    for offer in offers:
        assert 4 * BUDGET * rough_seconds(offer) / rough_seconds(LARGE) <= BUDGET
        assert not faults(offer)


async def test_what_is_offered_fits_where_it_is_tried() -> None:
    """Where small networks take longer than the rough estimate says, smaller ones are offered."""

    async def measured(config: RunConfig) -> float:
        return 4.0 * BUDGET * float(rough_seconds(config) / rough_seconds(LARGE)) ** 0.8

    epochs, network = await fitting(LARGE, await measured(LARGE), measured)
    assert epochs.epochs < LARGE.epochs
    assert max(network.hidden or ()) < 1024
    assert max(await measured(epochs), await measured(network)) <= BUDGET


async def test_nothing_fits() -> None:
    """Of a single epoch that takes for ever with the smallest network, nothing is offered."""
    config = RunConfig("digits", "linear", batch_size=1437, epochs=1)
    assert await fitting(config, 1e9, _taking(1e9)) == []


def _taking(factor: float) -> Callable[[RunConfig], Awaitable[float]]:
    """A machine that takes so many times the rough estimate."""

    async def seconds(config: RunConfig) -> float:
        return factor * rough_seconds(config)

    return seconds


def test_a_moment_tells_the_whole() -> None:
    """Seconds that a moment of a run promises grow with its epochs; a short run is run whole."""
    config = RunConfig("moons", batch_size=1, epochs=20)
    few, many = probed_seconds(config), probed_seconds(RunConfig("moons", batch_size=1, epochs=200))
    assert 3 < many / few < 33
    assert 0 < probed_seconds(RunConfig("moons", epochs=1)) < 30
