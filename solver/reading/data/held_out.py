"""Validation data from the training set: "留出训练集的10%做验证", "10% of the training set"."""

import math
import re
from dataclasses import replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_SHARE = r"(?P<share>\d{1,2}(?:\.\d{1,3})?)\s?%"
_TAKES = r"(?:再)?(?:留|切|划|分|拿|抽|取|拆)(?:出|了|下)?(?:来)?"
_FOR = r"[^。;%?\d]{0,10}(?:验证|val)"
_TAKEN = (
    lazy_pattern(
        rf"训练[集样数][^。;%?]{{0,24}}?{_TAKES}\s?{_SHARE}(?!的测试){_FOR}", re.IGNORECASE
    ),
    lazy_pattern(rf"训练(?:集|样本|数据)的\s?{_SHARE}{_FOR}", re.IGNORECASE),
    lazy_pattern(
        rf"{_SHARE} of (?:the |my |our |its |this |that |those )?(?:\d[\d,]{{0,12}} )?"
        r"training (?:set|data|samples|images|examples)"
        r"[^.;%?]{0,40}\bvalidat",
        re.IGNORECASE,
    ),
)

_TESTS = lazy_pattern(r"测试(?:集|图|样本|一遍)|test (?:set|images|samples|batch)", re.IGNORECASE)
"""Where the test set is asked about too, the batches to evaluate on are its own."""


def with_held_out(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts with the rest of the training set, where only its whole and the share are told."""
    named = [fact for fact in facts if fact.known.quantity == "train_size"]
    told = {fact.known.quantity for fact in facts} & {"dataset_size", "val_size", "folds"}
    match = next(filter(None, (pattern.search(scan.text) for pattern in _TAKEN)), None)
    if match is None or told or len({fact.known.value for fact in named}) != 1:
        return facts
    whole = named[0].known
    held = math.floor(whole.value * Fraction(match["share"]) / 100)
    words = f"{whole.text}, {match['share']}%"
    rest = replace(whole, value=whole.value - held, text=words)
    kept = [fact for fact in facts if fact not in named]
    kept.append(replace(named[0], known=rest))
    if _TESTS.search(scan.text):
        return kept
    validation = Known("val_size", held, "stated", f"{match['share']}%")
    place = match.start("share")
    return [*kept, Fact(validation, place, match.end("share") + 1)]
