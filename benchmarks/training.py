"""How quickly a run trains, beside the loop that everybody writes.

    .venv/bin/python -m benchmarks.training

Time of an epoch, validation loss and accuracy included, of the same network with the same
optimizer on the same samples: medians of repeats that take turns, so that a busy machine slows
both.
"""

import statistics
import time
import warnings

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from trainer.config import RunConfig, learning_rate
from trainer.datasets import Split, prepare
from trainer.loop import run
from trainer.networks import build

REPEATS = 5
EPOCHS = 4
CASES = tuple(
    RunConfig("digits", model, optimizer, batch_size, EPOCHS)
    for model, sizes in (("mlp", (16, 100, 512)), ("cnn", (100,)), ("lstm", (100,)))
    for optimizer in ("sgd", "adam")
    for batch_size in sizes
)


Batches = DataLoader[tuple[Tensor, ...]]


def main() -> None:
    """Measure and print a table."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    print(f"{'epoch of digits':26}{'ours':>10}{'DataLoader loop':>18}{'times':>8}")
    for config in CASES:
        ours, loop = _measured(config)
        case = f"{config.model}, batch {config.batch_size}, {config.optimizer}"
        print(
            f"{case:26}{ours * 1000:>7.1f} ms{loop * 1000:>15.1f} ms{loop / ours:>7.1f}x",
            flush=True,
        )


def _measured(config: RunConfig) -> tuple[float, float]:
    """Seconds of an epoch: ours, and the loop's."""
    data = prepare(config)
    rounds = [(_ours(config), _loop(config, data)) for _ in range(1 + REPEATS)][1:]
    ours, loop = (statistics.median(times) for times in zip(*rounds, strict=True))
    return ours, loop


def _ours(config: RunConfig) -> float:
    """The quickest finished epoch of a run: what it costs once its step is recorded."""
    history = run(config, lambda _: None, lambda: None)
    return min(record.seconds for record in history.records)


def _loop(config: RunConfig, data: Split) -> float:
    """The loop of every tutorial: DataLoader, zero_grad, backward, step, and a validation."""
    network = build(config, data.train.inputs.shape[1:])
    kind = torch.optim.SGD if config.optimizer == "sgd" else torch.optim.Adam
    optimizer = kind(network.parameters(), lr=learning_rate(config))
    train = DataLoader(
        TensorDataset(data.train.inputs, data.train.targets), config.batch_size, shuffle=True
    )
    val = DataLoader(TensorDataset(data.val.inputs, data.val.targets), config.batch_size)
    return min(_epoch(network, optimizer, train, val) for _ in range(EPOCHS))


def _epoch(
    network: nn.Module, optimizer: torch.optim.Optimizer, train: Batches, val: Batches
) -> float:
    started = time.perf_counter()
    network.train()
    for samples, targets in train:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(samples), targets)
        torch.autograd.backward(loss)
        optimizer.step()
    network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for samples, targets in val:
            outputs = network(samples)
            total += nn.functional.cross_entropy(outputs, targets, reduction="sum").item()
            hits += int((outputs.argmax(dim=1) == targets).sum())
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
