"""A picture's bytes -> its pixels, upright and no larger than is looked at."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photo.limits import PIXELS, SIDE
from photo.page import UnreadError

Pixels = NDArray[np.uint8]

_FORMATS = ("JPEG", "PNG", "WEBP")
Image.MAX_IMAGE_PIXELS = None  # the limit below is smaller, and what is above it is told


def opened(data: bytes) -> Pixels:
    """The pixels of a picture as the person saw it, in blue, green and red.

    Raises:
        UnreadError: it claims too many pixels, or is broken.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            return _decoded(picture)
    except (MemoryError, UnreadError):
        raise
    except Exception as error:  # a broken file leads a decoder to anything
        raise UnreadError("broken") from error


def as_pixels(picture: Image.Image) -> Pixels:
    """The pixels of an opened picture; what is transparent is white."""
    picture.thumbnail((SIDE, SIDE))
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(picture.convert("RGB"))[:, :, ::-1]


def _decoded(picture: Image.Image) -> Pixels:
    """The pixels of a picture of which only the head has been read so far."""
    if picture.width * picture.height > PIXELS:
        raise UnreadError("pixels")
    picture.draft("RGB", (SIDE, SIDE))
    return as_pixels(ImageOps.exif_transpose(picture))
