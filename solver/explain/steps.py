"""One step of a derivation as a line: the relation in letters, with its numbers, and the result."""

from sympy import Expr

from solver import amounts, notation
from solver.inversion import invert
from solver.language import Language, Phrase
from solver.quantities import QUANTITIES
from solver.spans import Exact, Span
from solver.steps import Step

_UNDO = Phrase("{title}: {moves}", "{title}：{moves}")


def step_line(step: Step, language: Language) -> str:
    """Iterations per epoch u = ⌈N / B⌉ = ⌈60,000 / 100⌉ = 600 iterations."""
    quantity = QUANTITIES[step.unknown]
    title = f"{quantity.title.say(language)} {quantity.symbol}"
    expression = invert(step.relation, step.unknown)
    if expression is None:
        return _UNDO.say(language, title=title, moves=moves(step, language))
    result = amounts.bare(step.unknown, step.result, language)
    seconds = not step.unknown.startswith("time")
    numbers = notation.with_numbers(expression, step.inputs, language, seconds=seconds)
    parts = [f"{title} = {notation.formula(expression)}", numbers, result]
    if numbers == result:
        parts.remove(numbers)
    return " ".join([parts[0], *map(amounts.equal_to, parts[1:])])


def moves(step: Step, language: Language) -> str:
    """⌈1,000 / B⌉ = 10 ⇒ 9 < 1,000 / B ≤ 10 ⇒ 100 ≤ B < 111.11 ⇒ B = 100…111."""

    def written(expression: Expr) -> str:
        return notation.with_numbers(expression, step.inputs, language)

    left = amounts.bare(step.relation.left, step.inputs[step.relation.left], language)
    lines = [f"{written(step.relation.right)} {amounts.equal_to(left)}"]
    lines += [_move(written(move.expression), move.span) for move in step.moves]
    if not step.result.empty:
        symbol = QUANTITIES[step.unknown].symbol
        lines.append(f"{symbol} {amounts.equal_to(amounts.span(step.result))}")
    return " ⇒ ".join(dict.fromkeys(lines))


def _move(inner: str, span: Span) -> str:
    if span.value is not None:
        return f"{inner} {amounts.equal_to(amounts.number(span.value))}"
    text = f"{_bound(span.low)} {'<' if span.low_open else '≤'} {inner}"
    if span.high is None:
        return text
    return f"{text} {'<' if span.high_open else '≤'} {_bound(span.high)}"


def _bound(value: Exact) -> str:
    return amounts.number(value).removeprefix("≈ ")
