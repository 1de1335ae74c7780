import io
import pickle

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from data.chart_style import FONT
from solver.formula_sheet import formula_sheet
from solver.language import LANGUAGES, Language
from solver.quantities import QUANTITIES
from solver.results import Solution
from solver.sheet import FormulaSheet
from solver.solve import solve
from solver.sweep import sweep
from trainer.formula_picture import draw_formula
from trainer.sweep_chart import MOST_PANELS, chart_of, draw_sweep

QUESTIONS = (
    "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "1000 samples, 10 batches per epoch: what is the batch size?",
    "60000 images, batch size 128, 80 ms per iteration, 10 epochs: how long does it take?",
    "10**17 samples, batch size 7, 999999 epochs: how many iterations and samples processed?",
)


def sheet_of(question: str, language: Language) -> FormulaSheet:
    """The sheet for a question."""
    result = solve(question)
    assert isinstance(result, Solution)
    sheet = formula_sheet(result, language)
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_formula_is_a_picture_for_a_phone(question: str, language: Language) -> None:
    """Any derivation is a PNG of 1080 pixels across, dark on white, with nothing cut at its edges."""
    png = draw_formula(sheet_of(question, language))
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.width) == ("PNG", 1080)
        gray = picture.convert("L")
        edges = [gray.crop(box) for box in _edges(*picture.size)]
        assert all(edge.getextrema()[0] > 200 for edge in edges)
        assert gray.getextrema()[0] < 60
    assert len(png) < 500_000


def _edges(width: int, height: int) -> list[tuple[int, int, int, int]]:
    """A strip at each side of a picture."""
    return [
        (0, 0, width, 20),
        (0, height - 10, width, height),
        (0, 0, 40, height),
        (width - 40, 0, width, height),
    ]


def test_the_same_derivation_is_the_same_picture() -> None:
    """Drawing is repeatable, and each language has a picture of its own."""
    once, again = (draw_formula(sheet_of(QUESTIONS[0], "en")) for _ in range(2))
    assert once == again
    assert once != draw_formula(sheet_of(QUESTIONS[0], "zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sweep_is_a_picture_with_a_panel_for_each_question(language: Language) -> None:
    """Two questions take twice the height of one."""
    one = sweep("1000 images: iterations per epoch for batch sizes 16, 32, 64?")
    two = sweep(
        "1000 images, 10 epochs, batch sizes 16, 32, 64: iterations per epoch and in total?"
    )
    assert one is not None
    assert two is not None
    sizes = [Image.open(io.BytesIO(draw_sweep(chart_of(r, language)))).size for r in (one, two)]
    assert sizes[0][0] == 1080
    assert sizes[1] == (1080, 2 * sizes[0][1])
    assert len(chart_of(two, language).panels) == 2 <= MOST_PANELS


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drawn_can_be_sent_to_a_worker(language: Language) -> None:
    """A sheet and a chart are plain data."""
    result = sweep("1000 images: iterations per epoch for batch sizes 16, 32, 64?")
    assert result is not None
    for plain in (sheet_of(QUESTIONS[0], language), chart_of(result, language)):
        assert pickle.loads(pickle.dumps(plain)) == plain  # noqa: S301  # our own bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_quantity_has_a_shape(language: Language) -> None:
    """The font that comes with the bot shows the name of every quantity."""
    with TTFont(FONT) as font:
        shown = font.getBestCmap()
    said = "".join(quantity.title.say(language) for quantity in QUANTITIES.values())
    assert {letter for letter in said if ord(letter) not in shown} == set()
