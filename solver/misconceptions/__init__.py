"""Named mistakes: what was mixed up, and the wrong number it leads to.

Each is written once, with its sentence; the quiz makes its wrong options of them, and recognizes
what a learner mixed up.
"""

from fractions import Fraction

from solver.language import Language
from solver.misconceptions.activations import ACTIVATIONS
from solver.misconceptions.averages import AVERAGES
from solver.misconceptions.code import CODE
from solver.misconceptions.confusion import CONFUSION
from solver.misconceptions.costs import COSTS
from solver.misconceptions.decays import ALL_DECAYS
from solver.misconceptions.effective import ACCUMULATION_STEPS, DEVICE_BATCH, DEVICES_NEEDED
from solver.misconceptions.folds import FOLDS
from solver.misconceptions.frameworks import FRAMEWORKS
from solver.misconceptions.imbalance import IMBALANCE
from solver.misconceptions.layers import LAYERS
from solver.misconceptions.progress import EPOCH_OF_ITERATION, PLACE_IN_EPOCH, SAMPLES_AFTER
from solver.misconceptions.ranges import BATCH_SIZES, FEWEST_SAMPLES, LARGEST_BATCH, MOST_SAMPLES
from solver.misconceptions.runs import RUNS
from solver.misconceptions.saving import SAVING
from solver.misconceptions.scaling import SCALING
from solver.misconceptions.shapes import SHAPES
from solver.misconceptions.sharing import ACCUMULATION_DROPPED, PADDED
from solver.misconceptions.splits import SPLITS
from solver.misconceptions.stopping import STOPPING
from solver.misconceptions.times import TIMES
from solver.misconceptions.tokens import TOKENS
from solver.misconceptions.updates import UPDATES
from solver.misconceptions.warmups import WARMUPS
from solver.misconceptions.whole_run import EPOCHS_SEEN, MORE_UPDATES, WHOLE_EPOCHS
from solver.mistaking import Misconception, Slip
from solver.situation import Situation

__all__ = ["MISCONCEPTIONS", "SLIPS", "Misconception", "Slip", "mistakes", "recognize", "sentence"]

MISCONCEPTIONS: dict[str, Misconception] = {one.name: one for one in RUNS}
"""Mistakes about the counts of a run."""

_COUNTING = (
    *(*WHOLE_EPOCHS, *EPOCHS_SEEN, *MORE_UPDATES),
    *(*LARGEST_BATCH, *BATCH_SIZES, *FEWEST_SAMPLES, *MOST_SAMPLES),
    *(*EPOCH_OF_ITERATION, *PLACE_IN_EPOCH, *SAMPLES_AFTER),
    *(*ACCUMULATION_DROPPED, *PADDED),
    *(*ACCUMULATION_STEPS, *DEVICE_BATCH, *DEVICES_NEEDED),
)

_DATA = (*SPLITS, *FOLDS, *IMBALANCE)
_SCHEDULES = (*WARMUPS, *ALL_DECAYS, *SCALING, *SAVING, *STOPPING)

_BY_QUESTION = (TIMES, COSTS, TOKENS, FRAMEWORKS, LAYERS, SHAPES, UPDATES, ACTIVATIONS)
_OTHERS = tuple(one for asked in _BY_QUESTION for slips in asked.values() for one in slips)

_READ = (*CODE, *CONFUSION, *AVERAGES)

SLIPS: dict[str, Slip] = {
    one.name: one for one in (*_COUNTING, *_DATA, *_SCHEDULES, *_OTHERS, *_READ)
}
"""Mistakes in other computations."""


def mistakes(situation: Situation) -> dict[int, Misconception]:
    """The wrong numbers that a question invites, each with the mistake behind it."""
    found: dict[int, Misconception] = {}
    for misconception in MISCONCEPTIONS.values():
        value = misconception.mistake(situation)
        if value is not None:
            found.setdefault(value, misconception)
    return found


def recognize(situation: Situation, value: int | Fraction) -> Misconception | None:
    """The mistake behind a wrong number; None where no known one leads to it."""
    return mistakes(situation).get(value.numerator) if value.denominator == 1 else None


def sentence(name: str, language: Language) -> str:
    """What was mixed up, to the learner; empty where no mistake has this name (any more)."""
    known = MISCONCEPTIONS.get(name) or SLIPS.get(name)
    return known.sentence.say(language) if known else ""
