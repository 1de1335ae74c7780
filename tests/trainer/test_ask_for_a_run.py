from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.config import RunConfig
from trainer.faults import Between, Expected, InvalidRun, Known
from trainer.request import read_request

PREVIOUS = RunConfig("digits", "cnn", "adam", batch_size=64, epochs=5, learning_rate=0.01, seed=3)

REQUESTS = [
    (
        "train an MLP on digits with batch size 32 for 10 epochs",
        RunConfig("digits", "mlp", batch_size=32, epochs=10),
    ),
    ("用CNN训练digits，batch 64，5轮", RunConfig("digits", "cnn", batch_size=64, epochs=5)),
    ("train digits", RunConfig("digits")),
    ("Train digits!", RunConfig("digits")),
    ("跑一下两个月亮 用SGD 学习率0.1", RunConfig("moons", optimizer="sgd", learning_rate=0.1)),
    ("train two moons for one epoch", RunConfig("moons", epochs=1)),
    (
        "train MLP on two-moons with adam lr=1e-3 seed 7 batch_size=16 epochs=3",
        RunConfig("moons", "mlp", "adam", 16, 3, 0.001, seed=7),
    ),
    (
        "Can you train an MLP on digits with SGD and learning rate 0.1?",
        RunConfig("digits", "mlp", "sgd", learning_rate=0.1),
    ),
    ("please run a CNN on handwritten digits", RunConfig("digits", "cnn")),
    ("I want to train a convolutional neural network", RunConfig(model="cnn")),
    ("train digits batch64 5 epochs", RunConfig(batch_size=64, epochs=5)),
    (
        "train digits bs 16 10 epochs lr 0.01",
        RunConfig(batch_size=16, epochs=10, learning_rate=0.01),
    ),
    (
        "train digits in batches of 100, drop the last batch",
        RunConfig(batch_size=100, drop_last=True),
    ),
    ("train moons with drop_last=False", RunConfig("moons")),
    ("train the model for ten epochs with a batch size of sixty-four", RunConfig(batch_size=64)),
    ("train a network", RunConfig()),
    ("train a small neural net on a GPU", RunConfig()),
    ("start training moons, 20 epochs", RunConfig("moons", epochs=20)),
    ("🙂 train digits", RunConfig()),
    ("ｔｒａｉｎ　ｄｉｇｉｔｓ，ｂａｔｃｈ　６４", RunConfig(batch_size=64)),
    ("训练一个神经网络", RunConfig()),
    ("你能用CNN训练digits吗？", RunConfig(model="cnn")),
    (
        "帮我训练一个CNN，digits数据集，批大小 64，学习率 0.01，训练5轮",
        RunConfig("digits", "cnn", batch_size=64, epochs=5, learning_rate=0.01),
    ),
    ("在digits上训练MLP，10轮，丢弃最后一批", RunConfig("digits", "mlp", drop_last=True)),
    ("请用手写数字数据集训练卷积神经网络，每批32，共20轮", RunConfig(model="cnn", epochs=20)),
    ("digits 训练 5 轮", RunConfig(epochs=5)),
    ("用随机梯度下降训练双月，学习率设为0.5，一轮", RunConfig("moons", "mlp", "sgd", 32, 1, 0.5)),
    ("用 CNN train 一下 digits", RunConfig(model="cnn")),
    ("训练digits，batch size改成 128，五轮", RunConfig(batch_size=128, epochs=5)),
    ("用SGD算法训练digits，种子 5", RunConfig(optimizer="sgd", seed=5)),
    ("train digits with dropout 0.5", RunConfig(dropout=0.5)),
    ("train digits with dropout", RunConfig(dropout=0.5)),
    ("train digits without dropout", RunConfig()),
    ("train digits with 20% dropout and batch norm", RunConfig(dropout=0.2, normalization="batch")),
    ("训练digits，dropout 0.3，层归一化", RunConfig(dropout=0.3, normalization="layer")),
    ("train digits with 2 hidden layers", RunConfig(hidden=(64, 64))),
    ("train digits, 3 hidden layers of 32 units", RunConfig(hidden=(32, 32, 32))),
    ("train digits with hidden layers 128, 64", RunConfig(hidden=(128, 64))),
    ("train digits with 256 hidden units", RunConfig(hidden=(256,))),
    ("训练digits，两个隐藏层，每层32个神经元", RunConfig(hidden=(32, 32))),
    ("训练digits，隐藏层 128,64", RunConfig(hidden=(128, 64))),
    ("训练digits，加上早停", RunConfig(patience=3)),
    (
        "train digits for 50 epochs with early stopping, patience 5",
        RunConfig(epochs=50, patience=5),
    ),
    (
        "train iris with tanh and momentum 0.9",
        RunConfig("iris", optimizer="momentum", activation="tanh"),
    ),
    ("train spirals with leaky ReLU", RunConfig("spirals", activation="leaky_relu")),
    ("train an LSTM on waves, clip 1.0", RunConfig("waves", "lstm", clip_norm=1.0)),
    ("用GRU训练波形，梯度裁剪 0.5", RunConfig("waves", "gru", clip_norm=0.5)),
    ("用RNN训练digits", RunConfig(model="rnn")),
    ("train digits with RMSprop", RunConfig(optimizer="rmsprop")),
    (
        "train digits with AdamW and weight decay 0.01",
        RunConfig(optimizer="adamw", weight_decay=0.01),
    ),
    ("train digits with L1 0.001", RunConfig(l1=0.001)),
    ("train logistic regression on breast cancer", RunConfig("cancer", "linear")),
    ("train cancer with binary cross-entropy", RunConfig("cancer", loss="binary_cross_entropy")),
    ("train digits with MSE", RunConfig(loss="mse")),
    ("用均方误差训练鸢尾花", RunConfig("iris", loss="mse")),
    ("train digits, cosine decay, warmup 2 epochs", RunConfig(schedule="cosine", warmup_epochs=2)),
    (
        "训练digits，余弦退火，预热3轮，20轮",
        RunConfig(schedule="cosine", warmup_epochs=3, epochs=20),
    ),
    ("train digits with step decay", RunConfig(schedule="step")),
    ("train digits, batch size 8, accumulate 4", RunConfig(batch_size=8, grad_accumulation=4)),
    ("训练digits，批大小8，梯度累积4", RunConfig(batch_size=8, grad_accumulation=4)),
    (
        "train a CNN on digits with rotation and shifts",
        RunConfig(model="cnn", augmentation=("rotation", "shift")),
    ),
    (
        "用CNN训练digits，加旋转和高斯噪声",
        RunConfig(model="cnn", augmentation=("rotation", "noise")),
    ),
    ("train digits with 30% label noise", RunConfig(label_noise=0.3)),
    ("用10%的数据训练digits", RunConfig(train_fraction=0.1)),
    ("train digits on half the data", RunConfig(train_fraction=0.5)),
    ("train digits without shuffling", RunConfig(shuffle=False)),
    (
        "train digits with samples sorted by class, no shuffling",
        RunConfig(shuffle=False, bug="sorted_by_class"),
    ),
    (
        "训练digits，样本按类别排序，不打乱",
        RunConfig(shuffle=False, bug="sorted_by_class"),
    ),
    ("train an MLP on digits without hidden layers", RunConfig(hidden=())),
    (
        "train digits with the sgd optimizer and a batch size of 1e2",
        RunConfig(optimizer="sgd", batch_size=100),
    ),
    ("训练digits，不打乱", RunConfig(shuffle=False)),
    ("train digits with Xavier init", RunConfig(initialization="xavier")),
    ("train digits with zero init", RunConfig(initialization="zeros")),
    ("train digits with missing zero_grad", RunConfig(bug="no_zero_grad")),
    ("train moons with half the batch size", RunConfig("moons", batch_size=16)),
    ("train an MLP on mnist with batch size 32", RunConfig("mnist", "mlp", batch_size=32)),
    ("train on Fashion-MNIST with a CNN", RunConfig("fashion", "cnn")),
    ("train fashion_mnist for 5 epochs", RunConfig("fashion", epochs=5)),
    ("用Fashion Mnist训练MLP，batch size 100", RunConfig("fashion", "mlp", batch_size=100)),
    ("在MNIST上训练CNN，3轮", RunConfig("mnist", "cnn", epochs=3)),
]

