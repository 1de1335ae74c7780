"""A few validation pictures with what they are and what the network took them for."""

from typing import TYPE_CHECKING

from data.chart_style import chart_style
from solver.language import Language, Phrase
from trainer.chart_look import INK, WARNING, write_head
from trainer.charts import sheet
from trainer.choices.classes import class_name
from trainer.config import RunConfig
from trainer.history import History

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from torch import Tensor

TRUTH = Phrase("true {true}", "真实 {true}")
TAKEN = Phrase("predicted {predicted}", "预测 {predicted}")
LABELS = (TRUTH, TAKEN)

COLUMNS = 4
_WIDTH, _MARGIN, _GAP = 5.4, 0.19, 0.16
_HEAD, _WORDS = 1.0, 0.46
"""Inches above all pictures, and below each for its two lines."""
_SIZE, _SMALL = 10.5, 9
"""Of numbers, and of the names of classes."""


def draw_examples(history: History, config: RunConfig, language: Language) -> bytes:
    """Draw the examples of a run as a PNG, 1080 pixels wide.

    Args:
        history: a run that has examples.
        config: what was trained.
        language: of the labels.
    """
    from trainer.datasets import load

    samples = load(config.dataset).val
    side = (_WIDTH - 2 * _MARGIN - (COLUMNS - 1) * _GAP) / COLUMNS
    rows = -(-len(history.examples) // COLUMNS)
    height = _HEAD + rows * (side + _WORDS + _GAP)
    with chart_style(), sheet(_WIDTH, height) as (figure, picture):
        write_head(figure, config, language)
        for number, example in enumerate(history.examples):
            row, column = divmod(number, COLUMNS)
            left = _MARGIN + column * (side + _GAP)
            bottom = height - _HEAD - row * (side + _WORDS + _GAP) - side
            box = (left / _WIDTH, bottom / height, side / _WIDTH, side / height)
            axes = figure.add_axes(box)
            true = int(samples.targets[example[0]])
            show_picture(axes, samples.inputs[example[0]])
            taken_for = class_name(config.dataset, example[1], language)
            _write(axes, class_name(config.dataset, true, language), taken_for, language)
    return picture.getvalue()


def show_picture(axes: "Axes", picture: "Tensor") -> None:
    """Show a picture of channels x height x width, the first channel only, dark on light."""
    axes.imshow(picture[0].numpy(), cmap="gray_r")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines[:].set_visible(True)


def _write(axes: "Axes", true: str, taken_for: str, language: Language) -> None:
    """Name the classes; a wrong one has a thick frame, and says what it really is."""
    right = taken_for == true
    lines = [TAKEN.say(language, predicted=taken_for)]
    lines.append("✓" if right else TRUTH.say(language, true=true))
    color = INK if right else WARNING
    size = _SIZE if true.isdigit() else _SMALL
    axes.set_xlabel("\n".join(lines), size=size, color=color, labelpad=3)
    if not right:
        axes.spines[:].set(color=WARNING, linewidth=3)
