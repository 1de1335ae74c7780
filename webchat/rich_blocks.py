"""The tree of a rich message -> its blocks, as the Bot API tells of them.

https://core.telegram.org/bots/api#richblock and https://core.telegram.org/bots/api#richtext
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from webchat import limits
from webchat.objects import Json, JsonObject
from webchat.refusals import bad_request
from webchat.rich_html import BLOCKS, INLINE, Node, read_tree

_SPACE = re.compile(r"[ \t\r\n]+")
_EXPRESSION = "mathematical_expression"


def read_blocks(source: str) -> list[JsonObject]:
    """The blocks of a rich message in HTML.

    Raises:
        Refused: the text is not what Telegram accepts, or over one of its limits.
    """
    root = read_tree(source)
    _check(root)
    return list(_blocks(root.children))


def _check(root: Node) -> None:
    """Refuse what is over a limit."""
    nodes = list(_walk(root, 0))
    counted = BLOCKS | {"li", "tr"}
    loose = sum(isinstance(child, str) and bool(child.strip()) for child in root.children)
    if sum(len(text) for node, _ in nodes for text in node.children if isinstance(text, str)) > (
        limits.RICH_LENGTH
    ):
        raise bad_request("RICH_MESSAGE_TEXT_TOO_LONG")
    if loose + sum(node.tag in counted for node, _ in nodes) > limits.RICH_BLOCKS:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MANY")
    if any(depth > limits.RICH_NESTING for _, depth in nodes):
        raise bad_request("RICH_MESSAGE_DEPTH_INVALID")
    if any(node.tag == "tr" and len(_nodes(node)) > limits.RICH_COLUMNS for node, _ in nodes):
        raise bad_request("RICH_MESSAGE_TABLE_COLS_TOO_MANY")


def _walk(root: Node, depth: int) -> Iterator[tuple[Node, int]]:
    """Every node with its depth; without recursion, which a hostile text could exhaust."""
    waiting = [(root, depth)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in _nodes(node)]


def _blocks(children: Sequence[Node | str]) -> Iterator[JsonObject]:
    """Blocks; loose text between them is a paragraph."""
    loose: list[Node | str] = []
    for child in (*children, None):
        if child is None or (isinstance(child, Node) and child.tag in BLOCKS):
            if text := _text(loose):
                yield {"type": "paragraph", "text": text}
            loose = []
        if isinstance(child, Node) and child.tag in BLOCKS:
            yield _block(child)
        elif child is not None:
            loose.append(child)


def _block(node: Node) -> JsonObject:
    if build := _BUILDERS.get(node.tag):
        return build(node)
    return {"type": "heading", "text": _text(node.children), "size": int(node.tag[1])}


def _list(node: Node) -> JsonObject:
    items: list[Json] = []
    for number, item in enumerate(_only(node, {"li"}), start=1):
        label = f"{number}." if node.tag == "ol" else "•"
        items.append({"label": label, "blocks": list(_blocks(item.children))})
    return {"type": "list", "items": items}


def _table(node: Node) -> JsonObject:
    rows = [row for row in _only(node, {"tr", "caption"}) if row.tag == "tr"]
    captions = [_text(one.children) for one in _nodes(node) if one.tag == "caption"]
    cells: list[Json] = [[_cell(cell) for cell in _only(row, {"th", "td"})] for row in rows]
    told: JsonObject = {"type": "table", "cells": cells}
    told |= {f"is_{name}": True for name in ("bordered", "striped") if name in node.attributes}
    return told | ({"caption": captions[0]} if captions else {})


def _cell(node: Node) -> JsonObject:
    header = node.tag == "th"
    cell: JsonObject = {
        "text": _text(node.children),
        "align": node.attributes.get("align", "center" if header else "left"),
        "valign": node.attributes.get("valign", "middle"),
    }
    return cell | ({"is_header": True} if header else {})


def _details(node: Node) -> JsonObject:
    summary = next((_text(one.children) for one in _nodes(node) if one.tag == "summary"), "")
    body = [c for c in node.children if not (isinstance(c, Node) and c.tag == "summary")]
    told: JsonObject = {"type": "details", "summary": summary, "blocks": list(_blocks(body))}
    return told | ({"is_open": True} if "open" in node.attributes else {})


def _preformatted(node: Node) -> JsonObject:
    inner = [code for code in _nodes(node) if code.tag == "code"]
    told: JsonObject = {"type": "pre", "text": _source(node).strip("\n")}
    language = inner[0].attributes.get("class", "").removeprefix("language-") if inner else ""
    return told | ({"language": language} if language else {})


_BUILDERS: dict[str, Callable[[Node], JsonObject]] = {
    "p": lambda node: {"type": "paragraph", "text": _text(node.children)},
    "footer": lambda node: {"type": "footer", "text": _text(node.children)},
    "hr": lambda _node: {"type": "divider"},
    "pre": _preformatted,
    "ul": _list,
    "ol": _list,
    "blockquote": lambda node: {"type": "blockquote", "blocks": list(_blocks(node.children))},
    "table": _table,
    "details": _details,
    "tg-math-block": lambda node: {"type": _EXPRESSION, "expression": _source(node).strip()},
}


def _text(children: Sequence[Node | str]) -> Json:
    """Text with its formatting: a string, or a list of strings and of what is marked."""
    parts: list[Json] = []
    for child in children:
        part = _SPACE.sub(" ", child) if isinstance(child, str) else _marked(child)
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    parts = [part for part in parts if part]
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else (parts or "")


def _marked(node: Node) -> Json:
    if node.tag == "br":
        return "\n"
    if node.tag == "tg-math":
        return {"type": _EXPRESSION, "expression": _source(node).strip()}
    text = _text(node.children)
    if node.tag in INLINE:
        return {"type": INLINE[node.tag], "text": text}
    if node.tag == "a":
        return {"type": "url", "text": text, "url": node.attributes.get("href", "")}
    if node.tag == "tg-time" and node.attributes.get("unix", "").isdecimal():
        shown = node.attributes.get("format", "")
        unix = int(node.attributes["unix"])
        return {"type": "date_time", "text": text, "unix_time": unix, "date_time_format": shown}
    raise bad_request(f"can't parse entities: Tag \"{node.tag}\" can't be used here")


def _source(node: Node) -> str:
    """The text in a tag as it stands; tags in it do not count."""
    texts = (child if isinstance(child, str) else _source(child) for child in node.children)
    return "".join(texts)


def _nodes(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def _only(node: Node, tags: set[str]) -> Iterable[Node]:
    """The tags in a tag that may have only some.

    Raises:
        Refused: it has another, or text of its own.
    """
    for child in node.children:
        if isinstance(child, str) and child.strip():
            raise bad_request(f"can't parse entities: Text can't be in the tag \"{node.tag}\"")
        if isinstance(child, Node):
            if child.tag not in tags:
                reason = f'Tag "{child.tag}" can\'t be in the tag "{node.tag}"'
                raise bad_request(f"can't parse entities: {reason}")
            yield child
