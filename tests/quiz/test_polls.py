"""Questions as native quiz polls: which fit, and which a round asks."""

import pytest

from quiz.item import Item, Option
from quiz.making import make
from quiz.polls import explanation, poll_of, round_items
from quiz.skills import COURSE, SKILLS
from solver.language import Language


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_polls_are_within_the_limits(language: Language) -> None:
    """Of every skill some questions fit in a poll, and what fits is within Telegram's limits."""
    fitting = set()
    for skill in COURSE:
        for seed in range(3):
            item = make(skill.name, seed, 1 + seed, language)
            poll = poll_of(item)
            if poll is None:
                continue
            fitting.add(skill.name)
            assert _units(f"20/20  {poll.question}") <= 300
            assert 2 <= len(poll.options) == len(set(poll.options)) <= 12
            assert all(1 <= _units(option) <= 100 for option in poll.options)
            assert _units(poll.explanation) <= 200
            assert poll.explanation.count("\n") <= 2
            assert "`" not in poll.question + poll.explanation + "".join(poll.options)
            assert item.options[poll.right].right
    assert len(fitting) > 0.8 * len(COURSE)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_round_has_different_questions(language: Language) -> None:
    """A round asks nothing twice, each of another skill, in an order from easy to hard."""
    items = round_items(3, 10, language)
    assert items == round_items(3, 10, language)
    assert len({skill for skill, _, _ in items}) == 10
    assert [level for *_, level in items] == sorted(level for *_, level in items)
    assert all(poll_of(make(*item, language)) for item in items)


def test_a_round_about_a_topic() -> None:
    """A round about a topic asks what belongs to it, and is shorter where there is not enough."""
    items = round_items(3, 20, "en", "iteration")
    assert {SKILLS[skill].topic for skill, _, _ in items} == {"iteration"}
    assert 3 <= len(items) <= 20
    questions = [make(*item, "en").question for item in items]
    assert len(set(questions)) == len(questions)


def _item(**changes: object) -> Item:
    options = (Option("a", right=True), Option("b", right=False))
    values = {"form": "choose", "question": "Which?", "options": options, "why": "Rule."}
    return Item("s", 1, 1, "en", answer="a", hints=(), **(values | changes))  # type: ignore[arg-type]  # any values


@pytest.mark.parametrize(
    "changes",
    [
        {"form": "type", "options": ()},
        {"form": "several", "options": (Option("a", right=True), Option("b", right=True))},
        {"question": "x" * 293},
        {"block": "x" * 300},
        {"picture": "loss"},
        {"options": (Option("x" * 101, right=True), Option("b", right=False))},
        {"options": (Option("`a`", right=True), Option("a", right=False))},
    ],
)
def test_what_fits_in_no_poll(changes: dict[str, object]) -> None:
    """What is typed, too long, a picture, or has two options that look the same is no poll."""
    assert poll_of(_item()) is not None
    assert poll_of(_item(**changes)) is None


def test_the_explanation_is_whole() -> None:
    """It has the rule and the last steps as far as they fit, and never half a sentence."""
    assert explanation(_item(steps=("1", "2"))) == "Rule.\n1\n2"
    assert explanation(_item(steps=("1", "2", "3"))) == "1\n2\n3"
    assert explanation(_item(steps=("x" * 200, "2"))) == "Rule.\n2"
    assert explanation(_item(why="x" * 201)) == ""
