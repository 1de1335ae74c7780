import dataclasses
from dataclasses import replace

import pytest
import torch

from trainer.capture import captured
from trainer.choices import CHOICES
from trainer.config import RunConfig, as_dict
from trainer.datasets import Samples, prepare
from trainer.history import History
from trainer.loop import run, updates_of
from trainer.networks import build, laid_out
from trainer.step import Train, Trained, TrainStep, plain

torch.set_num_threads(1)  # as a run does
STEPS = 50
BASE = RunConfig(batch_size=16, learning_rate=0.005)
MOST = {"activation", "normalization", "initialization", "optimizer", "loss", "bug"}
CONFIGS = [
    *(replace(BASE, **{field: key}) for field in sorted(MOST) for key in CHOICES[field]),  # type: ignore[arg-type]
    replace(BASE, dropout=0.3),
    replace(BASE, l1=0.001),
    replace(BASE, optimizer="sgd", weight_decay=0.01),
    replace(BASE, optimizer="rmsprop", weight_decay=0.01),
    replace(BASE, clip_norm=0.5),
    replace(BASE, batch_size=4, grad_accumulation=4),
    replace(BASE, batch_size=4, grad_accumulation=4, bug="loss_not_divided"),
    replace(BASE, hidden=(32, 16, 8)),
    replace(BASE, model="linear"),
    replace(BASE, model="cnn"),
    replace(BASE, model="cnn", normalization="batch", dropout=0.2),
    replace(BASE, model="cnn", normalization="layer"),
    replace(BASE, model="rnn"),
    replace(BASE, dataset="waves", model="gru"),
    replace(BASE, dataset="sine"),
    replace(BASE, dataset="cancer", loss="binary_cross_entropy"),
]


def steps(config: RunConfig, *, recorded: bool) -> tuple[Trained, TrainStep]:
    """Fifty updates from the same start, recorded or plain."""
    data = prepare(config).train
    step = TrainStep(config, laid_out(build(config, data.inputs.shape[1:])))
    size = config.batch_size * config.grad_accumulation
    train = captured(step, data.inputs, data.targets, size) if recorded else plain(step)
    order = [u for s in range(9) for u in _epoch(config, data, s)][:STEPS]
    half = len(order) // 2
    rates = [0.005] * half
    first = train(data.inputs, data.targets, order[:half], rates)
    return first + train(data.inputs, data.targets, order[half:], rates), step


def _epoch(config: RunConfig, data: Samples, seed: int) -> list[torch.Tensor]:
    draw = torch.Generator().manual_seed(seed)
    return updates_of(replace(config, drop_last=True), len(data), draw)


def _name(config: RunConfig) -> str:
    changed = {k: v for k, v in as_dict(config).items() if v != as_dict(BASE)[k]}
    return " ".join(f"{k}={v}" for k, v in changed.items()) or "default"


@pytest.mark.parametrize("config", dict.fromkeys(CONFIGS), ids=_name)
def test_a_recorded_step_is_the_step(config: RunConfig) -> None:
    """After fifty updates, losses and weights agree to 1e-5 whatever the run is made of."""
    (plainly, by_hand), (replayed, by_replay) = (
        steps(config, recorded=recorded) for recorded in (False, True)
    )
    assert len(plainly.losses) == len(replayed.losses) == STEPS
    assert replayed.losses == pytest.approx(plainly.losses, rel=1e-5)
    for ours, theirs in zip(by_replay.tensors, by_hand.tensors, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("optimizer", ["adam", "momentum", "rmsprop"])
def test_the_layout_changes_no_number(optimizer: str) -> None:
    """A CNN laid out to be quick learns what the same CNN learns as PyTorch lays it out."""
    config = replace(BASE, model="cnn", optimizer=optimizer, weight_decay=0.01)
    data = prepare(config).train
    usual, quick = (build(config, data.inputs.shape[1:]) for _ in range(2))
    for network in (usual, laid_out(quick)):
        train = plain(TrainStep(config, network))
        train(data.inputs, data.targets, _epoch(config, data, 0)[:10], [0.005] * 10)
    assert not all(one.is_contiguous() for one in quick.parameters())
    for ours, theirs in zip(quick.parameters(), usual.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5, check_stride=False)


def without_seconds(history: History) -> History:
    """What must repeat."""
    records = tuple(replace(record, seconds=0) for record in history.records)
    return replace(history, records=records)


@pytest.mark.parametrize("batch_size", [32, 100])
def test_a_whole_run_is_the_same(batch_size: int) -> None:
    """A run whose last batch is smaller gives the same history, recorded or plain, to the bit."""

    def by_hand(_: RunConfig, step: TrainStep, __: Samples) -> Train:
        return plain(step)

    config = RunConfig("moons", batch_size=batch_size, dropout=0.2, epochs=12)
    recorded = run(config, lambda _: None, lambda: None)
    plainly = run(config, lambda _: None, lambda: None, make=by_hand)
    assert without_seconds(recorded) == without_seconds(plainly)


def test_recording_changes_nothing() -> None:
    """Weights, running statistics and chance are as before the recording."""
    config = replace(BASE, normalization="batch", dropout=0.5)
    data = prepare(config).train
    step = TrainStep(config, build(config, data.inputs.shape[1:]))
    before, drawn = [one.clone() for one in step.tensors], torch.get_rng_state()
    captured(step, data.inputs, data.targets, config.batch_size)
    assert all(map(torch.equal, before, step.tensors))
    assert torch.equal(drawn, torch.get_rng_state())


def test_accumulation_is_the_big_batch() -> None:
    """Four batches of 8 make the updates of one batch of 32, the last smaller ones too."""
    small = RunConfig("moons", optimizer="sgd", batch_size=9, grad_accumulation=4, epochs=3)
    big = replace(small, batch_size=36, grad_accumulation=1)
    ours, theirs = (run(one, lambda _: None, lambda: None) for one in (small, big))
    assert ours.losses == pytest.approx(theirs.losses, rel=1e-4)
    assert ours.measured_iterations == theirs.measured_iterations
    assert dataclasses.asdict(ours)["measured_last_batch"] == 800 % 9
