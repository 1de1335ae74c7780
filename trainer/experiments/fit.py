"""Experiments on over- and underfitting, and what helps against either."""

from collections.abc import Sequence
from dataclasses import replace

from solver.language import Phrase
from trainer.config import RunConfig
from trainer.experiments.experiment import Experiment
from trainer.experiments.measures import (
    BEST_ACCURACY,
    LOWEST_TRAIN,
    LOWEST_VAL,
    Claim,
    all_of,
    least,
    ordered,
    train_loss,
    val_accuracy,
    val_loss,
)
from trainer.history import History

_OVERFIT = RunConfig(
    hidden=(128,), epochs=80, learning_rate=0.005, train_fraction=0.1, label_noise=0.2
)
"""A large network on 143 samples, some of them with wrong labels."""
_SPIRALS = RunConfig("spirals", epochs=20, learning_rate=0.01)
_USUAL = RunConfig(epochs=15)


def _cured(histories: Sequence[History]) -> bool:
    """The second run learns its samples less well, and others better."""
    return all_of(least(val_loss, 1, 0.85), least(train_loss, 0, 0.5))(histories)


def _cure(
    key: str, title: Phrase, claim: Phrase, why: Phrase, run: RunConfig, *, holds: Claim = _cured
) -> Experiment:
    """Something against overfitting, beside a run that has it."""
    look = Phrase(
        "Look at the distance between training and validation.", "看训练与验证之间的差距。"
    )
    return Experiment(key, "fit", title, claim, why, look, LOWEST_VAL, (_OVERFIT, run), holds)


