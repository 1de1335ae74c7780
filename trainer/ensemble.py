"""Runs whose networks have one shape, trained together, each with the numbers it has alone."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle

import torch

from trainer.checks import check
from trainer.config import RunConfig
from trainer.datasets import prepare
from trainer.ensemble_member import Member
from trainer.ensemble_step import EnsembleStep, EnsembleTrain
from trainer.events import Progress
from trainer.history import History, StopReason
from trainer.loop import glances, is_short, update_size

_USUAL = RunConfig()


def teams(runs: Sequence[RunConfig]) -> list[list[int]]:
    """The places of the runs, those together that can be trained together."""
    found: dict[object, list[int]] = {}
    for place, run in enumerate(runs):
        key = _shape(run) if _stacks(run) else place
        found.setdefault(key, []).append(place)
    return list(found.values())


def _stacks(run: RunConfig) -> bool:
    """Whether a run is a plain fully connected network that trains long enough to be recorded."""
    plain = replace(
        _shape(run),
        dataset=_USUAL.dataset,
        model=_USUAL.model,
        batch_size=_USUAL.batch_size,
        epochs=_USUAL.epochs,
        drop_last=_USUAL.drop_last,
        hidden=_USUAL.hidden,
        activation=_USUAL.activation,
        loss=_USUAL.loss,
        train_fraction=_USUAL.train_fraction,
    )
    return plain == _USUAL and run.model in ("linear", "mlp") and not is_short(run)


def _shape(run: RunConfig) -> RunConfig:
    """The run without what may differ in an ensemble."""
    return replace(
        run,
        optimizer=_USUAL.optimizer,
        learning_rate=_USUAL.learning_rate,
        schedule=_USUAL.schedule,
        warmup_epochs=_USUAL.warmup_epochs,
        weight_decay=_USUAL.weight_decay,
        seed=_USUAL.seed,
        initialization=_USUAL.initialization,
        patience=_USUAL.patience,
        shuffle=_USUAL.shuffle,
    )


def run_together(
    configs: Sequence[RunConfig],
    report: Callable[[int, Progress], None],
    stop: Callable[[], StopReason | None],
    clock: Callable[[], float] = time.perf_counter,
) -> list[History]:
    """Train a team as `trainer.loop.run` trains each of them.

    Args:
        configs: what to train.
        report: told now and then how far one of them is, and which; they take turns.
        stop: asked now and then; a reason ends the runs there.
        clock: seconds, to time the epochs with.

    Raises:
        InvalidRun: one of them cannot be run.
    """
    for config in configs:
        check(config)
    torch.set_num_threads(1)
    data = prepare(configs[0])
    members = [Member(config, data) for config in configs]
    step = EnsembleStep(configs, [member.network for member in members])
    train = EnsembleTrain(step, data.train, update_size(configs[0], data.train))
    shown = cycle(range(len(members)))
    for _ in range(configs[0].epochs):
        started = clock()
        orders = zip(*(member.order() for member in members), strict=True)
        for updates in glances([torch.stack(order) for order in orders], clock):
            rates = [member.rates(len(updates)) for member in members]
            told = zip(train(updates, rates), zip(*updates, strict=True), rates, strict=True)
            for member, each in zip(members, told, strict=True):
                member.count(*each)
            place = next(shown)
            report(place, members[place].progress())
            if reason := stop():
                return [member.ended(reason) for member in members]
        seconds = (clock() - started) / len(members)
        for member in members:
            member.end_epoch(seconds)
        if all(member.history for member in members):
            break
    for place, member in enumerate(members):
        report(place, member.progress())
    return [member.ended(None) for member in members]
