"""The picture of a run: loss and accuracy by epoch, training beside validation.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.config import RunConfig, learning_rate
from trainer.history import EpochRecord, History

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = Phrase("{dataset}, {model}, batch size {batch}", "{dataset}，{model}，批大小 {batch}")
SETTINGS = Phrase("{optimizer}, learning rate {rate:g}", "{optimizer}，学习率 {rate:g}")
LOSS, ACCURACY = Phrase("Loss", "损失"), Phrase("Accuracy", "准确率")
TRAIN, VALIDATION = Phrase("training", "训练"), Phrase("validation", "验证")
LAST, LOWEST, HIGHEST = Phrase("last", "最终"), Phrase("min", "最低"), Phrase("max", "最高")
EPOCH = Phrase("epoch", "轮次（epoch）")
BEST = Phrase("best: epoch {epoch}", "最佳：第 {epoch} 轮")
TIME_UP = Phrase("time was up after epoch {done} of {epochs}", "时间到，完成 {done}/{epochs} 轮")
DIVERGED = Phrase("the loss diverged in epoch {next}", "第 {next} 轮损失发散")
NOTHING = Phrase("No epoch was finished.", "没有完成任何一轮。")
LABELS = (
    *(TITLE, SETTINGS, LOSS, ACCURACY, TRAIN, VALIDATION, LAST, LOWEST, HIGHEST, EPOCH, BEST),
    *(TIME_UP, DIVERGED, NOTHING),
)
"""Everything that a chart can say, besides names and numbers."""

QUIET, WARNING = "#7b8794", "#b3261e"
MARKERS = 10
"""About as many markers as a curve has, however many epochs."""


@dataclass(frozen=True)
class Measure:
    """One panel: what is measured, how its numbers are written, and which end is the good one."""

    name: Phrase
    train: Callable[[EpochRecord], float | None]
    validation: Callable[[EpochRecord], float | None]
    write: str
    ticks: str
    best_name: Phrase
    best: Callable[[Sequence[float]], float]

    def series(
        self, value: Callable[[EpochRecord], float | None], records: Sequence[EpochRecord]
    ) -> list[float]:
        """A value of every epoch; empty where this is not measured."""
        values = [value(record) for record in records]
        return [one for one in values if one is not None]


MEASURES = (
    Measure(LOSS, lambda r: r.train_loss, lambda r: r.val_loss, "{:.3g}", "{x:g}", LOWEST, min),
    Measure(
        ACCURACY,
        lambda r: r.train_accuracy,
        lambda r: r.val_accuracy,
        write="{:.1%}",
        ticks="{x:.0%}",
        best_name=HIGHEST,
        best=max,
    ),
)


def draw(history: History, config: RunConfig, language: Language) -> bytes:
    """Draw a run as a PNG of 1080 x 1080 pixels that can be read on a phone."""
    from matplotlib.figure import Figure

    with chart_style():
        figure = Figure()
        _write_head(figure, history, config, language)
        if history.records:
            _draw_panels(figure, history, language)
        else:
            figure.text(0.5, 0.5, NOTHING.say(language), ha="center", size=14, color=QUIET)
        picture = io.BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _write_head(figure: "Figure", history: History, config: RunConfig, language: Language) -> None:
    title = TITLE.say(
        language,
        dataset=DATASETS[config.dataset].name.say(language),
        model=MODELS[config.model].name.say(language),
        batch=config.batch_size,
    )
    settings = SETTINGS.say(
        language,
        optimizer=OPTIMIZERS[config.optimizer].name.say(language),
        rate=learning_rate(config),
    )
    figure.text(0.035, 0.945, title, size=15)
    figure.text(0.035, 0.9, settings, size=11, color=QUIET)
    if history.stopped_by:
        sentence = TIME_UP if history.stopped_by == "time" else DIVERGED
        done = len(history.records)
        ended = sentence.say(language, done=done, epochs=config.epochs, next=done + 1)
        figure.text(0.965, 0.9, ended, size=11, color=WARNING, ha="right")


def _draw_panels(figure: "Figure", history: History, language: Language) -> None:
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    measures = [one for one in MEASURES if one.series(one.validation, history.records)]
    panels = figure.subplots(len(measures), sharex=True, squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.115, right=0.965, top=0.775, bottom=0.1, hspace=0.42)
    for axes, measure in zip(panels, measures, strict=True):
        _draw_measure(axes, measure, history.records, language)
        axes.axvline(_best(history).epoch, color=QUIET, linewidth=1.2, linestyle=":", zorder=1)
        axes.yaxis.set_major_formatter(StrMethodFormatter(measure.ticks))
    panels[-1].set_xlabel(EPOCH.say(language))
    panels[-1].xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    margin = max(0.5, len(history.records) * 0.02)
    panels[-1].set_xlim(1 - margin, len(history.records) + margin)
    _mark_best(panels[0], history, language)


def _draw_measure(
    axes: "Axes", measure: Measure, records: Sequence[EpochRecord], language: Language
) -> None:
    """Draw both curves, with their names and numbers above the panel."""
    curves = (
        (TRAIN, measure.train, {"color": "C0", "marker": "o", "linestyle": (0, (2.5, 1.5))}),
        (VALIDATION, measure.validation, {"color": "C1", "marker": "s", "linestyle": "-"}),
    )
    for name, value, look in curves:
        values = measure.series(value, records)
        axes.plot(
            [record.epoch for record in records],
            values,
            label=_legend(name, measure, values, language),
            markersize=6,
            markevery=max(1, round(len(records) / MARKERS)),
            **look,
        )
    axes.set_title(measure.name.say(language), y=1.12)
    axes.legend(loc="lower right", bbox_to_anchor=(1.02, 0.98), labelspacing=0.2, handlelength=3)
    axes.margins(y=0.12)


def _legend(name: Phrase, measure: Measure, values: Sequence[float], language: Language) -> str:
    """A name with its numbers: `training   last 0.021   min 0.019`."""
    last, best = measure.write.format(values[-1]), measure.write.format(measure.best(values))
    words = name.say(language), LAST.say(language), measure.best_name.say(language)
    return f"{words[0]}   {words[1]} {last}   {words[2]} {best}"


def _best(history: History) -> EpochRecord:
    return min(history.records, key=lambda record: record.val_loss)


def _mark_best(axes: "Axes", history: History, language: Language) -> None:
    """Name the epoch with the lowest validation loss, on the side where there is room."""
    best = _best(history)
    in_right_half = best.epoch > len(history.records) / 2
    axes.annotate(
        BEST.say(language, epoch=best.epoch),
        (best.epoch, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if in_right_half else 6, -4),
        textcoords="offset points",
        ha="right" if in_right_half else "left",
        va="top",
        size=11,
        color=QUIET,
    )
