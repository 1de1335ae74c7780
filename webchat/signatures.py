"""What a file says of itself in its first bytes: its type and, for a picture, its size."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_MARKER = 0xFF
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


_MAGIC = (
    (0, _PNG, "image/png"),
    (0, b"GIF8", "image/gif"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
)


def file_type(data: bytes) -> str | None:
    """The type of a picture, sound or film; None if it is none that is known."""
    for start, magic, mime in _MAGIC:
        if data.startswith(magic, start):
            return mime
    return None


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP in pixels; None if it is none of them."""
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack(">II", data[16:24])
        elif data.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", data[6:10])
        elif data.startswith(b"\xff\xd8"):
            width, height = _jpeg(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            width, height = _webp(data)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def film_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of an MP4's first track in pixels (ISO/IEC 14496-12, 8.3.2), if it is one.

    They stand at the end of the track's header, which is longer where its times are.
    """
    header = data.find(b"tkhd") + 4
    if not data.startswith(b"ftyp", 4) or header < 4:  # noqa: PLR2004  # not found
        return None
    start = header + (88 if data[header : header + 1] == b"\x01" else 76)
    try:
        width, height = struct.unpack(">II", data[start : start + 8])
    except struct.error:
        return None
    return (width >> 16, height >> 16) if width >> 16 and height >> 16 else None


def _jpeg(data: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (ITU T.81, annex B)."""
    position = 2
    while data[position] == _MARKER:
        marker = data[position + 1]
        (length,) = struct.unpack(">H", data[position + 2 : position + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    """The three kinds of WebP keep their size in three ways (RFC 9649)."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF
