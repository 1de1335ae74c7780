"""Numbers are read in every form that people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.reading.tokens.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("60,000 images and 10,000 more", [60000, 10000]),
        (
            "6万 5万6 1.2亿 一百七十万步 18W 600w",
            [60000, 56000, 120000000, 1700000, 180000, 6000000],
        ),
        ("60k, 1.2M, 50K iters", [60000, 1200000, 50000]),
        ("2^10 and 2**10 and 1e6 and 4×10^5", [1024, 1024, 1000000, 400000]),
        ("１００张图片，３２", [100, 32]),
        ("two thousand samples, half a million, twenty-five", [2000, 500000, 25]),
        ("五百张，一千二百，两万，三十条，一千二", [500, 1200, 20000, 30, 1200]),
        ("两轮和十个", [2, 10]),
        ("80% and 3.5 and 0.001", [Fraction(4, 5), Fraction(7, 2), Fraction(1, 1000)]),
        ("batch size -5", [-5]),
        ("100，200", [100, 200]),
        ("bs32, epoch10", [32, 10]),
    ],
)
def test_a_number_is_read_exactly(text: str, values: list[int | Fraction]) -> None:
    """Separators, units, powers, words and full-width digits give the number they stand for."""
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize(
    "text", ["ResNet50", "BiSeNetV2", "第1个", "①②③", "一共", "一般", "one epoch", "v1.2.3", "万一"]
)
def test_digits_that_belong_to_a_name_are_no_number(text: str) -> None:
    """Names, ordinals, list markers and idioms hold no number to count with."""
    assert find_numbers(text) == []


def test_each_number_knows_its_place() -> None:
    """The span of a number is where it stands in the text as it was written."""
    text = "训练集６万张，batch=1,024"
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["６万", "1,024"]


@pytest.mark.parametrize("text", ["10^400", "1e400000", "9" * 5000, "10^999999"])
def test_a_huge_number_is_read_at_once_and_as_huge(text: str) -> None:
    """Powers far beyond any count are not worked out."""
    assert [number.value for number in find_numbers(text)] == [10**400]


@given(st.integers(0, 10**15))
def test_thousands_separators_change_nothing(value: int) -> None:
    """A number with and without separators is the same number."""
    assert [n.value for n in find_numbers(f"N = {value:,}")] == [value]
    assert [n.value for n in find_numbers(f"N = {value}")] == [value]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text is read without an error, and every span lies inside it."""
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
