"""Typed formulas, in letters and in the names that people use."""

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.answers.expressions import Expression, Letter, Operation, Rounded
from solver.answers.names import name_finder
from solver.answers.normal_form import normal_form
from solver.answers.reader import expression_of
from solver.answers.tokens import tokens_of
from solver.equivalence import Unreadable
from solver.formula_equivalence import Different, Same, Unrounded, compare_formulas
from solver.results import Clarification
from solver.solve import solve

TOTAL = "E * ceil(N / B)"
OF_TOTAL = ("train_size", "batch_size", "epochs")


@pytest.mark.parametrize(
    "answer",
    [
        "E*ceil(N/B)",
        "ceil(N/B)*E",
        "-(-N//B)*E",
        "E × ⌈N/B⌉",
        "E⌈N/B⌉",
        "(N + B - 1)//B * E",
        "E*((N-1)//B+1)",
        "(N-1)//B*E+E",
        "e*ceil(n/b)",
        "T = E * ceil(N/B)",
        "E * ceil(N/B) iterations",
        "E*int((N+B-1)/B)",
        "epochs * math.ceil(len(dataset) / batch_size)",
        "num_epochs * ceil(number of samples / batch size)",
        "`epochs * -(-num_samples // bs)`",
        "N/B rounded up, times E",
        r"$E \lceil \frac{N}{B} \rceil$",
        "轮数 × ⌈样本数/批大小⌉",
        "总迭代次数 = 向上取整(样本数/批大小)×轮数",
        "样本数除以批大小，向上取整，再乘以轮数",
        "epoch数×⌈训练集大小÷batch size⌉ 次",
    ],
)
def test_every_way_to_write_a_formula_is_the_same(answer: str) -> None:
    """A formula is ours in whatever letters, names, signs and order it is written."""
    assert compare_formulas(answer, TOTAL, OF_TOTAL) == Same()


@pytest.mark.parametrize("answer", ["N*E/B", "E*(N//B)", "ceil(N*E/B)", "样本数/批大小×轮数"])
def test_a_formula_without_the_rounding_is_close(answer: str) -> None:
    """What is right only where the batches come out even says for which numbers it is not."""
    verdict = compare_formulas(answer, TOTAL, OF_TOTAL)
    assert isinstance(verdict, Unrounded)
    values = dict(verdict.example.values)
    samples, batch_size, epochs = (values[name] for name in OF_TOTAL)
    assert verdict.example.right == epochs * math.ceil(samples / batch_size)
    assert verdict.example.answer != verdict.example.right


@pytest.mark.parametrize(
    "answer", ["E*N*B", "ceil(N/B)", "E*ceil(B/N)", "E*ceil(N/B)+1", "4690", "1/0"]
)
def test_another_formula_is_different_and_says_where(answer: str) -> None:
    """A readable formula that is not ours comes with numbers for which the two differ."""
    verdict = compare_formulas(answer, TOTAL, OF_TOTAL)
    assert isinstance(verdict, Different)
    assert verdict.example.answer != verdict.example.right


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("", ""),
        ("?", ""),
        ("E*ceil(N/B", ""),
        ("N/2B", ""),
        ("N^9^9", ""),
        ("u*E", "u"),
        ("批次数×轮数", "批次数"),
        ("E*foo(N/B)", "foo"),
        ("__import__('os')", "__import__"),
        ("E*" * 100 + "N", ""),
        ("(" * 60 + "N" + ")" * 60, ""),
    ],
)
def test_what_is_no_formula_is_unreadable_and_never_wrong(answer: str, word: str) -> None:
    """What we cannot read is asked again, with the word that we do not know."""
    assert compare_formulas(answer, TOTAL, OF_TOTAL) == Unreadable(word)


@pytest.mark.parametrize(
    "answer",
    [
        "N" + "%B" * 99,
        "N" + "//2//3" * 33,
        "N" + "+N%B" * 49,
        "N" + "+1/(N+B)" * 24,
        "(" * 20 + "N+B" + ")^6" * 20,
        "⌈" * 18 + "N/B" + "+E/B⌉" * 18,
    ],
)
def test_long_and_deep_formulas_are_bounded_work(answer: str) -> None:
    """Floors in floors, sums of quotients and powers of powers are told apart: the test ends."""
    assert isinstance(compare_formulas(answer, TOTAL, OF_TOTAL), Different)


