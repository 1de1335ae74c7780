"""A learner's progress as one picture, made for a phone held upright."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from textwrap import shorten
from typing import TYPE_CHECKING

from data import words
from data.chart_style import chart_style
from quiz.mistake_names import mistake_title
from quiz.overview import FORECAST, WEEKS, Group, Mistake, Progress
from quiz.texts import texts
from solver.language import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _HEIGHT = 5.4, 9.6
_KNOWN, _DUE = "#0072b2", "#d55e00"
_INK, _PALE, _FAINT, _TRACK = "#1f2933", "#52606d", "#9aa5b1", "#e4e7eb"
_SHADES = ("#eef1f4", "#c6dcec", "#7db3d8", "#2f88c0", "#00507d")
"""Days without an answer, with a few, and with more and more."""
_STEPS = (1, 5, 10, 20)
_BAR, _LEFT = 0.6, 0.05
_LONGEST = {"en": 72, "zh": 36}
"""Characters of a line of the picture."""


def draw_progress(progress: Progress, language: Language) -> bytes:
    """The picture as PNG, 1080 pixels wide."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    label = texts(language).chart
    with chart_style():
        figure = Figure(figsize=(_WIDTH, _HEIGHT))
        FigureCanvasAgg(figure)
        figure.text(_LEFT, 0.97, label["title"], fontsize=17, va="center")
        _goal(figure.add_axes((0.8, 0.892, 0.16, 0.09)), progress, label["goal"])
        _figures(figure.add_axes((_LEFT, 0.888, 0.74, 0.05)), progress, language)
        figure.text(_LEFT, 0.842, label["recall"], fontsize=12.5, va="center")
        _groups(figure.add_axes((0.4, 0.545, 0.32, 0.285)), progress.groups, language)
        figure.text(_LEFT, 0.508, label["calendar"], fontsize=12.5, va="center")
        _calendar(figure.add_axes((0.13, 0.318, 0.82, 0.185)), progress.days, language)
        figure.text(_LEFT, 0.292, label["forecast"], fontsize=12.5, va="center")
        _forecast(figure.add_axes((0.1, 0.193, 0.85, 0.082)), progress.forecast, language)
        figure.text(_LEFT, 0.142, label["mistakes"], fontsize=12.5, va="center")
        _mistakes(figure.add_axes((_LEFT, 0.012, 0.9, 0.108)), progress.mistakes, language)
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _goal(axes: "Axes", progress: Progress, label: str) -> None:
    """A ring that closes when the day has its answers."""
    done = min(progress.today, progress.goal) / progress.goal
    color = _KNOWN if done else _TRACK
    axes.pie(
        [done, 1 - done],
        colors=[color, _TRACK],
        startangle=90,
        counterclock=False,
        wedgeprops={"width": 0.24, "edgecolor": "white", "linewidth": 0},
    )
    axes.text(0, 0.16, f"{progress.today}/{progress.goal}", ha="center", va="center", fontsize=11)
    axes.text(0, -0.3, label, ha="center", va="center", fontsize=8, color=_PALE)


def _figures(axes: "Axes", progress: Progress, language: Language) -> None:
    """The four numbers on top, large, each above what it counts."""
    label = texts(language).chart
    accuracy = f"{progress.accuracy:.0%}" if progress.answers else "–"
    shown = (
        (f"{progress.streak.days:,}", label["streak"], _INK),
        (f"{progress.answers:,}", label["answers"], _INK),
        (accuracy, label["accuracy"], _INK),
        (f"{progress.due}", label["due"], _DUE if progress.due else _INK),
    )
    axes.set_axis_off()
    for place, (number, counted, color) in enumerate(shown):
        left = place / len(shown)
        axes.text(left, 0.75, number, fontsize=20, color=color, va="center")
        axes.text(left, 0.0, counted, fontsize=10, color=_PALE, va="center")


