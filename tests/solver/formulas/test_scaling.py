"""A larger batch size takes a larger learning rate, by the rule that is named."""

import math

import pytest

from solver.explain.formulas import explain
from solver.formulas import solve_formula


def answered(text: str) -> list[float]:
    """The learning rates, in order."""
    solution = solve_formula(text)
    assert solution is not None, text
    return [float(answer.value) for answer in solution.answers if answer.value is not None]


@pytest.mark.parametrize(("lr", "old", "new"), [(0.1, 256, 1024), (0.001, 32, 128), (0.4, 512, 64)])
@pytest.mark.parametrize(
    "template",
    [
        "batch size {old} -> {new}, lr {lr}: new learning rate?",
        "With batch size {old} I use learning rate {lr}. What learning rate should I use for batch size {new}?",
        "I change the batch size from {old} to {new}; the learning rate was {lr}. What should the new learning rate be?",
        "batch size 从 {old} 改为 {new}，学习率 {lr} 应该调整为多少？",
        "原来 batch size {old}，学习率 {lr}，现在 batch size 改为 {new}，新的学习率应该是多少",
        "批大小由{old}变为{new}，原学习率{lr}，相应的学习率是多少？",
    ],
)
def test_the_linear_rule_is_the_usual_one(template: str, lr: float, old: int, new: int) -> None:
    """In proportion to the batch size, with the square-root rule beside it."""
    text = template.format(lr=lr, old=old, new=new)
    assert answered(text) == [pytest.approx(lr * new / old)]
    solution = solve_formula(text)
    assert solution is not None
    beside = [note.value for note in solution.assumed if note.name == "square_root_rule"]
    assert float(beside[0].split()[-1]) == pytest.approx(lr * math.sqrt(new / old), rel=1e-3)
    assert explain(solution).assumed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "square root scaling: lr 1e-3 at batch size 64, new batch size 256: learning rate?",
            [0.002],
        ),
        ("按平方根规则，batch size 从 64 增大到 256，学习率 1e-3 应变为多少？", [0.002]),
        (
            "I double the batch size, the learning rate was 0.01. What should the new learning rate be under the linear scaling rule?",
            [0.02],
        ),
        ("批大小扩大 4 倍，学习率 0.01，按平方根规则新的学习率？", [0.02]),
        ("linear scaling rule: base lr 0.1 for batch size 256; lr for batch size 8k?", [3.125]),
        ("按线性缩放规则，batch size 256 时学习率 0.1，batch size 8192 时学习率是多少", [3.2]),
        ("lr 0.1 is for batch 256. I have 4 GPUs with 32 images each, linear scaling: lr?", [0.05]),
        (
            "lr=0.04 is for 8 gpus x 2 img/gpu. I have 2 gpus with 4 img each, what lr by linear scaling?",
            [0.02],
        ),
        ("lr按 batch 512 对应 0.2 线性缩放，我2张卡每张32，梯度累积4次，lr该设多少", [0.1]),
        ("Going from batch 32 to 512 with Adam at 2e-4, sqrt scaling. new lr?", [8e-4]),
        ("They used 0.001 with 64. I use batch size 16, square root scaling, what lr?", [5e-4]),
        ("batch从32加到128，lr=1e-3，按线性缩放新的学习率是多少", [4e-3]),
        ("batch size从64改成256，原学习率1e-4，线性和平方根缩放后学习率分别是多少", [4e-4, 2e-4]),
    ],
)
def test_the_rule_that_is_named_is_used(text: str, values: list[float]) -> None:
    """Linear, square root, or both."""
    assert answered(text) == pytest.approx(values)


def test_the_old_rate_is_asked_for() -> None:
    """Without a rate there is nothing to scale."""
    solution = solve_formula("Linear scaling rule, batch size 256 -> 1024: what learning rate?")
    assert solution is not None
    assert solution.missing == ("learning_rate",)
