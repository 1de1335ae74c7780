"""No text, however strange, breaks the reader of formulas or keeps it busy."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.explain.formulas import as_json, explain
from solver.formulas import solve_formula

PIECES = st.sampled_from(
    [
        "TP", "FP=", "FN", " TN ", "precision", "recall", "F1", "accuracy", "准确率", "召回率", "混淆矩阵",
        "softmax", "sigmoid(", "ReLU", "tanh", "cross entropy", "交叉熵", "logits", "true class", "标签",
        "MSE", "predictions", "targets", "预测", "真实值", "parameters", "参数", "nn.Linear(", "conv2d(",
        "kernel", "stride", "padding", "output size", "输出尺寸", "MLP", "784-128-10", "-", "->", "x",
        "w", "gradient", "lr", "学习率", "momentum", "new weight", "更新后", "memory", "显存", "fp16", "7B",
        "Adam", "mixed precision", "cosine", "余弦", "warmup", "预热", "step", "epoch", "每", "第", "gamma",
        "batch size", "from", "to", "linear", "scaling", "0", "1", "-3", "0.5", "1e-3", "1e300", "10^-5",
        "999999999999", "1/3", "1/0", "50%", "[", "]", "[1, 2, 3]", "[[1,2],[3,4]]", "[[0,0],[0,0]]", "(", ")",
        ",", "，", "、", "and", "和", "=", ":", "?", "？", " ", "\n", "three", "三个", "π", "²", "⁻³", "×",
    ]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=24).map(" ".join))
def test_any_mix_of_our_words_is_answered_or_left(text: str) -> None:
    """Whatever is answered can be said in both languages and printed."""
    solution = solve_formula(text)
    if solution is not None:
        explain(solution, "zh")
        json.dumps(as_json(solution, explain(solution, "en"), "en"), allow_nan=False)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered_or_left(text: str) -> None:
    """Control characters and all the world's letters do no harm."""
    solve_formula(text)
    solve_formula(f"softmax precision {text} 1 2 ?")


@pytest.mark.parametrize(
    "piece",
    [
        "[", "[1,", "((", "1 ", "1, ", "1/", "x1", "784-", "TP=1 ", "softmax ", "softmax and ", "-", "> ",
        "lr 0.1 step ", "batch size 1 ", "predictions 1, ", "hidden layers 1 ", "nn.Linear(1, 1), ", "conv2d((",
        "每 1 个 epoch ", "第 1、", "参数 ", "is is is ", "= ", "of 1 of ", "10^-", "[[1,2],", "e-", "百分之",
    ],
)  # fmt: skip
def test_long_repetitions_are_read_at_once(piece: str) -> None:
    """Nobody can make the reader busy with a text that repeats itself."""
    questions = "softmax precision lr parameters 参数 输出尺寸 memory step gradient updated cross entropy 1 ?"
    for size in (3_900, 16_000):
        solve_formula((questions + piece * size)[:size])


def test_longer_texts_than_a_question_are_left() -> None:
    """A formula with its numbers needs no more than 4,000 characters, a list 64 numbers."""
    assert solve_formula("softmax([1, 2, 3]) " + "a" * 4_000) is None
    assert solve_formula(f"softmax({list(range(65))})") is None
    assert solve_formula(f"softmax({list(range(64))})") is not None
