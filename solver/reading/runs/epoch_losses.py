"""A row of losses, one an epoch, says which epoch is the best one."""

import re
from collections.abc import Sequence
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_VALUE = r"\d{1,6}(?:\.\d{1,10})?%?"
_ROW = lazy_pattern(rf"(?<![\d.]){_VALUE}(?:(?:\s?(?:,|、|;|/|->|→|\|)\s?|\s){_VALUE}){{2,200}}+")
_NAMED = lazy_pattern(
    r"(?:epoch|ep|第)\s?(?P<epoch>\d{1,4})\s?(?:轮|个?epoch)?\s?[:：=,，]?\s?"
    r"(?:[a-z_]{0,8}[ _]?loss|损失|acc\w{0,6})?\s?[:=是为]?\s?(?P<value>\d{1,6}\.\d{1,10})",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"\d+(?:\.\d+)?")
_LOWER = lazy_pattern(r"loss|损失|误差|error|mse|mae|perplexity|ppl", re.IGNORECASE)
_HIGHER = lazy_pattern(
    r"acc(?:uracy)?(?![a-z])|准确率|正确率|精度|miou|map(?![a-z])|f1|auc|score|bleu|dice|recall",
    re.IGNORECASE,
)
_DELTA = lazy_pattern(r"min_delta\s?=\s?(?P<delta>\d{1,4}(?:\.\d{1,10})?)", re.IGNORECASE)
_STOPS_EARLY = lazy_pattern(r"patience|early|best|早停|最[好佳优]|耐心|提前停", re.IGNORECASE)
_FARTHEST = 100
"""Characters between the row and the word that says what it lists."""
_LEAST = 3


def with_best_epoch(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the best epoch instead of the numbers of a row of losses."""
    if not _STOPS_EARLY.search(scan.text):
        return facts
    found = _row(scan.text) or _named_epochs(scan.text)
    if found is None:
        return facts
    values, start, end = found
    patience = next((f.known.value for f in facts if f.known.quantity == "patience"), None)
    best = _best(_rising(scan.text, start, values), patience, _least_gain(scan.text))
    facts = [fact for fact in facts if not (start <= fact.start < end and _part_of_row(fact))]
    if any(fact.known.quantity == "best_epoch" for fact in facts):
        return facts
    known = Known("best_epoch", best, "observed", scan.text[start:end].strip())
    return [*facts, Fact(known, start, end)]


def _part_of_row(fact: Fact) -> bool:
    return fact.known.quantity not in {"patience", "early_stop_epoch"}


def _row(text: str) -> tuple[list[Fraction], int, int] | None:
    """The first row of numbers with a decimal point, after a word that says what it lists."""
    for match in _ROW.finditer(text):
        before = text[max(0, match.start() - _FARTHEST) : match.start()]
        listed = match.group().count(".") >= _LEAST - 1
        if listed and (_LOWER.search(before) or _HIGHER.search(before)):
            return [Fraction(n) for n in _NUMBER.findall(match.group())], *match.span()
    return None


def _named_epochs(text: str) -> tuple[list[Fraction], int, int] | None:
    """Losses that each come with their epoch: "epoch 1: 0.62, epoch 2: 0.51"."""
    matches = list(_NAMED.finditer(text))
    numbers = [int(match["epoch"]) for match in matches]
    if len(matches) < _LEAST or numbers != list(range(1, len(matches) + 1)):
        return None
    values = [Fraction(match["value"]) for match in matches]
    return values, matches[0].start(), matches[-1].end()


def _rising(text: str, start: int, values: list[Fraction]) -> list[Fraction]:
    """The values so that more is better: accuracies as they are, losses negative."""
    before = text[max(0, start - _FARTHEST) : start]
    lower = max((m.start() for m in _LOWER.finditer(before)), default=-1)
    higher = max((m.start() for m in _HIGHER.finditer(before)), default=-1)
    return values if higher > lower else [-value for value in values]


def _least_gain(text: str) -> Fraction:
    match = _DELTA.search(text)
    return Fraction(match["delta"]) if match else Fraction(0)


def _best(values: Sequence[Fraction], patience: object, gain: Fraction) -> int:
    """The best epoch, counted from 1, up to where patience would have ended the run."""
    best, at = values[0], 1
    for epoch, value in enumerate(values[1:], 2):
        if isinstance(patience, int) and epoch - at > max(patience, 1):
            break
        if value > best + gain:
            best, at = value, epoch
    return at
