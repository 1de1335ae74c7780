"""Texts to break the solver with: real-looking ones, damaged ones, monstrous ones.

Each text follows from a seed and its place, so that a failure can be made again.
"""

import ast
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

LONGEST = 16_384
SHORTEST = 10
_ROOT = Path(__file__).resolve().parents[1]

_AMOUNTS = (
    "60,000", "60000", "6万", "5万6", "50w", "1.2亿", "60k", "1.2M", "2^16", "2**10", "1e6",
    "24*8=192", "half a million", "two thousand", "五百", "一千二", "１２８", "128", "32", "1",
    "0", "-3", "80%", "0.8", "1/3", "8:1:1", "80/20", "2.5", "10^400", "1e999999", "9" * 60,
    "0x10", "1_000", "1 000", "NaN", "∞", "MNIST", "CIFAR-10", "COCO", "N", "几", "", "10-20",
    "约600", "~600", "1.000.000", "1h20", "1小时20分", "2:40:07", "0.35 s/it", "2.1it/s",
    "80 ms", "3090x4", "8卡", "bs32", "600k iters", "第3个",
)  # fmt: skip
_PATTERNS = (
    "{} images, batch size {}, {} epochs: how many iterations?",
    "{} samples, batch size {}, {} iterations: how many epochs is that",
    "I train on {} images with bs={} on {} GPUs, gradient accumulation {}. steps per epoch?",
    "my dataset has {} samples and one epoch is {} steps, what is the batch size?",
    "is {} / {} = {} the number of iterations, right?",
    "why do I see {} steps per epoch with {} samples and batch {}?",
    "each step takes {}, {} steps per epoch, {} epochs, how long does it take",
    "{} samples split {} into train, val and test, batch size {}: batches per epoch?",
    "warmup ratio {} with {} total steps, how many warmup steps? and a checkpoint every {} steps",
    "what if the batch size is {}?", "and with {} GPUs?", "for batch sizes {} to {}",
    "double it, {}", "训练集有{}张图片，batch size为{}，训练{}个epoch，一共迭代多少次？",
    "数据集{}，bs={}，{}张卡，梯度累积{}步，每个epoch多少步",
    "{}个样本，每批{}个，请问①批次数；②{}个epoch后的更新次数；③最后一批有几个样本",
    "为什么显示{}步？我有{}张图，batch {}，对吗？", "迭代{}次，每轮{}次，跑了几轮",
    "如果批大小是{}呢？", "按{}划分训练集和测试集，共{}条数据，batch_size={}，每轮多少个batch",
    "够跑完{}吗，每步{}，剩{}步", "Epoch {}/{} loss: {} acc {}",
    "{}/{} [03:11<{}, 12.8it/s, loss={}]", "step {} of {} ({}%) eta {}",
    "DataLoader(dataset, batch_size={}, drop_last={})\nfor epoch in range({}):",
    "--per_device_train_batch_size {} --gradient_accumulation_steps {} --num_train_epochs {}",
    '{{"train_batch_size": {}, "gradient_accumulation_steps": {}, "epochs": {}}}',
    "train:\n  epochs: {}\n  batch_size: {}\n  iters: {}\n",
    "model.fit(x, y, batch_size={}, epochs={})",
    "TrainingArguments(max_steps={}, warmup_steps={}, save_steps={})", "E*ceil({}/{}) + {}",
    "TP={} FP={} FN={} TN={}, precision and recall?", "softmax([{}, {}, {}])",
    "用CNN训练digits，batch {}，{}轮",
    "learning rate {} cosine to {} over {} steps, lr at step {}?",
    "conv 3x{} stride {} padding {} on {}x{}",
)  # fmt: skip
_NASTY = (
    "(", ")", "((((((((", "⌈", "{0}", "{0.__class__}", "%s", "%n", "$(id)",
    "__import__('os').system('id')", "eval(", "lambda: 0", "\x00", "\x1b[31m", "\u202e",
    "\u200b", "\ud800", "\udfff", "🎉", "👨‍👩‍👧", "é", "**", "^", "10**10**10", "9**9**9",
    "1e400", "1/0", "0/0", "%", "//", "=", "==", "≈", "，", "、", "；", "？", "\n", "\r\n",
    "\t", "\u2028", "\ufeff", "①", "(2)", "1.", "-", "--", "—", "~", "'", '"""', "\\",
    "def f(:", "for epoch in", "if True\n", "import torch", "<b>", "&lt;", "```python\n", "```",
    "a" * 300, "٣", "Ⅷ", "²", "½", "〇", "零" * 40, "百千万亿", "١٢٣", "1,2,3,", "1.2.3.4",
    "0" * 80, "+" * 60, "x",
)  # fmt: skip
_RARE_CHARACTERS = (
    0x0,
    0x20,
    0xA0,
    0x300,
    0x2000,
    0x3000,
    0x4E00,
    0xD800,
    0xE000,
    0x1F600,
    0x10FFF0,
)

