"""A text becomes a problem: what is known, and what is asked."""

import re
from collections.abc import Mapping
from dataclasses import replace

from solver.language import Language
from solver.problem import Ask, Fault, Known, Problem
from solver.quantities import QUANTITIES
from solver.reading.asks import Asked, asks_whether_right, find_asked
from solver.reading.roles import Roles
from solver.reading.scan import Mention, Scan, Segment, Token
from solver.reading.splits import find_shares, sizes_of
from solver.reading.vocabulary import MILLISECONDS, Label

LARGEST = 10**18
"""The largest number that is taken as a count."""

_PLAIN = {
    "batch_size": "batch_size",
    "effective_batch_size": "effective_batch_size",
    "grad_accumulation": "grad_accumulation",
    "devices": "devices",
    "last_batch": "last_batch_size",
    "views": "views_per_sample",
    "seen": "samples_seen",
    "train": "train_size",
    "val": "val_size",
    "test": "test_size",
    "all_data": "dataset_size",
    "samples": "train_size",
    "epochs": "epochs",
    "drop": "dropped_samples",
    "iterations_of_epoch": "iterations_per_epoch",
    "max_iterations": "total_iterations",
}
_NAME = r"[A-Z][A-Za-z0-9_-]{0,40}"
_NO_NAME = (
    r"(?!(?:GPU|CPU|TPU|CUDA|PyTorch|Keras|TensorFlow|Colab|Adam|SGD|MLP|CNN|RNN|A\d|V\d)\w*\b)"
)
_DATASET_NAME = re.compile(
    rf"\b(?:on|using|for) (?:the )?(?P<english>{_NO_NAME}{_NAME})(?! \d)"
    rf"|(?P<chinese>{_NO_NAME}{_NAME})\s?(?:数据集|上(?=[^\w]|训练|用|，))"
)
_A_PAIR = 2
_OF_A_DEVICE = {"samples", "batch_size"}
_DEPENDS_ON_DROPPING = {
    "batches_per_epoch",
    "iterations_per_epoch",
    "total_batches",
    "total_iterations",
    "last_batch_size",
    "samples_seen",
}


def read(scanned: Scan, roles: Roles, language: Language) -> Problem:
    """Read a text as far as it can be read; what it does not say stays out of the problem."""
    asked = find_asked(scanned, {word for _, word in roles.values()})
    stated = [(scanned.tokens[place], known) for place, (known, _) in roles.items()]
    problem = Problem(
        drop_last=_drop_last(scanned),
        language=language,
        checks=asks_whether_right(scanned),
        unknown_dataset=_unknown_dataset(scanned),
    )
    return with_faults(_with_asks(problem, scanned, stated, asked))


def _drop_last(scanned: Scan) -> bool | None:
    kinds = {token.kind for token in scanned.tokens if isinstance(token, Label)}
    if {"drop", "keep"} <= kinds or not kinds & {"drop", "keep"}:
        return None
    return "drop" in kinds


def _unknown_dataset(scanned: Scan) -> str | None:
    """A name where that of a data set stands, if it is none that is known."""
    if any(isinstance(token, Mention) for token in scanned.tokens):
        return None
    match = _DATASET_NAME.search(scanned.text)
    return match["english"] or match["chinese"] if match else None


def _with_asks(
    problem: Problem,
    scanned: Scan,
    stated: list[tuple[Token, Known]],
    asked: list[Asked],
) -> Problem:
    """Numbers in one of several questions belong to that question; all others to the problem."""
    segments = {item.segment for item in asked}
    local: dict[Segment, list[Known]] = {segment: [] for segment in segments}
    shared: list[Known] = []
    for token, known in stated:
        segment = scanned.segment_of(token)
        own = segment in segments and len(segments) > 1
        (local[segment] if own else shared).append(known)
    shared += _from_first_question(local, shared)
    shared += _from_mentions(scanned, [known for _, known in stated])
    shared = _one_or_all(shared, asked)
    rivals = _rivals(shared)
    knowns = _with_splits(scanned, _first_of_each([k for k in shared if k not in rivals]))
    asks: dict[tuple[Segment, str, bool | None], Ask] = {}
    for item in asked:
        given = [k for k in local[item.segment] if k not in knowns]
        for ask in _both_ways(scanned, item, _ask(item, [*knowns, *given], given)):
            asks.setdefault((item.segment, ask.quantity, ask.drop_last), ask)
    return replace(problem, knowns=tuple(knowns), asks=tuple(asks.values()), rivals=rivals)


def _both_ways(scanned: Scan, item: Asked, ask: Ask) -> list[Ask]:
    """A count that is asked "with drop_last=True and with drop_last=False" is two questions."""
    kinds = [t.kind for t in scanned.tokens if isinstance(t, Label) and item.segment.holds(t)]
    ways = dict.fromkeys(kind == "drop" for kind in kinds if kind in {"drop", "keep"})
    if len(ways) == 1 or ask.quantity not in _DEPENDS_ON_DROPPING:
        return [ask]
    return [replace(ask, drop_last=way) for way in ways] or [ask]


def _from_first_question(local: dict[Segment, list[Known]], shared: list[Known]) -> list[Known]:
    """What the first question states of the data holds for those after it."""
    if not local:
        return []
    first = min(local, key=lambda segment: segment.start)
    have = {known.quantity for known in shared}
    return [] if first.listed else [k for k in local[first] if k.quantity not in have]


