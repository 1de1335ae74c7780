"""Everything that a text states: its numbers, its settings, its data sets, and their parts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.problem import Known, Source
from solver.quantities import DATA, QUANTITIES, SHARES
from solver.reading.bare import find_bare
from solver.reading.classes import with_classes
from solver.reading.code.setting_names import SCHEDULE
from solver.reading.code.settings import Setting
from solver.reading.cues import how_told
from solver.reading.epoch_losses import with_best_epoch
from solver.reading.folders import with_repeats
from solver.reading.full_batch import with_full_batch
from solver.reading.held_out import with_held_out
from solver.reading.intervals import with_every_epoch
from solver.reading.lengths import find_lengths
from solver.reading.logs.rows import with_rows
from solver.reading.model_parallel import with_model_parallel
from solver.reading.named_schedules import with_named_schedule
from solver.reading.part_epochs import with_part_epochs
from solver.reading.parts_told import with_sizes, without_wholes
from solver.reading.per_fold import with_fold_parts
from solver.reading.places import with_places
from solver.reading.pooled import pooled, without_counts
from solver.reading.rates import with_rates
from solver.reading.replaced import find_replaced
from solver.reading.roles import Roles
from solver.reading.scan import Mention, Scan
from solver.reading.scenarios import CHOSEN, Fact
from solver.reading.schedule_meanings import is_in_tokens
from solver.reading.shapes import with_shapes
from solver.reading.split_sizes import sizes_of, whole_of
from solver.reading.splits import find_shares
from solver.reading.unnamed_data import find_unnamed_data
from solver.reading.vocabulary import Label
from solver.reading.warmup_shares import with_warmup_share

_OF_DATA = {
    *("train_size", "dataset_size", "val_size", "samples_per_device", "samples_seen"),
    *("tokens_per_epoch", "iterations_per_epoch", "batches_per_epoch"),
}
_BREAKDOWN = re.compile(
    r"\((?=[^()\d]{0,8}\d)[^()+]{0,60}[^\W\d_][^()+]{0,40}\+[^()]{0,60}[^\W\d_][^()]{0,40}\)"
)


def find_facts(scanned: Scan, roles: Roles) -> list[Fact]:
    """What a text states, each with its place."""
    facts = [
        Fact(known, scanned.tokens[place].start, scanned.tokens[place].end)
        for place, (known, _) in roles.items()
    ]
    facts += _without_rounded(_from_settings(scanned), facts)
    facts += _from_single_devices(scanned, facts)
    facts = with_sizes(scanned, facts)
    for more in (
        with_rows,
        with_classes,
        with_fold_parts,
        with_model_parallel,
        with_repeats,
        with_named_schedule,
        with_shapes,
        with_warmup_share,
        with_best_epoch,
        with_places,
        with_rates,
        with_every_epoch,
    ):
        facts = more(scanned, facts)
    facts += [Fact(*found) for found in find_lengths(scanned.text)]
    taken = {fact.start for fact in facts}
    facts += [Fact(*found) for found in find_bare(scanned, roles) if found[1] not in taken]
    facts = without_wholes(without_breakdowns(scanned.text, facts))
    facts += find_replaced(scanned, facts)
    facts = with_full_batch(scanned, facts)
    facts = pooled(scanned, without_counts(scanned, with_part_epochs(scanned, facts)))
    facts += _from_mentions(scanned, facts)
    facts = with_held_out(scanned, facts)
    return [*facts, *_from_unnamed(scanned, facts)]


def _from_unnamed(scanned: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """Data under a name of its own, where nothing else is data."""
    if {fact.known.quantity for fact in facts} & _OF_DATA:
        return []
    found = find_unnamed_data(scanned, {fact.start for fact in facts})
    return [Fact(*found)] if found else []


def without_breakdowns(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts but those that only take a number apart: "(3 full batches + 1 with 2 samples)"."""
    places = [match.span() for match in _BREAKDOWN.finditer(text)]
    return [f for f in facts if not any(start < f.start < end for start, end in places)]


