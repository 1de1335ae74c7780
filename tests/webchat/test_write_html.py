"""The bot writes in Telegram's HTML."""

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.html import parse
from webchat.refusals import Refused

CASES = [
    ("<b>bold</b>", "bold", [("bold", 0, 4)]),
    ("a <i>b<u>c</u></i>", "a bc", [("italic", 2, 2), ("underline", 3, 1)]),
    ("<s>x</s><del>y</del>", "xy", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
    ("😀<strong>中</strong>", "😀中", [("bold", 2, 1)]),
    ("<tg-spoiler>s</tg-spoiler>", "s", [("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
    ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ("1 &lt; 2 &amp;&quot; &#33;&#x1F600; &nbsp;", '1 < 2 &" !😀 &nbsp;', []),
    ("<b></b>empty", "empty", []),
    ("<code>x</code>", "x", [("code", 0, 1)]),
    ("<b >x</b\n>", "x", [("bold", 0, 1)]),
]

REFUSED = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
    ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    ("中<b", "Unclosed start tag at byte offset 3"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("source", "text", "entities"), CASES)
def test_marks_become_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    """Marks leave the text and become entities, counted in UTF-16 units."""
    read = parse(source)
    assert read.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in read.entities] == entities


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_what_is_no_html_is_refused(source: str, reason: str) -> None:
    """What Telegram cannot parse is refused in Telegram's words, with the byte where it went wrong."""
    with pytest.raises(Refused) as refusal:
        parse(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('<a href="https://x.org/?a=1&amp;b=2">😀</a>', "https://x.org/?a=1&b=2"),
        ('😀<a href="">x.org</a>', "http://x.org"),
        ("<a href='tg://user?id=1'>x</a>", "tg://user?id=1"),
    ],
)
def test_links_keep_their_address(source: str, address: str) -> None:
    """A link has the address of its tag, or else that of its text."""
    assert parse(source).entities[0]["url"] == address


def test_a_link_to_nowhere_is_plain_text() -> None:
    """A link without a real address leaves plain text."""
    assert parse('<a href="nowhere">x</a>').entities == ()


def test_code_block_has_its_language() -> None:
    """Code in a pre is one entity, with its language."""
    (entity,) = parse('<pre><code class="language-python">x = 1</code></pre>').entities
    assert entity == {"type": "pre", "offset": 0, "length": 5, "language": "python"}


def test_time_is_shown_in_the_readers_zone() -> None:
    """A time is an entity of its own."""
    (entity,) = parse('<tg-time unix="1700000000" format="t">then</tg-time>').entities
    assert (entity["type"], entity["unix_time"]) == ("date_time", 1_700_000_000)


class _Reader(HTMLParser):
    """Python's own parser, as an oracle for the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(escape)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>{2}".format, st.sampled_from(["b", "i", "u", "s", "code"]), inner, inner
    ),
    max_leaves=12,
)


@given(TREES)
def test_text_agrees_with_pythons_parser(source: str) -> None:
    """The text between any well-formed marks is what Python's parser finds, and entities fit in it."""
    read = parse(source)
    assert read.text == _Reader(source).text
    length = len(read.text.encode("utf-16-le")) // 2
    assert all(0 < e["length"] <= length - e["offset"] for e in read.entities)
