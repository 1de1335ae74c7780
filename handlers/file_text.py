"""The text of a file that a person sent: decoded, and of a notebook the code."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

_MOST_CONTROLS = 0.02
"""The share of control characters from which a file is no text."""
_CONTROLS = {chr(code) for code in range(32)} - set("\t\n\r\f\b\x1b")


def text_of(data: bytes, name: str) -> str | None:
    """The text in a file; None where it is none.

    Chinese text that is not UTF-8 is taken as GB 18030, which Chinese Windows writes.
    """
    text = _decoded(data)
    if text is None or sum(character in _CONTROLS for character in text) > _MOST_CONTROLS * len(
        text
    ):
        return None
    code = _notebook_code(text) if name.lower().endswith(".ipynb") else None
    return text if code is None else code


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
