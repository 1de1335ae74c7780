"""Who only asks what something is gets its first answer, without a model's judgement."""

import subprocess
import sys

import pytest

from knowledge.find import find
from knowledge.library import slugs, topic
from knowledge.plainly import named_plainly


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("What is an epoch?", "epoch"),
        ("what's dropout", "dropout"),
        ("What does overfitting mean?", "overfitting"),
        ("could you explain batch size to me, please?", "batch-size"),
        ("Early stopping, I don't get it", "early-stopping"),
        ("how many epochs?", "number-of-epochs"),
        ("什么是过拟合？", "overfitting"),
        ("学习率到底是什么意思呢？", "learning-rate"),
        ("请解释一下梯度累积", "gradient-accumulation"),
        ("轮次，我不太懂", "epoch"),
        ("what is relu", None),
        ("why does dropout help?", None),
        ("what is the learning rate of my run", None),
        ("什么是", None),
        ("", None),
        ("请" * 5000, None),
    ],
)
def test_a_topic_is_named_plainly_or_not_at_all(question: str, slug: str | None) -> None:
    """A title in the usual frames of either language names its topic; anything more is judged."""
    assert named_plainly(question) == slug


@pytest.mark.parametrize("frame", ["What is {}?", "{}是什么？"])
def test_every_title_asked_for_plainly_gets_its_first_answer(frame: str) -> None:
    """The topic is certain, and its first answer is the one that is given."""
    for slug in slugs():
        found = find(frame.format(topic(slug, "zh" if "是" in frame else "en").title))
        assert (found.topics[0].slug, found.topics[0].score) == (slug, 1)
        assert found.answer == topic(slug, "en").answers[0].key


def test_a_plain_question_waits_for_no_model() -> None:
    """Whoever asks what an epoch is right after the start is answered before numpy is loaded."""
    program = (
        "import sys; from knowledge.find import find; find('What is an epoch?'); "
        "print('numpy' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
