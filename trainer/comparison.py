"""Several runs that are trained to be held against each other."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from solver.language import Language, Phrase
from trainer import checks, config
from trainer.choices import CHOICES
from trainer.config import RunConfig
from trainer.differences import WORDS
from trainer.faults import Between, Fault
from trainer.history import History

FEWEST, MOST = 2, 8


@dataclass(frozen=True)
class Comparison:
    """Runs that differ in something, in the order in which they are shown."""

    runs: tuple[RunConfig, ...]


def faults(comparison: Comparison) -> tuple[Fault, ...]:
    """Everything that keeps a comparison from being run, each once; empty where nothing does."""
    several, different = Between(FEWEST, MOST), len(set(comparison.runs))
    found = [fault for run in comparison.runs for fault in checks.faults(run)]
    if not several.holds(len(comparison.runs)):
        found.append(Fault("runs", len(comparison.runs), several))
    elif different < len(comparison.runs):
        found.append(Fault("runs", len(comparison.runs), "different"))
    return tuple(dict.fromkeys(found))


def as_dict(comparison: Comparison) -> dict[str, object]:
    """The comparison as plain data, for JSON."""
    return {"runs": [config.as_dict(run) for run in comparison.runs]}


def from_dict(values: Mapping[str, Any]) -> Comparison:
    """The comparison from plain data.

    Raises:
        InvalidRun: a field of a run does not exist, or holds another kind of value.
    """
    return Comparison(tuple(map(config.from_dict, values["runs"])))


def varied(comparison: Comparison) -> tuple[str, ...]:
    """The fields in which the runs are not all the same."""
    return tuple(
        field.name
        for field in fields(RunConfig)
        if len({getattr(run, field.name) for run in comparison.runs}) > 1
    )


def labels(comparison: Comparison, language: Language) -> tuple[str, ...]:
    """What each run has that the others have not: "batch size 8", "no dropout"."""
    names = varied(comparison)
    return tuple(
        _AND.say(language).join(_label(run, field, language) for field in names)
        for run in comparison.runs
    )


def _label(run: RunConfig, field: str, language: Language) -> str:
    """A setting of a run in a few words."""
    value = _used(run, field)
    if field in _WITHOUT and not value:
        return _WITHOUT[field].say(language)
    if field in CHOICES:
        keys = value if isinstance(value, tuple) else (value,)
        return " + ".join(CHOICES[field][key].name.say(language) for key in keys)
    if field in _TRUTHS:
        return _TRUTHS[field][bool(value)].say(language)
    shown = "-".join(map(str, value)) if isinstance(value, tuple) else value
    percent = 100 * value if isinstance(value, int | float) else None
    return _VALUES[field].say(language, value=shown, percent=percent)


def _used(run: RunConfig, field: str) -> Any:
    """The value that a run really has, also where it was left open."""
    return _OPEN[field](run) if field in _OPEN else getattr(run, field)


_OPEN: Mapping[str, Callable[[RunConfig], object]] = {
    "learning_rate": config.learning_rate,
    "hidden": config.hidden,
    "loss": config.loss,
}
_AND = Phrase(", ", "，")
_VALUES: Mapping[str, Phrase] = {
    **WORDS,
    "batch_size": Phrase("batch size {value}", "批次大小 {value}"),
    "epochs": Phrase("epochs: {value}", "{value} 轮"),
    "learning_rate": Phrase("learning rate {value:g}", "学习率 {value:g}"),
    "hidden": Phrase("hidden layers {value}", "隐藏层 {value}"),
}
_WITHOUT: Mapping[str, Phrase] = {
    "hidden": Phrase("no hidden layer", "没有隐藏层"),
    "dropout": Phrase("no dropout", "不用 dropout"),
    "warmup_epochs": Phrase("no warm-up", "不预热"),
    "weight_decay": Phrase("no weight decay", "无权重衰减"),
    "l1": Phrase("no L1", "无 L1 惩罚"),
    "clip_norm": Phrase("no clipping", "不裁剪梯度"),
    "label_noise": Phrase("no label noise", "无标签噪声"),
    "patience": Phrase("no early stopping", "不早停"),
    "augmentation": Phrase("no augmentation", "不做数据增强"),
}
_TRUTHS: Mapping[str, tuple[Phrase, Phrase]] = {
    "shuffle": (Phrase("not shuffled", "不打乱"), Phrase("shuffled", "打乱")),
    "drop_last": (
        Phrase("last batch kept", "保留最后一批"),
        Phrase("last batch dropped", "丢弃最后一批"),
    ),
}
"""What it is called where it is false, and where it is true."""


class Histories(tuple[History, ...]):
    """What came of each run of a comparison, in its order."""

    __slots__ = ()

    def to_json(self) -> str:
        """The histories as JSON text."""
        return f"[{', '.join(history.to_json() for history in self)}]"

    @classmethod
    def from_json(cls, text: str) -> "Histories":
        """The histories that `to_json` wrote."""
        return cls(History.from_dict(values) for values in json.loads(text))