def _from_mentions(scanned: Scan, stated: list[Known]) -> list[Known]:
    """The sizes of a named data set, unless the text gives its own."""
    have = {known.quantity for known in stated}
    knowns = []
    for token in scanned.tokens:
        if isinstance(token, Mention) and not have & {"train_size", "dataset_size"}:
            data = token.dataset
            knowns.append(Known("train_size", data.train_size, "dataset", data.name))
            if data.test_size and "test_size" not in have:
                knowns.append(Known("test_size", data.test_size, "dataset", data.name))
            break
    return knowns


def _rivals(knowns: list[Known]) -> tuple[Known, ...]:
    """The values of the first quantity that is stated with more than one."""
    for known in knowns:
        same = [other for other in knowns if other.quantity == known.quantity]
        if len({other.value for other in same}) > 1:
            return tuple(same)
    return ()


def _one_or_all(knowns: list[Known], asked: list[Asked]) -> list[Known]:
    """A batch size is that of a whole update where the text gives, or asks for, a part of it."""
    sizes = [known for known in knowns if known.quantity == "batch_size"]
    whole = _of_all_devices(knowns, sizes, asked) or _of_all_accumulated(sizes, asked)
    return [replace(k, quantity="effective_batch_size") if k in whole else k for k in knowns]


def _of_all_devices(knowns: list[Known], sizes: list[Known], asked: list[Asked]) -> list[Known]:
    devices = next((k.value for k in knowns if k.quantity == "devices"), None)
    if devices is None:
        return []
    if any("per_device" in item.kinds and item.label.kind in _OF_A_DEVICE for item in asked):
        return sizes[:1]
    return [k for k in sizes if any(k.value == one.value * devices != one.value for one in sizes)]


def _of_all_accumulated(sizes: list[Known], asked: list[Asked]) -> list[Known]:
    """Of two batch sizes, the larger is wanted and the smaller fits: how many are accumulated?"""
    values = {known.value for known in sizes}
    accumulates = any("grad_accumulation" in item.kinds for item in asked)
    if not accumulates or len(values) != _A_PAIR:
        return []
    return [known for known in sizes if known.value == max(values)]


def _with_splits(scanned: Scan, knowns: list[Known]) -> list[Known]:
    """The sizes of the parts; a data set whose parts are not whole says nothing of training."""
    shares = find_shares(scanned)
    if not shares:
        return knowns
    parts = sizes_of(shares, knowns)
    sized = any(known.quantity == "train_size" for known in [*knowns, *parts])
    kept = [k for k in knowns if sized or k.quantity != "dataset_size"]
    have = {known.quantity for known in kept}
    return kept + [part for part in parts if part.quantity not in have]


def _first_of_each(knowns: list[Known]) -> list[Known]:
    first: dict[str, Known] = {}
    for known in knowns:
        first.setdefault(known.quantity, known)
    return list(first.values())


def _ask(item: Asked, knowns: list[Known], given: list[Known]) -> Ask:
    known = {k.quantity: k.value for k in knowns}
    return Ask(_quantity(item, known, {k.quantity for k in given}), tuple(given), item.label.text)


def _quantity(item: Asked, known: Mapping[str, object], given: set[str]) -> str:
    """The quantity that a word asks for, from the words around it and from what is known."""
    kind, per_epoch = item.label.kind, "per_epoch" in item.kinds
    told = item.total or "epochs" in given
    several = known.get("epochs") not in {None, 1}
    if kind == "iterations":
        whole_run = not per_epoch and (told or several)
        return "total_iterations" if whole_run else "iterations_per_epoch"
    if kind in {"batches", "groups"} and "grad_accumulation" in item.kinds:
        return "grad_accumulation"
    if kind in {"batches", "groups"}:
        whole_run = not per_epoch and told and several
        return "total_batches" if whole_run else "batches_per_epoch"
    if kind == "duration" or kind in MILLISECONDS:
        return _which_time(item.kinds)
    return _which_samples(item)


def _which_time(kinds: frozenset[str]) -> str:
    if kinds & {"per_iteration", "per_batch"}:
        return "time_per_iteration"
    return "time_per_epoch" if "per_epoch" in kinds else "time_total"


def _which_samples(item: Asked) -> str:
    kind = item.label.kind
    if kind in _OF_A_DEVICE and "per_device" in item.kinds:
        return "batch_size"
    if kind == "samples" and "seen" in item.kinds and "per_epoch" not in item.kinds:
        return "samples_seen"
    return _PLAIN[kind]


def with_faults(problem: Problem) -> Problem:
    """The problem with everything that is wrong with its values in themselves."""
    everything = (*problem.knowns, *(known for ask in problem.asks for known in ask.given))
    faults = tuple(fault for known in everything if (fault := fault_of(known)))
    return replace(problem, faults=faults)


def fault_of(known: Known) -> Fault | None:
    """What is wrong with a stated value in itself, if anything."""
    quantity = QUANTITIES[known.quantity]
    least = 1 if quantity.name == "epochs" else quantity.minimum
    if known.value > LARGEST:
        return Fault("too_large", known, LARGEST)
    if known.value < least:
        return Fault("too_small", known, least)
    counted = quantity.whole or quantity.name == "epochs"
    if counted and not isinstance(known.value, int):
        return Fault("not_whole", known)
    return None
