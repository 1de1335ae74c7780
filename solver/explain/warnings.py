"""Warnings about a run as lines: what will happen, and what to write instead."""

from fractions import Fraction

from solver import amounts
from solver.language import Language, Phrase
from solver.results import Warning_

_SENTENCES: dict[str, Phrase] = {
    "zero_grad_missing": Phrase(
        "The gradients are never set to zero: those of all batches add up. Before the backward "
        "pass, add:",
        "梯度从未清零，会一批一批地累加下去。请在反向传播之前加上：",
    ),
    "softmax_twice": Phrase(
        "The loss already applies softmax; with one more in the model it learns slowly. Leave "
        "softmax out:",
        "交叉熵损失内部已经做了 softmax，模型里再做一次会学得很慢。请去掉 softmax：",
    ),
    "batch_product": Phrase(
        "train_batch_size is {stated}, but {micro} × {accumulation} × {devices} = {product} "
        "(one GPU × accumulation × GPUs): DeepSpeed stops with an error. Write:",
        "train_batch_size 写的是 {stated}，但 {micro} × {accumulation} × {devices} = {product}"
        "（单卡 × 累积步数 × 卡数），DeepSpeed 会直接报错。请改为：",
    ),
    "limit_wins": Phrase(
        "{limit_name} = {steps} wins: {epochs_name} = {epochs} has no effect. For the epochs to "
        "count, write:",
        "{limit_name} = {steps} 优先，{epochs_name} = {epochs} 不起作用。"
        "想按 epoch 数训练，请改为：",
    ),
    "warmup_too_long": Phrase(
        "The warm-up of {warmup} is not shorter than the whole training of {length}: the learning "
        "rate never comes down from its peak. For example:",
        "预热长达 {warmup}，而整个训练只有 {length}：学习率一直在上升，没有下降阶段。例如改为：",
    ),
    "schedule_too_short": Phrase(
        "The schedule is made for {stated} steps, but it is stepped {length} times: it ends too "
        "early. Write:",
        "学习率调度按 {stated} 步设计，实际会走 {length} 步，会提前走完。请改为：",
    ),
    "schedule_too_long": Phrase(
        "The schedule is made for {stated} steps, but it is stepped only {length} times: the "
        "learning rate stays too high to the end. Write:",
        "学习率调度按 {stated} 步设计，实际只走 {length} 步，到训练结束学习率还没降下来。请改为：",
    ),
    "loss_not_divided": Phrase(
        "Gradients of {count} batches are added up, not averaged: each update is {count} times as "
        "large. Before the backward pass, add:",
        "{count} 个批次的梯度是相加而不是平均，每次更新会放大到 {count} 倍。请在反向传播之前加上：",
    ),
    "leftover_gradients": Phrase(
        "{batches} batches do not divide by {count}: {left} left over, and the gradients leak "
        "into the next epoch. Write:",
        "{batches} 个批次不能被 {count} 整除：剩下 {left} 个批次的梯度会混进下一个 epoch。请改为：",
    ),
    "single_last": Phrase(
        "The last batch holds a single sample: batch normalization stops with an error, or "
        "learns from noise. Write:",
        "最后一个批次只有 1 个样本，批归一化会报错，或者统计量全是噪声。请改为：",
    ),
    "never:evaluation_interval": Phrase(
        "There are only {total} iterations: with an evaluation every {interval}, there is none. "
        "For example:",
        "总共只有 {total} 次迭代，每 {interval} 次才评估一次，一次也不会评估。例如改为：",
    ),
    "never:checkpoint_interval": Phrase(
        "There are only {total} iterations: with a checkpoint every {interval}, none is saved on "
        "the way. For example:",
        "总共只有 {total} 次迭代，每 {interval} 次才保存一次，中途一次也不会保存。例如改为：",
    ),
    "never:log_interval": Phrase(
        "There are only {total} iterations: with a log line every {interval}, there is none. For "
        "example:",
        "总共只有 {total} 次迭代，每 {interval} 次才打印一次，一行日志也不会有。例如改为：",
    ),
    "patience_unreachable": Phrase(
        "With {epochs} epochs, a patience of {patience} never stops the training early. For "
        "example:",
        "一共才 {epochs} 个 epoch，patience 设为 {patience} 永远不会提前停止。例如改为：",
    ),
}
_AT_LINE = Phrase("⚠ {sentence} `{change}` (line {line})", "⚠ {sentence}`{change}`（第 {line} 行）")
_ANYWHERE = Phrase("⚠ {sentence} `{change}`", "⚠ {sentence}`{change}`")


def warning_line(warning: Warning_, language: Language) -> str:
    """What will happen, and the one line to change."""
    values = {name: _written(value) for name, value in warning.values.items()}
    sentence = _SENTENCES[warning.name].say(language, **values)
    where = _AT_LINE if warning.line else _ANYWHERE
    return where.say(language, sentence=sentence, change=warning.change, line=warning.line)


def _written(value: int | Fraction | str) -> str:
    return value if isinstance(value, str) else amounts.number(value)
