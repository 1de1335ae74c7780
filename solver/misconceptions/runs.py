"""Mistakes about the counts of a training run.

Most are right calculations about a wrong run: somebody counts the test set too, or forgets that
gradients are accumulated. The commoner mistake comes first, and so gives the name where two
lead to the same number.
"""

from dataclasses import replace

from solver.language import Phrase
from solver.mistaking import (
    COUNTS,
    IN_ALL,
    Misconception,
    accumulates,
    across_epochs,
    epochs_as_iterations,
    gap,
    instead,
    largest_batch_size,
    rounded_once,
    shares,
    test_set_instead,
    times_epochs,
    with_run,
    with_test_set,
    zero_lost,
)

RUNS = (
    Misconception(
        "test_set_counted",
        Phrase(
            "You counted the test set too. Only the training set is cut into batches.",
            "你把测试集也算进去了。只有训练集才会被分成批次。",
        ),
        with_test_set,
    ),
    Misconception(
        "test_set_instead",
        Phrase(
            "You counted the test set. An epoch goes through the training set.",
            "你算的是测试集。一个 epoch 遍历的是训练集。",
        ),
        test_set_instead,
    ),
    Misconception(
        "last_batch_forgotten",
        Phrase(
            "You left out the last, incomplete batch. It is smaller, but it is a batch: round up.",
            "你漏掉了最后那个不满的批次。它虽然小，也算一批：要向上取整。",
        ),
        with_run(
            lambda plan: replace(plan, drop_last=True),
            COUNTS,
            where=lambda plan: not plan.drop_last,
        ),
    ),
    Misconception(
        "last_samples_forgotten",
        Phrase(
            "You left out the samples of the last, incomplete batch. Here none is dropped: "
            "they count too.",
            "你漏掉了最后那个不满的批次里的样本。这里一个都不丢，它们也要算。",
        ),
        with_run(
            lambda plan: replace(plan, drop_last=True),
            {"samples_seen"},
            where=lambda plan: not plan.drop_last,
        ),
    ),
    Misconception(
        "dropped_batch_counted",
        Phrase(
            "You counted the incomplete batch, but here it is dropped: round down.",
            "你把不满的那一批也算上了，但这里它会被丢弃：要向下取整。",
        ),
        with_run(
            lambda plan: replace(plan, drop_last=False),
            COUNTS,
            where=lambda plan: plan.drop_last,
        ),
    ),
    Misconception(
        "dropped_samples_processed",
        Phrase(
            "You counted the samples of the incomplete batch too, but here they are dropped in "
            "every epoch.",
            "你把不满的那一批里的样本也算上了，但这里每个 epoch 都会丢弃它们。",
        ),
        with_run(
            lambda plan: replace(plan, drop_last=False),
            {"samples_seen"},
            where=lambda plan: plan.drop_last,
        ),
    ),
    Misconception(
        "accumulation_forgotten",
        Phrase(
            "You forgot gradient accumulation: several batches together make one weight update.",
            "你忘了梯度累积：几个批次合起来才更新一次权重。",
        ),
        with_run(lambda plan: replace(plan, grad_accumulation=1), where=accumulates),
    ),
    Misconception(
        "devices_forgotten",
        Phrase(
            "You forgot that the devices share the work: each one takes a batch of its own.",
            "你忘了多台设备是分工的：每台设备各取自己的一批。",
        ),
        with_run(lambda plan: replace(plan, devices=1), where=shares),
    ),
    Misconception(
        "epochs_forgotten",
        Phrase(
            "That is one epoch only. Multiply by the number of epochs.",
            "这只是一个 epoch 的量，还要乘以 epoch 数。",
        ),
        with_run(
            lambda plan: replace(plan, epochs=1),
            {*IN_ALL, "samples_seen"},
            where=lambda plan: plan.epochs > 1,
        ),
    ),
    Misconception(
        "epochs_multiplied",
        Phrase(
            "That is the whole run. The question is about one epoch: do not multiply by epochs.",
            "这是整个训练的量。题目只问一个 epoch，不用乘 epoch 数。",
        ),
        times_epochs,
    ),
    Misconception(
        "epochs_for_iterations",
        Phrase(
            "You took epochs for iterations. One epoch has as many iterations as weight updates.",
            "你把 epoch 当成了迭代。一个 epoch 里更新几次权重，就有几次迭代。",
        ),
        epochs_as_iterations,
    ),
    Misconception(
        "batches_for_passes",
        Phrase(
            "You took iterations for passes. All iterations of an epoch together are one pass.",
            "你把迭代当成了遍历。一个 epoch 的所有迭代合起来，才是遍历一次数据。",
        ),
        instead(lambda plan: plan.iterations_per_epoch, {"views_per_sample"}),
    ),
    Misconception(
        "updates_for_passes",
        Phrase(
            "That is how many updates the run makes. A sample takes part in one update an epoch.",
            "这是整个训练的更新次数。每个样本在一个 epoch 里只参与一次更新。",
        ),
        instead(lambda plan: plan.total_iterations, {"views_per_sample"}),
    ),
    Misconception(
        "rounded_once",
        Phrase(
            "You rounded once for the whole run. Every epoch ends with its own last batch: "
            "round each epoch, then multiply.",
            "你只在最后取整了一次。每个 epoch 都有自己的最后一批：先逐个 epoch 取整，再相乘。",
        ),
        instead(rounded_once, {"total_iterations"}),
    ),
    Misconception(
        "accumulation_across_epochs",
        Phrase(
            "You let groups of batches run on into the next epoch. Here each epoch applies what is "
            "left at its end.",
            "你让凑不满的一组延续到了下一个 epoch。这里每个 epoch 末尾剩下的都会更新一次。",
        ),
        instead(across_epochs, {"total_iterations"}),
    ),
    Misconception(
        "one_batch_too_many",
        Phrase(
            "You added a batch for a remainder, but the division leaves none.",
            "你为余数多算了一批，但这里正好整除，没有余数。",
        ),
        instead(
            lambda plan: plan.samples_per_device // plan.batch_size + 1,
            {"batches_per_epoch"},
        ),
    ),
    Misconception(
        "last_batch_full",
        Phrase(
            "You took the last batch for a full one. It holds only what the full batches leave.",
            "你以为最后一批是满的。其实它只有前面各批取完后剩下的样本。",
        ),
        instead(lambda plan: plan.batch_size, {"last_batch_size", "dropped_samples"}),
    ),
    Misconception(
        "gap_for_rest",
        Phrase(
            "That is how many samples the last batch lacks. The question is how many there are.",
            "这是最后一批还差多少样本才满。题目问的是剩下多少样本。",
        ),
        instead(gap, {"last_batch_size", "dropped_samples"}),
    ),
    Misconception(
        "count_for_size",
        Phrase(
            "That is a number of batches. The question asks for a number of samples.",
            "这是批次的个数。题目问的是样本数。",
        ),
        instead(
            lambda plan: plan.samples // plan.batch_size, {"last_batch_size", "dropped_samples"}
        ),
    ),
    Misconception(
        "last_batch_counted_full",
        Phrase(
            "You counted every batch as full. The last one of each epoch is smaller.",
            "你把每一批都当成满的了。每个 epoch 的最后一批要小一些。",
        ),
        instead(lambda plan: plan.total_batches * plan.batch_size, {"samples_seen"}),
    ),
    Misconception(
        "iterations_for_samples",
        Phrase(
            "That counts iterations. Each of them processes a whole batch of samples.",
            "这是迭代次数。每次迭代要处理一整批样本。",
        ),
        instead(lambda plan: plan.total_iterations, {"samples_seen"}),
    ),
    Misconception(
        "divided_by_batch_size",
        Phrase(
            "You divided the iterations by the batch size. Divide by the iterations of one epoch.",
            "你用迭代次数除以了批次大小。应该除以一个 epoch 的迭代次数。",
        ),
        instead(lambda plan: plan.total_iterations // plan.batch_size, {"epochs"}),
    ),
    Misconception(
        "accumulation_twice",
        Phrase(
            "You divided by the accumulation steps twice. Once is enough.",
            "你除了两次累积步数，除一次就够了。",
        ),
        with_run(
            lambda plan: replace(plan, grad_accumulation=plan.grad_accumulation**2),
            COUNTS,
            where=accumulates,
        ),
    ),
    Misconception(
        "accumulation_multiplied",
        Phrase(
            "You multiplied by the accumulation steps. Accumulation makes fewer updates: divide.",
            "你乘了累积步数。梯度累积使更新变少，应该除。",
        ),
        instead(
            lambda plan: plan.batches_per_epoch * plan.grad_accumulation, {"iterations_per_epoch"}
        ),
    ),
    Misconception(
        "leftover_gradients_lost",
        Phrase(
            "You lost the batches left over at the end of an epoch. They make one more update.",
            "你漏掉了 epoch 末尾剩下的批次。它们还会再更新一次。",
        ),
        instead(
            lambda plan: plan.batches_per_epoch // plan.grad_accumulation, {"iterations_per_epoch"}
        ),
    ),
    Misconception(
        "devices_twice",
        Phrase(
            "You divided by the devices twice. The data is shared out once.",
            "你除了两次设备数。数据只平分一次。",
        ),
        with_run(lambda plan: replace(plan, devices=plan.devices**2), COUNTS, where=shares),
    ),
    Misconception(
        "devices_multiplied",
        Phrase(
            "You multiplied by the devices. They work side by side, so each has fewer batches.",
            "你乘了设备数。各设备同时工作，每台的批次反而更少。",
        ),
        instead(
            lambda plan: replace(plan, devices=1).batches_per_epoch * plan.devices,
            {"batches_per_epoch", "iterations_per_epoch"},
        ),
    ),
    Misconception(
        "micro_batch_for_effective",
        Phrase(
            "That is one batch on one device. Count all batches behind one weight update.",
            "这只是一台设备上的一个批次。要算一次权重更新用到的所有批次。",
        ),
        instead(lambda plan: plan.batch_size, {"effective_batch_size"}),
    ),
    Misconception(
        "parts_added",
        Phrase(
            "You added what accumulation and devices bring. They multiply.",
            "你把梯度累积和多设备的部分相加了。它们应该相乘。",
        ),
        instead(
            lambda plan: plan.batch_size * (plan.grad_accumulation + plan.devices),
            {"effective_batch_size"},
        ),
    ),
    Misconception(
        "batch_size_rounded_down",
        Phrase(
            "You rounded down, so a few samples are left over and need one more batch: round up.",
            "你向下取整了，会剩下几个样本，还得多用一批：要向上取整。",
        ),
        instead(lambda plan: plan.samples // plan.batches_per_epoch, {"batch_size"}),
    ),
    Misconception(
        "other_end_of_range",
        Phrase(
            "That is the largest batch size that fits. The question asks for the smallest.",
            "这是得到这么多批次的最大批次大小。题目问的是最小的。",
        ),
        instead(largest_batch_size, {"batch_size"}),
    ),
    Misconception(
        "one_batch_more_allowed",
        Phrase(
            "That batch size needs one batch more than was allowed.",
            "用这个批次大小，会比允许的多出一批。",
        ),
        instead(lambda plan: -(-plan.samples // (plan.batches_per_epoch + 1)), {"batch_size"}),
    ),
    Misconception(
        "one_epoch_for_all",
        Phrase(
            "That is how many iterations one epoch has. See how many times they fit in.",
            "这是一个 epoch 的迭代次数。还要看题目给的次数里有几个这么多。",
        ),
        instead(lambda plan: plan.iterations_per_epoch, {"epochs"}),
    ),
    Misconception(
        "one_batch_an_epoch",
        Phrase(
            "You counted one batch an epoch. An epoch goes through all batches.",
            "你每个 epoch 只算了一批。一个 epoch 要过完所有批次。",
        ),
        instead(lambda plan: plan.batch_size * plan.epochs, {"samples_seen"}),
    ),
    Misconception(
        "iterations_for_seconds",
        Phrase(
            "That counts iterations. Multiply by the time that each one takes.",
            "这是迭代次数，还要乘以每次迭代的时间。",
        ),
        instead(lambda plan: plan.total_iterations, {"time_total"}),
    ),
    Misconception(
        "batch_size_forgotten",
        Phrase(
            "You took samples for steps. One step processes a whole batch: divide by its size.",
            "你把样本数当成了步数。一步处理一整批样本，要除以批次大小。",
        ),
        with_run(lambda plan: replace(plan, batch_size=1), COUNTS),
    ),
    Misconception(
        "batch_size_for_count",
        Phrase(
            "That is the batch size: it says how many samples one batch holds, nothing more.",
            "这是批次大小，它只表示一批里有多少个样本。",
        ),
        instead(
            lambda plan: plan.batch_size,
            {"batches_per_epoch", "iterations_per_epoch", "views_per_sample"},
        ),
    ),
    Misconception(
        "zero_lost",
        Phrase(
            "A zero got lost: read the number of samples again.",
            "数量级差了一位：请再看一遍样本数（1 万是 10,000）。",
        ),
        zero_lost,
    ),
)
