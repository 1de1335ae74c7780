"""Which samples a number is: of a batch, of a set, or of all data."""

import re

from solver.lazy_pattern import lazy_pattern
from solver.reading.times.which_time import EACH
from solver.reading.tokens.clauses import Reading, clause_span, kind_of, outward
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_BETWEEN_LOGS = lazy_pattern(
    r"between (?:each|two|every|consecutive)?(?: two)? ?logs?|\blog(?:s|ging"
    r"|ged)?\b.{0,40}\bevery\b"
    r"|两(?:次|条)日志之间|日志之间|每(?:隔)?.{0,12}(?:打印|记录)",
    re.IGNORECASE,
)
_OF_SO_MANY_TOKENS = lazy_pattern(
    r"\s?(?:\(|×|x|\*|of|with|,|，|每[个条段]\S{0,4})\s?[\d.,]{1,9}k?\s?(?:个)?\s?-?tokens?",
    re.IGNORECASE,
)
_OF_A_BATCH = {
    *("batches", "batch_size", "effective_batch_size", "per_batch", "per_iteration", "iterations"),
    "devices",
}
_FED = lazy_pattern(
    r"\s(?:are |were |is |was )?(?:fed|seen|processed|shown) (?:to|by|in|so|during)\b",
    re.IGNORECASE,
)
_WAS_SEEN = lazy_pattern(
    r"\b(?:saw|(?:would|will) (?:see|process)|(?:has|have|had|i've|we've) (?:seen|processed)"
    r"|(?:samples|images"
    r"|examples) processed)\b"
    r"|(?:看|处理|见)[过了]",
    re.IGNORECASE,
)
_OF_A_DEVICE = lazy_pattern(
    r"(?:gpu|card|device|tpu)s? ?(?:x|×|\*|with|of)\s*$|[卡] ?[x×*]\s*$", re.IGNORECASE
)
_CLOSE = 24
SETS = {"train": "train_size", "val": "val_size", "test": "test_size"}


def which_batch(scan: Scan, kinds: set[str]) -> str:
    """Samples of an iteration are those of all devices, where a batch size is told beside."""
    everywhere = {kind_of(token) for token in scan.tokens}
    shared = "batch_size" in everywhere and bool(everywhere & {"devices", "grad_accumulation"})
    return "effective_batch_size" if shared and "per_device" not in kinds else "batch_size"


def is_of_a_device(scan: Scan, reading: Reading) -> bool:
    """Whether devices stand right before a number: "4 GPUs x 32 images"."""
    start = scan.tokens[reading.number].start
    return bool(_OF_A_DEVICE.search(scan.text, max(0, start - _CLOSE), start))


def which_samples(scan: Scan, reading: Reading) -> str:
    """Training, validation or test samples, by the nearest such word; else the data set's."""
    own = kind_of(scan.tokens[reading.word])
    if own in SETS:
        fed = own == "train" and _FED.match(scan.text, scan.tokens[reading.word].end)
        return "samples_seen" if fed else SETS[own]
    if (
        _each_device(scan, reading)
        or _of_tokens_in_a_batch(scan, reading)
        or _of_iterations(scan, reading.number)
    ):
        return "batch_size"
    clause = scan.text[slice(*clause_span(scan, reading.number))]
    if _BETWEEN_LOGS.search(clause):
        return "samples_per_log"
    return "samples_seen" if was_seen(scan, reading.number) else _of_a_set(scan, reading)


def was_seen(scan: Scan, place: int) -> bool:
    """Whether a clause says how many samples went through the network."""
    return bool(_WAS_SEEN.search(scan.text, *clause_span(scan, place)))


def _of_a_set(scan: Scan, reading: Reading) -> str:
    """The set that is named nearest to a number; the whole data set where none is."""
    before = scan.tokens[reading.number - 1] if reading.number else None
    if kind_of(before) in SETS and _names_the_next(scan, reading.number):
        return SETS[kind_of(before)]
    for places in outward(scan, reading.number):
        for place in places:
            token = scan.tokens[place]
            if isinstance(token, Number) and place != reading.number:
                break
            if kind_of(token) in SETS:
                return SETS[kind_of(token)]
    return "dataset_size"


def _names_the_next(scan: Scan, place: int) -> bool:
    """Whether the set after a number has its own: 训练集2000张验证集400张."""
    after = scan.tokens[place + 1 : place + 4]
    names = [kind_of(token) in SETS for token in after]
    if scan.gap(place - 1, place).strip() or True not in names:
        return False
    following = after[names.index(True) + 1 :]
    return bool(following) and isinstance(following[0], Number)


def _each_device(scan: Scan, reading: Reading) -> bool:
    """Whether samples are for each of the devices that are named before it: 8 GPUs, 2 each."""
    before = scan.tokens[max(0, reading.number - 1)]
    each = EACH.match(scan.text, scan.tokens[reading.word].end)
    return bool(each and kind_of(before) in {"devices", "processes"})


def in_a_second(scan: Scan, place: int) -> bool:
    """每秒处理800张图."""
    before = scan.tokens[place - 1] if place else None
    if not isinstance(before, Label) or not before.text.startswith("每秒"):
        return False
    return len(scan.gap(place - 1, place).strip()) <= 2  # noqa: PLR2004 [as in 约 or 大约]


def _of_iterations(scan: Scan, place: int) -> bool:
    """10k iterations of 64 images."""
    before = scan.tokens[place - 1] if place else None
    counts = kind_of(before) in {"iterations", "batches", "warmup_steps"}
    return counts and scan.gap(place - 1, place).strip() == "of"


def _of_tokens_in_a_batch(scan: Scan, reading: Reading) -> bool:
    """Whether samples are told with their tokens after a batch: "32 sequences of 512 tokens"."""
    if not _OF_SO_MANY_TOKENS.match(scan.text, scan.tokens[reading.word].end):
        return False
    before = {kind_of(token) for token in scan.tokens[max(0, reading.number - 3) : reading.number]}
    return bool(before & _OF_A_BATCH)
