"""Answers as rich messages: the same numbers and sentences as the classic ones, with formulas."""

import re
from collections.abc import Iterator

import pytest
from math_core import LatexToMathML

from handlers.asking import answers
from handlers.html import Html
from handlers.learning.lesson_words import VIEWS, answer_html, view_html
from handlers.rich.answers import answer_screen, rich_answer, rich_sweep
from handlers.rich.classes import rich_page
from handlers.rich.html import as_rich, folded, paragraph, paragraphs, table
from handlers.rich.rich import COLUMNS, Rich, RichHtml, in_both
from handlers.rich.text_formulas import latex_of
from handlers.together.class_screens import mistake_words, title
from knowledge import library
from quiz.classes import Common, Known, Own, Report
from solver.language import LANGUAGES, Language
from solver.reply import Reply, explain_reply, reply
from solver.sweep_result import SweepResult
from webchat.objects import Json
from webchat.rich_blocks import read_blocks

QUESTIONS = (
    "60,000 images, batch size 128, 10 epochs: how many iterations?",
    "训练集有50000张图片，batch size为64，每次迭代0.12秒，训练30个epoch要多长时间？",
    "I have 1000 images and 10 iterations per epoch. What is the batch size?",
    "10 batches of 1000 samples",
    "1000 samples, 10 epochs: how many iterations?",
    "1000个样本，batch size 100，每个epoch 12次迭代，对吗？",
    "50,000 images, batch size 32, 4 GPUs, gradient accumulation 2, drop_last: updates per epoch?",
    "tp=8 fp=2 fn=3, f1?",
    "60000 samples, 20% for validation, batch size 48, 7 epochs, warmup ratio 0.1: warm-up steps?",
    "一个epoch有469个batch，batch size 128，训练集有多大？",
    "5000 < 6000 samples & batch size 32, 3 epochs: iterations?",
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def answered(question: str) -> Reply:
    """What the solver says."""
    found = reply(question)
    assert found is not None
    return found


def plain(told: Json) -> str:
    """All text of blocks, that of formulas as LaTeX."""
    if isinstance(told, list):
        return "".join(map(plain, told))
    if isinstance(told, dict):
        parts = (told.get(name) for name in ("text", "summary", "expression", "blocks", "items"))
        return "\n".join(plain(part) for part in (*parts, told.get("cells")) if part)
    return str(told)


def formulas(told: Json) -> Iterator[str]:
    """Every formula in blocks."""
    if isinstance(told, dict):
        if "expression" in told:
            yield str(told["expression"])
        told = list(told.values())
    if isinstance(told, list):
        for part in told:
            yield from formulas(part)


def inside_folds(told: Json) -> Iterator[Json]:
    """Every block that is inside a fold."""
    if isinstance(told, dict):
        if told.get("type") == "details":
            yield told["blocks"]
        told = list(told.values())
    if isinstance(told, list):
        for part in told:
            yield from inside_folds(part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_rich_answer_says_what_the_classic_one_says(question: str, language: Language) -> None:
    """Each sentence is there, and each number of each step, in formulas that every client draws."""
    found = answered(question)
    told, blocks = explain_reply(found, language), [*read_blocks(rich_answer(found, language))]
    text = plain([*blocks])
    shown = text.replace("{,}", ",").replace("\u00a0", " ")
    for line in (*told.answer, *told.read, *told.assumed):
        assert line.replace("`", "") in shown
    for line in told.steps:
        assert set(_NUMBER.findall(line)) <= set(_NUMBER.findall(shown))
    written = [*formulas([*blocks])]
    for latex in written:
        assert latex.isascii()
        assert "&" not in latex
        converted = LatexToMathML(fancy_error=False).convert_with_local_state(
            latex, displaystyle=True
        )
        assert converted.startswith("<math")
    assert not [*formulas([*inside_folds([*blocks])])]


def test_a_step_is_a_formula_as_in_a_book() -> None:
    """A rounded quotient is a fraction between the brackets that round it, with its numbers."""
    blocks = read_blocks(rich_answer(answered(QUESTIONS[0]), "en"))
    written = [*formulas([*blocks])]
    assert written[0] == (
        r"b = \left\lceil \dfrac{N}{B} \right\rceil ="
        r" \left\lceil \dfrac{60{,}000}{128} \right\rceil = 469"
    )
    assert r"T = E \times u = 10 \times 469 = 4{,}690" in written


def test_a_formula_in_words_stays_words() -> None:
    """Where steps are no relations, as those of a measure, they are said as lines."""
    blocks = read_blocks(rich_answer(answered("tp=8 fp=2 fn=3, f1?"), "en"))
    assert "precision = TP / (TP + FP) = 8 / (8 + 2) = 0.8" in plain([*blocks])


@pytest.mark.parametrize(("language", "read"), [("en", "What I read"), ("zh", "我读到的")])
def test_a_sweep_is_a_table_with_borders(language: Language, read: str) -> None:
    """A row for each value; what was read is folded below it."""
    found = answered("60,000 images, 10 epochs: how many iterations for batch sizes 16, 32 and 64?")
    assert isinstance(found, SweepResult)
    _, shown, folded_up, *_ = read_blocks(rich_sweep(found, language))
    assert shown["is_bordered"]
    assert isinstance(shown["cells"], list)
    assert [plain(row) for row in shown["cells"]] == ["BT", "1637,500", "3218,750", "649,380"]
    assert folded_up["summary"] == read


def test_only_who_wants_it_is_told_in_both_forms() -> None:
    """The classic form is always there, and the buttons are the same."""
    found = answered(QUESTIONS[0])
    classic = answers.answer_screen(found, "en")
    assert answer_screen(found, "en", rich=False) == classic
    text, buttons = answer_screen(found, "en", rich=True)
    assert (text, buttons) == classic
    assert isinstance(text, RichHtml)
    assert not isinstance(answer_screen(found, "en", rich=False)[0], RichHtml)


def test_classic_html_becomes_paragraphs_and_lines() -> None:
    """What stands below an answer is kept, and no text of a person becomes a tag."""
    classic = Html("<b>One</b>\ntwo\n\nthree\n<blockquote expandable>a\nb</blockquote>\nlast")
    assert as_rich(classic) == (
        "<p><b>One</b><br>two</p><p>three</p><blockquote>a<br>b</blockquote><p>last</p>"
    )
    assert as_rich("<script> & co") == "<p>&lt;script&gt; &amp; co</p>"
    assert as_rich(Html("<pre>a\nb</pre>")) == "<pre>a\nb</pre>"
    text = paragraphs("a < b", RichHtml("classic", paragraph("rich")))
    assert isinstance(text, RichHtml)
    assert (text, text.rich) == ("a &lt; b\n\nclassic", "<p>a &lt; b</p><p>rich</p>")


@pytest.mark.parametrize(
    "too_much",
    [
        paragraph("x" * 32_769),
        Rich("<p>x</p>" * 501),
        Rich("<blockquote>" * 17 + "x" + "</blockquote>" * 17),
        table(["x"] * (COLUMNS + 1), []),
    ],
    ids=["characters", "blocks", "nesting", "columns"],
)
def test_what_telegram_would_refuse_stays_classic(too_much: Rich) -> None:
    """Over a limit, only the classic form is left; just below it, there are both."""
    assert not isinstance(in_both(Html("classic"), too_much), RichHtml)
    assert isinstance(in_both(Html("classic"), paragraph("x" * 32_768)), RichHtml)
    assert isinstance(in_both(Html("classic"), table(["x"] * COLUMNS, [])), RichHtml)


def test_nothing_is_folded_that_is_not_there() -> None:
    """No empty folds and no empty paragraphs."""
    assert (folded("Summary", ""), paragraph(), as_rich("")) == ("", "", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_is_told_in_tables(language: Language) -> None:
    """What is known, what is mixed up, and who shows what; a name is never a tag."""
    known = Known("data", 12, 0.25)
    mixed_up = Common("forgot_epochs", 3, 7)
    told = Report((known,), (mixed_up,), (Own("<b>Ada</b>", 4, 3, (known,)),))
    head, *tables = read_blocks(rich_page(Html("<b>7b</b>"), told, language))
    assert plain(head) == "7b"
    shown = [plain(one["cells"]) for one in tables if one["type"] == "table"]
    assert len(shown) == 3
    assert all(part in shown[0] for part in (title(known, language), "25%"))
    assert shown[1].endswith(f"{mistake_words(mixed_up, language)}37")
    assert shown[2].endswith("<b>Ada</b>475%")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (
            "T ≈ ⌈N / B⌉ × t(B) + T_val",
            r"T \approx \left\lceil \dfrac{N}{B} \right\rceil \times t(B) + T_{\mathrm{val}}",
        ),
        ("w_new = w - η × dL/dw", r"w_{\mathrm{new}} = w - \eta \times \dfrac{dL}{dw}"),
        ("L = -(1/N) × Σ ln(p_i)", r"L = -\dfrac{1}{N} \times \sum \ln(p_{i})"),
        ("F1 = 2 P R / (P + R)", r"\mathrm{F1} = \dfrac{2\, P\, R}{P + R}"),
        ("error = bias² + noise", r"\text{error} = \text{bias}^{2} + \text{noise}"),
        ("每轮时间 = ⌈N / B⌉ × t(B)", None),
        ("loss.backward()", None),
        ("batch_size=32", r"\mathrm{batch}_{\mathrm{size}} = 32"),
        ("x = (1 + 2", None),
        ("x = ", None),
        ("x = " + "(" * 5000, None),
        ("η / B", None),
        ("mean of g_batch = g", None),
    ],
)
def test_a_formula_of_a_topic_is_set_as_in_a_book(text: str, latex: str | None) -> None:
    """Quotients are fractions, and words words; what is no formula, or in Chinese, stays text."""
    assert latex_of(text) == latex


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_of_every_topic_can_be_sent(language: Language) -> None:
    """Tables stay tables, formulas convert, and all the words of the classic form are there."""
    several = 0
    for slug in library.slugs():
        topic = library.topic(slug, language)
        told = [view_html(topic, view, language, rich=True) for view in VIEWS]
        told += [answer_html(topic, answer, rich=True) for answer in topic.answers]
        for text in told:
            if isinstance(text, RichHtml):
                several += 1
                blocks = [*read_blocks(text.rich)]
                assert {one["type"] for one in blocks} & {"table", "mathematical_expression"}
                for latex in formulas([*blocks]):
                    assert LatexToMathML().convert_with_local_state(latex, displaystyle=True)
                words = re.findall(r"[A-Za-z\u4e00-\u9fff]{4,}", re.sub(r"<[^>]*>", "", text))
                shown = plain([*blocks])
                assert not [word for word in words if word not in shown]
    assert several > 50
