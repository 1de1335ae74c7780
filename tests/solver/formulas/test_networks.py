"""Parameters and output sizes are those of PyTorch's own layers."""

from itertools import pairwise

import pytest
import torch
from torch import nn

from solver.formulas import solve_formula


def answered(text: str) -> dict[str, object]:
    """The values, by name."""
    solution = solve_formula(text)
    assert solution is not None, text
    return {answer.quantity: answer.value for answer in solution.answers}


def perceptron(sizes: list[int], *, bias: bool = True) -> int:
    """The parameters of real linear layers."""
    layers = [nn.Linear(a, b, bias=bias) for a, b in pairwise(sizes)]
    return count(nn.Sequential(*layers))


def count(module: nn.Module) -> int:
    """What an optimizer would be given."""
    return sum(parameter.numel() for parameter in module.parameters())


@pytest.mark.parametrize("sizes", [[784, 128, 64, 10], [20, 64, 64, 3], [4, 3, 2]])
@pytest.mark.parametrize(
    "template",
    [
        "How many parameters does a {chain} MLP have?",
        "Number of trainable parameters of a network with layers {listed}?",
        "{first} inputs, hidden layers {hidden}, {last} outputs: how many parameters?",
        "An MLP has {first} input features, hidden layers of {hidden} units and {last} output units. Parameter count?",
        "一个 {chain} 的全连接网络有多少参数？",
        "{arrows} 的 MLP 参数量是多少",
        "输入层 {first} 个神经元，隐藏层分别有 {hidden_zh} 个神经元，输出层 {last} 个神经元，求参数总数",
    ],
)
def test_a_perceptron_has_weights_and_biases(template: str, sizes: list[int]) -> None:
    """The sizes of the layers, in a row or in words, give the number of parameters."""
    hidden = sizes[1:-1]
    text = template.format(
        chain="-".join(map(str, sizes)),
        arrows=" → ".join(map(str, sizes)),
        listed=sizes,
        first=sizes[0],
        last=sizes[-1],
        hidden=" and ".join(map(str, hidden)),
        hidden_zh="、".join(map(str, hidden)),
    )
    assert answered(text) == {"parameters": perceptron(sizes)}


@pytest.mark.parametrize(
    ("text", "sizes", "bias"),
    [
        ("784-128-10 without bias, how many parameters?", [784, 128, 10], False),
        ("784-128-10 网络，不考虑偏置，有多少参数？", [784, 128, 10], False),
        (
            "MLP with 20 inputs, two hidden layers of 64 units and 3 outputs: parameters?",
            [20, 64, 64, 3],
            True,
        ),
        ("两个隐藏层，每层 64 个神经元，输入 20，输出 3，一共多少参数", [20, 64, 64, 3], True),
        (
            "28x28 images, one hidden layer with 100 neurons, 10 classes: how many parameters?",
            [784, 100, 10],
            True,
        ),
        ("fully connected layer from 512 to 10, number of parameters?", [512, 10], True),
        ("512 到 10 的全连接层有多少个参数", [512, 10], True),
    ],
)
def test_a_perceptron_in_words(text: str, sizes: list[int], *, bias: bool) -> None:
    """Equal hidden layers, images and missing biases are understood."""
    assert answered(text) == {"parameters": perceptron(sizes, bias=bias)}


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("nn.Linear(784, 128)", nn.Linear(784, 128)),
        (
            "nn.Linear(in_features=784, out_features=128, bias=False)",
            nn.Linear(784, 128, bias=False),
        ),
        (
            "nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)",
            nn.Sequential(nn.Linear(784, 128), nn.Linear(128, 10)),
        ),
        ("nn.Conv2d(3, 16, kernel_size=5, bias=False)", nn.Conv2d(3, 16, 5, bias=False)),
        ("nn.Conv2d(16, 33, (3, 5), stride=(2, 1))", nn.Conv2d(16, 33, (3, 5))),
        ("Conv1d(4, 8, 3)", nn.Conv1d(4, 8, 3)),
        ("nn.Conv2d(8, 16, 3, groups=4)", nn.Conv2d(8, 16, 3, groups=4)),
        (
            "nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6), nn.Linear(864, 10)",
            nn.Sequential(nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6), nn.Linear(864, 10)),
        ),
        ("nn.BatchNorm2d(64)", nn.BatchNorm2d(64)),
        ("nn.Embedding(10000, 300)", nn.Embedding(10000, 300)),
        (
            "Dense(128, input_shape=(784,)), Dense(10)",
            nn.Sequential(nn.Linear(784, 128), nn.Linear(128, 10)),
        ),
    ],
)
def test_layers_written_as_code_are_counted(code: str, module: nn.Module) -> None:
    """Calls of layers are read, never run, and counted as PyTorch counts them."""
    expected = {"parameters": count(module)}
    assert answered(f"How many parameters has {code}?") == expected
    assert answered(f"{code} 的参数量是多少？") == expected


