"""Questions are right, fair and short, whatever the seed."""

import math
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.grading import grade
from quiz.item import Item
from quiz.making import make
from quiz.render import feedback, options, question
from quiz.skills import COURSE, LEVELS
from solver.language import LANGUAGES
from solver.misconceptions import MISCONCEPTIONS
from solver.plan import Plan, walk
from solver.situation import Situation

SEEDS = range(300)
SKILLS = [skill.name for skill in COURSE]


def _epoch(plan: Plan) -> tuple[list[int], int]:
    """Batch sizes of one device in an epoch and its updates, by slicing a range of samples."""
    share = range(math.ceil(plan.samples / plan.devices))
    starts = range(0, len(share), plan.batch_size)
    sizes = [len(share[start : start + plan.batch_size]) for start in starts]
    if plan.drop_last:
        sizes = [size for size in sizes if size == plan.batch_size]
    return sizes, len(range(0, len(sizes), plan.grad_accumulation))


def _times(count: int, each: int) -> int:
    """Multiplication by adding up."""
    return sum(each for _ in range(count))


def _smallest_batch(plan: Plan) -> int:
    """The first batch size, tried from 1 on, that needs no more batches than the plan's."""
    limit, size = len(_epoch(plan)[0]), 1
    while len(range(0, plan.samples, size)) > limit:
        size += 1
    return size


def _by_hand(item: Item) -> int | Fraction:
    """The answer by looping instead of dividing."""
    plan, asked = item.situation.plan, item.situation.asked
    if asked == "batch_size":
        return _smallest_batch(plan)
    sizes, updates = _epoch(plan)
    total = _times(plan.epochs, updates)
    answers: dict[str, int | Fraction] = {
        "views_per_sample": _times(plan.epochs, 1),
        "batches_per_epoch": len(sizes),
        "last_batch_size": sizes[-1],
        "dropped_samples": plan.samples - sum(sizes),
        "iterations_per_epoch": updates,
        "total_iterations": total,
        "samples_seen": _times(plan.epochs, sum(sizes)),
        "time_total": total * item.situation.time_per_iteration,
        "epochs": len(range(0, total, updates)),
        "effective_batch_size": _times(plan.devices * plan.grad_accumulation, plan.batch_size),
    }
    return answers[asked]


@pytest.mark.parametrize("skill", SKILLS)
def test_the_answer_equals_counting_by_hand(skill: str) -> None:
    """At every level, the answer of every seed is what a plain loop counts."""
    for seed in SEEDS:
        for level in LEVELS:
            item = make(skill, seed, level)
            assert item.answer == _by_hand(item)


@pytest.mark.parametrize("skill", SKILLS)
def test_the_answer_equals_the_walked_run(skill: str) -> None:
    """The plan behind a question counts what its brute-force twin counts, sample by sample."""
    for seed in range(25):
        plan = make(skill, seed, 2).situation.plan
        walked = walk(replace(plan, epochs=1))
        assert walked.batches == plan.batches_per_epoch
        assert walked.updates == plan.iterations_per_epoch
        assert walked.last_batch_size == plan.last_batch_size


@pytest.mark.parametrize("skill", SKILLS)
def test_options_are_distinct_and_one_is_right(skill: str) -> None:
    """Four different numbers, the answer once among them, each other one positive."""
    for seed in SEEDS:
        for level in LEVELS:
            item = make(skill, seed, level)
            if not item.typed:
                values = [option.value for option in item.options]
                assert len(set(values)) == len(values) == 4
                assert values.count(item.answer) == 1
                assert min(values) > 0


@pytest.mark.parametrize("skill", SKILLS)
def test_almost_every_wrong_option_is_a_named_mistake(skill: str) -> None:
    """Of all wrong options, at most one in fifty is a number that is merely near."""
    items = [make(skill, seed, level) for seed in SEEDS for level in LEVELS]
    wrong = [option for i in items for option in i.options if option.value != i.answer]
    named = [option for option in wrong if option.misconception in MISCONCEPTIONS]
    assert len(named) >= 0.98 * len(wrong)


@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_keep_within_telegrams_limits(skill: str, language: str) -> None:
    """Questions have at most 300 characters, options 100, and no placeholder is left open."""
    for seed in SEEDS:
        item = make(skill, seed, LEVELS[seed % len(LEVELS)])
        asked = question(item, language)
        assert len(asked) <= 300
        assert "{" not in asked
        assert all(0 < len(option) <= 100 for option in options(item, language))
        said = feedback(item, grade(item, str(item.answer + 1)), language)
        assert "{" not in said.verdict + said.why + said.formula


@pytest.mark.parametrize("skill", SKILLS)
def test_the_same_seed_makes_the_same_question(skill: str) -> None:
    """A question can be made again from skill, seed and level, and seeds differ."""
    assert make(skill, 5, 2) == make(skill, 5, 2)
    assert len({make(skill, seed, 2).situation for seed in SEEDS}) > 5


def test_a_known_seed_keeps_its_question() -> None:
    """A question that was sent before an update still has the same numbers after it."""
    item = make("batches", 5, 2)
    assert item.situation == Situation(Plan(5_700, 64), "batches_per_epoch")
    assert question(item, "en").startswith("A tea shop has 5,700 pictures")
    assert [option.value for option in item.options] == [89, 9, 90, 5_700]


@pytest.mark.parametrize("skill", SKILLS)
def test_the_right_option_has_no_favourite_place(skill: str) -> None:
    """Every place holds the right option in some of the questions."""
    items = [make(skill, seed, 1) for seed in SEEDS]
    places = Counter([option.value for option in i.options].index(i.answer) for i in items)
    assert all(places[place] > len(items) / 8 for place in range(4))


def test_first_questions_are_chosen_and_later_ones_also_typed() -> None:
    """Level 1 always offers options; above it, about a third is typed."""
    assert not any(make(skill, seed, 1).typed for skill in SKILLS for seed in range(40))
    typed = [make(skill, seed, 2).typed for skill in SKILLS for seed in range(100)]
    assert 0.25 < sum(typed) / len(typed) < 0.42
