"""Where in the run a line of a log stands: its epoch, and its iteration or samples."""

import re
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.values import exact_number
from solver.spans import Exact

_ORDINAL = r"(?:个 ?)?(?:轮|epoch)"
_EPOCH = lazy_pattern(
    r"(?<![a-z/_])(?<!best )(?<!num )(?<!per )(?<!each )"
    r"(?:epoch(?:s(?=[ :\[]{0,3}\d{1,7} ?/))?|轮次)(?: ?\((?:train|val|test)\))?"
    r"[ \"']{0,3}[:=#]?[ \"']{0,3}[\[(]? {0,6}(?P<epoch>\d{1,7}(?:\.\d{1,12})?)(?![\d\-~])"
    r"(?: {0,3}(?:/| of ) {0,3}(?P<epochs>\d{1,7}))?"
    rf"|第 ?(?P<ordinal>\d{{1,7}}) ?(?:/ ?(?P<ordinals>\d{{1,7}}) ?)?{_ORDINAL}"
)
HEADING = lazy_pattern(
    r"(?<![a-z/_'\"])(?<!best )epochs? ?[:=#\[ ] ?[\[(]? {0,6}\d"
    rf"|第 ?\d{{1,7}} ?(?:/ ?\d{{1,7}} ?)?{_ORDINAL}"
)
"""Where the words about an epoch start."""
_SAMPLES = lazy_pattern(
    r"\[ {0,8}(?P<done>\d{1,9}) ?/ ?(?P<total>\d{1,9})(?: ?\(\d{1,3}(?:\.\d{1,6})?%\)\]|\] {0,3}$)"
)
_PAIR = lazy_pattern(r"\[ ?(?P<epoch>\d{1,6}), {1,8}(?P<done>\d{1,9})\] {1,3}loss")
_BESIDE = lazy_pattern(r"\] ?,? ?\[ {0,8}(?P<done>\d{1,9}) ?/ ?(?P<total>\d{1,9})\]")
_ITERATION = lazy_pattern(
    r"(?<![a-z/])(?P<name>(?:global[_ ])?step|iter(?:ation)?|(?:mini-?)?batch|迭代|步数|批次)"
    r"(?: ?\(train\))?[ \"']{0,2}[:=#]?[ \"']{0,2}[\[(]? {0,8}(?P<done>\d{1,9})(?![\d.])"
    r"(?: ?(?:/| of ) ?(?P<total>\d{1,9}))?"
    r"|第 ?(?P<nth>\d{1,9}) ?(?:/ ?(?P<nths>\d{1,9}) ?)?(?:个 ?)?(?:步|批|次迭代|batch|step|iter)"
)
_COUNTED = lazy_pattern(
    r"(?<![\d.])(?P<done>\d{1,9}) ?/ {0,4}(?P<total>\d{1,9}) {1,2}"
    r"(?:batches|steps|iterations|步|批)"
    r"|epoch \d{1,6}: {1,4}(?P<nth>\d{1,9}) ?/ {0,4}(?P<nths>\d{1,9})"
)
_HINTS = ("[", "step", "iter", "batch", "迭代", "步", "批", ": ")
_HELD_OUT = lazy_pattern(r"(?:epoch|iter) ?\((?:val|test)\)")


@dataclass(frozen=True)
class Place:
    """Where in the run something stands, as far as it is said.

    Attributes:
        epoch: the epoch, as the log counts.
        epochs: how many are planned.
        done: iterations, in the epoch or in the run, or samples of the epoch.
        total: what there is of them.
        of: what `done` counts in: "epoch", "run" or "samples" of the epoch.
    """

    epoch: Exact | None = None
    epochs: int | None = None
    done: int | None = None
    total: int | None = None
    of: str = "epoch"


NOWHERE = Place()


def find_epoch(text: str) -> Place:
    """The epoch that a line, in lower case, names, and how many are planned."""
    match = _EPOCH.search(text)
    if match is None:
        return NOWHERE
    planned = match["epochs"] or match["ordinals"]
    return Place(
        exact_number(match["epoch"] or match["ordinal"]), int(planned) if planned else None
    )


def find_place(text: str) -> Place:
    """The place that a line, in lower case, names."""
    pair = _PAIR.search(text)
    if pair:
        return Place(int(pair["epoch"]), done=int(pair["done"]))
    named = find_epoch(text)
    if _HELD_OUT.search(text) or not any(hint in text for hint in _HINTS):
        return named
    forms = (_SAMPLES, _BESIDE, _COUNTED, _ITERATION)
    counted = next((found for form in forms if (found := form.search(text))), None)
    if counted is None:
        return named
    done, total = _counts(counted)
    return Place(named.epoch, named.epochs, done, total, _scale(counted, named.epoch, named.epochs))


def _counts(match: re.Match[str]) -> tuple[int, int | None]:
    groups = match.groupdict()
    done, total = groups["done"] or groups.get("nth"), groups["total"] or groups.get("nths")
    return int(done or 0), int(total) if total else None


def _scale(match: re.Match[str], epoch: Exact | None, epochs: int | None) -> str:
    """What is counted in; a counter named iter beside a bare epoch runs through all epochs."""
    if match.re.pattern == _SAMPLES.pattern:
        return "samples"
    name = match.groupdict().get("name") or ""
    alone = epoch is None or (name.startswith("iter") and epochs is None)
    return "run" if name.startswith("global") or alone else "epoch"
