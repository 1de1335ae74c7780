"""Losses come out as PyTorch has them."""

import math

import pytest
import torch
from torch.nn import functional

from solver.formulas import solve_formula


def answered(text: str) -> dict[str, float]:
    """The values, by name."""
    solution = solve_formula(text)
    assert solution is not None, text
    return {a.quantity: float(a.value) for a in solution.answers if a.value is not None}


def torched(values: object) -> torch.Tensor:
    """The values as PyTorch takes them."""
    return torch.tensor(values, dtype=torch.float64)


@pytest.mark.parametrize(
    "template",
    [
        "predictions {p} and targets {y}: MSE, MAE and RMSE?",
        "y_true = {y}, y_pred = {p}. What are the mean squared error, the mean absolute error and the root mean squared error?",
        "MSE, MAE and RMSE between {p} and {y}",
        "真实值 {y}，预测值 {p}，求 MSE、MAE 和 RMSE",
        "模型输出为 {p}，标签为 {y}，均方误差、平均绝对误差和均方根误差分别是多少？",
        "预测值：{p}；真实值：{y}。均方误差、平均绝对误差、均方根误差？",
    ],
)
@pytest.mark.parametrize(
    ("p", "y"),
    [([2.5, 0, 2, 8], [3, -0.5, 2, 7]), ([1.1, 1.9, 3.2], [1, 2, 3]), ([100, 200], [150, 250])],
)
def test_distances_between_two_lists(template: str, p: list[float], y: list[float]) -> None:
    """MSE, MAE and RMSE of predictions and targets, whichever comes first."""
    mse = functional.mse_loss(torched(p), torched(y)).item()
    mae = functional.l1_loss(torched(p), torched(y)).item()
    assert answered(template.format(p=p, y=y)) == pytest.approx(
        {"mse": mse, "mae": mae, "rmse": math.sqrt(mse)}
    )


@pytest.mark.parametrize(
    "text",
    [
        "The model predicts 3 and the target is 5: mean squared error?",
        "prediction 3, true value 5, MSE?",
        "预测值为 3，真实值为 5，均方误差是多少？",
        "y=5，ŷ=3，求 MSE",
    ],
)
def test_a_single_prediction_has_an_error_too(text: str) -> None:
    """One prediction and one target are lists of one."""
    assert answered(text) == {"mse": 4}


@pytest.mark.parametrize(
    "template",
    [
        "probabilities {p}, true class {c}: cross entropy?",
        "The softmax output is {p} and the target class is {c}. What is the cross-entropy loss?",
        "cross entropy of predicted probabilities {p} with label {c}",
        "预测概率 {p}，真实类别为 {c}，交叉熵损失是多少？",
        "softmax 输出 {p}，标签 {c}，求交叉熵",
        "交叉熵：概率分布 {p}，正确类别 {c}",
    ],
)
@pytest.mark.parametrize("p", [[0.7, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], [0.05, 0.05, 0.9]])
@pytest.mark.parametrize("c", [0, 1, 2])
def test_cross_entropy_of_probabilities(template: str, p: list[float], c: int) -> None:
    """Minus the logarithm of the probability of the true class, counted from 0."""
    expected = functional.nll_loss(torched([p]).log(), torch.tensor([c])).item()
    assert answered(template.format(p=p, c=c)) == {"cross_entropy": pytest.approx(expected)}


@pytest.mark.parametrize(
    "template",
    [
        "logits {z}, target class {c}. Cross entropy loss?",
        "What is the cross-entropy for logits = {z} and label = {c}?",
        "logits 为 {z}，真实类别 {c}，交叉熵损失是多少？",
        "求交叉熵：logits={z}，标签={c}",
    ],
)
@pytest.mark.parametrize("z", [[2.0, 1.0, 0.1], [-1, 0, 1], [1000, 0, -1000]])
@pytest.mark.parametrize("c", [0, 2])
def test_cross_entropy_of_logits(template: str, z: list[float], c: int) -> None:
    """Softmax comes first, without overflow for any logits."""
    expected = functional.cross_entropy(torched([z]), torch.tensor([c])).item()
    assert answered(template.format(z=z, c=c)) == {"cross_entropy": pytest.approx(expected)}


@pytest.mark.parametrize(
    "text",
    [
        "cross-entropy of the prediction [0.1, 0.6, 0.3] with the one-hot label [0, 1, 0]",
        "cross entropy: probabilities 0.1, 0.6, 0.3; the second class is the true one",
        "The true class gets probability 0.6. Cross-entropy?",
        "Cat 0.1, dog 0.6, bird 0.3; the true class is dog. Cross entropy?",
        "独热标签 [0, 1, 0]，模型输出 [0.1, 0.6, 0.3]，求交叉熵损失",
        "预测概率 0.1、0.6、0.3，真实类别是第二类，交叉熵是多少",
        "正确类别的预测概率为 0.6，交叉熵损失是多少？",
    ],
)
def test_the_true_class_is_named_in_many_ways(text: str) -> None:
    """An index, a one-hot list, a name or its probability all say which class is true."""
    assert answered(text) == {"cross_entropy": pytest.approx(-math.log(0.6))}


