"""The text of a file that a person sent, told by what is in it: of a notebook, the code."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from solver.reading.logs.read_log import read_log
from trainer.tables import is_table
from trainer.tables.reading import delimiter_of, has_header, number

_MOST_CONTROLS = 0.02
"""The share of control characters from which a file is no text."""
_CONTROLS = {chr(code) for code in range(32)} - set("\t\n\r\f\b\x1b")
_HEAD = 10_000
"""Characters from which a training log or a table is told."""


def text_of(data: bytes) -> str | None:
    """The text in a file; None where it is none.

    Chinese text that is not UTF-8 is taken as GB 18030, which Chinese Windows writes.
    """
    text = _decoded(data)
    if text is None or sum(character in _CONTROLS for character in text) > _MOST_CONTROLS * len(
        text
    ):
        return None
    code = _notebook_code(text) if text.lstrip().startswith("{") else None
    return text if code is None else code


def holds_table(text: str) -> bool:
    """Whether a text is a table to train on, whatever its file is called.

    Sentences have commas, too, and a log has columns: a table has a row of names above its numbers.
    """
    head = text[:_HEAD]
    if not is_table(head) or read_log(head) is not None or not has_header(head):
        return False
    last = text[:_HEAD].splitlines()[1:-1]
    cells = [cell for line in last for cell in line.split(delimiter_of(head))]
    return sum(number(cell) is not None for cell in cells) * 2 > len(cells)


def _decoded(data: bytes) -> str | None:
    utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _notebook_code(text: str) -> str | None:
    """The code cells of a notebook, one after another; None where the file is no notebook."""
    try:
        cells = json.loads(text)["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
        return "\n\n".join("".join(source) for source in sources)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
