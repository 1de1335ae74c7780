"""Accelerate says at each batch whether it makes an update."""

import pytest

from solver.plan import Plan
from solver.rules import RULES, batches_per_epoch, updates

pytestmark = pytest.mark.filterwarnings("ignore")


def test_the_end_of_the_data_loader_makes_an_update(plan: Plan) -> None:
    """Under accumulate(), gradients are applied every k batches and at the end of the loader."""
    accelerate, torch = pytest.importorskip("accelerate"), pytest.importorskip("torch")
    accelerator = accelerate.Accelerator(
        cpu=True, gradient_accumulation_steps=plan.grad_accumulation
    )
    data = [torch.zeros(1)] * plan.samples
    loader = accelerator.prepare(torch.utils.data.DataLoader(data, batch_size=plan.batch_size))
    model = accelerator.prepare(torch.nn.Linear(1, 1))
    steps = 0
    for _ in range(plan.epochs):
        for _batch in loader:
            with accelerator.accumulate(model):
                steps += accelerator.sync_gradients
    assert steps == updates(plan, RULES["accelerate"]).total


@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("rule", ["accelerate", "transformers"])
def test_devices_are_dealt_whole_batches(rule: str, *, drop_last: bool) -> None:
    """A round of batches that does not reach every device is dropped with the last batch."""
    torch = pytest.importorskip("torch")
    shards = pytest.importorskip("accelerate.data_loader")
    for samples in range(1, 40):
        for devices in (2, 3):
            whole = torch.utils.data.DataLoader(range(samples), batch_size=4, drop_last=drop_last)
            shard = shards.BatchSamplerShard(whole.batch_sampler, devices, 0)
            plan = Plan(samples, 4, drop_last=drop_last, devices=devices)
            assert batches_per_epoch(plan, RULES[rule]) == len(shard) == len(list(shard))