def test_cross_entropy_of_several_samples_is_their_mean() -> None:
    """Rows of logits with a label each are averaged, as PyTorch does."""
    z, labels = [[2, 1, 0.1], [0.5, 2.5, 1]], [0, 1]
    expected = functional.cross_entropy(torched(z), torch.tensor(labels)).item()
    for text in (
        f"logits = {z}, labels = {labels}: cross entropy?",
        f"logits={z}，标签={labels}，交叉熵损失是多少",
    ):
        assert answered(text) == {"cross_entropy": pytest.approx(expected)}


@pytest.mark.parametrize(
    "text",
    [
        "What cross entropy does a random guess over 10 classes have?",
        "initial cross-entropy loss of an untrained network with 10 classes",
        "10 分类，随机猜测时交叉熵是多少？",
    ],
)
def test_guessing_has_the_logarithm_of_the_number_of_classes(text: str) -> None:
    """The loss to expect before training is ln of the number of classes."""
    assert answered(text) == {"cross_entropy": pytest.approx(math.log(10))}


@pytest.mark.parametrize(
    "template",
    [
        "binary cross entropy for labels {y} and predictions {p}",
        "BCE with y = {y} and p = {p}?",
        "y_true={y}, y_pred={p}: log loss?",
        "标签 {y}，预测概率 {p}，二元交叉熵是多少？",
        "真实标签 y={y}，预测 p={p}，求 BCE",
        "二分类交叉熵：标签为{y}，概率为{p}",
    ],
)
@pytest.mark.parametrize(
    ("y", "p"), [([1, 0, 1], [0.9, 0.2, 0.8]), (1, 0.9), (0, 0.3), ([1, 1], [0.5, 0.01])]
)
def test_binary_cross_entropy(template: str, y: object, p: object) -> None:
    """The mean over one or several labels with their probabilities."""
    expected = functional.binary_cross_entropy(torched(p), torched(y)).item()
    assert answered(template.format(y=y, p=p)) == {"binary_cross_entropy": pytest.approx(expected)}


@pytest.mark.parametrize("z", [2, -3, 800])
@pytest.mark.parametrize("y", [0, 1])
def test_binary_cross_entropy_of_a_logit(z: float, y: int) -> None:
    """A logit goes through sigmoid first, without overflow."""
    expected = functional.binary_cross_entropy_with_logits(torched(z), torched(y)).item()
    for text in (
        f"binary cross entropy with logit {z} and label {y}",
        f"logit 为 {z}，标签为 {y}，二元交叉熵？",
    ):
        assert answered(text) == {"binary_cross_entropy": pytest.approx(expected)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perplexity for a loss of 2.3?", {"perplexity": math.exp(2.3)}),
        ("perplexity if the cross-entropy loss is 1.5", {"perplexity": math.exp(1.5)}),
        ("cross entropy is 3, what is the perplexity?", {"perplexity": math.exp(3)}),
        ("loss 为 3 时困惑度是多少？", {"perplexity": math.exp(3)}),
        ("perplexity is 20, what is the cross entropy?", {"cross_entropy": math.log(20)}),
        ("困惑度为 20，交叉熵是多少", {"cross_entropy": math.log(20)}),
        ("cross entropy in bits: the true class has probability 0.25", {"cross_entropy": 2}),
    ],
)
def test_perplexity_and_bits(text: str, expected: dict[str, float]) -> None:
    """Perplexity is e to the loss, and back; bits are asked for by name."""
    assert answered(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("predictions [1, 2], targets [1, 2, 3]: MSE?", "lengths"),
        ("y=1, p=1.2: binary cross entropy?", "no_probability"),
        ("probabilities [1.2, -0.2], true class 0: cross entropy?", "no_probability"),
        ("概率 [1, 0]，真实类别 1，交叉熵？", "infinite"),
        ("y=1，p=0，二元交叉熵是多少？", "infinite"),
    ],
)
def test_what_cannot_be_is_said(text: str, fault: str) -> None:
    """Impossible probabilities, unequal lists and ln(0) have words instead of a number."""
    solution = solve_formula(text)
    assert solution is not None
    assert [a.fault.name for a in solution.answers if a.fault] == [fault]


def test_probabilities_that_do_not_sum_to_one_are_remarked() -> None:
    """The number is given as asked, with the sum that should be 1."""
    solution = solve_formula("probabilities [0.7, 0.2, 0.3], true class 0: cross entropy?")
    assert solution is not None
    assert ("sum_not_one", "1.2") in {(note.name, note.value) for note in solution.assumed}


def test_the_true_class_is_asked_for() -> None:
    """Probabilities alone have no cross-entropy."""
    solution = solve_formula("cross entropy loss of [0.7, 0.2, 0.1]?")
    assert solution is not None
    assert solution.missing == ("true_class",)
