"""The signs ⌈ ⌉ ⌊ ⌋ in the picture of a line, for which the models have no letters.

Each is one connected stroke: a stem as high as the line, and a bar at one end of it to one side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photo.picture import Pixels

_CLOSING = {"⌈": "⌉", "⌊": "⌋"}
_HEIGHT = 96
"""Pixels to which a line is brought, so that sizes below are those of any picture."""
_TALL, _NARROW, _WIDE = 0.5, 0.12, 0.6
"""Least height of a sign, as part of the line's; its least and most width, as part of its own."""
_BAR, _STEM = 0.15, 0.25
"""The part of the height that the bar takes at most, and from which there is the stem alone."""
_ALIKE = 0.1
"""Part of the line's height by which the ends of two signs of a pair may differ."""


@dataclass(frozen=True)
class Sign:
    """A rounding sign in a line.

    Attributes:
        sign: which.
        left: where it begins, as part of the line's width.
        right: where it ends.
        top: how far down it begins, as part of the line's height.
        bottom: where it ends there.
    """

    sign: str
    left: float
    right: float
    top: float
    bottom: float


def signs(line: Pixels) -> list[Sign]:
    """The rounding signs in a line from left to right, as far as they come in pairs."""
    height, width = line.shape[:2]
    scale = _HEIGHT / height
    small = cv2.resize(line, (max(1, round(width * scale)), _HEIGHT))
    found = sorted(_seen(_ink(small)), key=lambda sign: sign.left)
    return list(_paired(found))


def _ink(line: Pixels) -> NDArray[np.uint8]:
    """Where a line is written upon: 1, elsewhere 0; whichever is rarer is the writing."""
    gray = cv2.GaussianBlur(cv2.cvtColor(line, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    _, ink = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(1 - ink if ink.mean() > 1 / 2 else ink, np.uint8)


def _seen(ink: NDArray[np.uint8]) -> Iterator[Sign]:
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    for label in range(1, count):
        left, top, width, height, _ = map(int, boxes[label])
        if height < _TALL * _HEIGHT or not _NARROW * height < width < _WIDE * height:
            continue
        stroke = labels[top : top + height, left : left + width] == label
        if sign := _sign(stroke):
            across, down = ink.shape[1], ink.shape[0]
            ends = left / across, (left + width) / across, top / down, (top + height) / down
            yield Sign(sign, *ends)


def _sign(stroke: NDArray[np.bool_]) -> str | None:
    """Which sign a stroke is, if any: each is the first one, mirrored."""
    for sign, turned in (
        ("⌈", stroke),
        ("⌉", stroke[:, ::-1]),
        ("⌊", stroke[::-1]),
        ("⌋", stroke[::-1, ::-1]),
    ):
        if _is_ceiling(turned):
            return sign
    return None


def _is_ceiling(stroke: NDArray[np.bool_]) -> bool:
    """Whether a stroke has a stem at its left, a bar at its top, and nothing else."""
    height, width = stroke.shape
    begins = stroke.argmax(axis=1) / width
    ends = 1 - stroke[:, ::-1].argmax(axis=1) / width
    bar, stem = ends[: max(1, round(_BAR * height))], slice(round(_STEM * height), height)
    return bool(
        bar.max() > 1 - 1 / 8
        and np.quantile(ends[stem], 7 / 8) < 2 / 3
        and ends[stem].max() < 1 - 1 / 6
        and begins.max() < 1 / 3
    )


def _paired(found: Sequence[Sign]) -> Iterator[Sign]:
    """Those that open and close one after another; anything else is a letter that looks alike."""
    opening: Sign | None = None
    for sign in found:
        if sign.sign in _CLOSING:
            opening = sign
        elif opening and sign.sign == _CLOSING[opening.sign] and _level(opening, sign):
            yield from (opening, sign)
            opening = None


def _level(one: Sign, other: Sign) -> bool:
    return max(abs(one.top - other.top), abs(one.bottom - other.bottom)) < _ALIKE
