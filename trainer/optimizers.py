"""The weight updates, on torch's fused kernels: importing `torch.optim` would cost 1.5 seconds."""

from collections.abc import Callable

import torch
from torch import Tensor

Update = Callable[[], None]
"""Moves the parameters one step along the gradients that they hold."""

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def sgd(parameters: list[Tensor], learning_rate: float) -> Update:
    """Plain gradient descent: each parameter minus its gradient times the learning rate."""

    def update() -> None:
        torch._fused_sgd_(
            parameters,
            [_gradient(parameter) for parameter in parameters],
            [],
            weight_decay=0.0,
            momentum=0.0,
            lr=learning_rate,
            dampening=0.0,
            nesterov=False,
            maximize=False,
            is_first_step=False,
        )

    return update


def adam(parameters: list[Tensor], learning_rate: float) -> Update:
    """Adam (Kingma and Ba 2015) with its usual constants."""
    means = [torch.zeros_like(parameter) for parameter in parameters]
    squares = [torch.zeros_like(parameter) for parameter in parameters]
    steps = [torch.zeros(()) for _ in parameters]

    def update() -> None:
        torch._foreach_add_(steps, 1)
        torch._fused_adam_(
            parameters,
            [_gradient(parameter) for parameter in parameters],
            means,
            squares,
            [],
            steps,
            lr=learning_rate,
            beta1=BETA1,
            beta2=BETA2,
            weight_decay=0.0,
            eps=EPSILON,
            amsgrad=False,
            maximize=False,
        )

    return update


def _gradient(parameter: Tensor) -> Tensor:
    if parameter.grad is None:
        raise ValueError("a parameter has no gradient; call backward() before the update")
    return parameter.grad


BUILDERS = {"sgd": sgd, "adam": adam}
