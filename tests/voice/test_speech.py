"""Real voices: what is said becomes a voice note that Telegram plays."""

import io
from pathlib import Path
from shutil import which

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from data.words import Language
from voice.available import EXTRA, PROGRAM_INSTALL, available, to_install
from voice.note import Line, Note, kept, make

TEXT: dict[Language, str] = {
    "en": "One epoch has 600 iterations.",
    "zh": "每轮有 600 次迭代。每次迭代走一步。",
}


def needs(language: Language) -> pytest.MarkDecorator:
    """What a test with a real voice needs."""
    lacking = "; ".join(to_install(language))
    return pytest.mark.skipif(bool(lacking), reason=f"no {language} voice here: {lacking}")


spoken_in = pytest.mark.parametrize(
    "language",
    [pytest.param("en", marks=needs("en")), pytest.param("zh", marks=needs("zh"))],
)


def _sound(note: Note) -> tuple[int, NDArray[np.float32]]:
    """The rate and the samples of a voice note, decoded."""
    with av.open(io.BytesIO(note.ogg)) as file:
        assert file.format.name == "ogg"
        stream = file.streams.audio[0]
        assert (stream.codec_context.name, stream.channels) == ("opus", 1)
        frames = [frame.to_ndarray()[0] for frame in file.decode(stream)]
        return stream.rate, np.concatenate(frames)


def _pitch(sound: NDArray[np.float32], rate: int) -> float:
    """The middle pitch of the voiced parts, by autocorrelation, in hertz."""
    found = []
    for start in range(0, len(sound) - 2048, 2048):
        part = sound[start : start + 2048] - sound[start : start + 2048].mean()
        alike = np.correlate(part, part, "full")[2047:]
        low, high = rate // 300, rate // 60
        at = low + int(np.argmax(alike[low:high]))
        if alike[0] > 1 and alike[at] > 0.5 * alike[0]:
            found.append(rate / at)
    return float(np.median(found))


@spoken_in
def test_two_speakers_are_heard_in_a_voice_note(language: Language, tmp_path: Path) -> None:
    """The note is Ogg Opus as long as it says, and the student's voice is not the teacher's."""
    lines = [Line(TEXT[language], 0), Line(TEXT[language], 1)]
    note = make(tmp_path, lines, language)
    rate, sound = _sound(note)
    assert note.seconds == pytest.approx(len(sound) / rate, abs=0.05)
    assert 3 < note.seconds < 16
    half = len(sound) // 2
    teacher, student = _pitch(sound[: half - rate], rate), _pitch(sound[half + rate :], rate)
    assert max(teacher / student, student / teacher) > 1.1
    assert np.abs(sound).max() > 0.2
    assert [path.read_bytes() for path in tmp_path.glob("*.ogg")] == [note.ogg]


@needs("zh")
def test_what_was_said_once_is_kept(tmp_path: Path) -> None:
    """The same lines are there the next time, other words and another speaker are not."""
    lines = [Line("一轮")]
    assert kept(tmp_path, lines, "zh") is None
    assert make(tmp_path, lines, "zh") == kept(tmp_path, lines, "zh")
    assert kept(tmp_path, [Line("两轮")], "zh") is None
    assert kept(tmp_path, [Line("一轮", 1)], "zh") is None
    assert kept(tmp_path, lines, "en") is None


@needs("zh")
def test_notes_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not heard for longest makes room."""
    first = make(tmp_path, [Line("一")], "zh")
    monkeypatch.setattr("voice.note.ROOM", len(first.ogg) + 10)
    make(tmp_path, [Line("二")], "zh")
    assert len(list(tmp_path.glob("*.ogg"))) == 1


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages or the program, the command that installs them is said."""
    monkeypatch.setattr("voice.available.find_spec", lambda _: None)
    assert to_install("en") == (EXTRA,)
    assert not available("en")
    monkeypatch.setenv("PATH", "")
    assert which("espeak-ng") is None
    assert to_install("zh") == (EXTRA, PROGRAM_INSTALL)
