"""A learner's progress as one picture, made for a phone held upright."""

from io import BytesIO
from typing import TYPE_CHECKING

from data.chart_style import chart_style
from quiz.overview import Day, Progress, SkillProgress
from quiz.render import skill_name
from quiz.texts import texts
from solver.language import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _HEIGHT = 5.4, 8.0
_KNOWN, _DUE, _WRONG = "#0072b2", "#d55e00", "#9fb3c8"
_INK, _PALE, _FAINT, _TRACK = "#1f2933", "#52606d", "#9aa5b1", "#e4e7eb"
_BAR = 0.62
_HEADING = -0.36 / 0.43
"""Left edge of the picture's text, in widths of the bars."""


def draw_progress(progress: Progress, language: Language) -> bytes:
    """The picture as PNG, 1080 pixels wide."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with chart_style():
        figure = Figure(figsize=(_WIDTH, _HEIGHT))
        FigureCanvasAgg(figure)
        figure.text(0.05, 0.962, texts(language).chart["title"], fontsize=17, va="center")
        _figures(figure.add_axes((0.05, 0.862, 0.9, 0.06)), progress, language)
        _skills(figure.add_axes((0.41, 0.255, 0.43, 0.505)), progress.skills, language)
        _days(figure.add_axes((0.09, 0.045, 0.86, 0.13)), progress.days, language)
        picture = BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def _figures(axes: "Axes", progress: Progress, language: Language) -> None:
    """The four numbers on top, large, each above what it counts."""
    label = texts(language).chart
    accuracy = f"{progress.accuracy:.0%}" if progress.answers else "–"
    shown = (
        (f"{progress.streak:,}", label["streak"], _INK),
        (f"{progress.answers:,}", label["answers"], _INK),
        (accuracy, label["accuracy"], _INK),
        (f"{progress.due}", label["due"], _DUE if progress.due else _INK),
    )
    axes.set_axis_off()
    for place, (number, counted, color) in enumerate(shown):
        left = place / len(shown)
        axes.text(left, 0.75, number, fontsize=22, color=color, va="center")
        axes.text(left, 0.0, counted, fontsize=11, color=_PALE, va="center")


def _skills(axes: "Axes", skills: tuple[SkillProgress, ...], language: Language) -> None:
    """One bar a skill, as long as the chance that it is remembered."""
    label = texts(language).chart
    rows = range(len(skills))
    axes.barh(rows, [1.0] * len(skills), _BAR, color=_TRACK)
    colors = [_DUE if skill.due else _KNOWN for skill in skills]
    axes.barh(rows, [skill.recall or 0.0 for skill in skills], _BAR, color=colors)
    for row, skill in zip(rows, skills, strict=True):
        axes.text(_HEADING, row, skill_name(skill.skill, language), va="center")
        axes.text(1.04, row, _state(skill, language), color=_state_color(skill), va="center")
    axes.set(xlim=(0, 1), ylim=(len(skills) - 0.5, -0.5))
    axes.set_axis_off()
    axes.text(_HEADING, -1.25, label["recall"], fontsize=12.5, va="center")


def _state(skill: SkillProgress, language: Language) -> str:
    """What stands behind a skill's bar."""
    if skill.recall is not None:
        return f"{skill.recall:.0%}"
    return texts(language).chart["again" if skill.missed else "unknown"]


def _state_color(skill: SkillProgress) -> str:
    if skill.due or skill.missed:
        return _DUE
    return _FAINT if skill.recall is None else _INK


def _days(axes: "Axes", days: tuple[Day, ...], language: Language) -> None:
    """Two weeks of answers, right ones below wrong ones."""
    from matplotlib.ticker import MaxNLocator

    label = texts(language).chart
    places = range(len(days))
    correct = [day.correct for day in days]
    axes.bar(places, correct, 0.7, color=_KNOWN, label=label["correct"])
    axes.bar(places, [d.wrong for d in days], 0.7, correct, color=_WRONG, label=label["wrong"])
    axes.set_xticks(places, [str(day.date.day) for day in days])
    axes.set_ylim(0, max(4, *(day.correct + day.wrong for day in days)))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    axes.grid(visible=False, axis="x")
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    axes.set_title(label["days"], fontsize=12.5, x=-0.045, pad=12)
    axes.legend(loc="lower right", bbox_to_anchor=(1.02, 1.0), ncols=2, handlelength=0.8)
