"""A training log in words: the curve in a few lines, then the counts and times that follow."""

import math
from collections.abc import Iterator, Sequence

from solver import amounts
from solver.explain.explanation import Explanation
from solver.explain.terms import title
from solver.history import History, Record
from solver.language import Language, Phrase
from solver.log_counts import Counts
from solver.spans import Span

_EPOCHS = Phrase("The log shows epochs {first} to {last}", "日志记录了第 {first}～{last} 个 epoch")
_ONE_EPOCH = Phrase("The log shows epoch {first}", "日志记录了第 {first} 个 epoch")
_STEPS = Phrase("The log ends at iteration {last}", "日志到第 {last} 次迭代为止")
_NOTHING = Phrase("The log holds no loss", "日志里没有损失值")
_PLANNED = Phrase("{line} of {epochs}", "{line}，计划共 {epochs} 个")
_FROM_ZERO = Phrase("{line} (counted from 0)", "{line}（从 0 数起）")
_END = Phrase(".", "。")
_EARLIER = Phrase(
    "It tells of {count} earlier runs as well; this is the last one.",
    "日志里前面还有 {count} 次训练；这里看的是最后一次。",
)
_EARLIER_ONE = Phrase(
    "It tells of an earlier run as well; this is the last one.",
    "日志里前面还有一次训练；这里看的是最后一次。",
)
_NAMES = {
    "train_loss": Phrase("Training loss", "训练损失"),
    "val_loss": Phrase("Validation loss", "验证损失"),
    "train_accuracy": Phrase("Training accuracy", "训练准确率"),
    "val_accuracy": Phrase("Validation accuracy", "验证准确率"),
}
_ONE = Phrase("{name}: {last}", "{name}：{last}")
_CURVE = Phrase("{name}: {first} → {last}", "{name}：{first} → {last}")
_LOWEST = Phrase(
    "{line}, lowest {best} in epoch {epoch}", "{line}，第 {epoch} 个 epoch 最低，为 {best}"
)
_HIGHEST = Phrase(
    "{line}, highest {best} in epoch {epoch}", "{line}，第 {epoch} 个 epoch 最高，为 {best}"
)
_BROKEN = Phrase("{line}, no finite number from {place} on", "{line}，从{place}起不再是有限的数值")
_IN_EPOCH = Phrase("epoch {number}", "第 {number} 个 epoch ")
_AT_ITERATION = Phrase("iteration {number}", "第 {number} 次迭代")
_COUNT = Phrase("{title}: {value}", "{title}：{value}")
_STOPPED = Phrase(
    "Early stopping after epoch {stopped}. The best was epoch {best}: the patience was {patience}.",
    "第 {stopped} 个 epoch 后早停；最好的是第 {best} 个 epoch，所以耐心值是 {patience}。",
)
_KEPT = Phrase(
    "Assumed: {size} samples make one iteration, and the incomplete last batch is kept.",
    "假设：每次迭代用 {size} 个样本，并保留不完整的最后一批。",
)
_SHOWN = (
    "iterations_per_epoch",
    "total_iterations",
    "train_size",
    "effective_batch_size",
    "time_per_iteration",
    "time_per_epoch",
    "time_total",
    "remaining_iterations",
    "time_remaining",
)
_FINISHED = {"remaining_iterations", "time_remaining"}


def explain_log(history: History, found: Counts, language: Language) -> Explanation:
    """What a log shows, and what follows from it, in one language."""
    curves = [_curve(name, history, language) for name in _NAMES]
    lines = (*_opening(history, language), *(line for line in curves if line))
    return Explanation(
        (*lines, *_counts(found, language)), assumed=tuple(_assumed(history, found, language))
    )


def _opening(history: History, language: Language) -> Iterator[str]:
    """Which part of the run the log shows."""
    line = _extent(history, language)
    if history.epochs and history.facts.epochs:
        line = _PLANNED.say(language, line=line, epochs=amounts.number(history.facts.epochs))
    if history.epochs and not history.first_epoch:
        line = _FROM_ZERO.say(language, line=line)
    yield line + _END.say(language)
    if history.earlier_runs:
        earlier = _EARLIER_ONE if history.earlier_runs == 1 else _EARLIER
        yield earlier.say(language, count=history.earlier_runs)


