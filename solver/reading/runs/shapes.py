"""The size of a batch as its shape shows it: "the last batch has shape [3, 3, 224, 224]"."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan

_SHAPE = lazy_pattern(
    r"(?P<last>最后[^。;?]{0,6}|\b(?:last|final) )?(?:mini-?)?batch(?:的|'s| has| is| of)?"
    r"(?: the)? ?(?:shape|形状|尺寸|维度)(?: of)?\s?(?:变?成了?|是|为|:|=|is|was)?\s?"
    r"(?:torch\.Size\()?[\[(]\s?(?P<size>\d{1,7})(?:\s?,\s?\d{1,7}){1,4}\s?[\])]",
    re.IGNORECASE,
)


def with_shapes(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the batch sizes that shapes show, and none of their other numbers."""
    for match in _SHAPE.finditer(scan.text):
        quantity = "last_batch_size" if match["last"] else "batch_size"
        start, end = match.start("size"), match.end()
        facts = [fact for fact in facts if not start <= fact.start < end]
        if not any(fact.known.quantity == quantity for fact in facts):
            known = Known(quantity, int(match["size"]), "stated", match.group())
            facts = [*facts, Fact(known, start, end)]
    return facts
