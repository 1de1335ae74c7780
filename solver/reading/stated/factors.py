"""What is doubled, halved or tripled: a number that is told by another one."""

import re
from dataclasses import dataclass
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import Label

_FACTORS = (
    (lazy_pattern(r"quadrupl(?:ed?|es|ing)|four times|[四4]倍"), Fraction(4)),
    (lazy_pattern(r"tripl(?:ed?|es|ing)|three times|[三3]倍"), Fraction(3)),
    (
        lazy_pattern(
            r"doubl(?:ed?|es|ing)|twice|two times|翻倍|加倍|翻一番|[大加增多]一倍|[两二2]倍"
        ),
        Fraction(2),
    ),
    (
        lazy_pattern(
            r"halv(?:ed?|es|ing)|\bhalf (?:the|of|as)|减半|(?<![验跑训看用练]了)一半"
            r"|砍半"
        ),
        Fraction(1, 2),
    ),
)
_SCALED = {
    "batch_size": ("batch_size", "effective_batch_size"),
    "effective_batch_size": ("effective_batch_size",),
    "batches": ("batch_size", "effective_batch_size"),
    "epochs": ("epochs",),
    "devices": ("devices",),
    "grad_accumulation": ("grad_accumulation",),
    "all_data": ("dataset_size", "train_size"),
    "train": ("train_size", "dataset_size"),
    "samples": ("train_size", "dataset_size"),
}
_OF_A_SET = lazy_pattern(r"是(?:训练|验证|测试)集?的?\s?$")
"""What compares two parts of the data: 训练集是测试集的4倍."""
_FARTHEST = 24


@dataclass(frozen=True)
class Factor:
    """By how much something changes, the quantities that may be meant, its word, and its place."""

    names: tuple[str, ...]
    value: Fraction
    label: Label
    start: int
    end: int


def find_factors(scan: Scan, segment: Segment) -> list[Factor]:
    """What changes by a factor in a sentence."""
    found = []
    for pattern, value in _FACTORS:
        for match in pattern.finditer(scan.text, segment.start, segment.end):
            label = _scaled(scan, segment, match)
            told = scan.before(match.start(), _OF_A_SET) or _is_share(scan, match)
            if label and not told:
                found.append(Factor(_SCALED[label.kind], value, label, match.start(), match.end()))
    return found


def _is_share(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a half was read as a part of the data: "half of the images are for training"."""
    inside = (scan.tokens[place] for place in scan.places(match.start(), match.end()))
    return any(isinstance(token, Number) and 0 < token.value < 1 for token in inside)


def _scaled(scan: Scan, segment: Segment, match: re.Match[str]) -> Label | None:
    """What changes: the nearest word for something that people choose."""
    near = [
        token
        for place in scan.places(segment.start, segment.end)
        if isinstance(token := scan.tokens[place], Label) and token.kind in _SCALED
    ]
    label = min(near, key=lambda token: _distance(token, match), default=None)
    return label if label and _distance(label, match) <= _FARTHEST else None


def _distance(token: Label, match: re.Match[str]) -> int:
    return max(token.start - match.end(), match.start() - token.end)
