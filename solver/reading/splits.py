"""How a data set is split: "80% for training", "split 70/15/15", "按8:2划分"."""

import re
from collections.abc import Sequence
from fractions import Fraction

from solver.problem import Known
from solver.reading.numbers import Number
from solver.reading.scan import Scan
from solver.reading.vocabulary import Label
from solver.spans import exact

Share = tuple[str, Fraction, str]
"""A part's quantity, its share of the whole, and the words that say so."""
_SHARE = r"\d{1,3}(?:\.\d+)?"
_RATIO = re.compile(rf"(?<![\d.:/]){_SHARE}(?:\s?[:：/比]\s?{_SHARE}){{1,2}}(?![\d/:])")
_ABOUT_SPLITS = re.compile(r"split|train|divid|ratio|划分|比例|训练|拆分|切分|分成", re.IGNORECASE)
_WHOLES = {Fraction(1), Fraction(10), Fraction(100)}
_SETS = {"train": "train_size", "val": "val_size", "test": "test_size"}
_BETWEEN = re.compile(r"[^.,;，。；%\d]{0,24}")


def find_shares(scan: Scan) -> list[Share]:
    """The shares of the data set that a text gives to its parts."""
    return _from_ratio(scan) or _from_percentages(scan)


def sizes_of(shares: Sequence[Share], stated: Sequence[Known]) -> list[Known]:
    """The parts in samples.

    Empty where the data set's size is not stated or the training set's is, or where the parts
    would not be whole numbers of samples.
    """
    sizes = {known.quantity: known.value for known in stated}
    whole = sizes.get("dataset_size")
    if whole is None or "train_size" in sizes:
        return []
    parts = [Known(name, exact(whole * share), "stated", text) for name, share, text in shares]
    return parts if all(isinstance(part.value, int) for part in parts) else []


def _from_ratio(scan: Scan) -> list[Share]:
    if not _ABOUT_SPLITS.search(scan.text):
        return []
    for match in _RATIO.finditer(scan.text):
        parts = [Fraction(part) for part in re.split(r"\s?[:：/比]\s?", match.group())]
        if (whole := sum(parts)) in _WHOLES:
            pairs = zip(_named_parts(scan, len(parts)), parts, strict=True)
            return [(name, part / whole, match.group()) for name, part in pairs]
    return []


def _named_parts(scan: Scan, count: int) -> tuple[str, ...]:
    """Training, validation and test; of two parts the second is test, or validation if named."""
    if count == len(_SETS):
        return tuple(_SETS.values())
    kinds = {token.kind for token in scan.tokens if isinstance(token, Label)}
    validates = "val" in kinds and "test" not in kinds
    return ("train_size", "val_size" if validates else "test_size")


def _from_percentages(scan: Scan) -> list[Share]:
    """Each percentage with the set that it is the share of; the rest trains."""
    shares: dict[str, tuple[Fraction, str]] = {}
    for place, token in enumerate(scan.tokens):
        if isinstance(token, Number) and (token.percent or 0 < token.value < 1):
            name = _set_beside(scan, place)
            if name:
                shares[name] = (Fraction(token.value), token.text)
    if shares and "train_size" not in shares:
        held_out = sum((share for share, _ in shares.values()), Fraction(0))
        shares["train_size"] = (1 - held_out, " + ".join(text for _, text in shares.values()))
    return [(name, share, text) for name, (share, text) in shares.items()]


def _set_beside(scan: Scan, place: int) -> str | None:
    """The set that a percentage belongs to, after it or before it."""
    number = scan.tokens[place]
    for other in (place + 1, place + 2, place - 1):
        label = scan.tokens[other] if 0 <= other < len(scan.tokens) else None
        if isinstance(label, Label) and label.kind in _SETS:
            first, last = sorted((number, label), key=lambda token: token.start)
            if _BETWEEN.fullmatch(scan.text, first.end, last.start):
                return _SETS[label.kind]
    return None
