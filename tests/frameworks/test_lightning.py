"""Lightning counts global_step."""

from typing import Any

import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

pytestmark = pytest.mark.filterwarnings("ignore")


def _module(lightning: Any, torch: Any) -> Any:
    class Line(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.line = torch.nn.Linear(1, 1)

        def training_step(self, batch: Any, _index: int) -> Any:
            return self.line(batch).mean()

        def configure_optimizers(self) -> Any:
            return torch.optim.SGD(self.parameters(), lr=0.1)

    return Line()


def test_the_last_batch_of_an_epoch_makes_an_update(plan: Plan) -> None:
    """What Lightning plans and what it does are both the updates of its rule."""
    lightning, torch = pytest.importorskip("lightning"), pytest.importorskip("torch")
    trainer = lightning.Trainer(
        accelerator="cpu",
        max_epochs=plan.epochs,
        accumulate_grad_batches=plan.grad_accumulation,
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
    )
    data = [torch.zeros(1)] * plan.samples
    loader = torch.utils.data.DataLoader(data, batch_size=plan.batch_size)
    trainer.fit(_module(lightning, torch), loader)
    expected = updates(plan, RULES["lightning"]).total
    assert trainer.global_step == expected
    assert trainer.estimated_stepping_batches == expected
