"""Mistakes on the way back from a number of batches, which leaves a range possible."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from solver.language import Phrase
from solver.mistaking import Slip

LARGEST_BATCH = (
    Slip(
        "smallest_for_largest",
        Phrase(
            "That is the smallest batch size that fits. The question asks for the largest.",
            "这是得到这么多批次的最小批次大小。题目问的是最大的。",
        ),
        lambda n: ceil(n["samples"] / n["batches"]),
    ),
    Slip(
        "fits_one_batch_fewer",
        Phrase(
            "With that batch size the samples fit into one batch fewer. Take one sample less.",
            "用这个批次大小，样本会少分出一批。应该再小 1。",
        ),
        lambda n: ceil(n["samples"] / n["others"]),
    ),
    Slip(
        "one_batch_more_needed",
        Phrase(
            "That is the largest batch size for one batch more than there should be.",
            "这是多分一批时的最大批次大小，比题目要求的多了一批。",
        ),
        lambda n: (n["samples"] - 1) // n["batches"],
    ),
    Slip(
        "how_many_for_largest",
        Phrase(
            "So many batch sizes fit. The question asks for the largest of them.",
            "这是能得到这么多批次的批次大小有几个。题目问的是其中最大的。",
        ),
        lambda n: (n["samples"] - 1) // n["others"] - ceil(n["samples"] / n["batches"]) + 1,
    ),
)

BATCH_SIZES = (
    Slip(
        "one_end_not_counted",
        Phrase(
            "You subtracted the ends of the range. Both belong to it: add one.",
            "你直接用两端相减了。两端都算在内，要再加 1。",
        ),
        lambda n: n["largest"] - n["smallest"],
    ),
    Slip(
        "largest_for_how_many",
        Phrase(
            "That is the largest of these batch sizes. The question is how many there are.",
            "这是其中最大的批次大小。题目问的是一共有几个。",
        ),
        lambda n: n["largest"],
    ),
    Slip(
        "smallest_for_how_many",
        Phrase(
            "That is the smallest of these batch sizes. The question is how many there are.",
            "这是其中最小的批次大小。题目问的是一共有几个。",
        ),
        lambda n: n["smallest"],
    ),
    Slip(
        "only_one_fits",
        Phrase(
            "You took one batch size as the only one. Because of the rounding, several fit.",
            "你以为只有一个批次大小符合。由于取整，符合的不止一个。",
        ),
        lambda _: 1,
    ),
)

FEWEST_SAMPLES = (
    Slip(
        "most_for_fewest",
        Phrase(
            "You took the last batch for a full one. To have the fewest, it holds one sample.",
            "你把最后一批当成满的了。要使样本最少，最后一批只有一个样本。",
        ),
        lambda n: n["batches"] * n["batch_size"],
    ),
    Slip(
        "last_batch_empty",
        Phrase(
            "Then the last batch would be empty, and would be no batch. It needs one sample.",
            "这样最后一批就空了，不算一批。它至少要有一个样本。",
        ),
        lambda n: n["others"] * n["batch_size"],
    ),
    Slip(
        "epochs_not_divided",
        Phrase(
            "You took the batches of all epochs for those of one. Divide by the epochs first.",
            "你把所有 epoch 的批次当成一个 epoch 的了。要先除以 epoch 数。",
        ),
        lambda n: _where(n, (n["total_batches"] - 1) * n["batch_size"] + 1),
    ),
    Slip(
        "one_batch_past",
        Phrase(
            "With so many samples an epoch needs one batch more than there are.",
            "有这么多样本的话，一个 epoch 会多出一批。",
        ),
        lambda n: n["batches"] * n["batch_size"] + 1,
    ),
    Slip(
        "one_sample_short",
        Phrase(
            "You made the last batch one sample short of full. It may be as small as one sample.",
            "你让最后一批只差一个样本就满。其实它可以小到只有一个样本。",
        ),
        lambda n: n["batches"] * n["batch_size"] - 1,
    ),
)

MOST_SAMPLES = (
    Slip(
        "nothing_dropped",
        Phrase(
            "You counted full batches only. Samples of a dropped batch may come on top.",
            "你只算了满的批次。被丢弃的那一批里还可以有样本。",
        ),
        lambda n: n["batches"] * n["batch_size"],
    ),
    Slip(
        "dropped_batch_full",
        Phrase(
            "Then one more batch would be full, and would not be dropped. Take one sample less.",
            "这样就又凑满一批，不会被丢弃了。应该再少一个样本。",
        ),
        lambda n: (n["batches"] + 1) * n["batch_size"],
    ),
    Slip(
        "epochs_not_divided",
        Phrase(
            "You took the batches of all epochs for those of one. Divide by the epochs first.",
            "你把所有 epoch 的批次当成一个 epoch 的了。要先除以 epoch 数。",
        ),
        lambda n: _where(n, (n["total_batches"] + 1) * n["batch_size"] - 1),
    ),
    Slip(
        "fewest_for_most",
        Phrase(
            "You let the last batch hold one sample only. It is full here, as all others.",
            "你让最后一批只有一个样本。但这里保留的批次全都是满的。",
        ),
        lambda n: n["others"] * n["batch_size"] + 1,
    ),
    Slip(
        "one_sample_dropped",
        Phrase(
            "You let only one sample be dropped. It may be all but one of a batch.",
            "你只让一个样本被丢弃。其实最多可以丢掉差一个就满的一批。",
        ),
        lambda n: n["batches"] * n["batch_size"] + 1,
    ),
)


def _where(numbers: Mapping[str, Fraction], value: Fraction) -> Fraction:
    """A value that is wrong only where there are several epochs.

    Raises:
        KeyError: there is only one.
    """
    if numbers["epochs"] == 1:
        raise KeyError("epochs")
    return value
