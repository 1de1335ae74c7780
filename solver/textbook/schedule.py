"""What happens during a run: warm-up, checkpoints, evaluations, log lines, and an early stop."""

from sympy import Integer, Max, Min, ceiling, floor

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation

_E, _T, _U, _G = letters(
    "epochs", "total_iterations", "iterations_per_epoch", "effective_batch_size"
)
_W, _WE, _RATIO, _PERCENT = letters(
    "warmup_steps", "warmup_epochs", "warmup_ratio", "warmup_percent"
)


def schedule(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations of the chapters that the question needs."""
    relations: tuple[Relation, ...] = ()
    for chapter, write in _CHAPTERS.items():
        if chapter in conditions.chapters:
            relations += write()
    if conditions.chapters >= {"early stop", "evaluations by epochs"}:
        relations = (
            *(r for r in relations if r.name != "early stop"),
            _early_stop_of_validations(),
        )
    if conditions.chapters >= {"early stop by evaluations", "evaluations"}:
        until_then = _evaluations_until_the_stop()
        relations = (*(r for r in relations if r.name != "evaluations"), until_then)
    if conditions.chapters >= {"warm-up", "shortest warm-up"}:
        shortest = _warm_up_with_a_minimum()
        relations = (*(r for r in relations if r.name != "warm-up in epochs"), shortest)
    if conditions.chapters >= {"checkpoints", "saved at the end"}:
        relations = (*(r for r in relations if r.name not in _BY_INTERVALS), _saved_at_the_end())
    if conditions.chapters >= {"progress", "checkpoints"}:
        to_the_end = "after the last checkpoint"
        relations = (*(r for r in relations if r.name != to_the_end), *_lost_on_resuming())
    if conditions.chapters >= {"progress", "unfinished epoch"}:
        relations = (*(r for r in relations if r.name != "epochs so far"), _inside_an_epoch())
    if conditions.epochs_alone and "warm-up" in conditions.chapters:
        relations += _warm_up_of_epochs()
    return relations


def _inside_an_epoch() -> Relation:
    epochs, extra = letters("epochs_done", "extra_iterations")
    return relation(
        "iterations so far",
        "iterations_done",
        epochs * _U + extra,
        "The iterations of all whole epochs so far and those after them.",
        "已完成的所有完整 epoch 的迭代次数，加上之后的迭代次数。",
    )


def _warm_up_with_a_minimum() -> Relation:
    (least,) = letters("warmup_minimum")
    return relation(
        "warm-up with a minimum",
        "warmup_steps",
        Max(_WE * _U, least),
        "Warm-up epochs times iterations per epoch, but never fewer than the minimum.",
        "预热 epoch 数乘以每个 epoch 的迭代次数，但不少于下限。",
    )


def _lost_on_resuming() -> tuple[Relation, ...]:
    done, interval = letters("iterations_done", "checkpoint_interval")
    return (
        relation(
            "lost on resuming",
            "iterations_unsaved",
            done - interval * floor(done / interval),
            "Iterations so far less those up to the last checkpoint.",
            "已完成的迭代次数减去最后一个检查点之前的。",
        ),
    )


def _warm_up() -> tuple[Relation, ...]:
    return (
        relation(
            "warm-up in epochs",
            "warmup_steps",
            _WE * _U,
            "Warm-up epochs times iterations per epoch.",
            "预热 epoch 数乘以每个 epoch 的迭代次数。",
        ),
        relation(
            "warm-up as a share",
            "warmup_steps",
            ceiling(_RATIO * _T),
            "The share of all iterations, rounded up as Transformers does.",
            "总迭代次数乘以预热比例，向上取整（Transformers 的做法）。",
        ),
        relation(
            "warm-up ratio",
            "warmup_ratio",
            _W / _T,
            "Warm-up iterations divided by all iterations.",
            "预热迭代次数除以总迭代次数。",
        ),
        relation(
            "warm-up in percent",
            "warmup_percent",
            Integer(100) * _W / _T,
            "Warm-up iterations divided by all iterations, times a hundred.",
            "预热迭代次数除以总迭代次数，再乘以一百。",
        ),
        relation(
            "after warm-up",
            "decay_steps",
            _T - _W,
            "All iterations less those of the warm-up.",
            "总迭代次数减去预热的迭代次数。",
        ),
    )


def _warm_up_of_epochs() -> tuple[Relation, ...]:
    return (
        relation(
            "warm-up as a share of the epochs",
            "warmup_epochs",
            _RATIO * _E,
            "The share of all epochs.",
            "总 epoch 数乘以预热比例。",
        ),
        relation(
            "warm-up in percent of the epochs",
            "warmup_percent",
            Integer(100) * _WE / _E,
            "Warm-up epochs divided by all epochs, times a hundred.",
            "预热 epoch 数除以总 epoch 数，再乘以一百。",
        ),
    )


def _warm_up_samples() -> tuple[Relation, ...]:
    return (
        relation(
            "samples of the warm-up",
            "warmup_samples",
            _W * _G,
            "Warm-up iterations times samples of one.",
            "预热迭代次数乘以每次迭代的样本数。",
        ),
    )


def _checkpoints() -> tuple[Relation, ...]:
    interval, count = letters("checkpoint_interval", "checkpoints")
    return (
        relation(
            "checkpoints",
            "checkpoints",
            floor(_T / interval),
            "One whenever another interval is full.",
            "每满一个间隔保存一次。",
        ),
        relation(
            "after the last checkpoint",
            "iterations_unsaved",
            _T - count * interval,
            "What comes after the last full interval is not saved.",
            "最后一个完整间隔之后的部分没有保存。",
        ),
    )


_BY_INTERVALS = {"checkpoints", "after the last checkpoint", "oldest checkpoint kept"}
"""What holds only where nothing is saved between two full intervals."""


def _saved_at_the_end() -> Relation:
    (interval,) = letters("checkpoint_interval")
    return relation(
        "checkpoints and one at the end",
        "checkpoints",
        ceiling(_T / interval),
        "One whenever another interval is full, and one at the very end.",
        "每满一个间隔保存一次，训练结束时再保存一次。",
    )


def _checkpoints_by_epochs() -> tuple[Relation, ...]:
    (interval,) = letters("epochs_per_checkpoint")
    return (
        relation(
            "checkpoints by epochs",
            "checkpoints",
            floor(_E / interval),
            "One whenever so many epochs more are finished.",
            "每训练完这么多个 epoch 保存一次。",
        ),
    )


def _kept() -> tuple[Relation, ...]:
    count, limit, kept, interval = letters(
        "checkpoints", "checkpoint_limit", "checkpoints_kept", "checkpoint_interval"
    )
    return (
        relation(
            "checkpoints kept",
            "checkpoints_kept",
            Min(count, limit),
            "Only the newest ones are kept, up to the limit.",
            "只保留最新的，不超过上限。",
        ),
        relation(
            "oldest checkpoint kept",
            "oldest_checkpoint",
            (count - kept + 1) * interval,
            "All checkpoints less those that follow the oldest one, times the interval.",
            "总次数减去在它之后保存的次数，再乘以保存间隔。",
        ),
    )


def _resumed() -> tuple[Relation, ...]:
    done, interval, count, before = letters(
        "iterations_done", "checkpoint_interval", "checkpoints", "checkpoints_before"
    )
    return (
        relation(
            "checkpoints before",
            "checkpoints_before",
            floor(done / interval),
            "One for each full interval before the run is resumed.",
            "恢复之前每满一个间隔已保存一次。",
        ),
        relation(
            "new checkpoints",
            "new_checkpoints",
            count - before,
            "All checkpoints less those saved before.",
            "全部检查点减去之前已保存的。",
        ),
    )


def _evaluations_by_epochs() -> tuple[Relation, ...]:
    (interval,) = letters("epochs_per_evaluation")
    return (
        relation(
            "evaluations by epochs",
            "evaluations",
            floor(_E / interval),
            "One whenever so many epochs more are finished.",
            "每训练完这么多个 epoch 评估一次。",
        ),
    )


def _early_stop_of_validations() -> Relation:
    best, patience, interval = letters("best_epoch", "patience", "epochs_per_evaluation")
    return relation(
        "early stop of validations",
        "early_stop_epoch",
        best + patience * interval,
        "Patience counts validations, not epochs.",
        "耐心值数的是验证的次数，而不是 epoch 数。",
    )


def _early_stop_by_evaluations() -> tuple[Relation, ...]:
    best, patience, interval = letters("best_iteration", "patience", "evaluation_interval")
    return (
        relation(
            "early stop by evaluations",
            "early_stop_iteration",
            best + patience * interval,
            "After the best evaluation come as many without improvement as the patience allows.",
            "最好的一次评估之后，再经过耐心值那么多次没有改善的评估就停止。",
        ),
    )


def _evaluations() -> tuple[Relation, ...]:
    (interval,) = letters("evaluation_interval")
    return (
        relation(
            "evaluations",
            "evaluations",
            floor(_T / interval),
            "One whenever another interval is full.",
            "每满一个间隔评估一次。",
        ),
    )


def _evaluations_until_the_stop() -> Relation:
    stop, interval = letters("early_stop_iteration", "evaluation_interval")
    return relation(
        "evaluations until the stop",
        "evaluations",
        floor(stop / interval),
        "One whenever another interval is full, until training stops early.",
        "每满一个间隔评估一次，直到提前停止。",
    )


def _log_lines() -> tuple[Relation, ...]:
    (interval,) = letters("log_interval")
    return (
        relation(
            "log lines",
            "log_lines",
            floor(_T / interval),
            "One whenever another interval is full.",
            "每满一个间隔打印一行。",
        ),
        relation(
            "samples between log lines",
            "samples_per_log",
            interval * _G,
            "Iterations between two lines times samples of one.",
            "两行之间的迭代次数乘以每次迭代的样本数。",
        ),
    )


def _log_lines_of_an_epoch() -> tuple[Relation, ...]:
    batches, interval = letters("batches_per_epoch", "log_interval_in_epoch")
    return (
        relation(
            "log lines of an epoch",
            "log_lines",
            _E * floor(batches / interval),
            "The batches are counted anew in each epoch: one whenever another interval is full.",
            "每个 epoch 重新计数：每满一个间隔打印一行。",
        ),
    )


def _log_lines_from_the_first() -> tuple[Relation, ...]:
    batches, interval = letters("batches_per_epoch", "log_interval_from_first")
    return (
        relation(
            "log lines from the first",
            "log_lines",
            _E * ceiling(batches / interval),
            "The counter starts at 0, so the first batch of each epoch prints a line too.",
            "计数从 0 开始，所以每个 epoch 的第一个批次也会打印一行。",
        ),
    )


def _early_stop() -> tuple[Relation, ...]:
    best, patience = letters("best_epoch", "patience")
    return (
        relation(
            "early stop",
            "early_stop_epoch",
            best + patience,
            "Training goes on for so many epochs after the best one, then stops.",
            "最好的 epoch 之后再训练这么多个 epoch，然后停止。",
        ),
    )


def _cut_short() -> tuple[Relation, ...]:
    (stop,) = letters("early_stop_epoch")
    return (
        relation(
            "epochs not run",
            "epochs_not_run",
            _E - stop,
            "The planned epochs less those until the early stop.",
            "计划的 epoch 数减去早停时已跑的。",
        ),
    )


def _progress() -> tuple[Relation, ...]:
    done, epochs_done, rest = letters("iterations_done", "epochs_done", "remaining_iterations")
    rest_epochs, per_iteration, per_epoch = letters(
        "remaining_epochs", "time_per_iteration", "time_per_epoch"
    )
    return (
        relation(
            "epoch of an iteration",
            "epoch_at_iteration",
            ceiling(done / _U),
            "Iterations so far divided by iterations per epoch, rounded up.",
            "已完成的迭代次数除以每个 epoch 的迭代次数，向上取整。",
        ),
        relation(
            "epochs so far",
            "epochs_done",
            done / _U,
            "Iterations so far divided by iterations per epoch.",
            "已完成的迭代次数除以每个 epoch 的迭代次数。",
        ),
        relation(
            "iterations left",
            "remaining_iterations",
            _T - done,
            "All iterations less those so far.",
            "总迭代次数减去已完成的。",
        ),
        relation(
            "epochs left",
            "remaining_epochs",
            _E - epochs_done,
            "All epochs less those so far.",
            "总 epoch 数减去已完成的。",
        ),
        relation(
            "time left, by iterations",
            "time_remaining",
            rest * per_iteration,
            "Iterations left times the time of one.",
            "剩余迭代次数乘以每次迭代的时间。",
        ),
        relation(
            "time left, by epochs",
            "time_remaining",
            rest_epochs * per_epoch,
            "Epochs left times the time of one.",
            "剩余 epoch 数乘以每个 epoch 的时间。",
        ),
    )


_CHAPTERS = {
    "warm-up": _warm_up,
    "warm-up samples": _warm_up_samples,
    "checkpoints": _checkpoints,
    "checkpoints by epochs": _checkpoints_by_epochs,
    "kept checkpoints": _kept,
    "resumed": _resumed,
    "evaluations": _evaluations,
    "evaluations by epochs": _evaluations_by_epochs,
    "early stop by evaluations": _early_stop_by_evaluations,
    "log lines": _log_lines,
    "log lines of an epoch": _log_lines_of_an_epoch,
    "log lines from the first": _log_lines_from_the_first,
    "early stop": _early_stop,
    "cut short": _cut_short,
    "progress": _progress,
}
