"""The picture of a run: loss and accuracy, training beside validation.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_axes import AXIS_NAMES, log_scale, share_axis
from trainer.chart_look import (
    HEAD_LABELS,
    LINE_SIZE,
    LOOKS,
    QUIET,
    TRAIN,
    VALIDATION,
    markers,
    write_head,
)
from trainer.config import RunConfig
from trainer.history import History
from trainer.panels import Line, Measure, Panel, panels, place_of_epoch, smoothed, weight
from trainer.png import png
from trainer.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOSS, ACCURACY = Phrase("Loss", "损失"), Phrase("Accuracy", "准确率")
RATE = Phrase("Learning rate", "学习率")
LAST, LOWEST, HIGHEST = Phrase("last", "最终"), Phrase("min", "最低"), Phrase("max", "最高")
BEST = Phrase("best: epoch {epoch}", "最佳：第 {epoch} 轮")
TIME_UP = Phrase("time was up after epoch {done} of {epochs}", "时间到，完成 {done}/{epochs} 轮")
DIVERGED = Phrase("the loss diverged in epoch {next}", "第 {next} 轮损失发散")
PATIENCE = Phrase("stopped early after epoch {done} of {epochs}", "早停，完成 {done}/{epochs} 轮")
NOTHING = Phrase("No epoch was finished.", "没有完成任何一轮。")
LOG = Phrase("log scale", "对数坐标")
SMOOTH = Phrase("smoothed, {weight:.2g}", "平滑 {weight:.2g}")
LABELS = (
    *(*HEAD_LABELS, LOSS, ACCURACY, RATE, LAST, LOWEST, HIGHEST, BEST, TIME_UP, DIVERGED),
    *(PATIENCE, NOTHING, *AXIS_NAMES.values(), LOG, SMOOTH),
)
"""Everything that a chart can say, besides names and numbers."""

SIDE = 5.4
"""Inches."""
_LEFT, _RIGHT, _FOOT = 0.62, 0.19, 0.56
_HEADER, _GAP = 0.48, 0.12
"""Inches above a panel for its name and numbers, and between two panels."""
_THIN, _THIN_HEADER = 0.42, 0.32
"""Inches that the learning rate takes, and its name."""


@dataclass(frozen=True)
class Look:
    """How a panel is written: its name, its numbers, its ticks, and which end is the good one."""

    name: Phrase
    write: str
    ticks: str
    best_name: Phrase
    best: Callable[[Sequence[float]], float]


PANELS: Mapping[Measure, Look] = {
    "loss": Look(LOSS, "{:.3g}", "{x:g}", LOWEST, min),
    "accuracy": Look(ACCURACY, "{:.1%}", "{x:.0%}", HIGHEST, max),
    "learning_rate": Look(RATE, "{:.2g}", "{x:g}", HIGHEST, max),
}


def draw(history: History, config: RunConfig, language: Language, view: View = View()) -> bytes:  # noqa: B008  # frozen
    """Draw a run as a PNG of 1080 x 1080 pixels that can be read on a phone."""
    with chart_style(), sheet(SIDE, SIDE) as (figure, picture):
        compose(figure, history, config, language, view)
    return picture.getvalue()


def compose(
    figure: "Figure", history: History, config: RunConfig, language: Language, view: View
) -> None:
    """Draw a run into a figure that is `SIDE` inches wide and high."""
    head = write_head(figure, config, language, _ended(history, config, language))
    shown = panels(history, config, view)
    if not shown:
        figure.text(0.5, 0.5, NOTHING.say(language), ha="center", size=14, color=QUIET)
        return
    _draw_panels(figure, head, shown, language, view)
    if best := history.best_epoch:
        _mark_best(figure, best, place_of_epoch(config, best, view.axis), language)


@contextmanager
def sheet(width: float, height: float) -> Iterator[tuple["Figure", io.BytesIO]]:
    """A figure of that size in inches, and where it is as a PNG after the `with` block."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from numpy import asarray

    figure, picture = Figure(figsize=(width, height)), io.BytesIO()
    canvas: Any = FigureCanvasAgg(figure)
    yield figure, picture
    canvas.draw()
    picture.write(png(asarray(canvas.buffer_rgba())[..., :3]))


def _ended(history: History, config: RunConfig, language: Language) -> list[str]:
    """Why a run ended early; nothing where it did not."""
    if history.stopped_by is None:
        return []
    sentences = {"time": TIME_UP, "divergence": DIVERGED, "patience": PATIENCE}
    done = len(history.records)
    sentence = sentences[history.stopped_by]
    return [sentence.say(language, done=done, epochs=config.epochs, next=done + 1)]


