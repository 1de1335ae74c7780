"""A written text as a person says it, in both languages."""

import re
from itertools import chain

import pytest

from data.words import Language
from handlers.learning.hear_words import lesson_lines, view_lines
from knowledge.course import lessons
from knowledge.library import slugs, topic
from voice.available import EXTRA

pytest.importorskip("num2words", reason=f"the voices are not installed: {EXTRA}")
pytest.importorskip("cn2an", reason=f"the voices are not installed: {EXTRA}")

from voice.formulas import formula
from voice.spoken import spoken

UNSAID = re.compile(r".{0,20}[\d`*|_=×÷√≈⌈⌉⌊⌋<>^%~∇Σ\u00b5\u0391-\u03c9].{0,20}")
"""What a voice would stumble over, and what is around it."""

FORMULAS = [
    ("⌈N / B⌉", "the ceiling of N over B", "N除以B向上取整"),
    (
        "⌊60000 / 128⌋ = 468",
        "the floor of sixty thousand divided by one hundred and twenty-eight equals four hundred and sixty-eight",
        "六万除以一百二十八向下取整等于四百六十八",
    ),
    ("E × ⌈N / B⌉", "E times the ceiling of N over B", "E乘以N除以B向上取整"),
    ("η / √B", "eta over the square root of B", "eta除以根号B"),
    ("sqrt(2 / n)", "the square root of two over N", "根号二除以N"),
    ("σ²", "sigma squared", "sigma的平方"),
    ("x^3", "X cubed", "X的立方"),
    ("x^k", "X to the power of K", "X的K次方"),
    ("2**10", "two to the power of ten", "二的十次方"),
    ("10^-3", "ten to the minus three", "十的负三次方"),
    ("1e-3", "ten to the minus three", "十的负三次方"),
    ("2.5e-4", "two point five times ten to the minus four", "二点五乘以十的负四次方"),
    (
        "-ln(0.5) ≈ 0.693",
        "minus the natural log of zero point five is about zero point six nine three",
        "负零点五的自然对数约等于零点六九三",
    ),
    ("(2 + 4) / 2 = 3", "two plus four, over two equals three", "二加四，除以二等于三"),
    ("1 - 5%", "one minus five percent", "一减百分之五"),
    ("max(0, x)", "the maximum of zero, X", "零，X的最大值"),
    ("t(B)", "T of B", "T B"),
    ("x >= -1", "X is at least minus one", "X大于等于负一"),
    ("∇L", "the gradient of L", "梯度L"),
    ("L_min + β1", "L min plus beta one", "L min加beta一"),
    ("train_batch_size", "train batch size", "train batch size"),
    ("warmup_steps=500", "warmup steps equals five hundred", "warmup steps等于五百"),
    ("optimizer.zero_grad()", "optimizer zero grad", "optimizer zero grad"),
    ("DataLoader", "Data Loader", "Data Loader"),
    ("lr = 0.1", "learning rate equals zero point one", "学习率等于零点一"),
    ("B × 通道 × 高", "B times 通道 times 高", "B乘以通道乘以高"),
    ("", "", ""),
    ("⌈⌈((", "", ""),
    ("))] = [", "equals", "等于"),
]

ENGLISH = [
    ("60,000 images", "sixty thousand images."),
    ("It takes 1,437 steps.", "It takes one thousand four hundred and thirty-seven steps."),
    ("a loss of 0.0005", "a loss of zero point zero zero zero five."),
    ("1e-3 is usual", "ten to the minus three is usual."),
    ("1–5 epochs", "one to five epochs."),
    ("2-4 GB of 24 GB", "two to four gigabytes of twenty-four gigabytes."),
    (
        "60k images, 1.2M tokens, 7B weights",
        "sixty thousand images, one point two million tokens, seven billion weights.",
    ),
    ("10 ms a step, 5 it/s", "ten milliseconds a step, five iterations per second."),
    ("3× faster", "three times faster."),
    ("80% and 12.5 %", "eighty percent and twelve point five percent."),
    ("an 80/20 split", "an eighty, twenty split."),
    ("1/4 of it", "one over four of it."),
    (
        "Smith et al. (2018) and He (2016)",
        "Smith and others, twenty eighteen, and He, twenty sixteen.",
    ),
    ("batches of 2048, not 2000", "batches of two thousand and forty-eight, not two thousand."),
    ("**Bold** and `batch_size`.", "Bold and batch size."),
    ("SGD on GPUs", "S G D on G P U's."),
    ("ReLU, NaN and AdamW", "ray loo, nan and Adam W."),
    ("val loss vs. train loss", "validation loss versus train loss."),
    ("e.g. Adam – or not", "for example Adam, or not."),
    ("η × λ", "eta times lambda."),
    ("ResNet-50", "rez net fifty."),
    ("with √2 and 2^n", "with the square root of two and two to the power of N."),
    ("⌈N / 32⌉ times", "the ceiling of N over thirty-two times."),
    ("- first\n- second", "first.\nsecond."),
    ("1. train longer;\n2. stop", "one, train longer;\ntwo, stop."),
    ("x (y) z", "x, y, z."),
    (
        "| | small | large |\n| --- | --- | --- |\n| noise | high | low |",
        "noise. small, high. large, low.",
    ),
    ("Already said. Really?", "Already said. Really?"),
]

