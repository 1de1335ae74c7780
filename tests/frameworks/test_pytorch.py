"""Loops over PyTorch's own DataLoader, as people write them."""

import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

torch = pytest.importorskip("torch")


def _loader(plan: Plan) -> object:
    return torch.utils.data.DataLoader([0.0] * plan.samples, batch_size=plan.batch_size)


def test_a_loop_that_applies_what_is_left(plan: Plan) -> None:
    """A loop that steps at the end of an epoch too makes the updates of the plain rule."""
    steps = 0
    for _ in range(plan.epochs):
        loader = _loader(plan)
        for i, _batch in enumerate(loader, 1):
            if i % plan.grad_accumulation == 0 or i == len(loader):
                steps += 1
    assert updates(plan, RULES["pytorch"]).total == steps


def test_a_loop_that_steps_every_k_batches_only(plan: Plan) -> None:
    """The common `if (i + 1) % k == 0` makes fewer updates, as its rule says."""
    steps = 0
    for _ in range(plan.epochs):
        for i, _batch in enumerate(_loader(plan)):
            if (i + 1) % plan.grad_accumulation == 0:
                steps += 1
    assert updates(plan, RULES["pytorch_floor"]).total == steps


@pytest.mark.parametrize(("samples", "batch_size"), [(7, 4), (9, 2), (5, 1)])
@pytest.mark.parametrize("drop_last", [False, True])
def test_devices_have_equal_shares(samples: int, batch_size: int, *, drop_last: bool) -> None:
    """A distributed sampler pads before batches are made, so that fewer are dropped."""
    data = torch.utils.data
    for devices in (1, 2, 3):
        sampler = data.DistributedSampler(range(samples), num_replicas=devices, rank=0)
        loader = data.DataLoader(
            range(samples), batch_size=batch_size, sampler=sampler, drop_last=drop_last
        )
        plan = Plan(samples, batch_size, drop_last=drop_last, devices=devices)
        assert updates(plan, RULES["pytorch"]).total == len(loader)
