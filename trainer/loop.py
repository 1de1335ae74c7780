"""The training loop, to be read from top to bottom.

It neither prints nor draws: it reports, and returns the history. What it counts, it counts by
doing, so that the solver's numbers can be held against it.
"""

import math
import time
from collections.abc import Callable, Iterator

import torch
from torch import Generator, nn
from torch.nn.functional import cross_entropy

from trainer import datasets, models, optimizers
from trainer.config import RunConfig, check, learning_rate
from trainer.datasets import Samples, Split
from trainer.events import Progress
from trainer.history import History, StopReason
from trainer.optimizers import Update
from trainer.scores import evaluate
from trainer.tally import Tally


def run(
    config: RunConfig,
    report: Callable[[Progress], None],
    stop: Callable[[], StopReason | None],
    clock: Callable[[], float] = time.perf_counter,
) -> History:
    """Train as configured; the same configuration gives the same numbers, seconds excepted.

    Args:
        config: what to train.
        report: told after every weight update and after every epoch.
        stop: asked after every weight update; a reason ends the run there.
        clock: seconds, to time the epochs with.

    Returns:
        Every finished epoch, and what was counted.

    Raises:
        InvalidRun: the configuration cannot be run.
    """
    check(config)
    torch.set_num_threads(1)  # a second thread slows networks this small down
    data = datasets.load(config.dataset)
    model, update = _network(config, data)
    order = Generator().manual_seed(config.seed)
    tally = Tally(config)
    for _ in range(config.epochs):
        started = clock()
        for batch in batches(data.train, config.batch_size, order, drop_last=config.drop_last):
            loss, hits = train_step(model, update, batch)
            tally.count(loss, hits, len(batch))
            report(tally.progress())
            reason = stop() if math.isfinite(loss) else "divergence"
            if reason:
                return tally.history(data, reason)
        scores = evaluate(model, data.val, data.classes)
        if not math.isfinite(scores.loss):
            return tally.history(data, "divergence")
        tally.end_epoch(scores, clock() - started)
        report(tally.progress())
    return tally.history(data, None)


def _network(config: RunConfig, data: Split) -> tuple[nn.Module, Update]:
    """The network with the first weights that the seed gives, and what updates them."""
    torch.manual_seed(config.seed)
    model = models.BUILDERS[config.model](data.train.inputs.shape[1:], data.classes)
    build = optimizers.BUILDERS[config.optimizer]
    return model, build(list(model.parameters()), learning_rate(config))


def batches(samples: Samples, size: int, order: Generator, *, drop_last: bool) -> Iterator[Samples]:
    """The samples of one epoch in a new order, `size` at a time."""
    for indices in torch.split(torch.randperm(len(samples), generator=order), size):
        if len(indices) == size or not drop_last:
            yield Samples(samples.inputs[indices], samples.labels[indices])


def train_step(model: nn.Module, update: Update, batch: Samples) -> tuple[float, int]:
    """One forward pass, one backward pass, one weight update.

    Returns:
        The mean loss before the update, and how many samples were classified right.
    """
    logits = model(batch.inputs)
    loss = cross_entropy(logits, batch.labels)
    model.zero_grad()
    torch.autograd.backward(loss)
    with torch.no_grad():
        update()
    hits = (logits.argmax(dim=1) == batch.labels).sum()
    return loss.item(), int(hits)
