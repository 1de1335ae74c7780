"""Mistakes in averaging errors, losses and accuracies, and in moving a threshold."""

from fractions import Fraction

from solver.language import Phrase
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

_NATURAL = Fraction(693, 1000)
"""The natural logarithm of 2, as people know it."""

_SIGNS = Slip(
    "signs_cancelled",
    Phrase(
        "You let errors of different sign cancel out. Make each of them positive first.",
        "你让正负误差互相抵消了。应该先把每个误差变成正的。",
    ),
    lambda n: rounded(n["signed"] / n["several"]),
)
_LARGEST = Slip(
    "largest_for_mean",
    Phrase(
        "That is the largest error only. The mean takes all of them.",
        "这只是最大的误差。平均要算上所有误差。",
    ),
    lambda n: n["largest"],
)
MSE = (
    Slip(
        "squares_forgotten",
        Phrase(
            "You averaged the errors themselves. Square each one before you average.",
            "你直接平均了误差。平均之前要先把每个误差平方。",
        ),
        lambda n: rounded(n["sum"] / n["several"]),
    ),
    Slip(
        "sum_of_squares",
        Phrase(
            "You added the squares up. Divide by the number of samples for the mean.",
            "你只把平方加了起来。求平均还要除以样本数。",
        ),
        lambda n: n["squares"],
    ),
    Slip(
        "squared_too_late",
        Phrase(
            "You squared the mean. Square each error first, then average.",
            "你先平均再平方了。应该先把每个误差平方，再求平均。",
        ),
        lambda n: rounded((n["sum"] / n["several"]) ** 2),
    ),
    Slip(
        "halved",
        Phrase(
            "You halved it, as some textbooks do for the derivative. The mean of squares is whole.",
            "你又除以了 2，有的教材为了求导这样写。均方误差本身不除以 2。",
        ),
        lambda n: n["squares"] / n["several"] / 2,
    ),
    _SIGNS,
)
MAE = (
    _SIGNS,
    Slip(
        "squared_for_absolute",
        Phrase(
            "You squared the errors. The mean absolute error takes their sizes as they are.",
            "你把误差平方了。平均绝对误差直接取误差的大小。",
        ),
        lambda n: rounded(n["squares"] / n["several"]),
    ),
    Slip(
        "sum_of_sizes",
        Phrase(
            "You added the sizes up. Divide by the number of samples for the mean.",
            "你只把误差的大小加了起来。求平均还要除以样本数。",
        ),
        lambda n: n["sum"],
    ),
    _LARGEST,
    Slip(
        "one_sample_less",
        Phrase(
            "You divided by one less. That is done for a variance, not for a mean.",
            "你除以了样本数减 1。那是算方差时的做法，求平均不用减 1。",
        ),
        lambda n: rounded(n["sum"] / (n["several"] - 1)),
    ),
)
MEAN_LOSS = (
    Slip(
        "batches_weighed_alike",
        Phrase(
            "You averaged the batch means. The smaller batch then weighs too much; weigh by size.",
            "你直接平均了各批的损失。这样小批次的权重就太大了，要按样本数加权。",
        ),
        lambda n: rounded(n["sum"] / n["several"]),
    ),
    Slip(
        "last_batch_left_out",
        Phrase(
            "You left out the last batch. Its samples count, too.",
            "你漏掉了最后一批。它的样本也要算。",
        ),
        lambda n: rounded(n["full_mean"]),
    ),
    Slip(
        "losses_added",
        Phrase(
            "You added the losses of the batches. A mean lies between the smallest and largest.",
            "你把各批的损失加了起来。平均数应该在最小和最大之间。",
        ),
        lambda n: n["sum"],
    ),
    Slip(
        "last_batch_taken_full",
        Phrase(
            "You divided by three full batches. The last one has fewer samples.",
            "你按三个满批次去除了。最后一批的样本要少一些。",
        ),
        lambda n: rounded(n["weighted"] / (n["several"] * n["size"])),
    ),
    Slip(
        "last_loss_for_mean",
        Phrase(
            "That is the loss of the last batch. It stands for few of the samples.",
            "这是最后一批的损失。它只代表少数样本。",
        ),
        lambda n: n["last_loss"],
    ),
)
POOLED_ACCURACY = (
    Slip(
        "sets_weighed_alike",
        Phrase(
            "You averaged the two percentages. The larger set has to weigh more.",
            "你直接平均了两个百分比。较大的数据集权重应该更大。",
        ),
        lambda n: (n["first_percent"] + n["second_percent"]) / 200,
    ),
    Slip(
        "sizes_swapped",
        Phrase(
            "You gave each set the size of the other one. Weigh each by its own.",
            "你把两个数据集的大小弄反了。各自要按自己的大小加权。",
        ),
        lambda n: rounded(
            (n["second"] * n["first_percent"] + n["first"] * n["second_percent"])
            / (100 * n["samples"])
        ),
    ),
    Slip(
        "first_set_only",
        Phrase(
            "That is the first set only. The samples of both sets count.",
            "这只是第一个数据集的。两个数据集的样本都要算。",
        ),
        lambda n: n["first_percent"] / 100,
    ),
    Slip(
        "second_set_only",
        Phrase(
            "That is the second set only. The samples of both sets count.",
            "这只是第二个数据集的。两个数据集的样本都要算。",
        ),
        lambda n: n["second_percent"] / 100,
    ),
    Slip(
        "percentages_multiplied",
        Phrase(
            "You multiplied the percentages. Add up the right answers of both sets instead.",
            "你把两个百分比相乘了。应该把两个数据集里答对的个数加起来。",
        ),
        lambda n: n["first_percent"] * n["second_percent"] / 10_000,
    ),
)
THRESHOLD = (
    Slip(
        "only_those_that_moved",
        Phrase(
            "So many change sides. All positives below the new threshold are missed.",
            "这是改变了判定的正例数。低于新阈值的正例全部算漏掉。",
        ),
        lambda n: n["moved"],
    ),
    Slip(
        "old_threshold",
        Phrase(
            "That is the count at the old threshold. Add up what lies below the new one.",
            "这是旧阈值下的数。要把低于新阈值的加起来。",
        ),
        lambda n: n["missed_before"],
    ),
    Slip(
        "found_for_missed",
        Phrase(
            "So many positives are still found. It was asked how many are missed.",
            "这是还能找出来的正例数。题目问的是漏掉多少。",
        ),
        lambda n: n["found"],
    ),
    Slip(
        "false_alarms_for_misses",
        Phrase(
            "Those are negatives above the threshold, false alarms. Misses are positives below it.",
            "这是高于阈值的负例，也就是误报。漏报是低于阈值的正例。",
        ),
        lambda n: n["false_alarms"],
    ),
    Slip(
        "negatives_for_positives",
        Phrase(
            "You added up the negatives below the threshold. They are called negative rightly.",
            "你把低于阈值的负例加起来了。它们被判为负是对的。",
        ),
        lambda n: n["negatives_below"],
    ),
)
BITS = (
    Slip(
        "bits_added_up",
        Phrase(
            "You added the losses up. Divide by the number of samples for the mean.",
            "你只把损失加了起来。求平均还要除以样本数。",
        ),
        lambda n: n["sum"],
    ),
    Slip(
        "worst_sample_only",
        Phrase(
            "That is the loss of the worst sample. The mean takes all of them.",
            "这是最差的那个样本的损失。平均要算上所有样本。",
        ),
        lambda n: n["largest"],
    ),
    Slip(
        "best_sample_only",
        Phrase(
            "That is the loss of the surest sample. The mean takes all of them.",
            "这是最有把握的那个样本的损失。平均要算上所有样本。",
        ),
        lambda n: n["smallest"],
    ),
    Slip(
        "natural_for_bits",
        Phrase(
            "You took the natural logarithm. With base 2, a probability of 1/2 costs exactly 1.",
            "你用了自然对数。以 2 为底时，概率 1/2 的损失正好是 1。",
        ),
        lambda n: rounded(_NATURAL * n["sum"] / n["several"]),
    ),
    Slip(
        "probabilities_averaged",
        Phrase(
            "You averaged the probabilities. Take the logarithm of each one first.",
            "你平均了概率。应该先对每个概率取对数。",
        ),
        lambda n: rounded(n["mean_probability"]),
    ),
)

AVERAGES = (*MSE, *MAE, *MEAN_LOSS, *POOLED_ACCURACY, *THRESHOLD, *BITS)
