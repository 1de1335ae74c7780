"""How a comparison is looked at: on every axis, what its curves show, and its film."""

import io
from dataclasses import replace

import av
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from data.chart_style import FONT
from solver.language import LANGUAGES, Language
from trainer import comparison_film, comparison_picture
from trainer.comparison import Comparison, labels
from trainer.comparison_curves import SMOOTHED
from trainer.comparison_diagnosis import diagnosis
from trainer.comparison_film import film_comparison
from trainer.comparison_panels import highest, measured, usual_view
from trainer.comparison_picture import draw_comparison
from trainer.comparison_table import HEADS
from trainer.comparison_words import HEAD_LABELS
from trainer.config import RunConfig, plan
from trainer.film import frames
from trainer.history import EpochRecord, History
from trainer.video import RATE
from trainer.view import AXES, Axis, View

BASE = RunConfig("moons", "mlp", "sgd", 100, 8, 0.1)
RATES = Comparison(tuple(replace(BASE, learning_rate=rate) for rate in (0.01, 0.1, 1.0)))
SIZES = Comparison(tuple(replace(BASE, batch_size=size) for size in (50, 100, 400)))
FALLING = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
SETTLED = (0.9, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)


def history(config: RunConfig, losses: tuple[float, ...], *, diverged: bool = False) -> History:
    """A history with these losses, and with the updates that there are for them."""
    counted = plan(config)
    records = tuple(
        EpochRecord(n, loss, 1 - loss / 2, loss, 1 - loss / 2, None, None, 0.1, 0.5)
        for n, loss in enumerate(losses, 1)
    )
    updates = counted.iterations_per_epoch * len(losses) or 1
    each = tuple(loss for loss in losses for _ in range(counted.iterations_per_epoch))
    ended = "divergence" if diverged else None
    return History(records, 800, 200, updates, 800 * len(losses) or 100, 100, ended, each or (1.5,))


def told(comparison: Comparison, *curves: tuple[float, ...], language: Language = "en") -> str:
    """What is said of runs with these losses; one without any diverged at once."""
    histories = [
        history(config, losses, diverged=not losses)
        for config, losses in zip(comparison.runs, curves, strict=True)
    ]
    return "\n".join(diagnosis(comparison, histories, labels(comparison, language), language))


@pytest.mark.parametrize(
    ("axis", "ends"), [("epoch", (8, 8, 8)), ("iteration", (128, 64, 16)), ("samples", (6400,) * 3)]
)
def test_every_axis_counts_for_every_run(axis: Axis, ends: tuple[int, ...]) -> None:
    """Of 800 samples in batches of 50, 100 and 400, eight epochs are 128, 64 and 16 updates."""
    histories = [history(config, FALLING) for config in SIZES.runs]
    for one in measured(histories, SIZES, axis):
        for panel, end, best in zip(one.panels, ends, one.bests, strict=True):
            assert {line.places[-1] for line in panel.lines} == {end}
            assert best == end


def test_every_view_is_another_picture() -> None:
    """A tap on an axis, on the scale or on smoothing draws something else, as wide as a phone's."""
    histories = [history(config, FALLING) for config in SIZES.runs]
    views = [*map(View, AXES), View("iteration", log=True, smooth=True)]
    names = labels(SIZES, "en")
    pictures = [draw_comparison(histories, SIZES, names, "en", view) for view in views]
    assert len(set(pictures)) == len(views)
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as drawn:
            assert drawn.width == 1080


def test_a_run_that_blew_up_leaves_room_for_the_others() -> None:
    """Losses far apart are first shown on a logarithmic scale, and one beyond all is cut off."""
    calm, wild = history(RATES.runs[0], FALLING), history(RATES.runs[2], (2.0, 1e9, 1e30))
    assert usual_view([calm]) == View()
    assert usual_view([calm, wild]) == View(log=True)
    assert highest([calm]) is None
    assert highest([calm, wild]) == 20.0
    assert draw_comparison([calm, calm, wild], RATES, labels(RATES, "zh"), "zh")


def test_a_batch_that_blew_up_leaves_no_room_above_the_epochs() -> None:
    """By epochs, the loss of a single batch changes nothing of a picture that does not show it."""
    calm = history(RATES.runs[0], FALLING)
    spiked = replace(calm, losses=(*calm.losses[:1], 1e4, *calm.losses[2:]))
    assert highest([spiked]) is not None
    names = labels(RATES, "en")
    pictures = [
        draw_comparison([calm, calm, one], RATES, names, "en", View()) for one in (calm, spiked)
    ]
    assert pictures[0] == pictures[1]


def test_a_learning_rate_that_changes_in_one_run() -> None:
    """Where one of the schedules changes the learning rate, all of them are drawn."""
    both = Comparison((BASE, replace(BASE, schedule="cosine")))
    flat = history(BASE, FALLING)
    falling = replace(
        flat,
        records=tuple(replace(one, learning_rate=0.1 / one.epoch) for one in flat.records),
    )
    shown = measured([flat, falling], both, "epoch")
    assert [one.measure for one in shown] == ["loss", "accuracy", "learning_rate"]
    assert all(panel.lines for panel in shown[-1].panels)
    assert len(measured([flat, flat], both, "epoch")) == 2


def test_what_matters_is_said_with_its_numbers() -> None:
    """The run that diverged comes first, then one that had not come to its end, with evidence."""
    assert told(RATES, FALLING, SETTLED, ()) == (
        "Learning rate 1: diverged (surely), in epoch 1, from a loss of 1.5 at first.\n"
        "Learning rate 0.01: still improving (surely), since epoch 6 the validation loss fell"
        " from 0.4 to 0.2; with more epochs the order may change."
    )
    assert told(RATES, FALLING, SETTLED, (), language="zh").startswith(
        "学习率 1：发散（可以肯定），在第 1 轮，损失起初为 1.5。"
    )


def test_runs_with_the_same_finding_share_a_sentence() -> None:
    """What several runs have is said once, of all of them by that word, at most two sentences."""
    assert told(SIZES, FALLING, FALLING, SETTLED).startswith(
        "Batch size 50, 100: still improving (surely); 50: since epoch 6"
    )
    assert told(SIZES, FALLING, FALLING, FALLING).startswith("All of them: still improving")
    assert told(SIZES, FALLING, FALLING, FALLING, language="zh").startswith("全部：还在进步")
    assert told(SIZES, SETTLED, SETTLED, SETTLED) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_film_of_runs_of_unequal_length(language: Language) -> None:
    """Curves that end early or never begin grow in one silent film, small and short."""
    histories = [
        history(RATES.runs[0], FALLING[:3]),
        history(RATES.runs[1], FALLING[:2]),
        history(RATES.runs[2], (), diverged=True),
    ]
    data = film_comparison(histories, RATES, labels(RATES, language), language)
    assert len(data) < 2_000_000
    with av.open(io.BytesIO(data)) as container:
        (stream,) = container.streams
        assert (stream.codec_context.name, stream.codec_context.width) == ("h264", 720)
        assert stream.frames == sum(frames(3)) <= 12 * RATE


def test_every_letter_has_a_shape() -> None:
    """The font that comes with the bot shows all that the picture and the film can say."""
    words = (SMOOTHED, comparison_picture.CURVES, *comparison_film.LABELS, *HEADS, *HEAD_LABELS)
    with TTFont(FONT) as font:
        shown = font.getBestCmap()
    assert {letter for word in words for text in word for letter in text} - {
        *map(chr, shown)
    } == set()
