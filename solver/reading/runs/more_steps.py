"""Whole epochs and some iterations more: "3 epochs and 120 iterations more", "又跑了 40 步"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.scenarios import Fact
from solver.reading.tokens.numbers import find_numbers
from solver.reading.tokens.scan import Scan

_COUNTS = {"total_iterations", "iterations_per_epoch", "iterations_done", "remaining_iterations"}
_EPOCHS = {"epochs", "epochs_done", "early_stop_epoch", "epochs_before"}
_PART = (
    r"(?:of|into|in|through) (?:the )?(?:next|following|current|(?:epoch )?\d{1,6}(?:st|nd|rd|th)?"
    r"|last|one after|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
)
_MORE_AFTER = lazy_pattern(
    r"[\s(]*(?:iterations?|steps?|updates?|batches|iters?)?"
    rf"\s*(?:more|further|extra|on top|{_PART})"
    r"(?! (?:to go|to come|left|remain))",
    re.IGNORECASE,
)
_MORE_BEFORE = lazy_pattern(
    r"(?:(?<!per )(?<!an )(?<!each )(?<!every )\bepo(?:ch|che)s?,? (?:and|plus|\+) (?:about )?"
    r"|(?:epochs?|轮)\s?(?:加|零|[+])"
    r"|\b(?:another|additional|further|extra|plus)\s(?:for )?|\b(?:and|,) then (?:for )?"
    r"|(?:再|又|另外|此外|外加|加上|额外|接着|然后|多)(?:又|再|还|跑|训练?|微调|迭代|走|更新|做|多){0,3}了?)"
    r"\s?(?:about |大概|约)?$",
    re.IGNORECASE,
)
_BARE = lazy_pattern(
    r"(?:\b(?:and then|then|plus|and another)\s(?:only )?(?P<english>\d{1,9})(?: more)?"
    r"|(?:然后|再|又|外加)(?:跑|训练?|走|迭代)?了?\s?(?P<chinese>\d{1,9})\s?[次步个]?)"
    r"(?=\s*(?:[.,;?)。，；）]|$|(?:of|into|in) the next))",
    re.IGNORECASE,
)
_INSIDE = lazy_pattern(
    r"第\s?(?P<han>\d{1,6})\s?个?\s?(?:epoch|轮)\s?(?:的|中的?|里的?|内的?)\s?"
    r"第\s?(?P<step>\d{1,9})\s?个?\s?(?:步|batch|iter|step|次迭代)"
    r"|\bepoch (?P<epoch>\d{1,6}),?(?: at| and| in)? (?:batch|iteration|step|iter) "
    r"(?P<batch>\d{1,9})"
    r"(?:\s?(?:of|/)\s?(?P<all>\d{1,9}))?(?! (?:to|more))",
    re.IGNORECASE,
)
"""A place inside an epoch: 第 3 个 epoch 的第 180 步, "epoch 3, batch 180"."""
_FARTHEST = 90
"""Characters between the epochs and what was done after them."""


def with_more_steps(scan: Scan, facts: list[Fact]) -> list[Fact]:
    """The facts, with the iterations after the last whole epoch as such."""
    place = _INSIDE.search(scan.text)
    if place and _is_inside(scan, facts, place):
        return _with_place(facts, place)
    more = next(_told(scan, facts), None) or _bare(scan, facts)
    whole = _whole_epochs(scan, facts, more) if more else None
    if more is None or whole is None:
        return facts
    extra = replace(more.known, quantity="extra_iterations", source="stated")
    rest = [fact for fact in facts if fact not in (more, whole)]
    inside = _place_in(scan, rest, more)
    rest = [fact for fact in rest if fact not in inside]
    planned = any(_is_planned(fact, whole) for fact in rest)
    name = "epochs_done" if planned or whole.known.quantity != "epochs" else "epochs"
    done = replace(whole, known=replace(whole.known, quantity=name, source="stated"))
    told = [replace(fact, known=extra) for fact in (more, *inside)]
    return sorted([*rest, done, *told], key=lambda fact: fact.start)


def _is_inside(scan: Scan, facts: list[Fact], match: re.Match[str]) -> bool:
    """Whether a step is counted from the start of its epoch, not from that of the run."""
    if scan.settings.kind != "prose" or int(match["han"] or match["epoch"]) == 1:
        return False
    of_epoch = [f.known.value for f in facts if f.known.quantity == "iterations_per_epoch"]
    step = int(match["step"] or match["batch"])
    return bool(match["han"] or match["all"] or of_epoch) and all(step <= u for u in of_epoch)


def _with_place(facts: list[Fact], match: re.Match[str]) -> list[Fact]:
    """The whole epochs before a place, and the iterations since."""
    names = ("han", "step") if match["han"] else ("epoch", "batch")
    epoch, steps = (int(match[name]) for name in names)
    rest = [fact for fact in facts if not match.start() <= fact.start < match.end()]
    planned = any(f.known.quantity == "epochs" and f.known.value >= epoch for f in rest)
    told = (("epochs_done" if planned else "epochs", epoch - 1), ("extra_iterations", steps))
    found = [
        Fact(Known(quantity, value, "stated", match.group()), *match.span(name))
        for name, (quantity, value) in zip(names, told, strict=True)
    ]
    if match["all"]:
        known = Known("iterations_per_epoch", int(match["all"]), "stated", match.group())
        found.append(Fact(known, *match.span("all")))
    return sorted([*rest, *found], key=lambda fact: fact.start)


def _place_in(scan: Scan, facts: list[Fact], more: Fact) -> list[Fact]:
    """The epoch that the iterations are of: "250 iterations of epoch 21"."""
    after = _MORE_AFTER.match(scan.text, more.end)
    low, high = after.span() if after else (0, 0)
    return [fact for fact in facts if low <= fact.start < high]


def _told(scan: Scan, facts: list[Fact]) -> Iterator[Fact]:
    for fact in facts:
        if fact.known.quantity in _COUNTS and _says_more(scan, fact):
            yield fact


def _says_more(scan: Scan, fact: Fact) -> bool:
    after = _MORE_AFTER.match(scan.text, fact.end)
    return bool(after or scan.before(fact.start, _MORE_BEFORE))


def _bare(scan: Scan, facts: list[Fact]) -> Fact | None:
    """A number alone that can only be iterations, as those of an epoch are told."""
    if not any(fact.known.quantity == "iterations_per_epoch" for fact in facts):
        return None
    for match in _BARE.finditer(scan.text):
        group = match.lastgroup or "english"
        start, end = match.span(group)
        if not any(fact.start <= start < fact.end for fact in facts):
            value = find_numbers(match[group])[0].value
            return Fact(Known("extra_iterations", value, "stated", match.group()), start, end)
    return None


def _whole_epochs(scan: Scan, facts: list[Fact], more: Fact) -> Fact | None:
    """The epochs that were told shortly before."""
    before = [f for f in facts if f.known.quantity in _EPOCHS and f.start < more.start]
    near = [
        fact
        for fact in before
        if more.start - fact.end <= _FARTHEST and "?" not in scan.text[fact.end : more.start]
    ]
    return near[-1] if near else None


def _is_planned(fact: Fact, whole: Fact) -> bool:
    """Whether more epochs than those are meant to come."""
    return fact.known.quantity == "epochs" and fact.known.value > whole.known.value
