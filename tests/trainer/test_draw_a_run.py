import dataclasses
import io
import itertools

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from data.chart_style import FONT
from solver.language import LANGUAGES, Language
from trainer import charts, confusion_picture, film, film_sights, sample_picture
from trainer.charts import draw
from trainer.choices import CHOICES
from trainer.choices.classes import CLASSES
from trainer.config import RunConfig
from trainer.differences import HIDDEN, WORDS
from trainer.history import EpochRecord, History, StopReason
from trainer.png import png


def history_of(epochs: int, stopped_by: StopReason | None = None) -> History:
    """A run that gets better for a while, then worse on the validation samples."""
    records = tuple(
        EpochRecord(
            epoch=epoch,
            train_loss=2 / epoch,
            train_accuracy=1 - 0.6 / epoch,
            val_loss=2 / epoch + 0.01 * epoch,
            val_accuracy=0.9 - 0.5 / epoch,
            precision=0.9,
            recall=0.9,
            learning_rate=0.001,
            seconds=0.02,
        )
        for epoch in range(1, epochs + 1)
    )
    return History(records, 1437, 360, 45 * epochs, 1437 * epochs, 29, stopped_by)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("epochs", [1, 10, 200])
def test_a_chart_is_a_square_picture(epochs: int, language: Language) -> None:
    """A chart of any length is a PNG of 1080 x 1080 pixels, small enough to send at once."""
    png = draw(history_of(epochs), RunConfig(epochs=epochs), language)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (1080, 1080)
    assert len(png) < 500_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ["time", "divergence"])
def test_a_run_without_an_epoch_has_a_picture(reason: StopReason, language: Language) -> None:
    """A run that ended in its first epoch is drawn, saying so."""
    stopped = draw(history_of(0, reason), RunConfig(), language)
    with Image.open(io.BytesIO(stopped)) as picture:
        assert picture.size == (1080, 1080)


def test_the_same_run_is_the_same_picture() -> None:
    """Drawing is repeatable: one history and language, one picture."""
    once, again = (draw(history_of(10), RunConfig(), "zh") for _ in range(2))
    assert once == again


def test_a_chart_says_why_the_run_ended() -> None:
    """A run that was stopped looks different from one that ran to its end."""
    complete = history_of(4)
    stopped = dataclasses.replace(complete, stopped_by="time")
    assert draw(complete, RunConfig(), "en") != draw(stopped, RunConfig(), "en")


def test_every_letter_has_a_shape() -> None:
    """The font that comes with the bot shows every character that a chart can say."""
    names = [entry.name for choices in CHOICES.values() for entry in choices.values()]
    modules = (charts, confusion_picture, film_sights, sample_picture)
    labels = [label for module in modules for label in module.LABELS]
    phrases = (*labels, *names, *WORDS.values(), HIDDEN, film.COUNTER)
    phrases += tuple(itertools.chain.from_iterable(CLASSES.values()))
    said = "".join(itertools.chain.from_iterable(phrases)) + "0123456789.,-+%e·●■≠✓kM万"
    with TTFont(FONT) as font:
        shown = font.getBestCmap()
    assert {letter for letter in said if ord(letter) not in shown} == set()


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (200, 7)])
def test_a_picture_keeps_every_pixel(size: tuple[int, int]) -> None:
    """Pillow reads from a PNG of ours exactly the colours that were written."""
    colors = np.random.default_rng(0).integers(0, 256, (*size, 3), np.uint8)
    with Image.open(io.BytesIO(png(colors))) as picture:
        picture.verify()
    with Image.open(io.BytesIO(png(colors))) as picture:
        assert np.array_equal(np.asarray(picture), colors)
