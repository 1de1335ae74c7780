"""The process that reads pictures: started when one comes, ended at its limits, gone when idle."""

import asyncio
import os
import time
import zlib

import psutil
import pytest

from handlers.files.picture_reader import PictureReader
from photo.page import Page, Unread


def two_pages() -> bytes:
    """A PDF with an exercise on each of its two pages, written by hand."""
    return pdf(
        "60,000 images, batch size 128: how many iterations per epoch?",
        "50,000 images, batch size 32: how many iterations per epoch?",
    )


def pdf(*pages: str, box: str = "0 0 595 842") -> bytes:
    """A PDF with a line on each page."""
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
    ]
    for at, line in enumerate(pages):
        inside = f"/Parent 2 0 R/MediaBox[{box}]/Resources{font}/Contents {4 + 2 * at} 0 R"
        drawn = zlib.compress(f"BT /F 16 Tf 50 700 Td ({line}) Tj ET".encode())
        head = f"<</Length {len(drawn)}/Filter/FlateDecode>>stream\n".encode()
        bodies += [f"<</Type/Page{inside}>>".encode(), head + drawn + b"\nendstream"]
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return file + f"{xref}startxref\n{len(file)}\n%%EOF".encode()


def fall(_data: bytes, _number: int) -> Page | Unread:
    """End the process as a crash in a decoder does."""
    os.abort()


def linger(_data: bytes, number: int) -> Page | Unread:
    """Read for longer than anybody waits."""
    time.sleep(600)
    return Unread("heavy", number)


def answer(data: bytes, number: int) -> Page | Unread:
    """Wait as long as is asked for, or take more memory than there may be, and say who did it."""
    if data == b"memory":
        return Page((), str(len(bytearray(4 << 30))))
    time.sleep(float(data))
    return Page((), str(os.getpid()), number)


async def test_one_process_reads_until_nothing_comes() -> None:
    """It stays for the next picture, is gone after a while, and another one comes when needed."""
    reader = PictureReader(idle=0.4, reading=answer)
    assert not reader.running
    first, second = [await reader.read(b"0", number) for number in (1, 2)]
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (second.text, second.number) == (first.text, 2)
    await asyncio.sleep(0.4)
    async with asyncio.timeout(20):
        while reader.running or psutil.pid_exists(int(first.text)):  # noqa: ASYNC110  # no event
            await asyncio.sleep(0.05)
    third = await reader.read(b"0")
    assert isinstance(third, Page)
    assert third.text != first.text
    await reader.stop()
    assert not psutil.pid_exists(int(third.text))


@pytest.mark.parametrize("file", [b"60", b"memory"])
async def test_a_file_that_takes_too_much_ends_the_process_only(file: bytes) -> None:
    """Over its time or its memory it is told, and the next file is read."""
    reader = PictureReader(seconds=1, reading=answer)
    assert await reader.read(file) == Unread("heavy")
    assert isinstance(await reader.read(b"0"), Page)
    await reader.stop()


async def test_a_file_that_crashes_its_reader_is_told() -> None:
    """Nothing else is harmed, and both who wait are answered."""
    reader = PictureReader(reading=fall)
    both = await asyncio.gather(reader.read(b"1"), reader.read(b"2", 2))
    assert both == [Unread("heavy"), Unread("heavy", 2)]
    assert reader.waiting == 0
    await reader.stop()
