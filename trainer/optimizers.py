"""The weight updates, on torch's fused kernels: importing `torch.optim` would cost 1.5 seconds.

Every rule works on lists of tensors in place, so that it can be recorded as a part of a step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
MOMENTUM = 0.9
RMS_DECAY = 0.99

Tensors = list[Tensor]


@dataclass(frozen=True)
class Rule:
    """How weights are updated.

    Attributes:
        memory: what it remembers between updates, as a flat list, for these parameters.
        update: moves parameters along their gradients; given parameters, gradients, memory,
            the learning rate as a tensor without dimensions, and the weight decay.
    """

    memory: Callable[[Tensors], Tensors]
    update: Callable[[Tensors, Tensors, Tensors, Tensor, float], None]


def _sgd(momentum: float, *, nesterov: bool) -> Rule:
    """Gradient descent; with momentum, along a decaying sum of gradients."""

    def memory(parameters: Tensors) -> Tensors:
        return [torch.zeros_like(one) for one in parameters] if momentum else []

    def update(
        parameters: Tensors, gradients: Tensors, memory: Tensors, rate: Tensor, decay: float
    ) -> None:
        torch._fused_sgd_(
            parameters,
            gradients,
            memory,
            weight_decay=decay,
            momentum=momentum,
            lr=rate,
            dampening=0.0,
            nesterov=nesterov,
            maximize=False,
            is_first_step=False,
        )

    return Rule(memory, update)


def _adam(fused: Callable[..., None]) -> Rule:
    """Adam (Kingma and Ba 2015), or AdamW (Loshchilov and Hutter 2019), with usual constants."""

    def memory(parameters: Tensors) -> Tensors:
        means = [torch.zeros_like(one) for one in parameters]
        squares = [torch.zeros_like(one) for one in parameters]
        return [*means, *squares, *(torch.zeros(()) for _ in parameters)]

    def update(
        parameters: Tensors, gradients: Tensors, memory: Tensors, rate: Tensor, decay: float
    ) -> None:
        means, squares, steps = _thirds(memory)
        torch._foreach_add_(steps, 1)
        fused(
            parameters,
            gradients,
            means,
            squares,
            [],
            steps,
            lr=rate,
            beta1=BETA1,
            beta2=BETA2,
            weight_decay=decay,
            eps=EPSILON,
            amsgrad=False,
            maximize=False,
        )

    return Rule(memory, update)


def _thirds(memory: Sequence[Tensor]) -> tuple[Tensors, Tensors, Tensors]:
    third = len(memory) // 3
    return list(memory[:third]), list(memory[third : 2 * third]), list(memory[2 * third :])


def _rmsprop() -> Rule:
    """RMSprop (Tieleman and Hinton 2012): each step is divided by the size of recent gradients."""

    def memory(parameters: Tensors) -> Tensors:
        return [torch.zeros_like(one) for one in parameters]

    def update(
        parameters: Tensors, gradients: Tensors, memory: Tensors, rate: Tensor, decay: float
    ) -> None:
        if decay:
            gradients = list(torch._foreach_add(gradients, parameters, alpha=decay))
        torch._foreach_mul_(memory, RMS_DECAY)
        torch._foreach_addcmul_(memory, gradients, gradients, 1 - RMS_DECAY)
        sizes = torch._foreach_sqrt(memory)
        torch._foreach_add_(sizes, EPSILON)
        steps = torch._foreach_div(gradients, sizes)
        torch._foreach_mul_(steps, rate)
        torch._foreach_sub_(parameters, steps)

    return Rule(memory, update)


RULES: Mapping[str, Rule] = {
    "sgd": _sgd(0.0, nesterov=False),
    "momentum": _sgd(MOMENTUM, nesterov=False),
    "nesterov": _sgd(MOMENTUM, nesterov=True),
    "rmsprop": _rmsprop(),
    "adam": _adam(torch._fused_adam_),
    "adamw": _adam(torch._fused_adamw_),
}
