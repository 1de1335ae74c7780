"""The parts of a rich message: paragraphs, formulas, tables and folds.

https://core.telegram.org/bots/api#rich-html-style
"""

import re
from collections.abc import Sequence
from html import escape

from handlers.html import Html, lines
from handlers.html import paragraphs as classic_paragraphs
from handlers.rich.rich import Rich, RichHtml, in_both

_BLOCK = re.compile(r"\n*(<pre>.*?</pre>|<blockquote[^<>]*>.*?</blockquote>)\n*", re.DOTALL)
_EXPANDABLE = "<blockquote expandable>"


def as_rich(classic: str) -> Rich:
    """Classic text or HTML as a rich message: line feeds become lines and paragraphs."""
    parts = _BLOCK.split(lines(classic))
    return joined(*(_block(part) if at % 2 else _text(part) for at, part in enumerate(parts)))


def joined(*parts: str) -> Rich:
    """Parts of a rich message below each other."""
    return Rich("".join(parts))


def paragraph(*told: str) -> Rich:
    """Lines of text or classic HTML as one paragraph; nothing where there are none."""
    text = lines(*told)
    return Rich(f"<p>{_broken(text)}</p>" if text else "")


def formula(latex: str) -> Rich:
    """A formula on lines of its own."""
    return Rich(f"<tg-math-block>{escape(latex, quote=False)}</tg-math-block>")


def letter(latex: str) -> Rich:
    """A formula within a line."""
    return Rich(f"<tg-math>{escape(latex, quote=False)}</tg-math>")


def listed(told: Sequence[str]) -> Rich:
    """Lines as a list; nothing where there are none."""
    items = "".join(f"<li>{_broken(lines(line))}</li>" for line in told)
    return Rich(f"<ul>{items}</ul>" if told else "")


def folded(summary: str, body: str, *, is_open: bool = False) -> Rich:
    """A body that is shown or hidden by a tap on its summary; nothing where it is empty.

    No formula may be inside, for that has crashed Telegram Desktop 6.9.1
    (https://github.com/NousResearch/hermes-agent/pull/46102).
    """
    tag = "details open" if is_open else "details"
    return Rich(f"<{tag}><summary>{lines(summary)}</summary>{body}</details>" if body else "")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int = 0) -> Rich:
    """A table with borders; from a column on, cells end at the right, as numbers do."""
    cells = [_row("th", head, numbers_from), *(_row("td", row, numbers_from) for row in rows)]
    return Rich(f"<table bordered striped>{''.join(cells)}</table>")


def paragraphs(*parts: str) -> Html:
    """Parts with a blank line between them, in both forms as soon as one part has both."""
    classic = classic_paragraphs(*parts)
    if not any(isinstance(part, RichHtml) for part in parts):
        return classic
    return in_both(classic, joined(*map(rich_of, filter(None, parts))))


def rich_of(text: str) -> Rich:
    """A text as a rich message: as it says itself, or with its lines and paragraphs."""
    return text.rich if isinstance(text, RichHtml) else as_rich(text)


def _row(tag: str, cells: Sequence[str], numbers_from: int) -> str:
    aligned = ("left" if at < numbers_from else "right" for at in range(len(cells)))
    told = (
        f'<{tag} align="{side}">{cell if isinstance(cell, Rich) else lines(cell)}</{tag}>'
        for cell, side in zip(cells, aligned, strict=True)
    )
    return f"<tr>{''.join(told)}</tr>"


def _block(classic: str) -> str:
    if classic.startswith("<pre>"):
        return classic
    return _broken(classic.replace(_EXPANDABLE, "<blockquote>"))


def _text(classic: str) -> str:
    return "".join(f"<p>{_broken(one)}</p>" for one in classic.split("\n\n") if one.strip())


def _broken(text: str) -> str:
    return text.strip("\n").replace("\n", "<br>")
