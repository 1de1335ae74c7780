"""An answer as a message: what was asked stands out, code can be copied."""

import pytest

from handlers.asking.answers import answer_text, with_code
from solver.reply import reply


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("Write: `x < 1` (line 3)", "Write: <code>x &lt; 1</code> (line 3)"),
        ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ("请改为：`loss / 4`", "请改为：<code>loss / 4</code>"),
        ("a < b", "a &lt; b"),
        ("it's ` alone", "it's ` alone"),
        ("", ""),
    ],
)
def test_code_in_a_line_is_monospaced(line: str, html: str) -> None:
    """What stands between backticks is code, escaped like all text; one alone is left as it is."""
    assert with_code(line) == html


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("1000 samples, batch size 32, 2 epochs: how many iterations?", "Iterations in all: 64"),
        ("1000个样本，批大小32，训练2轮，一共多少次迭代？", "总迭代次数：64"),
    ],
)
def test_only_what_was_asked_is_bold(text: str, bold: str) -> None:
    """What completes the answer is there, in plain letters, between the answer and the steps."""
    found = reply(text)
    assert found is not None
    message = answer_text(found, "zh" if "个" in text else "en")
    assert message.startswith(f"<b>{bold}</b>\n")
    assert message.count("<b>") == 1
    assert 0 < message.index(f"{1000 % 32}", len(bold)) < message.index("<blockquote>")
