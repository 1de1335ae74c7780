"""The film of a comparison: all curves grow on the same axes, above a table of who is ahead.

matplotlib and the encoder are imported in the functions that draw, so that the chat can name them
without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_axes import log_scale
from trainer.chart_look import EPOCH, INK, QUIET, WARNING, put, shares, wrapped
from trainer.charts import LOG, PANELS
from trainer.comparison import Comparison
from trainer.comparison_panels import Measured, highest, measured, usual_view
from trainer.comparison_table import ACCURACY, COLORS, LOSS, mark, write_name
from trainer.comparison_words import TITLE, compared_fields, shared
from trainer.film import COUNTER, above, chosen, frames, pictures
from trainer.history import History
from trainer.standings import Standing, Standings, standings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from trainer.film_sights import Moving

CURVES = Phrase("thick: validation, thin: training", "粗线：验证，细线：训练")
BEST, EVEN = Phrase("best: {name}", "最佳：{name}"), Phrase("about the same", "结果差不多")
DIVERGED = Phrase("diverged in epoch {epoch}", "第 {epoch} 轮发散")
LABELS = (CURVES, BEST, EVEN, DIVERGED)

_WIDTH, _HEAD, _LEFT, _RIGHT, _ABOVE, _CURVE, _FOOT = 3.6, 0.76, 0.46, 0.14, 0.3, 1.25, 0.36
_MARGIN, _NAME, _ROW, _BELOW = 0.19, 0.42, 0.2, 0.08
_ENDS = (2.75, 3.41)
"""Inches from the left edge to where the columns of numbers end."""
_TITLE, _SIZE, _SMALL = 10.5, 9, 8


@dataclass(frozen=True)
class _Scene:
    """What is filmed: the runs, and the epochs of which there is a picture."""

    histories: Sequence[History]
    comparison: Comparison
    names: Sequence[str]
    language: Language
    epochs: Sequence[int]

    def after(self, epoch: int) -> Standings:
        """How the runs stand after an epoch."""
        until = [replace(one, records=one.records[:epoch]) for one in self.histories]
        return standings(self.comparison, until, self.names)


def film_comparison(
    histories: Sequence[History], comparison: Comparison, names: Sequence[str], language: Language
) -> bytes:
    """Make the film of runs of which one has an epoch: an MP4 without sound, 720 pixels wide.

    Args:
        histories: what came of each run.
        comparison: the runs.
        names: what each is called.
        language: of the film.
    """
    from trainer.video import encode

    epochs = chosen(max(len(history.records) for history in histories))
    with chart_style():
        canvas, moving = _stage(_Scene(histories, comparison, names, language, epochs))
        width, height = canvas.get_width_height()
        shown = zip(pictures(canvas, moving, len(epochs)), frames(len(epochs)), strict=True)
        return encode(shown, width, height)


def _stage(scene: _Scene) -> "tuple[FigureCanvasAgg, list[Moving]]":
    """Everything that stays, drawn, and everything that moves."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    found = measured(scene.histories, scene.comparison, "epoch")
    shown = [one for one in found if one.measure != "learning_rate"]
    table = _ROW * (len(scene.names) + 1) + _BELOW
    height = round(_HEAD + len(shown) * (_ABOVE + _CURVE) + _FOOT + table, 2)
    figure = Figure(figsize=(_WIDTH, height))
    canvas = FigureCanvasAgg(figure)
    _write_head(figure, scene.comparison, scene.language)
    moving = [_counter(figure, scene)]
    for row, one in enumerate(shown, 1):
        bottom = height - _HEAD - row * (_ABOVE + _CURVE)
        box = shares(figure, (_LEFT, bottom, _WIDTH - _LEFT - _RIGHT, _CURVE))
        axes = figure.add_axes(box)
        _set_scales(axes, one, scene)
        axes.tick_params(labelbottom=one is shown[-1])
        moving.append(_curves(axes, one, scene.epochs))
    figure.axes[-1].set_xlabel(EPOCH.say(scene.language), size=_SMALL, labelpad=1)
    axes = figure.add_axes((0, 0, 1, table / height), xlim=(0, _WIDTH), ylim=(0, table))
    axes.set_axis_off()
    moving.append(_table(axes, scene))
    return canvas, moving


def _write_head(figure: "Figure", comparison: Comparison, language: Language) -> None:
    first, *others = compared_fields(comparison, language)
    parts = (TITLE.say(language, what=first), *others)
    put(figure, wrapped(figure, parts, _TITLE, 1)[0], 0.26, _TITLE, INK)
    if same := shared(comparison, language):
        put(figure, wrapped(figure, same, _SMALL, 1)[0], 0.46, _SMALL, QUIET)


def _counter(figure: "Figure", scene: _Scene) -> "Moving":
    """Which epoch it is, and at the end which run was the best."""
    from trainer.film_sights import Moving

    place = (_MARGIN / _WIDTH, 1 - 0.66 / figure.get_figheight())
    text = figure.text(*place, "", size=_SIZE, color=INK, animated=True)
    language, last = scene.language, len(scene.epochs) - 1
    most = max(run.epochs for run in scene.comparison.runs)

    def show(number: int) -> None:
        said = COUNTER.say(language, epoch=scene.epochs[number], epochs=most)
        if number == last:
            found = scene.after(scene.epochs[number])
            best = BEST.say(language, name=found.ranked[0].name)
            said = wrapped(figure, (said, EVEN.say(language) if found.even else best), _SIZE, 2)[0]
        text.set_text(said)

    return Moving([text], show)


