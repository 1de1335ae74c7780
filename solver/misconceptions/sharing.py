"""Mistakes about gradients that are dropped, and about samples that are padded."""

from math import ceil

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

ACCUMULATION_DROPPED = (
    Slip(
        "leftover_gradients_counted",
        Phrase(
            "You counted an update for the batches left over, but here they make none: round down.",
            "你为剩下的批次多算了一次更新，但这里它们不更新：要向下取整。",
        ),
        lambda n: ceil(n["batches"] / n["grad_accumulation"]),
    ),
    again("accumulation_forgotten", lambda n: n["batches"]),
    again("batch_size_forgotten", lambda n: n["samples"] // n["grad_accumulation"]),
    again("accumulation_multiplied", lambda n: n["batches"] * n["grad_accumulation"]),
    Slip(
        "leftover_for_updates",
        Phrase(
            "Those are the batches left over at the epoch's end. The question asks for updates.",
            "这是 epoch 末尾剩下的批次数。题目问的是更新次数。",
        ),
        lambda n: n["leftover"],
    ),
)

PADDED = (
    Slip(
        "remainder_for_padding",
        Phrase(
            "That is the remainder of the division. Padding fills up what is missing to the next "
            "multiple.",
            "这是除法的余数。补齐的是到下一个整倍数还差的样本。",
        ),
        lambda n: n["samples"] % n["devices"],
    ),
    Slip(
        "share_for_padding",
        Phrase(
            "That is how many samples each device gets. The question is how many are repeated.",
            "这是每台设备分到的样本数。题目问的是重复了多少个。",
        ),
        lambda n: n["samples_per_device"],
    ),
    Slip(
        "padded_size_for_padding",
        Phrase(
            "That is what all devices process together. Subtract the samples that there are.",
            "这是各设备一共处理的样本数，还要减去原有的样本数。",
        ),
        lambda n: n["padded_size"],
    ),
    Slip(
        "one_a_device",
        Phrase(
            "You repeated one sample for every device. Only as many as are missing are repeated.",
            "你给每台设备都重复了一个样本。其实缺几个才补几个。",
        ),
        lambda n: n["devices"],
    ),
)
