"""A part or the whole: the batch of one device or of all, the iterations so far or of the run."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.asked.questions import OF_A_DEVICE
from solver.reading.scenarios import Fact
from solver.reading.tokens.scan import Scan
from solver.spans import exact

_A_PAIR = 2
_TOLD_IN_TOKENS = {"tokens_per_batch", "tokens_seen", "tokens_per_epoch"}
_LARGE_BATCH = 20_000
"""Samples that no batch has: so many are tokens."""
_DATA_PARALLEL = lazy_pattern(r"(?<!istributed)(?<![iI]stributed )\bData ?Parallel(?![A-Za-z])")
"""PyTorch's DataParallel cuts every batch in parts, one for each device."""
_TELL_OF_LENGTH = {"epochs", "epochs_done", "iterations_done", "time_total", "samples_seen"}
_ABOUT_LENGTH = {"epochs", "duration", "seen", "views", "remaining", "which_epoch"}
_IN_ALL = lazy_pattern(r"total|max|总|一共", re.IGNORECASE)
_ON_EACH = lazy_pattern(
    r"(?:per|each|every|on an?)[ _-](?:gpu|device|card|process|rank)|\d each\b|每个?(?:张"
    r"|块|台)?(?:卡|GPU"
    r"|显卡)",
    re.IGNORECASE,
)
_LIMIT = lazy_pattern(r"max_(?:train_)?steps", re.IGNORECASE)
_EPOCHS_SET = lazy_pattern(r"num_(?:train_)?epochs|max_epochs", re.IGNORECASE)
_UPDATES = {"iterations", "max_iterations"}
_PARTS_OF_A_BATCH = {"devices", "grad_accumulation", "nodes", "devices_per_node"}
_CONFIGURED = lazy_pattern(
    r"(?:max|total|num|train)_?(?:steps?|iters?|iterations|batches|updates?)", re.IGNORECASE
)
_IN_ALL = lazy_pattern(
    r"(?<![\d.])(?P<count>\d{1,6})(?=[^\d,，。;；.?]{0,20}(?:加起来|合计|加总|总和|加在一起"
    r"|combined|summed up"
    r"|altogether|(?:across|over|for|of) all (?:\w+ )?(?:gpus|cards|devices)))",
    re.IGNORECASE,
)
_ALL_OF = {"iterations_done": "total_iterations", "epochs_done": "epochs"}
_ABOUT_A_PLACE = {"remaining", "which_epoch", "which_iteration", "percent"}


