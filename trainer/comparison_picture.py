"""The picture of a comparison: the curves of all runs on the same axes, and a table below.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_axes import share_axis
from trainer.chart_look import (
    INK,
    LINE_SIZE,
    QUIET,
    TITLE_SIZE,
    TRAIN,
    VALIDATION,
    put,
    shares,
    wrapped,
)
from trainer.charts import NOTHING, sheet
from trainer.comparison import Comparison
from trainer.comparison_curves import LABEL, LABEL_GAP, draw_panel, label_ends
from trainer.comparison_panels import Measured, highest, measured, usual_view
from trainer.comparison_table import draw_table, table_height
from trainer.comparison_words import TITLE, compared_fields, shared, shortened
from trainer.history import History
from trainer.standings import standings
from trainer.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CURVES = Phrase(
    "thick: {validation}, thin: {train}, large and hollow: best epoch",
    "粗线：{validation}，细线：{train}，空心大标记：最佳轮次",
)

_WIDTH = 5.4
_LEFT, _TALL, _THIN, _ABOVE, _FOOT = 0.62, 1.7, 0.5, 0.42, 0.6
"""Inches; a learning rate takes the thin panel."""
_LEAST_RIGHT, _MOST_RIGHT = 0.22, 1.3
_FIRST, _NEXT, _SHARED_LINES = 0.32, 0.24, 2


def draw_comparison(
    histories: Sequence[History],
    comparison: Comparison,
    names: Sequence[str],
    language: Language,
    view: View | None = None,
) -> bytes:
    """Draw the runs of a comparison as a PNG, 1080 pixels wide.

    Args:
        histories: what came of each run.
        comparison: the runs.
        names: what each is called.
        language: of the picture.
        view: how to look at them; None for the usual way.
    """
    view = view or usual_view(histories)
    found = standings(comparison, histories, names)
    shown = measured(histories, comparison, view.axis)
    panels = sum(map(_tall, shown)) if shown else _ABOVE + _TALL
    below = _FOOT + table_height(found)
    height = _FIRST + _NEXT * (1 + _SHARED_LINES) + panels + below
    with chart_style(), sheet(_WIDTH, height) as (figure, picture):
        top = height - _write_head(figure, comparison, language)
        if shown:
            stack = _place(figure, shown, shortened(names), (top, below))
            for axes, one in zip(stack, shown, strict=True):
                draw_panel(axes, one, view, highest(histories), language)
            share_axis(stack, [panel for one in shown for panel in one.panels], language, view.axis)
            if _room(figure, shortened(names)) > _LEAST_RIGHT:
                for axes, one in zip(stack, shown, strict=True):
                    label_ends(axes, one, shortened(names), view)
        else:
            figure.text(0.5, 0.6, NOTHING.say(language), ha="center", size=14, color=QUIET)
        draw_table(figure, found, language)
    return picture.getvalue()


def _tall(one: Measured) -> float:
    """Inches of a panel with what is written above it."""
    return _ABOVE + (_THIN if one.measure == "learning_rate" else _TALL)


def _place(
    figure: "Figure", shown: Sequence[Measured], names: Sequence[str], room: tuple[float, float]
) -> "list[Axes]":
    """Axes below each other, from the top down to where the room ends, in inches."""
    top, low = room
    stretched = (top - low) / sum(map(_tall, shown))
    width = _WIDTH - _LEFT - _room(figure, names)
    stack = []
    for one in shown:
        bottom = top - _tall(one) * stretched
        box = shares(figure, (_LEFT, bottom, width, top - bottom - _ABOVE))
        stack.append(figure.add_axes(box))
        stack[-1].tick_params(labelbottom=one is shown[-1])
        top = bottom
    return stack


def _write_head(figure: "Figure", comparison: Comparison, language: Language) -> float:
    """Write what is compared, what is the same, and which line is which."""
    first, *others = compared_fields(comparison, language)
    parts = (TITLE.say(language, what=first), *others)
    put(figure, wrapped(figure, parts, TITLE_SIZE, 1)[0], _FIRST, TITLE_SIZE, INK)
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
        written = figure.text(0, 0, name, size=LABEL)
        widest = max(widest, written.get_window_extent().width / figure.dpi)
        written.remove()
    room = widest + LABEL_GAP + 0.1
    return room if room <= _MOST_RIGHT else _LEAST_RIGHT
