"""Texts as people, keyboards and attackers write them, and data that fits a button's pattern."""

import random
from collections.abc import Sequence
from re import _parser  # type: ignore[attr-defined]

_TEXTS = (
    "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "训练集有6万张，batch size设为128，训练5轮，一共多少次迭代？",
    "and with batch size 256?",
    "what is an epoch?",
    "学习率太大会怎样？",
    "train mnist with batch sizes 16 and 32",
    "batch_size: 32\nepochs: 5\ndataset: digits",
    '{"epochs": 3, "batch_size": 0}',
    "for epoch in range(3):\n    for x in loader:\n        loss.backward()",
    "Epoch 1/3 loss: 0.9 val_loss: 1.0\nEpoch 2/3 loss: 0.5 val_loss: 0.7",
    "@epochbot 1000 samples, batch size 10?",
    "8:00 weekdays 3 Paris",
    "42",
    "7/2",
    "B",
    "1e400",
    "E*ceil(N/B)",
    "run_abc",
    "beat_" + "A" * 56,
    "class_AAAA",
    "<b>bold & more</b></pre>",
    "{0.__class__} %s %(x)d",
    "'; drop table people; --",
    "😀" * 2048,
    "a" * 4096,
    "1" * 4096,
    "(" * 4096,
    "\u202e\u2066right to left\u2069",
    "\u200b\u200d\ufeff",
    "e\u0301" * 500,
    "\ud83d alone",
    "\x00\x01\x1b[31m",
    " ",
    "",
)
_NUMBERS = ("1", "2", "3", "0", "7", "1001", "1002", "999999999999999999")
_MOST = 4096
_DAMAGED = 0.3
_ANY_NUMBER, _PLACE = r"\d{1,18}", "@"


def any_text(draw: random.Random) -> str:
    """A text, often damaged."""
    text = draw.choice(_TEXTS)
    if draw.random() < _DAMAGED and text:
        at = draw.randrange(len(text))
        text = draw.choice((text[:at], text[at:], text[:at] + draw.choice(_TEXTS) + text[at:]))
    return text[:_MOST]


def matching(pattern: str, draw: random.Random, numbers: Sequence[str] = _NUMBERS) -> str:
    """A text that a pattern matches, with some of the numbers where it takes any."""
    return _of(_parser.parse(pattern.replace(_ANY_NUMBER, _PLACE)), draw).replace(
        _PLACE, draw.choice(numbers)
    )


def _of(tree: object, draw: random.Random) -> str:
    return "".join(_part(str(name), value, draw) for name, value in tree)  # type: ignore[attr-defined]


def _part(name: str, value: object, draw: random.Random) -> str:
    match name, value:
        case "LITERAL", int(code):
            return chr(code)
        case "IN", list(parts):
            return _one(draw.choice(parts), draw)
        case "MAX_REPEAT", (least, most, inner):
            times = draw.randint(int(least), min(int(most), int(least) + 6))
            return "".join(_of(inner, draw) for _ in range(times))
        case "SUBPATTERN", (_, _, _, inner):
            return _of(inner, draw)
        case "BRANCH", (_, list(ways)):
            return _of(draw.choice(ways), draw)
    raise ValueError(f"no way to write {name}")


def _one(part: tuple[object, object], draw: random.Random) -> str:
    match part:
        case (_, (int(first), int(last))):
            return chr(draw.randint(first, last))
        case (_, int(code)):
            return chr(code)
    return draw.choice("0123456789")
