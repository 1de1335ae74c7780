"""What is said -> a voice note: OGG with Opus, as Telegram plays it."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from data.words import Language
from voice import chinese, english
from voice.note import Line

Sound = NDArray[np.float32]

RATE = 24_000
"""Samples a second of a voice note; Opus knows this rate, the voices have others."""
LONGEST = 15 * 60.0
"""Seconds of a voice note; what is longer is cut."""
PAUSE = 0.35
"""Seconds of silence behind a paragraph."""
# One voice at a quality beyond which nobody hears more, encoded in a third of the usual time.
_OPUS = {"application": "voip", "compression_level": "5", "b": "32000"}


def speak(lines: Sequence[Line], language: Language) -> bytes:
    """Say lines one after another."""
    file, length = io.BytesIO(), 0
    with av.open(file, "w", format="ogg") as note:
        stream = note.add_stream("libopus", rate=RATE, options=_OPUS, layout="mono")
        for sound in _sounds(lines, language):
            for packet in stream.encode(_frame(sound, length)):
                note.mux(packet)
            length += len(sound)
            if length > LONGEST * RATE:
                break
        for packet in stream.encode(None):
            note.mux(packet)
    return file.getvalue()


def _frame(sound: Sound, start: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(sound[None], format="flt", layout="mono")
    frame.sample_rate, frame.pts = RATE, start
    return frame


def _sounds(lines: Sequence[Line], language: Language) -> Iterator[Sound]:
    """The sound of each paragraph, at the rate of a voice note, a pause behind it."""
    say = english.speaker() if language == "en" else chinese.speaker()
    silence = np.zeros(int(PAUSE * RATE), np.float32)
    for line in lines:
        for paragraph in filter(None, line.text.splitlines()):
            for samples, rate in say(paragraph, line.speaker):
                yield _at_rate(samples, rate)
            yield silence


def _at_rate(samples: Any, rate: int) -> Sound:
    """Samples at the rate of a voice note."""
    ratio = Fraction(RATE, rate)
    sound: Sound = resample_poly(samples, ratio.numerator, ratio.denominator).astype(np.float32)
    return sound
