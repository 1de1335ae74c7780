"""Batches and updates: how an epoch is cut, and what makes one weight update."""

from sympy import ceiling, floor

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation
from solver.textbook.data import samples_of_device

_B, _K, _D = letters("batch_size", "grad_accumulation", "devices")
_BATCHES, _UPDATES, _G = letters(
    "batches_per_epoch", "iterations_per_epoch", "effective_batch_size"
)


def batches(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations between samples, batches and updates of an epoch."""
    cut = _dropping(conditions) if conditions.drop_last else _keeping(conditions)
    samples = () if conditions.token_corpus else cut
    left_over = _left_over() if "left-over batches" in conditions.chapters else ()
    return (*samples, _updates(conditions), _effective_batch(conditions), *left_over)


def validation_batches(conditions: Conditions) -> tuple[Relation, ...]:
    """The batches of the validation, which some progress bars count too."""
    if not conditions.chapters & {"validation batches", "own validation batch"}:
        return ()
    held_out = "test_size" if conditions.tests_only else "val_size"
    val, val_batch, val_batches = letters(held_out, "val_batch_size", "val_batches")
    same = relation(
        "validation batch",
        "val_batch_size",
        _B,
        "Validation uses the batch size of the training.",
        "验证使用与训练相同的批次大小。",
    )
    return (
        *(() if "own validation batch" in conditions.chapters else (same,)),
        relation(
            "validation batches",
            "val_batches",
            ceiling(val / val_batch),
            "Samples to evaluate on divided by batch size, rounded up.",
            "评估用的样本数除以批次大小，向上取整。",
        ),
        relation(
            "progress bar",
            "progress_bar_total",
            _BATCHES + val_batches,
            "Some progress bars count training and validation batches together.",
            "有些进度条把训练批次和验证批次加在一起。",
        ),
    )


def _dropping(conditions: Conditions) -> tuple[Relation, ...]:
    samples = samples_of_device(conditions)
    cut = relation(
        "batches, last dropped",
        "batches_per_epoch",
        floor(samples / _B),
        "Samples divided by batch size, rounded down: an incomplete last batch is dropped.",
        "样本数除以批次大小，向下取整：不完整的最后一批被丢弃。",
    )
    if conditions.sharing_alone:
        return (cut,)
    return (
        cut,
        relation(
            "dropped samples",
            "dropped_samples",
            samples - _BATCHES * _B,
            "What is left after the full batches.",
            "凑满各批之后剩下的样本。",
        ),
        *_dropped_share(conditions),
    )


def _dropped_share(conditions: Conditions) -> tuple[Relation, ...]:
    if "dropped share" not in conditions.chapters:
        return ()
    (dropped,) = letters("dropped_samples")
    return (
        relation(
            "dropped share",
            "dropped_percent",
            100 * dropped / samples_of_device(conditions),
            "The dropped samples divided by all of them, times a hundred.",
            "被丢弃的样本数除以样本总数，再乘以一百。",
        ),
    )


def _keeping(conditions: Conditions) -> tuple[Relation, ...]:
    samples = samples_of_device(conditions)
    return (
        relation(
            "batches",
            "batches_per_epoch",
            ceiling(samples / _B),
            "Samples divided by batch size, rounded up: an incomplete last batch counts too.",
            "样本数除以批次大小，向上取整：不完整的最后一批也算一批。",
        ),
        relation(
            "last batch",
            "last_batch_size",
            samples - (_BATCHES - 1) * _B,
            "What the full batches before it leave.",
            "前面的批次都是满的，剩下的就是最后一批。",
        ),
    )


def _updates(conditions: Conditions) -> Relation:
    if conditions.accumulates and not conditions.token_corpus:
        return relation(
            "updates, accumulated",
            "iterations_per_epoch",
            ceiling(_BATCHES / _K),
            "k batches make one weight update; what is left at the end of an epoch makes one more.",
            "每 k 个批次更新一次权重；epoch 末尾剩下的批次再更新一次。",
        )
    return relation(
        "updates",
        "iterations_per_epoch",
        _BATCHES,
        "Each batch is one iteration: one weight update.",
        "每个批次就是一次迭代，即一次权重更新。",
    )


def _left_over() -> tuple[Relation, ...]:
    return (
        relation(
            "left-over batches",
            "leftover_batches",
            _BATCHES - _K * floor(_BATCHES / _K),
            "What the full groups of k batches leave at the end of an epoch.",
            "每 k 个批次凑成一组，epoch 末尾凑不满一组的批次。",
        ),
    )


def _effective_batch(conditions: Conditions) -> Relation:
    size = _B * (_K if conditions.accumulates else 1) * (_D if conditions.several_devices else 1)
    return relation(
        "effective batch",
        "effective_batch_size",
        size,
        "Batch size times accumulation steps times devices.",
        "批次大小乘以累积步数再乘以设备数。",
    )
