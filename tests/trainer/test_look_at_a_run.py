"""How a run is looked at: its curves on every axis, its examples, its film."""

import dataclasses
import io
import itertools
import math
from fractions import Fraction

import av
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image

from data.chart_style import chart_style
from solver.language import LANGUAGES, Language
from trainer.charts import SIDE, compose, draw
from trainer.config import RunConfig
from trainer.confusion_picture import draw_confusion
from trainer.datasets import load
from trainer.differences import differences
from trainer.film import chosen, film, frames
from trainer.history import History
from trainer.loop import run
from trainer.panels import Panel, panels, smoothed, weight
from trainer.replay import Filters, Guesses, Surface, replay
from trainer.sample_picture import draw_examples
from trainer.video import RATE
from trainer.view import Axis, View

UNUSUAL = RunConfig(
    *("moons", "mlp", "sgd", 300, 4, 0.3),
    hidden=(32, 32),
    activation="tanh",
    normalization="batch",
    dropout=0.5,
    schedule="cosine",
    warmup_epochs=1,
    weight_decay=0.01,
    augmentation=("noise",),
    label_noise=0.07,
    train_fraction=0.75,
    shuffle=False,
    bug="labels_shifted",
    grad_accumulation=2,
    patience=3,
    seed=3,
)
"""600 of 800 samples in 2 batches of 300, and one update an epoch."""


def trained(config: RunConfig) -> History:
    """What comes of a run."""
    return run(config, report=lambda _: None, stop=lambda: None)


def loss_panel(config: RunConfig, axis: Axis) -> Panel:
    """The first panel of a run's picture."""
    return panels(trained(config), config, View(axis))[0]


@pytest.mark.parametrize(
    ("axis", "train", "validation"),
    [
        ("epoch", [1, 2], [1, 2]),
        ("iteration", [1, 2, 3, 4, 5, 6], [3, 6]),
        ("samples", [300, 600, 800, 1100, 1400, 1600], [800, 1600]),
    ],
)
def test_every_axis_counts(axis: Axis, train: list[int], validation: list[int]) -> None:
    """800 samples in batches of 300: 3 updates an epoch, the last of them from 200 samples."""
    panel = loss_panel(RunConfig("moons", batch_size=300, epochs=2), axis)
    assert [line.places for line in panel.lines] == [tuple(train), tuple(validation)]


def test_dropped_and_accumulated_batches_are_counted_right() -> None:
    """Of 800 samples in batches of 300, the last dropped, two batches make one update."""
    config = RunConfig("moons", batch_size=300, epochs=2, drop_last=True, grad_accumulation=2)
    assert loss_panel(config, "samples").lines[0].places == (600, 1200)
    assert loss_panel(config, "iteration").lines[1].places == (1, 2)


def test_the_losses_of_updates_are_those_of_the_run() -> None:
    """By iteration the curve is the loss of every update; of old runs, that of every epoch."""
    config = RunConfig("moons", batch_size=300, epochs=2)
    history = trained(config)
    assert panels(history, config, View("iteration"))[0].lines[0].values == history.losses
    old = dataclasses.replace(history, losses=())
    assert panels(old, config, View("iteration"))[0].lines[0].places == (3, 6)


def test_smoothing_is_an_exponential_mean() -> None:
    """Each smooth value is the weighted mean of all before it, the newest weighing most."""
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0] * 10
    kept = Fraction(weight(len(values)))
    for number, mean in enumerate(smoothed(values), 1):
        weights = [kept ** (number - 1 - i) for i in range(number)]
        expected = sum(w * Fraction(v) for w, v in zip(weights, values, strict=False)) / sum(
            weights
        )
        assert math.isclose(mean, expected)


@pytest.mark.parametrize(("schedule", "shown"), [("constant", False), ("cosine", True)])
def test_a_learning_rate_that_changes_is_shown(schedule: str, shown: bool) -> None:  # noqa: FBT001  # a column
    """The learning rate has a panel of its own only where there is something to see."""
    config = RunConfig("moons", batch_size=300, epochs=2, schedule=schedule)
    names = [panel.measure for panel in panels(trained(config), config, View())]
    assert ("learning_rate" in names) == shown


def test_what_is_unusual_is_named() -> None:
    """Every setting that is not the usual one stands in the picture, the bug first."""
    said = differences(UNUSUAL, "en")
    assert said[0] == "labels shifted by one sample"
    for words in ("hidden layers 32-32", "dropout 0.5", "cosine decay", "7% label noise"):
        assert words in said
    assert len(said) == 15
    assert differences(RunConfig("digits", "cnn", "sgd", 8, 3, 0.5), "zh") == ()


