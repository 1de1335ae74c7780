"""Numbers without a unit that a program showed or somebody expected: "but it displays 3"."""

import re
from itertools import pairwise

from solver.problem import Known, Source
from solver.reading.arithmetic import PLACE_IN_EPOCH
from solver.reading.cues import how_told, is_about
from solver.reading.numbers import Number
from solver.reading.roles import Roles
from solver.reading.scan import Scan
from solver.reading.vocabulary import Label

_TELLS = re.compile(
    r"(?:\b(?:display|show|say|print|report|give|get|see|receive|output|read|log|count|expect|find"
    r"|be|is|are|was|were|it'?s|only|just|says|got|gave|said|saw|found|have|has|had|to|not|but|than"
    r"|equals?|around|about|approximately|bar|instead of|(?:an|one|each|per|every) epoch)(?:s|ed"
    r"|ing|ting|d)?"
    r"|(?:每|一)个?epoch|[每一]轮"
    r"|显示|顯示|是|为|為|有|变成|變成|成了|到|约|約|大概|大约|出现|打印|输出|报|写着|写的|等于|才"
    r"|算出|得到|出|跑了|走了|跑|走)"
    r"(?:\s|[:：`'\"“(（=~≈]|it|me|only|just|about|around|a total of|the|of|了|出|的是|的|大概|约"
    r"|只有|只|个)*$",
    re.IGNORECASE,
)
_NO_UNIT = re.compile(
    r"\s*个?\s*(?:[.,;:?!()\]）（。，；？！、'\"”`]|$|\n|吗|嗎|呢|了|吧|啊"
    r"|in |on |for |when |while "
    r"|instead|and |but"
    r"|or |vs|versus|per |rather|because|after|不|而|但|就|左右|，|again|now|then)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[,，:：]\s*(?:那?(?:就|也|应该)?(?:是|约|大概|大约|即)?|that is|is it|i\.e\.)?\s*$"
)
_ASKS = re.compile(
    r"\s*(?:[次步](?:迭代|更新)?|times|steps|iterations)?\s*(?:吗|对吗|对吧|right|correct)?\s?[?]"
)
_UPDATES = re.compile(r"\s*(?:[次步]|times|steps|iterations)")
_PROGRESS = re.compile(r"\d[\d,]*\s?/\s?(?P<of>\d[\d,]*)")
_TIMED = re.compile(r"\s?\[[\d:]{4,12}<[^\]]{1,24}(?:s/it|it/s)", re.IGNORECASE)
"""What follows a progress bar of tqdm that counts iterations."""
_COUNTS = {
    "iterations": "iterations",
    "batches": "iterations",
    "max_iterations": "total_iterations",
    "iterations_of_epoch": "iterations_per_epoch",
    "progress_bar": "iterations",
    "effective_batch_size": "effective_batch_size",
    "epochs": "epochs",
    "warmup_steps": "warmup_steps",
    "stop_epoch": "early_stop_epoch",
}
_WHOLE_RUN = re.compile(
    r"\btotal\b|in all|altogether|overall|max_?(?:steps|iter)|optimi[sz]ation steps|总|一共|共"
    r"|整个",
    re.IGNORECASE,
)
_AROUND = 40


def find_bare(scan: Scan, roles: Roles) -> list[tuple[Known, int, int]]:
    """Counts that stand without a unit, with their places; they mean what was counted last."""
    found = []
    for place, token in enumerate(scan.tokens):
        if not isinstance(token, Number) or place in roles or token.percent:
            continue
        known = _progress(scan, token) or _told(scan, token) or _asked(scan, token)
        if known:
            found.append((known, token.start, token.end))
    return found


def _progress(scan: Scan, token: Number) -> Known | None:
    """The length of a progress bar: 1578/1578, 0/1091."""
    if PLACE_IN_EPOCH.fullmatch(token.text):
        source = _shown(scan, token)
        return Known("iterations_per_epoch", token.value, source, token.text)
    match = _PROGRESS.fullmatch(token.text)
    if not match:
        return None
    total = int(match["of"].replace(",", ""))
    if total != token.value:
        return None
    quantity = _counted(scan, token.start) or "iterations_per_epoch"
    before = scan.text[max(0, token.start - 16) : token.start]
    if quantity == "epochs" and re.search(r"[\[(]\s?$", before):
        quantity = "iterations_per_epoch"
    if quantity == "epochs" and not re.search(r"(?:epochs?|轮)\W{0,4}$", before, re.IGNORECASE):
        quantity = "total_iterations"
    if quantity == "epochs" and _TIMED.match(scan.text, token.end):
        quantity = "total_iterations"
    return Known(quantity, total, _shown(scan, token), token.text)


def _shown(scan: Scan, token: Number) -> Source:
    """How a place in a run is told: shown by a program, unless somebody expects it."""
    segment = scan.segment_of(token)
    told = how_told(scan.text[segment.start : token.start])
    return "claimed" if told == "claimed" else "observed"


def _told(scan: Scan, token: Number) -> Known | None:
    segment = scan.segment_of(token)
    before = scan.text[segment.start : token.start]
    after = scan.text[token.end : token.end + 12]
    tells = scan.before(token.start, _TELLS)
    if not (tells and _NO_UNIT.match(after)) or not isinstance(token.value, int):
        return None
    if token.value < 0:
        return None
    source, quantity = how_told(before), _counted(scan, token.start)
    if source == "stated" or quantity is None:
        return None
    return Known(quantity, token.value, source, token.text, about=is_about(before, after))


def _asked(scan: Scan, token: Number) -> Known | None:
    """A count that is a question of its own: "for 300 epochs, 117,000 times?"."""
    segment = scan.segment_of(token)
    before = scan.text[segment.start : token.start]
    if not (_OPENS.search(before) and _ASKS.match(scan.text, token.end)):
        return None
    quantity = _counted(scan, token.start)
    if quantity == "epochs" and _UPDATES.match(scan.text, token.end):
        quantity = "total_iterations" if _after_epochs(scan, token.start) else None
    if quantity is None or not isinstance(token.value, int):
        return None
    return Known(quantity, token.value, "claimed", token.text, about=is_about(before, ""))


def _after_epochs(scan: Scan, start: int) -> bool:
    """Whether the sentence tells after how many epochs it is: "after 14 epochs, it was at 900"."""
    segment = scan.segment_at(start)
    return any(
        isinstance(number, Number)
        and isinstance(label, Label)
        and label.kind == "epochs"
        and segment.start <= number.start < start
        for number, label in pairwise(scan.tokens)
    )


def _counted(scan: Scan, start: int) -> str | None:
    """What was counted last before a place; a progress bar counts iterations wherever it stands."""
    for token in reversed(scan.tokens):
        if isinstance(token, Label) and token.start < start and token.kind in _COUNTS:
            quantity = _COUNTS[token.kind]
            if quantity != "iterations":
                return quantity
            around = scan.text[max(0, token.start - _AROUND) : token.end + _AROUND]
            whole = _WHOLE_RUN.search(around) or _after_epochs(scan, start)
            return "total_iterations" if whole else "iterations_per_epoch"
    kinds = {token.kind for token in scan.tokens if isinstance(token, Label)}
    return "iterations_per_epoch" if "progress_bar" in kinds else None
