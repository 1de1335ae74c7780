"""How much faster than real time the bot speaks, and how long its voices take to load.

The processor's time is measured, on one core, so that a busy machine disturbs less.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from benchmarks.table import Row, show
from data.words import Language
from handlers.learning.hear_words import lesson_lines
from knowledge.course import lesson
from voice.available import to_install
from voice.note import Line, seconds

T = TypeVar("T")
NAMES: dict[Language, str] = {"en": "English", "zh": "Chinese"}


def main() -> None:
    """Speak the first lesson of the course in both languages."""
    for language, name in NAMES.items():
        if lacking := to_install(language):
            print(f"{name} cannot be spoken here: {'; '.join(lacking)}")
        else:
            show(_measured(language, name), name)


def _measured(language: Language, name: str) -> list[Row]:
    from voice.speech import speak  # noqa: PLC0415 - the voices need not be installed
    from voice.spoken import spoken  # noqa: PLC0415 - as above

    written = lesson_lines(lesson(1, language), language)
    said, reading = _timed(
        lambda: [Line(spoken(line.text, language), line.speaker) for line in written]
    )
    _, loading = _timed(lambda: speak([Line("1")], language))
    ogg, speaking = _timed(lambda: speak(said, language))
    length = seconds(ogg)
    return [
        (f"{name}: text to words", f"{reading * 1e3:.0f} ms", ""),
        (f"{name}: a single word, voice loaded anew", f"{loading:.1f} s", ""),
        (f"{name}: a lesson of {length:.0f} s", f"{speaking:.1f} s", ""),
        (f"{name}: faster than real time, loading included", f"{length / speaking:.0f} times", ""),
        (
            f"{name}: faster than real time, without",
            f"{length / (speaking - loading):.0f} times",
            "",
        ),
        (f"{name}: size of a minute", f"{len(ogg) / length * 60 / 1e3:.0f} kB", ""),
    ]


def _timed(function: Callable[[], T]) -> tuple[T, float]:
    start = _seconds()
    result = function()
    return result, _seconds() - start


def _seconds() -> float:
    """The processor's time so far, that of finished programs such as eSpeak NG among it."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