AGAIN = [
    ("rerun with batch 128", RunConfig("digits", "cnn", "adam", 128, 5, 0.01, seed=3)),
    ("retrain it with SGD", RunConfig("digits", "cnn", "sgd", 64, 5, 0.01, seed=3)),
    ("train it again", PREVIOUS),
    ("train again", PREVIOUS),
    ("再跑一次，batch 128", RunConfig("digits", "cnn", "adam", 128, 5, 0.01, seed=3)),
    ("再来一次，用SGD，学习率设为0.5", RunConfig("digits", "cnn", "sgd", 64, 5, 0.5, seed=3)),
    ("用10轮重新训练", RunConfig("digits", "cnn", "adam", 64, 10, 0.01, seed=3)),
    ("train digits", RunConfig("digits")),
    ("run it again with double the batch size", replace(PREVIOUS, batch_size=128)),
    ("再跑一次，学习率调大10倍", replace(PREVIOUS, learning_rate=0.1)),
    ("rerun with 10 times the learning rate", replace(PREVIOUS, learning_rate=0.1)),
    ("再跑一次，学习率减半", replace(PREVIOUS, learning_rate=0.005)),
    ("train it again with dropout 0.2", replace(PREVIOUS, dropout=0.2)),
]

NO_REQUESTS = [
    "",
    "🙂",
    "epoch",
    "run",
    "train",
    "训练",
    "batch size 0",
    "What is an epoch?",
    "How do I train an MLP on digits?",
    "how many iterations when training digits with batch size 32?",
    "Train a network with 60000 samples, batch size 100; total iterations?",
    "train a model on 60,000 images with batch size 100 for 5 epochs",
    "Explain how to train a CNN",
    "I trained a model on digits with batch size 32 for 10 epochs",
    "training loss is lower than validation loss, why",
    "train loss 0.5 val loss 0.6 epoch 3",
    "Train Epoch: 1 [0/60000 (0%)]\tLoss: 2.300039",
    "train_loader = DataLoader(train_set, batch_size=32)",
    "train my dog",
    "train on weekends",
    "train digits 64",
    "训练误差是什么",
    "训练时batch size为32",
    "训练集有1000个样本，batch size 为100，训练10个epoch",
    "用MNIST训练，batch size为100，训练10轮，一共多少次迭代",
    "用1000张图片训练网络，batch size 10，训练5轮",
    "怎么用CNN训练digits",
    "train digits " + "and think about it " * 30,
]