CHINESE = [
    ("60,000 张图片", "六万张图片。"),
    ("600 次", "六百次。"),
    ("2 次更新、12 轮、2 的 3 次方", "两次更新、十二轮、二的三次方。"),
    ("10010 个", "一万零一十个。"),
    ("损失为 0.05。", "损失为零点零五。"),
    ("1～16 或 3–5", "一到十六或三到五。"),
    ("60k 张，1.2M 个词", "六万张，一百二十万个词。"),
    ("10 ms 一步", "十毫秒一步。"),
    ("快 3×左右", "快三倍左右。"),
    ("80% 的数据", "百分之八十的数据。"),
    ("按 80/20 划分", "按八十，二十划分。"),
    ("Keskar 等（2017）", "Keskar等，二零一七。"),
    ("**批次大小（batch size）**是", "批次大小，batch size，是。"),
    ("用 `⌈N / B⌉` 算", "用N除以B向上取整算。"),
    ("约 √2 倍", "约根号二倍。"),
    ("SGD 和 GPU", "S G D和G P U。"),
    ("loss ≈ 0.3", "loss约等于零点三。"),
    ("学习率 = 0.1", "学习率等于零点一。"),
    ("`batch_size=32`", "batch size等于三十二。"),
    ("| | 小 | 大 |\n| --- | --- | --- |\n| 噪声 | 大 | 小 |", "噪声。小，大。大，小。"),
]


@pytest.mark.parametrize(("written", "english", "chinese"), FORMULAS)
def test_a_formula_is_said_as_a_teacher_says_it(written: str, english: str, chinese: str) -> None:
    """Signs, rounding, powers and names of code become words."""
    assert formula(written, "en") == english
    assert formula(written, "zh") == chinese


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_an_english_text_is_said_as_it_is_meant(written: str, said: str) -> None:
    """Numbers, units, abbreviations, lists and tables become sentences."""
    assert spoken(written, "en") == said


@pytest.mark.parametrize(("written", "said"), CHINESE)
def test_a_chinese_text_is_said_as_it_is_meant(written: str, said: str) -> None:
    """Numbers, units, abbreviations, lists and tables become sentences."""
    assert spoken(written, "zh") == said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_that_is_taught_is_left_unsaid(language: Language) -> None:
    """In no topic and no lesson is a digit, a sign or a mark left for the voice to stumble over."""
    views = ("quick", "standard", "detailed", "example", "picture", "myths")
    topics = (
        view_lines(topic(slug, language), view, language) for slug in slugs() for view in views
    )
    chapters = (lesson_lines(one, language) for one in lessons(language))
    for line in chain.from_iterable(chain(topics, chapters)):
        assert not UNSAID.findall(spoken(line.text, language))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 4000,
        "`" * 4000,
        "1," * 4000,
        "a_" * 4000,
        "⌈" * 4000,
        "9" * 4000,
        "√(" * 4000,
        "- " * 4000,
        " " * 16000,
        "(" + " (" * 4000,
    ],
)
def test_any_text_is_said_at_once(text: str) -> None:
    """A text that means nothing is said as far as it goes, and never hangs."""
    for language in ("en", "zh"):
        assert isinstance(spoken(text, language), str)
        assert isinstance(formula(text, language), str)
