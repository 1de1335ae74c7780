"""Sums that somebody worked out: "80000 * 512 / 5.8M = 7.9 epochs" tells what its numbers are.

Each number of such a sum is a quantity that is stated beside it, or the one that is left over in
the textbook's formula. What the sum makes is then a claim to check, under just these numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import Number, find_numbers
from solver.reading.tokens.scan import Scan
from solver.spans import Exact

_EQUALS = lazy_pattern(r"\s*(?:=|≈|~|约等于|等于)+\s*")
_SIGNS = lazy_pattern(r"[\s()*/×÷xX]*")
_LONGEST = 80


@dataclass(frozen=True)
class _Formula:
    """A formula of the textbook: what is above and below the line, in the order people write it."""

    result: str
    above: tuple[str, ...]
    below: tuple[str, ...]


_FORMULAS = (
    _Formula("iterations_per_epoch", ("train_size",), ("batch_size",)),
    _Formula("batches_per_epoch", ("train_size",), ("batch_size",)),
    _Formula("total_iterations", ("train_size", "epochs"), ("batch_size",)),
    _Formula("epochs", ("total_iterations", "batch_size"), ("train_size",)),
)


def without_sums(scanned: Scan, facts: Sequence[Fact]) -> tuple[list[Fact], tuple[Ask, ...]]:
    """The facts without such sums, and for each sum the question whether it is right."""
    values: dict[str, Exact] = {}
    sums = list(_sums(scanned))
    for fact in facts:
        if all(fact.start != token.start for token in sums):
            values.setdefault(fact.known.quantity, fact.known.value)
    if "train_size" not in values and "dataset_size" in values:
        values["train_size"] = values["dataset_size"]
    asks: list[Ask] = []
    kept = list(facts)
    for token in sums:
        own = [fact for fact in kept if fact.start == token.start]
        ask = _ask(token, own[0].known if own else None, values)
        if ask:
            asks.append(ask)
            kept = [fact for fact in kept if fact.start != token.start]
    told = {(known.quantity, known.value) for ask in asks for known in ask.given}
    if len({quantity for quantity, _ in told}) < len(told):
        return kept, tuple(_only_news(ask, values) for ask in asks)
    return [*kept, *_as_facts(scanned, asks)], ()


def _only_news(ask: Ask, values: Mapping[str, Exact]) -> Ask:
    return replace(ask, given=tuple(k for k in ask.given if k.quantity not in values))


def _as_facts(scanned: Scan, asks: Sequence[Ask]) -> list[Fact]:
    """What sums tell that agree about their numbers, for all of the text."""
    facts = []
    for ask in asks:
        start = scanned.text.index(ask.text)
        told = [*ask.given, *([ask.claimed] if ask.claimed else [])]
        facts += [Fact(known, start, start + len(ask.text)) for known in told]
    return facts


def _sums(scanned: Scan) -> Iterator[Number]:
    for token in scanned.tokens:
        if isinstance(token, Number) and len(token.text) <= _LONGEST:
            sides = _EQUALS.split(token.text)
            if len(sides) == 2 and re.search(r"[*/×÷xX]", sides[0]):  # noqa: PLR2004 [left and right]
                yield token


def _ask(token: Number, known: Known | None, values: Mapping[str, Exact]) -> Ask | None:
    factors = _factors(_EQUALS.split(token.text)[0])
    if factors is None:
        return None
    above, below = factors
    for formula in _FORMULAS:
        if known is not None and formula.result != known.quantity:
            continue
        roles = _roles(formula, above, below, values)
        news = {name for name in roles or {} if name not in values}
        if roles is None or not news or (known is None and len(news) > 1):
            continue
        told = tuple(Known(name, value, "stated", token.text) for name, value in roles.items())
        claimed = Known(formula.result, token.value, "claimed", token.text)
        return Ask(formula.result, told, token.text, claimed=claimed)
    return None


def _factors(text: str) -> tuple[list[Exact], list[Exact]] | None:
    """The numbers above and below the line; None where there are other signs."""
    numbers = find_numbers(text)
    sides: tuple[list[Exact], list[Exact]] = ([], [])
    signs, sign, end = [1], 1, 0
    for number in numbers:
        gap = text[end : number.start]
        if not _SIGNS.fullmatch(gap):
            return None
        for character in gap:
            if character == "(":
                signs.append(signs[-1] * sign)
                sign = 1
            elif character == ")" and len(signs) > 1:
                signs.pop()
            elif character in "*×xX/÷":
                sign = -1 if character in "/÷" else 1
        sides[0 if signs[-1] * sign > 0 else 1].append(number.value)
        end, sign = number.end, 1
    return sides


def _roles(
    formula: _Formula, above: list[Exact], below: list[Exact], values: Mapping[str, Exact]
) -> dict[str, Exact] | None:
    """What the numbers mean, stated elsewhere or not; None where they are something else."""
    if len(above) != len(formula.above) or len(below) != len(formula.below):
        return None
    roles: dict[str, Exact] = {}
    for names, numbers in ((formula.above, above), (formula.below, below)):
        told = {name: values[name] for name in names if values.get(name) in numbers}
        open_names = [name for name in names if name not in told]
        rest = [number for number in numbers if number not in told.values()]
        if len(open_names) != len(rest) or any(name in values for name in open_names):
            return None
        roles |= told | dict(zip(open_names, rest, strict=True))
    return roles
