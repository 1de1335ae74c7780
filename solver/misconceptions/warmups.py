"""Mistakes about warm-up: of what it is a share, and where on the ramp a step stands."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

_REST = Phrase(
    "Those are the updates after the warm-up. The question is about the warm-up itself.",
    "这是预热之后的更新次数。题目问的是预热本身。",
)

OF_RATIO = (
    Slip(
        "ratio_of_one_epoch",
        Phrase(
            "You took the ratio of one epoch. A warm-up ratio is a share of the whole run.",
            "你只对一个 epoch 取了比例。预热比例是对整个训练而言的。",
        ),
        lambda n: -(-n["warmup_ratio"] * n["iterations"] // 1),
    ),
    Slip(
        "warmup_rounded_down",
        Phrase(
            "You rounded down. The ratio does not give a whole number of steps: here, round up.",
            "你向下取整了。按比例算出的结果不是整数，这里要向上取整。",
        ),
        lambda n: n["warmup_ratio"] * n["total_iterations"] // 1,
    ),
    Slip(
        "steps_after_warmup",
        _REST,
        lambda n: n["total_iterations"] - n["warmup_steps"],
    ),
    Slip(
        "ratio_forgotten",
        Phrase(
            "That is the whole run. Warm-up takes only the share that the ratio names.",
            "这是整个训练的更新次数。预热只占比例所指的那一部分。",
        ),
        lambda n: n["total_iterations"],
    ),
    Slip(
        "ratio_ten_times",
        Phrase(
            "The decimal point has slipped by one place: read the ratio again.",
            "小数点错了一位：请再看一遍预热比例。",
        ),
        lambda n: 10 * n["warmup_steps"],
    ),
)
OF_EPOCHS = (
    Slip(
        "whole_run_warms_up",
        Phrase(
            "You counted all epochs. Only the first ones, named as warm-up, belong to it.",
            "你把所有 epoch 都算上了。预热只包括开头指定的那几个。",
        ),
        lambda n: n["epochs"] * n["iterations"],
    ),
    again(
        "last_batch_forgotten",
        lambda n: n["warmup_epochs"] * (n["samples"] // n["batch_size"]),
    ),
    Slip(
        "steps_after_warmup",
        _REST,
        lambda n: (n["epochs"] - n["warmup_epochs"]) * n["iterations"],
    ),
    Slip(
        "one_warmup_epoch",
        Phrase(
            "Those are the updates of one epoch. Multiply them by the warm-up epochs.",
            "这是一个 epoch 的更新次数，还要乘以预热的 epoch 数。",
        ),
        lambda n: n["iterations"],
    ),
)
RATE = (
    Slip(
        "warmup_steps_left",
        Phrase(
            "You counted the steps still to go. The rate grows with the steps already made.",
            "你数的是还剩的步数。学习率随已经走过的步数增大。",
        ),
        lambda n: n["learning_rate"] * (n["warmup_steps"] - n["step"]) / n["warmup_steps"],
    ),
    Slip(
        "warmup_already_over",
        Phrase(
            "That is the full rate. It is reached only at the end of the warm-up.",
            "这是峰值学习率，要到预热结束时才会达到。",
        ),
        lambda n: n["learning_rate"],
    ),
    Slip(
        "constant_half",
        Phrase(
            "You took half the rate for the whole warm-up. It grows a little with each step.",
            "你以为预热时学习率一直是一半。其实它每一步都增大一点。",
        ),
        lambda n: n["learning_rate"] / 2,
    ),
    Slip(
        "warmup_upside_down",
        Phrase(
            "You turned the fraction round. During warm-up the rate is below the full one.",
            "你把分数弄反了。预热期间的学习率低于峰值学习率。",
        ),
        lambda n: n["learning_rate"] * n["warmup_steps"] / n["step"],
    ),
    Slip(
        "divided_by_step",
        Phrase(
            "You divided by the step. The rate grows with the steps, so multiply by them.",
            "你除以了当前步数。学习率随步数增大，应该乘以步数。",
        ),
        lambda n: n["learning_rate"] / n["step"],
    ),
)

WARMUPS = (*OF_RATIO, *OF_EPOCHS, *RATE)
