"""Buttons: which markup Telegram accepts."""

import re

from webchat import limits
from webchat.calls import Call
from webchat.formatting import units
from webchat.objects import Json, JsonObject
from webchat.refusals import Refused, bad_request

_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_OTHER_ACTIONS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_WEB = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#:]\S*)?|tg://\S+", re.IGNORECASE)


def read_markup(call: Call) -> JsonObject | None:
    """The markup of a message to send; None where there is none.

    Raises:
        Refused: Telegram would not accept it.
    """
    markup = call.json("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if not any(markup.get(kind) for kind in _KINDS):
        return None
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"])
    elif "keyboard" in markup:
        _check_keyboard(markup["keyboard"])
    return markup


def read_inline_markup(call: Call) -> JsonObject | None:
    """The markup of a message to edit, which can be buttons under it only.

    Raises:
        Refused: Telegram would not accept it.
    """
    markup = read_markup(call)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _check_inline(rows: Json) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    buttons = [button for row in rows if isinstance(row, list) for button in row]
    if len(buttons) > limits.KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)


def _check_button(button: Json) -> None:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not button["text"]:
        raise bad_request("inline keyboard button text must be non-empty")
    if url := str(button.get("url") or ""):
        if not _WEB.fullmatch(url):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif data := str(button.get("callback_data") or ""):
        if len(data.encode()) > limits.CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "copy_text" in button:
        _check_copy(button["copy_text"])
    elif not any(action in button for action in _OTHER_ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _check_copy(copy: Json) -> None:
    text = copy.get("text") if isinstance(copy, dict) else None
    if not isinstance(text, str) or not 1 <= units(text) <= limits.COPY_TEXT_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_keyboard(rows: Json) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    for button in [button for row in rows if isinstance(row, list) for button in row]:
        if not isinstance(button, str | dict):
            raise bad_request(
                "can't parse keyboard button: KeyboardButton must be a String or an Object"
            )
        if not (button.get("text") if isinstance(button, dict) else button):
            raise bad_request("keyboard button text must be non-empty")


def _unreadable(reason: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {reason}")
