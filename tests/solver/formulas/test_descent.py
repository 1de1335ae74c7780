"""One step of gradient descent is the step of PyTorch's optimizer."""

import pytest
import torch

from solver.formulas import solve_formula


def answered(text: str) -> list[float]:
    """The new weights, in order."""
    solution = solve_formula(text)
    assert solution is not None, text
    assert {answer.quantity for answer in solution.answers} == {"updated_weight"}
    return [float(answer.value) for answer in solution.answers if answer.value is not None]


def stepped(
    weights: list[float],
    gradients: list[float],
    lr: float,
    momentum: float = 0,
    velocity: float = 0,
) -> list[float]:
    """The weights after a real step."""
    parameter = torch.nn.Parameter(torch.tensor(weights, dtype=torch.float64))
    optimizer = torch.optim.SGD([parameter], lr=lr, momentum=momentum)
    if momentum:
        optimizer.state[parameter]["momentum_buffer"] = torch.full_like(parameter, velocity)
    parameter.grad = torch.tensor(gradients, dtype=torch.float64)
    optimizer.step()
    return parameter.tolist()


@pytest.mark.parametrize(("w", "g", "lr"), [(2, 0.5, 0.1), (0.8, -0.3, 0.01), (-1.5, 20, 0.001)])
@pytest.mark.parametrize(
    "template",
    [
        "w = {w}, gradient {g}, learning rate {lr}: what is the new weight?",
        "The weight is {w}, the gradient is {g} and the learning rate is {lr}. Find the weight after one gradient descent step",
        "w0 = {w}, dL/dw = {g}, η = {lr}: w after one update?",
        "权重 w={w}，梯度为 {g}，学习率 {lr}，更新后的权重是多少？",
        "学习率 {lr}，当前参数 {w}，梯度 {g}，梯度下降一步后参数是多少",
        "已知参数为{w}，梯度为{g}，学习率为{lr}，求更新后的参数值",
    ],
)
def test_a_step_against_the_gradient(template: str, w: float, g: float, lr: float) -> None:
    """The weight moves by the learning rate times the gradient."""
    assert answered(template.format(w=w, g=g, lr=lr)) == pytest.approx(stepped([w], [g], lr))


@pytest.mark.parametrize(
    "text",
    [
        "w = [1, 2], gradients [0.1, -0.2], lr 0.5: weights after one step?",
        "weights [1, 2], gradient [0.1, -0.2], learning rate 0.5, what are the updated weights?",
        "权重 [1, 2]，梯度 [0.1, -0.2]，学习率 0.5，更新后的权重？",
    ],
)
def test_several_weights_step_together(text: str) -> None:
    """Each weight has its own gradient."""
    assert answered(text) == pytest.approx(stepped([1, 2], [0.1, -0.2], 0.5))


@pytest.mark.parametrize(
    ("text", "velocity"),
    [
        ("w=1, g=0.5, lr=0.1, momentum 0.9, velocity 0.2: new w?", 0.2),
        (
            "SGD with momentum 0.9, lr 0.1, weight 1, gradient 0.5, previous velocity 0.2: updated weight?",
            0.2,
        ),
        ("w=1, g=0.5, lr=0.1, momentum 0.9: new w?", 0),
        ("动量 0.9，上一步的速度 0.2，梯度 0.5，权重 1，学习率 0.1，更新后权重？", 0.2),
        ("带动量的 SGD：动量系数 0.9，权重 1，梯度 0.5，学习率 0.1，第一步更新后权重是多少？", 0),
    ],
)
def test_momentum_is_that_of_pytorch(text: str, velocity: float) -> None:
    """The velocity before the step is carried over, or 0 where there is none."""
    expected = stepped([1], [0.5], 0.1, 0.9, velocity)
    assert answered(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("gradient 0.5, w=2, updated weight?", ("learning_rate",)),
        ("梯度 0.5，学习率 0.1，更新后的权重是多少？", ("weight",)),
    ],
)
def test_what_is_missing_is_named(text: str, missing: tuple[str, ...]) -> None:
    """A step needs a weight, a gradient and a learning rate."""
    solution = solve_formula(text)
    assert solution is not None
    assert solution.missing == missing


def test_lists_of_unequal_length_are_said() -> None:
    """Two weights cannot take three gradients."""
    solution = solve_formula("w=[1, 2], gradients [1, 2, 3], lr 0.1: updated weights?")
    assert solution is not None
    assert [a.fault.name for a in solution.answers if a.fault] == ["lengths"]
