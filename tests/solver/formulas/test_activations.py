"""Sigmoid, tanh, ReLU, GELU and softmax come out as PyTorch has them."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from solver.formulas import solve_formula

FUNCTIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "ReLU": functional.relu,
    "GELU": functional.gelu,
    "leaky ReLU": functional.leaky_relu,
}
OF_ONE = [
    "{f}({x})",
    "What is the {f} of {x}?",
    "compute {f} at x = {x}",
    "Put {x} through the {f} function: result?",
    "{f}({x}) 等于多少？",
    "{x} 经过 {f} 后的输出是多少",
    "x={x}，求 {f} 函数的值",
    "{f} 在 x={x} 处的值是多少？",
]


def answered(text: str) -> list[float]:
    """The values, in order."""
    solution = solve_formula(text)
    assert solution is not None, text
    return [float(answer.value) for answer in solution.answers if answer.value is not None]


def torched(values: list[float]) -> torch.Tensor:
    """The values as PyTorch takes them."""
    return torch.tensor(values, dtype=torch.float64)


@pytest.mark.parametrize("x", [-3, 0, 0.5, 2])
@pytest.mark.parametrize("template", OF_ONE)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_one_value(name: str, template: str, x: float) -> None:
    """A value goes through the function that is named, in either language."""
    expected = FUNCTIONS[name](torched([x])).tolist()
    assert answered(template.format(f=name, x=x)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "ReLU of -3, 0 and 5",
        "relu([-3, 0, 5])",
        "-3、0 和 5 经过 ReLU 后是多少",
        "对 [-3, 0, 5] 应用 ReLU，结果？",
    ],
)
def test_several_values_make_several_answers(text: str) -> None:
    """A list gives an answer for each of its values, in order."""
    assert answered(text) == [0, 0, 5]


@pytest.mark.parametrize(
    "template",
    [
        "softmax({z})",
        "softmax of {z}",
        "logits are {z}; compute the softmax",
        "Apply softmax to the scores {z}",
        "把 {z} 做 softmax，结果是多少",
        "对 logits {z} 应用 softmax 得到什么？",
        "求 {z} 的 softmax",
    ],
)
@pytest.mark.parametrize(
    "z", [[2, 1, 0.1], [1, 2, 3], [0, 0], [-1, 0.5, -2.25, 3], [1000, 1001], [-900, 0, 900]]
)
def test_softmax_is_one_answer_a_class(template: str, z: list[float]) -> None:
    """The probabilities of all classes, also where the exponentials alone would overflow."""
    assert answered(template.format(z=z)) == pytest.approx(torch.softmax(torched(z), 0).tolist())


def test_softmax_with_temperature() -> None:
    """The temperature divides the logits first."""
    expected = torch.softmax(torched([1, 2, 3]) / 2, 0).tolist()
    assert answered("softmax with temperature 2 of [1, 2, 3]?") == pytest.approx(expected)
    assert answered("温度为 2，对 [1, 2, 3] 做 softmax 的结果？") == pytest.approx(expected)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "ReLU", "GELU", "leaky ReLU"])
@pytest.mark.parametrize("x", [-2, 0.5, 1])
def test_derivatives_are_those_of_autograd(name: str, x: float) -> None:
    """Where the derivative is asked, it is what back-propagation would use."""
    point = torched([x]).requires_grad_()
    FUNCTIONS[name](point).sum().backward()
    assert point.grad is not None
    for text in (f"derivative of {name} at {x}", f"{name} 在 x={x} 处的导数是多少？"):
        solution = solve_formula(text)
        assert solution is not None
        assert solution.answers[0].quantity.endswith("_derivative")
        assert answered(text) == pytest.approx(point.grad.tolist())


def test_the_slope_of_leaky_relu_is_taken_or_assumed() -> None:
    """A stated slope is used; without one it is PyTorch's, and that is said."""
    assert answered("Leaky ReLU with slope 0.1 of -5?") == [-0.5]
    solution = solve_formula("leaky relu(-5)")
    assert solution is not None
    assert [note.name for note in solution.assumed] == ["slope"]
    assert answered("leaky relu(-5)") == [-0.05]


def test_two_functions_are_answered_in_the_order_asked() -> None:
    """Each function takes its own value, or all take the same."""
    assert answered("compute tanh(0.5) and sigmoid(-1)") == pytest.approx(
        [math.tanh(0.5), 1 / (1 + math.e)]
    )
    assert answered("tanh 和 relu 在 -1 处的值分别是多少？") == pytest.approx([math.tanh(-1), 0])


@given(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
def test_no_value_is_too_large(x: float) -> None:
    """Far from zero the functions have their limits."""
    text = f"{x:.3f}"
    assert answered(f"sigmoid({text})") == pytest.approx(
        torch.sigmoid(torched([x])).tolist(), rel=1e-9, abs=1e-300
    )
    assert answered(f"tanh({text})") == pytest.approx(torch.tanh(torched([x])).tolist())
