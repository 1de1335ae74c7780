"""Numbers without a unit that a program showed or somebody expected: "but it displays 3"."""

import re
from dataclasses import replace
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known, Source
from solver.reading.stated.cues import how_told, is_about
from solver.reading.stated.roles import Roles
from solver.reading.sums.arithmetic import PLACE_IN_EPOCH
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Mention, Scan
from solver.reading.tokens.vocabulary import Label

_TELLS = lazy_pattern(
    r"(?:\b(?:display|show|say|print|report|give|get|see|receive|output|read|log|count|expect|find"
    r"|be|is|are|was|were|it'?s|only|just|says|got|gave|said|saw|found|have|has|had|to|not|but|than"
    r"|equals?|around|about|approximately|bar|instead of|(?:an|one|each|per|every) epoch)(?:s|ed"
    r"|ing|ting|d)?"
    r"|(?:每|一)个?epoch|[每一]轮|why|为什么|为啥|为何|怎么|只有|只"
    r"|显示|顯示|是|为|為|有|变成|變成|成了|到|约|約|大概|大约|出现|打印|输出|报|写着|写的|等于|才"
    r"|算出|得到|出|跑了|走了|跑|走)"
    r"(?:\s|[:：`'\"“(（=~≈/]|it|me|only|just|about|around|a total of|the|of|了|出|的是|的|大概|约"
    r"|只有|只|个)*$",
    re.IGNORECASE,
)
_NO_UNIT = lazy_pattern(
    r"\s*[个次]?\s*(?:[.,;:?!()\]）（。，；？！、'\"”`]|$|\n|吗|嗎|呢|了|吧|啊"
    r"|in |on |for |when |while "
    r"|instead|and |but"
    r"|or |vs|versus|per |rather|because|after|不|而|但|就|左右|，|again|now|then)",
    re.IGNORECASE,
)
_OPENS = lazy_pattern(
    r"[,，:：]\s*(?:那?(?:就|也|应该)?(?:是|约|大概|大约|即)?|that is|is it|i\.e\.)?\s*$"
)
_ASKS = lazy_pattern(
    r"\s*(?:[次步](?:迭代|更新)?|times|steps|iterations)?\s*(?:吗|对吗|对吧|right|correct)?\s?[?]"
)
_UPDATES = lazy_pattern(r"\s*(?:[次步]|times|steps|iterations)")
_PROGRESS = lazy_pattern(r"\d[\d,]*\s?/\s?(?P<of>\d[\d,]*)")
_TIMED = lazy_pattern(r"\s?\[[\d:]{4,12}<[^\]]{1,24}(?:s/it|it/s)", re.IGNORECASE)
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
_WHOLE_RUN = lazy_pattern(
    r"\btotal\b|in all|altogether|overall|max_?(?:steps|iter)|optimi[sz]ation steps|总|一共|共"
    r"|整个",
    re.IGNORECASE,
)
_WHY_SO = lazy_pattern(
    r"\b(?:why|how come|calculate|compute|work out)(?:d|ed)?\b|为什么|为啥|为何"
    r"|怎么(?:会|就|才|只|是)|算出|算下来",
    re.IGNORECASE,
)
_WANTED = lazy_pattern(
    r"(?:\b(?:papers?|authors?|original|official|they|want|need|like|act as|equivalent)\b"
    r"[^,.;\d]{0,24}"
    r"|(?:论文|原文|作者|官方|别人|想要?|希望|需要|等效|达到|模拟|凑)[^,，。；\d]{0,10})$",
    re.IGNORECASE,
)
_NOT_THE_OTHER = lazy_pattern(
    r"(?:why|为什么|为啥|为何|怎么)[^?？.。]{0,24}\d[,，]?\s?"
    r"(?:(?:and |but )?not|instead of|rather than|而?不是|而非)\s?$",
    re.IGNORECASE,
)
_CONTRAST = lazy_pattern(r"(?:\bnot|instead of|rather than|而不是|而非|不是)\s?$", re.IGNORECASE)
_OF_A_RUN = {"samples", "train", "all_data", "batch_size", "train_size", "dataset_size"}
_NO_COUNT = {"accuracy", "duration", "seconds", "minutes", "hours", "best_epoch", "patience"}
_AROUND = 40
_MOST_STEPS = 10**9
"""So many of anything are tokens, where a text has any."""


