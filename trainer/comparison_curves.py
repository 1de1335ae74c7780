"""A panel of a comparison: the curves of all runs on the same axes, their names beside them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from solver.language import Language, Phrase
from trainer.chart_axes import log_scale
from trainer.chart_look import INK, QUIET, markers
from trainer.charts import LOG, PANELS
from trainer.comparison_panels import Measured
from trainer.comparison_table import mark
from trainer.panels import Line, smoothed, weight
from trainer.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SMOOTHED = Phrase("smoothed, {weights}", "平滑 {weights}")

LABEL, LABEL_GAP = 10, 0.12
"""Points of a label beside a curve, and inches from the curve."""
_LABEL_STEP = 0.17
"""Inches from one label to the next."""
_RAW: Mapping[str, Any] = {"linewidth": 0.6, "alpha": 0.4}
_FINE: Mapping[str, Any] = {"linewidth": 0.9, "alpha": 0.7}
"""How thin lines are: values behind their mean, and those that stand for themselves."""


def draw_panel(
    axes: "Axes", one: Measured, view: View, most: float | None, language: Language
) -> None:
    """Draw a measure of all runs.

    Args:
        axes: where.
        one: what.
        view: how to look at it.
        most: the loss above which curves leave the picture; None where none does.
        language: of the words.
    """
    from matplotlib.ticker import StrMethodFormatter

    look, values = PANELS[one.measure], one.values
    smooth = _smooths(one, view)
    for number, (panel, best) in enumerate(zip(one.panels, one.bests, strict=True)):
        for line in panel.lines:
            _draw_line(axes, line, number, smooth=smooth)
            if line.role == "validation" and best in line.places:
                _mark_best(axes, line, best, number, smooth=smooth)
    axes.margins(y=0.12)
    log = view.log and one.measure == "loss"
    # A single batch may have blown up without a trace in the mean of its epoch.
    cut = most if one.measure == "loss" and most and max(values) > most else None
    if log:
        log_scale(axes, [min(value, cut or value) for value in one.telling])
    elif cut:
        axes.set_ylim(min(values) - 0.1 * cut, cut)
    if one.measure == "learning_rate":
        axes.set_ylim(bottom=0)
        axes.locator_params(axis="y", nbins=2)
    axes.yaxis.set_major_formatter(StrMethodFormatter(look.ticks))
    notes = [LOG.say(language)] if log else []
    if smooth:
        notes.append(_smoothing(one, language))
    _write_above(axes, look.name.say(language), notes)


def _smooths(one: Measured, view: View) -> bool:
    return view.smooth and one.measure != "learning_rate"


def _drawn(line: Line, *, smooth: bool) -> tuple[float, ...]:
    """The values of the curve that is looked at first."""
    return smoothed(line.values) if smooth else line.values


def _smoothing(one: Measured, language: Language) -> str:
    """How strongly the curves are smoothed, from the shortest to the longest."""
    counts = [len(line.values) for panel in one.panels for line in panel.lines]
    ends = [f"{weight(count):.2g}" for count in (min(counts), max(counts))]
    return SMOOTHED.say(language, weights="–".join(dict.fromkeys(ends)))


def _write_above(axes: "Axes", name: str, notes: Sequence[str]) -> None:
    """Write the name of a panel, and beside it what is special about how it is drawn."""
    place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(name, (0, 1), (0, 6), size=12.5, **place)
    note = " · ".join(notes)
    axes.annotate(note, (1, 1), (0, 6), size=9.5, color=QUIET, ha="right", **place)


def _draw_line(axes: "Axes", line: Line, number: int, *, smooth: bool) -> None:
    """Draw validation thick and with markers, training thin and behind all that is thick."""
    look = dict(mark(number))
    behind: dict[str, Any] = {"color": look["color"], "zorder": 1.5}
    if smooth:
        axes.plot(line.places, line.values, **behind, **_RAW)
    values = _drawn(line, smooth=smooth)
    if line.role == "train":
        raw = line.fine and not smooth
        axes.plot(line.places, values, **behind, **(_RAW if raw else _FINE))
    else:
        every = markers(len(line.places))
        axes.plot(line.places, values, **look, markersize=6, markevery=every)


def _mark_best(axes: "Axes", line: Line, best: float, number: int, *, smooth: bool) -> None:
    values = _drawn(line, smooth=smooth)
    value = values[line.places.index(best)]
    hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgewidth": 1.8, "markersize": 9}
    axes.plot([best], [value], **mark(number), **hollow, linestyle="", zorder=3)


def label_ends(axes: "Axes", one: Measured, names: Sequence[str], view: View) -> None:
    """Write the name of each run beside the end of its curve, where all of them have room."""
    inches = axes.figure.dpi_scale_trans
    box = axes.get_window_extent().transformed(inches.inverted())
    low, high = box.y0, box.y1
    ends = {}
    for number, panel in enumerate(one.panels):
        if panel.lines:
            line = panel.lines[-1]
            last = _drawn(line, smooth=_smooths(one, view))[-1]
            end = axes.transData.transform((line.places[-1], last))
            x, y = inches.inverted().transform(end)
            ends[number] = (x, max(low, min(high, y)))
    if (len(ends) - 1) * _LABEL_STEP > high - low:
        return
    order = sorted(ends, key=lambda number: ends[number][1])
    for number, place in zip(order, spread([ends[n][1] for n in order], low, high), strict=True):
        axes.annotate(
            names[number],
            tuple(ends[number]),
            (box.x1 + LABEL_GAP, place),
            xycoords=inches,
            textcoords=inches,
            size=LABEL,
            color=INK,
            va="center",
            arrowprops={
                "arrowstyle": "-",
                "color": QUIET,
                "alpha": 0.6,
                "linewidth": 0.8,
                "linestyle": ":",
            },
        )


def spread(places: Sequence[float], low: float, high: float) -> list[float]:
    """Rising places, moved as little as is needed to lie apart and between two limits."""
    moved = [max(low, min(high, place)) for place in places]
    for index in range(1, len(moved)):
        moved[index] = max(moved[index], moved[index - 1] + _LABEL_STEP)
    top = high
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], top)
        top = moved[index] - _LABEL_STEP
    return moved
