"""Pictures as people take them are read as they were written."""

import io
import re
import unicodedata

import pytest
from PIL import Image

from photo.available import EXTRA, available, to_install
from photo.kinds import kind_of
from photo.page import Page, Unread
from tests.photo.pictures import EXERCISES, as_jpeg, taken
from tests.photo.test_worker import pdf

if to_install():
    pytest.skip(f"no pictures are read here: {'; '.join(to_install())}", allow_module_level=True)

from photo.limits import SIDE
from photo.pdf import Pdf
from photo.read import read
from photo.recognizer import Recognizer

LINE = EXERCISES[0][0]


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    """The networks, loaded once."""
    return Recognizer()


def _not_needed() -> Recognizer:
    raise AssertionError("this is to be decided without looking at the picture")


def _letters(text: str) -> str:
    """A text without spaces, and with one form of each sign."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("number", [2, 3, 22])
def test_a_picture_is_read_exactly(number: int, recognizer: Recognizer) -> None:
    """On its side, upside down with ⌈N/B⌉ in it, photographed: each letter is there."""
    picture = taken(number)
    page = read(picture.data, 1, lambda: recognizer)
    assert isinstance(page, Page)
    assert _letters(page.text) == _letters(picture.text)
    assert page.doubtful == ()
    assert "\n" not in page.text


def test_what_is_too_blurred_is_not_guessed(recognizer: Recognizer) -> None:
    """Letters of three pixels' height are no text."""
    with Image.open(io.BytesIO(taken(0).data)) as picture:
        small = picture.resize((picture.width // 12, picture.height // 12))
    found = read(as_jpeg(small.resize(picture.size)), 1, lambda: recognizer)
    assert isinstance(found, Unread)
    assert found.reason in {"blurred", "empty"}


def test_the_text_of_a_pdf_is_taken_as_it_is() -> None:
    """A page that carries its text is not looked at, and no page is drawn larger than needed."""
    page = read(pdf(LINE, "Page two has a text, too."), 2, _not_needed)
    assert page == Page((page.lines), "Page two has a text, too.", 2, 2)
    assert page.lines[0].confidence == 1
    huge = Pdf(pdf(LINE, box="0 0 14400000 200"))
    assert max(huge.drawn(1).shape) <= SIDE
    huge.close()


def test_a_scanned_pdf_is_read_as_a_picture(recognizer: Recognizer) -> None:
    """A page without text is drawn and read."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(taken(0).data)) as picture:
        picture.save(file, "PDF", resolution=150)
    page = read(file.getvalue(), 1, lambda: recognizer)
    assert isinstance(page, Page)
    assert (_letters(page.text), page.pages) == (_letters(LINE), 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a" + bytes(100), "kind"),
        (b"PK\x03\x04" + bytes(100), "kind"),
        (b"", "kind"),
        (taken(0).data + bytes(10 << 20), "bytes"),
        (_png(10_000, 5_001), "pixels"),
        (b"\xff\xd8\xff\xe0", "broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), "broken"),
        (b"%PDF-1.4\n" + bytes(500), "broken"),
        (taken(0).data[:-2000], "broken"),
        (pdf(*[""] * 1001), "pages"),
    ],
)
def test_what_would_take_too_much_is_refused_before_it_is_decoded(data: bytes, reason: str) -> None:
    """Bombs, other files and damaged ones are told apart."""
    found = read(data, 1, _not_needed)
    assert isinstance(found, Unread)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe1", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF1234WEBPVP8X", "webp"),
        (b"\xef\xbb\xbf\n%PDF-2.0", "pdf"),
        (b"RIFF1234WAVE", None),
        (b"import torch  # %PDF", None),
    ],
)
def test_a_file_is_told_by_its_first_bytes(head: bytes, kind: str | None) -> None:
    """Whatever its name, and only the four kinds that are read."""
    assert kind_of(head) == kind


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages, the command that installs them is said."""
    assert available()
    monkeypatch.setattr("photo.available.find_spec", lambda _: None)
    assert to_install() == (EXTRA,)
