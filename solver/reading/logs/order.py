"""The lines of a log in order: the epoch and the run that each belongs to, in one unit each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from solver.reading.logs.formats import Sighting
from solver.reading.logs.metrics import share
from solver.reading.logs.places import Place

_ACCURACIES = ("train_accuracy", "val_accuracy")
_HUNDRED = 100


def placed(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Each line with the epoch that was named before it, where it names none itself."""
    current, heads = Place(), False
    for seen in sightings:
        place = seen.place
        if place.epoch is not None:
            heads = isinstance(place.epoch, int) and bool(seen.bar or not seen.certain)
            current = Place(place.epoch, place.epochs or current.epochs)
            if place.epochs != current.epochs:
                place = replace(place, epochs=current.epochs)
        elif heads and not seen.facts.keys() & {"runtime"}:
            of = "epoch" if place.of == "run" else place.of
            place = replace(place, epoch=current.epoch, epochs=current.epochs, of=of)
        yield seen if place is seen.place else replace(seen, place=place)


def last_run(sightings: Sequence[Sighting]) -> tuple[list[Sighting], int]:
    """The lines of the last run, and how many runs came before: each starts again at its epoch."""
    start, runs, before = 0, 0, 0
    said: dict[int, set[str]] = {}
    for line, seen in enumerate(sightings):
        epoch = seen.place.epoch
        if not isinstance(epoch, int) or not (seen.values or seen.place.epochs):
            continue
        again = not seen.values or bool(said.get(epoch, set()) & seen.values.keys())
        if epoch < before and epoch <= 1 and again:
            start, runs, said = line, runs + 1, {}
        said.setdefault(epoch, set()).update(seen.values)
        before = epoch
    return list(sightings[start:]), runs


def in_order(sightings: list[Sighting]) -> list[Sighting]:
    """The lines of one run without bars of other work, accuracies as shares, counters alike."""
    return _on_one_scale(_percentages(_without_other_bars(sightings)))


def _without_other_bars(sightings: list[Sighting]) -> list[Sighting]:
    """The lines without the bars of an evaluation, which count to another number.

    Within an epoch the first bar is the training's; of bars that stand alone it is the longest.
    """
    counted = [s.place for s in sightings if s.bar and s.bar.of == "iterations" and s.place.total]
    first = next((place.total for place in counted if place.of == "epoch"), None)
    longest = max((place.total or 0 for place in counted if place.of == "run"), default=None)
    expected = {"epoch": first, "run": longest}

    def belongs(seen: Sighting) -> bool:
        if seen.bar is None or seen.place.total is None or seen.bar.of != "iterations":
            return True
        return seen.place.total == expected[seen.place.of]

    return [seen for seen in sightings if belongs(seen)]


def _percentages(sightings: list[Sighting]) -> list[Sighting]:
    """Accuracies as shares, where any of them is above 1 and so all are in percent."""
    for name in _ACCURACIES:
        largest = max((s.values[name] for s in sightings if name in s.values), default=0)
        if 1 < largest <= _HUNDRED:
            sightings = [
                replace(s, values=s.values | {name: share(s.values[name])})
                if name in s.values
                else s
                for s in sightings
            ]
    return sightings


def _on_one_scale(sightings: list[Sighting]) -> list[Sighting]:
    """Counters that go on rising from epoch to epoch count the run, whatever they are called."""
    counted = [s for s in sightings if s.place.done is not None and s.place.of != "samples"]
    turns = [
        (a.place.done or 0) < (b.place.done or 0)
        for a, b in pairwise(counted)
        if a.place.epoch != b.place.epoch and not (a.bar or b.bar)
    ]
    rising = all(turns) and (len(turns) > 1 or not any(s.place.total for s in counted))
    if not turns or not (rising or not any(turns)):
        return sightings
    scale = "run" if rising else "epoch"
    return [
        s
        if s.bar or s.place.of in {"samples", scale}
        else replace(s, place=replace(s.place, of=scale))
        for s in sightings
    ]
