"""The pictures of curves that are asked about, made for a phone: they show, and tell nothing.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.chart_style import chart_style
from quiz.curves import PANELS, Run, named
from quiz.texts import texts
from solver.language import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _HIGHER = 5.4, 4.2, 5.4
_LEFT, _RIGHT, _TOP, _FOOT, _BETWEEN = 0.62, 1.05, 0.42, 0.52, 0.48
"""Inches around the panels, with room for labels on the right, and between two of them."""
_BLUE, _VERMILION, _QUIET = "#0072b2", "#d55e00", "#52606d"
_APART = 0.27
"""Inches that two labels are apart at least."""
_LABEL = 11.5
_DOTS = 25
"""Of at most so many epochs each has a dot."""
_ROOM = 1.06
_THIN = 1.1


@dataclass(frozen=True)
class _Line:
    values: Sequence[float]
    label: str
    color: str
    style: str = "-"


def draw_curves(name: str, language: Language) -> bytes:
    """A picture as PNG, 1080 pixels wide.

    Args:
        name: what an item calls it.
        language: of its labels.

    Raises:
        LookupError: there is no such picture (any more).
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    picture, runs = named(name)
    compose = _SIGHTS.get(picture.skill, _losses)
    with chart_style():
        figure = Figure(figsize=(_WIDTH, _HEIGHT if compose is _losses else _HIGHER))
        FigureCanvasAgg(figure)
        compose(figure, runs, texts(language).sights)
        drawn = BytesIO()
        figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _losses(figure: "Figure", runs: Sequence[Run], say: Mapping[str, str]) -> None:
    """The two losses of a run, and where it began."""
    (run,) = runs
    (axes,) = _panels(figure, 1)
    both = _both(run.train_loss, run.val_loss, say)
    _plot(axes, both, least=run.start)
    axes.axhline(run.start, color=_QUIET, linewidth=1.2, linestyle=":", zorder=1)
    began = {say["start"]: (run.start / axes.get_ylim()[1], _QUIET)}
    _write_right(axes, began | _ends(axes, both))
    _name(axes, say["loss"], say["epoch"])


def _loss_and_accuracy(figure: "Figure", runs: Sequence[Run], say: Mapping[str, str]) -> None:
    """Loss above accuracy, training beside validation."""
    (run,) = runs
    loss, accuracy = _panels(figure, 2)
    losses = _both(run.train_loss, run.val_loss, say)
    accuracies = _both(run.train_accuracy, run.val_accuracy, say)
    for axes, lines in ((loss, losses), (accuracy, accuracies)):
        _plot(axes, lines, percent=axes is accuracy)
        _write_right(axes, _ends(axes, lines))
    _name(loss, say["loss"], "")
    _name(accuracy, say["accuracy"], say["epoch"])


def _twins(figure: "Figure", runs: Sequence[Run], say: Mapping[str, str]) -> None:
    """A healthy run and the same with a bug: training loss above validation accuracy."""
    healthy, buggy = runs
    loss, accuracy = _panels(figure, 2)
    for axes, measure in ((loss, "train_loss"), (accuracy, "val_accuracy")):
        lines = [
            _Line(getattr(healthy, measure), say["healthy"], _BLUE),
            _Line(getattr(buggy, measure), say["buggy"], _VERMILION, "--"),
        ]
        _plot(axes, lines, percent=axes is accuracy)
        _write_right(axes, _ends(axes, lines))
    _name(loss, say["train_loss"], "")
    _name(accuracy, say["val_accuracy"], say["epoch"])


def _updates(figure: "Figure", runs: Sequence[Run], say: Mapping[str, str]) -> None:
    """The loss of each update, a panel for each run, all on one scale."""
    highest = max(max(run.losses) for run in runs)
    panels = _panels(figure, len(runs), right=0.25)
    for letter, axes, run in zip(PANELS, panels, runs, strict=True):
        axes.plot(range(1, len(run.losses) + 1), run.losses, color=_BLUE, linewidth=_THIN)
        axes.set_ylim(0, highest * _ROOM)
        axes.locator_params(axis="y", nbins=4)
        axes.text(0.985, 0.78, letter, transform=axes.transAxes, ha="right", size=17)
        last = axes is panels[-1]
        axes.tick_params(labelbottom=last)
        _name(axes, say["update_loss"] if axes is panels[0] else "", say["update"] if last else "")


_SIGHTS: Mapping[str, Callable[["Figure", Sequence[Run], Mapping[str, str]], None]] = {
    "curve_gap": _loss_and_accuracy,
    "curve_bug": _twins,
    "curve_batch_size": _updates,
}
"""How the pictures of skills are composed that show more than two losses."""


def _both(train: Sequence[float], val: Sequence[float], say: Mapping[str, str]) -> list[_Line]:
    return [_Line(train, say["train"], _BLUE), _Line(val, say["val"], _VERMILION, "--")]


def _panels(figure: "Figure", count: int, right: float = _RIGHT) -> "list[Axes]":
    """Panels below each other, of one height."""
    width, height = figure.get_size_inches()
    between = _BETWEEN if count < len(PANELS) else _BETWEEN / 3
    tall = (height - _TOP - _FOOT - between * (count - 1)) / count
    boxes = (
        (_LEFT, height - _TOP - tall - place * (tall + between), width - _LEFT - right, tall)
        for place in range(count)
    )
    return [figure.add_axes((x / width, y / height, w / width, h / height)) for x, y, w, h in boxes]


def _plot(axes: "Axes", lines: Sequence[_Line], *, percent: bool = False, least: float = 0) -> None:
    """Draw curves over epochs, from zero up to what is to be seen at least."""
    from matplotlib.ticker import MaxNLocator, MultipleLocator, StrMethodFormatter

    for line in lines:
        epochs = range(1, len(line.values) + 1)
        dots: dict[str, Any] = {"marker": "o", "markersize": 3.4} if len(epochs) <= _DOTS else {}
        axes.plot(epochs, line.values, line.style, color=line.color, label=line.label, **dots)
    highest = max(least, *(max(line.values) for line in lines))
    axes.set_ylim(0, _ROOM if percent else highest * _ROOM)
    axes.xaxis.set_major_locator(MaxNLocator(10, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_minor_locator(MultipleLocator(1))
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:.0%}" if percent else "{x:,g}"))


def _ends(axes: "Axes", lines: Sequence[_Line]) -> dict[str, tuple[float, str]]:
    """Where each curve ends, as a share of the height, and its colour; by its label."""
    top = axes.get_ylim()[1]
    return {line.label: (line.values[-1] / top, line.color) for line in lines}


def _write_right(axes: "Axes", labels: Mapping[str, tuple[float, str]]) -> None:
    """Write labels beside the ends of their curves, from the lowest up, none over another."""
    apart = _APART * axes.figure.dpi / axes.bbox.height
    lowest = 0.0
    for label, (place, color) in sorted(labels.items(), key=lambda one: one[1][0]):
        at = max(place, lowest)
        lowest = at + apart
        axes.text(1.02, at, label, transform=axes.transAxes, color=color, size=_LABEL, va="center")


def _name(axes: "Axes", above: str, below: str) -> None:
    axes.set_title(above, size=_LABEL + 1, color=_QUIET, pad=8)
    axes.set_xlabel(below)
    axes.tick_params(labelbottom=bool(below))
