"""Chinese: eSpeak NG, a program of the system."""

import io
import subprocess
import wave
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from voice.available import PROGRAM

_VOICES = ("cmn", "cmn+f3")
_WORDS_A_MINUTE = 195
_PATIENCE = 60
"""Seconds for a paragraph, of which most take a tenth of one."""
_LOUDEST = 2**15

Speaker = Callable[[str, int], Iterator[tuple[NDArray[np.float32], int]]]


def speaker() -> Speaker:
    """A voice that says a text as samples and their rate."""

    def say(text: str, number: int) -> Iterator[tuple[NDArray[np.float32], int]]:
        voice = _VOICES[number % len(_VOICES)]
        command = [PROGRAM, "-v", voice, "-s", str(_WORDS_A_MINUTE), "--stdin", "--stdout"]
        made = subprocess.run(  # noqa: S603  # a fixed command; the text is its input
            command, input=text.encode(), capture_output=True, check=True, timeout=_PATIENCE
        )
        with wave.open(io.BytesIO(made.stdout)) as sound:
            samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
            yield samples.astype(np.float32) / np.float32(_LOUDEST), sound.getframerate()

    return say
