"""The training loop, to be read from top to bottom.

It neither prints nor draws: it reports, and returns the history. What it counts, it counts by
doing, so that the solver's numbers can be held against it.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Generator, nn

from trainer.augment import augmented
from trainer.capture import captured
from trainer.checks import check
from trainer.config import RunConfig, plan
from trainer.datasets import Samples, prepare
from trainer.events import Progress
from trainer.history import History, StopReason
from trainer.networks import build, laid_out
from trainer.schedules import Schedule
from trainer.scores import evaluate
from trainer.step import Order, Train, TrainStep, plain
from trainer.tally import Tally

SHORT: Mapping[str, float] = {"rnn": 1000, "gru": 1000, "lstm": math.inf}
"""Updates of a run that is over before recording its step would pay; oneDNN's LSTM is quick enough
as it is, and keeps a workspace that no recording can hold."""
SHORT_ELSE = 60
GLANCE = 0.05
"""Seconds of training between two looks at whether to stop."""
FIRST_GLANCE, MOMENT = 1, 1e-6


def quickest(config: RunConfig, step: TrainStep, train: Samples) -> Train:
    """The step recorded, unless the run is over before that would pay."""
    if is_short(config):
        return plain(step)
    return captured(step, train.inputs, train.targets, update_size(config, train))


def is_short(config: RunConfig) -> bool:
    """Whether a run is over before recording its step would pay."""
    return plan(config).total_iterations < SHORT.get(config.model, SHORT_ELSE)


def update_size(config: RunConfig, train: Samples) -> int:
    """Samples behind one update."""
    return min(len(train), config.batch_size * config.grad_accumulation)


def run(
    config: RunConfig,
    report: Callable[[Progress], None],
    stop: Callable[[], StopReason | None],
    clock: Callable[[], float] = time.perf_counter,
    make: Callable[[RunConfig, TrainStep, Samples], Train] = quickest,
    *,
    after_epoch: Callable[[nn.Module], None] = lambda _: None,
) -> History:
    """Train as configured; the same configuration gives the same numbers, seconds excepted.

    Args:
        config: what to train.
        report: told now and then, and after every epoch.
        stop: asked now and then; a reason ends the run there.
        clock: seconds, to time the epochs with.
        make: gives what makes the updates.
        after_epoch: shown the network after every epoch; it must leave it as it is.

    Returns:
        Every finished epoch, and what was counted.

    Raises:
        InvalidRun: the configuration cannot be run.
    """
    check(config)
    torch.set_num_threads(1)  # a second thread slows networks this small down
    data = prepare(config)
    network = laid_out(build(config, data.train.inputs.shape[1:]))
    train = make(config, TrainStep(config, network), data.train)
    order = Generator().manual_seed(config.seed)
    schedule, tally = Schedule(config), Tally(config, data)
    for _ in range(config.epochs):
        started = clock()
        for updates in glances(updates_of(config, len(data.train), order), clock):
            rates = [schedule.rate(tally.iterations + i) for i in range(len(updates))]
            samples, places = _changed(data.train, updates, config, order)
            trained = train(samples.inputs, samples.targets, places, rates)
            tally.count(trained, updates, rates)
            report(tally.progress())
            if reason := "divergence" if trained.diverged else stop():
                return tally.history(reason)
        evaluation = evaluate(config, network, data.val, data.classes)
        if not math.isfinite(evaluation.loss):
            return tally.history("divergence")
        tally.end_epoch(evaluation, clock() - started)
        after_epoch(network)
        schedule.end_epoch(evaluation.loss)
        report(tally.progress())
        if tally.out_of_patience():
            return tally.history("patience")
    return tally.history(None)


def updates_of(config: RunConfig, samples: int, order: Generator) -> Order:
    """For each weight update of an epoch, the places of its samples."""
    places = torch.randperm(samples, generator=order) if config.shuffle else torch.arange(samples)
    if config.drop_last:
        places = places[: samples - samples % config.batch_size]
    return list(torch.split(places, config.batch_size * config.grad_accumulation))


def _changed(
    train: Samples, updates: Order, config: RunConfig, draw: Generator
) -> tuple[Samples, Order]:
    """The samples of some updates, changed by chance, and where those of each update then are."""
    if not config.augmentation:
        return train, updates
    batches = [batch for update in updates for batch in torch.split(update, config.batch_size)]
    inputs = augmented([train.inputs[one] for one in batches], config.augmentation, draw)
    places = torch.split(torch.arange(len(inputs)), [len(update) for update in updates])
    return Samples(inputs, train.targets[torch.cat(updates)]), list(places)


def glances(updates: Order, clock: Callable[[], float]) -> Iterator[Order]:
    """The updates in pieces that take about as long as nobody minds to wait for a stop."""
    size = FIRST_GLANCE
    while updates:
        began = clock()
        yield updates[:size]
        updates = updates[size:]
        took = max(clock() - began, MOMENT)
        size = max(1, min(2 * size, round(size * GLANCE / took)))
