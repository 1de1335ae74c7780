"""A log with a question: answered from the log, worked out with it, or honestly left open."""

import pytest

from solver.explain.explanation import Explanation
from solver.log_result import LogReport
from solver.reading.logs.question import beside_log
from solver.reply import Reply, explain_reply, reply, reply_as_json
from solver.results import Contradiction, Solution

BARS = """Epoch 1/5
1875/1875 [==============================] - 5s 2ms/step - loss: 0.2950 - accuracy: 0.9146
Epoch 2/5
1875/1875 [==============================] - 4s 2ms/step - loss: 0.1420 - accuracy: 0.9570
"""
CURVE = """Epoch 1/10 - loss: 0.9200 - val_loss: 0.7100
Epoch 2/10 - loss: 0.6200 - val_loss: 0.6100
Epoch 3/10 - loss: 0.4500 - val_loss: 0.5900
Epoch 4/10 - loss: 0.3300 - val_loss: 0.6300
"""


def told(text: str) -> Reply:
    """The reply to a text, which has one."""
    found = reply(text)
    assert found is not None
    return found


def answers(found: Reply) -> dict[str, int]:
    """The answers of the command line, by quantity."""
    rows = reply_as_json(found)["answers"]
    assert isinstance(rows, list)
    return {row["quantity"]: row["value"] for row in rows}


def words(found: Reply) -> Explanation:
    """The reply in the language of the question."""
    return explain_reply(found)


@pytest.mark.parametrize(
    ("question", "quantity", "value"),
    [
        ("how many iterations in total?", "total_iterations", 5 * 1875),
        ("一共多少次迭代？", "total_iterations", 5 * 1875),
        ("how many steps per epoch?", "iterations_per_epoch", 1875),
        ("每个epoch多少步？", "iterations_per_epoch", 1875),
    ],
)
def test_the_log_answers(question: str, quantity: str, value: int) -> None:
    """What a log shows is answered from it, first of all."""
    for text in (f"{question}\n{BARS}", f"{BARS}\n{question}"):
        found = told(text)
        assert reply_as_json(found)["kind"] == "solution"
        assert answers(found)[quantity] == value
        assert f"{value:,}" in words(found).answer[0]


@pytest.mark.parametrize(
    ("log", "question"),
    [
        (CURVE, "why is the val loss going up?"),
        (CURVE, "Is this overfitting?"),
        (CURVE, "为什么验证损失上升了？"),
        (CURVE, "这是不是过拟合？"),
        (CURVE, ""),
        (BARS, "What learning rate did I use?"),
        (BARS, "用的学习率是多少？"),
        (BARS, "why does accuracy not reach 99%?"),
    ],
)
def test_what_a_log_cannot_answer_is_no_solution(log: str, question: str) -> None:
    """The log is told, and nothing pretends to be an answer."""
    for text in (f"{question}\n{log}", f"{log}\n{question}"):
        found = told(text)
        assert isinstance(found, LogReport)
        assert reply_as_json(found)["kind"] == "diagnosis"
        assert words(found).answer[0].startswith(("The log shows", "日志记录了"))


@pytest.mark.parametrize(
    "question", ["how many steps for 20 epochs?", "要是训练20个epoch，一共多少步？"]
)
def test_another_run_is_worked_out_with_the_log(question: str) -> None:
    """For 20 epochs instead of 5, the iterations of an epoch are those that the log shows."""
    found = told(f"{BARS}\n{question}")
    assert isinstance(found, Solution)
    assert answers(found)["total_iterations"] == 20 * 1875


@pytest.mark.parametrize(
    "question",
    [
        "batch size 32, 60000 images: how many iterations per epoch and which epoch was best?",
        "60000张图，batch size 32：每个epoch多少次迭代？哪个epoch最好？",
    ],
)
def test_half_from_the_log_half_from_the_question(question: str) -> None:
    """Two questions are both answered, whichever of them the log knows."""
    found = answers(told(f"{CURVE}\n{question}"))
    assert found["iterations_per_epoch"] == len(range(0, 60_000, 32))
    assert found["best_epoch"] == 3


@pytest.mark.parametrize("question", ["how long will 3 epochs take?", "3个epoch要多久？"])
def test_what_is_missing_is_asked_for(question: str) -> None:
    """A bar that may be of an epoch or of the run gives no time of three epochs."""
    found = told(f"176/2625 [03:11<44:20,  1.09s/it, loss=0.52]\n{question}")
    assert isinstance(found, LogReport)
    plain = reply_as_json(found)
    assert (plain["kind"], plain["missing"]) == ("clarification", ["time_per_epoch"])
    assert answers(found) == {}


@pytest.mark.parametrize(
    "question",
    [
        "should be 60000 images with batch size 64, why 1875?",
        "60000张图，batch size是64，为什么是1875步？",
    ],
)
def test_a_log_that_does_not_fit_is_explained(question: str) -> None:
    """What the log shows is set against what follows, with what would explain it."""
    found = told(f"{BARS}\n{question}")
    assert isinstance(found, Contradiction | Solution)
    assert answers(found)["iterations_per_epoch"] == len(range(0, 60_000, 64))
    assert answers(found)["batch_size"] == 60_000 // 1875


def test_nothing_is_said_twice() -> None:
    """A count that was asked for stands above the curve, and not again among the counts."""
    explained = words(told(f"{BARS}\nhow many training samples with batch size 32?"))
    assert explained.answer == ("Training set size: 59,969…60,000",)
    assert not any("set size" in line for line in explained.beside)


def test_the_question_beside_a_log() -> None:
    """Lines of a log and its tables are left out; sentences stay, also with a bar in them."""
    table = "epoch,loss,val_loss\n1,0.9,0.8\n2,0.7,0.7\n"
    assert beside_log(f"{BARS}why?\n{CURVE}{table}batch size 32") == "why?\nbatch size 32"
    asked = "it says 176/2625 [03:11<44:20, 1.09s/it], how long is that?"
    assert beside_log(asked) == asked
