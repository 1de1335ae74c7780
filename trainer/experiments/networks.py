"""Experiments on what a network is made of, and what it starts from."""

from dataclasses import replace

from solver.language import Phrase
from trainer.config import RunConfig
from trainer.experiments.experiment import Experiment
from trainer.experiments.measures import (
    BEST_ACCURACY,
    LOWEST_TRAIN,
    LOWEST_VAL,
    all_of,
    least,
    most,
    train_loss,
    val_accuracy,
    val_loss,
)

_SGD = RunConfig("digits", "mlp", "sgd")
_DEEP = replace(_SGD, hidden=(32, 32, 32, 32))
_TWO = replace(_SGD, hidden=(64, 64))
_SHIFTED = RunConfig(epochs=6, augmentation=("shift",))

NETWORKS = (
    Experiment(
        "depth",
        "networks",
        Phrase("Sigmoid or ReLU in depth", "深层网络：sigmoid 与 ReLU"),
        Phrase(
            "With four hidden layers the loss falls with ReLU, and stays put with sigmoid.",
            "四个隐藏层时，用 ReLU 损失会下降，用 sigmoid 则停在起点。",
        ),
        Phrase(
            "The slope of a sigmoid is at most 1/4, so that the gradient shrinks in every layer.",
            "sigmoid 的斜率最大只有 1/4，梯度每过一层都会缩小。",
        ),
        Phrase("Look for the flat curve.", "找出那条平的曲线。"),
        LOWEST_TRAIN,
        tuple(replace(_DEEP, activation=name, epochs=15) for name in ("sigmoid", "relu")),
        lambda found: (
            train_loss(found[1]) < 0.6 * train_loss(found[0]) and train_loss(found[0]) > 2.2  # noqa: PLR2004  # guessing has 2.3
        ),
    ),
    Experiment(
        "batch_norm",
        "networks",
        Phrase("Batch normalization", "批归一化"),
        Phrase(
            "With batch normalization the deep network ends with a far lower validation loss after"
            " the same epochs.",
            "epoch 数相同，用了批归一化的深层网络，最后的验证损失低得多。",
        ),
        Phrase(
            "Every layer gets values of a good size, however the layers before it change.",
            "不管前面的层怎么变，每一层得到的数值大小都合适。",
        ),
        Phrase("Look at the first three epochs.", "看前三个 epoch。"),
        LOWEST_VAL,
        tuple(replace(_DEEP, normalization=kind) for kind in ("none", "batch")),
        least(val_loss, 1, 0.3),
    ),
    Experiment(
        "zero_weights",
        "networks",
        Phrase("All weights start at zero", "权重全部从零开始"),
        Phrase(
            "From weights of zero nothing is learned but how frequent each class is.",
            "权重全为零时，网络只能学到各个类别有多常见。",
        ),
        Phrase(
            "All units of a layer are the same and their gradients are zero, so they stay so.",
            "同一层的单元完全相同，梯度又是零，于是一直保持不变。",
        ),
        Phrase("Look at the accuracy: one in ten is chance.", "看准确率：十分之一就是瞎猜。"),
        BEST_ACCURACY,
        tuple(replace(_TWO, initialization=kind) for kind in ("default", "zeros")),
        lambda found: val_accuracy(found[0]) > 0.85 and val_accuracy(found[1]) < 0.2,  # noqa: PLR2004  # chance has 0.1
    ),
    Experiment(
        "large_weights",
        "networks",
        Phrase("Weights start too large", "初始权重过大"),
        Phrase(
            "From large weights the training loss comes down as well, and the validation loss ends"
            " higher than from weights of He's size.",
            "初始权重过大时训练损失也会下降，但最后的验证损失高于 He 初始化。",
        ),
        Phrase(
            "Large outputs are sure of themselves, also where they are wrong.",
            "输出值太大，网络就过于自信，错的时候也一样。",
        ),
        Phrase("Look at the validation loss of the first epoch.", "看第一个 epoch 的验证损失。"),
        LOWEST_VAL,
        tuple(replace(_TWO, initialization=kind) for kind in ("he", "large")),
        most(val_loss, 1, 1.5),
    ),
    Experiment(
        "loss_function",
        "networks",
        Phrase("Cross-entropy or squared error", "交叉熵与均方误差"),
        Phrase(
            "For telling digits apart cross-entropy reaches far more accuracy in ten epochs than"
            " the squared error at the same rate.",
            "识别数字时，同样的学习率训练 10 个 epoch，交叉熵的准确率远高于均方误差。",
        ),
        Phrase(
            "Behind a softmax the squared error has tiny gradients, even for wrong answers.",
            "在 softmax 之后，均方误差的梯度很小，答错时也一样。",
        ),
        Phrase(
            "Compare accuracies: the two losses have different scales.",
            "要比较准确率：两种损失的尺度不同。",
        ),
        BEST_ACCURACY,
        tuple(replace(_SGD, loss=kind) for kind in ("cross_entropy", "mse")),
        lambda found: val_accuracy(found[0]) > val_accuracy(found[1]) + 0.2,
    ),
    Experiment(
        "cnn",
        "networks",
        Phrase("MLP or CNN on shifted pictures", "平移的图片：MLP 与 CNN"),
        Phrase(
            "On pictures shifted at random the CNN ends with the lower training and validation"
            " loss.",
            "在随机平移的图片上，CNN 的训练损失和验证损失都更低。",
        ),
        Phrase(
            "Its filters find a stroke wherever it is; the MLP learns it anew for every place.",
            "卷积核在哪里都能认出同一笔画，MLP 却要在每个位置重新学一遍。",
        ),
        Phrase("Look at the training loss.", "看训练损失。"),
        LOWEST_TRAIN,
        (_SHIFTED, replace(_SHIFTED, model="cnn")),
        all_of(least(train_loss, 1), least(val_loss, 1)),
    ),
)
