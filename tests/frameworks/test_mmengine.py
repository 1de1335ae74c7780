"""MMEngine, on which MMDetection and its sisters stand, steps its optimizer."""

from pathlib import Path
from typing import Any

import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

pytestmark = pytest.mark.filterwarnings("ignore")


def test_only_the_last_batch_of_the_run_makes_an_update(plan: Plan, tmp_path: Path) -> None:
    """With accumulative_counts, the counter runs on, and the end of the run is applied."""
    torch = pytest.importorskip("torch")
    models, runners = pytest.importorskip("mmengine.model"), pytest.importorskip("mmengine.runner")
    wrappers = pytest.importorskip("mmengine.optim")

    class Line(models.BaseModel):
        def __init__(self) -> None:
            super().__init__()
            self.line = torch.nn.Linear(1, 1)

        def forward(self, x: Any, mode: str = "loss") -> Any:  # noqa: ARG002 (its runner passes it)
            return {"loss": self.line(torch.stack(list(x))).mean()}

    steps: list[int] = []
    model = Line()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.register_step_post_hook(lambda *_: steps.append(1))
    runner = runners.Runner(
        model,
        str(tmp_path),
        train_dataloader={
            "dataset": [{"x": torch.zeros(1)}] * plan.samples,
            "batch_size": plan.batch_size,
            "sampler": {"type": "DefaultSampler", "shuffle": False},
        },
        train_cfg={"by_epoch": True, "max_epochs": plan.epochs},
        optim_wrapper=wrappers.OptimWrapper(optimizer, accumulative_counts=plan.grad_accumulation),
        default_hooks={"checkpoint": None, "logger": None},
        experiment_name=tmp_path.name,
    )
    runner.train()
    assert len(steps) == updates(plan, RULES["mmdet"]).total
