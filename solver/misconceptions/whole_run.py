"""Mistakes on the way back from what a run made in all, and in comparing two runs."""

from math import ceil

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

WHOLE_EPOCHS = (
    Slip(
        "unfinished_epoch_counted",
        Phrase(
            "You rounded up, so the last epoch breaks off before its end. Only whole epochs fit.",
            "你向上取整了，最后一个 epoch 会半途中断。只有完整的 epoch 才算。",
        ),
        lambda n: ceil(n["budget"] / n["iterations"]),
    ),
    again("divided_by_batch_size", lambda n: n["budget"] // n["batch_size"]),
    again("last_batch_forgotten", lambda n: n["budget"] // (n["samples"] // n["batch_size"])),
    Slip(
        "rest_for_count",
        Phrase(
            "Those are the updates that are left over. The question is how many whole epochs fit.",
            "这是剩下的更新次数。题目问的是能跑完几个完整的 epoch。",
        ),
        lambda n: n["budget"] % n["iterations"],
    ),
    again("one_epoch_for_all", lambda n: n["iterations"]),
)

EPOCHS_SEEN = (
    Slip(
        "dropped_samples_counted",
        Phrase(
            "You divided by the whole data set, but an epoch processes only what is not dropped.",
            "你除以了整个数据集的大小，但一个 epoch 只处理没被丢弃的样本。",
        ),
        lambda n: n["samples_seen"] // n["samples"],
    ),
    Slip(
        "batches_for_epochs",
        Phrase(
            "You divided by the batch size, and that counts batches. The question asks for epochs.",
            "你除以了批次大小，得到的是批次数。题目问的是 epoch 数。",
        ),
        lambda n: n["samples_seen"] // n["used"] * n["batches"],
    ),
    Slip(
        "epoch_size_for_epochs",
        Phrase(
            "That is how many batches one epoch has. See how many times its samples fit in.",
            "这是一个 epoch 的批次数。要看总数里有几个 epoch 的样本。",
        ),
        lambda n: n["batches"],
    ),
    again("zero_lost", lambda n: n["samples_seen"] // n["used"] * 10),
    Slip(
        "first_epoch_forgotten",
        Phrase(
            "You left one epoch out. The first pass over the data is an epoch too.",
            "你少算了一个 epoch。第一遍数据也是一个 epoch。",
        ),
        lambda n: n["samples_seen"] // n["used"] - 1,
    ),
)

MORE_UPDATES = (
    Slip(
        "all_for_more",
        Phrase(
            "Those are all updates with the smaller batch. Subtract those with the larger one.",
            "这是用小批时的全部更新次数，还要减去用大批时的次数。",
        ),
        lambda n: n["epochs"] * n["updates"],
    ),
    Slip(
        "difference_of_sizes",
        Phrase(
            "You divided by the difference of the batch sizes. Count both runs first.",
            "你除以了两个批次大小的差。应该先分别算出两种次数。",
        ),
        lambda n: n["epochs"] * ceil(n["samples"] / (n["larger_batch_size"] - n["batch_size"])),
    ),
    again(
        "last_batch_forgotten",
        lambda n: (
            n["epochs"] * (n["samples"] // n["batch_size"] - n["samples"] // n["larger_batch_size"])
        ),
    ),
    again("epochs_forgotten", lambda n: n["updates"] - n["fewer_updates"]),
    Slip(
        "larger_batch_alone",
        Phrase(
            "Those are the updates with the larger batch. The question is how many more there are.",
            "这是用大批时的更新次数。题目问的是小批多出多少次。",
        ),
        lambda n: n["epochs"] * n["fewer_updates"],
    ),
    Slip(
        "ratio_for_difference",
        Phrase(
            "That is how many times as many there are. To find how many more, subtract.",
            "这是倍数。题目问的是多多少次，要相减。",
        ),
        lambda n: n["larger_batch_size"] / n["batch_size"],
    ),
)
