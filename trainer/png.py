"""A picture as PNG, in half the time that Pillow takes: rows as they are, without filters.

Pillow tries five filters on every row. On the large even areas of a chart none makes it smaller.
"""

import struct
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _RGB = 8, 2
_QUICKLY = 3
"""How hard to compress: as quick as 1, and smaller; 4 takes half as long again."""


def png(colors: "NDArray[Any]") -> bytes:
    """A picture as PNG.

    Args:
        colors: bytes, by height, width, and red, green, blue.
    """
    from numpy import zeros

    height, width, channels = colors.shape
    rows = zeros((height, 1 + width * channels), "uint8")  # each begins with 0: it is not filtered
    rows[:, 1:] = colors.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _RGB, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows.data, _QUICKLY)), (b"IEND", b"")
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
