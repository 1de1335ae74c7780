"""Letters that stand for quantities: "N samples, batch size B, E epochs", 设样本数为 N."""

import re
from collections.abc import Collection, Iterable

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import Asked
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.reading.tokens.vocabulary import Label

_LETTER = lazy_pattern(
    r"(?<![A-Za-z0-9'’.])(?<![A-Za-z0-9]_)(?![A-D]\s?(?:[卡机组]|方案|服务器))([B-HJ-Zb-z])(?![A-Za-z0-9'’]|_\w|\.\w|\s?[=:]?\s?\d)"
)
_BEFORE = lazy_pattern(
    r"(?:\s*(?:size|number|count|is|are|of|equals?|=|:|set to|[为是设取有数]|等于|数量|大小"
    r"|个数)){0,4}"
    r"\s*[_`$(]?",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(r"[_`$)]?\s*(?:training |different |个|张|条|幅|块|轮)?\s*")
_OF_KIND = {
    "epochs": "epochs",
    "iterations": "total_iterations",
    "max_iterations": "total_iterations",
    "iterations_of_epoch": "iterations_per_epoch",
    "batch_size": "batch_size",
    "per_batch": "batch_size",
    "train": "train_size",
    "all_data": "train_size",
    "samples": "train_size",
    "devices": "devices",
    "grad_accumulation": "grad_accumulation",
}
_BEFORE_IT = _OF_KIND | {"batches": "batch_size"}
_IN_A_BATCH = lazy_pattern(
    r"\bbatch(?:es)? (?:of|with|has|have|contains?)\s*$|(?:批|batch)[有含为]?\s*$"
)
_OF_ONE = lazy_pattern(
    r"per[ _-]?(?:gpu|device|card)|每(?:张|块|个)?(?:卡|gpu|显卡|设备)", re.IGNORECASE
)
_DEVICES = {"devices", "nodes", "devices_per_node", "effective_batch_size"}
_OF_A_BATCH = {"batch_size", "batches", "samples"}
_MARKER = 4
_MOST = 40


def find_letters(scan: Scan) -> dict[str, int]:
    """The quantities that a letter stands for, each with the place of its word among the tokens."""
    found: dict[str, int] = {}
    for count, match in enumerate(_LETTER.finditer(scan.text)):
        if count == _MOST:
            break
        quantity, word = _named(scan, match)
        if quantity:
            found.setdefault(quantity, word)
    return found


def without_numbers(letters: Collection[str], facts: Iterable[Fact]) -> tuple[str, ...]:
    """The quantities that only a letter stands for."""
    told = {fact.known.quantity for fact in facts}
    told |= {"train_size"} if "dataset_size" in told else set()
    return tuple(name for name in letters if name not in told)


def untold_devices(facts: Iterable[Fact], asked: Iterable[Asked]) -> tuple[str, ...]:
    """The devices, where of the batch of all and that of one only one is told, the other asked."""
    knowns = [fact.known for fact in facts]
    whole = any(item.label.kind == "effective_batch_size" for item in asked)
    of_one = any(k.quantity == "batch_size" and _OF_ONE.search(k.text) for k in knowns)
    told = any(known.quantity in _DEVICES for known in knowns)
    part = any(
        item.label.kind in _OF_A_BATCH
        and ("per_device" in item.kinds or _OF_ONE.search(item.label.text))
        for item in asked
    )
    of_all = {known.quantity for known in knowns} & (_DEVICES | {"batch_size"})
    part = part and of_all == {"effective_batch_size"}
    return ("devices",) if (whole and of_one and not told) or part else ()


def _named(scan: Scan, match: re.Match[str]) -> tuple[str, int]:
    """The quantity by the word right after a letter, or else right before it; none for "a)"."""
    segment = scan.segment_at(match.start())
    if segment.listed and match.start() - segment.start < _MARKER:
        return "", 0
    for word, token in enumerate(scan.tokens):
        if not isinstance(token, Label):
            continue
        if token.start >= match.end() and _AFTER.fullmatch(scan.text[match.end() : token.start]):
            of_batch = word and scan.before(match.start(), _IN_A_BATCH)
            return "batch_size" if of_batch else _of_pair(scan, word), word
    for word, token in enumerate(scan.tokens):
        if not isinstance(token, Label) or token.end > match.start():
            continue
        if _BEFORE.fullmatch(scan.text[token.end : match.start()]):
            return _BEFORE_IT.get(token.kind, ""), word
    return "", 0


def _of_pair(scan: Scan, word: int) -> str:
    """What a word and the next one say together: "B samples per batch", "T steps per epoch"."""
    kinds = [token.kind for token in scan.tokens[word : word + 2] if isinstance(token, Label)]
    if kinds[1:] == ["per_batch"]:
        return "batch_size"
    if kinds[:1] in (["iterations"], ["batches"]) and kinds[1:] == ["per_epoch"]:
        return "iterations_per_epoch"
    return _OF_KIND.get(kinds[0], "")
