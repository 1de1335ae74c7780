"""DeepSpeed's engine counts global_steps."""

import socket

import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group of one process, on the processor."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    alone = {"DS_ACCELERATOR": "cpu", "RANK": "0", "LOCAL_RANK": "0", "WORLD_SIZE": "1"}
    for name, value in (alone | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("_alone")
def test_micro_steps_run_on_across_epochs(plan: Plan) -> None:
    """The engine steps every k micro-steps, wherever an epoch ends."""
    deepspeed, torch = pytest.importorskip("deepspeed"), pytest.importorskip("torch")
    model = torch.nn.Linear(1, 1)
    engine, _, loader, _ = deepspeed.initialize(
        model=model,
        model_parameters=model.parameters(),
        training_data=torch.utils.data.TensorDataset(torch.zeros(plan.samples, 1)),
        config={
            "train_micro_batch_size_per_gpu": plan.batch_size,
            "gradient_accumulation_steps": plan.grad_accumulation,
            "optimizer": {"type": "SGD", "params": {"lr": 0.1}},
        },
    )
    for _ in range(plan.epochs):
        for (batch,) in loader:
            engine.backward(engine(batch).mean())
            engine.step()
    assert engine.global_steps == updates(plan, RULES["deepspeed"]).total
