"""One line of a log: where in the run it stands, what it measures, and what it says of the run."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.bars import Progress, find_bar
from solver.reading.logs.facts import find_facts
from solver.reading.logs.metrics import find_values
from solver.reading.logs.places import NOWHERE, Place, find_epoch, find_place
from solver.reading.logs.values import DURATION, NUMBER, duration, positive, rounded
from solver.spans import Exact, Span


@dataclass(frozen=True)
class Sighting:
    """What one line says.

    Attributes:
        place: where in the run it stands.
        values: what was measured there, by the names of a record.
        bar: its progress bar.
        seconds: how long the epoch took.
        facts: what it says of the run, by the names of the run's facts.
        certain: it has a form that only logs have.
        from_zero: it is of a program that counts epochs from 0.
    """

    place: Place = NOWHERE
    values: dict[str, float] = field(default_factory=dict)
    bar: Progress | None = None
    seconds: Span | None = None
    facts: dict[str, int | Span] = field(default_factory=dict)
    certain: bool = False
    from_zero: bool = False

    @property
    def telling(self) -> bool:
        """It belongs to a log: by its form, or as it names a place and what was measured there."""
        place = self.place
        placed = place.epoch is not None or place.done is not None
        exactly = place.epochs and place.total
        return self.certain or bool(exactly) or (placed and bool(self.values))


_DARKNET = lazy_pattern(
    r"(?P<iteration>\d{1,9}): -?(?:[\d.]{1,20}|nan), (?P<mean>-?[\d.]{1,20}|-?nan) avg(?: loss)?,"
    r" (?P<rate>[\d.]{1,20}) rate, (?P<seconds>[\d.]{1,20}) seconds, (?P<images>\d{1,12}) images"
    r"(?:,? (?P<hours>[\d.]{1,12}) hours left)?"
)
_FINAL = lazy_pattern(
    r"train_(?P<of>runtime|samples_per_second|steps_per_second)"
    rf"['\"]?[:=\s]{{1,4}}['\"]?(?P<value>{NUMBER})"
)
_FINAL_FACTS = {
    "runtime": "runtime",
    "samples_per_second": "throughput",
    "steps_per_second": "iterations_per_second",
}
_LEFT = lazy_pattern(
    rf"(?:(?<![a-z_])eta|剩余时间|预计剩余) {{0,2}}[:=]? {{0,2}}(?P<time>{DURATION})"
)
_COST = lazy_pattern(
    r"(?P<name>(?:avg_)?batch_cost|(?<![a-z_])(?:time(?: taken)?|elapsed|took|cost)|耗时|用时)"
    rf"[ :=]{{1,4}}(?:(?P<time>{DURATION})"
    rf"|(?P<number>{NUMBER})(?: ?\( ?(?P<mean>{NUMBER})\))?(?P<milli> ?(?:ms|毫秒))?)"
)
_SPEED = lazy_pattern(
    rf"(?<![a-z_])ips[ :=]{{1,3}}(?P<ips>{NUMBER})"
    rf"|(?<![\w.])(?P<speed>{NUMBER}) ?(?:samples?|images?|imgs?|examples?)/s"
)
_PACE = lazy_pattern(
    rf"(?<![\w.])(?P<each>{NUMBER}) ?(?P<unit>m?s)/(?:it|iter|step|batch)\b"
    rf"|(?<![\w.])(?P<per>m?s)/(?:it|iter|step|batch)[ :=]{{1,3}}(?P<after>{NUMBER})"
)
_HINTS = ("eta", "剩余", "ips", "/s", "s/", "time", "cost", "elapsed", "took", "耗时", "用时")
_DICTIONARY = lazy_pattern(r"\{ {0,3}['\"](?:eval_)?loss['\"] {0,2}:|['\"]train_runtime['\"]")


def read_line(text: str) -> Sighting | None:
    """What a line of a log, in lower case, says; None where it says nothing that is known."""
    darknet = _DARKNET.search(text) if " avg" in text else None
    if darknet:
        return _darknet(darknet)
    facts: dict[str, int | Span] = {**find_facts(text)}
    final = {match["of"]: match["value"] for match in _FINAL.finditer(text)}
    if final:
        return _final(text, final, facts)
    bar = find_bar(text)
    place, values = _place(text, bar), find_values(text)
    certain = bool(bar or _DICTIONARY.search(text))
    seen = Sighting(place, values, bar, None, facts, certain, "v_num=" in text)
    if not (facts or values or bar or place.epoch is not None):
        return None
    return _timed(seen, text)


def _place(text: str, bar: Progress | None) -> Place:
    """Where a line stands; the numbers of its bar are the bar's."""
    if bar is None:
        return find_place(text)
    if bar.of == "epochs":
        return Place(bar.done, bar.total)
    place = find_epoch(text)
    if bar.of == "samples":
        return replace(place, done=bar.done, total=bar.total, of="samples")
    whole_run = not (bar.in_epoch or isinstance(place.epoch, int))
    return replace(place, done=bar.done, total=bar.total, of="run" if whole_run else "epoch")