def _set_scales(axes: "Axes", one: Measured, scene: _Scene) -> None:
    """Give a panel its scales, which stay, and its name."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    is_loss, language, last = one.measure == "loss", scene.language, scene.epochs[-1]
    most = highest(scene.histories) if is_loss else None
    values = [min(value, most or value) for value in one.values]
    log = is_loss and usual_view(scene.histories).log
    if log:
        log_scale(axes, [value for value in values if value > 0])
    else:
        room = 0.08 * (max(values) - min(values)) or 0.5
        axes.set_ylim(min(values) - room, max(values) + room)
        axes.yaxis.set_major_locator(MaxNLocator(4))
    margin = max(0.5, last * 0.03)
    axes.set_xlim(1 - margin, last + margin)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter(PANELS[one.measure].ticks))
    axes.tick_params(labelsize=_SMALL - 1, pad=2, length=2)
    name = PANELS[one.measure].name.say(language)
    above(axes, f"{name} · {LOG.say(language)}" if log else name, 4, _SIZE)


def _curves(axes: "Axes", one: Measured, epochs: Sequence[int]) -> "Moving":
    """A panel in which the curves of all runs grow, training behind validation."""
    from trainer.film_sights import Moving

    grown = []
    for number, panel in enumerate(one.panels):
        for line in panel.lines:
            thin = {"linewidth": 0.8, "alpha": 0.6, "color": COLORS[number], "zorder": 1}
            thick = {**mark(number), "linewidth": 1.7, "markersize": 4.5, "zorder": 2}
            look: dict[str, Any] = thin if line.role == "train" else thick
            every = max(1, round(epochs[-1] / 8))
            grown += [(drawn, line) for drawn in axes.plot([], [], markevery=every, **look)]

    def show(number: int) -> None:
        for curve, line in grown:
            upto = sum(place <= epochs[number] for place in line.places)
            curve.set_data(line.places[:upto], line.values[:upto])

    curves = sorted((curve for curve, _ in grown), key=lambda curve: curve.zorder)
    for curve in curves:
        curve.set_animated(True)
    return Moving(curves, show)


def _table(axes: "Axes", scene: _Scene) -> "Moving":
    """The numbers of the best epoch of each run so far; the run that is ahead is on a shade."""
    from matplotlib.patches import Rectangle

    from trainer.film_sights import Moving

    top = axes.get_ylim()[1] - _ROW / 2
    lines = [top - row * _ROW for row in range(1, len(scene.names) + 1)]
    _write_heads(axes, scene, top)
    for number, (line, name) in enumerate(zip(lines, scene.names, strict=True)):
        axes.plot(_MARGIN + 0.1, line, **mark(number), markersize=5)
        write_name(axes, (_NAME, line), name, _SMALL, _ENDS[0] - 0.5 - _NAME)
    # A veil above what stays, so that names need not be drawn anew.
    veil: dict[str, Any] = {"color": COLORS[0], "alpha": 0.1, "linewidth": 0, "animated": True}
    shade = Rectangle((_MARGIN / 2, 0), _WIDTH - _MARGIN, _ROW, **veil)
    axes.add_patch(shade)
    style: dict[str, Any] = {"size": _SMALL, "va": "center", "ha": "right", "animated": True}
    cells = [[axes.text(end, line, "", **style) for end in _ends(scene)] for line in lines]

    def show(number: int) -> None:
        epoch = scene.epochs[number]
        found = scene.after(epoch)
        for row, texts in zip(found.rows, cells, strict=True):
            diverged = row.stopped_by == "divergence" and epoch > row.epochs
            count = len(texts)
            told = _diverged(row, scene.language, count) if diverged else _numbers(row, count)
            for text, said in zip(texts, told, strict=True):
                text.set(text=said, color=WARNING if diverged else INK)
        shade.set_visible(not found.even)
        shade.set_y(lines[found.rows.index(found.ranked[0])] - _ROW / 2)

    return Moving([shade, *(text for row in cells for text in row)], show)


def _write_heads(axes: "Axes", scene: _Scene, line: float) -> None:
    small: dict[str, Any] = {"size": _SMALL - 0.5, "color": QUIET, "va": "center"}
    axes.text(_MARGIN, line, CURVES.say(scene.language), **small)
    for end, head in zip(_ends(scene), (LOSS, ACCURACY), strict=False):
        axes.text(end, line, head.say(scene.language), ha="right", **small)


def _ends(scene: _Scene) -> tuple[float, ...]:
    """Where the columns end: one for the loss, and one for the accuracy where there is one."""
    scored = any(one.val_accuracy is not None for h in scene.histories for one in h.records)
    return _ENDS if scored else _ENDS[1:]


def _numbers(row: Standing, columns: int) -> list[str]:
    loss = "" if row.loss is None else f"{row.loss:.3g}"
    accuracy = "" if row.accuracy is None else f"{row.accuracy:.1%}"
    return [loss, accuracy][:columns]


def _diverged(row: Standing, language: Language, columns: int) -> list[str]:
    """Written into the last column, with room for it in the one before."""
    return ["", DIVERGED.say(language, epoch=row.epochs + 1)][-columns:]