def words_of(history: History, config: RunConfig, language: Language, view: View) -> list[Bbox]:
    """Where the words of a picture stand, numbers beside the axes excepted."""
    with chart_style():
        figure = Figure((SIDE, SIDE))
        FigureCanvasAgg(figure)
        compose(figure, history, config, language, view)
        figure.draw_without_rendering()
    texts = [*figure.texts, figure.axes[-1].xaxis.label]
    for axes in figure.axes:
        texts += [*axes.texts, *(axes.legend_.get_texts() if axes.legend_ else ())]
    return [text.get_window_extent() for text in texts if text.get_text()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "config",
    [
        RunConfig("moons", batch_size=300, epochs=2),
        RunConfig("sine", batch_size=300, epochs=2),
        UNUSUAL,
    ],
)
def test_no_words_meet(config: RunConfig, language: Language) -> None:
    """However a run is looked at, all words are inside the picture, and none covers another."""
    history = trained(config)
    for view in (View(), View("samples", log=True, smooth=True)):
        boxes = words_of(history, config, language, view)
        for one, other in itertools.combinations(boxes, 2):
            assert not one.overlaps(other)
        around = Bbox.union(boxes)
        assert min(around.x0, around.y0) >= 0
        assert max(around.x1, around.y1) <= SIDE * 200


def test_a_run_that_diverged_at_once_still_has_a_curve() -> None:
    """Without a finished epoch, the losses of the updates until then are drawn."""
    config = RunConfig("diabetes", optimizer="sgd", learning_rate=5.0)
    history = trained(config)
    assert not history.records
    assert draw(history, config, "en", View("iteration", log=True)) != draw(history, config, "en")


def test_examples_are_what_the_network_said() -> None:
    """What is kept of pictures are mistakes and hits, as many as the confusion matrix has."""
    history = trained(RunConfig(epochs=3))
    targets = load("digits").val.targets.tolist()
    wrong = [one for one in history.examples if one[1] != targets[one[0]]]
    confusion = history.confusion or ()
    mistakes = sum(map(sum, confusion)) - sum(confusion[k][k] for k in range(10))
    assert len(history.examples) == 12
    assert len(wrong) == min(8, mistakes)
    assert list(history.examples[: len(wrong)]) == wrong
    assert all(confusion[targets[place]][taken_for] for place, taken_for in history.examples)
    assert History.from_json(history.to_json()) == history


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_of_mistakes(language: Language) -> None:
    """The confusion matrix and the examples are pictures as wide as a chart."""
    config = RunConfig(epochs=1, batch_size=360)
    history = trained(config)
    for drawn in (draw_confusion, draw_examples):
        with Image.open(io.BytesIO(drawn(history, config, language))) as picture:
            assert (picture.format, picture.width) == ("PNG", 1080)


@pytest.mark.parametrize("epochs", [1, 2, 23, 24, 25, 200])
def test_a_film_is_short(epochs: int) -> None:
    """A film ends with the last epoch and lasts at most 12 seconds, however long the run."""
    shown = chosen(epochs)
    assert shown[-1] == epochs
    assert list(shown) == sorted(set(shown))
    assert 3 <= sum(frames(len(shown))) / RATE <= 12


@pytest.mark.parametrize(
    ("config", "sight"),
    [
        (RunConfig("moons", batch_size=300, epochs=3), Surface),
        (RunConfig("digits", "linear", batch_size=360, epochs=3), Filters),
        (RunConfig("digits", batch_size=360, epochs=3), Guesses),
        (RunConfig("sine", batch_size=300, epochs=3), type(None)),
    ],
)
def test_what_a_film_shows_beside_the_curves(config: RunConfig, sight: type) -> None:
    """Points have a decision surface, pictures filters or predictions, tables nothing."""
    assert isinstance(replay(trained(config), config, (1, 3)), sight)


@pytest.mark.parametrize("dataset", ["moons", "sine"])
def test_a_film_can_be_played(dataset: str) -> None:
    """A film is small, without sound, and coded as every phone knows it."""
    config = RunConfig(dataset, batch_size=300, epochs=3)
    data = film(trained(config), config, "zh")
    assert len(data) < 2_000_000
    with av.open(io.BytesIO(data)) as container:
        (stream,) = container.streams
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert stream.frames == sum(frames(3))


def test_a_replay_is_the_run_itself() -> None:
    """What a film shows after an epoch has the accuracy that the run had then."""
    config = RunConfig("moons", batch_size=100, epochs=3, dropout=0.3)
    history = trained(config)
    seen = replay(history, config, (1, 3))
    assert isinstance(seen, Surface)
    left, right, bottom, top = seen.extent
    for number, epoch in enumerate((1, 3)):
        likeliest = seen.shares[number].argmax(axis=-1)
        rows, columns = likeliest.shape
        across = ((seen.points[:, 0] - left) / (right - left) * (columns - 1)).round().astype(int)
        up = ((seen.points[:, 1] - bottom) / (top - bottom) * (rows - 1)).round().astype(int)
        accuracy = (likeliest[up, across] == seen.classes).mean()
        assert accuracy == pytest.approx(history.records[epoch - 1].val_accuracy, abs=0.02)
