"""Text with entities: measured, trimmed, and with links, commands and mentions found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from webchat.objects import Entity

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,:;!?)，。：；！？）])"
    r"|(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/@])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z0-9_]{3,32})(?!\w)"
)
_VERBATIM = frozenset({"code", "pre", "text_link", "text_mention", "bot_command", "mention", "url"})


@dataclass(frozen=True)
class Formatted:
    """A text and what its parts mean."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(formatted: Formatted) -> Formatted:
    """The text without white space around it, as Telegram stores it."""
    kept = formatted.text.strip()
    cut = units(formatted.text) - units(formatted.text.lstrip())
    total = units(kept)
    entities: list[Entity] = []
    for entity in formatted.entities:
        start = min(max(entity["offset"] - cut, 0), total)
        end = min(max(entity["offset"] + entity["length"] - cut, 0), total)
        if end > start:
            entities.append({**entity, "offset": start, "length": end - start})
    return Formatted(kept, tuple(entities))


def linked(formatted: Formatted) -> Formatted:
    """The text with its addresses, commands and mentions marked, as Telegram marks them."""
    found = [
        entity
        for entity in _find(formatted.text)
        if not any(_overlap(entity, given) for given in formatted.entities)
    ]
    return Formatted(formatted.text, in_order([*formatted.entities, *found]))


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities by where they start, the longer first."""
    return tuple(sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _find(text: str) -> list[Entity]:
    return [
        {
            "type": str(match.lastgroup),
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def _overlap(found: Entity, given: Entity) -> bool:
    return (
        given["type"] in _VERBATIM
        and found["offset"] < given["offset"] + given["length"]
        and given["offset"] < found["offset"] + found["length"]
    )