REFUSALS: list[tuple[str, str, object, Expected]] = [
    ("train an MLP on kmnist with batch size 32", "dataset", "kmnist", Known(None)),
    ("train on ImageNet with a CNN", "dataset", "ImageNet", Known(None)),
    ("train fashion with batch size 60001", "batch_size", 60001, Between(1, 60000)),
    ("训练 CIFAR-10，10 轮", "dataset", "CIFAR-10", Known(None)),
    ("train dgits", "dataset", "dgits", Known("digits")),
    ("train an MLP on sunflowers", "dataset", "sunflowers", Known(None)),
    ("train an MPL on digits", "model", "MPL", Known("mlp")),
    ("train digits with a transformer", "model", "transformer", Known(None)),
    ("train digits with Adagrad", "optimizer", "Adagrad", Known(None)),
    ("train digits with dropout 1.5", "dropout", 1.5, Between(0, 1, below=True)),
    ("train digits with hidden layers 64, 4096", "hidden", 4096, Between(1, 1024)),
    ("train digits with momentum 0.5", "momentum", "momentum", "field"),
    ("train an LSTM on iris", "model", "iris", "series"),
    ("用交叉熵训练糖尿病", "loss", "diabetes", "classes"),
    ("train digits with batch size 0", "batch_size", 0, Between(1, 1437)),
    ("train moons with batch size 900", "batch_size", 900, Between(1, 800)),
    ("跑 digits 5 轮 batch -5", "batch_size", -5, Between(1, 1437)),
    ("train moons with batch size 10^400", "batch_size", "10^400", Between(1, 800)),
    ("train digits, epochs 1000000", "epochs", 1_000_000, Between(1, 200)),
    ("train digits for 3.5 epochs", "epochs", "3.5", "whole"),
    ("训练digits，batch 0.5", "batch_size", "0.5", "whole"),
    ("训练digits，学习率 5000", "learning_rate", 5000, Between(0, 1000, above=True)),
    ("train a CNN on moons", "model", "moons", "pictures"),
    ("train an MLP and a CNN on digits", "model", ("mlp", "cnn"), "single"),
    ("train digits with batch size 8 and batch size 64", "batch_size", (8, 64), "single"),
    ("train digits for half an epoch", "epochs", None, "readable"),
    ("训练digits，半个epoch", "epochs", None, "readable"),
    ("train digits for zero epochs", "epochs", 0, Between(1, 200)),
    ("训练手写数字，零轮", "epochs", 0, Between(1, 200)),
    ("train digits with 10^6 hidden units", "hidden", 1_000_000, Between(1, 1024)),
    ("train an mlp with 1e6 hidden units on digits", "hidden", 1_000_000, Between(1, 1024)),
    ("训练手写数字，隐藏层100万", "hidden", 1_000_000, Between(1, 1024)),
    ("train digits with 20 hidden layers", "layers", 20, Between(1, 8)),
    ("训练手写数字，20个隐藏层", "layers", 20, Between(1, 8)),
    ("train an RNN on waves without hidden layers", "hidden", "rnn", "states"),
    ("用LSTM训练波形，没有隐藏层", "hidden", "lstm", "states"),
    ("train digits with optimizer adamm", "optimizer", "adamm", Known("adam")),
    ("训练手写数字，优化器adamm", "optimizer", "adamm", Known("adam")),
    ("train digits with activation function foo", "activation", "foo", Known(None)),
    ("train digits with swish", "activation", "swish", Known(None)),
    ("训练手写数字，激活函数relux", "activation", "relux", Known("relu")),
    ("train digits with hinge loss", "loss", "hinge loss", Known(None)),
    ("train digits with cutmix", "augmentation", "cutmix", Known(None)),
    ("用dgits训练", "dataset", "dgits", Known("digits")),
    ("用dgits训练10轮", "dataset", "dgits", Known("digits")),
    ("在digits上训练一个cnm", "model", "cnm", Known("cnn")),
]


