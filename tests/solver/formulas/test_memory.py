"""Memory is counted in bytes, as tensors of PyTorch take them."""

import pytest
import torch
from torch import nn

from solver.explain.formulas import explain
from solver.formulas import solve_formula


def answered(text: str) -> dict[str, object]:
    """The values, by name."""
    solution = solve_formula(text)
    assert solution is not None, text
    return {answer.quantity: answer.value for answer in solution.answers}


@pytest.mark.parametrize(
    ("word", "dtype"),
    [
        ("fp32", torch.float32),
        ("fp16", torch.float16),
        ("bf16", torch.bfloat16),
        ("int8", torch.int8),
    ],
)
@pytest.mark.parametrize(
    "template",
    [
        "How much memory do the weights of a 7B model take in {t}?",
        "how many GB of VRAM to load a model with 7 billion parameters in {t}?",
        "A 7-billion-parameter model in {t}: memory for inference?",
        "7B 参数的模型用 {t} 加载需要多少显存？",
        "模型有 70 亿个参数，{t} 权重占多少内存",
        "70亿参数，{t} 推理要多少 GB 显存",
    ],
)
def test_weights_take_the_bytes_of_their_type(template: str, word: str, dtype: torch.dtype) -> None:
    """Parameters times bytes, whatever the precision is."""
    size = torch.empty(1, dtype=dtype).element_size()
    assert answered(template.format(t=word)) == {"memory_weights": 7 * 10**9 * size}


@pytest.mark.parametrize(
    "template",
    [
        "How much memory does Adam's optimizer state take for {n} parameters?",
        "A model has {n} parameters. Memory of the Adam optimizer states in bytes?",
        "模型有 {n} 个参数，用 Adam 训练，优化器状态占多少显存？",
    ],
)
def test_adam_keeps_two_numbers_a_parameter(template: str) -> None:
    """The state that PyTorch's Adam really holds for a layer."""
    layer = nn.Linear(100, 50)
    optimizer = torch.optim.Adam(layer.parameters())
    layer(torch.ones(1, 100)).sum().backward()
    optimizer.step()
    tensors = [
        state[key] for state in optimizer.state.values() for key in ("exp_avg", "exp_avg_sq")
    ]
    real = sum(tensor.numel() * tensor.element_size() for tensor in tensors)
    assert answered(template.format(n=100 * 50 + 50)) == {"memory_optimizer": real}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "memory to train a 7B model with AdamW in mixed precision?",
            {"memory_total": 112 * 10**9},
        ),
        ("混合精度 AdamW 训练 13B 模型需要多少显存（不算激活）", {"memory_total": 208 * 10**9}),
        (
            "How much memory to train 100 million parameters with Adam in fp32?",
            {"memory_total": 1600 * 10**6},
        ),
        ("1 亿参数，fp32，用 Adam 训练总共需要多少显存？", {"memory_total": 1600 * 10**6}),
        (
            "25 million parameters in fp32: how many bytes do the weights and the gradients need?",
            {"memory_weights": 10**8, "memory_gradients": 10**8},
        ),
        (
            "2500 万参数，fp32，权重和梯度各占多少字节？",
            {"memory_weights": 10**8, "memory_gradients": 10**8},
        ),
    ],
)
def test_training_needs_more_than_the_weights(text: str, expected: dict[str, int]) -> None:
    """Gradients and optimizer state are counted; mixed precision makes 16 bytes a parameter."""
    assert answered(text) == expected


def test_gigabytes_and_gibibytes_are_told_apart() -> None:
    """Bytes stand beside GB (10^9) and GiB (2^30)."""
    for text in ("memory of the weights of a 7B model in fp16?", "7B 模型 fp16 权重占多少显存？"):
        solution = solve_formula(text)
        assert solution is not None
        line = explain(solution).answer[0]
        assert "14,000,000,000" in line
        assert "= 14 GB ≈ 13.04 GiB" in line
