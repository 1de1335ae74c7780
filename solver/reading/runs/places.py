"""A certain epoch or iteration of a run: "stopped at epoch 24", "第47个epoch自己停了"."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.runs.under_way import COUNT, finished, under_way
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan, Segment
from solver.reading.tokens.vocabulary import Label

_PLACE = lazy_pattern(
    rf"第\s?(?P<han>{COUNT})\s?个?\s?(?P<han_unit>epoch|轮|周期|步|次|batch|iter(?:ation)?|step)"
    rf"|(?P<of>epoch|轮|step|步)(?:是|为|在)第\s?(?P<which>{COUNT})\s?个"
    rf"|(?P<nth>\d{{1,9}}(?:,\d{{3}}){{0,4}})(?:st|nd|rd|th)\s(?P<nth_unit>epoch|iteration|step|iter|update)"
    rf"|\b(?P<unit>epoch|iteration|step|iter)\s?[#]?\s?(?P<number>{COUNT})"
    r"(?![\d,.]*\d|\s?[/:%=]|[a-z])",
    re.IGNORECASE,
)
_OF_ALL = lazy_pattern(
    rf"\bhow many (?:of (?:(?:my|the|its|these|those) )?(?P<mine>{COUNT}) (?:planned )?epochs?\b"
    rf"|epochs (?:out )?of (?:the |my |its )?(?P<all>{COUNT})(?! ?(?:im|sam|tok|ste|ite)))",
    re.IGNORECASE,
)
"""The planned epochs inside a question: "how many of my 60 epochs are saved?"."""
_EPOCH = lazy_pattern(r"epoch|轮|周期", re.IGNORECASE)
_STOPS = lazy_pattern(r"early|stop|停|结束", re.IGNORECASE)
_BEST = lazy_pattern(
    r"best|lowest|minimum|highest|last (?:improve|time)|improve|最[好佳优低小高]|没有?再|不再"
    r"|没有?(?:涨|提升|提高|改善|变好|进步|降|下降)",
    re.IGNORECASE,
)
_SO_FAR = lazy_pattern(
    r"already|so far|current|\bnow\b|\bi(?:'m| am)\b|we are|crash|interrupt|killed|resum|died|fail"
    r"|已经|目前|现在|跑到|训到|训练到|跑了|断|崩|挂|恢复|继续|接着",
    re.IGNORECASE,
)
_RESTARTS = lazy_pattern(r"crash|interrupt|killed|resum|断|崩|恢复|接着|继续训", re.IGNORECASE)
_ABOUT_STOPPING = {"patience", "best_epoch", "not_run"}


def with_places(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the epochs and iterations that the text names by their number."""
    kinds = {token.kind for token in scan.tokens if isinstance(token, Label)}
    kinds |= {fact.known.quantity for fact in facts}
    found = under_way(scan, facts, list(_places(scan, kinds)), kinds)
    if "patience" in kinds:
        found += _of_all(scan)
        facts = _cut_short(facts)
    kept = [f for f in facts if not any(p.start < f.end and f.start < p.end for p in found)]
    kept = finished(scan, kept)
    have = {fact.known.quantity for fact in kept}
    kept = [fact for fact in kept if not _is_the_warmup(fact, kept)]
    return kept + [place for place in found if place.known.quantity not in have]


def _of_all(scan: Scan) -> Iterator[Fact]:
    """The planned epochs that a question names."""
    for match in _OF_ALL.finditer(scan.text):
        group = "mine" if match["mine"] else "all"
        known = Known("epochs", find_numbers(match[group])[0].value, "stated", match.group())
        yield Fact(known, *match.span(group))


def _is_the_warmup(fact: Fact, facts: list[Fact]) -> bool:
    """Whether a count of iterations is that of the warm-up, said once more."""
    return fact.known.quantity == "total_iterations" and any(
        other.known.quantity == "warmup_steps" and other.known.value == fact.known.value
        for other in facts
    )


def _cut_short(facts: list[Fact]) -> list[Fact]:
    """With patience, fewer epochs than were planned are those up to the early stop."""
    planned = max((f.known.value for f in facts if f.known.quantity == "epochs"), default=0)
    return [
        replace(fact, known=replace(fact.known, quantity="early_stop_epoch"))
        if (fact.known.quantity, fact.known.source) == ("epochs", "observed")
        and fact.known.value < planned
        else fact
        for fact in facts
    ]


def _places(scan: Scan, kinds: set[str]) -> Iterator[Fact]:
    if scan.settings.kind != "prose":
        return
    for match in _PLACE.finditer(scan.text):
        unit = match["han_unit"] or match["of"] or match["nth_unit"] or match["unit"]
        around = _around(scan, match)
        name = _named(bool(_EPOCH.fullmatch(unit)), around, kinds)
        numbers = find_numbers(match["han"] or match["which"] or match["nth"] or match["number"])
        if name and len(numbers) == 1:
            known = Known(name, numbers[0].value, "stated", match.group())
            yield Fact(known, match.start(), match.end())


def _around(scan: Scan, match: re.Match[str]) -> str:
    """The clause of a place, and what follows it up to the next clause."""
    segment: Segment = scan.segment_at(match.start())
    before = re.split(r"[,，;；:：\d]", scan.text[segment.start : match.start()])[-1]
    after = re.split(r"[,，;；?？]", scan.text[match.end() : segment.end])[0]
    return before[-60:] + match.group() + after[:30]


def _named(epoch: bool, around: str, kinds: set[str]) -> str | None:  # noqa: FBT001 [of two units]
    """What a place is: the end of the run, the best part of it, or where the run is now."""
    if kinds & _ABOUT_STOPPING and not _RESTARTS.search(around):
        if _BEST.search(around) and not re.search(r"停|stopp", around):
            return "best_epoch" if epoch else "best_iteration"
        if _STOPS.search(around):
            return "early_stop_epoch" if epoch else "early_stop_iteration"
    if not epoch and "which_epoch" in kinds:
        return "iterations_done"
    if _SO_FAR.search(around):
        return "epochs_done" if epoch else "iterations_done"
    return None


PLACES = {"which_epoch", "which_iteration", "best_epoch", "stop_epoch"}
"""The words that ask for a place in a run."""


def which_place(kinds: AbstractSet[str], known: AbstractSet[str], *, epoch: bool) -> str:
    """The quantity that "which epoch?" asks for, from the words around it and from what is known.

    Args:
        kinds: the words of the vocabulary in its clause.
        known: the quantities that are stated.
        epoch: whether an epoch is asked for, not an iteration.
    """
    if not epoch and kinds & {"warmup", "warmup_steps"}:
        return "warmup_steps"
    if "best_epoch" in kinds:
        return "best_epoch" if epoch else "best_iteration"
    stops = "stop_epoch" in kinds or known & {"best_epoch", "best_iteration"}
    if not (stops or epoch) and "epochs_done" in known:
        return "iterations_done"
    if not (stops or epoch or "patience" in known):
        return "total_iterations"
    if stops:
        return "early_stop_epoch" if epoch else "early_stop_iteration"
    return "best_epoch" if "early_stop_epoch" in known else "epoch_at_iteration"
