"""What a network can be made of."""

from collections.abc import Mapping

from solver.language import Phrase
from trainer.choices.entry import Entry, Model, Shape

_ALL: tuple[Shape, ...] = ("pictures", "points", "table", "sequences")
_IN_TIME: tuple[Shape, ...] = ("sequences", "pictures")

MODELS: Mapping[str, Model] = {
    "mlp": Model(
        Phrase("MLP", "MLP"),
        (
            "mlp",
            "multilayer perceptron",
            "multi layer perceptron",
            "fully connected network",
            "多层感知机",
            "多层感知器",
            "全连接网络",
            "全连接神经网络",
        ),
        takes=_ALL,
        hidden=(64,),
    ),
    "cnn": Model(
        Phrase("CNN", "CNN"),
        (
            "cnn",
            "convnet",
            "convolutional network",
            "convolutional neural network",
            "卷积网络",
            "卷积神经网络",
        ),
        takes=("pictures",),
        hidden=(16, 32),
    ),
    "linear": Model(
        Phrase("Linear model", "线性模型"),
        (
            *("linear", "linear model", "logistic", "logistic regression", "linear regression"),
            *("softmax regression", "线性模型", "逻辑回归", "线性回归"),
        ),
        takes=_ALL,
        hidden=(),
    ),
    "rnn": Model(
        Phrase("RNN", "RNN"),
        ("rnn", "recurrent network", "recurrent neural network", "循环神经网络", "循环网络"),
        takes=_IN_TIME,
        hidden=(32,),
    ),
    "gru": Model(
        Phrase("GRU", "GRU"),
        ("gru", "gated recurrent unit", "门控循环单元"),
        takes=_IN_TIME,
        hidden=(32,),
    ),
    "lstm": Model(
        Phrase("LSTM", "LSTM"),
        ("lstm", "long short term memory", "长短期记忆", "长短期记忆网络"),
        takes=_IN_TIME,
        hidden=(32,),
    ),
}
ACTIVATIONS: Mapping[str, Entry] = {
    "relu": Entry(Phrase("ReLU", "ReLU"), ("relu", "rectified linear unit", "修正线性单元")),
    "sigmoid": Entry(Phrase("sigmoid", "sigmoid"), ("sigmoid", "logistic function", "s型函数")),
    "tanh": Entry(Phrase("tanh", "tanh"), ("tanh", "hyperbolic tangent", "双曲正切")),
    "gelu": Entry(Phrase("GELU", "GELU"), ("gelu",)),
    "leaky_relu": Entry(
        Phrase("leaky ReLU", "leaky ReLU"), ("leaky relu", "leakyrelu", "lrelu", "带泄漏的relu")
    ),
}
NORMALIZATIONS: Mapping[str, Entry] = {
    "none": Entry(Phrase("no normalization", "不归一化"), ("no normalization", "不归一化")),
    "batch": Entry(
        Phrase("batch norm", "批归一化"),
        ("batch norm", "batchnorm", "batch normalization", "bn", "批归一化", "批标准化"),
    ),
    "layer": Entry(
        Phrase("layer norm", "层归一化"),
        ("layer norm", "layernorm", "layer normalization", "层归一化", "层标准化"),
    ),
}
INITIALIZATIONS: Mapping[str, Entry] = {
    "default": Entry(Phrase("usual start weights", "默认初始化"), ("default init", "默认初始化")),
    "xavier": Entry(
        Phrase("Xavier start weights", "Xavier 初始化"),
        ("xavier", "glorot", "xavier init", "glorot init", "xavier初始化"),
    ),
    "he": Entry(
        Phrase("He start weights", "He 初始化"),
        ("he init", "kaiming", "kaiming init", "he initialization", "he初始化", "kaiming初始化"),
    ),
    "zeros": Entry(
        Phrase("start weights of zero", "全零初始化"),
        ("zeros", "zero init", "all zeros", "zero weights", "全零初始化", "零初始化"),
    ),
    "large": Entry(
        Phrase("large start weights", "过大的初始权重"),
        ("large init", "large weights", "big weights", "过大初始化", "大初始权重"),
    ),
}