@pytest.mark.parametrize(
    ("text", "module"),
    [
        (
            "conv layer with 3 input channels, 64 output channels and a 3x3 kernel: how many parameters?",
            nn.Conv2d(3, 64, 3),
        ),
        (
            "A convolutional layer has 32 filters of size 5x5 on an RGB image. How many parameters?",
            nn.Conv2d(3, 32, 5),
        ),
        (
            "in_channels=16, out_channels=32, kernel_size=3 convolution, number of parameters?",
            nn.Conv2d(16, 32, 3),
        ),
        ("卷积层输入通道 3，输出通道 64，卷积核 3×3，参数量是多少？", nn.Conv2d(3, 64, 3)),
        ("64 个 3×3 卷积核，输入 3 通道，有多少参数", nn.Conv2d(3, 64, 3)),
        (
            "卷积核大小为 5x5，输入通道数为 16，输出通道数为 8，不带偏置，参数个数？",
            nn.Conv2d(16, 8, 5, bias=False),
        ),
        (
            "embedding with vocab size 10000 and dimension 300, number of parameters?",
            nn.Embedding(10000, 300),
        ),
        ("词表大小 30000，嵌入维度 768，embedding 层有多少参数", nn.Embedding(30000, 768)),
        ("batch norm over 64 channels, how many learnable parameters", nn.BatchNorm2d(64)),
        ("64 个通道的批归一化层有多少可学习参数？", nn.BatchNorm2d(64)),
    ],
)
def test_other_layers_in_words(text: str, module: nn.Module) -> None:
    """Convolution, embedding and batch normalization are counted from a description."""
    assert answered(text) == {"parameters": count(module)}


@pytest.mark.parametrize(
    ("w", "k", "s", "p"),
    [(32, 5, 1, 0), (224, 7, 2, 3), (28, 3, 1, 1), (15, 4, 3, 2), (227, 11, 4, 0)],
)
@pytest.mark.parametrize(
    "template",
    [
        "Input {w}x{w}, kernel {k}x{k}, stride {s}, padding {p}. What is the output size?",
        "a {k}x{k} convolution with stride {s} and padding {p} on a {w}x{w} image, output size?",
        "W={w}, K={k}, S={s}, P={p}: output size of the conv?",
        "nn.Conv2d(3, 64, kernel_size={k}, stride={s}, padding={p}) on a {w}x{w} input: what is the output shape?",
        "{w}×{w} 的图像经过 {k}×{k} 卷积，步长 {s}，填充 {p}，输出尺寸是多少？",
        "输入 {w}x{w}，卷积核 {k}，步长 {s}，padding {p}，输出特征图大小",
        "卷积核大小为{k}，步幅为{s}，填充为{p}，输入大小为{w}，求输出大小",
    ],
)
def test_the_output_of_a_convolution(template: str, w: int, k: int, s: int, p: int) -> None:
    """Size, kernel, stride and padding give the output's size, rounded down."""
    layer = nn.Conv2d(1, 1, k, stride=s, padding=p)
    expected = layer(torch.zeros(1, 1, w, w)).shape[-1]
    assert answered(template.format(w=w, k=k, s=s, p=p)) == {"output_size": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x2 max pooling on a 28x28 feature map: output size?", {"output_size": 14}),
        ("MaxPool2d(2) on a 30x20 input, output size?", {"output_height": 15, "output_width": 10}),
        ("3x3 max pooling with stride 2 on a 13x13 input: output size?", {"output_size": 6}),
        ("28x28 的特征图经过 2x2 最大池化，输出尺寸？", {"output_size": 14}),
        ("conv kernel size 3, dilation 2, input size 32: output size?", {"output_size": 28}),
        ("3x3 卷积，空洞率 2，输入 32x32，输出大小是多少？", {"output_size": 28}),
        ("same padding, 3x3 conv with stride 2 on a 15x15 input: output size?", {"output_size": 8}),
        (
            "32x32x3 image, 16 filters of 5x5: how many parameters, and what is the output size?",
            {"parameters": 1216, "output_size": 28},
        ),
    ],
)
def test_pooling_dilation_and_padding(text: str, expected: dict[str, int]) -> None:
    """What is not said is the usual: pooling steps by its window, convolution by one."""
    assert answered(text) == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("A conv layer has 64 filters of 3x3, how many parameters?", ("in_channels",)),
        (
            "What is the output size of a convolution with a 3x3 kernel and stride 2?",
            ("input_size",),
        ),
        ("输入 32x32，做卷积，输出尺寸是多少？", ("kernel_size",)),
    ],
)
def test_a_missing_size_is_named(text: str, missing: tuple[str, ...]) -> None:
    """Where a size is missing, it is asked for."""
    solution = solve_formula(text)
    assert solution is not None
    assert solution.missing == missing


def test_a_kernel_larger_than_its_input_is_said() -> None:
    """There is no output where the kernel does not fit."""
    solution = solve_formula("3x3 input, 5x5 kernel convolution, output size?")
    assert solution is not None
    assert [a.fault.name for a in solution.answers if a.fault] == ["kernel_too_large"]
