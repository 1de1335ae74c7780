"""A derivation as a sheet of formulas: what is given, then each step in letters and in numbers."""

from collections.abc import Iterable, Mapping, Sequence

from sympy import Expr

from solver import amounts, mathtext, mathtext_values
from solver.explain.terms import title
from solver.inversion import invert
from solver.language import Language, Phrase
from solver.problem import Problem
from solver.quantities import QUANTITIES
from solver.relations import SYMBOLS
from solver.results import Answer, Solution
from solver.sheet import FormulaSheet, Given, Row, SheetStep
from solver.spans import Exact, Span
from solver.steps import Move, Step

MOST_STEPS = 12
"""Steps on one sheet; a picture with more cannot be read on a phone."""
_SEVERAL = Phrase("Derivation", "推导过程")
_HEADING = Phrase("{title}: {value}", "{title}：{value}")
_IN_ONE = Phrase("In one formula", "合成一个式子")
_SAME = {"dataset_size": "train_size"}
"""Where all data is training data, that goes without a step, and one letter serves for both."""


def formula_sheet(solution: Solution, language: Language) -> FormulaSheet | None:
    """The sheet of a solution; None where nothing was derived."""
    answers = (*solution.answers, *solution.derived)
    steps = _steps(answers)
    if not steps:
        return None
    written = [sheet_step(step, language) for step in steps]
    if len(answers) == 1 and len(steps) > 1 and answers[0].formula is not None:
        written.append(_in_one(answers[0], answers[0].formula, steps, language))
    return FormulaSheet(
        _heading(answers, language), _given(solution.problem, steps, language), tuple(written)
    )


def _heading(answers: Sequence[Answer], language: Language) -> str:
    if len(answers) > 1 or answers[0].span is None:
        return _SEVERAL.say(language)
    quantity = answers[0].quantity
    value = amounts.bare(quantity, answers[0].span, language).replace("…", " – ")
    return _HEADING.say(language, title=title(quantity, language), value=value)


def _steps(answers: Iterable[Answer]) -> tuple[Step, ...]:
    """Every step once, in order; what goes without saying goes without a step."""
    every: list[Step] = []
    for answer in answers:
        every += [s for s in answer.steps if s not in every and not s.relation.trivial]
    return tuple(every[:MOST_STEPS])


def _inputs(steps: Iterable[Step]) -> dict[str, Span]:
    return {name: span for step in steps for name, span in step.inputs.items()}


def _given(problem: Problem, steps: Sequence[Step], language: Language) -> tuple[Given, ...]:
    """What the steps start from: whatever none of them finds, in the order of the question."""
    inputs, found = _inputs(steps), {step.unknown for step in steps}
    stated = [_SAME.get(known.quantity, known.quantity) for known in problem.knowns]
    order = [name for name in (*stated, *inputs) if name in inputs and name not in found]
    return tuple(
        Given(
            mathtext_values.letter(QUANTITIES[name].symbol),
            QUANTITIES[name].title.say(language),
            mathtext_values.value(amounts.bare(name, inputs[name], language)),
        )
        for name in dict.fromkeys(order)
    )


def sheet_step(step: Step, language: Language) -> SheetStep:
    """One step: in letters, in numbers and its result, or the rounding that it undoes."""
    expression = invert(step.relation, step.unknown)
    if expression is None:
        return SheetStep(title(step.unknown, language), _undone(step, language))
    row = _row(step.unknown, expression, step.inputs, step.result, language)
    return SheetStep(title(step.unknown, language), (row,))


def _in_one(answer: Answer, formula: Expr, steps: Sequence[Step], language: Language) -> SheetStep:
    """The answer as one formula in what was given."""
    inputs = _inputs(steps)
    same = {SYMBOLS[a]: SYMBOLS[b] for a, b in _SAME.items() if a not in inputs}
    span = answer.span or Span.of(0)
    row = _row(answer.quantity, formula.xreplace(same), inputs, span, language)
    return SheetStep(_IN_ONE.say(language), (row,))


def _row(
    quantity: str, expression: Expr, inputs: Mapping[str, Span], of: Span, language: Language
) -> Row:
    """In letters, in numbers, and what they make."""
    numbers = mathtext.with_numbers(expression, inputs, language)
    result = mathtext_values.value(amounts.bare(quantity, of, language))
    sides = dict.fromkeys(map(_equal_to, (mathtext.letters(expression), numbers, result)))
    return mathtext_values.letter(QUANTITIES[quantity].symbol), *sides


def _undone(step: Step, language: Language) -> tuple[Row, ...]:
    """A rounding undone: ⌈1,000 / B⌉ = 10, so 9 < 1,000 / B ≤ 10, so 100 ≤ B < 111.11."""
    left = mathtext_values.value(
        amounts.bare(step.relation.left, step.inputs[step.relation.left], language)
    )
    right = mathtext.with_numbers(step.relation.right, step.inputs, language)
    statements = [f"{right} {_equal_to(left)}"]
    statements += [_move(move, step, language) for move in step.moves]
    symbol = mathtext_values.letter(QUANTITIES[step.unknown].symbol)
    result = mathtext_values.value(amounts.span(step.result))
    first, *rest = dict.fromkeys((*statements, f"{symbol} {_equal_to(result)}"))
    return (first,), *((rf"\Rightarrow\; {statement}",) for statement in rest)


def _move(move: Move, step: Step, language: Language) -> str:
    inner = mathtext.with_numbers(move.expression, step.inputs, language)
    span = move.span
    if span.value is not None:
        return f"{inner} {_equal_to(mathtext_values.value(amounts.number(span.value)))}"
    text = f"{_bound(span.low)} {_below(is_open=span.low_open)} {inner}"
    if span.high is None:
        return text
    return f"{text} {_below(is_open=span.high_open)} {_bound(span.high)}"


def _below(*, is_open: bool) -> str:
    return "<" if is_open else r"\leq"


def _bound(value: Exact) -> str:
    return mathtext_values.value(amounts.number(value).removeprefix("≈ "))


def _equal_to(value: str) -> str:
    return value if value.startswith((r"\approx", r"\geq")) else rf"=\; {value}"
