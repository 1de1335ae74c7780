"""Mistakes about a learning rate that goes with the batch size: which way, and how strongly."""

from math import isqrt

from solver.language import Phrase
from solver.mistaking import Slip

_UNCHANGED = Phrase(
    "You left the rate as it was. The rule changes it together with the batch size.",
    "你没有改学习率。按照这条规则，它要随批次大小一起变。",
)
_WRONG_WAY = Phrase(
    "You went the wrong way. A larger batch takes a larger rate, a smaller one a smaller rate.",
    "你的方向反了。批越大，学习率越大；批越小，学习率越小。",
)

LINEAR = (
    Slip("rate_unchanged", _UNCHANGED, lambda n: n["learning_rate"]),
    Slip("scaled_the_wrong_way", _WRONG_WAY, lambda n: n["learning_rate"] / n["ratio"]),
    Slip(
        "ratio_squared",
        Phrase(
            "You multiplied by the ratio of the batch sizes twice. The linear rule does it once.",
            "你乘了两次批次大小的比。线性规则只乘一次。",
        ),
        lambda n: n["learning_rate"] * n["ratio"] ** 2,
    ),
    Slip(
        "ratio_added_on_top",
        Phrase(
            "You added the change to what was there. The ratio gives the new rate itself.",
            "你在原学习率上又加了一份。乘以这个比得到的就是新的学习率。",
        ),
        lambda n: n["learning_rate"] * (n["ratio"] + 1),
    ),
    Slip(
        "halved_or_doubled",
        Phrase(
            "You just doubled the rate. Look by what factor the batch size has changed.",
            "你直接把学习率翻了一倍。要看批次大小变成了原来的多少倍。",
        ),
        lambda n: 2 * n["learning_rate"],
    ),
)
SQUARE_ROOT = (
    Slip(
        "linear_for_root",
        Phrase(
            "You used the linear rule. Here the rate goes with the square root of the ratio.",
            "你用了线性规则。这里学习率要乘以批次大小之比的平方根。",
        ),
        lambda n: n["learning_rate"] * n["ratio"],
    ),
    Slip("rate_unchanged", _UNCHANGED, lambda n: n["learning_rate"]),
    Slip("scaled_the_wrong_way", _WRONG_WAY, lambda n: n["learning_rate"] / n["root"]),
    Slip(
        "half_for_root",
        Phrase(
            "You halved the ratio. Its square root is the number that, times itself, gives it.",
            "你把比值除以了二。平方根是自乘之后等于它的那个数。",
        ),
        lambda n: n["learning_rate"] * n["ratio"] / 2,
    ),
    Slip(
        "root_of_batch_size",
        Phrase(
            "You took the square root of the new batch size alone. Divide by the old one first.",
            "你只对新的批次大小开了平方。要先除以原来的批次大小。",
        ),
        lambda n: n["learning_rate"] * isqrt(int(n["new_batch_size"])),
    ),
)

SCALING = (*LINEAR, *SQUARE_ROOT)
