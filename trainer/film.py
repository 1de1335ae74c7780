"""The film of a run: its curves grow epoch by epoch, beside what the network sees.

matplotlib and the encoder are imported in the functions that draw, so that the chat can name them
without them.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_look import (
    EPOCH,
    INK,
    LOOKS,
    QUIET,
    TRAIN,
    VALIDATION,
    Box,
    put,
    settings,
    shares,
    title,
    wrapped,
)
from trainer.charts import BEST, PANELS
from trainer.config import RunConfig
from trainer.history import History
from trainer.panels import Panel, panels
from trainer.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation

    from trainer.film_sights import Moving
    from trainer.replay import Sight
    from trainer.video import Picture

COUNTER = Phrase("epoch {epoch} of {epochs}", "第 {epoch}/{epochs} 轮（epoch）")

PICTURES = 24
"""Different pictures in a film, at most."""
SECONDS_EACH, LONGEST, HOLD = 0.4, 8.0, 3.0
"""For how long each is seen, all together at most, and the last one besides."""

_WIDTH, _HEAD, _FOOT, _LEFT, _RIGHT = 3.6, 0.8, 0.42, 0.46, 0.12
_SIGHT, _CURVE, _WORDS = 2.1, 1.0, 0.52
"""Inches of height of what the network sees, of a panel, and of the words above that."""
_SIZE, _SMALL = 9, 8
_SIGNS = {"train": "● ", "validation": "■ "}


def film(history: History, config: RunConfig, language: Language) -> bytes:
    """Make the film of a run with at least one epoch: an MP4 without sound, 720 pixels wide."""
    from trainer.replay import replay
    from trainer.video import encode

    epochs = chosen(len(history.records))
    sight = replay(history, config, epochs)
    with chart_style():
        canvas, moving = _stage(history, config, language, sight)
        width, height = canvas.get_width_height()
        shown = zip(pictures(canvas, moving, len(epochs)), frames(len(epochs)), strict=True)
        return encode(shown, width, height)


def chosen(epochs: int) -> tuple[int, ...]:
    """The epochs of which a film has a picture: all, or as many as it can have."""
    count = min(epochs, PICTURES)
    return tuple(round(number * epochs / count) for number in range(1, count + 1))


def frames(count: int) -> list[int]:
    """How many frames each picture stays."""
    from trainer.video import RATE

    each = max(1, round(RATE * min(SECONDS_EACH, LONGEST / count)))
    return [each] * (count - 1) + [round(RATE * HOLD)]


def _stage(
    history: History, config: RunConfig, language: Language, sight: "Sight | None"
) -> "tuple[FigureCanvasAgg, list[Moving]]":
    """Everything that stays, drawn, and everything that moves."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from trainer.film_sights import draw_sight

    epochs = chosen(len(history.records))
    shown = [one for one in panels(history, config, View()) if one.measure != "learning_rate"]
    rows = 1 if sight else 2
    height = round(_HEAD + (_SIGHT if sight else 0) + rows * (_WORDS + _CURVE) + _FOOT, 2)
    figure = Figure(figsize=(_WIDTH, height))
    canvas = FigureCanvasAgg(figure)
    put(figure, title(config, language), 0.26, 10.5, INK)
    put(figure, wrapped(figure, settings(config, language), _SMALL, 1)[0], 0.46, _SMALL, QUIET)
    moving = [_counter(figure, history, config, language, epochs)]
    if sight:
        box = (_RIGHT, height - _HEAD - _SIGHT, _WIDTH - 2 * _RIGHT, _SIGHT)
        moving.append(draw_sight(sight, figure, box, language))
    boxes = _beside(len(shown)) if sight else _stacked(len(shown))
    for panel, box in zip(shown, boxes, strict=True):
        axes = figure.add_axes(shares(figure, box))
        moving.append(_curves(axes, panel, language, epochs))
    return canvas, moving


def _beside(count: int) -> "list[Box]":
    width = (_WIDTH - count * (_LEFT + _RIGHT)) / count
    return [(_LEFT + k * (_LEFT + _RIGHT + width), _FOOT, width, _CURVE) for k in range(count)]


def _stacked(count: int) -> "list[Box]":
    """From the top down; one alone takes all the room."""
    room = 2 * (_WORDS + _CURVE) / count
    width = _WIDTH - _LEFT - _RIGHT
    return [(_LEFT, _FOOT + (count - 1 - k) * room, width, room - _WORDS) for k in range(count)]


def _counter(
    figure: "Figure", history: History, config: RunConfig, language: Language, epochs: Sequence[int]
) -> "Moving":
    """Which epoch it is, and at the end which was the best."""
    from trainer.film_sights import Moving

    place = (0.19 / _WIDTH, 1 - 0.66 / figure.get_figheight())
    text = figure.text(*place, "", size=_SIZE, color=INK, animated=True)

    def show(number: int) -> None:
        said = COUNTER.say(language, epoch=epochs[number], epochs=config.epochs)
        if number == len(epochs) - 1:
            said += " · " + BEST.say(language, epoch=history.best_epoch)
        text.set_text(said)

    return Moving([text], show)


def _curves(axes: "Axes", panel: Panel, language: Language, epochs: Sequence[int]) -> "Moving":
    """A panel whose curves grow, with their newest numbers above it."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    from trainer.film_sights import Moving

    look = PANELS[panel.measure]
    values = [value for line in panel.lines for value in line.values]
    room = 0.08 * (max(values) - min(values)) or 0.5
    axes.set_ylim(min(values) - room, max(values) + room)
    margin = max(0.5, epochs[-1] * 0.03)
    axes.set_xlim(1 - margin, epochs[-1] + margin)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(StrMethodFormatter(look.ticks))
    axes.tick_params(labelsize=_SMALL - 1, pad=2, length=2)
    axes.set_xlabel(EPOCH.say(language), size=_SMALL, labelpad=1)
    above(axes, look.name.say(language), 27, _SIZE)
    names = {"train": TRAIN.say(language), "validation": VALIDATION.say(language)}
    lines, words = [], []
    for row, line in enumerate(panel.lines):
        style = {**LOOKS[line.role], "linewidth": 1.6, "markersize": 4, "animated": True}
        lines += axes.plot([], [], markevery=max(1, round(epochs[-1] / 8)), **style)
        words.append(above(axes, "", 15 - 11 * row, _SMALL, style["color"]))

    def show(number: int) -> None:
        upto = epochs[number]
        for line, curve, text in zip(panel.lines, lines, words, strict=True):
            curve.set_data(line.places[:upto], line.values[:upto])
            newest = look.write.format(line.values[upto - 1])
            text.set_text(f"{_SIGNS[line.role]}{names[line.role]} {newest}")

    return Moving([*lines, *words], show)


def above(axes: "Axes", text: str, up: float, size: float, color: str = INK) -> "Annotation":
    """Write something above a panel, so many points from it."""
    return axes.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, up),
        textcoords="offset points",
        size=size,
        color=color,
        animated=not text,
    )


def pictures(
    canvas: "FigureCanvasAgg", moving: "Sequence[Moving]", count: int
) -> "Iterator[Picture]":
    """One picture after another: only what moves is drawn anew."""
    import numpy as np

    figure, agg = canvas.figure, cast("Any", canvas)  # matplotlib leaves it untyped
    agg.draw()
    background = agg.copy_from_bbox(figure.bbox)
    for number in range(count):
        agg.restore_region(background)
        for one in moving:
            one.show(number)
            for artist in one.artists:
                figure.draw_artist(artist)
        yield np.asarray(agg.buffer_rgba())
