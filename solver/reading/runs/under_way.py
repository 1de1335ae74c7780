"""How far a run is: "30 of 100 epochs are done", 从 checkpoint-1500 恢复, 剩下的 70 个."""

import re
from collections.abc import Iterator
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.clauses import kind_of
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

COUNT = r"\d{1,9}(?:,\d{3}){0,4}(?:\.\d{1,4})?\s?[kKwW万]?"
"""Digits as people write a count."""
_PART = lazy_pattern(
    rf"(?P<done>{COUNT})\s?(?:out )?(?:of|/)\s?(?:the |a total of )?(?P<all>{COUNT})\s?-?"
    r"(?P<unit>epochs?|iterations?|steps?|轮|个?epoch|步|次迭代)"
    rf"|\b(?P<first>epoch|iteration|step) (?P<done_>{COUNT}) (?:out )?of (?P<all_>{COUNT})\b"
    rf"|(?P<done__>{COUNT})\s?(?P<counted>epochs?|iterations?|steps?)"
    r"(?: so far| already| done| finished| completed)? out of "
    rf"(?:a total of )?(?P<all__>{COUNT})\b",
    re.IGNORECASE,
)
_PARTS = (("done", "all"), ("done_", "all_"), ("done__", "all__"))
_WARMUP_OF = lazy_pattern(r"warm[ -]?up[^.,;\d]{0,24}$|预热[^，。；\d]{0,12}$", re.IGNORECASE)
_FILE = lazy_pattern(
    r"(?<![A-Za-z])(?P<unit>checkpoint|ckpt|global_?step|step|iter|epoch)[-_](?P<number>\d{1,9})"
    r"(?![\d,]*\d|[-_]\d|\s?(?:epochs|steps|iter))",
    re.IGNORECASE,
)
"""A saved state, named by its step or epoch: checkpoint-1500, epoch_12.pth."""
_LOADS = lazy_pattern(
    r"resum|restart|load|continu|start|\bfrom\b|恢复|加载|载入|继续|接着|续训|断点|从",
    re.IGNORECASE,
)
_ALONE = lazy_pattern(
    rf"(?P<done>{COUNT}) (?:of (?:them|those|these) )?(?:(?:are|were|have been|is) )?(?:already )?"
    r"(?:done|finished|completed|complete|behind (?:me|us))\b"
    rf"|(?:已经?|目前|现在)(?:经|已)?(?:跑|训练?|完成|做)?完?了?\s?(?P<han>{COUNT})\s?个?"
    r"(?=[,，。;；?]|$)"
    rf"|(?:跑|训练?)完了?\s?(?P<over>{COUNT})\s?个?(?=[,，。;；?了]|$)"
    rf"|(?:总共|一共|共|总计|总的)(?:有|要|是|跑|训练?)?\s?(?P<whole>{COUNT})\s?个?"
    r"(?=[,，。;；?)）]|$)"
    rf"|\b(?:out of|of|in total|total of) (?P<all>{COUNT})(?: in total)?(?=\s*(?:[,.;?)]|$))",
    re.IGNORECASE,
)
"""Numbers without a unit that are so many of what was counted last: "40 epochs, 12 are done"."""
_UNITS = {"epochs": 0, "which_epoch": 0, "iterations": 1}
_WHOLE = (("epochs_done", "epochs"), ("iterations_done", "total_iterations"))
_DONE_OF = {whole: done for done, whole in _WHOLE}
_FINISHED = lazy_pattern(
    r"(?:\b(?:finished|completed|done with|(?:have|has|'ve) (?:done|run|trained)|got through)"
    r"|(?:跑|训|训练|完成|做)(?:完|好)了?|完成了)(?: the first| about| already)?\s*$",
    re.IGNORECASE,
)
_COUNTED = {name: unit for unit, names in enumerate(_WHOLE) for name in names}
_THE_REST = lazy_pattern(
    r"(?:剩下?|余下|还有|还剩|其余)(?:的|了)?\s?(?P<han>\d{1,7})\s?个(?=[,，。?还要得跑训没大需]|$)"
    r"|\bthe (?:remaining|other|last) (?P<number>\d{1,7})"
    r"(?=\s?(?:[,.?]|$|(?:take|need|will|be|go)))",
    re.IGNORECASE,
)
"""What is left, without its noun: "30 epochs are done; the remaining 70?", 剩下的70个."""
_REST_OF = {
    **dict.fromkeys(("epochs_done", "epochs"), "remaining_epochs"),
    **dict.fromkeys(("iterations_done", "total_iterations"), "remaining_iterations"),
}
_UNTIL = lazy_pattern(
    rf"\b(?:until|till|up to|reach) (?:the )?(?:end of )?epoch (?P<end>{COUNT})(?![\d.%])"
    rf"|epoch (?P<start>{COUNT})[^,.;?\d]{{0,12}}\b(?:starts?|begins?)\b"
    rf"|(?:starts?|begins?) (?:of )?epoch (?P<start_>{COUNT})"
    rf"|第\s?(?P<start__>{COUNT})\s?个?\s?(?:epoch|轮)[^,，。;；?\d]{{0,8}}开始",
    re.IGNORECASE,
)
"""The end of an epoch as the end of the run; or its start, before which the others are done."""
_WARMS_UP = lazy_pattern(r"[^,.;，。]{0,24}(?:warm|预热)", re.IGNORECASE)
_EPOCH = lazy_pattern(r"epoch|轮|周期", re.IGNORECASE)


