"""Mistakes about a moment in the middle of a run."""

from math import ceil

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

EPOCH_OF_ITERATION = (
    Slip(
        "finished_epochs_only",
        Phrase(
            "So many epochs are finished by then. The iteration belongs to the one after them.",
            "这是那时已完成的 epoch 数。这次迭代属于下一个 epoch。",
        ),
        lambda n: n["iteration"] // n["iterations"],
    ),
    Slip(
        "next_epoch_too_early",
        Phrase(
            "This iteration still ends its epoch. The next one begins with the iteration after it.",
            "这次迭代正好结束当前的 epoch，下一次迭代才开始新的 epoch。",
        ),
        lambda n: n["iteration"] // n["iterations"] + 1,
    ),
    Slip(
        "place_for_epoch",
        Phrase(
            "That is its place within the epoch. The question is in which epoch it falls.",
            "这是它在 epoch 内的位置。题目问的是它落在第几个 epoch。",
        ),
        lambda n: n["place"],
    ),
    again("divided_by_batch_size", lambda n: ceil(n["iteration"] / n["batch_size"])),
    again("one_epoch_for_all", lambda n: n["iterations"]),
    again(
        "last_batch_forgotten",
        lambda n: ceil(n["iteration"] / (n["samples"] // n["batch_size"])),
    ),
)

PLACE_IN_EPOCH = (
    Slip(
        "epoch_for_place",
        Phrase(
            "That is the epoch in which it falls. The question asks for its place in there.",
            "这是它所在的 epoch。题目问的是它在这个 epoch 里是第几次。",
        ),
        lambda n: n["epoch"],
    ),
    Slip(
        "still_to_come",
        Phrase(
            "So many iterations of the epoch are still to come. Count from its beginning.",
            "这是该 epoch 还剩的迭代次数。要从 epoch 的开头数起。",
        ),
        lambda n: n["iterations"] - n["place"],
    ),
    Slip(
        "counted_from_zero",
        Phrase(
            "You counted from 0. The first iteration of an epoch is number 1 here.",
            "你从 0 数起了。这里 epoch 的第一次迭代是第 1 次。",
        ),
        lambda n: n["place"] - 1,
    ),
    Slip(
        "remainder_of_batch_size",
        Phrase(
            "You subtracted multiples of the batch size. Subtract the iterations of whole epochs.",
            "你减去的是批次大小的倍数。应该减去已完成的各个 epoch 的迭代次数。",
        ),
        lambda n: n["iteration"] % n["batch_size"],
    ),
    again(
        "last_batch_forgotten",
        lambda n: (n["iteration"] - 1) % (n["samples"] // n["batch_size"]) + 1,
    ),
    Slip(
        "whole_epoch_for_place",
        Phrase(
            "A whole epoch has so many iterations. The question asks for the place in it.",
            "这是整个 epoch 的迭代次数。题目问的是它在 epoch 内的位置。",
        ),
        lambda n: n["iterations"],
    ),
)

SAMPLES_AFTER = (
    again("last_batch_counted_full", lambda n: n["iteration"] * n["batch_size"]),
    Slip(
        "begun_epoch_forgotten",
        Phrase(
            "You counted whole epochs only. Add the batches of the epoch that has begun.",
            "你只算了完整的 epoch，还要加上刚开始的这个 epoch 里的批次。",
        ),
        lambda n: n["finished"] * n["samples"],
    ),
    Slip(
        "begun_epoch_counted_whole",
        Phrase(
            "You counted the epoch that has begun as a whole one. It is not at its end yet.",
            "你把刚开始的 epoch 算成完整的了。它还没有跑完。",
        ),
        lambda n: (n["finished"] + 1) * n["samples"],
    ),
    Slip(
        "finished_epochs_forgotten",
        Phrase(
            "Those are the samples of the epoch that has begun. Add those of the epochs before it.",
            "这是刚开始的 epoch 里的样本，还要加上之前各个 epoch 的样本。",
        ),
        lambda n: n["extra"] * n["batch_size"],
    ),
    again("iterations_for_samples", lambda n: n["iteration"]),
)
