"""How pictures look: one style sheet and one font, which every chart is drawn with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FONT = Path(__file__).parent / "fonts" / "epochbot-sans.otf"
STYLE = Path(__file__).parent / "chart.mplstyle"


@contextmanager
def chart_style() -> Iterator[None]:
    """Draw what is inside the `with` block in the bot's style, with letters of both languages.

    matplotlib is imported here and not before, so that only a process that draws pays for it.
    """
    from matplotlib import font_manager, rc_context

    known = {font.fname for font in font_manager.fontManager.ttflist}
    if str(FONT) not in known:
        font_manager.fontManager.addfont(FONT)
    with rc_context(fname=STYLE):
        yield
