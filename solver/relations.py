"""The textbook: how the quantities of a training run hang together.

Each relation is a SymPy equation with a name and a sentence, to be checked against any textbook.
Which of them hold depends on the run: a last batch kept or dropped, gradients accumulated or not,
one device or several.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from sympy import Eq, Expr, Symbol, ceiling, floor

from solver.conditions import Conditions
from solver.language import Phrase
from solver.quantities import QUANTITIES

SYMBOLS: dict[str, Symbol] = {
    name: Symbol(quantity.symbol, integer=quantity.whole or None, nonnegative=True)
    for name, quantity in QUANTITIES.items()
}
QUANTITY_OF: dict[Symbol, str] = {symbol: name for name, symbol in SYMBOLS.items()}


@dataclass(frozen=True)
class Relation:
    """One equation: a quantity on the left, an expression in others on the right."""

    name: str
    equation: Eq
    sentence: Phrase

    @cached_property
    def left(self) -> str:
        """The quantity that the equation defines."""
        return QUANTITY_OF[self.equation.lhs]

    @property
    def right(self) -> Expr:
        """What it is equal to."""
        return self.equation.rhs

    @cached_property
    def trivial(self) -> bool:
        """It only says that all data is training data, which goes without a step."""
        return self.name == "split" and bool(self.right.is_Symbol)

    @cached_property
    def takes_full_batches(self) -> bool:
        """It holds only where no batch is smaller than the others."""
        return self.name == "samples of full batches"

    @cached_property
    def quantities(self) -> frozenset[str]:
        """All quantities of the equation."""
        return frozenset(QUANTITY_OF[symbol] for symbol in self.equation.free_symbols)


def _relation(name: str, left: str, right: Expr, en: str, zh: str) -> Relation:
    return Relation(name, Eq(SYMBOLS[left], right, evaluate=False), Phrase(en, zh))


_M, _N, _V, _X = (SYMBOLS[n] for n in ("dataset_size", "train_size", "val_size", "test_size"))
_B, _K, _D, _P = (
    SYMBOLS[n] for n in ("batch_size", "grad_accumulation", "devices", "samples_per_device")
)
_BATCHES, _UPDATES, _E, _DROPPED = (
    SYMBOLS[n] for n in ("batches_per_epoch", "iterations_per_epoch", "epochs", "dropped_samples")
)
_TU, _TE = SYMBOLS["time_per_iteration"], SYMBOLS["time_per_epoch"]


GAIN = _relation(
    "gain",
    "accuracy_gain_per_epoch",
    (SYMBOLS["accuracy_after"] - SYMBOLS["accuracy_before"])
    / (SYMBOLS["epochs_after"] - SYMBOLS["epochs_before"]),
    "The accuracy gained between two runs, shared by the epochs between them.",
    "两次训练之间提升的准确率，除以相差的 epoch 数。",
)
"""What more epochs bring: compares two runs, so it stands beside the relations of one run."""


@lru_cache(maxsize=64)
def relations(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations that hold under the conditions, the most basic first."""
    return (
        *_split(conditions),
        *_sharing(conditions),
        *_batches(conditions),
        _updates(conditions),
        *_totals(conditions),
        _effective_batch(conditions),
        *_times(),
        *_full_batches(conditions),
    )


def _full_batches(conditions: Conditions) -> tuple[Relation, ...]:
    if not conditions.full_batches:
        return ()
    return (
        _relation(
            "samples of full batches",
            "samples_seen",
            SYMBOLS["total_iterations"] * SYMBOLS["effective_batch_size"],
            "Every iteration processes one full batch.",
            "每次迭代处理一个满的批次。",
        ),
    )


def _split(conditions: Conditions) -> tuple[Relation, ...]:
    if conditions.has_rest:
        return ()
    parts = _N + (_V if conditions.has_validation else 0) + (_X if conditions.has_test else 0)
    return (
        _relation(
            "split",
            "dataset_size",
            parts,
            "The data set is split into parts; only the training part is trained on.",
            "数据集分成几个部分，只有训练集用来训练。",
        ),
    )


