"""A picture that is written line by line, as long as its text and as wide as a phone."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.text import Text

WIDTH, MARGIN = 5.4, 0.3
"""Inches; 200 pixels each."""
_FOOT = 0.36
"""Room for the time of day, which a phone writes on the lower edge of a picture."""
_RULE = "#e4e7eb"


class Page:
    """A figure and how far down it is written, in inches."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(WIDTH, WIDTH))
        FigureCanvasAgg(self.figure)
        self._down = MARGIN
        self._rules: list[float] = []

    def put(self, text: str, x: float, size: float, color: str, *, math: bool = False) -> "Text":
        """Put a text, or mathtext, at a place of the line that is written next; it is made to fit.

        A negative x counts from the right edge, where the text then ends.
        """
        written = self.figure.text(
            x % WIDTH,
            0,
            f"${text}$" if math else text,
            size=size,
            color=color,
            ha="left" if x >= 0 else "right",
            transform=self.figure.dpi_scale_trans,
            parse_math=math,
        )
        room = WIDTH - MARGIN - x if x >= 0 else WIDTH + x - MARGIN
        written.set_fontsize(size * min(1, room / self.width(written)))
        return written

    def width(self, text: "Text") -> float:
        """How wide a text is."""
        return float(text.get_window_extent().width / self.figure.dpi)

    def line(self, parts: Sequence["Text"], gap: float) -> None:
        """End the line: its parts stand on one baseline, with a gap below the lowest."""
        boxes = [part.get_window_extent() for part in parts]
        above = max(box.y1 for box in boxes) / self.figure.dpi
        below = -min(box.y0 for box in boxes) / self.figure.dpi
        for part in parts:
            part.set_y(-self._down - above)
        self._down += above + below + gap

    def rule(self, gap: float) -> None:
        """Draw a thin line across, with a gap below it."""
        self._rules.append(self._down)
        self._down += gap

    def png(self) -> bytes:
        """The picture, cut where the text ends."""
        from matplotlib.lines import Line2D

        height = self._down + _FOOT
        self.figure.set_size_inches(WIDTH, height)
        for text in self.figure.texts:
            text.set_y(height + text.get_position()[1])
        for down in self._rules:
            place, scale = [height - down] * 2, self.figure.dpi_scale_trans
            across = [MARGIN, WIDTH - MARGIN]
            self.figure.add_artist(Line2D(across, place, color=_RULE, linewidth=1, transform=scale))
        picture = io.BytesIO()
        self.figure.savefig(picture, format="png")
        return picture.getvalue()
