"""Telegram's subset of HTML -> text and entities.

https://core.telegram.org/bots/api#html-style says what is allowed; what is not is refused with the
sentences of TDLib's parser, byte offsets included.
"""

import re
from dataclasses import dataclass

from webchat.formatting import Formatted, in_order, units
from webchat.objects import Entity
from webchat.refusals import Refused, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
_TAGS = frozenset(_SIMPLE) | {"a", "blockquote", "tg-emoji", "tg-time"}

_CHARACTER = re.compile(r"&(?:#(?P<dec>\d+)|#x(?P<hex>[0-9A-Fa-f]+)|(?P<name>lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile(r"[^<]+")
_END_TAG = re.compile(r"</(?P<name>[^\s>]*)\s*(?P<close>>?)")
_TAG_NAME = re.compile(r"<(?P<name>[^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*(?P<name>[^\s=>/\"']*)\s*(?P<equals>(?:=\s*)?)")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_BARE = re.compile(r"(?P<value>[A-Za-z0-9.\-]*)(?=[\s>])")
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True)
class _Tag:
    """An open tag, and where its text starts: in UTF-16 units and in characters."""

    name: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass
class _Reading:
    """What has been read so far."""

    text: str
    offset: int
    open_tags: list[_Tag]
    entities: list[Entity]
    code_class: str = ""

    def add(self, text: str) -> None:
        self.text += text
        self.offset += units(text)


def parse(source: str) -> Formatted:
    """Read a text in Telegram's HTML.

    Raises:
        Refused: the text is not what Telegram accepts.
    """
    reading = _Reading("", 0, [], [])
    position = 0
    while position < len(source):
        if plain := _PLAIN.match(source, position):
            reading.add(_decoded(plain.group()))
            position = plain.end()
        elif source.startswith("</", position):
            position = _close(source, position, reading)
        else:
            name, attributes, end = _start_tag(source, position)
            reading.open_tags.append(_Tag(name, attributes, reading.offset, len(reading.text)))
            position = end
    if reading.open_tags:
        raise _cannot_parse(
            f'Can\'t find end tag corresponding to start tag "{reading.open_tags[-1].name}"'
        )
    return Formatted(reading.text, in_order(reading.entities))


def _cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


def _at(source: str, position: int) -> str:
    return f"at byte offset {len(source[:position].encode())}"


def _decoded(text: str) -> str:
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if name := match["name"]:
        return _NAMED[name]
    code = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
    return chr(code) if 0 < code <= _LAST_CHARACTER and code not in _SURROGATES else match.group()


def _start_tag(source: str, start: int) -> tuple[str, dict[str, str], int]:
    """The name, the attributes and the end of the tag that starts there."""
    opening = _TAG_NAME.match(source, start)
    if opening is None or opening.end() == len(source):
        raise _cannot_parse(f"Unclosed start tag {_at(source, start)}")
    name = opening["name"].lower()
    if name not in _TAGS:
        raise _cannot_parse(f'Unsupported start tag "{name}" {_at(source, start)}')
    attributes, end = _attributes(source, start, opening.end(), name)
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" {_at(source, start)}')
    return name, attributes, end


def _attributes(source: str, start: int, position: int, tag: str) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while True:
        while source[position : position + 1].isspace():
            position += 1
        if source.startswith(">", position):
            return attributes, position + 1
        key = _ATTRIBUTE.match(source, position)
        if key is None or not key["name"]:
            raise _cannot_parse(
                f'Empty attribute name in the tag "{tag}" {_at(source, start)}'
                if position < len(source)
                else f"Unclosed start tag {_at(source, start)}"
            )
        if key.end() == len(source):
            raise _cannot_parse(f'Unclosed start tag "{tag}" {_at(source, start)}')
        attributes[key["name"]], position = (
            _value(source, start, key.end()) if key["equals"] else ("", key.end())
        )


def _value(source: str, start: int, position: int) -> tuple[str, int]:
    if source[position] in "\"'":
        quoted = _QUOTED.match(source, position)
        if quoted is None or quoted.end() == len(source):
            raise _cannot_parse(f"Unclosed start tag {_at(source, start)}")
        return _decoded(quoted["value"]), quoted.end()
    bare = _BARE.match(source, position)
    if bare is None:
        raise _cannot_parse(f"Unexpected end of name token {_at(source, position)}")
    return bare["value"].lower(), bare.end()


def _close(source: str, start: int, reading: _Reading) -> int:
    """Turn the innermost open tag into an entity; returns where reading goes on."""
    if not reading.open_tags:
        raise _cannot_parse(f"Unexpected end tag {_at(source, start)}")
    ending = _END_TAG.match(source, start)
    if ending is None or not ending["close"]:
        raise _cannot_parse(f"Unclosed end tag {_at(source, start)}")
    tag = reading.open_tags.pop()
    name = ending["name"].lower()
    if name not in {"", tag.name}:
        raise _cannot_parse(
            f'Unmatched end tag {_at(source, start)}, expected "</{tag.name}>", found "</{name}>"'
        )
    if reading.offset > tag.offset:
        _add_entity(reading, tag)
    return ending.end()


def _add_entity(reading: _Reading, tag: _Tag) -> None:
    entity: Entity = {"type": "", "offset": tag.offset, "length": reading.offset - tag.offset}
    if tag.name == "a":
        _link(entity, tag.attributes.get("href") or reading.text[tag.start :])
    elif tag.name == "blockquote":
        entity["type"] = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
    elif tag.name == "tg-emoji":
        entity["type"], entity["custom_emoji_id"] = "custom_emoji", _emoji_id(tag)
    elif tag.name == "tg-time":
        _time(entity, tag.attributes)
    else:
        entity["type"] = _SIMPLE[tag.name]
        _join_code(entity, tag, reading)
    if tag.name == "code":
        reading.code_class = tag.attributes.get("class", "")
    if entity["type"]:
        reading.entities.append(entity)


def _link(entity: Entity, address: str) -> None:
    """A link; an address that is none leaves plain text, as Telegram does."""
    if re.fullmatch(r"(?:https?|tg|ton|mailto|tel):\S+", address, re.IGNORECASE):
        entity["type"], entity["url"] = "text_link", address
    elif re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", address):
        entity["type"], entity["url"] = "text_link", f"http://{address}"


def _emoji_id(tag: _Tag) -> str:
    emoji = tag.attributes.get("emoji-id", "")
    if not emoji.isdecimal() or int(emoji) == 0:
        raise _cannot_parse("Invalid custom emoji identifier specified")
    return emoji


def _time(entity: Entity, attributes: dict[str, str]) -> None:
    unix = attributes.get("unix", "")
    if unix.isdecimal() and int(unix) > 0:
        entity["type"], entity["unix_time"] = "date_time", int(unix)
        entity["date_time_format"] = attributes.get("format", "")


def _join_code(entity: Entity, tag: _Tag, reading: _Reading) -> None:
    """`<pre><code class="language-x">` is one entity with a language."""
    inner = reading.entities[-1] if reading.entities else None
    if tag.name != "pre" or inner is None or inner["type"] != "code":
        return
    if (inner["offset"], inner["length"]) == (entity["offset"], entity["length"]):
        reading.entities.pop()
        if reading.code_class.startswith("language-"):
            entity["language"] = reading.code_class.removeprefix("language-")
