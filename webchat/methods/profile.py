"""The methods about what the bot says of itself: commands, name, descriptions, menu button."""

import json
import re
from functools import partial

from webchat import limits
from webchat.calls import Call
from webchat.chats import Chats
from webchat.hub import Event
from webchat.methods.method import Method, chat_of
from webchat.objects import BotCommand, Chat, Json
from webchat.refusals import bad_request

_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_COMMAND = re.compile(r"[a-z0-9_]+")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def set_my_commands(chats: Chats, call: Call) -> object:
    """Set the command menu of a scope and a language."""
    given = call.json("commands")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _note(chats, _commands_fact(call), [_command(command) for command in given] or None)
    return True


def get_my_commands(chats: Chats, call: Call) -> object:
    """The command menu of exactly one scope and language."""
    return chats.store.fact(_commands_fact(call)) or []


def delete_my_commands(chats: Chats, call: Call) -> object:
    """Forget the command menu of a scope and a language."""
    _note(chats, _commands_fact(call), None)
    return True


def menu_commands(chats: Chats, chat: Chat, language: str) -> Json:
    """The command menu that a person sees in a chat: the narrowest scope that has one.

    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    kind = "all_private_chats" if chat["type"] == "private" else "all_group_chats"
    narrow = {"type": "chat", "chat_id": str(chat["id"])}
    for scope in (narrow, {"type": kind}, {"type": "default"}):
        for code in (language[:2], ""):
            if commands := chats.store.fact(_fact_name("commands", json.dumps(scope), code)):
                return commands
    return []


def shown(chats: Chats, what: str, language: str) -> str:
    """The bot's name or description in a language, else in the default one."""
    own = chats.store.fact(_fact_name(what, "", language[:2]))
    return str(own or chats.store.fact(_fact_name(what, "", "")) or "")


def set_text(what: str, limit: int, chats: Chats, call: Call) -> object:
    """Set the bot's name or a description in a language; empty forgets it."""
    text = call.text(what)
    if len(text) > limit:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    _note(chats, _fact_name(what, "", _language(call)), text or None)
    return True


def get_text(what: str, chats: Chats, call: Call) -> object:
    """The bot's name or a description in a language, else in the default one."""
    text = shown(chats, what, _language(call))
    return {what: text or (chats.bot["first_name"] if what == "name" else "")}


def set_chat_menu_button(chats: Chats, call: Call) -> object:
    """Set what the button beside the input does, for one chat or for all."""
    if call.text("chat_id"):
        chat_of(chats, call)
    button = call.json("menu_button")
    kind = button.get("type") if isinstance(button, dict) else "default"
    if kind not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    _note(chats, f"menu button {call.text('chat_id')}", button)
    return True


def get_chat_menu_button(chats: Chats, call: Call) -> object:
    """What the button beside the input does."""
    button = chats.store.fact(f"menu button {call.text('chat_id')}")
    return button or chats.store.fact("menu button ") or {"type": "commands"}


def _note(chats: Chats, fact: str, value: object) -> None:
    chats.store.note(fact, value)
    chats.hub.tell(Event("profile"))


def _commands_fact(call: Call) -> str:
    given = call.json("scope") or {"type": "default"}
    kind = given.get("type") if isinstance(given, dict) else None
    if not isinstance(given, dict) or kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    scope = {"type": kind} | {key: str(given.get(key)) for key in _SCOPES[str(kind)]}
    return _fact_name("commands", json.dumps(scope), _language(call))


def _fact_name(what: str, scope: str, language: str) -> str:
    return f"{what} {scope} {language}"


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _command(given: Json) -> BotCommand:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for key in ("command", "description"):
        if key not in given:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{key}\"")
    name = str(given["command"]).strip().removeprefix("/")
    description = str(given["description"]).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > limits.COMMAND_LENGTH:
        raise bad_request(f"command length must not exceed {limits.COMMAND_LENGTH}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION_LENGTH:
        limit = limits.COMMAND_DESCRIPTION_LENGTH
        raise bad_request(f"command description length must not exceed {limit}")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


METHODS: dict[str, Method] = {
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmyname": partial(set_text, "name", limits.NAME_LENGTH),
    "getmyname": partial(get_text, "name"),
    "setmydescription": partial(set_text, "description", limits.DESCRIPTION_LENGTH),
    "getmydescription": partial(get_text, "description"),
    "setmyshortdescription": partial(
        set_text, "short_description", limits.SHORT_DESCRIPTION_LENGTH
    ),
    "getmyshortdescription": partial(get_text, "short_description"),
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
}
