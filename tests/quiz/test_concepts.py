"""Questions about topics are drawn from what is written beside the topics."""

import pytest

from quiz import concepts as module
from quiz.concepts import concept_item, concepts
from quiz.skills import ABOUT

SEEDS = range(400)


def test_a_new_question_moves_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a topic gets one more question, seeds keep theirs, but for those that draw the new one."""
    skill, written = f"{ABOUT}epoch", concepts("epoch", "en")

    def drawn(number: int) -> list[str]:
        monkeypatch.setattr(module, "concepts", lambda _slug, _language: written[:number])
        return [concept_item(skill, seed, 5, "en").question for seed in SEEDS]

    before, after = drawn(len(written) - 1), drawn(len(written))
    moved = {new for old, new in zip(before, after, strict=True) if old != new}
    assert moved == {written[-1].question}
    assert before != after


def test_every_question_has_its_share() -> None:
    """Each question about a topic is asked at some level."""
    items = (
        concept_item(f"{ABOUT}epoch", seed, level, "en")
        for level in range(1, 6)
        for seed in range(60)
    )
    assert {item.question for item in items} == {one.question for one in concepts("epoch", "en")}
