"""The whole run: what the epochs add up to."""

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation
from solver.textbook.data import samples_of_device

_E, _T, _D, _G = letters("epochs", "total_iterations", "devices", "effective_batch_size")
_R = letters("repeats")[0]
_BATCHES, _UPDATES, _DROPPED = letters(
    "batches_per_epoch", "iterations_per_epoch", "dropped_samples"
)


def totals(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations between one epoch and the whole run."""
    return (
        _all_updates(conditions),
        relation(
            "all batches",
            "total_batches",
            _E * _BATCHES,
            "Every epoch has the same number of batches.",
            "每个 epoch 的批次数相同。",
        ),
        relation(
            "views",
            "views_per_sample",
            _E * (_R if "repeats" in conditions.chapters else 1),
            "Each epoch shows every sample once.",
            "每个 epoch 把每个样本看一次。",
        ),
        _seen(conditions),
    )


def _all_updates(conditions: Conditions) -> Relation:
    if "unfinished epoch" in conditions.chapters and "progress" not in conditions.chapters:
        (extra,) = letters("extra_iterations")
        return relation(
            "updates of whole epochs and more",
            "total_iterations",
            _E * _UPDATES + extra,
            "The iterations of all whole epochs and those after them.",
            "所有完整 epoch 的迭代次数，加上之后的迭代次数。",
        )
    return relation(
        "all updates",
        "total_iterations",
        _E * _UPDATES,
        "Every epoch has the same number of iterations.",
        "每个 epoch 的迭代次数相同。",
    )


def _seen(conditions: Conditions) -> Relation:
    if conditions.full_batches:
        return relation(
            "samples of full batches",
            "samples_seen",
            _T * _G,
            "Every iteration processes one full batch.",
            "每次迭代处理一个满的批次。",
        )
    per_device = samples_of_device(conditions)
    seen = per_device - _DROPPED if conditions.drop_last else per_device
    if "unfinished epoch" in conditions.chapters and "progress" not in conditions.chapters:
        (extra,) = letters("extra_iterations")
        return relation(
            "samples seen in whole epochs and more",
            "samples_seen",
            _E * (_D if conditions.several_devices else 1) * seen + extra * _G,
            "Every whole epoch processes the training set once; then come the batches after it.",
            "每个完整的 epoch 处理一遍训练集，再加上之后的那些批次。",
        )
    return relation(
        "samples seen",
        "samples_seen",
        _E * (_D if conditions.several_devices else 1) * seen,
        "Every epoch processes the training set once.",
        "每个 epoch 处理一遍训练集。",
    )