def _sharing(conditions: Conditions) -> tuple[Relation, ...]:
    if not conditions.several_devices:
        return ()
    return (
        _relation(
            "sharing",
            "samples_per_device",
            ceiling(_N / _D),
            "The devices share an epoch evenly; a few samples are repeated to make it even.",
            "各设备平分一个 epoch 的样本；不能整除时重复少量样本补齐。",
        ),
        _relation(
            "padding",
            "padded_samples",
            _D * _P - _N,
            "What the devices see together, less the samples there are.",
            "各设备看到的样本总数减去实际样本数。",
        ),
    )


def _batches(conditions: Conditions) -> tuple[Relation, ...]:
    samples = _P if conditions.several_devices else _N
    if conditions.drop_last:
        return (
            _relation(
                "batches, last dropped",
                "batches_per_epoch",
                floor(samples / _B),
                "Samples divided by batch size, rounded down: an incomplete last batch is dropped.",
                "样本数除以批大小，向下取整：不完整的最后一批被丢弃。",
            ),
            _relation(
                "dropped samples",
                "dropped_samples",
                samples - _BATCHES * _B,
                "What is left after the full batches.",
                "凑满各批之后剩下的样本。",
            ),
        )
    return (
        _relation(
            "batches",
            "batches_per_epoch",
            ceiling(samples / _B),
            "Samples divided by batch size, rounded up: an incomplete last batch counts too.",
            "样本数除以批大小，向上取整：不完整的最后一批也算一批。",
        ),
        _relation(
            "last batch",
            "last_batch_size",
            samples - (_BATCHES - 1) * _B,
            "What the full batches before it leave.",
            "前面的批次都是满的，剩下的就是最后一批。",
        ),
    )


def _updates(conditions: Conditions) -> Relation:
    if conditions.accumulates:
        return _relation(
            "updates, accumulated",
            "iterations_per_epoch",
            ceiling(_BATCHES / _K),
            "k batches make one weight update; what is left at the end of an epoch makes one more.",
            "每 k 个批次更新一次权重；epoch 末尾剩下的批次再更新一次。",
        )
    return _relation(
        "updates",
        "iterations_per_epoch",
        _BATCHES,
        "Each batch is one iteration: one weight update.",
        "每个批次就是一次迭代，即一次权重更新。",
    )


def _totals(conditions: Conditions) -> tuple[Relation, ...]:
    devices = _D if conditions.several_devices else 1
    per_device = _P if conditions.several_devices else _N
    seen = per_device - _DROPPED if conditions.drop_last else per_device
    return (
        _relation(
            "all updates",
            "total_iterations",
            _E * _UPDATES,
            "Every epoch has the same number of iterations.",
            "每个 epoch 的迭代次数相同。",
        ),
        _relation(
            "all batches",
            "total_batches",
            _E * _BATCHES,
            "Every epoch has the same number of batches.",
            "每个 epoch 的批次数相同。",
        ),
        _relation(
            "views",
            "views_per_sample",
            _E,
            "Each epoch shows every sample once.",
            "每个 epoch 把每个样本看一次。",
        ),
        _relation(
            "samples seen",
            "samples_seen",
            _E * devices * seen,
            "Every epoch processes the training set once.",
            "每个 epoch 处理一遍训练集。",
        ),
    )


def _effective_batch(conditions: Conditions) -> Relation:
    size = _B * (_K if conditions.accumulates else 1) * (_D if conditions.several_devices else 1)
    return _relation(
        "effective batch",
        "effective_batch_size",
        size,
        "Batch size times accumulation steps times devices.",
        "批大小乘以累积步数再乘以设备数。",
    )


def _times() -> tuple[Relation, ...]:
    return (
        _relation(
            "epoch time",
            "time_per_epoch",
            _UPDATES * _TU,
            "Iterations per epoch times the time of one.",
            "每个 epoch 的迭代次数乘以每次迭代的时间。",
        ),
        _relation(
            "training time",
            "time_total",
            _E * _TE,
            "Every epoch takes the same time.",
            "每个 epoch 用时相同。",
        ),
        _relation(
            "run time",
            "time_total",
            SYMBOLS["total_iterations"] * _TU,
            "Iterations in all times the time of one.",
            "总迭代次数乘以每次迭代的时间。",
        ),
        _relation(
            "throughput",
            "throughput",
            _N / _TE,
            "The training set divided by the time of one epoch.",
            "训练集大小除以一个 epoch 的时间。",
        ),
    )
