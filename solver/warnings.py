"""What will go wrong in a run as it is set up, each with the one line to change."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import SCHEDULE
from solver.reading.code.settings import Setting, Settings
from solver.results import Warning_

if TYPE_CHECKING:
    from solver.spans import Exact

MOST_WARNINGS = 3
"""More are not read on a phone."""
_INTERVALS = ("evaluation_interval", "checkpoint_interval", "log_interval")
_UNLIMITED = {"max_steps": -1, "max_train_steps": None}
"""Numbers of steps that override the number of epochs, and what they are where it holds."""
_PERHAPS_EPOCHS = {"t_max", "cosineannealinglr"}
"""Lengths that many give in epochs and step once an epoch."""
_BEFORE_VALUE = lazy_pattern(
    r".*\bdefault\s*=\s*|[^=:]*:\s*[\w.]+\s*=\s*|[^=:]*[=:]\s*|--?\S+\s+", re.DOTALL
)


@dataclass(frozen=True)
class _Run:
    """What was set and what was counted."""

    settings: Settings
    counts: Mapping[str, int]

    def count(self, quantity: str) -> int | None:
        """A count; as it was set, where nothing was derived."""
        value = self.counts.get(quantity, self.settings.value_of(quantity))
        return int(value) if value is not None and value.denominator == 1 else None

    def setting(self, quantity: str) -> Setting | None:
        """The first setting of a quantity."""
        return next((each for each in self.settings.found if each.quantity == quantity), None)

    def shows(self, *facts: str) -> bool:
        """Whether the code shows all of these facts."""
        return self.settings.facts.issuperset(facts)

    def line_of(self, fact: str) -> int:
        """The line that shows a fact."""
        return self.settings.fact_lines.get(fact, 0)


def warnings(settings: Settings, counts: Mapping[str, int]) -> tuple[Warning_, ...]:
    """The most important warnings about a run, given what it sets and what was derived from it."""
    run = _Run(settings, counts)
    return tuple(islice(_found(run), MOST_WARNINGS))


def _found(run: _Run) -> Iterator[Warning_]:
    for check in _CHECKS:
        yield from check(run)


def _zero_grad_missing(run: _Run) -> Iterator[Warning_]:
    """Gradients of all batches so far add up."""
    if run.shows("backward", "update") and not run.settings.facts & {"zero_grad", "abbreviated"}:
        line = run.line_of("backward")
        yield Warning_("zero_grad_missing", "optimizer.zero_grad()", line)


def _softmax_twice(run: _Run) -> Iterator[Warning_]:
    """The loss applies softmax itself."""
    if run.shows("softmax_output", "cross_entropy"):
        yield Warning_("softmax_twice", "return logits", run.line_of("softmax_output"))


def _batch_product(run: _Run) -> Iterator[Warning_]:
    """DeepSpeed refuses a batch size that is not the product of its parts."""
    stated = run.setting("effective_batch_size")
    if stated is None or run.settings.framework != "deepspeed":
        return
    micro = run.count("batch_size")
    accumulation, devices = run.count("grad_accumulation") or 1, run.count("devices")
    if not micro:
        return
    product = micro * accumulation * (devices or 1)
    fits = stated.value % product == 0 if devices is None else stated.value == product
    if not fits:
        values = {"stated": stated.value, "micro": micro, "accumulation": accumulation}
        values |= {"devices": devices or 1, "product": product}
        yield Warning_("batch_product", with_value(stated, product), stated.line, values)


def _limit_wins(run: _Run) -> Iterator[Warning_]:
    """A number of steps overrides the number of epochs."""
    limit, epochs = run.setting("total_iterations"), run.setting("epochs")
    if limit is None or epochs is None or run.settings.framework == "lightning":
        return
    name = limit.name.rpartition(".")[2].lower().replace("-", "_")
    if name not in _UNLIMITED:
        return
    each = run.count("iterations_per_epoch")
    if each and each * epochs.value == limit.value:
        return
    values: dict[str, Exact | str] = {"steps": limit.value, "epochs": epochs.value}
    values |= {"limit_name": limit.name, "epochs_name": epochs.name}
    yield Warning_("limit_wins", with_value(limit, _UNLIMITED[name]), limit.line, values)


def _warmup_too_long(run: _Run) -> Iterator[Warning_]:
    """The learning rate never reaches its peak."""
    for name, whole in (("warmup_steps", "total_iterations"), ("warmup_epochs", "epochs")):
        setting, length = run.setting(name), run.count(whole)
        if setting and length and setting.value >= length:
            values = {"warmup": setting.value, "length": length, "quantity": whole}
            change = with_value(setting, max(1, length // 10))
            yield Warning_("warmup_too_long", change, setting.line, values)


def _schedule_length(run: _Run) -> Iterator[Warning_]:
    """A schedule that ends too early or too late, in the steps that it is really given."""
    setting = run.setting(SCHEDULE)
    lengths = _schedule_lengths(run, setting) if setting else []
    if setting and lengths and setting.value not in lengths:
        values = {"stated": setting.value, "length": lengths[0]}
        name = "schedule_too_short" if setting.value < lengths[0] else "schedule_too_long"
        one_cycle = setting.name == "OneCycleLR"
        change = f"total_steps={lengths[0]}" if one_cycle else with_value(setting, lengths[0])
        yield Warning_(name, change, setting.line, values)


def _schedule_lengths(run: _Run, setting: Setting) -> list[int]:
    """How often the scheduler steps; several where the code does not show when it does."""
    epochs, updates = run.count("epochs"), run.count("total_iterations")
    batches = run.count("batches_per_epoch")
    if run.shows("scheduler_steps_per_epoch"):
        counts = [epochs]
    elif run.shows("scheduler_steps_per_batch"):
        counts = [run.count("total_batches") or (batches or 0) * (epochs or 0)]
    elif setting.name.lower() in _PERHAPS_EPOCHS and not run.shows("scheduler_steps_per_update"):
        counts = [updates, epochs] if updates else []
    else:
        counts = [updates]
    return [count for count in counts if count]


def _loss_not_divided(run: _Run) -> Iterator[Warning_]:
    """Accumulated gradients are a sum; it acts as a learning rate so many times as large."""
    count = run.count("grad_accumulation")
    facts = run.settings.facts
    if count and count > 1 and "accumulates" in facts and "loss_divided" not in facts:
        line = run.line_of("backward")
        yield Warning_("loss_not_divided", f"loss = loss / {count}", line, {"count": count})


def _leftover_gradients(run: _Run) -> Iterator[Warning_]:
    """The batches after the last full group leave their gradients to the next epoch."""
    count, batches = run.count("grad_accumulation"), run.count("batches_per_epoch")
    setting = run.setting("grad_accumulation")
    if not (count and batches and setting and run.shows("accumulates")):
        return
    left = batches % count
    if left and not run.settings.facts & {"flushes_last", "zero_grad_per_epoch"}:
        values = {"batches": batches, "count": count, "left": left}
        tested = "%" in setting.text
        condition = setting.text if tested else f"(i + 1) % {setting.name} == 0"
        line = setting.line if tested else run.line_of("accumulates")
        change = f"if {condition} or i + 1 == len(loader):"
        yield Warning_("leftover_gradients", change, line, values)


def _single_last(run: _Run) -> Iterator[Warning_]:
    """Batch normalization cannot normalize a single sample in training."""
    if not run.shows("batch_norm") or run.settings.drop_last or run.count("last_batch_size") != 1:
        return
    setting = run.setting("batch_size")
    change = f"{setting.text}, drop_last=True" if setting else "drop_last=True"
    yield Warning_("single_last", change, setting.line if setting else 0)


def _never_happens(run: _Run) -> Iterator[Warning_]:
    """An interval longer than the run."""
    total = run.count("total_iterations")
    for quantity in _INTERVALS:
        setting = run.setting(quantity)
        if setting and total and setting.value > total:
            each = run.count("iterations_per_epoch")
            usual = each if each and each <= total else max(1, total // 10)
            values = {"interval": setting.value, "total": total}
            change = with_value(setting, usual)
            yield Warning_("never:" + quantity, change, setting.line, values)


def _patience_unreachable(run: _Run) -> Iterator[Warning_]:
    """After the first epoch there are no more epochs than the patience allows."""
    setting, epochs = run.setting("patience"), run.count("epochs")
    if setting and epochs and setting.value + 1 >= epochs:
        values = {"patience": setting.value, "epochs": epochs}
        change = with_value(setting, max(1, epochs // 5))
        yield Warning_("patience_unreachable", change, setting.line, values)


def with_value(setting: Setting, value: int | None) -> str:
    """A setting as it was written, with another value."""
    before = _BEFORE_VALUE.match(setting.text)
    return f"{before.group() if before else ''}{value}"


_CHECKS: tuple[Callable[[_Run], Iterator[Warning_]], ...] = (
    _zero_grad_missing,
    _softmax_twice,
    _batch_product,
    _limit_wins,
    _warmup_too_long,
    _schedule_length,
    _loss_not_divided,
    _leftover_gradients,
    _single_last,
    _never_happens,
    _patience_unreachable,
)
"""The most harmful first."""