Make = Callable[[random.Random, Sequence[str]], str]


def text(seeds: Sequence[str], seed: int, place: int) -> str:
    """The text at a place of the sequence that a seed makes."""
    chance = random.Random(f"{seed}:{place}")
    make = chance.choices([make for make, _ in _MAKES], [often for _, often in _MAKES])[0]
    return make(chance, seeds)[:LONGEST]


def our_texts(*files: Path) -> list[str]:
    """Texts to start from: those of the solver's tests, and what the bot says.

    Args:
        files: more of them, as Python or TOML; all strings in them count.
    """
    tests = sorted((_ROOT / "tests" / "solver").glob("*.py"))
    words = sorted((_ROOT / "data" / "words").glob("*.toml"))
    strings = {one for file in (*tests, *words, *files) for one in _strings(file)}
    return sorted(one for one in strings if len(one) >= SHORTEST)


def _strings(file: Path) -> Iterator[str]:
    written = file.read_text("utf-8")
    if file.suffix == ".toml":
        tables = tomllib.loads(written).values()
        return (one for table in tables if isinstance(table, dict) for one in _leaves(table))
    nodes = ast.walk(ast.parse(written))
    return (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _leaves(table: dict[str, object]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from _leaves(value)
        elif isinstance(value, str):
            yield value


def _question(chance: random.Random, _: Sequence[str]) -> str:
    pattern = chance.choice(_PATTERNS)
    return pattern.format(*(_amount(chance) for _ in range(6)))


def _amount(chance: random.Random) -> str:
    """Mostly a plain number as runs have them, else one of the forms that are hard to read."""
    plain = (chance.randint(1, 100), chance.randint(100, 100_000), 2 ** chance.randint(0, 10))
    return str(chance.choice((*plain, chance.choice(_AMOUNTS))))


def _several(chance: random.Random, seeds: Sequence[str]) -> str:
    return " ".join(_question(chance, seeds) for _ in range(chance.randint(2, 4)))


def _start(chance: random.Random, seeds: Sequence[str]) -> str:
    return chance.choice(seeds) if chance.random() < 0.5 else _question(chance, seeds)  # noqa: PLR2004


def _damaged(chance: random.Random, seeds: Sequence[str]) -> str:
    text = _start(chance, seeds)
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(_DAMAGES)(chance, text)
    return text


def _spliced(chance: random.Random, seeds: Sequence[str]) -> str:
    one, other = _start(chance, seeds), _start(chance, seeds)
    return one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]


def _mixed(chance: random.Random, seeds: Sequence[str]) -> str:
    pieces = chance.choices((*_AMOUNTS, *_NASTY), k=chance.randint(1, 30))
    return chance.choice(("", " ", "\n", ",")).join(pieces) + _start(chance, seeds)


def _characters(chance: random.Random, _: Sequence[str]) -> str:
    starts = chance.choices(_RARE_CHARACTERS, k=chance.randint(1, 80))
    return "".join(chr(start + chance.randrange(16)) for start in starts)


def _monster(chance: random.Random, seeds: Sequence[str]) -> str:
    """One to three pieces, each said over and over up to 16 KB."""
    parts = []
    for _ in range(chance.randint(1, 3)):
        piece = chance.choice(
            (chance.choice(_NASTY), chance.choice(_AMOUNTS), _start(chance, seeds))
        )
        parts.append((piece or "1") * chance.randint(1, LONGEST // len(piece or "1") // 2 + 1))
    return "".join(parts)


def _cut(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[:start] + text[end:]


def _twice(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[:end] + text[start:]


def _with(pieces: Sequence[str], chance: random.Random, text: str) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(pieces) + text[place:]


def _other_digits(chance: random.Random, text: str) -> str:
    return "".join(chance.choice("0123456789.,-") if one.isdigit() else one for one in text)


def _other_case(chance: random.Random, text: str) -> str:
    return chance.choice((text.upper(), text.lower(), text.swapcase(), text[::-1]))


def _full_width(_: random.Random, text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


_DAMAGES: tuple[Callable[[random.Random, str], str], ...] = (
    _cut, _cut, _twice, _other_digits, _other_case, _full_width,
    partial(_with, _AMOUNTS), partial(_with, _AMOUNTS), partial(_with, _NASTY),
)  # fmt: skip
_MAKES: tuple[tuple[Make, int], ...] = (
    (_question, 30), (_several, 8), (_damaged, 35), (_spliced, 15), (_mixed, 8),
    (_characters, 3), (_monster, 1),
)  # fmt: skip
