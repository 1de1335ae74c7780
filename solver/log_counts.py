"""Counts and times that follow from a training log, exact or as the range that rounding leaves."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from solver.history import History
from solver.spans import Exact, Span

Counts = Mapping[str, Span]
_Found = Iterator[tuple[str, Span | None]]


def counts(history: History, batch_size: int | None = None) -> Counts:
    """Every quantity that a log states or implies, by its standard name.

    Args:
        history: the log.
        batch_size: samples in one batch, where the log does not say; a batch is then one update.
    """
    found: dict[str, Span] = {}
    for derive in (_stated, _iterations, _samples, _iterations, _times, _left, _best):
        for name, span in derive(history, found):
            if span is not None and not span.empty:
                found.setdefault(name, span)
        if batch_size is not None:
            found.setdefault("batch_size", Span.of(batch_size))
    return found


def _stated(history: History, _: Counts) -> _Found:
    facts = history.facts
    for name in (
        "epochs",
        "iterations_per_epoch",
        "total_iterations",
        "train_size",
        "batch_size",
        "effective_batch_size",
        "grad_accumulation",
        "samples_seen",
    ):
        value = getattr(facts, name)
        yield name, None if value is None else Span.of(value)
    yield "throughput", facts.throughput
    yield "time_per_iteration", facts.seconds_per_iteration
    yield "time_total", facts.runtime
    yield "early_stop_epoch", _whole(facts.stopped_epoch)


def _iterations(history: History, found: Counts) -> _Found:
    epochs, per_epoch = _value(found, "epochs"), _value(found, "iterations_per_epoch")
    total, pace = _value(found, "total_iterations"), history.facts.iterations_per_second
    if epochs and per_epoch:
        yield "total_iterations", Span.of(epochs * per_epoch)
    if epochs and total and total % epochs == 0:
        yield "iterations_per_epoch", Span.of(total / Fraction(epochs))
    if pace and history.facts.runtime:
        yield "total_iterations", pace.times(history.facts.runtime).whole(1)


def _samples(history: History, found: Counts) -> _Found:
    """Data set and batch, each from the other; the incomplete last batch is taken as kept."""
    facts, updates = history.facts, _value(found, "iterations_per_epoch")
    if facts.throughput and facts.runtime:
        yield from _of_a_finished_run(facts.throughput.times(facts.runtime), found)
    elif facts.throughput and facts.seconds_per_iteration:
        yield "batch_size", facts.throughput.times(facts.seconds_per_iteration).whole(1)
    size, data = _effective(found), found.get("train_size")
    yield "effective_batch_size", size
    if size and data and size.value and data.value:
        yield "iterations_per_epoch", Span.of(-(-data.value // size.value))
    if size and updates and size.high is not None:
        yield "train_size", Span(size.low * (updates - 1) + 1, size.high * updates)


def _of_a_finished_run(seen: Span, found: Counts) -> _Found:
    """Data set and batch from all samples seen, whether the last batch was kept or dropped."""
    epochs, updates = _value(found, "epochs"), _value(found, "iterations_per_epoch")
    yield "samples_seen", seen.whole(1)
    data = found.get("train_size") or (
        seen.scaled(1 / Fraction(epochs)).whole(1) if epochs else None
    )
    yield "train_size", data
    if data and data.high is not None and updates and updates > 1:
        low, high = Fraction(data.low) / (updates + 1), Fraction(data.high) / (updates - 1)
        yield "effective_batch_size", Span(low, high, low_open=True, high_open=True).whole(1)


def _effective(found: Counts) -> Span | None:
    """The samples behind an update: as stated, or those of as many batches as are accumulated."""
    stated, batch = found.get("effective_batch_size"), found.get("batch_size")
    accumulated = _value(found, "grad_accumulation") or 1
    return stated or (batch.scaled(accumulated) if batch else None)


def _times(history: History, found: Counts) -> _Found:
    """Times of an iteration, an epoch and the run, from what is printed or from each other."""
    bar, whole_bar = history.bar, _whole_bar(history)
    if bar and bar.elapsed and bar.done:
        yield "time_per_iteration", bar.elapsed.scaled(Fraction(1, bar.done))
    if bar and bar.remaining and bar.done < bar.total:
        yield "time_per_iteration", bar.remaining.scaled(Fraction(1, bar.total - bar.done))
    seconds = [record.seconds for record in history.epochs if record.seconds]
    yield "time_per_epoch", _mean([each for each in seconds if each.low])
    if bar and whole_bar:
        yield "time_total" if bar.whole_run else "time_per_epoch", whole_bar
    yield from _times_from_each_other(history, found)
    size, step = _effective(found), found.get("time_per_iteration")
    if size and step and step.high:
        yield "throughput", size.times(step.reciprocal())


def _times_from_each_other(history: History, found: Counts) -> _Found:
    names = ("epochs", "iterations_per_epoch", "total_iterations")
    epochs, updates, total = (_value(found, name) for name in names)
    step = found.get("time_per_iteration")
    yield "time_per_epoch", step.scaled(updates) if step and updates else None
    epoch = found.get("time_per_epoch")
    if history.facts.stopped_epoch is None:
        yield "time_total", epoch.scaled(epochs) if epoch and epochs else None
        yield "time_total", step.scaled(total) if step and total else None
    run = found.get("time_total")
    yield "time_per_epoch", run.scaled(1 / Fraction(epochs)) if run and epochs else None
    epoch = found.get("time_per_epoch")
    yield "time_per_iteration", epoch.scaled(1 / Fraction(updates)) if epoch and updates else None


def _whole_bar(history: History) -> Span | None:
    """How long the last bar takes from its start to its end."""
    bar = history.bar
    if bar is None or bar.elapsed is None:
        return None
    if bar.done >= bar.total:
        return bar.elapsed
    return bar.elapsed + bar.remaining if bar.remaining else None


def _left(history: History, found: Counts) -> _Found:
    if history.facts.stopped_epoch is not None:
        return
    done, total = history.iteration, _value(found, "total_iterations")
    updates, epochs = _value(found, "iterations_per_epoch"), _value(found, "epochs")
    left = max(total - done, 0) if done is not None and total else None
    yield "iterations_done", _whole(done)
    yield "remaining_iterations", _whole(left)
    if left is not None and updates:
        yield "remaining_epochs", Span.of(left / Fraction(updates))
    elif epochs and history.epochs:
        finished = Fraction(history.epochs[-1].epoch or 0) - history.first_epoch + 1
        yield "remaining_epochs", Span.of(max(epochs - finished, Fraction(0)))
    yield "time_remaining", history.facts.remaining
    yield "time_remaining", _time_left(history, found)


def _time_left(history: History, found: Counts) -> Span | None:
    """What the bar of the run says; otherwise what is left of the epoch and the epochs after it."""
    bar, epoch, step = history.bar, found.get("time_per_epoch"), found.get("time_per_iteration")
    if bar and bar.whole_run and bar.remaining:
        return bar.remaining
    left, epochs = found.get("remaining_iterations"), found.get("remaining_epochs")
    if bar and bar.remaining and epochs and epoch and epochs.value is not None:
        return bar.remaining + epoch.scaled(epochs.value // 1)
    if epoch and epochs and epochs.value is not None:
        return epoch.scaled(epochs.value)
    return step.scaled(left.low) if step and left else None


def _best(history: History, _: Counts) -> _Found:
    """The best epoch, and the patience of early stopping, which ran out since."""
    stopped, lowest = history.facts.stopped_epoch, history.best
    best: Exact | None = history.facts.best_epoch
    if best is None and lowest and len(history.epochs) > 1:
        best = lowest.epoch
    yield "best_epoch", _whole(best)
    if stopped is not None and best is not None and stopped > best:
        yield "patience", Span.of(stopped - best)


def _mean(spans: list[Span]) -> Span | None:
    if not spans:
        return None
    return sum(spans[1:], spans[0]).scaled(Fraction(1, len(spans)))


def _value(found: Counts, name: str) -> Exact | None:
    return found[name].value if name in found else None


def _whole(value: Exact | None) -> Span | None:
    return None if value is None else Span.of(value)