def _timed(seen: Sighting, text: str) -> Sighting:
    """With the times that a line gives; beside a bar they are the bar's."""
    if seen.bar:
        left = seen.bar.remaining if seen.bar.of == "epochs" else None
        return replace(seen, facts=seen.facts | {"remaining": left}) if left else seen
    if not any(hint in text for hint in _HINTS):
        return seen
    facts, cost = seen.facts | _speed(text) | _pace(text), _COST.search(text)
    left_match = _LEFT.search(text)
    if left_match:
        facts |= _known("remaining", duration(left_match["time"]))
    if cost is None:
        return replace(seen, facts=facts)
    if cost["name"].endswith("batch_cost") or seen.place.done is not None:
        return replace(seen, facts=facts | _known("seconds_per_iteration", _cost(cost)))
    return replace(seen, facts=facts, seconds=_cost(cost))


def _speed(text: str) -> dict[str, int | Span]:
    match = _SPEED.search(text) if "/s" in text or "ips" in text else None
    return {"throughput": positive(match["ips"] or match["speed"])} if match else {}


def _pace(text: str) -> dict[str, int | Span]:
    match = _PACE.search(text) if "s/" in text else None
    if match is None:
        return {}
    pace = positive(match["each"] or match["after"])
    milli = (match["unit"] or match["per"]) == "ms"
    return {"seconds_per_iteration": pace.scaled(Fraction(1, 1000)) if milli else pace}


def _cost(match: re.Match[str]) -> Span | None:
    if match["time"]:
        return duration(match["time"])
    cost = positive(match["mean"] or match["number"])
    return cost.scaled(Fraction(1, 1000)) if match["milli"] else cost


def _known(name: str, value: Span | None) -> dict[str, int | Span]:
    return {} if value is None else {name: value}


def _darknet(match: re.Match[str]) -> Sighting:
    iteration, images = int(match["iteration"]), int(match["images"])
    facts: dict[str, int | Span] = {
        "samples_seen": images,
        "seconds_per_iteration": positive(match["seconds"]),
    }
    if iteration and images % iteration == 0:
        facts["effective_batch_size"] = images // iteration
    if match["hours"]:
        facts["remaining"] = positive(match["hours"]).scaled(3600)
    values = {"train_loss": float(match["mean"]), "learning_rate": float(match["rate"])}
    return Sighting(Place(done=iteration, of="run"), values, facts=facts, certain=True)


def _final(text: str, final: dict[str, str], facts: dict[str, int | Span]) -> Sighting:
    """The last line of a Transformers run: how long it took, and how fast it was."""
    epoch: Exact | None = find_place(text).epoch
    facts = facts | {_FINAL_FACTS[of]: rounded(value) for of, value in final.items()}
    if epoch:
        facts["epochs"] = -int(-epoch // 1)
    bar = find_bar(text)
    place = Place(done=bar.done, total=bar.total, of="run") if bar else Place()
    return Sighting(place, {}, bar, None, facts, certain=True)
