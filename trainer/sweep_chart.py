"""The picture of a sweep: a bar for each value, with its number, a panel for each question.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.chart_style import chart_style
from solver.explain.sweeps import answer, named, value
from solver.language import Language
from solver.spans import Span
from solver.sweep_result import SweepResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PANELS = 3
_WIDTH, _MARGIN = 5.4, 0.3
_BAR, _HEAD, _FOOT = 0.42, 0.72, 0.16
"""Inches that one bar, what stands above a panel, and what stands below it take."""
_LABELS = 0.95
_BLUE, _INK, _QUIET = "#0072b2", "#1f2933", "#52606d"


Box = tuple[float, float, float, float]
"""Left, bottom, width and height."""


@dataclass(frozen=True)
class Bars:
    """One panel: what was asked, and for each value how long its bar is and what stands there."""

    title: str
    lengths: tuple[float, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class SweepChart:
    """All that the picture of a sweep shows, as plain data, so that any process can draw it.

    Attributes:
        varied: what the values are of.
        values: the values, each as it is written beside its bar.
        panels: what was asked.
    """

    varied: str
    values: tuple[str, ...]
    panels: tuple[Bars, ...]


def chart_of(result: SweepResult, language: Language) -> SweepChart:
    """The chart of a sweep; a range is drawn to its high end."""
    panels = tuple(_bars(result, place, language) for place in range(len(result.asked)))
    values = tuple(value(result, row, language) for row in result.rows)
    return SweepChart(named(result.quantity, language), values, panels[:MOST_PANELS])


def _bars(result: SweepResult, place: int, language: Language) -> Bars:
    answers = [row.answers[place] for row in result.rows]
    spans = [each.span or Span.of(0) for each in answers]
    lengths = tuple(float(span.low if span.high is None else span.high) for span in spans)
    name = named(answers[0].quantity, language)
    numbers = tuple(answer(each, language) for each in answers)
    return Bars(name[0].upper() + name[1:], lengths, numbers)


def draw_sweep(chart: SweepChart) -> bytes:
    """Draw a sweep as a PNG, 1080 pixels wide and as long as its bars need."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    bars = len(chart.values) * _BAR
    tall = _HEAD + bars + _FOOT
    height = tall * len(chart.panels)
    with chart_style():
        figure = Figure(figsize=(_WIDTH, height))
        FigureCanvasAgg(figure)
        for place, panel in enumerate(chart.panels):
            bottom = height - (place + 1) * tall + _FOOT
            box = (_LABELS, bottom, _WIDTH - _LABELS - _MARGIN, bars)
            axes = figure.add_axes(_shares(box, height))
            _draw_panel(axes, chart, panel)
        picture = io.BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _shares(box: Box, height: float) -> Box:
    left, bottom, width, tall = box
    return left / _WIDTH, bottom / height, width / _WIDTH, tall / height


def _draw_panel(axes: "Axes", chart: SweepChart, panel: Bars) -> None:
    """Bars from the top down, in the order of the question."""
    rows = range(len(chart.values))
    longest = max(panel.lengths) or 1
    axes.barh(rows, panel.lengths, 0.62, color=_BLUE)
    for row, (length, number) in enumerate(zip(panel.lengths, panel.numbers, strict=True)):
        axes.text(length + longest * 0.02, row, number, size=12, color=_INK, va="center")
    axes.set(xlim=(0, longest * 1.34), ylim=(len(rows) - 0.5, -0.5))
    axes.set_yticks(rows, chart.values, size=12, color=_INK)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    left = (_MARGIN - _LABELS) / (_WIDTH - _LABELS - _MARGIN)
    axes.annotate(panel.title, (left, 1), (0, 24), "axes fraction", "offset points", size=14)
    axes.annotate(
        chart.varied, (left, 1), (0, 8), "axes fraction", "offset points", size=10.5, color=_QUIET
    )
