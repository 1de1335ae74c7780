"""A question as numbers that say which words stand in it, in either language or both mixed."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 1 << 14
"""Places that words and pieces of words are hashed to."""
LONGEST = 600
"""Characters of a question that are looked at: what is asked stands at its ends."""

_NUMBER = re.compile(r"\d[\d.,]*")
_PIECE = re.compile(r"[a-z#]+|[\u3400-\u9fff]+")
_INSIDE_WORDS = (3, 4, 5)
_INSIDE_HAN = (1, 2, 3)


def shortened(text: str) -> str:
    """The beginning and the end of a long question."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def normalized(text: str) -> str:
    """A question in small letters of one width, every number being `#`."""
    plain = unicodedata.normalize("NFKC", shortened(text)).lower().replace("_", " ")
    return _NUMBER.sub("#", plain)


def lexical(text: str) -> "NDArray[np.float32]":
    """Words, pairs of words and pieces of words, hashed; repeating weighs less and less.

    Returns:
        A vector of shape (SIZE,) and length 1; of length 0 for a text without a word.
    """
    vector = np.zeros(SIZE, np.float32)
    for token, times in Counter(_tokens(normalized(text))).items():
        vector[crc32(token.encode()) % SIZE] += 1 + math.log(times)
    return unit(vector)


def unit(vector: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """A vector of the same direction and of length 1; one of length 0 stays."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _tokens(text: str) -> Iterator[str]:
    pieces = _PIECE.findall(text)
    yield from (f"{left} {right}" for left, right in pairwise(pieces))
    for piece in pieces:
        if piece.isascii():
            yield f"={piece}"
            yield from _grams(f"<{piece}>", _INSIDE_WORDS)
        else:
            yield from _grams(piece, _INSIDE_HAN)


def _grams(piece: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        for at in range(len(piece) - length + 1):
            yield piece[at : at + length]
