"""What came of a training: as the object of the contract, and in a few lines."""

from dataclasses import asdict
from pathlib import Path

from trainer.config import RunConfig, as_dict
from trainer.counts import Counts, compare
from trainer.diagnose import diagnose
from trainer.diagnosis_words import say
from trainer.history import History
from trainer.series import of_run


def as_object(
    config: RunConfig, history: History, seconds: float, chart: Path | None
) -> dict[str, object]:
    """The run as the object of the command line's contract."""
    return {
        "config": as_dict(config),
        "counts": _counts(compare(config, history)),
        "history": [asdict(record) for record in history.records],
        "best_epoch": history.best_epoch,
        "stopped_epoch": len(history.records) if history.stopped_by else None,
        "stopped_by": history.stopped_by,
        "diagnosis": [
            {
                "finding": finding.kind,
                "epoch": finding.epoch,
                "likelihood": finding.likelihood,
                "evidence": dict(finding.evidence),
            }
            for finding in diagnose(of_run(history, config))
        ],
        "seconds": round(seconds, 3),
        "chart": str(chart) if chart else None,
    }


def _counts(counts: Counts) -> dict[str, int]:
    """The counts that the contract names."""
    return {
        name: getattr(counts, name)
        for name in (
            "train_size",
            "val_size",
            "batches_per_epoch",
            "iterations_per_epoch",
            "total_iterations",
            "last_batch_size",
            "measured_iterations",
            "measured_samples",
        )
    }


def summary(config: RunConfig, history: History, seconds: float) -> str:
    """What came of a run, in a few lines."""
    counts = compare(config, history)
    lines = [
        f"epoch {record.epoch}: validation loss {record.val_loss:.4f}"
        + ("" if record.val_accuracy is None else f", accuracy {record.val_accuracy:.1%}")
        for record in history.records
        if record.epoch in {history.best_epoch, len(history.records)}
    ]
    lines += [say(finding, "en") for finding in diagnose(of_run(history, config))]
    derived, measured = counts.total_iterations, counts.measured_iterations
    return "\n".join(
        [*lines, f"iterations: {derived:,} derived, {measured:,} measured", f"{seconds:.1f} s"]
    )