def _extent(history: History, language: Language) -> str:
    if history.epochs:
        first, last = history.epochs[0].epoch, history.epochs[-1].epoch
        return (_ONE_EPOCH if first == last else _EPOCHS).say(language, first=first, last=last)
    if history.iteration is not None:
        return _STEPS.say(language, last=amounts.number(history.iteration))
    return _NOTHING.say(language)


def _curve(name: str, history: History, language: Language) -> str:
    """Training loss: 0.92 → 0.52, lowest 0.48 in epoch 7."""
    records = [r for r in history.epochs or history.steps if getattr(r, name) is not None]
    if not records:
        return ""
    values = [float(getattr(record, name)) for record in records]
    said = _NAMES[name].say(language)
    ends = {"name": said, "first": _shown(name, values[0]), "last": _shown(name, values[-1])}
    line = (_CURVE if len(values) > 1 else _ONE).say(language, **ends)
    broken = next((r for r, v in zip(records, values, strict=True) if not math.isfinite(v)), None)
    if broken:
        return _BROKEN.say(language, line=line, place=_place(broken, language)) + _END.say(language)
    return _with_best(name, line, records, values, language) + _END.say(language)


def _with_best(
    name: str, line: str, records: Sequence[Record], values: Sequence[float], language: Language
) -> str:
    """The line with the best epoch, where that is neither the only one nor the last."""
    best = min(values) if name.endswith("loss") else max(values)
    record = records[values.index(best)]
    if len(values) == 1 or best == values[-1] or record.epoch is None:
        return line
    template = _LOWEST if name.endswith("loss") else _HIGHEST
    return template.say(language, line=line, best=_shown(name, best), epoch=record.epoch)


def _place(record: Record, language: Language) -> str:
    if record.epoch is not None:
        return _IN_EPOCH.say(language, number=record.epoch)
    return _AT_ITERATION.say(language, number=record.iteration)


def _shown(name: str, value: float) -> str:
    """Accuracy in percent, a loss to four digits."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞"
    return f"{100 * value:.4g} %" if name.endswith("accuracy") else f"{value:.4g}"


def _counts(found: Counts, language: Language) -> Iterator[str]:
    """The counts and times, a line each; what is left only while something is."""
    for name in _SHOWN:
        of = found.get(name)
        if of is None or (name in _FINISHED and _nothing_left(found)):
            continue
        yield _COUNT.say(language, title=title(name, language), value=_value(name, of, language))
    if "patience" in found:
        stop, best, patience = (
            amounts.number(found[name].low)
            for name in ("early_stop_epoch", "best_epoch", "patience")
        )
        yield _STOPPED.say(language, stopped=stop, best=best, patience=patience)


def _nothing_left(found: Counts) -> bool:
    left = found.get("remaining_iterations")
    return left is not None and left.high == 0


def _value(name: str, of: Span, language: Language) -> str:
    """A count exact or as a range; a time that rounding blurs as its middle."""
    if name.startswith("time") and of.value is None and of.high is not None:
        if of.low == 0:
            return f"< {_duration(float(of.high), language)}"
        return f"≈ {_duration(float(of.low + of.high) / 2, language)}"
    return amounts.bare(name, of, language)


_CLOCK = ((86_400, Phrase("d", "天")), (3_600, Phrase("h", "小时")), (60, Phrase("min", "分")))


def _duration(seconds: float, language: Language) -> str:
    """A time to two units: 1 h 58 min, 45 s, 3.2 ms."""
    if seconds < 1:
        return f"{1000 * seconds:.3g} {Phrase('ms', '毫秒').say(language)}"
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return f"{seconds:.3g} {Phrase('s', '秒').say(language)}"
    units = (*_CLOCK, (1, Phrase("s", "秒")))
    place = next(i for i, (length, _) in enumerate(units) if seconds >= length)
    (large, name), (small, smaller) = units[place : place + 2]
    whole, rest = divmod(round(seconds / small), large // small)
    line = f"{whole} {name.say(language)}"
    return f"{line} {rest} {smaller.say(language)}" if rest else line


def _assumed(history: History, found: Counts, language: Language) -> Iterator[str]:
    size, data = found.get("effective_batch_size"), found.get("train_size")
    if data and size and data.value is None and history.facts.runtime is None:
        yield _KEPT.say(language, size=amounts.span(size))
