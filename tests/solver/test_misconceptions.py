"""Known mistakes lead to the numbers that learners really give."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.language import LANGUAGES
from solver.misconceptions import MISCONCEPTIONS, mistakes, recognize
from solver.plan import Plan
from solver.situation import Situation

FASHION = Plan(60_000, 100, epochs=10)
RAGGED = Plan(1_000, 32, epochs=10)
ACCUMULATED = Plan(1_050, 100, epochs=3, grad_accumulation=4)
SHARED = Plan(8_000, 64, devices=4)
TIMED = Fraction(1, 2)


@pytest.mark.parametrize(
    ("name", "situation", "wrong"),
    [
        ("test_set_counted", Situation(FASHION, "batches_per_epoch", 10_000), 700),
        ("test_set_instead", Situation(FASHION, "batches_per_epoch", 10_000), 100),
        ("last_batch_forgotten", Situation(RAGGED, "batches_per_epoch"), 31),
        ("last_samples_forgotten", Situation(RAGGED, "samples_seen"), 9_920),
        (
            "dropped_batch_counted",
            Situation(Plan(1_000, 32, drop_last=True), "batches_per_epoch"),
            32,
        ),
        (
            "dropped_samples_processed",
            Situation(Plan(1_000, 32, epochs=10, drop_last=True), "samples_seen"),
            10_000,
        ),
        ("accumulation_forgotten", Situation(ACCUMULATED, "iterations_per_epoch"), 11),
        ("accumulation_twice", Situation(ACCUMULATED, "iterations_per_epoch"), 1),
        ("accumulation_multiplied", Situation(ACCUMULATED, "iterations_per_epoch"), 44),
        ("leftover_gradients_lost", Situation(ACCUMULATED, "iterations_per_epoch"), 2),
        ("devices_forgotten", Situation(SHARED, "batches_per_epoch"), 125),
        ("devices_twice", Situation(SHARED, "batches_per_epoch"), 8),
        ("devices_multiplied", Situation(SHARED, "batches_per_epoch"), 500),
        ("epochs_forgotten", Situation(RAGGED, "total_iterations"), 32),
        ("epochs_multiplied", Situation(RAGGED, "iterations_per_epoch"), 320),
        ("epochs_for_iterations", Situation(RAGGED, "total_iterations"), 10),
        ("epochs_for_iterations", Situation(RAGGED, "time_total", 0, TIMED), 5),
        ("batches_for_passes", Situation(RAGGED, "views_per_sample"), 32),
        ("updates_for_passes", Situation(RAGGED, "views_per_sample"), 320),
        ("batch_size_forgotten", Situation(RAGGED, "total_iterations"), 10_000),
        ("batch_size_for_count", Situation(FASHION, "batches_per_epoch"), 100),
        ("rounded_once", Situation(RAGGED, "total_iterations"), 313),
        (
            "accumulation_across_epochs",
            Situation(Plan(1_000, 32, epochs=10, grad_accumulation=3), "total_iterations"),
            107,
        ),
        ("one_batch_too_many", Situation(FASHION, "batches_per_epoch"), 601),
        ("last_batch_full", Situation(RAGGED, "last_batch_size"), 32),
        ("gap_for_rest", Situation(RAGGED, "last_batch_size"), 24),
        ("count_for_size", Situation(RAGGED, "last_batch_size"), 31),
        ("last_batch_counted_full", Situation(RAGGED, "samples_seen"), 10_240),
        ("iterations_for_samples", Situation(RAGGED, "samples_seen"), 320),
        ("one_batch_an_epoch", Situation(RAGGED, "samples_seen"), 320),
        ("divided_by_batch_size", Situation(FASHION, "epochs"), 60),
        ("one_epoch_for_all", Situation(RAGGED, "epochs"), 32),
        ("iterations_for_seconds", Situation(RAGGED, "time_total", 0, TIMED), 320),
        (
            "micro_batch_for_effective",
            Situation(Plan(800, 8, grad_accumulation=4, devices=2), "effective_batch_size"),
            8,
        ),
        (
            "parts_added",
            Situation(Plan(800, 8, grad_accumulation=4, devices=3), "effective_batch_size"),
            56,
        ),
        ("batch_size_rounded_down", Situation(Plan(1_000, 143), "batch_size"), 142),
        ("other_end_of_range", Situation(Plan(1_000, 143), "batch_size"), 166),
        ("one_batch_more_allowed", Situation(Plan(1_000, 143), "batch_size"), 125),
        ("zero_lost", Situation(FASHION, "batches_per_epoch"), 60),
    ],
)
def test_a_mistake_leads_to_its_number(name: str, situation: Situation, wrong: int) -> None:
    """Each named mistake gives the wrong number worked out by hand."""
    assert MISCONCEPTIONS[name].mistake(situation) == wrong


def test_every_misconception_has_an_example_above() -> None:
    """No misconception is without a number worked out by hand."""
    cases = test_a_mistake_leads_to_its_number.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {case[0] for case in cases} == set(MISCONCEPTIONS)


def test_a_wrong_number_is_recognized() -> None:
    """The mistake behind a wrong number is found, and none behind an arbitrary one."""
    situation = Situation(FASHION, "batches_per_epoch", 10_000)
    found = recognize(situation, 700)
    assert found is not None
    assert found.name == "test_set_counted"
    assert recognize(situation, 12_345) is None
    assert recognize(situation, Fraction(1, 2)) is None


_PLANS = st.builds(
    Plan,
    samples=st.integers(1, 5_000),
    batch_size=st.integers(1, 300),
    epochs=st.integers(1, 20),
    drop_last=st.booleans(),
    grad_accumulation=st.integers(1, 8),
    devices=st.integers(1, 4),
)
_COUNTS = ("batches_per_epoch", "last_batch_size", "iterations_per_epoch", "total_iterations")


@given(_PLANS, st.sampled_from([*_COUNTS, "samples_seen", "dropped_samples"]), st.integers(0, 900))
def test_no_mistake_is_ever_the_right_number(plan: Plan, asked: str, test_size: int) -> None:
    """Whatever is asked about whatever run, a mistake is a positive number that is not right."""
    situation = Situation(plan, asked, test_size)
    wrong = mistakes(situation)
    assert situation.right not in wrong
    assert all(value > 0 for value in wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_fit_under_a_button(language: str) -> None:
    """Every sentence is there, ends as a sentence, and fits the 200 characters of an alert."""
    for misconception in MISCONCEPTIONS.values():
        sentence = getattr(misconception.sentence, language)
        assert 0 < len(sentence) <= 200
        assert sentence[-1] in ".。）"
