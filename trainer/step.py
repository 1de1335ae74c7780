"""One weight update, from samples to changed weights, in plain PyTorch.

It works on lists of tensors that it changes in place and neither branches on their values nor
draws: so `capture.py` can record it once, and the recording does the same without the overhead.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.func import functional_call

from trainer.config import RunConfig, loss
from trainer.losses import mean_loss
from trainer.optimizers import RULES, Tensors

Order = list[Tensor]
"""For each weight update the indices of its samples."""


class Taken(NamedTuple):
    """What a step tells.

    Attributes:
        loss: mean loss of the samples, before the update.
        outputs: of the network for each sample, before the update.
        norm: length of the gradient, before any clipping.
    """

    loss: Tensor
    outputs: Tensor
    norm: Tensor


@dataclass(frozen=True)
class Trained:
    """What some steps told, one after another; a loss that is no finite number is the last."""

    losses: list[float]
    outputs: list[Tensor]
    norms: list[float]

    def __add__(self, later: "Trained") -> "Trained":
        """These steps, and then the later ones."""
        return Trained(
            self.losses + later.losses, self.outputs + later.outputs, self.norms + later.norms
        )

    @property
    def diverged(self) -> bool:
        """Whether the last loss is no finite number."""
        return bool(self.losses) and not math.isfinite(self.losses[-1])


Train = Callable[[Tensor, Tensor, Order, list[float]], Trained]
"""Makes weight updates, given all samples, all targets, and for each update the indices of its
samples and its learning rate."""


class TrainStep:
    """Forward, loss, backward, update: of one network, as configured.

    Attributes:
        tensors: everything that a step reads and changes: the weights (shared with the network),
            its running statistics, and what the optimizer remembers.
    """

    def __init__(self, config: RunConfig, network: nn.Module) -> None:
        self._config = config
        self._network = network
        self._loss = loss(config)
        self._rule = RULES[config.optimizer]
        self._names = [name for name, _ in network.named_parameters()]
        self._buffer_names = [name for name, _ in network.named_buffers()]
        weights = [one.detach() for one in network.parameters()]
        carried = [torch.zeros_like(one) for one in weights] if self._carries else []
        memory = self._rule.memory(weights)
        self.tensors: Tensors = [*weights, *network.buffers(), *carried, *memory]

    @property
    def _carries(self) -> bool:
        """Whether gradients of former steps are never zeroed."""
        return self._config.bug == "no_zero_grad"

    def __call__(self, samples: Tensor, targets: Tensor, rate: Tensor, *tensors: Tensor) -> Taken:
        """Update the weights once.

        Args:
            samples: inputs of all batches behind the update.
            targets: what each sample should give.
            rate: the learning rate, a tensor without dimensions.
            tensors: as in `tensors`.
        """
        weights, buffers, carried, memory = self._parts(tensors)
        gradients, taken = self._gradients(samples, targets, weights, buffers)
        with torch.no_grad():
            if carried:
                gradients = list(torch._foreach_add(carried, gradients))
            gradients, norm = self._shaped(gradients, weights)
            if carried:
                torch._foreach_copy_(carried, gradients)
            self._rule.update(weights, gradients, memory, rate, self._config.weight_decay)
        return taken._replace(norm=norm)

    def _parts(self, tensors: Sequence[Tensor]) -> tuple[Tensors, Tensors, Tensors, Tensors]:
        first = len(self._names)
        second = first + len(self._buffer_names)
        third = second + (first if self._carries else 0)
        weights, buffers = list(tensors[:first]), list(tensors[first:second])
        return weights, buffers, list(tensors[second:third]), list(tensors[third:])

    def _gradients(
        self, samples: Tensor, targets: Tensor, weights: Tensors, buffers: Tensors
    ) -> tuple[Tensors, Taken]:
        """The gradient of the mean loss of all samples, summed up batch by batch."""
        size, total = self._config.batch_size, len(targets)
        sums: Tensors = []
        losses, outputs = [], []
        for start in range(0, total, size):
            batch, wanted = samples[start : start + size], targets[start : start + size]
            share = 1.0 if self._config.bug == "loss_not_divided" else len(wanted) / total
            leaves = [one.detach().requires_grad_() for one in weights]
            answer = self._forward(batch, leaves, buffers)
            mean = mean_loss(self._loss, answer, wanted)
            found = torch.autograd.grad(mean if share == 1 else mean * share, leaves)
            sums = [a + b for a, b in zip(sums, found, strict=True)] if sums else list(found)
            losses.append(mean.detach() * (len(wanted) / total))
            outputs.append(answer.detach())
        summed = losses[0] if len(losses) == 1 else torch.stack(losses).sum()
        answers = outputs[0] if len(outputs) == 1 else torch.cat(outputs)
        return sums, Taken(summed, answers, summed)

    def _forward(self, batch: Tensor, weights: Tensors, buffers: Tensors) -> Tensor:
        state = dict(zip(self._names, weights, strict=True))
        state |= dict(zip(self._buffer_names, buffers, strict=True))
        answer: Tensor = functional_call(self._network, state, (batch,))
        return answer

    def _shaped(self, gradients: Tensors, weights: Tensors) -> tuple[Tensors, Tensor]:
        """The gradients with the L1 penalty, clipped, and how long they were before that."""
        if self._config.l1:
            signs = torch._foreach_sign(weights)
            gradients = list(torch._foreach_add(gradients, signs, alpha=self._config.l1))
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        if self._config.clip_norm is not None:
            factor = (self._config.clip_norm / (norm + 1e-6)).clamp(max=1.0)
            gradients = list(torch._foreach_mul(gradients, factor))
        return gradients, norm


def exact(rates: float | list[float]) -> Tensor:
    """Learning rates as a tensor that changes none of their digits, as torch.optim has them."""
    return torch.tensor(rates, dtype=torch.float64)


def plain(step: TrainStep) -> Train:
    """The step in a loop, as anybody would write it: the oracle of all that is faster."""

    def train(samples: Tensor, targets: Tensor, order: Order, rates: list[float]) -> Trained:
        trained = Trained([], [], [])
        for indices, rate in zip(order, rates, strict=True):
            taken = step(samples[indices], targets[indices], exact(rate), *step.tensors)
            trained.losses.append(taken.loss.item())
            trained.outputs.append(taken.outputs)
            trained.norms.append(taken.norm.item())
            if trained.diverged:
                break
        return trained

    return train