@given(st.text("NBE0123456789+-*/%^()⌈⌉ .,½²个批大小轮数样本次", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_a_verdict(answer: str) -> None:
    """No text makes reading a formula fail."""
    verdict = compare_formulas(answer, TOTAL, OF_TOTAL)
    assert isinstance(verdict, Same | Unrounded | Different | Unreadable)


@pytest.mark.parametrize(
    ("answer", "right", "quantities"),
    [
        (
            "N/(B*k) rounded up",
            "ceil(ceil(N/B)/k)",
            ("train_size", "batch_size", "grad_accumulation"),
        ),
        ("bs*gpus*accum", "B*k*D", ("batch_size", "grad_accumulation", "devices")),
        ("批大小×梯度累积步数×GPU数", "B*k*D", ("batch_size", "grad_accumulation", "devices")),
        ("(N-1) % B + 1", "N - B*(ceil(N/B)-1)", ("train_size", "batch_size")),
        ("80% * M", "M*4/5", ("dataset_size",)),
        ("total steps / steps_per_epoch", "T/u", ("total_iterations", "iterations_per_epoch")),
        ("2B", "B+B", ("batch_size",)),
        ("2(N + M)", "2*N + 2*M", ("train_size", "dataset_size")),
        ("half N", "N/2", ("train_size",)),
    ],
)
def test_formulas_of_other_quantities(answer: str, right: str, quantities: tuple[str, ...]) -> None:
    """Accumulation, devices, the last batch and splits have their formulas, too."""
    assert compare_formulas(answer, right, quantities) == Same()


def test_the_solver_and_its_formulas_agree_with_typed_ones() -> None:
    """A formula that the solver derives can be the right one."""
    result = solve("30,000 iterations, batch size 100: how many epochs?")
    assert isinstance(result, Clarification)
    derived = result.answers[0].formula
    assert derived is not None
    quantities = ("total_iterations", "train_size", "dataset_size", "batch_size")
    data = "N" if "N" in {str(letter) for letter in derived.free_symbols} else "M"
    assert compare_formulas(f"T / ceil({data}/B)", derived, quantities) == Same()
    assert isinstance(compare_formulas(f"T*B/{data}", derived, quantities), Unrounded)


def test_a_right_formula_must_be_one() -> None:
    """A mistake in what we hold answers against is our error, not an unreadable answer."""
    with pytest.raises(ValueError, match="no formula of train_size"):
        compare_formulas("N", "N/Q", ("train_size",))


_SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction | int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}
_LETTERS = {"N": "train_size", "B": "batch_size"}
_WHOLE = frozenset(_LETTERS.values())
_LEAVES = st.sampled_from([*map(Letter, _LETTERS.values()), Fraction(1), Fraction(2), Fraction(3)])
_EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    _LEAVES,
    lambda inner: (
        st.builds(Operation, st.sampled_from([*_SIGNS, "/"]), inner, inner)
        | st.builds(Rounded, st.sampled_from(["up", "down"]), inner)
    ),
    max_leaves=5,
)


def _worked_out(expression: Expression, values: dict[str, int]) -> Fraction | None:
    """The value as Python's fractions give it; None where something is divided by zero."""
    match expression:
        case Letter(quantity):
            return Fraction(values[quantity])
        case Rounded(way, inner):
            value = _worked_out(inner, values)
            return (
                None
                if value is None
                else Fraction((math.ceil if way == "up" else math.floor)(value))
            )
        case Operation(sign, left, right):
            a, b = _worked_out(left, values), _worked_out(right, values)
            if a is None or b is None or (b == 0 and sign in {"/", "//", "%"}):
                return None
            return a / b if sign == "/" else Fraction(_SIGNS[sign](a, b))
    return expression


def _values(expression: Expression) -> list[Fraction | None]:
    """What an expression is worth for small numbers, dividing each other and not."""
    sizes = product(range(1, 7), repeat=2)
    return [
        _worked_out(expression, dict(zip(_LETTERS.values(), size, strict=True))) for size in sizes
    ]


def _rounded(way: str, a: int, b: int, c: int, below: Expression) -> Expression:
    """(a N + b B + c) / below, rounded."""
    samples, batch_size = (Letter(name) for name in _LETTERS.values())
    first = Operation("*", Fraction(a), samples)
    second = Operation("*", Fraction(b), batch_size)
    above = Operation("+", Operation("+", first, second), Fraction(c))
    return Rounded(way, Operation("/", above, below))


def test_equal_forms_have_equal_values() -> None:
    """All roundings of small quotients that share a normal form have the same values."""
    samples, batch_size = (Letter(name) for name in _LETTERS.values())
    divisors = (
        batch_size,
        Fraction(2),
        Operation("-", samples, Operation("*", Fraction(2), batch_size)),
    )
    small = range(-2, 3)
    groups: dict[str | None, list[Expression]] = {}
    for way, a, b, c, below in product(("up", "down"), small, small, small, divisors):
        for sign in (1, -1):
            expression = Operation("*", Fraction(sign), _rounded(way, a, b, c, below))
            groups.setdefault(normal_form(expression, _WHOLE), []).append(expression)
    assert None not in groups
    assert len(groups) < 800
    for first, *others in groups.values():
        values = _values(first) if others else []
        for other in others:
            pairs = zip(values, _values(other), strict=True)
            assert all(a == b for a, b in pairs if None not in {a, b})


@pytest.mark.parametrize(
    "other", ["-(-N//B)", "(N+B-1)//B", "(N-1)//B + 1", "(N + 2*B - 1)//B - 1"]
)
def test_a_rounding_up_has_one_form(other: str) -> None:
    """The usual ways to round up without a ceiling are recognized without trying numbers."""
    find = name_finder(_WHOLE)
    forms = {
        normal_form(expression_of(tokens_of(text, find), formula=True), _WHOLE)
        for text in ("ceil(N/B)", other)
    }
    assert len(forms) == 1
    assert None not in forms


@given(_EXPRESSIONS)
@settings(max_examples=200, deadline=None)
def test_a_form_keeps_the_value(expression: Expression) -> None:
    """Subtracting what an expression is from it leaves the normal form of zero."""
    difference = Operation("-", expression, expression)
    assert normal_form(difference, _WHOLE) in {None, normal_form(Fraction(0), _WHOLE)}
