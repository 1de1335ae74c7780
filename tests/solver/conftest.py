"""What the tests of the solver share."""

from collections.abc import Iterator

import pytest

from knowledge import meaning
from knowledge.ranking import rank


@pytest.fixture(scope="module", autouse=True)
def _words_alone() -> Iterator[None]:
    """Leave questions to their words, as where there is no model: it takes 0.2 s for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meaning, "encoder", lambda: None)
        yield
    rank.cache_clear()