def _from_settings(scanned: Scan) -> list[Fact]:
    """What code, configurations and log headers set."""
    facts = []
    for setting in _with_length(_without_shares(scanned.settings.found)):
        if setting.quantity not in QUANTITIES:
            continue
        source: Source = "claimed" if setting.computed else "stated"
        chosen = setting.quantity in CHOSEN or setting.quantity.endswith("_percent")
        if not (chosen or setting.computed):
            segment = scanned.segment_at(setting.start)
            source = how_told(scanned.text[segment.start : setting.start])
        known = Known(_in_tokens(scanned, setting), setting.value, source, setting.text)
        facts.append(Fact(known, setting.start, setting.end))
    return facts


def _without_rounded(settings: list[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """The settings without a rate where the text gives the time of an iteration itself."""
    timed = any(fact.known.quantity == "time_per_iteration" for fact in facts)
    return [f for f in settings if not (timed and f.known.quantity == "time_per_iteration")]


def _without_shares(found: Sequence[Setting]) -> list[Setting]:
    """The settings; shares say nothing more where the sizes of the parts follow in the code."""
    sized = {setting.quantity for setting in found} >= DATA
    return [each for each in found if not (sized and each.quantity.endswith("_percent"))]


def _in_tokens(scanned: Scan, setting: Setting) -> str:
    """The quantity of a setting; a batch may be measured in tokens: "batch size = 4M tokens"."""
    in_tokens = is_in_tokens(scanned.text[setting.end : setting.end + 24])
    of_batch = "batch_size" in setting.quantity
    return "tokens_per_batch" if of_batch and in_tokens else setting.quantity


def _with_length(found: Sequence[Setting]) -> Sequence[Setting]:
    """The settings; the length of a schedule is that of the run where no other is set."""
    if {setting.quantity for setting in found} & {"total_iterations", "epochs"}:
        return found
    return [
        replace(each, quantity="total_iterations") if each.quantity == SCHEDULE else each
        for each in found
    ]


def _from_single_devices(scanned: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """One device, said in words, where another part of the text has several."""
    if not any(fact.known.quantity == "devices" for fact in facts):
        return []
    return [
        Fact(Known("devices", 1, "stated", token.text), token.start, token.end)
        for token in scanned.tokens
        if isinstance(token, Label)
        and token.kind == "single_device"
        and _tells_of(scanned, token, facts)
    ]


def _tells_of(scanned: Scan, token: Label, facts: Sequence[Fact]) -> bool:
    """Whether the sentence of a single device has a number, none of them its devices."""
    segment = scanned.segment_of(token)
    told = {f.known.quantity for f in facts if segment.start <= f.start < segment.end}
    return bool(told) and "devices" not in told


def _from_mentions(scanned: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The sizes of a named data set, unless the text gives its own."""
    have = {fact.known.quantity for fact in facts}
    knowns = []
    for token in scanned.tokens:
        if isinstance(token, Mention) and not have & DATA:
            data = token.dataset
            knowns.append(Known("train_size", data.train_size, "dataset", data.name))
            if data.test_size and "test_size" not in have:
                knowns.append(Known("test_size", data.test_size, "dataset", data.name))
            return [Fact(known, token.start, token.end) for known in knowns]
    return []


def with_splits(scanned: Scan, knowns: list[Known]) -> list[Known]:
    """The sizes of the parts; a data set whose parts are not whole says nothing of training."""
    shares = find_shares(scanned, knowns)
    knowns = [known for known in knowns if known.source != "stated" or not _is_share(known)]
    if not shares:
        return knowns
    knowns += whole_of(shares, knowns)
    parts = sizes_of(shares, knowns)
    sized = any(known.quantity == "train_size" for known in [*knowns, *parts])
    kept = [k for k in knowns if sized or k.quantity != "dataset_size"]
    have = {known.quantity for known in kept}
    return kept + [part for part in parts if part.quantity not in have]


def _is_share(known: Known) -> bool:
    return known.quantity in SHARES
