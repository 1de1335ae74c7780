"""A question that wants a number and an explanation gets both; an exercise gets no lesson."""

import json
from pathlib import Path

import pytest

from data.words import Language
from handlers.asking import road
from handlers.asking.plain import answer
from knowledge.library import topic

QUESTIONS = Path(__file__).parents[1] / "solver" / "questions"
LOOKED_AT = 6


@pytest.mark.parametrize(
    ("language", "text", "number", "slug"),
    [
        (
            "en",
            "What is an epoch, and how many iterations are there in 4 epochs with 9,000 images and batch size 250?",
            144,
            "epoch",
        ),
        ("zh", "9000张图片，batch size 250，一轮迭代多少次？什么是过拟合？", 36, "overfitting"),
        (
            "zh",
            "什么是梯度累积？batch size 8，累积4步，有效批大小是多少？",
            32,
            "gradient-accumulation",
        ),
        (
            "en",
            "9,000 images, batch size 250: how many updates per epoch? Also, why do we shuffle the data?",
            36,
            "shuffling",
        ),
    ],
)
def test_a_question_for_both_gets_both(
    language: Language, text: str, number: int, slug: str
) -> None:
    """The number comes first, and below it in a few sentences what the topic says."""
    told = answer(text, language)
    assert told["kind"] == "solution"
    assert told["answers"][0]["value"] == number  # type: ignore[index]  # plain data
    assert told["topics"][0]["slug"] == slug  # type: ignore[index]  # plain data
    *_, lesson = str(told["text"]).split("\n\n")
    direct = [one.text for one in topic(slug, language).answers]
    assert any(
        lesson.split("\n")[-1][:20] in one.replace("**", "").replace("`", "") for one in direct
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_exercise_gets_no_lesson(language: str) -> None:
    """Questions for numbers alone are answered with numbers alone, however they are worded."""
    lines = (QUESTIONS / f"{language}.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    worded = [text for text in texts if "what" in text.lower() or "什么" in text or "是" in text]
    for text in worded[:: max(1, len(worded) // LOOKED_AT)]:
        assert not isinstance(road.take(text), road.Both), text
