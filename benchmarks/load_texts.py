"""What people ask, generated: exercises and questions about topics, in both languages."""

from collections.abc import Iterator
from random import Random

from knowledge.library import slugs, topic

EXERCISES = (
    "{n:,} images, batch size {b}, {e} epochs: how many iterations?",
    "How many iterations per epoch with {n} samples and batch size {b}?",
    "We did {i:,} iterations with batch size {b} on {n:,} samples. How many epochs is that?",
    "{n} samples, {g} GPUs, batch size {b} each, gradient accumulation 4: updates per epoch?",
    "{n:,} samples, {e} epochs, {i:,} iterations in total. What was the batch size?",
    "One step takes {t} ms. {n:,} samples, batch size {b}, {e} epochs: how long does it take?",
    "训练集有{n}张图片，批大小是{b}，训练{e}轮，一共多少次迭代？",
    "{n}个样本，batch size为{b}，一个epoch有多少次迭代？",
    "数据集{n}条，批大小{b}，迭代了{i}次，相当于几个轮次？",
    "{g}张显卡，每张批大小{b}，{n}个样本，一轮更新多少次参数？",
    "每次迭代{t}毫秒，{n}个样本，批大小{b}，训练{e}轮要多久？",
)
QUESTIONS = {
    "en": ("What is {t}?", "Explain {t} please", "why does {t} matter?", "{t}, I don't get it"),
    "zh": ("什么是{t}？", "请解释一下{t}", "{t}有什么用？", "{t}我不太懂"),
}
SHARE_OF_EXERCISES = 2 / 3


def asks(draw: Random, exercises: float = SHARE_OF_EXERCISES) -> Iterator[str]:
    """Questions without end, such a share of them exercises; the same for the same draw."""
    titles = [
        (form, topic(slug, language).title)
        for slug in slugs()
        for language, forms in (("en", QUESTIONS["en"]), ("zh", QUESTIONS["zh"]))
        for form in forms
    ]
    while True:
        if draw.random() < exercises:
            yield _exercise(draw)
        else:
            form, title = draw.choice(titles)
            yield form.format(t=title)


def _exercise(draw: Random) -> str:
    batch, samples = 2 ** draw.randint(3, 9), draw.randint(500, 90_000)
    return draw.choice(EXERCISES).format(
        n=samples,
        b=batch,
        e=draw.randint(2, 90),
        i=draw.randint(100, 90_000),
        g=draw.choice((2, 4, 8)),
        t=draw.randint(5, 900),
    )
