"""Typed answers in the forms that people write them."""

import math
import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.equivalence import Close, Right, Unreadable, Wrong, compare, evaluate


@pytest.mark.parametrize(
    "text",
    [
        "600",
        "60000/100",
        "60,000 / 100",
        "6e2",
        "600 次",
        "600 iterations",
        "600.",
        "600.0",
        "６００",
        "六百",
        "六百次",
        "six hundred",
        "答案是600次",
        "T = 600",
        "60000÷100=600",
        "6万/100",
        "60k/100",
        "60000除以100",
        "60 x 10",
        "10个epoch × 60次",
        "ceil(59999/100)",
        "math.ceil(59999 / 100)",
        "⌈59999/100⌉",
        "-(-59999//100)",
        "向上取整（59999/100）",
        "10 min",
        "10分钟",
    ],
)
def test_every_way_to_write_six_hundred_is_right(text: str) -> None:
    """An answer is right in whatever form its value is written."""
    assert compare(text, 600) == Right(Fraction(600))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,875", 1875),
        ("⌈60000/128⌉", 469),
        ("10*469", 4690),
        ("60000 % 128", 96),
        ("60000 mod 128", 96),
        ("2^10", 1024),
        ("3**2 + 1", 10),
        ("7-2", 5),
        ("7 -2", 5),
        ("(2 + 3) * 4", 20),
        ("六", 6),
        ("一", 1),
        ("zero", 0),
        ("50%", Fraction(1, 2)),
        ("2小时", 7200),
        ("-5", -5),
    ],
)
def test_arithmetic_is_worked_out_exactly(text: str, value: int | Fraction) -> None:
    """Numbers, words and arithmetic have their exact value."""
    assert evaluate(text) == value


def test_an_unrounded_answer_is_close_from_either_side() -> None:
    """468.75 is close to 469 and to 468, and to nothing else."""
    assert compare("468.75", 469) == Close(Fraction("468.75"))
    assert compare("60000/128", 468) == Close(Fraction("468.75"))
    assert compare("468.75", 470) == Wrong(Fraction("468.75"))


def test_another_number_is_wrong_and_says_which() -> None:
    """A readable number that is not ours comes back with its value."""
    assert compare("60000/100 - 1", 600) == Wrong(Fraction(599))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "😀",
        "no idea",
        "不知道",
        "600 or 700",
        "4 690",
        "1/0",
        "5 % 0",
        "()",
        "(600",
        "600)",
        "⌈600",
        "2(3)",
        "2**3**2",
        "10^400",
        "10**50 * 10**50",
        "9" * 199,
        "6" * 201,
        "(" * 60 + "1" + ")" * 60,
        "__import__('os')",
        "600; 1",
        "[1, 2]",
    ],
)
def test_what_is_no_number_is_unreadable_and_never_wrong(text: str) -> None:
    """Text that is no single number of sensible size is asked again."""
    assert compare(text, 600) == Unreadable()


@given(st.text(max_size=250) | st.text("0123456789+-*/%^().,eE⌈⌉ 万百次xk", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_a_verdict(text: str) -> None:
    """No text makes reading an answer fail."""
    assert isinstance(compare(text, 600), Right | Wrong | Close | Unreadable)


Worked = tuple[str, Fraction | None]
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], int | Fraction]] = {
    "+": operator.add,
    " - ": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    " % ": operator.mod,
}


def _combine(parts: tuple[Worked, str, Worked]) -> Worked:
    (left, a), symbol, (right, b) = parts
    text = f"({left}){symbol}({right})"
    if a is None or b is None or (b == 0 and symbol in {"/", "//", " % "}):
        return text, None
    return text, Fraction(_OPERATIONS[symbol](a, b))


@given(
    st.recursive(
        st.integers(1, 10**6).map(lambda number: (str(number), Fraction(number))),
        lambda inner: st.tuples(inner, st.sampled_from(sorted(_OPERATIONS)), inner).map(_combine),
        max_leaves=6,
    )
)
@settings(max_examples=200, deadline=None)
def test_the_grammar_agrees_with_python(worked: Worked) -> None:
    """Generated arithmetic has the value that Python's fractions give it, or none at all."""
    text, value = worked
    assert evaluate(text) == value


@given(st.integers(1, 10**7), st.integers(1, 10**4))
def test_rounding_up_can_be_written_three_ways(samples: int, batch_size: int) -> None:
    """Ceiling brackets, the function and Python's double negation agree with `math.ceil`."""
    expected = math.ceil(Fraction(samples, batch_size))
    for text in ("⌈{}/{}⌉", "ceil({}/{})", "-(-{}//{})"):
        assert evaluate(text.format(samples, batch_size)) == expected
