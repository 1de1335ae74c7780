"""One weight update of several networks of one shape at once, each as if it were alone.

Their weights lie stacked in one tensor for each layer, so that one operation does for all of them
what would else be done for each: networks this small cost their operations, not their arithmetic.
"""

import math
from collections.abc import Sequence
from functools import partial
from itertools import takewhile

import torch
from torch import Tensor, nn
from torch.jit._fuser import optimized_execution

from trainer.capture import source
from trainer.config import RunConfig, loss
from trainer.datasets import Samples
from trainer.losses import mean_loss
from trainer.optimizers import RULES, Tensors
from trainer.step import Order, Taken, Trained
from trainer.tracing import traced


class EnsembleStep:
    """Forward, loss, backward, update: of fully connected networks that differ in their numbers.

    Attributes:
        members: how many they are.
        tensors: everything that a step reads and changes: the stacked weights, which the networks
            share from now on, and then for each network its weights among them and what its
            optimizer remembers.
    """

    def __init__(self, configs: Sequence[RunConfig], networks: Sequence[nn.Module]) -> None:
        self.members = len(configs)
        self._configs = configs
        self._layers = list(networks[0].children())[1:]
        self._mean_loss = partial(mean_loss, loss(configs[0]))
        stacks = _stacked(networks)
        self._count = len(stacks)
        own: list[Tensors] = []
        for config, *weights in zip(configs, *stacks, strict=True):
            own.append([*weights, *RULES[config.optimizer].memory(weights)])
        self._sizes = [self._count, *map(len, own)]
        self.tensors: Tensors = [*stacks, *(one for each in own for one in each)]

    def __call__(self, samples: Tensor, targets: Tensor, rates: Tensor, *tensors: Tensor) -> Taken:
        """Update the weights of all networks once.

        Args:
            samples: inputs for each network: networks x samples x shape of a sample.
            targets: what each sample should give.
            rates: the learning rate of each network.
            tensors: as in `tensors`.
        """
        stacks, *own = _split(tensors, self._sizes)
        leaves = [one.detach().requires_grad_() for one in stacks]
        outputs = self._forward(samples, leaves)
        losses = torch.vmap(self._mean_loss)(outputs, targets)
        gradients = torch.autograd.grad(losses.sum(), leaves)
        with torch.no_grad():
            norms = [torch.linalg.vector_norm(one.flatten(1), dim=1) for one in gradients]
            for config, rate, mine, *slopes in zip(
                self._configs, rates, own, *gradients, strict=True
            ):
                weights, memory = mine[: self._count], mine[self._count :]
                update = RULES[config.optimizer].update
                update(weights, slopes, memory, rate, config.weight_decay)
            norm = torch.linalg.vector_norm(torch.stack(norms), dim=0)
        return Taken(losses.detach(), outputs.detach(), norm)

    def _forward(self, samples: Tensor, stacks: Tensors) -> Tensor:
        values, left = samples.flatten(2), iter(stacks)
        for layer in self._layers:
            if isinstance(layer, nn.Linear):
                weights, biases = next(left), next(left)
                values = torch.baddbmm(biases.unsqueeze(1), values, weights)
            else:
                values = layer(values)
        return values


def _stacked(networks: Sequence[nn.Module]) -> Tensors:
    """The weights of all networks, inputs x outputs each, and the networks made to look at them."""
    stacks = []
    for same in zip(*(network.parameters() for network in networks), strict=True):
        stack = torch.stack([one.detach().t() for one in same])
        for one, part in zip(same, stack, strict=True):
            one.data = part.t()
        stacks.append(stack)
    return stacks


def _split(tensors: Sequence[Tensor], sizes: Sequence[int]) -> list[Tensors]:
    left = iter(tensors)
    return [[next(left) for _ in range(size)] for size in sizes]


class EnsembleTrain:
    """The step in a loop, recorded for updates from so many samples; others are made plainly."""

    def __init__(self, step: EnsembleStep, train: Samples, size: int) -> None:
        """Record the step; the weights are as before.

        Args:
            step: what to record.
            train: all training samples.
            size: samples behind one update.
        """
        self._step, self._data, self._size = step, train, size
        places = torch.zeros((step.members, size), dtype=torch.long)
        before = [one.clone() for one in step.tensors]
        rates = torch.zeros(step.members, dtype=torch.float64)
        graph = traced(step, train.inputs[places], train.targets[places], rates, *step.tensors)
        for one, value in zip(step.tensors, before, strict=True):
            one.copy_(value)
        self._recorded = torch.jit.CompilationUnit(source(graph)).step

    def __call__(self, order: Order, rates: list[list[float]]) -> list[Trained]:
        """Make updates.

        Args:
            order: for each update, for each network the places of its samples.
            rates: for each network, the learning rate of each update.

        Returns:
            For each network what its updates told.
        """
        sizes = torch.tensor(rates, dtype=torch.float64).t()
        taken = [self._take(*one) for one in zip(order, sizes, strict=True)]
        losses, outputs, norms = zip(*taken, strict=True)
        told = zip(
            torch.stack(losses, dim=1).tolist(),
            torch.stack(norms, dim=1).tolist(),
            zip(*outputs, strict=True),
            strict=True,
        )
        return [_until_divergence(*each) for each in told]

    def _take(self, places: Tensor, rates: Tensor) -> Taken:
        samples, targets = self._data.inputs[places], self._data.targets[places]
        if places.shape[1] != self._size:
            return self._step(samples, targets, rates, *self._step.tensors)
        with torch.no_grad(), optimized_execution(should_optimize=False):
            return Taken(*self._recorded(samples, targets, rates, self._step.tensors)[:3])


def _until_divergence(
    losses: list[float], norms: list[float], outputs: Sequence[Tensor]
) -> Trained:
    """What a network's steps told, up to the first loss that is no finite number."""
    good = sum(1 for _ in takewhile(math.isfinite, losses)) + 1
    return Trained(losses[:good], list(outputs[:good]), norms[:good])
