"""Whatever somebody writes is answered or declined: it never breaks, and never hangs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import datasets
from scripts.fuzz_solver import fuzz
from solver.as_json import as_json
from solver.explain.results import explain
from solver.problem import Problem
from solver.solve import solve

FRAGMENTS = (
    "60,000 images", "batch size", "batch size 0", "128", "10 epochs", "how many", "iterations",
    "per epoch", "?", "，", "\n", "=", "多少次迭代", "每个epoch", "6万张图片", "批大小", "一共", "对吗",
    "80%", "8:2", "train", "训练集", "test", "-3", "10^400", "1/3", "24*8=192", "①", "(2)", "1.",
    "8 GPUs", "drop_last=True", "drop_last=False", "last batch", "3 h", "80 ms each", "MNIST",
    "on FooNet", "what if", "double", "how long", "N=", "E=?", "is that right?", "几个", "step 3/10",
    "梯度累积2步", "split", "85 %", "\x00", "🎉", "{0}", "%s", "__import__('os')", "2 epochs",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=5).map(" ".join),
)
def test_any_mixture_of_words_and_numbers_is_taken(first: str, then: str) -> None:
    """Any question, and any message after it, gets a reply that can be said and printed."""
    previous: Problem | None = None
    for text in (first, then):
        result = solve(text, datasets=datasets(), previous=previous)
        if result is not None:
            for language in ("en", "zh"):
                json.dumps(as_json(result, explain(result, language), language))
            previous = Problem.from_json(result.problem.to_json())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_characters_are_taken(text: str) -> None:
    """Characters of any script, controls included, are read without an error."""
    result = solve(text, datasets=datasets())
    assert result is None or explain(result)


@pytest.mark.parametrize(
    "text",
    [
        "on Sho" + "9" * 2000 + " uld",
        "batch " * 2500,
        "1," * 8000,
        "(" * 16_000,
        "一" * 16_000,
        "1000 samples, batch size 10, how many " + "a " * 8000,
        "2*" * 8000 + "2",
        "A-" * 8000,
    ],
)
def test_long_and_repetitive_texts_are_read_in_bounded_work(text: str) -> None:
    """No pattern is led astray by 16,000 characters of the same kind: the test itself ends."""
    result = solve(text, datasets=datasets())
    assert result is None or explain(result)


def test_damaged_and_monstrous_texts_are_taken() -> None:
    """Of 200 questions, damaged ones, code and junk up to 16 KB, none breaks or hangs."""
    trials = list(fuzz(200, seed=1, limit=20))
    assert len(trials) == 200
    assert not [(trial.fault, trial.text[:300]) for trial in trials if trial.fault]
