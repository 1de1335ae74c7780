"""Long texts are folded: of what takes more than a screen and a half, the rest opens with a tap."""

import re
from unicodedata import east_asian_width

from handlers.html import Html, paragraphs

_LETTERS = 44
"""Letters of a line on a phone; Chinese characters are nearly twice as wide."""
_WIDE = 1.85
SCREEN, MOST = 33, 50
"""Lines of a screen, and those up to which nothing is folded."""
_TAG = re.compile(r"<[^<>]{1,60}>")


def folded(text: Html) -> Html:
    """A text whose paragraphs after the first screen are folded where it is too long."""
    if rows(text) <= MOST:
        return text
    shown, hidden = text.split("\n\n"), list[str]()
    while len(shown) > 1 and rows("\n\n".join(shown)) > SCREEN:
        hidden.insert(0, shown.pop())
    rest = "\n\n".join(hidden)
    return paragraphs(*map(Html, shown), Html(f"<blockquote expandable>{rest}</blockquote>"))


def rows(text: str) -> int:
    """How many lines a text takes on a phone, about."""
    return sum(_rows(line) for line in _TAG.sub("", text).split("\n"))


def _rows(line: str) -> int:
    wide = sum(_WIDE if east_asian_width(sign) in "WF" else 1 for sign in line)
    return max(1, -(-int(wide) // _LETTERS))