def _draw_panels(
    figure: "Figure", head: float, shown: Sequence[Panel], language: Language, view: View
) -> None:
    """Draw the panels below each other; the learning rate is thin, the others share the rest."""
    thin = sum(panel.measure == "learning_rate" for panel in shown)
    full = len(shown) - thin
    above = full * _HEADER + thin * _THIN_HEADER + len(shown) * _GAP
    tall = (SIDE - head - _FOOT - above - thin * _THIN) / full
    top = SIDE - head - _GAP
    for panel in shown:
        is_thin = panel.measure == "learning_rate"
        header, height = (_THIN_HEADER, _THIN) if is_thin else (_HEADER, tall)
        bottom = top - header - height
        width = SIDE - _LEFT - _RIGHT
        box = (_LEFT / SIDE, bottom / SIDE, width / SIDE, height / SIDE)
        axes = figure.add_axes(box)
        _draw_panel(axes, panel, language, view)
        axes.tick_params(labelbottom=panel is shown[-1])
        top = bottom - _GAP
    share_axis(figure.axes, shown, language, view.axis)


def _draw_panel(axes: "Axes", panel: Panel, language: Language, view: View) -> None:
    from matplotlib.ticker import StrMethodFormatter

    look = PANELS[panel.measure]
    log = view.log and panel.measure == "loss"
    smooth = view.smooth and panel.measure != "learning_rate"
    for line in panel.lines:
        _draw_line(axes, line, _legend(line, look, language), smooth=smooth)
    axes.margins(y=0.12)
    if log:
        log_scale(axes, [value for line in panel.lines for value in line.values if value > 0])
    axes.yaxis.set_major_formatter(StrMethodFormatter(look.ticks))
    if panel.measure == "learning_rate":
        axes.set_ylim(bottom=0)
        axes.locator_params(axis="y", nbins=2)
    notes = [LOG.say(language)] if log else []
    if smooth:
        notes.append(SMOOTH.say(language, weight=weight(len(panel.lines[0].values))))
    _write_above(axes, look.name.say(language), " · ".join(notes))


def _write_above(axes: "Axes", name: str, note: str) -> None:
    """Write the name of a panel at its upper left, what is special below it, the curves right."""
    above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(name, (0, 1), xytext=(0, 20 if note else 9), size=13, **above)
    axes.annotate(note, (0, 1), xytext=(0, 6), size=9.5, color=QUIET, **above)
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.02, 1),
        borderaxespad=0.3,
        borderpad=0.2,
        labelspacing=0.2,
        handlelength=3,
    )


def _draw_line(axes: "Axes", line: Line, label: str, *, smooth: bool) -> None:
    look = dict(LOOKS[line.role])
    drawn: dict[str, Any] = {
        "markersize": 6,
        "markevery": markers(len(line.places)),
        "label": label,
    }
    if smooth:
        thin: dict[str, Any] = {"linewidth": 0.9, "alpha": 0.6, "color": look["color"]}
        axes.plot(line.places, line.values, **thin)
        axes.plot(line.places, smoothed(line.values), **look, **drawn)
    elif line.fine:
        axes.plot(line.places, line.values, color=look["color"], linewidth=0.9, label=label)
    else:
        axes.plot(line.places, line.values, **look, **drawn)


def _legend(line: Line, look: Look, language: Language) -> str:
    """A name with its numbers: `training   last 0.021   min 0.019`."""
    names = {"train": TRAIN.say(language), "validation": VALIDATION.say(language), "alone": ""}
    last, best = look.write.format(line.values[-1]), look.write.format(look.best(line.values))
    numbers = f"{LAST.say(language)} {last}   {look.best_name.say(language)} {best}"
    return f"{names[line.role]}   {numbers}".strip()


def _mark_best(figure: "Figure", epoch: int, place: float, language: Language) -> None:
    """Mark the epoch with the lowest validation loss; its name stands where there is room."""
    for axes in figure.axes:
        axes.axvline(place, color=QUIET, linewidth=1.2, linestyle=":", zorder=1)
    first = figure.axes[0]
    low, high = first.get_xlim()
    in_right_half = place > (low + high) / 2
    first.annotate(
        BEST.say(language, epoch=epoch),
        (place, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if in_right_half else 6, -4),
        textcoords="offset points",
        ha="right" if in_right_half else "left",
        va="top",
        size=LINE_SIZE,
        color=QUIET,
    )
