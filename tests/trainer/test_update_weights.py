from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from trainer.optimizers import RULES

OFFICIAL: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "sgd": torch.optim.SGD,
    "momentum": lambda *a, **k: torch.optim.SGD(*a, momentum=0.9, **k),
    "nesterov": lambda *a, **k: torch.optim.SGD(*a, momentum=0.9, nesterov=True, **k),
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}


def loss_of(parameters: list[Tensor], step: int) -> Tensor:
    """Something to descend that changes a little with every step."""
    weight, bias = parameters
    return (weight - 0.1 * step).cosh().log().mean() + (bias**2).sum()


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("learning_rate", [0.001, 0.1])
@pytest.mark.parametrize("decay", [0.0, 0.01])
def test_updates_are_those_of_torch(name: str, learning_rate: float, decay: float) -> None:
    """Fifty updates move the weights just as torch.optim moves them."""
    generator = torch.Generator().manual_seed(0)
    start = [torch.randn(5, 3, generator=generator), torch.randn(3, generator=generator)]
    ours = [one.clone() for one in start]
    theirs = [one.clone().requires_grad_() for one in start]
    rule, memory = RULES[name], RULES[name].memory(ours)
    official = OFFICIAL[name](theirs, lr=learning_rate, weight_decay=decay)
    for step in range(50):
        leaves = [one.clone().requires_grad_() for one in ours]
        gradients = list(torch.autograd.grad(loss_of(leaves, step), leaves))
        rule.update(ours, gradients, memory, torch.tensor(learning_rate), decay)
        official.zero_grad()
        loss_of(theirs, step).backward()
        official.step()
    for our, their in zip(ours, theirs, strict=True):
        torch.testing.assert_close(our, their.detach(), rtol=1e-5, atol=1e-6)
