"""What the lines of a log say, put together: one history of one run."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from solver.history import Bar, History, Record, RunFacts
from solver.reading.logs.formats import Sighting
from solver.reading.logs.order import in_order, last_run
from solver.reading.logs.places import Place
from solver.spans import Span

_ACCURACIES = ("train_accuracy", "val_accuracy")
_RUN_FACTS = {field.name for field in fields(RunFacts)}
_FIRST_SAID = {"train_size", "batch_size"}


def assemble(sightings: Sequence[Sighting]) -> History:
    """The history that these lines tell, in their order, each with its place."""
    lines, earlier_runs = last_run(sightings)
    seen = in_order(lines)
    first_epoch = _first_epoch(seen)
    facts = _facts(seen)
    if not first_epoch and facts.epochs and _ends_at(facts.epochs, seen):
        facts = replace(facts, epochs=facts.epochs + 1)
    per_epoch = facts.iterations_per_epoch
    steps = tuple(_merged([_record(s, first_epoch, per_epoch) for s in seen if _says(s)]))
    return History(_by_epoch(steps), steps, facts, _bar(seen), first_epoch, earlier_runs)


def _first_epoch(sightings: Sequence[Sighting]) -> int:
    """The number of the first epoch; a fraction such as 0.32 is a part of the first."""
    if any(not isinstance(s.place.epoch, int | None) for s in sightings):
        return 1
    return 0 if any(s.place.epoch == 0 or s.from_zero for s in sightings) else 1


def _ends_at(last: int, sightings: Sequence[Sighting]) -> bool:
    """Whether "epoch 0/24" is the first of 25: the number after the slash is that of the last."""
    return last % 5 == 4 or any(s.place.epoch == last for s in sightings)  # noqa: PLR2004 (people plan 10, 25 or 100 epochs)


def _facts(sightings: Sequence[Sighting]) -> RunFacts:
    """What the run is said to be; the last word counts, but for its data."""
    found: dict[str, int | Span] = {}
    for seen in sightings:
        said = _counted(seen) | seen.facts
        for name, value in said.items():
            if name in _RUN_FACTS and not (name in _FIRST_SAID and name in found):
                found[name] = value
    bars = (s.bar for s in reversed(sightings) if s.bar and s.bar.of == "iterations" and s.bar.rate)
    pace = next((bar.pace for bar in bars), None)
    if pace is not None:
        found.setdefault("seconds_per_iteration", pace)
    return RunFacts(**found)  # type: ignore[arg-type]


def _counted(seen: Sighting) -> dict[str, int | Span]:
    """What the place and the bar of a line say of the run."""
    place, bar = seen.place, seen.bar
    found: dict[str, int | Span] = {}
    if place.epochs:
        found["epochs"] = place.epochs
    if place.total and not (bar and bar.of == "epochs"):
        names = {
            "epoch": "iterations_per_epoch",
            "run": "total_iterations",
            "samples": "train_size",
        }
        found[names[place.of]] = place.total
    return found


def _bar(sightings: Sequence[Sighting]) -> Bar | None:
    """The last bar that counts iterations."""
    for seen in reversed(sightings):
        bar = seen.bar
        if bar and bar.total and bar.of == "iterations":
            whole_run = seen.place.of == "run"
            return Bar(bar.done, bar.total, whole_run, bar.elapsed, bar.remaining, bar.pace)
    return None


def _says(seen: Sighting) -> bool:
    if seen.bar and not seen.bar.done:
        return False  # beside an empty bar stand the values of the epoch before
    return bool(seen.values or seen.bar) or seen.place.epoch is not None


def _record(seen: Sighting, first_epoch: int, per_epoch: int | None) -> Record:
    values = {name: value for name, value in seen.values.items() if name not in _ACCURACIES}
    values |= {n: v for n, v in seen.values.items() if n in _ACCURACIES and not v > 1}
    if seen.bar and not seen.bar.ended:
        values = {
            n: v for n, v in values.items() if not n.startswith("val_")
        }  # of the epoch before
    iteration = _iteration(seen.place, first_epoch, per_epoch)
    return Record(seen.place.epoch, iteration, seconds=_seconds(seen), **values)


def _seconds(seen: Sighting) -> Span | None:
    """How long the epoch took that a line ends."""
    bar = seen.bar
    if bar and bar.of == "epochs":
        return bar.pace
    ended = bar and bar.ended and seen.place.of != "run"
    return bar.elapsed if bar and ended else seen.seconds


def _iteration(place: Place, first_epoch: int, per_epoch: int | None) -> int | None:
    """Weight updates since the start of the run, where they can be counted."""
    if place.done is None or place.of == "run":
        return place.done
    if place.of == "samples" or per_epoch is None or not isinstance(place.epoch, int):
        return None
    return (place.epoch - first_epoch) * per_epoch + place.done


def _merged(records: Sequence[Record]) -> Iterator[Record]:
    """The records, those of one place as one."""
    waiting: Record | None = None
    for record in records:
        if waiting and (record.epoch, record.iteration) == (waiting.epoch, waiting.iteration):
            waiting = waiting.updated(record)
            continue
        if waiting:
            yield waiting
        waiting = record
    if waiting:
        yield waiting


def _by_epoch(steps: Sequence[Record]) -> tuple[Record, ...]:
    """One record for each epoch; a fraction such as 1.32 belongs to epoch 2."""
    found: dict[int, Record] = {}
    for step in steps:
        if step.epoch is not None and step != Record(step.epoch, step.iteration):
            number = math.ceil(step.epoch)
            record = replace(step, epoch=number)
            found[number] = found[number].updated(record) if number in found else record
    return tuple(found[number] for number in sorted(found))
