"""The HTML of rich messages -> a tree, with what Telegram does not know refused.

https://core.telegram.org/bots/api#rich-html-style lists the tags. Those with media, buttons, maps
and credits are left out, because no bot of ours uses them yet.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from webchat.refusals import Refused, bad_request

INLINE = (
    dict.fromkeys(("b", "strong"), "bold")
    | dict.fromkeys(("i", "em"), "italic")
    | dict.fromkeys(("u", "ins"), "underline")
    | dict.fromkeys(("s", "strike", "del"), "strikethrough")
    | {"code": "code", "mark": "marked", "sub": "subscript", "sup": "superscript"}
    | {"tg-spoiler": "spoiler"}
)
"""Tags that only mark the text in them, and what the Bot API calls that."""
_HEADINGS = {f"h{size}" for size in range(1, 7)}
BLOCKS = frozenset(
    {"p", "pre", "footer", "hr", "ul", "ol", "blockquote", "table", "details", "tg-math-block"}
    | _HEADINGS
)
_PARTS = {"li", "caption", "tr", "th", "td", "summary"}
_ALONE = {"br", "hr"}
_TAGS = BLOCKS | INLINE.keys() | _PARTS | {"br", "a", "tg-math", "tg-time"}
_NAMED = (
    {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
    | {"hellip": "…", "mdash": "—", "ndash": "–"}
    | {"lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”"}
)


@dataclass
class Node:
    """A tag and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)


class _Reader(HTMLParser):
    """Builds the tree, strictly where the standard library would forgive."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Node("")
        self._open = [self.root]
        self._lines = source.splitlines(keepends=True)
        self.feed(source)
        self.close()
        if self._open[-1] is not self.root:
            tag = self._open[-1].tag
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise _cannot_parse(f'Unsupported start tag "{tag}" {self._place()}')
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _ALONE:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _ALONE:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1] is self.root:
            raise _cannot_parse(f"Unexpected end tag {self._place()}")
        expected = self._open.pop().tag
        if tag != expected:
            wrong = f'expected "</{expected}>", found "</{tag}>"'
            raise _cannot_parse(f"Unmatched end tag {self._place()}, {wrong}")

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(_NAMED.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        hexadecimal = name[:1] in "xX"
        try:
            self.handle_data(chr(int(name[1:], 16) if hexadecimal else int(name)))
        except (ValueError, OverflowError):
            self.handle_data(f"&#{name};")

    def _place(self) -> str:
        line, column = self.getpos()
        before = "".join(self._lines[: line - 1]) + self._lines[line - 1][:column]
        return f"at byte offset {len(before.encode())}"


def read_tree(source: str) -> Node:
    """The tree of a text; its root has no name.

    Raises:
        Refused: the text is not what Telegram accepts.
    """
    return _Reader(source).root


def _cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")
