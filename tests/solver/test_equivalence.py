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
        "600 iterations per epoch",
        "600 iterations/epoch",
        "600次/epoch",
        "每个epoch有600次迭代",
        "约600",
        "~600",
        "about 600",
        "600左右",
        "I think it's 600",
        "answer: 600",
        "答案：600",
        "**600**",
        "`600`",
        "$600$",
        "“600”",
        "<b>600</b>",
        "600 (six hundred)",
        "600（正好整除）",
        "600 because 60000 is a multiple of 100",
        "60 000/100",
        "60，000 ÷ 100",
        "60_000 // 100",
        "6·10²",
        "6x10^2",
        "陆佰",
        r"\frac{60000}{100}",
        r"\lceil \frac{59999}{100} \rceil",
        "59999/100 rounded up",
        "59999 / 100, round up",
        "59999/100，向上取整",
        "59999除以100再向上取整",
        "599.5向上取整",
        "round(599.6)",
        "10:00",
        "0.6k",
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
        ("50 percent", Fraction(1, 2)),
        ("百分之五十", Fraction(1, 2)),
        ("八成", Fraction(4, 5)),
        ("三分之一", Fraction(1, 3)),
        ("½", Fraction(1, 2)),
        ("2½", Fraction(5, 2)),
        ("一半", Fraction(1, 2)),
        ("0,5", Fraction(1, 2)),
        ("1 000", 1000),
        ("1'000", 1000),
        ("1.000.000", 10**6),
        ("1.875,50", Fraction("1875.5")),
        ("1万2", 12_000),
        ("2的10次方", 1024),
        ("10^-3", Fraction(1, 1000)),
        ("2小时", 7200),
        ("2 min 40 s", 160),
        ("2min40s", 160),
        ("2m40s", 160),
        ("2分40秒", 160),
        ("1h20", 4800),
        ("1小时20分", 4800),
        ("1:20:00", 4800),
        ("两个半小时", 9000),
        ("2 and a half hours", 9000),
        ("500 ms", Fraction(1, 2)),
        ("2天", 172_800),
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


@pytest.mark.parametrize(
    ("text", "values"),
    [("1.875", (1875, 2)), ("80%", (80,)), ("2:40", (160, 9600))],
)
def test_an_answer_with_two_readings_is_right_in_either(text: str, values: tuple[int, ...]) -> None:
    """A point may group digits, a percentage may be meant in percent, a time in minutes or hours."""
    verdicts = [compare(text, value) for value in values]
    assert [type(verdict) for verdict in verdicts] == [
        Close if value == 2 else Right for value in values
    ]
    assert compare(text, 12345) == Wrong(evaluate(text) or Fraction(0))


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
        "4 69",
        "O(600)",
        "sqrt(360000)",
        "468 or 469",
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
