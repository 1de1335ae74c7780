"""Time: of an iteration, an epoch, a run, and of several devices together."""

from sympy import Integer

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation
from solver.textbook.data import samples_of_epoch

_E, _T, _U, _D = letters("epochs", "total_iterations", "iterations_per_epoch", "devices")
_TIME, _TE, _TU = letters("time_total", "time_per_epoch", "time_per_iteration")
_SECONDS_OF_AN_HOUR = Integer(3600)


def time(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations between times and counts."""
    return (
        relation(
            "epoch time",
            "time_per_epoch",
            _U * _TU,
            "Iterations per epoch times the time of one.",
            "每个 epoch 的迭代次数乘以每次迭代的时间。",
        ),
        *_run_time(conditions),
        _throughput(conditions),
        *_device_hours(conditions),
        *_rates_of_a_device(conditions),
        *_time_of_a_sample(conditions),
    )


def _run_time(conditions: Conditions) -> tuple[Relation, ...]:
    if "time of evaluations" in conditions.chapters:
        return (_with_evaluations(conditions),)
    return (
        relation(
            "training time",
            "time_total",
            _E * _TE,
            "Every epoch takes the same time.",
            "每个 epoch 用时相同。",
        ),
        relation(
            "run time",
            "time_total",
            _T * _TU,
            "Iterations in all times the time of one.",
            "总迭代次数乘以每次迭代的时间。",
        ),
    )


def _with_evaluations(conditions: Conditions) -> Relation:
    evaluations, each = letters("evaluations", "time_per_evaluation")
    if conditions.chapters & {"evaluations", "evaluations by epochs"}:
        by_epochs = "evaluations by epochs" in conditions.chapters
        return relation(
            "run time with evaluations",
            "time_total",
            (_E * _TE if by_epochs else _T * _TU) + evaluations * each,
            "The time of all iterations and that of all evaluations.",
            "所有迭代的时间加上所有评估的时间。",
        )
    return relation(
        "epochs with evaluations",
        "time_total",
        _E * (_TE + each),
        "An evaluation follows each epoch.",
        "每个 epoch 之后评估一次。",
    )


def _throughput(conditions: Conditions) -> Relation:
    if conditions.full_batches:
        (effective,) = letters("effective_batch_size")
        return relation(
            "throughput of full batches",
            "throughput",
            effective / _TU,
            "The samples of an iteration divided by its time.",
            "一次迭代的样本数除以它的时间。",
        )
    return relation(
        "throughput",
        "throughput",
        samples_of_epoch(conditions) / _TE,
        "The training set divided by the time of one epoch.",
        "训练集大小除以一个 epoch 的时间。",
    )


def _time_of_a_sample(conditions: Conditions) -> tuple[Relation, ...]:
    if "time of a sample" not in conditions.chapters:
        return ()
    (one,) = letters("time_per_sample")
    if conditions.full_batches:
        (effective,) = letters("effective_batch_size")
        return (
            relation(
                "time of the samples of an iteration",
                "time_per_iteration",
                effective * one,
                "The samples of an iteration times the time of one.",
                "一次迭代的样本数乘以每个样本的时间。",
            ),
        )
    return (
        relation(
            "time of the samples of an epoch",
            "time_per_epoch",
            samples_of_epoch(conditions) * one,
            "The samples of an epoch times the time of one.",
            "一个 epoch 的样本数乘以每个样本的时间。",
        ),
    )


def _rates_of_a_device(conditions: Conditions) -> tuple[Relation, ...]:
    if "rate of a device" not in conditions.chapters:
        return ()
    return tuple(
        relation(
            f"{name}, all devices",
            name,
            _D * letters(f"{name}_per_device")[0],
            "What one device processes times the devices.",
            "一台设备处理的量乘以设备数。",
        )
        for name in ("throughput", "tokens_per_second")
    )


def _device_hours(conditions: Conditions) -> tuple[Relation, ...]:
    if "device hours" not in conditions.chapters:
        return ()
    return (
        relation(
            "device hours",
            "gpu_hours",
            _D * _TIME / _SECONDS_OF_AN_HOUR,
            "Devices times the hours that they all train.",
            "设备数乘以训练的小时数。",
        ),
    )
