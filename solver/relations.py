"""The textbook: how the quantities of a training run hang together.

Which relations hold depends on the run: a last batch kept or dropped, gradients accumulated or
not, one device or several. The chapters are in `textbook/`, to be checked against any textbook.
"""

from functools import lru_cache

from solver.conditions import Conditions
from solver.relation import QUANTITY_OF, SYMBOLS, Relation, letters, relation
from solver.textbook.batches import batches, validation_batches
from solver.textbook.data import data
from solver.textbook.schedule import schedule
from solver.textbook.time import time
from solver.textbook.tokens import passes_over_corpus, tokens
from solver.textbook.totals import totals

__all__ = ["GAIN", "QUANTITY_OF", "SYMBOLS", "Relation", "relations"]

_AFTER, _BEFORE = letters("accuracy_after", "accuracy_before")
_LONGER, _SHORTER = letters("epochs_after", "epochs_before")
GAIN = relation(
    "gain",
    "accuracy_gain_per_epoch",
    (_AFTER - _BEFORE) / (_LONGER - _SHORTER),
    "The accuracy gained between two runs, shared by the epochs between them.",
    "两次训练之间提升的准确率，除以相差的 epoch 数。",
)
"""What more epochs bring: compares two runs, so it stands beside the relations of one run."""


@lru_cache(maxsize=256)
def relations(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations that hold under the conditions, the most basic first."""
    return (
        *data(conditions),
        *batches(conditions),
        *validation_batches(conditions),
        *totals(conditions),
        *time(conditions),
        *tokens(conditions),
        *(passes_over_corpus(conditions) if conditions.corpus_alone else ()),
        *schedule(conditions),
    )
