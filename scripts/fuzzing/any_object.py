"""An object of any type that python-telegram-bot knows, as Telegram would write it."""

import inspect
import random
import typing
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import telegram

_DEEPEST = 3
_KINDS = {
    "ChatMember": (
        "status",
        ("creator", "administrator", "member", "restricted", "left", "kicked"),
    ),
    "MessageOrigin": ("type", ("user", "hidden_user", "chat", "channel")),
    "ReactionType": ("type", ("emoji", "custom_emoji", "paid")),
    "ChatBoostSource": ("source", ("premium", "gift_code", "giveaway")),
    "PaidMedia": ("type", ("preview", "photo", "video")),
    "BackgroundType": ("type", ("fill", "wallpaper", "pattern", "chat_theme")),
    "BackgroundFill": ("type", ("solid", "gradient", "freeform_gradient")),
    "StoryAreaType": ("type", ("location", "link")),
    "TransactionPartner": ("type", ("user", "other")),
    "OwnedGift": ("type", ("regular", "unique")),
}
"""The types of which there are several kinds, and the field that says which."""
_OF_UPDATES = {
    "my_chat_member": "ChatMemberUpdated",
    "chat_member": "ChatMemberUpdated",
    "message_reaction": "MessageReactionUpdated",
    "message_reaction_count": "MessageReactionCountUpdated",
    "chat_boost": "ChatBoostUpdated",
    "removed_chat_boost": "ChatBoostRemoved",
    "deleted_business_messages": "BusinessMessagesDeleted",
    "purchased_paid_media": "PaidMediaPurchased",
    "managed_bot": "ManagedBotUpdated",
}
Known = Callable[[str], object]


def any_object(
    kind: str, draw: random.Random, known: Known, fields: int | None = None
) -> dict[str, Any]:
    """An object by the name of a field of an update.

    Args:
        kind: the name.
        draw: where chance comes from.
        known: gives what the bot may have met before, by the name of its type.
        fields: so many of the fields that may be missing, and no others; None for any of them.
    """
    name = _OF_UPDATES.get(kind) or "".join(part.title() for part in kind.split("_"))
    found = getattr(telegram, name, None)
    return _object(found, draw, known, 0, fields) if found else {}


def _object(
    kind: type, draw: random.Random, known: Known, depth: int, fields: int | None = None
) -> dict[str, Any]:
    needed, optional = _fields(kind)
    if fields is not None:
        chosen = draw.sample(optional, min(fields, len(optional)))
    else:
        chosen = [*needed, *(one for one in optional if draw.random() < 0.3 / (depth + 1))]
    told = {name: _value(hint, draw, known, depth + 1) for name, hint in chosen}
    if kind.__name__ in _KINDS:
        field, kinds = _KINDS[kind.__name__]
        return _of_kind(kind, field, draw.choice(kinds), (draw, known, depth))
    return {_wire(name): value for name, value in told.items() if value is not None}


def _of_kind(
    kind: type, field: str, chosen: str, how: tuple[random.Random, Known, int]
) -> dict[str, Any]:
    """One of several kinds, with the fields of its own class."""
    wanted = chosen.replace("_", "").replace("creator", "owner").replace("kicked", "banned")
    for one in kind.__subclasses__():
        if one.__name__.lower() == f"{kind.__name__}{wanted}".lower():
            return {**_object(one, *how), field: chosen}
    return {field: chosen}


def _wire(name: str) -> str:
    return "from" if name == "from_user" else name


@cache
def _fields(kind: type) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """The fields that are always there, and those that may be missing."""
    names = {**vars(telegram), **vars(typing), "datetime": datetime, "Sequence": Sequence}
    try:
        hints = get_type_hints(kind.__init__, names, {"dtm": inspect.getmodule(datetime)})
    except (NameError, TypeError, AttributeError):
        hints = {}
    given = [one for one in inspect.signature(kind).parameters.values() if one.name != "api_kwargs"]
    usable = [one for one in given if one.kind not in {one.VAR_KEYWORD, one.VAR_POSITIONAL}]
    needed = [(o.name, hints.get(o.name, str)) for o in usable if o.default is o.empty]
    return needed, [(o.name, hints.get(o.name)) for o in usable if o.default is not o.empty]


def _value(hint: Any, draw: random.Random, known: Known, depth: int) -> object:
    if get_origin(hint) in {Union, UnionType}:
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is not None and get_args(hint):
        inner = get_args(hint)[0]
        return [] if depth > _DEEPEST else [_value(inner, draw, known, depth + 1)]
    name = getattr(hint, "__name__", str(hint))
    if hint is bool:
        return draw.choice((True, False))
    if hint in {float, timedelta}:
        return draw.randint(0, 9)
    if (one := known(name)) is not None:
        return one
    if isinstance(hint, type) and issubclass(hint, telegram.TelegramObject):
        return _object(hint, draw, known, depth) if depth <= _DEEPEST else None
    return None
