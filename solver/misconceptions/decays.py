"""Mistakes about a learning rate that falls: how often, how far, and along which curve."""

from collections.abc import Mapping
from fractions import Fraction

from solver.language import Phrase
from solver.mistaking import Slip


def _after(n: Mapping[str, Fraction], decays: Fraction | int) -> Fraction:
    return n["learning_rate"] * Fraction(n["gamma"] ** int(decays))


_ROUNDED_UP = Phrase(
    "You counted a decay too early. Only intervals that are complete bring one: round down.",
    "你提前多算了一次衰减。只有完整的间隔才衰减一次：要向下取整。",
)

DECAYS = (
    Slip("decays_rounded_up", _ROUNDED_UP, lambda n: -(-n["epoch"] // n["step_size"])),
    Slip(
        "decays_of_whole_run",
        Phrase(
            "Those are the decays of the whole run. Count up to the epoch in question.",
            "这是整个训练的衰减次数。只需数到题目问的那个 epoch。",
        ),
        lambda n: n["epochs"] // n["step_size"],
    ),
    Slip(
        "epochs_since_decay",
        Phrase(
            "Those are the epochs since the last decay. Count the decays so far instead.",
            "这是上一次衰减之后过了几个 epoch。题目问的是衰减次数。",
        ),
        lambda n: n["epoch"] % n["step_size"],
    ),
    Slip(
        "decay_every_epoch",
        Phrase(
            "You let the rate decay after every epoch. It decays once in an interval.",
            "你让学习率每个 epoch 都衰减。其实每个间隔才衰减一次。",
        ),
        lambda n: n["epoch"],
    ),
    Slip(
        "one_decay_less",
        Phrase(
            "You left out one decay. The end of the first interval already brings one.",
            "你少算了一次衰减。第一个间隔结束时就已经衰减一次。",
        ),
        lambda n: n["epoch"] // n["step_size"] - 1,
    ),
)
STEP_DECAY = (
    Slip("decays_rounded_up", _ROUNDED_UP, lambda n: _after(n, n["decays"] + 1)),
    Slip("one_decay_less", DECAYS[-1].sentence, lambda n: _after(n, n["decays"] - 1)),
    Slip(
        "gamma_for_the_loss",
        Phrase(
            "You took away the factor's share. The factor says what is kept, not what is lost.",
            "你把系数当成了减掉的部分。系数表示留下多少，而不是减去多少。",
        ),
        lambda n: n["learning_rate"] * Fraction((1 - n["gamma"]) ** int(n["decays"])),
    ),
    Slip(
        "decay_once_for_all",
        Phrase(
            "You multiplied by the factor once. Each complete interval multiplies by it again.",
            "你只乘了一次系数。每过一个完整的间隔都要再乘一次。",
        ),
        lambda n: _after(n, 1),
    ),
    Slip(
        "gamma_times_decays",
        Phrase(
            "You multiplied the factor by the number of decays. Raise it to that power instead.",
            "你用系数乘了衰减次数。应该取系数的这么多次方。",
        ),
        lambda n: n["learning_rate"] * n["gamma"] * n["decays"],
    ),
    Slip(
        "rate_before_decay",
        Phrase(
            "That is the rate at the start. By then it has already decayed.",
            "这是开始时的学习率。到那时它已经衰减过了。",
        ),
        lambda n: n["learning_rate"],
    ),
)
COSINE = (
    Slip(
        "straight_line",
        Phrase(
            "You went along a straight line. A cosine starts slowly, is fastest in the middle, and "
            "ends slowly.",
            "你按直线算了。余弦曲线两头变化慢，中间变化快。",
        ),
        lambda n: n["learning_rate"] + (n["end_rate"] - n["learning_rate"]) * n["share"],
    ),
    Slip(
        "end_rate_forgotten",
        Phrase(
            "You let the rate fall to zero. The cosine ends at the smallest rate, not at zero.",
            "你让学习率降到了零。余弦曲线的终点是最小学习率，而不是零。",
        ),
        lambda n: n["learning_rate"] * n["height"],
    ),
    Slip(
        "end_rate_on_top",
        Phrase(
            "You added the smallest rate to the full curve. Only the difference of the two falls.",
            "你在整条曲线上又加了最小学习率。下降的只是两个学习率之差。",
        ),
        lambda n: n["end_rate"] + n["learning_rate"] * n["height"],
    ),
    Slip(
        "end_rate_not_added",
        Phrase(
            "That is how high the rate stands above the smallest one. Add the smallest rate.",
            "这是学习率比最小值高出的部分，还要加上最小学习率。",
        ),
        lambda n: (n["learning_rate"] - n["end_rate"]) * n["height"],
    ),
    Slip(
        "cosine_mirrored",
        Phrase(
            "You ran the curve backwards. The rate starts high and falls.",
            "你把曲线走反了。学习率从高处开始下降。",
        ),
        lambda n: n["learning_rate"] - (n["learning_rate"] - n["end_rate"]) * n["height"],
    ),
    Slip(
        "rate_before_decay",
        STEP_DECAY[-1].sentence,
        lambda n: n["learning_rate"],
    ),
    Slip(
        "decay_already_over",
        Phrase(
            "That is the smallest rate. It is reached only at the end of the schedule.",
            "这是最小学习率，要到调度结束时才会达到。",
        ),
        lambda n: n["end_rate"],
    ),
)

ALL_DECAYS = (*DECAYS, *STEP_DECAY, *COSINE)
