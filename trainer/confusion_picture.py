"""The confusion matrix of a run as a picture: the share of each true class, and the counts.

matplotlib is imported in the functions that draw, so that the chat can name them without it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_look import INK, QUIET, write_head
from trainer.charts import sheet
from trainer.choices.classes import CLASSES, class_name
from trainer.config import RunConfig
from trainer.history import History

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PREDICTED, TRUE = Phrase("predicted class", "预测类别"), Phrase("true class", "真实类别")
SHARES = Phrase("Each row adds up to 100%", "每行合计 100%")
LABELS = (PREDICTED, TRUE, SHARES)

_SIDE, _LEFT, _RIGHT, _FOOT, _ABOVE = 5.4, 0.62, 0.19, 0.58, 0.42
_NAMES = 0.5
"""Inches more where classes have names."""
_DARK = 0.55
"""The share from which a cell is so dark that its count is written in white."""
_LARGE, _SMALL = 13, 9
_PERCENT_UP_TO = 4
"""Classes up to which there is room for the shares, too."""


def draw_confusion(history: History, config: RunConfig, language: Language) -> bytes:
    """Draw the confusion matrix after the last epoch as a PNG of 1080 x 1080 pixels.

    Args:
        history: a run that has one.
        config: what was trained.
        language: of the labels.
    """
    counts = history.confusion or ()
    names = [class_name(config.dataset, number, language) for number in range(len(counts))]
    edge = _NAMES if config.dataset in CLASSES else 0.0
    with chart_style(), sheet(_SIDE, _SIDE) as (figure, picture):
        top = _SIDE - write_head(figure, config, language) - _ABOVE
        room = _SIDE - _LEFT - edge - _RIGHT
        side = min(top - _FOOT - edge, room)
        left = _LEFT + edge + (room - side) / 2
        box = (left / _SIDE, (top - side) / _SIDE, side / _SIDE, side / _SIDE)
        _draw(figure.add_axes(box), counts, names, language)
    return picture.getvalue()


def _draw(
    axes: "Axes", counts: Sequence[Sequence[int]], names: Sequence[str], language: Language
) -> None:
    shares = [[count / max(1, sum(row)) for count in row] for row in counts]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for true, row in enumerate(counts):
        for predicted, count in enumerate(row):
            if count:
                _write_cell(axes, (predicted, true), count, shares[true][predicted], len(counts))
    axes.set_xlabel(PREDICTED.say(language))
    axes.set_ylabel(TRUE.say(language))
    slanted = len(counts) > _PERCENT_UP_TO and not names[0].isdigit()
    turn: dict[str, Any] = (
        {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if slanted else {}
    )
    axes.set_xticks(range(len(counts)), names, **turn)
    axes.set_yticks(range(len(counts)), names)
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.set_title(SHARES.say(language), size=11, color=QUIET)


def _write_cell(
    axes: "Axes", place: tuple[int, int], count: int, share: float, classes: int
) -> None:
    text = f"{count:,}" + (f"\n{share:.0%}" if classes <= _PERCENT_UP_TO else "")
    size = max(_SMALL, _LARGE - max(0, classes - _PERCENT_UP_TO) * 0.3)
    color = "white" if share > _DARK else INK
    axes.text(*place, text, size=size, color=color, ha="center", va="center")
