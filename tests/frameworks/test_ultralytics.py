"""Ultralytics YOLO trains on a few grey images and steps its optimizer."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from solver.plan import Plan
from solver.rules import RULES, batches_per_epoch, nominal_accumulation

pytestmark = pytest.mark.filterwarnings("ignore")


def _data(folder: Path, images: int) -> Path:
    """A data set of grey squares, each with one object."""
    for part in ("images", "labels"):
        (folder / part).mkdir()
    picture = pytest.importorskip("PIL.Image").fromarray(np.full((32, 32, 3), 128, np.uint8))
    for i in range(images):
        picture.save(folder / "images" / f"{i}.png")
        (folder / "labels" / f"{i}.txt").write_text("0 0.5 0.5 0.4 0.4\n")
    described = folder / "data.yaml"
    described.write_text(f"path: {folder}\ntrain: images\nval: images\nnames:\n  0: square\n")
    return described


def _trainer(detect: Any, **settings: Any) -> Any:
    class Counting(detect.DetectionTrainer):
        steps = 0

        def optimizer_step(self) -> None:
            self.steps += 1
            super().optimizer_step()

        def validate(self) -> tuple[dict[str, float], float]:
            return {}, 0.0

        def final_eval(self) -> None:
            """Nothing of it is counted."""

    quiet = {"device": "cpu", "workers": 0, "plots": False, "save": False, "amp": False}
    return Counting(overrides={"model": "yolov8n.yaml", "imgsz": 32, **quiet, **settings})


@pytest.mark.parametrize("plan", [Plan(12, 4, 3), Plan(37, 16, 3), Plan(37, 24, 3)], ids=str)
def test_weights_are_updated_once_for_64_images(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without warm-up, batches are accumulated across epochs until they make about 64 images."""
    monkeypatch.setenv("YOLO_OFFLINE", "true")
    monkeypatch.setenv("YOLO_CONFIG_DIR", str(tmp_path))
    detect = pytest.importorskip("ultralytics.models.yolo.detect")
    trainer = _trainer(
        detect,
        data=str(_data(tmp_path, plan.samples)),
        batch=plan.batch_size,
        epochs=plan.epochs,
        warmup_epochs=0,
        project=str(tmp_path / "runs"),
    )
    trainer.train()
    assert len(trainer.train_loader) == batches_per_epoch(plan, RULES["ultralytics"])
    assert trainer.accumulate == nominal_accumulation(plan)
    assert trainer.steps == plan.total_batches // nominal_accumulation(plan)
