"""What was found in a picture, in the order and with the line breaks of who wrote it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photo.available import to_install

if to_install():
    pytest.skip(f"no pictures are read here: {'; '.join(to_install())}", allow_module_level=True)

from photo.geometry import Piece
from photo.recognizer import Read
from photo.rounding import signs
from photo.rows import as_written, rows, spaced
from tests.photo.pictures import _CHINESE, _LATIN, _font


def _read(text: str, left: float, down: float) -> Read:
    """A piece of text whose letters are 10 wide, Chinese ones 20, in a line that is 20 high."""
    width = sum(20 if ord(letter) > 0x2E80 else 10 for letter in text)
    corners = np.zeros((4, 2), np.float32)
    return Read(Piece(corners, left, left + width, down, 20), text, 0.99)


def _written(*lines: str) -> str:
    return as_written(rows([_read(line, 0, 30 * at) for at, line in enumerate(lines)]))


def test_a_sentence_goes_on_in_the_next_line() -> None:
    """Where the next word had no room, the line break was none; elsewhere it stays."""
    assert _written("how many iterations", "are in one epoch?") == (
        "how many iterations are in one epoch?"
    )
    assert _written("训练集有六万张图片，每", "轮多少次迭代？") == (
        "训练集有六万张图片，每轮多少次迭代？"
    )
    assert _written("batch size: 32", "epochs: 10", "learning rate of 0.001 and more") == (
        "batch size: 32\nepochs: 10\nlearning rate of 0.001 and more"
    )
    assert _written("1. how many epochs", "2. how many steps") == (
        "1. how many epochs\n2. how many steps"
    )
    assert _written("one epoch with itera-", "tions of many mini-", "batches") == (
        "one epoch with iterations of many mini-batches"
    )


def test_code_keeps_its_lines_and_its_indentation() -> None:
    """However long a line is, the next one is another; what is indented alike stays so."""
    written = (
        (0, "loader = DataLoader(data, batch_size=128)"),
        (0, "for epoch in range(10):"),
        (41, "for x, y in loader:"),
        (79, "loss.backward()"),
        (83, "optimizer.step()"),
    )
    found = [_read(line, left, 30 * at) for at, (left, line) in enumerate(written)]
    assert as_written(rows(found)).splitlines() == [
        "loader = DataLoader(data, batch_size=128)",
        "for epoch in range(10):",
        "    for x, y in loader:",
        "        loss.backward()",
        "        optimizer.step()",
    ]


def test_what_stands_side_by_side_is_one_row() -> None:
    """From left to right, then down, in whatever order it was found."""
    found = [_read("128", 300, 31), _read("epochs", 0, 62), _read("batch size", 0, 30)]
    assert [row.text for row in rows([*found, _read("10", 300, 60)])] == [
        "batch size 128",
        "epochs 10",
    ]


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("batch size100.", "batch size 100."),
        ("the set has1,281,167 images", "the set has 1,281,167 images"),
        ("float32 resnet50 conv2d loss1=2 x1 B200", "float32 resnet50 conv2d loss1=2 x1 B200"),
    ],
)
def test_a_lost_space_is_put_back(narrow: str, wide: str) -> None:
    """Between a word and its number, not within names."""
    assert spaced(narrow) == wide


def _line(text: str, path: str, size: int) -> np.ndarray:
    font = _font(path, size)
    box = font.getbbox(text)
    picture = Image.new("RGB", (round(box[2]) + 16, round(box[3]) + 12), "white")
    ImageDraw.Draw(picture).text((8, 4), text, font=font, fill="black")
    return np.asarray(picture)


@pytest.mark.parametrize("size", [18, 28, 44])
def test_rounding_signs_are_seen_and_nothing_else(size: int) -> None:
    """In pairs, up or down; brackets, ones, sevens and capital letters are none."""
    line = _line("a = ⌈N/B⌉ + ⌊7/11⌋ [x]", _LATIN[0], size)
    assert "".join(sign.sign for sign in signs(line)) == "⌈⌉⌊⌋"
    for path in (*_LATIN, *_CHINESE):
        for text in ("L1J F7 r1 l|I TLJ [N/B] {x} LLJJ 717", "「7」 (L, J) f1(x) |a| rj 71"):
            assert signs(_line(text, path, size)) == []
