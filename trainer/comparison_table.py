"""The table below the curves of a comparison: a row for each run, the best one on a shade."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from solver.language import Language, Phrase
from trainer.chart_look import INK, MARGIN, QUIET, WARNING
from trainer.standings import Standing, Standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", INK, "#8c564b")
MARKERS = "os^DvPX*"
"""Okabe and Ito's colours, and a marker for each, so that no curve is told by its colour alone."""

LOSS, ACCURACY = Phrase("best loss", "最低损失"), Phrase("accuracy", "准确率")
EPOCH, UPDATES = Phrase("epoch", "轮次"), Phrase("updates", "更新次数")
SECONDS = Phrase("time", "用时")
HEADS = (LOSS, ACCURACY, EPOCH, UPDATES, SECONDS)
DIVERGED = Phrase("diverged", "发散")
SECONDS_WRITTEN = Phrase("{:.1f} s", "{:.1f} 秒")

_ROW, _HEAD, _FOOT, _SIZE = 0.27, 0.3, 0.14, 10.5
_WIDTHS = (0.72, 0.74, 0.54, 0.72, 0.62)
"""Inches of each column of numbers, ending at the right margin."""
_NAME = 0.26
"""Inches from the margin to a name."""
_SMALLEST = 0.8
"""Share of its size that a name is written in at least."""
_SHADE = "#e6f0f7"


def mark(number: int) -> Mapping[str, Any]:
    """How the curve of a run is told from the others."""
    return {"color": COLORS[number], "marker": MARKERS[number]}


def table_height(found: Standings) -> float:
    """Inches that the table needs."""
    return _HEAD + _ROW * len(found.rows) + _FOOT


def draw_table(figure: "Figure", found: Standings, language: Language) -> None:
    """Draw the table at the lower edge of a figure."""
    width, height = figure.get_size_inches()
    tall = table_height(found)
    axes = figure.add_axes((0, 0, 1, tall / height))
    axes.set(xlim=(0, width), ylim=(0, tall))
    axes.set_axis_off()
    places = [width - MARGIN - sum(_WIDTHS[i + 1 :]) for i in range(len(_WIDTHS))]
    line = tall - _HEAD / 2
    for place, head in zip(places, HEADS, strict=True):
        axes.text(place, line, head.say(language), size=9.5, color=QUIET, ha="right", va="center")
    best = found.ranked[0] if found.ranked and not found.even else None
    for number, row in enumerate(found.rows):
        line = tall - _HEAD - _ROW * (number + 0.5)
        if row is best:
            left, wide = MARGIN / 2, width - MARGIN
            axes.fill_between((left, left + wide), line - _ROW / 2, line + _ROW / 2, color=_SHADE)
        axes.plot(MARGIN + _NAME / 3, line, **mark(number), markersize=7)
        place = (MARGIN + _NAME, line)
        write_name(axes, place, row.name, _SIZE, places[0] - _WIDTHS[0] - place[0])
        cells = _cells(row, language)
        for place, cell in zip(places, cells, strict=True):
            axes.text(place, line, cell, size=_SIZE, color=INK, ha="right", va="center")
        if row.epoch is None and row.stopped_by == "divergence":
            told = DIVERGED.say(language)
            axes.text(places[1], line, told, size=_SIZE, color=WARNING, ha="right", va="center")


def write_name(
    axes: "Axes", place: tuple[float, float], name: str, size: float, room: float
) -> "Text":
    """Write the name of a run, made smaller where it would not fit; what is too long is cut."""
    written = axes.text(*place, name, size=size, color=INK, va="center")
    wide = written.get_window_extent().width / axes.figure.dpi
    written.set_fontsize(size * max(_SMALLEST, min(1, room / wide)))
    while written.get_window_extent().width / axes.figure.dpi > room and len(name) > 1:
        name = name[:-1]
        written.set_text(f"{name.rstrip(' ,，')}…")
    return written


def _cells(row: Standing, language: Language) -> Sequence[str]:
    diverged = row.epoch is None and row.stopped_by == "divergence"
    none = "" if diverged else "–"
    return (
        none if row.loss is None else f"{row.loss:.3g}",
        none if row.accuracy is None else f"{row.accuracy:.1%}",
        str(row.epoch or "–"),
        f"{row.counts.measured_iterations:,}",
        SECONDS_WRITTEN.say(language).format(row.seconds),
    )