def find_bare(scan: Scan, roles: Roles) -> list[tuple[Known, int, int]]:
    """Counts that stand without a unit, with their places; they mean what was counted last."""
    found = []
    for place, token in enumerate(scan.tokens):
        if not isinstance(token, Number) or place in roles or token.percent:
            continue
        known = _progress(scan, token) or _told(scan, token) or _asked(scan, token)
        known = known or _wanted_size(scan, place)
        if known:
            known = _of_held_out(scan, known, token.start)
            if known.value >= _MOST_STEPS and _in_tokens(scan):
                known = replace(known, quantity="tokens_seen")
            found.append((known, token.start, token.end))
    return found


def _of_held_out(scan: Scan, known: Known, start: int) -> Known:
    """A count of batches, as that of the validation where a sentence spoke last of that."""
    opened = scan.segment_at(start).start
    told = [t for t in scan.tokens if isinstance(t, Label) and t.start < start]
    pairs = pairwise(scan.tokens)
    sized = {a.start for a, b in pairs if isinstance(b, Number) and b.start != start}
    sets = [label for label in told if label.kind in {"train", "val", "test", "per_epoch"}]
    listed = any(label.kind == "train" and label.start >= opened for label in sets)
    sets = [label for label in sets if label.start not in sized or not listed]
    held_out = bool(sets) and sets[-1].kind in {"val", "test"} and sets[-1].start >= opened
    trains = any(label.kind == "train" for label in told)
    counts = known.quantity == "iterations_per_epoch"
    return replace(known, quantity="val_batches") if held_out and trains and counts else known


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
    if quantity in {None, "epochs"} and _WHY_SO.search(before):
        quantity = _wondered_at(scan, token.start) or quantity
    if source == "stated" or quantity is None or _is_no_count(scan, token):
        return None
    return Known(quantity, token.value, source, token.text, about=is_about(before, after))


def _is_no_count(scan: Scan, token: Number) -> bool:
    """Whether a number is named only as what another is not: "why 825 and not 828?"."""
    if scan.before(token.start, _NOT_THE_OTHER):
        return True
    said = any(
        isinstance(other, Number) and other.value == token.value and other.start < token.start
        for other in scan.tokens
    )
    return said and bool(scan.before(token.start, _CONTRAST))


def _wondered_at(scan: Scan, start: int) -> str | None:
    """What "why 825?" is about where no count was named: the steps of the run, or of an epoch."""
    told = [token for token in scan.tokens if token.start < start]
    kinds = {token.kind for token in told if isinstance(token, Label)}
    kinds |= {setting.quantity for setting in scan.settings.found if setting.start < start}
    named = any(isinstance(token, Mention) for token in told)
    if kinds & _NO_COUNT or not (named or kinds & _OF_A_RUN):
        return None
    several = _after_epochs(scan, start) or scan.settings.value_of("epochs") not in {None, 1}
    return "total_iterations" if several else "iterations_per_epoch"


def _wanted_size(scan: Scan, place: int) -> Known | None:
    """Another batch size, where one has its number and gradients are accumulated for another."""
    token = scan.tokens[place]
    told = [other for other in scan.tokens[:place] if isinstance(other, Label)]
    sizes = [label for label in told if label.kind == "batch_size"]
    kinds = {other.kind for other in scan.tokens if isinstance(other, Label)}
    wanted = scan.before(token.start, _WANTED) and _NO_UNIT.match(scan.text, token.end)
    if not (sizes and wanted and "grad_accumulation" in kinds) or not isinstance(token, Number):
        return None
    return Known("batch_size", token.value, "stated", token.text)


def _in_tokens(scan: Scan) -> bool:
    """Whether a text counts in tokens."""
    return any(isinstance(token, Label) and token.kind == "tokens" for token in scan.tokens)


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