def so_far_or_all(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """Where nothing more is to come, what was done so far is the whole run."""
    stated = {fact.known.quantity for fact in facts}
    if any(item.label.kind in _ABOUT_A_PLACE or "remaining" in item.kinds for item in asked):
        stopped = stated & {"patience", "best_epoch", "epochs_done"}
        return (
            facts if stopped else [_renamed(f, {"early_stop_epoch": "epochs_done"}) for f in facts]
        )
    if any(f.known.quantity == "epochs_done" and not isinstance(f.known.value, int) for f in facts):
        return facts
    stops_early = stated & {"patience", "best_epoch"} or any(
        item.label.kind in {"patience", "best_epoch", "not_run"} for item in asked
    )
    names = {done: of for done, of in _ALL_OF.items() if of not in stated}
    if not stops_early:
        names["early_stop_epoch"] = "epochs"
    return [_renamed(fact, names) for fact in facts]


def one_pass(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """Where an epoch is asked for and no other length is told, the tokens are those of one."""
    stated = {fact.known.quantity for fact in facts}
    of_epoch = any("per_epoch" in item.kinds for item in asked)
    if not of_epoch or stated & {"epochs", "total_iterations", "tokens_per_epoch"}:
        return facts
    return [_renamed(fact, {"tokens_seen": "tokens_per_epoch"}) for fact in facts]


def in_tokens(facts: list[Fact]) -> list[Fact]:
    """Of batches that one text measures in tokens, a large one without a unit is so too."""
    told = {fact.known.quantity for fact in facts}
    if not told & _TOLD_IN_TOKENS or told & DATA:
        return facts
    names = dict.fromkeys(("batch_size", "effective_batch_size"), "tokens_per_batch")
    if "tokens_per_batch" not in told and not told & names.keys():
        names["batches_per_epoch"] = "tokens_per_batch"  # "4M batch"
    return [_renamed(fact, names) if fact.known.value >= _LARGE_BATCH else fact for fact in facts]


def as_configured(facts: list[Fact], *, checks: bool) -> list[Fact]:
    """Where somebody asks whether two lengths agree, what is configured decides, not the epochs.

    So does the number of iterations over a corpus that is told in tokens.
    """
    configured = any(
        fact.known.quantity == "total_iterations" and _CONFIGURED.search(fact.known.text)
        for fact in facts
    )
    stated = {fact.known.quantity for fact in facts}
    configured = configured or stated >= {"tokens_per_epoch", "total_iterations", "epochs"}
    if not (checks and configured):
        return facts
    return [
        replace(fact, known=replace(fact.known, source="claimed"))
        if fact.known.quantity == "epochs" and not _EPOCHS_SET.search(fact.known.text)
        else fact
        for fact in facts
    ]


def _renamed(fact: Fact, names: Mapping[str, str]) -> Fact:
    quantity = fact.known.quantity
    return replace(fact, known=replace(fact.known, quantity=names.get(quantity, quantity)))


def of_one_node(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """Where nothing is said of several machines, the devices of one are all that there are."""
    told = any(fact.known.quantity in {"nodes", "devices"} for fact in facts)
    if told or any(item.label.kind == "nodes" for item in asked):
        return facts
    return [
        replace(f, known=replace(f.known, quantity="devices"))
        if f.known.quantity == "devices_per_node"
        else f
        for f in facts
    ]


def of_all_nodes(facts: list[Fact]) -> list[Fact]:
    """Of two numbers of devices beside several machines, the product is that of all together."""
    nodes, each = (
        sorted({fact.known.value for fact in facts if fact.known.quantity == name})
        for name in ("nodes", "devices_per_node")
    )
    if len(nodes) != 1 or len(each) != _A_PAIR or each[0] * nodes[0] != each[1]:
        return facts
    return [
        replace(f, known=replace(f.known, quantity="devices"))
        if f.known.quantity == "devices_per_node" and f.known.value == each[1]
        else f
        for f in facts
    ]


def of_an_epoch(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """Where nothing is said of epochs, a count that was worked out or shown is that of one."""
    stated = {fact.known.quantity for fact in facts}
    if stated & _TELL_OF_LENGTH or any(item.label.kind in _ABOUT_LENGTH for item in asked):
        return facts
    if not stated & DATA:
        return facts
    return [
        replace(f, known=replace(f.known, quantity="iterations_per_epoch"))
        if f.known.quantity == "total_iterations"
        and f.known.source in {"claimed", "observed"}
        and not f.known.asked
        and not _IN_ALL.search(f.known.text)
        else f
        for f in facts
    ]


def with_devices(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """The devices that a log tells by its two batch sizes: 8 on each and 32 in all are four."""
    values = {fact.known.quantity: fact.known.value for fact in facts}
    whole = next((f for f in facts if f.known.quantity == "effective_batch_size"), None)
    told = values.keys() & {"devices", "nodes", "devices_per_node"}
    wanted = {item.label.kind for item in asked} & {"devices", "processes", "grad_accumulation"}
    if whole is None or whole.known.source != "stated" or told or wanted:
        return facts
    if not values.keys() >= {"batch_size", "grad_accumulation"} or _several(facts):
        return facts
    of_one = values["batch_size"] * values["grad_accumulation"]
    devices = exact(Fraction(whole.known.value) / of_one) if of_one > 0 else 1
    if not isinstance(devices, int) or devices == 1:
        return facts
    known = replace(whole.known, quantity="devices", value=devices)
    return [*facts, replace(whole, known=known)]


def _several(facts: list[Fact]) -> bool:
    """Whether a batch size or an accumulation has several values."""
    values = {
        (fact.known.quantity, fact.known.value)
        for fact in facts
        if fact.known.quantity in {"batch_size", "grad_accumulation", "effective_batch_size"}
    }
    return len(values) > len({quantity for quantity, _ in values})


def plain_sizes(facts: list[Fact], asked: list[Asked]) -> list[Fact]:
    """Of several runs with one batch size each, "total batch 64" is a batch size like the others.

    A part of it is nowhere told: neither devices nor accumulation.
    """
    told = {fact.known.quantity for fact in facts}
    runs = "total_iterations" in told and all(item.label.kind in _UPDATES for item in asked)
    sizes = {"effective_batch_size", "batch_size"} if runs else {"effective_batch_size"}
    stated = {fact.known.value for fact in facts if fact.known.quantity in sizes}
    if len(stated) < _A_PAIR or told & _PARTS_OF_A_BATCH or "batch_size" in told - sizes:
        return facts
    return [
        replace(f, known=replace(f.known, quantity="batch_size"))
        if f.known.quantity == "effective_batch_size"
        else f
        for f in facts
    ]


def one_or_all(facts: list[Fact], asked: list[Asked], scanned: Scan) -> list[Fact]:
    """A batch size is that of a whole update where the text gives, or asks for, a part of it."""
    knowns = [fact.known for fact in facts]
    of_one = [f for f in facts if f.known.quantity == "batch_size" and _of_a_device(f, scanned)]
    sizes = [known for known in knowns if known.quantity == "batch_size"]
    data_parallel = _DATA_PARALLEL.search(scanned.text)
    if len(sizes) == len(of_one) == 1 and not data_parallel:
        return facts
    whole = (
        _said_in_all(sizes, scanned)
        or _of_all_devices(knowns, sizes, asked)
        or _of_all_accumulated(sizes, asked)
    )
    whole = whole or _beside_a_part(facts, of_one, scanned)
    if data_parallel:
        whole = sizes
    return [
        replace(f, known=replace(f.known, quantity="effective_batch_size"))
        if f.known in whole
        else f
        for f in facts
    ]


def _beside_a_part(facts: list[Fact], parts: list[Fact], scanned: Scan) -> list[Known]:
    """The larger size of a sentence that tells the part of a device too: "512 (64 per GPU)"."""
    return [
        fact.known
        for fact in facts
        if fact.known.quantity == "batch_size"
        and fact not in parts
        and any(
            fact.known.value > part.known.value
            and scanned.segment_at(part.start) == scanned.segment_at(fact.start)
            for part in parts
        )
    ]


def _said_in_all(sizes: list[Known], scanned: Scan) -> list[Known]:
    """The batch sizes that the text says again as those of all devices together."""
    said = {int(match["count"]) for match in _IN_ALL.finditer(scanned.text)}
    return [known for known in sizes if known.value in said]


def _of_a_device(fact: Fact, scanned: Scan) -> bool:
    """Whether a batch size is said to be that of each device."""
    before = re.split(r"[,，。;]", scanned.text[max(0, fact.start - 16) : fact.start])[-1]
    after = re.split(r"[,，。;]", scanned.text[fact.end : fact.end + 16])[0]
    return bool(_ON_EACH.search(f"{before}{fact.known.text}{after}"))


def _of_all_devices(knowns: list[Known], sizes: list[Known], asked: list[Asked]) -> list[Known]:
    devices = next((k.value for k in knowns if k.quantity == "devices"), None)
    if devices is None:
        return []
    parts = [item for item in asked if "per_device" in item.kinds]
    if any(i.label.kind in OF_A_DEVICE and "shared_out" not in i.kinds for i in parts):
        return sizes[:1]
    return [k for k in sizes if any(k.value == one.value * devices != one.value for one in sizes)]


def _of_all_accumulated(sizes: list[Known], asked: list[Asked]) -> list[Known]:
    """Of two batch sizes, the larger is wanted and the smaller fits: how many are accumulated?"""
    values = {known.value for known in sizes}
    accumulates = any(
        "grad_accumulation" in item.kinds or item.label.kind == "grad_accumulation"
        for item in asked
    )
    if not accumulates or len(values) != _A_PAIR:
        return []
    return [known for known in sizes if known.value == max(values)]


def limited(facts: list[Fact], asked: list[Asked], scan: Scan) -> list[Fact]:
    """A limit on the steps decides how long a run is; the epochs beside it then say nothing."""
    asking = {item.segment for item in asked}
    limits = {
        scan.segment_at(fact.start)
        for fact in facts
        if fact.known.quantity == "total_iterations" and _is_limit(fact.known)
    }
    return [
        fact
        for fact in facts
        if not limits
        or not (fact.known.quantity == "epochs" and _is_setting(fact.known))
        or scan.segment_at(fact.start) in asking - limits
    ]


def _is_limit(known: Known) -> bool:
    return bool(_LIMIT.search(known.text)) and known.value > 0


def _is_setting(known: Known) -> bool:
    return bool(_EPOCHS_SET.search(known.text))
