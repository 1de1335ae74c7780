"""Experiments on batch size and epochs."""

from collections.abc import Sequence
from dataclasses import replace

from solver.language import Phrase
from trainer.config import RunConfig
from trainer.experiments.experiment import Experiment
from trainer.experiments.measures import (
    BEST_ACCURACY,
    HIGHEST_VAL,
    LOWEST_TRAIN,
    LOWEST_VAL,
    MOST_PER_EPOCH,
    MOST_RESTLESS,
    alike,
    all_of,
    least,
    most,
    ordered,
    train_loss,
    val_accuracy,
    val_jump,
    val_loss,
)
from trainer.history import History

_SGD = RunConfig("digits", "mlp", "sgd")
_SLOW = replace(_SGD, batch_size=128, learning_rate=0.05)
_POINTS = RunConfig("moons", "mlp", "sgd", epochs=25, learning_rate=0.5, train_fraction=0.25)
_SORTED = replace(_SGD, bug="sorted_by_class")
_LEFT_OUT = RunConfig(
    batch_size=100, epochs=60, learning_rate=0.01, train_fraction=0.13, drop_last=True
)


def _less_and_less(histories: Sequence[History]) -> bool:
    """Accuracy rises all the time, and for each epoch less than half as much in the second part."""
    ten, fifty, hundred = map(val_accuracy, histories)
    return (fifty - ten) / 40 > 2 * (hundred - fifty) / 50 > 0


