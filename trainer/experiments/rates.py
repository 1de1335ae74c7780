"""Experiments on the learning rate: its size, its schedule, and what makes steps of it."""

from dataclasses import replace

from solver.language import Phrase
from trainer.config import RunConfig
from trainer.experiments.experiment import Experiment
from trainer.experiments.measures import (
    HIGHEST_VAL,
    LOWEST_TRAIN,
    LOWEST_VAL,
    MOST_RESTLESS,
    all_of,
    least,
    most,
    ordered,
    train_loss,
    val_jump,
    val_loss,
)

_SGD = RunConfig("digits", "mlp", "sgd")
_HIGH = RunConfig("moons", "mlp", "sgd", batch_size=8, epochs=20, learning_rate=2.0)
_DEEP = RunConfig("digits", "mlp", "rmsprop", 64, 10, 0.02, hidden=(64, 64, 64))
_RECURRENT = RunConfig("waves", "rnn", "momentum", 32, 12, 0.2, hidden=(16,), train_fraction=0.5)
_OPTIMIZERS = ("sgd", "momentum", "rmsprop", "adam")

RATES = (
    Experiment(
        "learning_rate",
        "rates",
        Phrase("Too low, good, too high", "学习率：过小、合适、过大"),
        Phrase(
            "Of three learning rates the middle one learns; with the lowest and with the highest"
            " the loss hardly leaves its start.",
            "三个学习率中只有中间的学会了；最小和最大的那两个，损失都几乎没有离开起点。",
        ),
        Phrase(
            "Tiny steps do not get there in 10 epochs; huge ones leap over every good place.",
            "步子太小，10 个 epoch 走不到；步子太大，每次都跨过了好的位置。",
        ),
        Phrase(
            "Look at how each curve moves: creeping, falling, or leaping.",
            "看每条曲线怎么走：缓慢爬行、顺利下降，还是来回跳。",
        ),
        LOWEST_VAL,
        tuple(replace(_SGD, learning_rate=rate) for rate in (0.001, 0.1, 10.0)),
        least(val_loss, 1, 0.3),
    ),
    Experiment(
        "rate_too_high",
        "rates",
        Phrase("Learning rate too high", "学习率过大"),
        Phrase(
            "With a rate of 3 the training loss never comes down; ten times smaller, it does.",
            "学习率为 3 时训练损失始终降不下来；缩小到十分之一就能降下来。",
        ),
        Phrase(
            "Every update overshoots, and the next one has to undo it.",
            "每次更新都走过了头，下一次又要往回走。",
        ),
        Phrase("Look at the first epochs.", "看最初几个 epoch。"),
        LOWEST_TRAIN,
        (replace(_SGD, learning_rate=3.0), replace(_SGD, learning_rate=0.3)),
        least(train_loss, 1, 0.3),
    ),
    Experiment(
        "rate_too_low",
        "rates",
        Phrase("Learning rate too low", "学习率过小"),
        Phrase(
            "With a rate of 0.0005 the loss has hardly moved after 10 epochs; a hundred times"
            " larger, it falls.",
            "学习率为 0.0005 时，10 个 epoch 后损失几乎没动；放大到一百倍就降下来了。",
        ),
        Phrase(
            "Each update changes the weights so little that many more of them would be needed.",
            "每次更新对权重的改变太小，需要多得多的更新次数。",
        ),
        Phrase("Look at the slope of the upper curve.", "看上面那条曲线的坡度。"),
        LOWEST_TRAIN,
        (replace(_SGD, learning_rate=0.0005), replace(_SGD, learning_rate=0.05)),
        least(train_loss, 1, 0.5),
    ),
    Experiment(
        "warmup",
        "rates",
        Phrase("Warm-up", "学习率预热"),
        Phrase(
            "At this high rate RMSprop ends with a lower training loss after four epochs of"
            " warm-up than without any.",
            "学习率这么大时，先预热 4 个 epoch 的 RMSprop，最后的训练损失低于不预热的。",
        ),
        Phrase(
            "Its memory of gradient sizes starts empty, so that the first steps at the full rate"
            " are far too large.",
            "它对梯度大小的记录一开始是空的，用全部学习率迈出的头几步会过大。",
        ),
        Phrase("Look at the first epoch of either curve.", "看两条曲线的第一个 epoch。"),
        LOWEST_TRAIN,
        (_DEEP, replace(_DEEP, warmup_epochs=4)),
        least(train_loss, 1),
    ),
    Experiment(
        "cosine",
        "rates",
        Phrase("Cosine decay or a constant rate", "余弦衰减与固定学习率"),
        Phrase(
            "At this high rate the constant one ends with the higher training loss, and the"
            " decaying one settles.",
            "学习率这么大时，固定不变的一方最后训练损失更高，逐渐衰减的一方则稳定下来。",
        ),
        Phrase(
            "Steps that never shrink keep jumping around a good place; shrinking ones come to rest"
            " there.",
            "步子一直不变小，就总在好位置附近跳来跳去；步子变小，才能停在那里。",
        ),
        Phrase("Look at the last third of the curves.", "看曲线的最后三分之一。"),
        LOWEST_TRAIN,
        tuple(replace(_HIGH, schedule=kind) for kind in ("constant", "cosine")),
        least(train_loss, 1, 0.8),
    ),
    Experiment(
        "decay",
        "rates",
        Phrase("Step decay and plateau", "阶梯衰减与停滞时降低"),
        Phrase(
            "Both ways to lower the rate make the validation loss far calmer than a constant rate.",
            "两种降低学习率的办法，都让验证损失比固定学习率时平稳得多。",
        ),
        Phrase(
            "Noise in the loss grows with the size of the steps.",
            "步子越大，损失里的波动就越大。",
        ),
        Phrase("Look at where the curves suddenly become calm.", "看曲线在哪里突然变平稳。"),
        MOST_RESTLESS,
        tuple(replace(_HIGH, schedule=kind) for kind in ("constant", "step", "plateau")),
        most(val_jump, 0, 2),
    ),
    Experiment(
        "optimizers",
        "rates",
        Phrase("Optimizers at one rate", "同一学习率下的优化器"),
        Phrase(
            "At a rate of 0.001 RMSprop and Adam end with a far lower training loss than momentum,"
            " and momentum with a lower one than plain SGD.",
            "学习率同为 0.001 时，RMSprop 和 Adam 的训练损失远低于动量法，动量法又低于普通 SGD。",
        ),
        Phrase(
            "RMSprop and Adam divide by the size of the gradient, which is small here; momentum"
            " adds up about ten steps.",
            "RMSprop 和 Adam 会除以梯度的大小，而这里的梯度很小；动量则大约累加十步。",
        ),
        Phrase("Look at the order of the four curves.", "看四条曲线的高低次序。"),
        LOWEST_TRAIN,
        tuple(RunConfig("digits", "mlp", name, 32, 6, 0.001) for name in _OPTIMIZERS),
        lambda found: (
            max(map(train_loss, found[2:])) < 0.5 * train_loss(found[1])
            and train_loss(found[1]) < 0.97 * train_loss(found[0])
        ),
    ),
    Experiment(
        "own_rates",
        "rates",
        Phrase("Optimizers, each at its own rate", "各用合适学习率的优化器"),
        Phrase(
            "With a rate that suits each of them all four learn, and plain SGD is not the last.",
            "各用合适的学习率，四种优化器都能学会，普通 SGD 也不是最差的。",
        ),
        Phrase(
            "A comparison at one rate is mostly one of rates: 0.001 is too low for SGD.",
            "在同一学习率下比较，比的主要是学习率：0.001 对 SGD 来说太小了。",
        ),
        Phrase("Compare it with the experiment at one rate.", "和“同一学习率”的实验对照着看。"),
        HIGHEST_VAL,
        tuple(RunConfig("digits", "mlp", name, 32, 6) for name in _OPTIMIZERS),
        lambda found: (
            max(map(train_loss, found)) < 0.8  # noqa: PLR2004  # it began at 2.3
            and train_loss(found[0]) < max(map(train_loss, found))
        ),
    ),
    Experiment(
        "momentum",
        "rates",
        Phrase("Momentum", "动量"),
        Phrase(
            "At the same learning rate SGD with momentum ends lower than plain SGD.",
            "学习率相同时，带动量的 SGD 最后比普通 SGD 更低。",
        ),
        Phrase(
            "Steps in the same direction add up, at 0.9 to about ten times their length.",
            "方向相同的步子会累加，动量为 0.9 时大约累加到十倍长。",
        ),
        Phrase("Look at the slope in the first epochs.", "看最初几个 epoch 的坡度。"),
        LOWEST_TRAIN,
        tuple(RunConfig("moons", "mlp", name, 32, 15, 0.02) for name in ("sgd", "momentum")),
        least(train_loss, 1),
    ),
    Experiment(
        "clipping",
        "rates",
        Phrase("Gradient clipping in a recurrent network", "循环网络的梯度裁剪"),
        Phrase(
            "With its gradients clipped to a norm of 0.3 the recurrent network learns at a rate at"
            " which it otherwise does not.",
            "把梯度范数裁剪到 0.3 以内，循环网络就能在原本学不会的学习率下学会。",
        ),
        Phrase(
            "Through many time steps single gradients grow huge, and one such update ruins the"
            " weights.",
            "经过许多时间步，个别梯度会变得极大，一次这样的更新就会毁掉权重。",
        ),
        Phrase(
            "Look at both losses from the first epoch on.", "从第一个 epoch 起比较两条损失曲线。"
        ),
        LOWEST_VAL,
        (_RECURRENT, replace(_RECURRENT, clip_norm=0.3)),
        all_of(least(val_loss, 1, 0.8), ordered(lambda one: -train_loss(one), 1.0)),
    ),
)
