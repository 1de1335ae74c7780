"""What is measured of a run to hold it against others, and how a claim about that is checked."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.language import Phrase
from trainer.curve import Curve
from trainer.history import EpochRecord, History

Value = Callable[[History], float]
Claim = Callable[[Sequence[History]], bool]


@dataclass(frozen=True)
class Measure:
    """Something measured of each run, with the question whose answer is one of the runs.

    Attributes:
        name: what it is called beside its numbers.
        question: asks for the run that has most, or least, of it.
        value: how much a run has.
        highest: whether the question asks for the highest value.
        form: how a value is written.
    """

    name: Phrase
    question: Phrase
    value: Value
    highest: bool = False
    form: str = "{:.3f}"

    def written(self, history: History) -> str:
        """How much a run has, as it is told."""
        return self.form.format(self.value(history))


def train_loss(history: History) -> float:
    """The training loss of the last epoch; infinite where none was finished."""
    return history.records[-1].train_loss if history.records else math.inf


def val_loss(history: History) -> float:
    """The validation loss after the last epoch; infinite where none was finished."""
    return history.records[-1].val_loss if history.records else math.inf


def val_accuracy(history: History) -> float:
    """The validation accuracy after the last epoch; 0 where none was finished."""
    return (history.records[-1].val_accuracy or 0.0) if history.records else 0.0


def accuracy_per_epoch(history: History) -> float:
    """The validation accuracy at the end, shared out over the epochs."""
    return val_accuracy(history) / max(1, len(history.records))


def val_jump(history: History) -> float:
    """By how much the validation loss jumps from epoch to epoch."""
    return _jump(history, lambda record: record.val_loss)


def _jump(history: History, value: Callable[[EpochRecord], float]) -> float:
    numbers = tuple(record.epoch for record in history.records)
    return Curve(numbers, tuple(map(value, history.records))).spread


def gap(history: History) -> float:
    """By how much the training loss is above the validation loss at the end."""
    return train_loss(history) - val_loss(history)


_TRAIN_LOSS = Phrase("last training loss", "最后的训练损失")
_VAL_LOSS = Phrase("last validation loss", "最后的验证损失")
LOWEST_TRAIN = Measure(
    _TRAIN_LOSS,
    Phrase("Which ends with the lowest training loss?", "哪一个最后的训练损失最低？"),
    train_loss,
)
LOWEST_VAL = Measure(
    _VAL_LOSS,
    Phrase("Which ends with the lowest validation loss?", "哪一个最后的验证损失最低？"),
    val_loss,
)
HIGHEST_VAL = Measure(
    _VAL_LOSS,
    Phrase("Which ends with the highest validation loss?", "哪一个最后的验证损失最高？"),
    val_loss,
    highest=True,
)
BEST_ACCURACY = Measure(
    Phrase("last validation accuracy", "最后的验证准确率"),
    Phrase("Which ends with the highest validation accuracy?", "哪一个最后的验证准确率最高？"),
    val_accuracy,
    highest=True,
    form="{:.1%}",
)
MOST_PER_EPOCH = Measure(
    Phrase("validation accuracy for each epoch", "平均每个 epoch 的验证准确率"),
    Phrase(
        "Which gets most validation accuracy out of each epoch?",
        "平均每个 epoch，哪一个换来的验证准确率最多？",
    ),
    accuracy_per_epoch,
    highest=True,
    form="{:.1%}",
)
MOST_RESTLESS = Measure(
    Phrase("jump of the validation loss", "验证损失的逐轮跳动"),
    Phrase(
        "Whose validation loss jumps most from epoch to epoch?",
        "哪一个的验证损失逐轮跳动最大？",
    ),
    val_jump,
    highest=True,
)


def ordered(value: Value, share: float = 0.9) -> Claim:
    """Each run has at most this share of what the next one has."""

    def holds(histories: Sequence[History]) -> bool:
        return all(less < share * more for less, more in pairwise(map(value, histories)))

    return holds


def least(value: Value, place: int, share: float = 0.9) -> Claim:
    """One run has at most this share of what every other has."""

    def holds(histories: Sequence[History]) -> bool:
        values = [*map(value, histories)]
        mine = values.pop(place)
        return all(mine < share * other for other in values)

    return holds


def most(value: Value, place: int, times: float = 1.1) -> Claim:
    """One run has at least so many times what every other has."""

    def holds(histories: Sequence[History]) -> bool:
        values = [*map(value, histories)]
        mine = values.pop(place)
        return all(mine > times * other for other in values)

    return holds


def alike(value: Value, within: float) -> Claim:
    """All runs have the same of it, within a share of the largest."""

    def holds(histories: Sequence[History]) -> bool:
        values = [*map(value, histories)]
        return max(values) - min(values) <= within * abs(max(values))

    return holds


def all_of(*claims: Claim) -> Claim:
    """Every one of these claims holds."""
    return lambda histories: all(claim(histories) for claim in claims)