def under_way(scan: Scan, facts: list[Fact], places: list[Fact], kinds: set[str]) -> list[Fact]:
    """What is done and what is left, beside the places that the text names."""
    limits = [] if "patience" in kinds else list(_limits(scan))
    starts = {fact.start for fact in limits}
    found = [fact for fact in places if not any(fact.start <= s < fact.end for s in starts)]
    found += [*limits, *_parts_done(scan), *_files(scan, kinds), *_the_rest(scan, facts)]
    return [*found, *_alone(scan, facts, found)]


def _limits(scan: Scan) -> Iterator[Fact]:
    """Where epochs start or end that the text names by their number."""
    for match in _UNTIL.finditer(scan.text):
        group = match.lastgroup or "end"
        numbers = find_numbers(match[group])
        if len(numbers) == 1 and isinstance(numbers[0].value, int):
            starts = group != "end"
            name = "epochs_done" if starts else "epochs"
            known = Known(name, numbers[0].value - starts, "stated", match.group())
            yield Fact(known, match.start(group), match.end(group))


def finished(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts; of two counts of epochs, the smaller is what is done where it is said so."""
    planned = {
        name: max((f.known.value for f in facts if f.known.quantity == name), default=0)
        for _, name in _WHOLE
    }
    return [
        replace(fact, known=replace(fact.known, quantity=_DONE_OF[fact.known.quantity]))
        if fact.known.quantity in _DONE_OF
        and fact.known.value < planned[fact.known.quantity]
        and scan.before(fact.start, _FINISHED)
        else fact
        for fact in facts
    ]


def _files(scan: Scan, kinds: set[str]) -> Iterator[Fact]:
    """Where a run is that goes on from a saved state."""
    for match in _FILE.finditer(scan.text):
        segment = scan.segment_at(match.start())
        clause = scan.text[max(segment.start, match.start() - 60) : match.end() + 24]
        if _LOADS.search(clause) or "which_epoch" in kinds:
            name = _WHOLE[match["unit"].lower() != "epoch"][0]
            known = Known(name, int(match["number"]), "stated", match.group())
            yield Fact(known, match.start(), match.end())


def _alone(scan: Scan, facts: list[Fact], found: list[Fact]) -> Iterator[Fact]:
    """Numbers without a unit that say how far a run is, or how long it will be."""
    told = [*facts, *found]
    for match in _ALONE.finditer(scan.text):
        group = match.lastgroup or "done"
        start, end = match.span(group)
        unit = _unit_before(scan, start, told)
        if unit is None or any(fact.start <= start < fact.end for fact in told):
            continue
        done, whole = _WHOLE[unit]
        is_whole = group in {"whole", "all"}
        if is_whole and not any(fact.known.quantity == done for fact in told):
            continue
        number = find_numbers(match[group])[0]
        known = Known(whole if is_whole else done, number.value, "stated", match.group())
        told.append(Fact(known, start, end))
        yield told[-1]


def _unit_before(scan: Scan, start: int, told: list[Fact]) -> int | None:
    """What was counted last before a place: epochs or iterations."""
    counted = [(t.start, _UNITS[kind_of(t)]) for t in scan.tokens if kind_of(t) in _UNITS]
    named = [(fact.start, fact.known.quantity) for fact in told]
    counted += [(place, _COUNTED[name]) for place, name in named if name in _COUNTED]
    before = [each for each in counted if each[0] < start]
    return max(before)[1] if before else None


def _the_rest(scan: Scan, facts: list[Fact]) -> Iterator[Fact]:
    """What is left of what was counted last."""
    for match in _THE_REST.finditer(scan.text):
        before = [f for f in facts if f.start < match.start() and f.known.quantity in _REST_OF]
        if before:
            name = _REST_OF[max(before, key=lambda fact: fact.start).known.quantity]
            value = int(match["han"] or match["number"])
            known = Known(name, value, "stated", match.group())
            yield Fact(known, match.start(match.lastgroup or 0), match.end())


def _parts_done(scan: Scan) -> Iterator[Fact]:
    """How far a run is: "30 of 100 epochs are done"."""
    for match in _PART.finditer(scan.text):
        parts = next(pair for pair in _PARTS if match[pair[0]])
        done, of = (find_numbers(match[name]) for name in parts)
        if len(done) != 1 or len(of) != 1 or done[0].value >= of[0].value:
            continue
        epoch = _EPOCH.search(match["unit"] or match["first"] or match["counted"])
        names = ("epochs_done", "epochs") if epoch else ("iterations_done", "total_iterations")
        warms_up = scan.before(match.start(), _WARMUP_OF)
        if warms_up or _WARMS_UP.match(scan.text, match.end()):
            names = ("warmup_epochs" if epoch else "warmup_steps", names[1])
        for name, number, part in zip(names, (done[0], of[0]), parts, strict=True):
            known = Known(name, number.value, "stated", match.group())
            yield Fact(known, match.start(part), match.end(part))
