"""Everything that a text states: its numbers, its settings, its data sets, and their parts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known, Source
from solver.quantities import DATA, QUANTITIES, SHARES
from solver.reading.asked.questioned import with_budget, with_questioned
from solver.reading.code.lengths import find_lengths
from solver.reading.code.setting_names import SCHEDULE
from solver.reading.code.settings import Setting
from solver.reading.data.classes import with_classes
from solver.reading.data.folders import with_repeats
from solver.reading.data.held_out import with_held_out
from solver.reading.data.kinds_of_data import with_kinds
from solver.reading.data.multiplied import with_multiplied
from solver.reading.data.parts_told import with_sizes, without_wholes
from solver.reading.data.per_fold import with_fold_parts, with_left_out, with_repeated_folds
from solver.reading.data.pooled import pooled, without_counts
from solver.reading.data.split_sizes import sizes_of, sizes_too_large, whole_of
from solver.reading.data.splits import excessive_shares, find_shares
from solver.reading.data.unnamed_data import find_unnamed_data
from solver.reading.data.windows import with_windows
from solver.reading.logs.rows import with_rows
from solver.reading.runs.epoch_losses import with_best_epoch
from solver.reading.runs.full_batch import with_full_batch
from solver.reading.runs.intervals import with_every_epoch, with_final_checkpoint
from solver.reading.runs.model_parallel import with_model_parallel
from solver.reading.runs.more_steps import with_more_steps
from solver.reading.runs.named_schedules import with_named_schedule
from solver.reading.runs.part_epochs import with_part_epochs
from solver.reading.runs.places import with_places
from solver.reading.runs.schedule_meanings import is_in_tokens
from solver.reading.runs.shapes import with_shapes
from solver.reading.runs.warmup_shares import with_least_warmup, with_warmup_share
from solver.reading.scenarios import CHOSEN, Fact
from solver.reading.stated.bare import find_bare
from solver.reading.stated.cues import how_told
from solver.reading.stated.exactly import with_exact
from solver.reading.stated.replaced import find_replaced
from solver.reading.stated.roles import Roles
from solver.reading.stated.stated_values import stands_for_several
from solver.reading.times.rates import with_rates
from solver.reading.tokens.scan import LAST_WORDS, Mention, Scan
from solver.reading.tokens.vocabulary import Label

_OF_DATA = {
    *("train_size", "dataset_size", "val_size", "samples_per_device", "samples_seen"),
    *("tokens_per_epoch", "iterations_per_epoch", "batches_per_epoch"),
}
_ROUND = lazy_pattern(r"(?<![\d.])\d(?:\.\d{1,2})?\s?(?:[kKmM]|million|万|百万)\s*$")
_LINES = lazy_pattern(r"(?:lines?|行)$")
_SWITCHES = lazy_pattern(
    r"我|换|改|变|比|从|到|如果|若|还是|和|与|跟|而|但|原来|之前|现在"
    r"|\b(?:to|from|switch\w*|instead|vs|versus|then|now)\b",
    re.IGNORECASE,
)
"""Between several devices and a single one: another run."""
_OF_EACH = lazy_pattern(
    r"\s?(?:的|上|里)?\s?(?:(?:micro[ _-]?)?batch|b[sz](?![A-Za-z])|批"
    r"|(?:放|跑|是|分到?|拿到|处理)?(?:多少|几)(?![步轮次天小分]))",
    re.IGNORECASE,
)
_BREAKDOWN = lazy_pattern(
    r"\((?=[^()\d]{0,8}\d)[^()+]{0,60}[^\W\d_][^()+]{0,40}\+[^()]{0,60}[^\W\d_][^()]{0,40}\)"
)
_OPENS = lazy_pattern(r"(?:[,，;；:：]|换成|改成|改用|换|用)\s?$")
_ONE_OF_THEM = lazy_pattern(r"on (?:a single|one) \w+$", re.IGNORECASE)
_OR_SEVERAL = lazy_pattern(
    r"(?:步|次|iterations?|steps?|batches|小时|分钟|hours?|minutes?)[^,，;；]{0,12}[,，;；]|和|与|跟|、|换|改|变|到|比|\b(?:and|or|to|vs|versus|if|when|with|now|then|switch\w*)\b",
    re.IGNORECASE,
)
"""What stands between one device and several others: 单卡和四卡, "from one GPU to four"."""


def find_facts(scanned: Scan, roles: Roles) -> list[Fact]:
    """What a text states, each with its place."""
    facts = [
        Fact(known, scanned.tokens[place].start, scanned.tokens[place].end)
        for place, (known, _) in roles.items()
    ]
    facts += _decided(_without_rounded(_from_settings(scanned), facts), facts)
    facts += _from_single_devices(scanned, facts)
    facts = with_sizes(scanned, with_exact(scanned, facts))
    for more in (
        with_rows,
        with_classes,
        with_kinds,
        with_windows,
        with_fold_parts,
        with_model_parallel,
        with_repeats,
        with_repeated_folds,
        with_named_schedule,
        with_shapes,
        with_warmup_share,
        with_least_warmup,
        with_best_epoch,
        with_places,
        with_budget,
        with_rates,
        with_more_steps,
        with_every_epoch,
        with_final_checkpoint,
    ):
        facts = more(scanned, facts)
    lengths = [Fact(*at) for at in find_lengths(scanned.text) if not _in_code(scanned, *at)]
    measured = {fact.start for fact in lengths}
    facts = [*(fact for fact in facts if fact.start not in measured), *lengths]
    taken = {fact.start for fact in facts}
    facts += [Fact(*found) for found in find_bare(scanned, roles) if found[1] not in taken]
    facts = without_wholes(without_breakdowns(scanned.text, facts))
    facts += find_replaced(scanned, facts)
    facts = with_full_batch(scanned, facts)
    facts = pooled(scanned, without_counts(scanned, with_part_epochs(scanned, facts)))
    facts += _from_mentions(scanned, facts)
    facts = with_questioned(scanned, with_held_out(scanned, facts))
    facts = [*facts, *_from_unnamed(scanned, facts)]
    return with_left_out(scanned, with_multiplied(scanned, facts))


def _from_unnamed(scanned: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """Data under a name of its own, where nothing else is data."""
    told = {fact.known.quantity for fact in facts} & _OF_DATA
    if told - {"val_size"}:
        return []
    found = find_unnamed_data(scanned, {fact.start for fact in facts})
    return [Fact(*found)] if found and (not told or _LINES.search(found[0].text)) else []


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
        if not (chosen or setting.computed or _in_python(scanned, setting)):
            segment = scanned.segment_at(setting.start)
            source = how_told(scanned.text[segment.start : setting.start])
        quantity = _meant(scanned, setting)
        known = Known(quantity, setting.value, source, setting.text, _is_rough(quantity, setting))
        facts.append(Fact(known, setting.start, setting.end))
    return facts


def _in_code(scanned: Scan, known: Known, start: int, _end: int) -> bool:
    """Whether pasted code says the same, or says it better, than a length in a comment does."""
    found = scanned.settings.found
    told = {each.quantity for each in found} & DATA
    spans = scanned.settings.spans if told and known.quantity in DATA else ()
    places = [*((each.start, each.end) for each in found), *spans]
    return any(low <= start < high for low, high in places)


def _in_python(scanned: Scan, setting: Setting) -> bool:
    """Whether a setting stands in pasted Python, whose words tell nothing of it."""
    settings = scanned.settings
    inside = any(start <= setting.start < end for start, end in settings.spans)
    return inside and settings.kind == "python"


def _without_rounded(settings: list[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """The settings without a rate where the text gives the time of an iteration itself."""
    timed = any(fact.known.quantity == "time_per_iteration" for fact in facts)
    return [f for f in settings if not (timed and f.known.quantity == "time_per_iteration")]


def _decided(settings: list[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """The settings; what code works out is so where a sentence claims another value for it."""
    claimed = {f.known.quantity for f in facts if f.known.source == "claimed"}
    return [
        replace(f, known=replace(f.known, source="stated"))
        if f.known.source == "claimed" and f.known.quantity in claimed
        else f
        for f in settings
    ]


def _without_shares(found: Sequence[Setting]) -> list[Setting]:
    """The settings; shares say nothing more where the sizes of the parts follow in the code."""
    sized = {setting.quantity for setting in found} >= DATA
    return [each for each in found if not (sized and each.quantity.endswith("_percent"))]


def _is_rough(quantity: str, setting: Setting) -> bool:
    """Whether a batch of tokens is told in a few digits and a unit, as 4M."""
    return quantity == "tokens_per_batch" and bool(_ROUND.search(setting.text))


def _meant(scanned: Scan, setting: Setting) -> str:
    """The quantity of a setting; a batch may be in tokens, or stand for several smaller ones."""
    in_tokens = is_in_tokens(scanned.text[setting.end : setting.end + 24])
    if "batch_size" in setting.quantity and in_tokens:
        return "tokens_per_batch"
    before = scanned.text[max(0, setting.start - LAST_WORDS) : setting.start]
    amounts = setting.quantity == "batch_size" and stands_for_several(scanned, before)
    return "effective_batch_size" if amounts else setting.quantity


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
    told = {fact.known.quantity for fact in facts}
    if "nodes" in told and not told & {"devices", "devices_per_node"}:
        words = (token for token in scanned.tokens if isinstance(token, Label))
        one = next((word for word in words if word.kind == "single_device"), None)
        known = Known("devices_per_node", 1, "stated", one.text if one else "")
        return [Fact(known, one.start, one.end)] if one else []
    if "devices" not in told:
        return []
    return [
        Fact(Known("devices", 1, "stated", token.text), token.start, token.end)
        for token in scanned.tokens
        if isinstance(token, Label)
        and (token.kind == "single_device" or _ONE_OF_THEM.match(token.text))
        and _tells_of(scanned, token, facts)
    ]


def _is_any_of_them(scanned: Scan, token: Label, facts: Sequence[Fact]) -> bool:
    """Whether a single device is each of several: 8卡，单卡bs=2, or 单卡上是几."""
    segment = scanned.segment_of(token)
    earlier = [f.end for f in facts if f.known.quantity == "devices" and f.end <= token.start]
    if not earlier or max(earlier) < segment.start:
        return False
    if _SWITCHES.search(scanned.text, max(earlier), token.start):
        return False
    return bool(_OF_EACH.match(scanned.text, token.end))


def _tells_of(scanned: Scan, token: Label, facts: Sequence[Fact]) -> bool:
    """Whether the sentence of a single device has a number, none of them its devices.

    Or else several others are named after it: 单卡和四卡.
    """
    if _is_any_of_them(scanned, token, facts):
        return False
    segment = scanned.segment_of(token)
    told = {f.known.quantity for f in facts if segment.start <= f.start < segment.end}
    after = (f for f in facts if token.end <= f.start < segment.end)
    later = [fact for fact in after if fact.known.quantity == "devices"]
    if later and _OR_SEVERAL.search(scanned.text, token.end, later[0].start + 1):
        return True
    if "devices" in told and scanned.before(token.start, _OPENS):
        return True
    alone = token.kind == "single_device" or told & {"time_total", "time_per_epoch"}
    return bool(alone and told) and "devices" not in told


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
        return [*knowns, *sizes_too_large(excessive_shares(scanned), knowns)]
    knowns += whole_of(shares, knowns)
    parts = sizes_of(shares, knowns)
    sized = any(known.quantity == "train_size" for known in [*knowns, *parts])
    kept = [k for k in knowns if sized or k.quantity != "dataset_size"]
    have = {known.quantity for known in kept}
    return kept + [part for part in parts if part.quantity not in have]


def _is_share(known: Known) -> bool:
    return known.quantity in SHARES
