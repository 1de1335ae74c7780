"""The axes of a run's picture: what the curves are drawn over, and the scale of the loss."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from solver.language import Language, Phrase
from trainer.chart_look import EPOCH
from trainer.panels import Panel
from trainer.view import Axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXIS_NAMES: Mapping[Axis, Phrase] = {
    "epoch": EPOCH,
    "iteration": Phrase("iteration", "迭代次数（iteration）"),
    "samples": Phrase("samples seen", "已训练样本数"),
}
_LOWEST_SHARE = 1e-5
"""On a logarithmic scale, what is less than this share of the highest value is not shown."""
_WITHIN_A_DECADE, _FEW_DECADES = 6, 60
"""How many times the lowest value the highest is, for which a scale needs other numbers."""


def share_axis(
    stack: Sequence["Axes"], shown: Sequence[Panel], language: Language, axis: Axis
) -> None:
    """Give all panels the same axis, named below the last one."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    places = [place for panel in shown for line in panel.lines for place in line.places]
    first, last = min(places), max(places)
    margin = max((last - first) * 0.02, 0.5 if axis == "epoch" else last * 0.01)
    for axes in stack:
        axes.set_xlim(first - margin, last + margin)
        axes.xaxis.set_major_locator(
            MaxNLocator(10 if axis == "epoch" else 7, steps=[1, 2, 5, 10], integer=True)
        )
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _counted(x, language)))
    stack[-1].set_xlabel(AXIS_NAMES[axis].say(language))


def log_scale(axes: "Axes", values: Sequence[float]) -> None:
    """Make the scale logarithmic, with a few numbers on it however short or long it is.

    Values next to zero are left out: they would press all others together.
    """
    from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, NullLocator

    axes.set_yscale("log", nonpositive="mask")
    if not values:
        return
    low, high = max(min(values), max(values) * _LOWEST_SHARE), max(values)
    room = (high / low) ** 0.12
    axes.set_ylim(low / room, high * room)
    if high / low < _WITHIN_A_DECADE:
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.yaxis.set_minor_locator(NullLocator())
    elif high / low < _FEW_DECADES:
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def _counted(number: float, language: Language) -> str:
    """A count as it stands on an axis: 450, 28k, 1.5M; 2.8万."""
    if language == "zh":
        return f"{number / 10_000:g}万" if number >= 10_000 else f"{number:g}"  # noqa: PLR2004  # 万
    for size, letter in ((1_000_000, "M"), (10_000, "k")):
        if number >= size:
            return f"{number / (size if letter == 'M' else 1000):g}{letter}"
    return f"{number:g}"
