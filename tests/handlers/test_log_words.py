"""A pasted log with its diagnosis: first where nothing was asked, after the answer where it was."""

import pytest

from handlers.asking.answers import answer_text
from handlers.asking.plain import answer
from solver.reply import reply

LOG = """Epoch 1/8 - loss: 0.9000 - accuracy: 0.6100 - val_loss: 0.7500 - val_accuracy: 0.6600
Epoch 2/8 - loss: 0.6100 - accuracy: 0.7400 - val_loss: 0.6000 - val_accuracy: 0.7300
Epoch 3/8 - loss: 0.4300 - accuracy: 0.8300 - val_loss: 0.5500 - val_accuracy: 0.7700
Epoch 4/8 - loss: 0.3000 - accuracy: 0.9000 - val_loss: 0.5900 - val_accuracy: 0.7700
Epoch 5/8 - loss: 0.2100 - accuracy: 0.9400 - val_loss: 0.6800 - val_accuracy: 0.7600
Epoch 6/8 - loss: 0.1400 - accuracy: 0.9700 - val_loss: 0.8100 - val_accuracy: 0.7500
"""
ONE_EPOCH = "Epoch 1/8\n25/25 - 0s - 4ms/step - loss: 0.6037 - val_loss: 0.5117\n"


@pytest.mark.parametrize(
    ("question", "language", "found", "curve"),
    [
        ("", "en", "Overfitting from epoch 4 (surely)", "The log shows"),
        ("Is this overfitting?\n", "en", "Overfitting from epoch 4 (surely)", "The log shows"),
        ("这是不是过拟合？\n", "zh", "从第 4 个 epoch 起过拟合（可以肯定）", "日志记录了"),
    ],
)
def test_a_log_is_diagnosed(question: str, language: str, found: str, curve: str) -> None:
    """What a log shows stands above its curve, in the chat and on the command line."""
    told = reply(question + LOG)
    assert told is not None
    message = answer_text(told, "zh" if language == "zh" else "en")
    assert message.startswith(f"<b>{found}")
    plain = answer(question + LOG, None)
    assert plain["kind"] == "diagnosis"
    text = str(plain["text"])
    assert text.startswith(found)
    assert 0 < text.index("0.55") < text.index("0.81") < text.index(curve)


@pytest.mark.parametrize(
    ("question", "best", "found"),
    [
        ("Which epoch was best?", "Best epoch: 3", "Overfitting from epoch 4"),
        ("哪个epoch最好？", "最好的 epoch：3", "从第 4 个 epoch 起过拟合"),
    ],
)
def test_what_was_asked_comes_before_the_diagnosis(question: str, best: str, found: str) -> None:
    """A question about a log is answered first, and the diagnosis stands at the end."""
    plain = answer(f"{LOG}\n{question}", None)
    assert plain["kind"] == "solution"
    paragraphs = str(plain["text"]).split("\n\n")
    assert paragraphs[0].startswith(best)
    assert paragraphs[-1].startswith(found)


def test_a_log_of_one_epoch_has_no_diagnosis() -> None:
    """Where there is no curve yet, nothing is said of it."""
    text = str(answer(ONE_EPOCH, None)["text"])
    assert text.startswith("The log shows epoch 1")
    assert "\n\n" not in text
