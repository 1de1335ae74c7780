"""How long it takes to read a picture, how much of it is right, and what the process needs.

The time that passes is what a person waits, and depends on what else the machine does; the time of
the processor does not.
"""

import argparse
import asyncio
import re
import time
import unicodedata
from statistics import median

import psutil

from benchmarks.table import Row, show
from handlers.asking.outcomes import Both
from handlers.asking.road import take
from handlers.files.picture_reader import PictureReader
from photo.available import to_install
from photo.page import Page
from solver.results import Solution
from tests.photo.pictures import Picture, taken


def main() -> None:
    """Read some pictures, each taken in another way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=36)
    count = parser.parse_args().pictures
    if lacking := to_install():
        print(f"pictures cannot be read here: {'; '.join(lacking)}")
    else:
        show(asyncio.run(_measured(count)), "photo")


async def _measured(count: int) -> list[Row]:
    reader = PictureReader()
    begun = time.perf_counter()
    await reader.read(taken(0).data)
    cold = time.perf_counter() - begun
    process = psutil.Process().children()[-1]
    waited, worked, exact, solved = [], [], 0, 0
    for number in range(count):
        picture = taken(number)
        begun, before = time.perf_counter(), _worked(process)
        page = await reader.read(picture.data)
        waited.append(time.perf_counter() - begun)
        worked.append(_worked(process) - before)
        text = page.text if isinstance(page, Page) else ""
        exact += _letters(text) == _letters(picture.text)
        solved += _solves(text, picture)
    memory = process.memory_full_info().uss
    await reader.stop()
    return [
        ("first picture, the process started for it", f"{cold:.1f} s", ""),
        ("a picture, median", f"{median(waited):.2f} s", "1.5 s"),
        ("a picture, longest", f"{max(waited):.2f} s", ""),
        ("a picture, median of the processor's time", f"{median(worked):.2f} s", ""),
        ("memory of the process, afterwards", f"{memory / 1e6:.0f} MB", ""),
        ("read exactly", f"{exact} of {count}", ""),
        ("solved right", f"{solved} of {count}", ""),
    ]


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _letters(text: str) -> str:
    """A text without spaces, and with one form of each sign: ？ is ?."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _solves(text: str, picture: Picture) -> bool:
    outcome = take(text)
    told = outcome.reply if isinstance(outcome, Both) else outcome
    spans = [answer.span for answer in told.answers] if isinstance(told, Solution) else []
    return any(span and span.low == span.high == picture.answer for span in spans)


if __name__ == "__main__":
    main()