FIT = (
    Experiment(
        "overfitting",
        "fit",
        Phrase("Overfitting", "过拟合"),
        Phrase(
            "After 80 epochs the training loss is far lower than after 12, and the validation loss"
            " is higher.",
            "80 个 epoch 后，训练损失远低于 12 个 epoch 时，验证损失却更高。",
        ),
        Phrase(
            "Past a point the network learns its few samples by heart, with their wrong labels.",
            "过了某一点，网络就开始死记那少量样本，连同其中的错误标签。",
        ),
        Phrase("Look at where the two losses part.", "看训练损失和验证损失从哪里开始分开。"),
        LOWEST_VAL,
        (replace(_OVERFIT, epochs=12), _OVERFIT),
        all_of(least(val_loss, 0), least(train_loss, 1, 0.5)),
    ),
    _cure(
        "dropout_cure",
        Phrase("Dropout against overfitting", "用 dropout 对付过拟合"),
        Phrase(
            "With dropout the training loss ends higher and the validation loss lower.",
            "用了 dropout，最后的训练损失更高，验证损失更低。",
        ),
        Phrase(
            "No unit can rely on certain others, so that less is learned by heart.",
            "任何单元都不能只依赖固定的几个单元，死记硬背就少了。",
        ),
        replace(_OVERFIT, dropout=0.5),
    ),
    _cure(
        "weight_decay",
        Phrase("L2 against overfitting", "用 L2 对付过拟合"),
        Phrase(
            "With an L2 penalty the training loss ends higher and the validation loss lower.",
            "加上 L2 惩罚，最后的训练损失更高，验证损失更低。",
        ),
        Phrase(
            "It pulls all weights towards zero, the large ones most, and learning by heart needs"
            " large ones.",
            "它把所有权重往零拉，越大的拉得越狠，而死记硬背需要大的权重。",
        ),
        replace(_OVERFIT, weight_decay=0.01),
    ),
    _cure(
        "l1",
        Phrase("L1 against overfitting", "用 L1 对付过拟合"),
        Phrase(
            "With an L1 penalty the training loss ends higher and the validation loss lower.",
            "加上 L1 惩罚，最后的训练损失更高，验证损失更低。",
        ),
        Phrase(
            "It pulls every weight towards zero equally hard, so that small ones stay there.",
            "它以同样的力度把每个权重往零拉，小的权重就停在零附近。",
        ),
        replace(_OVERFIT, l1=0.002),
    ),
    _cure(
        "early_stopping",
        Phrase("Early stopping", "早停"),
        Phrase(
            "The run that stops five epochs after its best one ends with the lower validation loss,"
            " in a fraction of the time.",
            "在最佳 epoch 之后 5 个 epoch 就停下的训练，验证损失更低，用时也少得多。",
        ),
        Phrase(
            "It ends before the validation loss has risen far.",
            "验证损失还没怎么回升，它就停下了。",
        ),
        replace(_OVERFIT, patience=5),
    ),
    _cure(
        "augmentation",
        Phrase("Augmentation against overfitting", "用数据增强对付过拟合"),
        Phrase(
            "With pictures shifted at random the validation loss ends lower, with as many"
            " iterations as before.",
            "随机平移图片后，最后的验证损失更低，而迭代次数和原来一样。",
        ),
        Phrase(
            "No picture is ever seen twice in the same place, and the number of samples stays.",
            "同一张图片不会两次出现在同一位置，而样本数并不变。",
        ),
        replace(_OVERFIT, augmentation=("shift",)),
    ),
    _cure(
        "more_data",
        Phrase("More data against overfitting", "用更多数据对付过拟合"),
        Phrase(
            "With five times the data the validation loss ends far lower.",
            "数据增加到五倍，最后的验证损失低得多。",
        ),
        Phrase(
            "More samples are harder to learn by heart, and tell more of what they have in common.",
            "样本多了更难死记，也更能体现它们的共同之处。",
        ),
        replace(_OVERFIT, train_fraction=0.5, epochs=40),
        holds=all_of(least(val_loss, 1, 0.8), least(train_loss, 0, 0.5)),
    ),
    Experiment(
        "underfitting",
        "fit",
        Phrase("Underfitting", "欠拟合"),
        Phrase(
            "The linear model stays poor even on its training samples, the small network is better,"
            " and two layers of 32 learn the spirals.",
            "线性模型连训练样本都学不好，小网络好一些，两层 32 个单元的网络才学会了螺旋。",
        ),
        Phrase(
            "A straight line cannot part two spirals, however long it is trained.",
            "一条直线分不开两条螺旋，训练再久也没用。",
        ),
        Phrase("Look at the training loss: it is high, and flat.", "看训练损失：又高又平。"),
        LOWEST_TRAIN,
        (
            replace(_SPIRALS, hidden=()),
            replace(_SPIRALS, hidden=(4,)),
            replace(_SPIRALS, hidden=(32, 32)),
        ),
        lambda found: ordered(train_loss)(tuple(reversed(found))) and train_loss(found[0]) > 0.5,  # noqa: PLR2004  # guessing has 0.69
    ),
    Experiment(
        "dropout",
        "fit",
        Phrase("Validation better than training", "验证比训练还好"),
        Phrase(
            "With dropout the training loss is above the validation loss; without, it is not.",
            "用了 dropout，训练损失高于验证损失；不用时则不会。",
        ),
        Phrase(
            "Units are left out only while training: it is an innocent cause, and no leakage.",
            "只有训练时才丢弃单元：这是无害的原因，不是数据泄漏。",
        ),
        Phrase(
            "Look at which curve of a run is above the other.", "看同一个训练里哪条曲线在上面。"
        ),
        LOWEST_TRAIN,
        (_USUAL, replace(_USUAL, dropout=0.5)),
        lambda found: (
            train_loss(found[0]) < val_loss(found[0])
            and train_loss(found[1]) > 1.2 * val_loss(found[1])
        ),
    ),
    Experiment(
        "label_noise",
        "fit",
        Phrase("Wrong labels", "标签噪声"),
        Phrase(
            "The more training labels are random, the higher both losses end; accuracy suffers"
            " far less.",
            "随机的训练标签越多，两种损失最后都越高；准确率受的影响却小得多。",
        ),
        Phrase(
            "Random labels cannot be foreseen, which makes the network unsure, but the right class"
            " is still the most frequent one.",
            "随机标签无法预测，网络因此没有把握，不过正确的类别仍然最常出现。",
        ),
        Phrase("Look at loss and accuracy side by side.", "把损失和准确率对照着看。"),
        BEST_ACCURACY,
        tuple(replace(_USUAL, label_noise=share) for share in (0.0, 0.2, 0.4)),
        lambda found: (
            ordered(train_loss)(found)
            and ordered(val_loss)(found)
            and min(map(val_accuracy, found)) > 0.9 * val_accuracy(found[0])
        ),
    ),
)
