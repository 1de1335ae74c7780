"""What the pictures of runs have in common: colours, the two curves, and the lines of the head."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from solver.language import Language, Phrase
from trainer.choices import DATASETS, MODELS, OPTIMIZERS
from trainer.config import RunConfig, learning_rate
from trainer.differences import differences
from trainer.panels import Role

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLE = Phrase("{dataset}, {model}, batch size {batch}", "{dataset}，{model}，批次大小 {batch}")
SETTINGS = Phrase("{optimizer}, learning rate {rate:g}", "{optimizer}，学习率 {rate:g}")
TRAIN, VALIDATION = Phrase("training", "训练"), Phrase("validation", "验证")
EPOCH = Phrase("epoch", "轮次（epoch）")
HEAD_LABELS = (TITLE, SETTINGS, TRAIN, VALIDATION, EPOCH)

INK, QUIET, WARNING = "#1f2933", "#52606d", "#b3261e"
LOOKS: Mapping[Role, Mapping[str, Any]] = {
    "train": {"color": "C0", "marker": "o", "linestyle": (0, (2.5, 1.5))},
    "validation": {"color": "C1", "marker": "s", "linestyle": "-"},
    "alone": {"color": "C2", "marker": "^", "linestyle": "-"},
}
"""Each curve is told by its marker and its strokes, too."""
MARKERS = 10
"""About as many markers as a curve has, however many points."""
TITLE_SIZE, LINE_SIZE = 15, 11
MARGIN = 0.19
_FIRST, _NEXT = 0.32, 0.24
"""Inches from the upper edge to the title, and from line to line."""
_MOST_LINES = 2
_DOT = " · "

Box = tuple[float, float, float, float]
"""Left, bottom, width and height in inches."""


def title(config: RunConfig, language: Language) -> str:
    """Data, model and batch size."""
    return TITLE.say(
        language,
        dataset=DATASETS[config.dataset].name.say(language),
        model=MODELS[config.model].name.say(language),
        batch=config.batch_size,
    )


def settings(config: RunConfig, language: Language) -> tuple[str, ...]:
    """How the weights were updated, and all that was not as usual."""
    optimizer = OPTIMIZERS[config.optimizer].name.say(language)
    usual = SETTINGS.say(language, optimizer=optimizer, rate=learning_rate(config))
    return (usual, *differences(config, language))


def write_head(
    figure: "Figure", config: RunConfig, language: Language, notes: Sequence[str] = ()
) -> float:
    """Write the title, the settings on two lines at most, and notes.

    Returns:
        Inches from the upper edge to where the head ends.
    """
    put(figure, title(config, language), _FIRST, TITLE_SIZE, INK)
    lines = wrapped(figure, settings(config, language), LINE_SIZE, _MOST_LINES)
    looks = [(line, QUIET) for line in lines] + [(note, WARNING) for note in notes]
    for number, (line, color) in enumerate(looks, 1):
        put(figure, line, _FIRST + _NEXT * number, LINE_SIZE, color)
    return _FIRST + _NEXT * len(looks)


def put(figure: "Figure", text: str, down: float, size: float, color: str) -> None:
    """Write a line at the left, made smaller where it would not fit."""
    width, height = figure.get_size_inches()
    place = (MARGIN / width, 1 - down / height)
    written = figure.text(*place, text, size=size, color=color)
    room = (width - 2 * MARGIN) * figure.dpi
    written.set_fontsize(size * min(1, room / written.get_window_extent().width))


def wrapped(figure: "Figure", parts: Sequence[str], size: float, most: int) -> list[str]:
    """The parts on some lines at most; of what does not fit, only the number is said."""
    room = (figure.get_size_inches()[0] - 2 * MARGIN) * figure.dpi
    lines = [parts[0]]
    for number, part in enumerate(parts[1:], 1):
        longer = lines[-1] + _DOT + part
        rest = f"{_DOT}+{len(parts) - number}"
        last = len(lines) == most
        after = f"{_DOT}+{len(parts) - number - 1}" if last and number + 1 < len(parts) else ""
        if _width(figure, longer + after, size) <= room:
            lines[-1] = longer
        elif last:
            lines[-1] += rest
            break
        else:
            lines.append(part)
    return lines


def _width(figure: "Figure", text: str, size: float) -> float:
    written = figure.text(0, 0, text, size=size)
    width = float(written.get_window_extent().width)
    written.remove()
    return width


def shares(figure: "Figure", box: Box) -> Box:
    """A box in inches as shares of a figure."""
    width, height = figure.get_size_inches()
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def markers(points: int) -> int:
    """Every how many points a curve has a marker."""
    return max(1, round(points / MARKERS))
