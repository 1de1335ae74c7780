"""How a network can be trained."""

from collections.abc import Mapping

from solver.language import Phrase
from trainer.choices.entry import Entry, Loss, Optimizer

LOSSES: Mapping[str, Loss] = {
    "cross_entropy": Loss(
        Phrase("cross-entropy", "交叉熵"),
        ("cross entropy", "crossentropy", "ce loss", "softmax loss", "交叉熵"),
        tasks=("classes",),
    ),
    "binary_cross_entropy": Loss(
        Phrase("binary cross-entropy", "二元交叉熵"),
        ("binary cross entropy", "bce", "log loss", "二元交叉熵", "二分类交叉熵"),
        tasks=("classes",),
    ),
    "mse": Loss(
        Phrase("mean squared error", "均方误差"),
        ("mse", "mean squared error", "squared error", "l2 loss", "均方误差"),
        tasks=("classes", "numbers"),
    ),
}
OPTIMIZERS: Mapping[str, Optimizer] = {
    "sgd": Optimizer(
        Phrase("SGD", "SGD"),
        ("sgd", "stochastic gradient descent", "随机梯度下降"),
        learning_rate=0.1,
    ),
    "adam": Optimizer(Phrase("Adam", "Adam"), ("adam",), learning_rate=0.001),
    "momentum": Optimizer(
        Phrase("SGD with momentum", "带动量的 SGD"),
        ("momentum", "sgd momentum", "sgd with momentum", "动量", "动量法", "带动量的sgd"),
        learning_rate=0.02,
    ),
    "nesterov": Optimizer(
        Phrase("Nesterov momentum", "Nesterov 动量"),
        ("nesterov", "nesterov momentum", "nag", "nesterov动量"),
        learning_rate=0.02,
    ),
    "rmsprop": Optimizer(Phrase("RMSprop", "RMSprop"), ("rmsprop", "rms prop"), 0.001),
    "adamw": Optimizer(Phrase("AdamW", "AdamW"), ("adamw", "adam w"), learning_rate=0.001),
}
SCHEDULES: Mapping[str, Entry] = {
    "constant": Entry(
        Phrase("constant learning rate", "固定学习率"),
        ("constant lr", "constant learning rate", "固定学习率", "恒定学习率"),
    ),
    "step": Entry(
        Phrase("step decay", "阶梯衰减"),
        ("step decay", "step schedule", "steplr", "step lr", "阶梯衰减", "分段衰减"),
    ),
    "cosine": Entry(
        Phrase("cosine decay", "余弦衰减"),
        (
            "cosine",
            "cosine decay",
            "cosine annealing",
            "cosine schedule",
            "余弦",
            "余弦退火",
            "余弦衰减",
        ),
    ),
    "plateau": Entry(
        Phrase("reduced on a plateau", "停滞时降低学习率"),
        ("plateau", "reduce on plateau", "reducelronplateau", "停滞时降低", "停滞时降低学习率"),
    ),
}
AUGMENTATIONS: Mapping[str, Entry] = {
    "rotation": Entry(
        Phrase("rotation", "旋转"), ("rotation", "rotate", "rotations", "rotating", "旋转")
    ),
    "flip": Entry(
        Phrase("flips", "翻转"),
        ("flip", "flips", "flipping", "horizontal flip", "翻转", "水平翻转"),
    ),
    "shift": Entry(
        Phrase("shifts", "平移"), ("shift", "shifts", "translation", "random crop", "平移")
    ),
    "noise": Entry(
        Phrase("Gaussian noise", "高斯噪声"),
        ("gaussian noise", "noise augmentation", "高斯噪声", "加噪声"),
    ),
}
