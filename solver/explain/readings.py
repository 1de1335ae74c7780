"""What was read from a question and what was assumed, as lines."""

from solver import amounts
from solver.explain.terms import bare_value, names, quoted
from solver.language import Language, Phrase
from solver.problem import Known, Problem
from solver.quantities import QUANTITIES, SHARES
from solver.results import Solution
from solver.spans import Exact

_READ = Phrase("“{text}”: {title} {symbol}", "“{text}”：{title} {symbol}")
_READ_AS = Phrase("“{text}”: {title} {symbol} = {value}", "“{text}”：{title} {symbol} = {value}")
_READ_DATA = Phrase("{text}: {title} {symbol} = {value}", "{text}：{title} {symbol} = {value}")
_READ_BEFORE = Phrase(
    "from before: {title} {symbol} = {value}", "沿用上一题：{title} {symbol} = {value}"
)
_READ_KEPT = Phrase(
    "as many samples as with “{text}”: {title} {symbol} = {value}",
    "样本数与“{text}”时相同：{title} {symbol} = {value}",
)
_READ_ROUNDED = Phrase(
    "“{text}” is no whole number of samples; taken as {title} {symbol} = {value}",
    "“{text}”不是整数个样本，取整为：{title} {symbol} = {value}",
)
_READ_NEAREST = Phrase(
    "no whole number of steps makes “{text}”; the nearest is {title} {symbol} = {value}",
    "没有整数步恰好凑成“{text}”，最接近的是：{title} {symbol} = {value}",
)
_READ_FULL = Phrase(
    "taken as full batches: {title} {symbol} = {value}",
    "按每批都是满的计算：{title} {symbol} = {value}",
)
_READ_DEFAULT = Phrase(
    "{text} takes {title} {symbol} = {value} where none is set",
    "{text} 未设置时默认：{title} {symbol} = {value}",
)
_READ_ANY = Phrase(
    "not told, and any gives the same here: {title} {symbol} = {value}",
    "题目没说，取多少结果都一样：{title} {symbol} = {value}",
)
_READ_ASSUMED = {
    "samples_seen": _READ_KEPT,
    "grad_accumulation": _READ_NEAREST,
    "batch_size": _READ_DEFAULT,
}
_ALL_TRAIN = Phrase(
    "Assumed: all {value} samples are used for training, so N = M.",
    "假设：全部 {value} 个样本都用于训练，即 N = M。",
)
_PER_DEVICE = Phrase(
    "Assumed: batch size {size} is for one device; all {devices} together take {total}.",
    "假设：批次大小 {size} 是每台设备的；{devices} 台设备合计 {total}。",
)
_FULL = Phrase("Assumed: every batch is full.", "假设：每个批次都是满的。")
_KEPT = Phrase(
    "Assumed: an incomplete last batch is kept, as is usual. If it is dropped: {answers}.",
    "假设：保留不完整的最后一批（通常的做法）。若丢弃：{answers}。",
)
_DROPPED = Phrase(
    "The incomplete last batch is dropped: only so do these numbers fit.",
    "不完整的最后一批被丢弃：只有这样这些数字才对得上。",
)

_PARTS = {"train_size", "val_size", "test_size"} | SHARES


def read_lines(problem: Problem, language: Language) -> tuple[str, ...]:
    """Each known quantity, with the words it was read from."""
    return tuple(_known(known, language) for known in problem.knowns)


def assumed_lines(solution: Solution, language: Language) -> tuple[str, ...]:
    """What the question did not say, and what follows if it is otherwise."""
    lines = []
    known = {k.quantity: k.value for k in solution.problem.knowns}
    if "dataset_size" in known and not known.keys() & _PARTS and _uses_training_set(solution):
        lines.append(_ALL_TRAIN.say(language, value=amounts.number(known["dataset_size"])))
    full = any(step.relation.takes_full_batches for a in solution.answers for step in a.steps)
    if full or (solution.contrasts and not solution.answers):
        lines.append(_FULL.say(language))
    if known.get("devices", 1) != 1 and "batch_size" in known:
        lines.append(_per_device(known["batch_size"], known["devices"], language))
    if solution.alternatives:
        others = dict.fromkeys(
            f"{names([a.quantity], language)} {amounts.bare(a.quantity, a.span, language)}"
            for a in solution.alternatives
            if a.span is not None
        )
        lines.append(_KEPT.say(language, answers=Phrase(", ", "，").say(language).join(others)))
    elif solution.drop_last and not _dropping_is_told(solution.problem):
        lines.append(_DROPPED.say(language))
    return tuple(lines)


def _per_device(size: Exact, devices: Exact, language: Language) -> str:
    return _PER_DEVICE.say(
        language,
        size=amounts.number(size),
        devices=amounts.number(devices),
        total=amounts.number(size * devices),
    )


def _known(known: Known, language: Language) -> str:
    value = bare_value(known, language)
    quantity = QUANTITIES[known.quantity]
    if known.source == "assumed" and not known.text:
        title, symbol = quantity.title.say(language), quantity.symbol
        template = _READ_ANY if known.quantity == "batch_size" else _READ_FULL
        return template.say(language, title=title, symbol=symbol, value=value)
    evident = value in known.text or str(known.value) in known.text
    stated = _READ if evident else _READ_AS
    template = {
        "dataset": _READ_DATA,
        "previous": _READ_BEFORE,
        "assumed": _READ_ASSUMED.get(known.quantity, _READ_ROUNDED),
    }.get(known.source, stated)
    line = template.say(
        language,
        title=quantity.title.say(language),
        symbol=quantity.symbol,
        value=value,
        text=quoted(known.text),
    )
    return line.replace("= ≈", "≈")


def _dropping_is_told(problem: Problem) -> bool:
    """Whether the question itself says that the last batch is dropped, or asks what is lost."""
    asked = {ask.quantity for ask in problem.asks}
    return problem.drop_last is not None or "dropped_samples" in asked


def _uses_training_set(solution: Solution) -> bool:
    inputs = {name for a in solution.answers for step in a.steps for name in step.inputs}
    return "train_size" in inputs