def _groups(axes: "Axes", groups: Sequence[Group], language: Language) -> None:
    """One bar a shelf, as long as the chance that what was met of it is remembered."""
    label = texts(language).chart
    rows = range(len(groups))
    axes.barh(rows, [1.0] * len(groups), _BAR, color=_TRACK)
    axes.barh(rows, [group.recall or 0.0 for group in groups], _BAR, color=_KNOWN)
    for row, group in enumerate(groups):
        told = label["met"].format(met=group.met, skills=group.skills)
        shown = "" if group.recall is None else f"{group.recall:.0%} · "
        name = words.say(f"shelf.{group.name}", language)
        axes.text(-1.09, row, name, va="center", color=_INK if group.met else _PALE)
        color = _PALE if group.met else _FAINT
        axes.text(1.05, row, shown + told, va="center", fontsize=9, color=color)
    axes.set(xlim=(0, 1), ylim=(len(groups) - 0.5, -0.5))
    axes.set_axis_off()


def _calendar(axes: "Axes", days: Sequence[tuple[date, int]], language: Language) -> None:
    """Twelve weeks side by side, Monday on top; the darker, the more answers."""
    from matplotlib.patches import FancyBboxPatch

    label = texts(language).chart
    for place, (day, answers) in enumerate(days):
        week, weekday = divmod(place, 7)
        corner = (week + 0.07, weekday + 0.07)
        shade = _SHADES[sum(answers >= step for step in _STEPS)]
        box = FancyBboxPatch(
            corner, 0.86, 0.86, "round,pad=0,rounding_size=0.18", facecolor=shade, edgecolor="none"
        )
        axes.add_patch(box)
        if weekday == 0 and (week == 0 or day.day <= 7):  # noqa: PLR2004 (a week)
            axes.text(week + 0.1, 7.55, f"{day.month}/{day.day}", fontsize=8.5, color=_PALE)
    names = words.say("daily.day_names", language).split()
    for row in range(0, 7, 2):
        axes.text(-0.25, row + 0.5, names[row], fontsize=8.5, color=_PALE, ha="right", va="center")
    _scale(axes, label["less"], label["more"])
    axes.set(xlim=(0, WEEKS), ylim=(8.0, -1.0))
    axes.set_axis_off()


def _scale(axes: "Axes", less: str, more: str) -> None:
    """What the shades mean, above the calendar on the right."""
    from matplotlib.patches import Rectangle

    start = WEEKS - 3.2
    axes.text(start - 0.15, -0.48, less, fontsize=8.5, color=_PALE, ha="right")
    for place, shade in enumerate(_SHADES):
        axes.add_patch(Rectangle((start + 0.42 * place, -0.88), 0.36, 0.45, color=shade))
    axes.text(start + 2.2, -0.48, more, fontsize=8.5, color=_PALE)


def _forecast(axes: "Axes", forecast: Sequence[int], language: Language) -> None:
    """One bar a day, with its number."""
    label = texts(language).chart
    places = range(1, FORECAST + 1)
    axes.bar(places, forecast, 0.66, color=_KNOWN)
    for place, count in zip(places, forecast, strict=True):
        told = f"{count}" if count else "·"
        axes.text(place, count, told, ha="center", va="bottom", fontsize=8.5, color=_PALE)
    axes.set_xticks([1, FORECAST], [label["tomorrow"], label["later"]])
    axes.set(xlim=(0.4, FORECAST + 0.6), ylim=(0, max(4, *forecast) * 1.15))
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)


def _mistakes(axes: "Axes", mistakes: Sequence[Mistake], language: Language) -> None:
    """The commonest misconceptions, and how it went since."""
    label, most = texts(language).chart, _LONGEST[language]
    axes.set_axis_off()
    if not mistakes:
        axes.text(0, 0.9, "–", color=_FAINT, va="center")
    for row, mistake in enumerate(mistakes):
        title = mistake_title(mistake.name, language) or mistake.name
        title = shorten(title, most, placeholder="…") if language == "en" else title[:most]
        since = label["since" if mistake.answers else "made"].format(**vars(mistake))
        axes.text(0, 0.95 - row * 0.36, title, fontsize=9.5, va="center")
        axes.text(0, 0.8 - row * 0.36, since, fontsize=8.5, color=_PALE, va="center")
