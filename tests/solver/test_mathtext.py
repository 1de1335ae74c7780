import string
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser
from sympy import Max, Symbol, ceiling, exp, floor, log, sqrt

from solver.conditions import Conditions
from solver.formula_sheet import formula_sheet
from solver.inversion import invert
from solver.language import Language
from solver.mathtext import letters
from solver.mathtext_values import escaped, letter, value
from solver.quantities import QUANTITIES
from solver.relations import relations
from solver.results import Solution
from solver.sheet import FormulaSheet
from solver.solve import solve

N, B, E = (Symbol(name, positive=True) for name in "NBE")


def draws(text: str) -> bool:
    """Whether matplotlib can draw a formula; it raises where it cannot."""
    return bool(MathTextParser("path").parse(f"${text}$").glyphs)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (ceiling(N / B), r"\left\lceil \dfrac{N}{B} \right\rceil"),
        (E * floor(N / B), r"E \,\times\, \left\lfloor \dfrac{N}{B} \right\rfloor"),
        (N - (B - 1) * E, r"N - E \,\times\, \left( B - 1 \right)"),
        (N / (B * E), r"\dfrac{N}{B \,\times\, E}"),
        (E / ceiling(N / B), r"\dfrac{E}{\left\lceil N / B \right\rceil}"),
        (sqrt(N), r"\sqrt{N}"),
        (1 / (1 + exp(-N)), r"\dfrac{1}{e^{-N} + 1}"),
        (-log(N), r"-\ln\left( N \right)"),
        (Max(B, N), r"\mathrm{max}\left( B,\, N \right)"),
        (N**2, r"N^{2}"),
        (1 / N**2, r"\dfrac{1}{N^{2}}"),
    ],
)
def test_an_expression_is_written_as_in_a_book(expression: object, written: str) -> None:
    """Fractions have a bar, roundings their brackets, and matplotlib draws them all."""
    assert letters(expression) == written
    assert draws(written)


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("60,000", "60{,}000"),
        ("≈ 155.64", r"\approx\; \,155.64"),
        ("2 min 40 s", r"2\,\mathsf{min}\,40\,\mathsf{s}"),
        ("3 分钟 8 秒", r"3\,\mathsf{分钟}\,8\,\mathsf{秒}"),
        ("100…111", r"100\ldots 111"),
        ("10^24", "10^{24}"),
        ("5e-05", r"5 \,\times\, 10^{-05}"),
        ("12.5 %", r"12.5\,\mathsf{\%}"),
    ],
)
def test_a_value_is_written_as_in_a_book(shown: str, written: str) -> None:
    """Numbers keep their thousands, and units stand upright beside them."""
    assert value(shown) == written
    assert draws(written)


@pytest.mark.parametrize("symbol", ["N", "N_val", "t_u", "b_total", "lr", "η", "a_b_c", "x_$"])
def test_a_letter_has_its_index_below(symbol: str) -> None:
    """Any letter of a quantity can be drawn."""
    assert draws(letter(symbol))


@given(st.text(max_size=12))
@example(string.punctuation)
@example('\\frac{1}{2} $x$ # " ` ~ \n \0 🎉')
def test_no_sign_breaks_a_formula(words: str) -> None:
    """Words are only words: no character in them is taken as a command."""
    assert draws(rf"\mathrm{{a{escaped(words)}b}}")


@pytest.mark.parametrize("drop_last", [False, True])
def test_every_relation_of_the_textbook_can_be_drawn(*, drop_last: bool) -> None:
    """Solved for any of its quantities, a relation has a picture."""
    rules = relations(Conditions.naming(QUANTITIES.keys(), drop_last=drop_last))
    written = [letters(found) for r in rules for q in r.quantities if (found := invert(r, q))]
    assert len(written) > len(rules)
    assert all(draws(text) for text in written)


def sheet_of(text: str, language: Language) -> FormulaSheet:
    """The sheet for a question."""
    result = solve(text)
    assert isinstance(result, Solution)
    sheet = formula_sheet(result, language)
    assert sheet is not None
    return sheet


@pytest.mark.parametrize(
    ("text", "language", "title", "given"),
    [
        (
            "60,000 images, batch size 128, 10 epochs: how many iterations?",
            "en",
            "Iterations in all: 4,690",
            ["training set size", "batch size", "epochs"],
        ),
        (
            "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？",
            "zh",
            "总迭代次数：4,690",
            ["训练集大小", "批次大小（batch size）", "epoch 数（轮数）"],
        ),
    ],
)
def test_a_sheet_goes_from_what_is_given_to_the_answer(
    text: str, language: Language, title: str, given: list[str]
) -> None:
    """What was given comes in the order of the question; the last piece is the answer."""
    sheet = sheet_of(text, language)
    assert sheet.title == title
    assert [each.name for each in sheet.given] == given
    assert sheet.steps[0].rows[0][1:] == (
        r"=\; \left\lceil \dfrac{N}{B} \right\rceil",
        r"=\; \left\lceil \dfrac{60{,}000}{128} \right\rceil",
        r"=\; 469",
    )
    assert sheet.steps[-1].rows[-1][-1] == r"=\; 4{,}690"
    assert all(draws(piece) for step in sheet.steps for row in step.rows for piece in row)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rounding_is_undone_in_steps(language: Language) -> None:
    """Where only a range follows, each line is a statement, and the last is the range."""
    sheet = sheet_of("1000 samples, 10 batches per epoch: what is the batch size?", language)
    rows = sheet.steps[-1].rows
    assert rows[0] == (r"\left\lceil \dfrac{1{,}000}{B} \right\rceil =\; 10",)
    assert rows[-1][0].endswith(rf"{Fraction(1000, 10)}\ldots 111")
    assert all(draws(piece) for row in rows for piece in row)


def test_a_rounded_number_is_worked_with_as_it_is() -> None:
    """Epochs that are not whole enter the next step as a fraction, so that its result is exact."""
    question = "20 million images, batch size 1 per gpu, 144 gpus, 100k iterations: how many samples are processed?"
    pieces = [p for step in sheet_of(question, "en").steps for row in step.rows for p in row]
    assert any(r"\frac{100{,}000}{138{,}889} \,\times\, 138{,}889" in piece for piece in pieces)
    assert all(draws(piece) for piece in pieces)


def test_nothing_derived_has_no_sheet() -> None:
    """A question that is answered by what it states gets no picture."""
    result = solve("1000 samples, batch size 10: how many batches?")
    assert isinstance(result, Solution)
    bare = Solution(result.problem, (), (), drop_last=False)
    assert formula_sheet(bare, "en") is None
