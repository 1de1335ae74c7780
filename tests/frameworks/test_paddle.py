"""PaddlePaddle's Model.fit steps its optimizer."""

from typing import Any

import numpy as np
import pytest

from solver.plan import Plan
from solver.rules import RULES, batches_per_epoch, updates

pytestmark = pytest.mark.filterwarnings("ignore")


def _data(paddle: Any, samples: int) -> Any:
    column = paddle.to_tensor(np.zeros((samples, 1), "float32"))
    return paddle.io.TensorDataset([column, column])


def test_the_last_batch_of_an_epoch_makes_an_update(plan: Plan) -> None:
    """With accumulate_grad_batches, what is left at the end of an epoch is applied there."""
    paddle = pytest.importorskip("paddle")

    class Counting(paddle.optimizer.SGD):
        steps = 0

        def minimize(self, *args: Any, **kwargs: Any) -> Any:
            self.steps += 1
            return super().minimize(*args, **kwargs)

    network = paddle.nn.Linear(1, 1)
    optimizer = Counting(0.1, parameters=network.parameters())
    model = paddle.Model(network)
    model.prepare(optimizer, paddle.nn.MSELoss())
    model.fit(
        _data(paddle, plan.samples),
        batch_size=plan.batch_size,
        epochs=plan.epochs,
        accumulate_grad_batches=plan.grad_accumulation,
        verbose=0,
    )
    assert optimizer.steps == updates(plan, RULES["paddle"]).total


@pytest.mark.parametrize("drop_last", [False, True])
def test_devices_have_equal_shares(*, drop_last: bool) -> None:
    """Its distributed sampler pads the data before batches are made."""
    paddle = pytest.importorskip("paddle")
    for samples in range(1, 40):
        sampler = paddle.io.DistributedBatchSampler(
            _data(paddle, samples), 4, num_replicas=3, rank=0, drop_last=drop_last
        )
        plan = Plan(samples, 4, drop_last=drop_last, devices=3)
        assert batches_per_epoch(plan, RULES["paddle"]) == len(sampler)