BATCHES = (
    Experiment(
        "batch_size",
        "batches",
        Phrase("Small and large batches", "小 batch 与大 batch"),
        Phrase(
            "With the same learning rate and the same number of epochs, the smaller batch size"
            " ends with the lower training loss.",
            "学习率和 epoch 数相同时，batch size 越小，最后的训练损失越低。",
        ),
        Phrase(
            "It makes more weight updates in an epoch: 180 with batches of 8, 3 with 512.",
            "它每个 epoch 更新权重的次数更多：batch size 为 8 时 180 次，512 时只有 3 次。",
        ),
        Phrase(
            "Look at how far the loss has come after 8 epochs.", "看 8 个 epoch 后损失降了多少。"
        ),
        LOWEST_TRAIN,
        tuple(replace(_SGD, batch_size=size, epochs=8) for size in (8, 64, 512)),
        ordered(train_loss),
    ),
    Experiment(
        "noisy_batches",
        "batches",
        Phrase("Noisy batches", "小 batch 的噪声"),
        Phrase(
            "With single samples the validation loss jumps much more from epoch to epoch than"
            " with batches of 100.",
            "每次只用 1 个样本时，验证损失逐轮跳动，比每批 100 个样本时大得多。",
        ),
        Phrase(
            "The gradient of one sample is a rough guess at that of all samples; a mean over many"
            " is a better one.",
            "单个样本的梯度只是整体梯度的粗略估计，多个样本取平均才更准。",
        ),
        Phrase("Look at how smooth the curves are.", "看曲线是否平滑。"),
        MOST_RESTLESS,
        tuple(replace(_POINTS, batch_size=size) for size in (1, 100)),
        most(val_jump, 0, times=3),
    ),
    Experiment(
        "more_epochs",
        "batches",
        Phrase("Stopped too soon", "训练得太短"),
        Phrase(
            "A run whose loss is still falling when it stops gets clearly better with more epochs.",
            "停止时损失还在下降的训练，多训练几个 epoch 会明显更好。",
        ),
        Phrase(
            "The weights were still on their way when the first run stopped.",
            "第一个训练停下时，权重还没有走到合适的位置。",
        ),
        Phrase("Look at the end of the shorter curve.", "看较短那条曲线的末端。"),
        LOWEST_VAL,
        tuple(replace(_SLOW, epochs=epochs) for epochs in (5, 30)),
        least(val_loss, 1, 0.5),
    ),
    Experiment(
        "diminishing_returns",
        "batches",
        Phrase("Each epoch brings less", "epoch 的收益递减"),
        Phrase(
            "From 10 to 50 epochs accuracy rises more for each epoch than from 50 to 100.",
            "从 10 到 50 个 epoch，平均每个 epoch 提高的准确率比从 50 到 100 个 epoch 多。",
        ),
        Phrase(
            "Every epoch costs about the same time, but the easy part is learned first.",
            "每个 epoch 花的时间差不多，而容易学的部分总是先学会。",
        ),
        Phrase("Look at how the curve flattens.", "看曲线怎样变平。"),
        MOST_PER_EPOCH,
        tuple(replace(_SLOW, epochs=epochs) for epochs in (10, 50, 100)),
        _less_and_less,
    ),
    Experiment(
        "accumulation",
        "batches",
        Phrase("Accumulation is the big batch", "梯度累积等于大 batch"),
        Phrase(
            "Four batches of 32 behind one update give the same curve as one batch of 128.",
            "4 个大小为 32 的 batch 累积成一次更新，和一个 128 的 batch 得到同一条曲线。",
        ),
        Phrase(
            "The mean of four mean gradients over 32 samples is the mean gradient over all 128.",
            "4 个 32 样本平均梯度再取平均，就是 128 个样本的平均梯度。",
        ),
        Phrase("Look whether there are two curves at all.", "看图上到底有没有两条不同的曲线。"),
        LOWEST_VAL,
        (
            replace(_SGD, batch_size=128, epochs=6),
            replace(_SGD, batch_size=32, epochs=6, grad_accumulation=4),
        ),
        all_of(alike(train_loss, 0.001), alike(val_loss, 0.001)),
    ),
    Experiment(
        "large_batch",
        "batches",
        Phrase("A large batch needs a larger rate", "大 batch 要配更大的学习率"),
        Phrase(
            "With the learning rate of the small batch the large one lags far behind; with the rate"
            " scaled up as much as the batch it catches up.",
            "沿用小 batch 的学习率，大 batch 会远远落后；学习率与 batch size 同比放大后就能追上。",
        ),
        Phrase(
            "It makes an eighth of the updates, so that each has to go about eight times as far.",
            "它的更新次数只有八分之一，每一步就要走大约八倍远。",
        ),
        Phrase("Look at which two curves end together.", "看哪两条曲线最后走到了一起。"),
        HIGHEST_VAL,
        (
            replace(_SGD, epochs=15, batch_size=32, learning_rate=0.05),
            replace(_SGD, epochs=15, batch_size=256, learning_rate=0.05),
            replace(_SGD, epochs=15, batch_size=256, learning_rate=0.4),
        ),
        all_of(most(val_loss, 1, 3), lambda found: val_loss(found[2]) < 1.3 * val_loss(found[0])),
    ),
    Experiment(
        "sorted_samples",
        "batches",
        Phrase("Shuffling on and off", "打乱与不打乱"),
        Phrase(
            "Trained on samples sorted by class, the network gets more than nine in ten right when"
            " they are shuffled, and not even six in ten when they are not.",
            "训练样本按类别排好序时，打乱的准确率超过九成，不打乱的连六成都不到。",
        ),
        Phrase(
            "Unshuffled, each batch has a single class or two, and by the end of an epoch the"
            " network has gone after the last ones and forgotten the first.",
            "不打乱时，每个 batch 里只有一两个类别；一个 epoch 结束时，"
            "网络一味迁就最后几类，忘了最前面的。",
        ),
        Phrase(
            "Look at the training loss, too: it tells of the class at hand, which is soon learned.",
            "也看训练损失：它只反映眼前的类别，而眼前的类别很快就学会了。",
        ),
        BEST_ACCURACY,
        (_SORTED, replace(_SORTED, shuffle=False)),
        lambda found: val_accuracy(found[0]) > 0.9 and val_accuracy(found[1]) < 0.6,  # noqa: PLR2004  # as claimed
    ),
    Experiment(
        "shuffling",
        "batches",
        Phrase("Shuffling off, last batch dropped", "不打乱又丢弃最后一批"),
        Phrase(
            "Without shuffling, dropping the last batch leaves out the same samples in every epoch,"
            " and the validation loss ends higher.",
            "不打乱时，丢弃最后一批等于每个 epoch 都漏掉同一些样本，最后的验证损失更高。",
        ),
        Phrase(
            "Of 186 samples, 86 are never seen; shuffled, each takes its turn.",
            "186 个样本里有 86 个从来没有用到；打乱以后，每个样本都会轮到。",
        ),
        Phrase(
            "Look at the training loss, too: fewer different samples are easier to learn.",
            "也看训练损失：不同的样本少了，反而更容易学会。",
        ),
        LOWEST_VAL,
        (_LEFT_OUT, replace(_LEFT_OUT, shuffle=False)),
        all_of(least(val_loss, 0), least(train_loss, 1)),
    ),
    Experiment(
        "fixed_order",
        "batches",
        Phrase("Shuffling off, data mixed before", "不打乱，但数据事先混合过"),
        Phrase(
            "Where the samples were mixed once beforehand, the same order in every epoch ends at"
            " nearly the same training loss.",
            "样本事先混合过一次时，每个 epoch 都用同一顺序，最后的训练损失几乎一样。",
        ),
        Phrase(
            "Each batch holds all classes anyway; samples sorted by class are another matter.",
            "每个 batch 里本来就有各种类别；如果样本按类别排好序，情况就不同了。",
        ),
        Phrase("Look at how close the curves stay.", "看两条曲线有多接近。"),
        LOWEST_TRAIN,
        (_SGD, replace(_SGD, shuffle=False)),
        alike(train_loss, 0.05),
    ),
)
