"""Questions that name only what is different: "and with batch size 64?", 训练 10 轮呢."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import Asked
from solver.reading.tokens.scan import Scan, Segment

_AGAIN = lazy_pattern(
    r"\bhow many would\b|\s*(?:(?:and|but|or|so|then|also|now|ok|okay|what|how)\b[\s,]*)*"
    r"\b(?:about|if|for|with|without|when|using|at|after|on|in|instead)\b[^?]{0,160}\?\s*$"
    r"|\s*(?:and|or)\b[^?]{0,60}\?\s*$|\bthe same\b[^.]{0,30}(?:\bfor\b|\bif\b|\bwith\b|\?|$)"
    r"|呢[^。;]{0,16}$|\s*(?:那么?|而|又|或者?|再)?(?:如果|若|要是|假如|换成|改成|改为|改用)[^?]{0,60}\?\s*$",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:why|should|better|worse|faster|slower|good|does|do|did|can|could|right|correct)\b"
    r"|为什么|为何|更|是否|吗|对不|好不|会不|怎么办",
    re.IGNORECASE,
)


def asks_again(scan: Scan, segment: Segment) -> bool:
    """Whether a sentence only says what is different, and means the question before it."""
    text = scan.text[segment.start : segment.end]
    return bool(_AGAIN.search(text)) and not _OTHER.search(text)


def again(previous: Sequence[Asked], segment: Segment, changed: AbstractSet[str]) -> list[Asked]:
    """The questions before, asked once more here; of the whole run where its epochs are new."""
    items = [replace(item, segment=segment) for item in previous]
    if "epochs" not in changed:
        return items
    return [replace(item, total=True, kinds=item.kinds - {"per_epoch"}) for item in items]
