"""Solutions are said in both languages, and printed as the command line promises."""

import json
import re

import pytest

from solver.explain.formula_words import FAULTS, IMPOSSIBLE, KINDS, NOTES, TITLES
from solver.explain.formulas import as_json, explain
from solver.formulas import solve_formula

QUESTIONS = [
    "TP=80, FP=20, FN=10, TN=90: precision, recall and F1?",
    "混淆矩阵 [[50,10,2],[5,35,3],[1,2,40]]，求准确率和宏平均 F1",
    "MSE of predictions [2.5, 0, 2] and targets [3, -0.5, 2]",
    "logits [2.0, 1.0, 0.1]，真实类别 0，交叉熵损失是多少？",
    "BCE for labels [1, 0] and predictions [0.9, 0.2]",
    "softmax([2, 1, 0.1])",
    "leaky relu(-2)",
    "sigmoid 在 x=1 处的导数是多少",
    "784-128-10 MLP: how many parameters?",
    "输入 32x32，卷积核 5x5，输出尺寸是多少？",
    "w=1, g=0.5, lr=0.1, momentum 0.9: new w?",
    "memory to train a 7B model with AdamW in mixed precision?",
    "warmup 500 steps, linear decay, 5000 total steps, peak lr 2e-5: lr at steps 100, 500 and 6000?",
    "batch size 256 -> 1024, lr 0.1: new learning rate?",
    "TP = 0, FP = 0: precision?",
    "TP = 40, what is the precision?",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_every_solution_has_words_in_both_languages(text: str) -> None:
    """Answers, steps, what was read and what was assumed are there, without loose ends."""
    solution = solve_formula(text)
    assert solution is not None
    for language in ("en", "zh"):
        explanation = explain(solution, language)
        lines = (*explanation.answer, *explanation.steps, *explanation.assumed)
        assert explanation.answer
        assert all(line and "{" not in line and "}" not in line for line in lines)
        if language == "zh":
            assert any(re.search(r"[\u3400-\u9fff：]", line) for line in lines)
        else:
            assert not any(re.search(r"[\u3400-\u9fff]", line) for line in lines)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_object_keeps_the_contract(text: str) -> None:
    """Every key of the contract is there, and numbers are plain JSON numbers."""
    solution = solve_formula(text)
    assert solution is not None
    printed = json.loads(json.dumps(as_json(solution, explain(solution)), allow_nan=False))
    assert set(printed) == {
        "kind", "language", "text", "answers", "knowns", "derived", "verdict", "missing", "conflicts", "topics",
    }  # fmt: skip
    assert printed["kind"] == ("clarification" if solution.missing else "solution")
    for answer in printed["answers"]:
        assert set(answer) == {"quantity", "value", "low", "high", "formula", "steps"}
        assert answer["formula"]


def test_steps_show_letters_numbers_and_result() -> None:
    """A step is the formula, the formula with numbers, and what it makes."""
    solution = solve_formula("TP=80, FP=20, FN=10: precision and recall?")
    assert solution is not None
    assert explain(solution).steps == (
        "precision = TP / (TP + FP) = 80 / (80 + 20) = 0.8",
        "recall = TP / (TP + FN) = 80 / (80 + 10) = 8/9 ≈ 0.8889",
    )
    assert explain(solution, "zh").answer == (
        "① 精确率：0.8（80%）",
        "② 召回率：8/9 ≈ 0.8889（≈ 88.89%）",
    )


def test_what_was_read_is_quoted_as_written() -> None:
    """A person finds their own words again."""
    solution = solve_formula("TP=80，FP=20，求精确率")
    assert solution is not None
    assert explain(solution).read == ("“TP=80”：TP = 80", "“FP=20”：FP = 20")


def test_impossible_input_is_a_contradiction() -> None:
    """What cannot be is told from what is undefined."""
    solution = solve_formula("y=1, p=1.2: binary cross entropy?")
    assert solution is not None
    printed = as_json(solution, explain(solution))
    assert printed["kind"] == "contradiction"
    assert printed["conflicts"]


def test_all_words_exist_in_both_languages() -> None:
    """No title, note or fault lacks one of the two."""
    for phrases in (TITLES, KINDS, NOTES, FAULTS):
        for name, phrase in phrases.items():
            assert phrase.en, name
            assert phrase.zh, name
    assert set(FAULTS) >= IMPOSSIBLE
