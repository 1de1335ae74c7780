"""The Trainer of Transformers counts global_step; of which version is seen from the package."""

from pathlib import Path
from typing import Any

import pytest

from solver.plan import Plan
from solver.rules import RULES, updates

pytestmark = pytest.mark.filterwarnings("ignore")
_FIRST_THAT_ROUNDS_UP = (4, 52)
_FIRST_THAT_LOSES = (4, 46)


def _version(transformers: Any) -> tuple[int, ...]:
    return tuple(int(part) for part in transformers.__version__.split(".")[:2])


def _model(torch: Any) -> Any:
    class Line(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.line = torch.nn.Linear(1, 1)

        def forward(self, x: Any, labels: Any = None) -> Any:
            return {"loss": ((self.line(x) - labels) ** 2).mean()}

    return Line()


def test_what_is_left_at_the_end_of_an_epoch(plan: Plan, tmp_path: Path) -> None:
    """The Trainer stops after the updates of its rule."""
    transformers, torch = pytest.importorskip("transformers"), pytest.importorskip("torch")
    version = _version(transformers)
    rule = RULES["transformers" if version >= _FIRST_THAT_ROUNDS_UP else "transformers_4_51"]
    short_epochs = plan.batches_per_epoch < plan.grad_accumulation
    if short_epochs and _FIRST_THAT_LOSES <= version < _FIRST_THAT_ROUNDS_UP:
        pytest.skip("these versions may make no update where an epoch has fewer than k batches")
    arguments = transformers.TrainingArguments(
        output_dir=str(tmp_path),
        per_device_train_batch_size=plan.batch_size,
        gradient_accumulation_steps=plan.grad_accumulation,
        num_train_epochs=plan.epochs,
        use_cpu=True,
        disable_tqdm=True,
        report_to=[],
        save_strategy="no",
        logging_strategy="no",
    )
    data = [{"x": torch.zeros(1), "labels": torch.zeros(1)}] * plan.samples
    trainer = transformers.Trainer(_model(torch), arguments, train_dataset=data)
    trainer.train()
    assert trainer.state.global_step == updates(plan, rule).total