@pytest.mark.parametrize(("text", "config"), REQUESTS)
def test_a_sentence_becomes_a_run(text: str, config: RunConfig) -> None:
    """What the sentence names is set, and everything else has its default."""
    assert read_request(text) == config


@pytest.mark.parametrize(("text", "config"), AGAIN)
def test_again_keeps_what_it_does_not_name(text: str, config: RunConfig) -> None:
    """A wish for "again" starts from the previous run; a plain request does not."""
    assert read_request(text, PREVIOUS) == config


@pytest.mark.parametrize("text", ["rerun with everything", "再跑一次", "again"])
def test_again_needs_a_run_before(text: str) -> None:
    """Without a previous run, "again" alone says nothing."""
    assert read_request(text) is None


@pytest.mark.parametrize("text", NO_REQUESTS)
def test_other_texts_are_left_alone(text: str) -> None:
    """Questions, exercises, logs, code and small talk are no requests, whatever ran before."""
    assert read_request(text) is None
    assert read_request(text, PREVIOUS) is None


@pytest.mark.parametrize(("text", "field", "given", "expected"), REFUSALS)
def test_a_run_that_cannot_be_is_refused(
    text: str, field: str, given: object, expected: Expected
) -> None:
    """The refusal names the field, what was written, and what can be had."""
    with pytest.raises(InvalidRun) as refusal:
        read_request(text)
    (fault,) = refusal.value.faults
    assert (fault.field, fault.given, fault.expected) == (field, given, expected)


def test_all_faults_of_a_sentence_are_named() -> None:
    """An unknown data set, model and optimizer and a bad number are told in one go."""
    with pytest.raises(InvalidRun) as refusal:
        read_request("train a GAN on COCO with Adagrad, batch size 0 and dropout 2")
    named = {fault.field for fault in refusal.value.faults}
    assert named == {"dataset", "model", "optimizer", "batch_size", "dropout"}


@given(st.text(max_size=400))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever is written is read, or left alone, or refused as a run."""
    for whole in (text, f"train digits {text}", f"训练digits{text}"):
        try:
            assert isinstance(read_request(whole, PREVIOUS), RunConfig | None)
        except InvalidRun as refusal:
            assert refusal.faults  # noqa: PT017  # a refusal is one of three good ends


@pytest.mark.parametrize("word", ["那就", "我想要", "please ", "so ", "can you ", "train ", "用"])
def test_repetition_does_not_slow_reading(word: str) -> None:
    """A word said a hundred times is read as quickly as any text of that length."""
    assert read_request(word * (300 // len(word)) + "x") is None
