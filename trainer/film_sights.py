"""What a network sees, as it is drawn in a film: each draws once, and says what then moves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from solver.language import Language, Phrase
from trainer.chart_look import INK, QUIET, WARNING, Box, shares
from trainer.replay import Filters, Guesses, Sight, Surface

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

REGIONS = Phrase("what each point is taken for", "每个位置被判为哪一类")
FILTERS = Phrase("first-layer weights", "第一层权重")
GUESSES = Phrase("what the network takes these for", "网络对这些图片的判断")
LABELS = (REGIONS, FILTERS, GUESSES)

COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
MARKERS = ("o", "s", "^", "D")
_PALE = 0.55
"""How much of a class's color a region has that the network is sure of."""
_NAME, _SMALL = 0.2, 8
_MOST_FILTERS, _IN_A_ROW, _GUESSES_IN_A_ROW = 16, 8, 6


@dataclass(frozen=True)
class Moving:
    """What changes from picture to picture, and how to change it to that of a number from 0."""

    artists: Sequence["Artist"]
    show: Callable[[int], None]


def draw_sight(sight: Sight, figure: "Figure", box: Box, language: Language) -> Moving:
    """Draw what a network sees into a part of a figure."""
    if isinstance(sight, Surface):
        return _draw_surface(sight, figure, box, language)
    if isinstance(sight, Filters):
        return _draw_filters(sight, figure, box, language)
    return _draw_guesses(sight, figure, box, language)


def _draw_surface(sight: Surface, figure: "Figure", box: Box, language: Language) -> Moving:
    axes = _framed(figure, box, REGIONS.say(language))
    regions = axes.imshow(
        _tinted(sight.shares[0]), extent=sight.extent, origin="lower", aspect="auto", animated=True
    )
    points = [
        axes.scatter(
            sight.points[sight.classes == number, 0],
            sight.points[sight.classes == number, 1],
            s=13,
            c=color,
            marker=marker,
            edgecolors="white",
            linewidths=0.5,
            animated=True,
        )
        for number, (color, marker) in enumerate(zip(COLORS, MARKERS, strict=True))
    ]
    axes.set_xlim(sight.extent[:2])
    axes.set_ylim(sight.extent[2:])

    def show(number: int) -> None:
        regions.set_data(_tinted(sight.shares[number]))

    return Moving([regions, *points, *axes.spines.values()], show)


def _tinted(shares: NDArray[Any]) -> NDArray[Any]:
    """A picture of the plane: the color of the likeliest class, the paler the less likely it is.

    The border between two classes is dark, so that it can be seen without colors.
    """
    colors = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in COLORS])
    tint = shares @ colors[: shares.shape[-1]]
    picture: NDArray[Any] = 1 - _PALE * (1 - tint)
    likeliest = shares.argmax(axis=-1)
    border = np.zeros(likeliest.shape, dtype=bool)
    border[:, 1:] |= likeliest[:, 1:] != likeliest[:, :-1]
    border[1:] |= likeliest[1:] != likeliest[:-1]
    picture[border] = 0.25
    return picture


def _draw_filters(sight: Filters, figure: "Figure", box: Box, language: Language) -> Moving:
    axes = _framed(figure, box, FILTERS.say(language))
    most = max(float(np.abs(weights).max()) for weights in sight.weights)
    pictures = [_mosaic(weights[:_MOST_FILTERS]) for weights in sight.weights]
    shown = axes.imshow(
        pictures[0], cmap="RdBu", vmin=-most, vmax=most, interpolation="nearest", animated=True
    )
    axes.spines[:].set_visible(False)

    def show(number: int) -> None:
        shown.set_data(pictures[number])

    return Moving([shown], show)


def _mosaic(weights: NDArray[Any]) -> NDArray[Any]:
    """Filters beside and below each other, with nothing between them."""
    count, height, width = weights.shape
    columns = min(_IN_A_ROW, -(-count // 2))
    rows = -(-count // columns)
    gap = -(-height // 4)
    picture = np.full((rows * (height + gap) - gap, columns * (width + gap) - gap), np.nan)
    for number, one in enumerate(weights):
        top, left = (number // columns) * (height + gap), (number % columns) * (width + gap)
        picture[top : top + height, left : left + width] = one
    return picture


def _draw_guesses(sight: Guesses, figure: "Figure", box: Box, language: Language) -> Moving:
    left, bottom, width, height = box
    _named(figure, box, GUESSES.say(language))
    across, down = width / _GUESSES_IN_A_ROW, (height - _NAME) / 2
    side = min(across, down - 0.22) * 0.94
    words = []
    for number, picture in enumerate(sight.pictures):
        row, column = divmod(number, _GUESSES_IN_A_ROW)
        middle = left + (column + 0.5) * across
        low = bottom + height - _NAME - (row + 1) * down + 0.22
        axes = figure.add_axes(shares(figure, (middle - side / 2, low, side, side)))
        axes.imshow(picture, cmap="gray_r", interpolation="nearest")
        _bare(axes)
        words.append(
            axes.text(0.5, -0.08, "", size=9, ha="center", va="top", transform=axes.transAxes)
        )
        words[-1].set_animated(True)

    def show(number: int) -> None:
        for text, taken_for, true in zip(
            words, sight.taken_for[number], sight.classes, strict=True
        ):
            right = taken_for == true
            text.set_text(f"{taken_for} ✓" if right else f"{taken_for} ≠ {true}")
            text.set_color(INK if right else WARNING)

    return Moving(words, show)


def _framed(figure: "Figure", box: Box, name: str) -> "Axes":
    """Axes without numbers, with a name above them."""
    left, bottom, width, height = box
    _named(figure, box, name)
    axes = figure.add_axes(shares(figure, (left, bottom, width, height - _NAME)))
    _bare(axes)
    return axes


def _named(figure: "Figure", box: Box, name: str) -> None:
    left, bottom, _, height = box
    width_all, height_all = figure.get_size_inches()
    place = (left / width_all, (bottom + height - 0.12) / height_all)
    figure.text(*place, name, size=_SMALL, color=QUIET)


def _bare(axes: "Axes") -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines[:].set_visible(True)
