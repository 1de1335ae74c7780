"""Pictures of exercises as people take them: drawn here, so that what they say is known."""

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from data.chart_style import FONT

_NOTO = "/usr/share/fonts/opentype/noto/Noto{}CJK-{}.ttc"
_DEJAVU = f"{get_data_path()}/fonts/ttf/DejaVu{{}}.ttf"
_LATIN = (_DEJAVU.format("Sans"), _DEJAVU.format("Serif"), str(FONT))
_CHINESE = (
    _NOTO.format("Sans", "Regular"),
    _NOTO.format("Serif", "Regular"),
    _NOTO.format("Sans", "Bold"),
    str(FONT),
)
_SIMPLIFIED = 2
"""Which font of Noto's collections has the letters of simplified Chinese."""
_ROUNDING = "⌈⌉⌊⌋"
_WORD = re.compile(r"[A-Za-z0-9,.%=/⌈⌉⌊⌋:?()_-]+ ?|.")
_WHITE, _BLACK, _NIGHT, _MOON = (255, 255, 255), (20, 20, 20), (24, 26, 30), (225, 228, 232)

EXERCISES: tuple[tuple[str, int], ...] = (
    ("60,000 images, batch size 128, 10 epochs: how many iterations?", 4690),
    (
        (
            "A data set has 50,000 samples. With a batch size of 32, how many iterations does one"
            " epoch take?"
        ),
        1563,
    ),
    (
        (
            "We train a network for 20 epochs on 12,800 examples with mini-batches of 64. How many"
            " weight updates are made in total?"
        ),
        4000,
    ),
    (
        (
            "The training set has 1,281,167 images and the global batch size is 256. How many steps"
            " are there in 90 epochs? Use ⌈N/B⌉ per epoch."
        ),
        450_450,
    ),
    (
        (
            "N = 60,000 and B = 128. The last batch is dropped, so one epoch has ⌊N/B⌋ iterations."
            " How many iterations are 5 epochs?"
        ),
        2340,
    ),
    (
        (
            "There are 8 GPUs. The batch size per GPU is 32, and gradient accumulation is 4. What is"
            " the effective batch size?"
        ),
        1024,
    ),
    ("训练集有60,000张图片，batch size为128，训练10个epoch，一共迭代多少次？", 4690),
    ("一个数据集包含50,000个样本，批大小为32，每个epoch需要多少次迭代？", 1563),
    ("用12,800个样本训练网络，每个小批量64个样本，训练20轮，参数一共更新多少次？", 4000),
    ("训练集共有1,281,167张图像，全局批大小为256，训练90个epoch一共需要多少步？", 450_450),
    (
        (
            "训练样本数N=60,000，批大小B=128，丢弃最后不完整的批次，每轮迭代⌊N/B⌋次，"
            "训练5轮共迭代多少次？"
        ),
        2340,
    ),
    ("使用8块GPU，每块GPU的batch size为32，梯度累积4步，有效批大小是多少？", 1024),
    ("共有10,000个样本，其中20%作为验证集，batch size为50，每个epoch迭代多少次？", 160),
)
"""What is asked, and the number that answers it."""


@dataclass(frozen=True)
class Picture:
    """A picture of an exercise.

    Attributes:
        text: what it says.
        answer: the number that is asked for.
        way: how it was taken.
        data: the file.
    """

    text: str
    answer: int
    way: str
    data: bytes


def taken(number: int) -> Picture:
    """One of endlessly many pictures, always the same by its number."""
    text, answer = EXERCISES[number % len(EXERCISES)]
    way = tuple(_WAYS)[number % len(_WAYS)]
    draw = random.Random(number)
    paper = _NIGHT if way == "dark" else _WHITE
    ink = {"dark": _MOON, "low contrast": (200, 200, 200)}.get(way, _BLACK)
    picture = _WAYS[way](drawn(text, draw, paper, ink), draw)
    return Picture(text, answer, way, as_jpeg(picture, 25 if way == "jpeg" else 85))


def drawn(
    text: str,
    draw: random.Random,
    paper: tuple[int, int, int] = _WHITE,
    ink: tuple[int, int, int] = _BLACK,
) -> Image.Image:
    """A text on paper, in some font, size and width."""
    size, width = draw.randint(24, 44), draw.randint(560, 1000)
    font = _font(draw.choice(_CHINESE if re.search("[一-鿿]", text) else _LATIN), size)
    signs = _font(_LATIN[0], size)
    lines = _broken(text, font, width)
    margin, gap = round(size * draw.uniform(0.8, 2.5)), round(size * draw.uniform(1.35, 1.8))
    picture = Image.new("RGB", (width + 2 * margin, gap * len(lines) + 2 * margin), paper)
    pen, down = ImageDraw.Draw(picture), margin + font.getmetrics()[0]
    for at, line in enumerate(lines):
        across = float(margin)
        for letter in line:
            own = signs if letter in _ROUNDING else font
            pen.text((across, down + at * gap), letter, fill=ink, font=own, anchor="ls")
            across += own.getlength(letter)
    return picture


def as_jpeg(picture: Image.Image, quality: int = 85) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    there = path if Path(path).exists() else str(FONT)
    return ImageFont.truetype(there, size, index=_SIMPLIFIED if there.endswith(".ttc") else 0)


def _broken(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and font.getlength((lines[-1] + word).rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _turned(degrees: float) -> Callable[[Image.Image, random.Random], Image.Image]:
    def turn(picture: Image.Image, draw: random.Random) -> Image.Image:
        angle = degrees + draw.uniform(-4, 4)
        return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)

    return turn


def _noisy(picture: Image.Image, draw: random.Random, strength: float = 22) -> Image.Image:
    pixels = np.asarray(picture).astype(float)
    noise = np.random.default_rng(draw.randint(0, 10**9)).normal(0, strength, pixels.shape)
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def _from_aside(picture: Image.Image, draw: random.Random) -> Image.Image:
    """As a sheet on a table is seen: its four corners moved inwards, each by its own way."""
    width, height = picture.size
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    rows, wanted = [], []
    for x, y in corners:
        u = abs(x - draw.uniform(0, 0.07) * width)
        v = abs(y - draw.uniform(0, 0.07) * height)
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        wanted += [x, y]
    turn = np.linalg.solve(np.array(rows, float), np.array(wanted, float))
    way, smooth = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    return picture.transform(picture.size, way, tuple(turn), smooth, fillcolor=_WHITE)


def _photographed(picture: Image.Image, draw: random.Random) -> Image.Image:
    """Aside, tilted, in uneven light, not quite sharp, and grainy."""
    seen = _turned(draw.uniform(-6, 6))(_from_aside(picture, draw), draw)
    across = np.linspace(draw.uniform(0.6, 1), draw.uniform(0.6, 1), seen.width)
    lit = (np.asarray(seen) * across[None, :, None]).astype(np.uint8)
    unsharp = Image.fromarray(lit).filter(ImageFilter.GaussianBlur(draw.uniform(0.4, 1.0)))
    return _noisy(unsharp, draw, 8)


def _as_it_is(picture: Image.Image, _: random.Random) -> Image.Image:
    return picture


_WAYS: dict[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    "plain": _as_it_is,
    "tilted": _turned(12),
    "on its left side": _turned(90),
    "upside down": _turned(180),
    "on its right side": _turned(270),
    "noisy": _noisy,
    "from aside": _from_aside,
    "low contrast": _as_it_is,
    "dark": _as_it_is,
    "jpeg": _as_it_is,
    "photographed": _photographed,
    "tilted much": _turned(-28),
}
