"""Formulas that people write in words: "epoch = iter * batch / N", with or without numbers.

The words give numbers of the same shape their roles: in "epoch = batch * step / N = 64 * 5 / 32"
64 is the batch size. Words alone can be checked as a formula.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known, StatedFormula
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.sums.formula_check import checked
from solver.reading.sums.formula_terms import Atom, Product, parse, quantities_of
from solver.reading.tokens.scan import Scan
from solver.spans import exact

_EQUALS = lazy_pattern(r"(?<![=<>!:≈])[=≈](?!=)")
_ENDS = lazy_pattern(
    r"[,，;；。?？!\n:：]|\.(?=\s|$)|\b(?:and|so|then|right|correct|which)\b|吗|么|对|吧|这|即"
)
_SIGNS = (
    (lazy_pattern(r"\b(?:divided by|over)\b|除以|除(?=batch|批)", re.IGNORECASE), "/"),
    (
        lazy_pattern(
            r"\b(?:multiplied by|times)\b(?! (?:is|do|does|per|will|each))|乘以|乘", re.IGNORECASE
        ),
        "*",
    ),
    (lazy_pattern(r"\b(?:equals?|is equal to|is)\b|等于|就是|是|为", re.IGNORECASE), "="),
)
"""Words for signs; each is replaced by a sign and blanks, so that every place stays."""
_THOUSANDS = lazy_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
_PARTS = {"devices", "grad_accumulation"}
_MOST = 24
_FARTHEST = 120


@dataclass(frozen=True)
class Equation:
    """A formula in words, the numbers that stand for its words, and its place."""

    formula: StatedFormula
    knowns: tuple[Known, ...]
    start: int
    end: int


def find_equations(scan: Scan) -> list[Equation]:
    """The formulas of a text that are products and quotients of words of the vocabulary."""
    text = _in_signs(scan.text)
    found: list[Equation] = []
    for count, match in enumerate(_EQUALS.finditer(text)):
        if count == _MOST:
            break
        inside = found and match.start() < found[-1].end
        inside = inside or _worked_out_in_code(scan, match.start())
        equation = None if inside else _equation(scan.text, text, match.start(), match.end())
        if equation and not _holds_setting(scan, equation):
            found.append(equation)
    return found


def _worked_out_in_code(scan: Scan, place: int) -> bool:
    """Whether an equals sign gives a name of pasted code a value that is known."""
    return any(each.computed and each.start <= place < each.end for each in scan.settings.found)


def _holds_setting(scan: Scan, equation: Equation) -> bool:
    """Whether a number of pasted code is told inside of a formula: `5000 // batch_size`."""
    sizes = (each for each in scan.settings.found if each.quantity == "train_size")
    return any(equation.start <= each.start < equation.end for each in sizes)


def _in_signs(text: str) -> str:
    text = _THOUSANDS.sub("_", text)
    for words, sign in _SIGNS:
        text = words.sub(lambda match, sign=sign: sign.ljust(len(match.group())), text)  # type: ignore[misc]
    return text


def _equation(written: str, text: str, sign: int, after: int) -> Equation | None:
    """The formula around an equals sign, where both sides are understood."""
    start, left = _left(text, sign)
    sides = list(_sides(text, after))
    words = parse(sides[0][0]) if sides else None
    if not left or not words or not words.has_words or len(words.atoms) == 1:
        return None
    formula = checked(left, words, written[start : sides[-1][1]].strip())
    knowns = _knowns(formula, words, [parse(side) for side, _ in sides[1:]])
    return Equation(formula, knowns, start, sides[-1][1])


def _left(text: str, sign: int) -> tuple[int, tuple[str, ...]]:
    """Where the left side starts, and what it can mean."""
    low = max(0, sign - _FARTHEST)
    cuts = [match.end() for match in _ENDS.finditer(text, low, sign)]
    start = max([low, *cuts])
    return start, quantities_of(text[start:sign], last=True)


def _sides(text: str, start: int) -> Iterator[tuple[str, int]]:
    """What stands after an equals sign, and after those that follow it, each with its end."""
    end = start
    for _ in range(3):
        stop = _ENDS.search(text, end, end + _FARTHEST)
        limit = stop.start() if stop else min(len(text), end + _FARTHEST)
        sign = _EQUALS.search(text, end, limit)
        yield text[end : sign.start() if sign else limit], limit
        if sign is None:
            return
        end = sign.end()


def _knowns(
    formula: StatedFormula, words: Product, others: Sequence[Product | None]
) -> tuple[Known, ...]:
    """The numbers of a side that has the shape of the words, and the number that it makes."""
    knowns: list[Known] = []
    for side in others:
        if side is None or side.has_words:
            continue
        if side.shape == words.shape:
            names = (*formula.above, *formula.below)
            knowns += [_known(name, atom) for name, atom in zip(names, side.atoms, strict=True)]
        elif len(side.atoms) == 1:
            knowns.append(_known(formula.quantity, side.atoms[0], claimed=True))
    return tuple(knowns)


def _known(name: str, atom: Atom, *, claimed: bool = False) -> Known:
    value = exact(Fraction(atom.value or 0))
    return Known(name, value, "claimed" if claimed else "stated", atom.text)


def with_equations(
    facts: Sequence[Fact], asked: Sequence[Asked], equations: Sequence[Equation]
) -> tuple[list[Fact], list[Asked]]:
    """What a text states and asks, with its formulas read as such: their words ask for nothing."""

    def outside(start: int) -> bool:
        return not any(each.start <= start < each.end for each in equations)

    kept = [fact for fact in facts if outside(fact.start)]
    parts = {fact.known.quantity for fact in kept} & _PARTS
    for equation in equations:
        whole = parts and not parts & {*equation.formula.above, *equation.formula.below}
        for known in equation.knowns:
            all_of_it = whole and known.quantity == "batch_size"
            now = replace(known, quantity="effective_batch_size") if all_of_it else known
            kept.append(Fact(now, equation.end - 1, equation.end))
    return kept, [item for item in asked if outside(item.label.start)]
