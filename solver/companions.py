"""What belongs to a complete answer, beside the number that was asked for.

"938 iterations" is complete only with "the last of them has 32 samples", and "50 epochs" with
"600 iterations each".
"""

from collections.abc import Mapping, Sequence

from solver.derive import Derivation
from solver.problem import Problem
from solver.results import Answer
from solver.spans import Span

MOST = 3
"""Companions of one question, at most."""
_ON_THE_WAY = (
    "iterations_per_epoch",
    "effective_batch_size",
    "samples_per_device",
    "tokens_per_batch",
    "samples_per_epoch",
    "time_per_epoch",
    "val_batches",
)
_TOGETHER = {
    "last_batch_size": ("batches_per_epoch",),
    "dropped_samples": ("batches_per_epoch",),
    "samples_seen": ("epochs",),
    "samples_per_device": ("padded_samples",),
    "fold_train_size": ("fold_val_size",),
    "fold_val_size": ("fold_train_size",),
    "train_percent": ("val_percent", "test_percent"),
    "warmup_steps": ("total_iterations",),
}
"""Counts that are only half an answer without each other."""
_CUT = {"iterations_per_epoch", "batches_per_epoch", "total_iterations", "total_batches"}
_DATA = {"train_size", "dataset_size", "samples_per_epoch", "tokens_per_epoch"}
WORTH_KNOWING = (
    "iterations_per_epoch",
    "total_iterations",
    "epochs",
    "effective_batch_size",
    "tokens_per_batch",
    "tokens_seen",
    "last_batch_size",
    "batch_size",
    "time_total",
    "time_per_epoch",
    "train_size",
)
"""What is worth telling somebody who only wonders about a number."""

_ANY_BATCH = ("batch_size", "assumed")
"""A batch size that nobody told: what follows from it says nothing."""


def wanted(
    answers: Sequence[Answer], derivation: Derivation, known: Mapping[str, Span], problem: Problem
) -> list[str]:
    """The quantities that complete the answers, the most telling first."""
    told = {answer.quantity for answer in answers} | known.keys()
    asked = {answer.quantity for answer in answers}
    steps = {step.unknown for answer in answers for step in answer.steps}
    names: list[str] = []
    names += [other for answer in answers for other in _TOGETHER.get(answer.quantity, ())]
    names += [name for name in _ON_THE_WAY if name in steps]
    if asked & _CUT and _incomplete(derivation):
        names.append("last_batch_size")
    if "folds" in known and "total_iterations" in asked:
        names.append("iterations_of_all_folds")
    if "iterations_per_epoch" in asked and "epochs" in known:
        names.append("total_iterations")
    if known.keys() & {"devices", "nodes", "grad_accumulation"}:
        names.append("effective_batch_size")
    if problem.checks and not known.keys() & _DATA:
        names.append("train_size")
    if problem.wonders:
        names += [name for name in WORTH_KNOWING if _is_news(name, known)]
    if any((known.quantity, known.source) == _ANY_BATCH for known in problem.knowns):
        names = []
    there = [name for name in dict.fromkeys(names) if name not in told]
    if "iterations_per_epoch" in asked or "iterations_per_epoch" in there:
        there = [name for name in there if name != "batches_per_epoch"]
    return [name for name in there if _says_something(name, derivation)][:MOST]


def _says_something(name: str, derivation: Derivation) -> bool:
    """Whether a quantity follows, and is more than that nothing had to be padded."""
    span = derivation.values.get(name)
    return span is not None and not (name == "padded_samples" and span.value == 0)


def _is_news(name: str, known: Mapping[str, Span]) -> bool:
    """Whether a number is not one that was stated by another name."""
    if name == "effective_batch_size":
        return bool(known.keys() & {"devices", "nodes", "grad_accumulation"})
    return name != "train_size" or "dataset_size" not in known


def _incomplete(derivation: Derivation) -> bool:
    last, size = (derivation.values.get(name) for name in ("last_batch_size", "batch_size"))
    return bool(last and size and last.value is not None and last.value != size.value)
