"""The picture of a comparison: the curves of all runs on the same axes, and a table below.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_axes import log_scale
from trainer.chart_look import (
    EPOCH,
    INK,
    LINE_SIZE,
    QUIET,
    TITLE_SIZE,
    TRAIN,
    VALIDATION,
    markers,
    put,
    wrapped,
)
from trainer.charts import LOG, NOTHING, PANELS, sheet
from trainer.comparison import Comparison
from trainer.comparison_table import draw_table, mark, table_height
from trainer.comparison_words import shared, shortened, title
from trainer.history import EpochRecord, History
from trainer.panels import Measure
from trainer.standings import standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CURVES = Phrase("thick: {validation}, thin: {train}", "粗线：{validation}，细线：{train}")

_WIDTH = 5.4
_LEFT, _TALL, _ABOVE, _FOOT = 0.62, 1.7, 0.42, 0.6
_LEAST_RIGHT, _MOST_RIGHT = 0.22, 1.3
_LABEL, _LABEL_STEP, _LABEL_GAP = 10, 0.17, 0.12
"""Points of a label beside a curve; inches from one to the next, and from the curve."""
_FIRST, _NEXT, _SHARED_LINES = 0.32, 0.24, 2
_WIDE = 40
"""How many times the lowest loss the highest is, from which a logarithmic scale shows more."""


def draw_comparison(
    histories: Sequence[History], comparison: Comparison, names: Sequence[str], language: Language
) -> bytes:
    """Draw the runs of a comparison as a PNG, 1080 pixels wide.

    Args:
        histories: what came of each run.
        comparison: the runs.
        names: what each is called.
        language: of the picture.
    """
    found = standings(comparison, histories, names)
    shown = [one for one in _MEASURES if any(_values(h, one) for h in histories)]
    lines = 2 + _SHARED_LINES
    panels = (_ABOVE + _TALL) * max(1, len(shown)) + _FOOT
    height = _FIRST + _NEXT * (lines - 1) + panels + table_height(found)
    with chart_style(), sheet(_WIDTH, height) as (figure, picture):
        top = height - _write_head(figure, comparison, language)
        tall = (top - _FOOT - table_height(found)) / max(1, len(shown))
        short = shortened(names)
        right = _room(figure, short)
        for measure in shown:
            width, bottom = _WIDTH - _LEFT - right, top - tall
            box = _LEFT / _WIDTH, bottom / height, width / _WIDTH, (tall - _ABOVE) / height
            axes = figure.add_axes(box)
            _draw_panel(axes, measure, histories, language)
            axes.tick_params(labelbottom=measure is shown[-1])
            if right > _LEAST_RIGHT:
                _label_ends(axes, measure, histories, short)
            top = bottom
        if shown:
            figure.axes[-1].set_xlabel(EPOCH.say(language))
        else:
            figure.text(0.5, 0.6, NOTHING.say(language), ha="center", size=14, color=QUIET)
        draw_table(figure, found, language)
    return picture.getvalue()


def _write_head(figure: "Figure", comparison: Comparison, language: Language) -> float:
    """Write what is compared, what is the same, and which line is which."""
    put(figure, title(comparison, language), _FIRST, TITLE_SIZE, INK)
    same = shared(comparison, language)
    lines = wrapped(figure, same, LINE_SIZE, _SHARED_LINES) if same else []
    names = {"train": TRAIN.say(language), "validation": VALIDATION.say(language)}
    lines.append(CURVES.say(language, **names))
    for number, line in enumerate(lines, 1):
        put(figure, line, _FIRST + _NEXT * number, LINE_SIZE, QUIET)
    return _FIRST + _NEXT * len(lines)


def _room(figure: "Figure", names: Sequence[str]) -> float:
    """Inches that labels beside the curves need; less where they would need too much."""
    widest = 0.0
    for name in names:
        written = figure.text(0, 0, name, size=_LABEL)
        widest = max(widest, written.get_window_extent().width / figure.dpi)
        written.remove()
    room = widest + _LABEL_GAP + 0.1
    return room if room <= _MOST_RIGHT else _LEAST_RIGHT


_MEASURES: tuple[Measure, ...] = ("loss", "accuracy")


def _values(history: History, measure: Measure, *, train: bool = False) -> list[float]:
    found = (_value(record, measure, train=train) for record in history.records)
    return [value for value in found if value is not None]


def _value(record: EpochRecord, measure: Measure, *, train: bool) -> float | None:
    if measure == "loss":
        return record.train_loss if train else record.val_loss
    return record.train_accuracy if train else record.val_accuracy


def _draw_panel(
    axes: "Axes", measure: Measure, histories: Sequence[History], language: Language
) -> None:
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    for number, history in enumerate(histories):
        look = mark(number)
        thin, thick = (_values(history, measure, train=train) for train in (True, False))
        axes.plot(range(1, len(thin) + 1), thin, color=look["color"], linewidth=0.9, alpha=0.7)
        every = markers(len(thick))
        axes.plot(range(1, len(thick) + 1), thick, **look, markersize=6, markevery=every)
    axes.margins(x=0.03, y=0.12)
    everything = [v for h in histories for t in (True, False) for v in _values(h, measure, train=t)]
    positive = [value for value in everything if value > 0]
    log = measure == "loss" and len(positive) > 0 and max(positive) > _WIDE * min(positive)
    if log:
        log_scale(axes, positive)
    axes.yaxis.set_major_formatter(StrMethodFormatter(PANELS[measure].ticks))
    axes.xaxis.set_major_locator(MaxNLocator(10, steps=[1, 2, 5, 10], integer=True))
    longest = max(len(history.records) for history in histories)
    margin = max(0.3, longest * 0.02)
    axes.set_xlim(1 - margin, longest + margin)
    name = PANELS[measure].name.say(language) + (f" · {LOG.say(language)}" if log else "")
    axes.annotate(
        name, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", size=12.5
    )


def _label_ends(
    axes: "Axes", measure: Measure, histories: Sequence[History], names: Sequence[str]
) -> None:
    """Write the name of each run beside the end of its curve, where all of them have room."""
    inches = axes.figure.dpi_scale_trans
    ends = {}
    for number, history in enumerate(histories):
        if values := _values(history, measure):
            end = axes.transData.transform((len(values), values[-1]))
            ends[number] = inches.inverted().transform(end)
    box = axes.get_window_extent().transformed(inches.inverted())
    low, high = box.y0, box.y1
    if (len(ends) - 1) * _LABEL_STEP > high - low:
        return
    order = sorted(ends, key=lambda number: ends[number][1])
    for number, place in zip(order, spread([ends[n][1] for n in order], low, high), strict=True):
        axes.annotate(
            names[number],
            tuple(ends[number]),
            (box.x1 + _LABEL_GAP, place),
            xycoords=inches,
            textcoords=inches,
            size=_LABEL,
            color=INK,
            va="center",
            arrowprops={"arrowstyle": "-", "color": QUIET, "linewidth": 0.8, "linestyle": ":"},
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
