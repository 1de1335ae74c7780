"""Which way the text of a picture runs, and each piece of it cut out upright."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photo.picture import Pixels

Corners = NDArray[np.float32]
"""Four points around a piece of text, clockwise."""

_PLAIN = 1.5
"""How much longer than high a piece must be to show the direction of the text."""


@dataclass(frozen=True)
class Piece:
    """Where a piece of text is, seen along the direction of the text.

    Attributes:
        corners: top left, top right, bottom right, bottom left, in the picture.
        left: where it begins along the line.
        right: where it ends.
        middle: how far down its middle is.
        height: of the line.
    """

    corners: Corners
    left: float
    right: float
    middle: float
    height: float


def direction(found: Sequence[Corners]) -> float:
    """The angle of the text's lines in the picture, in radians, or the opposite one.

    Angles are doubled before they are averaged, because a line and the same line upside down are
    the same here.
    """
    total = 0j
    for corners in found:
        sides = [corners[(at + 1) % 4] - corners[at] for at in (0, 1)]
        long, short = sorted(sides, key=lambda side: -float(np.hypot(*side)))
        length, height = float(np.hypot(*long)), float(np.hypot(*short))
        if length > _PLAIN * height:
            total += length * np.exp(2j * math.atan2(long[1], long[0]))
    return float(np.angle(total)) / 2


def pieces(found: Sequence[Corners], angle: float) -> list[Piece]:
    """Pieces of text as seen by somebody who reads along an angle."""
    along = np.array([math.cos(angle), math.sin(angle)], np.float32)
    down = np.array([-along[1], along[0]], np.float32)
    return [_piece(corners, along, down) for corners in found]


def cut_out(picture: Pixels, piece: Piece) -> Pixels:
    """A piece of the picture, upright and straight."""
    top, end, _, start = piece.corners
    width = max(1, round(float(np.hypot(*(end - top)))))
    height = max(1, round(float(np.hypot(*(start - top)))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(piece.corners, target)
    cut = cv2.warpPerspective(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, np.uint8)


def _piece(corners: Corners, along: Corners, down: Corners) -> Piece:
    """A piece whose corners begin at the end from which it is read.

    Which end that is, its own sides tell best: a long line need be tilted only a little for its
    upper end to be the lower one.
    """
    beginnings = [np.roll(corners, -at, axis=0) for at in range(4)]
    ordered = max(beginnings, key=lambda four: _agrees(four[1] - four[0], along))
    right, below = ordered @ along, ordered @ down
    height = float(np.hypot(*(ordered[3] - ordered[0])))
    middle = float(below.mean())
    return Piece(ordered, float(right.min()), float(right.max()), middle, max(height, 1.0))


def _agrees(side: Corners, along: Corners) -> float:
    """How well a side runs along the text: 1 where it does, -1 where it is upside down."""
    return float(side @ along) / max(float(np.hypot(*side)), 1e-6)
