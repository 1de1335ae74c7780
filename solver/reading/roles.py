"""What each number of a text stands for, from the words around it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from solver.problem import Known
from solver.reading.numbers import Number
from solver.reading.scan import Scan, Token
from solver.reading.vocabulary import MILLISECONDS, Label, names_a_set
from solver.spans import exact

_LEFT_GAP = re.compile(
    r"(?:\s|=|:|~|≈|[-('\"`]|size|number|count|num|is|are|was|were|be|of|to|set|equals?|at|has|have|"
    r"contains?|consists? of|the|about|around|approximately|total|a|s(?![a-z])|as|use[sd]?|using|"
    r"chosen|个数|大小|数量|数目|总数|约|大约|大概|共|总共|一共|有|里|中|为|是|设|设为|设成|设置|取|等于|选择|选|用|"
    r"个|了|到|成|改|换|张|数|量|的|完成)*",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(r"[=:为是]|\b(?:is|of|to|set|are)\b")
_RIGHT_GAP = re.compile(
    r"[ \t]*-?(?:of (?:the )?)?"
    r"(?:(?!(?:and|with|for|in|at|by|per|each|is|are|have|has|then|if|or|to|of|on|from|how|what"
    r"|which|do|does|can|many|much|give[sn]?|makes?)\b)[A-Za-z-]+[ \t]+){0,3}"
    r"|[ \t]?[个個張张條条幅份例次块]?(?:大小的|灰度|彩色|有标签的|完整的?|不同的?)?\s?"
)
_PURPOSE = re.compile(
    r"\s?(?:of (?:them|which|these) )?(?:(?:are|is|were|being) )?"
    r"(?:used |kept |held out |reserved |left )?"
    r"(?:for|as|in|to) (?:the )?|(?:用于|用来|用作|作为|做|是|属于)(?:模型)?"
)
_ASKED_FOR = re.compile(r"(?:how (?:many|much)|多少|几)\s?[个次张轮]?\s?(?:\w+ )?$", re.IGNORECASE)
_HOLDS = re.compile(r"\s*(?:each )?(?:contains?|holds?|ha(?:s|ve)|of|with|包含|含有?|有)\s*")
_EACH = re.compile(r"\s*(?:each|apiece)\b", re.IGNORECASE)
_WAS_SEEN = re.compile(
    r"\b(?:saw|(?:has|have|had) (?:seen|processed)|(?:samples|images|examples) processed)\b"
    r"|(?:看|处理|见)[过了]",
    re.IGNORECASE,
)
_PER_CLASS = re.compile(
    r"\s*(?:per|(?:in|for|of) (?:each|every)|each|every) (?:class|category|folder|label)\b",
    re.IGNORECASE,
)
_PLURAL_OR_HAN = re.compile(r"es$|次$|批$")
_COMMA = re.compile(
    r"[,，、]|[:：](?=\s*(?:how|what|find|calculate|compute|多少|求|问|一共))", re.IGNORECASE
)

_BY_WORD = {
    "epochs": "epochs",
    "iterations": "iterations",
    "batches": "batches",
    "samples": "samples",
    "train": "samples",
    "val": "samples",
    "test": "samples",
    "all_data": "samples",
    "devices": "devices",
    "batch_size": "batch_size",
    "per_batch": "batch_size",
    "grad_accumulation": "grad_accumulation",
    "accuracy": "accuracy",
}
_BY_WORD_AFTER = (
    _BY_WORD | dict.fromkeys(MILLISECONDS, "time") | {"per_epoch": "epochs", "groups": "batches"}
)
_BY_WORD_BEFORE = _BY_WORD | {
    "groups": "batch_size",
    "effective_batch_size": "effective_batch_size",
    "last_batch": "last_batch_size",
    "iterations_of_epoch": "iterations_per_epoch",
    "max_iterations": "iterations",
    "split_into": "batches",
    "part_size": "batch_size",
}

_OWN_NAMES = {"batch_size", "effective_batch_size", "grad_accumulation", "last_batch_size"}
"""Roles whose names cannot be the unit of another number."""
_SETS = {"train": "train_size", "val": "val_size", "test": "test_size"}


@dataclass(frozen=True)
class Reading:
    """One way to read a number: the quantity, how sure, and which word says so."""

    score: float
    number: int
    word: int
    role: str


Roles = dict[int, tuple[Known, int]]
"""What each number states: place of the number -> (known, place of the word that says so)."""


def assign(scan: Scan) -> Roles:
    """The quantity that each number of a text states."""
    found: Roles = {}
    used: set[tuple[int, str]] = set()
    for reading in sorted(_readings(scan), key=lambda r: (-r.score, r.number)):
        use = (reading.word, reading.role)
        if reading.number in found or use in used:
            continue
        known = _known(scan, reading)
        if known is not None:
            found[reading.number] = (known, reading.word)
            used.add(use)
    return dict(sorted(found.items()))


def _readings(scan: Scan) -> list[Reading]:
    readings = []
    for place, token in enumerate(scan.tokens):
        if isinstance(token, Number):
            readings += _from_before(scan, place) + _from_after(scan, place)
    return readings


def _from_before(scan: Scan, place: int) -> list[Reading]:
    """Readings from the word before: "batch size of 100", "epochs = 10", "迭代30000次"."""
    word = place - 1
    label = scan.tokens[word] if word >= 0 else None
    if not isinstance(label, Label):
        return []
    gap = scan.gap(word, place)
    if not _LEFT_GAP.fullmatch(gap) or _ASKED_FOR.search(scan.text, 0, label.start):
        return []
    role = _role_before(scan, place, label, gap)
    if role is None or (
        label.kind in _SETS and not (names_a_set(label) or re.search(r"[=:]", gap))
    ):
        return []
    return [Reading(_certainty_before(scan, word, role, gap), place, word, role)]


def _role_before(scan: Scan, place: int, label: Label, gap: str) -> str | None:
    """The role that the word before gives; what a batch holds is its size."""
    if label.kind == "batches":
        following = scan.tokens[place + 1] if place + 1 < len(scan.tokens) else None
        holds_samples = _HOLDS.fullmatch(gap) and _kind(following) in {"samples", "per_batch"}
        singular = not _PLURAL_OR_HAN.search(label.text.lower())
        if holds_samples or singular or re.fullmatch(r"\s*of\s*", gap):
            return "batch_size"
    return _BY_WORD_BEFORE.get(label.kind)


def _certainty_before(scan: Scan, word: int, role: str, gap: str) -> float:
    """An equals sign names a number, unless the word has one already: "2 epochs = 500 steps"."""
    taken = word > 0 and isinstance(scan.tokens[word - 1], Number)
    if _NAMES_IT.search(gap) and not (taken and not scan.gap(word - 1, word).strip()):
        return 5
    return 4.5 if role in _OWN_NAMES else 3


def _from_after(scan: Scan, place: int) -> list[Reading]:
    """Readings from the word after: "60,000 training images", "5轮", "80 ms"."""
    for word in (place + 1, place + 2):
        label = scan.tokens[word] if word < len(scan.tokens) else None
        if not isinstance(label, Label):
            return []
        gap = scan.gap(word - 1, word)
        if label.kind in _SETS and _PURPOSE.fullmatch(gap):
            return [Reading(3.5, place, word, "samples")]
        if not _RIGHT_GAP.fullmatch(gap):
            return []
        if label.kind == "train" and not names_a_set(label):
            continue
        role = _BY_WORD_AFTER.get(label.kind)
        if role:
            role = _after_noun(scan, word, role)
            return [Reading(_certainty(role, label), place, word, role)]
    return []


def _certainty(role: str, label: Label) -> float:
    """A unit of time leaves no doubt; "32 batch size" says less than "batch size 32"."""
    if role == "time":
        return 6
    weak = role in {"batch_size", "grad_accumulation"} and label.kind != "per_batch"
    return 2.5 if weak else 4


def _after_noun(scan: Scan, word: int, role: str) -> str:
    """Samples of a batch are its size: "100 images per batch", "每批100张"."""
    following = scan.tokens[word + 1] if word + 1 < len(scan.tokens) else None
    if role == "samples" and isinstance(following, Label) and following.kind == "per_batch":
        return "batch_size"
    return role


def _known(scan: Scan, reading: Reading) -> Known | None:
    number = scan.tokens[reading.number]
    if not isinstance(number, Number) or (number.percent and reading.role != "accuracy"):
        return None
    value: int | Fraction = number.value
    if reading.role == "time":
        label = scan.tokens[reading.word]
        value = exact(Fraction(number.value) * MILLISECONDS[_kind(label)] / 1000)
    if _PER_CLASS.match(scan.text, scan.tokens[max(reading.number, reading.word)].end):
        return None
    quantity = _refined(scan, reading)
    if quantity in _SETS.values() and 0 < value < 1:
        return None  # a share of the data, which splits.py reads
    low, high = sorted((reading.number, reading.word))
    text = scan.text[scan.tokens[low].start : scan.tokens[high].end]
    return Known(quantity, value, "stated", text.strip())


def _refined(scan: Scan, reading: Reading) -> str:
    """The exact quantity of a role, from the words of its clause."""
    kinds = {_kind(token) for token in _clause(scan, reading.number)}
    if reading.role == "samples":
        of_a_batch = kinds & {"per_iteration", "per_device"}
        return "batch_size" if of_a_batch else _which_samples(scan, reading)
    if reading.role == "time":
        return _which_time(scan, reading, kinds)
    if reading.role == "batch_size" and "all_devices" in kinds:
        return "effective_batch_size"
    if reading.role == "iterations":
        return "iterations_per_epoch" if "per_epoch" in kinds else "total_iterations"
    return {"batches": "batches_per_epoch"}.get(reading.role, reading.role)


def _which_time(scan: Scan, reading: Reading, kinds: set[str]) -> str:
    each = _EACH.match(scan.text, scan.tokens[reading.word].end)
    if kinds & {"per_iteration", "per_batch"} or (each and "iterations" in kinds):
        return "time_per_iteration"
    return "time_per_epoch" if "per_epoch" in kinds else "time_total"


def _which_samples(scan: Scan, reading: Reading) -> str:
    """Training, validation or test samples, by the nearest such word; else the data set's."""
    own = _kind(scan.tokens[reading.word])
    if own in _SETS:
        return _SETS[own]
    if _WAS_SEEN.search(scan.text, *_clause_span(scan, reading.number)):
        return "samples_seen"
    for places in _outward(scan, reading.number):
        for place in places:
            token = scan.tokens[place]
            if isinstance(token, Number) and place != reading.number:
                break
            if _kind(token) in _SETS:
                return _SETS[_kind(token)]
    return "dataset_size"


def _outward(scan: Scan, place: int) -> tuple[range, range]:
    """The places after a number, then those before it, in its own clause."""
    clause = [scan.tokens.index(token) for token in _clause(scan, place)]
    return range(place + 1, clause[-1] + 1), range(place - 1, clause[0] - 1, -1)


def _clause(scan: Scan, place: int) -> list[Token]:
    """The tokens of the clause around a number."""
    start, end = _clause_span(scan, place)
    return [other for other in scan.tokens if start <= other.start < end]


def _clause_span(scan: Scan, place: int) -> tuple[int, int]:
    """Where the clause around a number starts and ends: between commas, inside its segment."""
    token = scan.tokens[place]
    segment = scan.segment_of(token)
    start, end = segment.start, segment.end
    for match in _COMMA.finditer(scan.text, segment.start, segment.end):
        if re.match(r"\d{3}", scan.text[match.end() : match.end() + 3]) and match.group() == ",":
            continue
        if match.start() < token.start:
            start = match.end()
        else:
            end = min(end, match.start())
    return start, end


def _kind(token: Token | None) -> str:
    return token.kind if isinstance(token, Label) else ""
