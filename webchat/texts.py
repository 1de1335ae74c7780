"""Texts that the bot sends: read from a call, parsed, measured."""

from webchat import limits
from webchat.calls import Call
from webchat.formatting import Formatted, linked, trimmed, units
from webchat.html import parse
from webchat.objects import Content, Entity, Json
from webchat.refusals import bad_request

_ENTITY_FIELDS = ("type", "offset", "length")


def read_text(call: Call, name: str, prefix: str = "") -> Formatted:
    """A text parameter with its formatting; the prefix is that of its parse mode's name.

    Raises:
        Refused: the text cannot be parsed.
    """
    entities_name = f"{prefix}entities" if prefix or name == "text" else f"{name}_entities"
    return formatted(call.text(name), call.text(f"{prefix}parse_mode"), call.json(entities_name))


def formatted(source: str, mode: str, entities: Json) -> Formatted:
    """A text as Telegram would store it.

    Raises:
        Refused: the text cannot be parsed.
    """
    if len(source.encode()) > limits.SOURCE_BYTES:
        raise bad_request("text is too long")
    if not mode or mode.lower() == "none":
        return linked(trimmed(Formatted(source, tuple(_given(entities)))))
    if mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return linked(trimmed(parse(source)))


def message_text(call: Call) -> Content:
    """The content of a text message.

    Raises:
        Refused: it is empty or too long.
    """
    if not call.text("text"):
        raise bad_request("message text is empty")
    text = read_text(call, "text")
    if not text.text:
        raise bad_request("text must be non-empty")
    if units(text.text) > limits.TEXT_LENGTH:
        raise bad_request("message is too long")
    content: Content = {"text": text.text}
    if text.entities:
        content["entities"] = list(text.entities)
    return content


def message_caption(caption: Formatted) -> Content:
    """The caption of a message as content; none is no content.

    Raises:
        Refused: it is too long.
    """
    if units(caption.text) > limits.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    content: Content = {}
    if caption.text:
        content["caption"] = caption.text
    if caption.entities:
        content["caption_entities"] = list(caption.entities)
    return content


def _given(entities: Json) -> list[Entity]:
    """Entities that come with the text instead of marks in it."""
    given: list[Entity] = []
    for entity in entities if isinstance(entities, list) else []:
        if not isinstance(entity, dict) or not all(name in entity for name in _ENTITY_FIELDS):
            raise bad_request("can't parse MessageEntity: expected an Object")
        given.append(_entity(entity))
    return given


def _entity(entity: dict[str, Json]) -> Entity:
    read: Entity = {
        "type": str(entity["type"]),
        "offset": int(str(entity["offset"])),
        "length": int(str(entity["length"])),
    }
    if entity.get("url"):
        read["url"] = str(entity["url"])
    if entity.get("language"):
        read["language"] = str(entity["language"])
    return read
