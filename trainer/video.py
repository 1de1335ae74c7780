"""Pictures one after another as a silent MP4, as every phone can play it."""

from collections.abc import Iterable
from fractions import Fraction
from tempfile import NamedTemporaryFile
from typing import Any

from numpy.typing import NDArray

Picture = NDArray[Any]
"""Height x width x 4 bytes: red, green, blue and opacity; height and width are even."""

RATE = 10
"""Frames in a second."""
_OPTIONS = {"preset": "veryfast", "crf": "22", "rc-lookahead": "5", "threads": "1"}
"""A short look ahead, because each frame of it costs a megabyte."""


def encode(pictures: Iterable[tuple[Picture, int]], width: int, height: int) -> bytes:
    """The film of these pictures.

    Args:
        pictures: each with the number of frames for which it is shown.
        width: in pixels.
        height: in pixels.
    """
    with NamedTemporaryFile(suffix=".mp4") as film:
        _write(film.name, pictures, width, height)
        return film.read()


def _write(path: str, pictures: Iterable[tuple[Picture, int]], width: int, height: int) -> None:
    """Write the film to a file: what a player needs first cannot be put first elsewhere."""
    import av

    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=RATE, options=_OPTIONS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        shown = 0
        for picture, frames in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgba").reformat(format="yuv420p")
            frame.time_base = Fraction(1, RATE)
            for _ in range(frames):
                frame.pts = shown
                container.mux(stream.encode(frame))
                shown += 1
        container.mux(stream.encode())
