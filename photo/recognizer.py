"""The text in a picture, whichever way up: found, cut out and read by small neural networks."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import cv2
import numpy as np
from rapidocr import RapidOCR

from photo.geometry import Corners, Piece, cut_out, direction, pieces
from photo.limits import LINES
from photo.picture import Pixels
from photo.rounding import Sign, signs

_LOOKED_AT = 800
"""Pixels of the longer side in which text is looked for; it is read in the full picture."""
_LETTER = 0.25
"""Part of a line's height that a letter is wide at least."""
_EDGE = 0.05
"""Part of it by which a sign's blurred edges reach beyond it."""
_UPRIGHT = 0.9
"""How sure a text that is read the right way up is."""


@dataclass(frozen=True)
class Read:
    """A piece of text, where it is and what it says."""

    piece: Piece
    text: str
    confidence: float


class Recognizer:
    """Holds the networks; it takes a second to make and then some tenths of one for a picture."""

    def __init__(self) -> None:
        # On one core: two threads wait for each other more than they gain, above all beside others.
        self._networks = RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.max_side_len": 1 << 15,
                "Det.limit_type": "max",
                "Det.limit_side_len": _LOOKED_AT,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, picture: Pixels) -> list[Read]:
        """All text in a picture; upside down it is read again, and the surer reading counts."""
        found = self._found(picture)
        if not found:
            return []
        angle = direction(found)
        upright = self._along(picture, found, angle)
        if _sureness(upright) >= _UPRIGHT:
            return upright
        turned = self._along(picture, found, angle + math.pi)
        return max(upright, turned, key=_sureness)

    def _found(self, picture: Pixels) -> list[Corners]:
        """Where there is text; what is small is made larger to be looked at."""
        height, width = picture.shape[:2]
        scale = min(_LOOKED_AT / max(height, width), 2.0)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        looked_at = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        boxes = self._networks(looked_at, use_det=True, use_cls=False, use_rec=False).boxes
        return [] if boxes is None else [np.float32(box) / scale for box in boxes[:LINES]]

    def _along(self, picture: Pixels, found: Sequence[Corners], angle: float) -> list[Read]:
        placed = pieces(found, angle)
        cuts = [cut_out(picture, piece) for piece in placed]
        rounded = [signs(cut) for cut in cuts]
        parts = [list(_parted(cut, seen)) for cut, seen in zip(cuts, rounded, strict=True)]
        read = self._texts([part for line in parts for part in line])
        ends = list(accumulate(map(len, parts)))
        return [
            _joined(piece, read[end - len(line) : end], seen)
            for piece, line, end, seen in zip(placed, parts, ends, rounded, strict=True)
        ]

    def _texts(self, cuts: Sequence[Pixels]) -> list[tuple[str, float]]:
        """What each cut says; one that has no room for a letter says nothing."""
        roomy = [at for at, cut in enumerate(cuts) if cut.shape[1] > _LETTER * cut.shape[0]]
        texts = [("", 0.0)] * len(cuts)
        if roomy:
            read = self._networks.recognize_txt([cuts[at] for at in roomy])
            for at, text, score in zip(roomy, read.txts, read.scores, strict=True):
                texts[at] = (text, float(score))
        return texts


def _parted(cut: Pixels, seen: Sequence[Sign]) -> Iterator[Pixels]:
    """The parts of a line between its rounding signs; one more than there are signs."""
    height, width = cut.shape[:2]
    edge = round(_EDGE * height)
    starts = [0, *(round(sign.right * width) + edge for sign in seen)]
    ends = [*(round(sign.left * width) - edge for sign in seen), width]
    for start, end in zip(starts, ends, strict=True):
        yield cut[:, min(start, width - 1) : max(end, start + 1)]


def _joined(piece: Piece, parts: Sequence[tuple[str, float]], seen: Sequence[Sign]) -> Read:
    """A line from its parts and the signs between them."""
    texts = [text for text, _ in parts]
    for at, sign in enumerate(seen):
        opens = sign.sign in "⌈⌊"
        before, after = (texts[at], "") if opens else ("", texts[at + 1])
        texts[at] = f"{texts[at]}{_space(before[-1:])}{sign.sign}{_space(after[:1])}"
    letters = sum(len(text) for text, _ in parts)
    sure = sum(len(text) * confidence for text, confidence in parts) / max(letters, 1)
    return Read(piece, "".join(texts), sure)


def _space(beside: str) -> str:
    """A space between a rounding sign and a word outside of it, which is lost where it is cut."""
    return " " if beside.isascii() and beside.isalnum() else ""


def _sureness(read: Sequence[Read]) -> float:
    """How sure a reading is: of every piece as much as it is long, also where it says nothing."""
    widths = [one.piece.right - one.piece.left for one in read]
    sure = (width * one.confidence for width, one in zip(widths, read, strict=True))
    return sum(sure) / max(sum(widths), 1.0)
