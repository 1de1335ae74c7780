import pytest
import torch
from torch import Tensor

from trainer import optimizers

OFFICIAL = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


def loss_of(parameters: list[Tensor], step: int) -> Tensor:
    """Something to descend that changes a little with every step."""
    weight, bias = parameters
    return (weight - 0.1 * step).cosh().log().mean() + (bias**2).sum()


@pytest.mark.parametrize("name", OFFICIAL)
@pytest.mark.parametrize("learning_rate", [0.001, 0.1])
def test_updates_are_those_of_torch(name: str, learning_rate: float) -> None:
    """Fifty updates move the weights just as torch.optim moves them."""
    generator = torch.Generator().manual_seed(0)
    start = [torch.randn(5, 3, generator=generator), torch.randn(3, generator=generator)]
    ours = [one.clone().requires_grad_() for one in start]
    theirs = [one.clone().requires_grad_() for one in start]
    update = optimizers.BUILDERS[name](ours, learning_rate)
    official = OFFICIAL[name](theirs, lr=learning_rate)
    for step in range(50):
        for parameters in (ours, theirs):
            for parameter in parameters:
                parameter.grad = None
            loss_of(parameters, step).backward()
        with torch.no_grad():
            update()
        official.step()
    for our, their in zip(ours, theirs, strict=True):
        torch.testing.assert_close(our, their, rtol=1e-6, atol=1e-6)


def test_update_without_gradients_is_refused() -> None:
    """An update before the backward pass says what is missing."""
    update = optimizers.BUILDERS["sgd"]([torch.zeros(2)], 0.1)
    with pytest.raises(ValueError, match="call backward"):
        update()
