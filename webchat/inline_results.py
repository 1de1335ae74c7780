"""The results of an inline query: which Telegram accepts. Only articles are known here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from webchat import limits
from webchat.calls import Call
from webchat.keyboards import read_inline_markup
from webchat.objects import Content, Json, JsonObject
from webchat.refusals import Refused, bad_request
from webchat.texts import message_text

_PARAMETER = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Article:
    """A result: what the list shows of it, and the message that it becomes."""

    id: str
    title: str
    description: str
    content: Content
    markup: JsonObject | None


@dataclass(frozen=True)
class Results:
    """What is offered for a query.

    Attributes:
        articles: in their order.
        button: above them, with the parameter that it starts the bot with.
    """

    articles: tuple[Article, ...] = ()
    button: Mapping[str, str] | None = None

    def article(self, number: str) -> Article | None:
        """A result by its id."""
        return next((one for one in self.articles if one.id == number), None)

    def shown(self) -> JsonObject:
        """What the page shows of them."""
        articles: list[Json] = [
            {"id": one.id, "title": one.title, "description": one.description}
            for one in self.articles
        ]
        return {"results": articles, "button": dict(self.button) if self.button else None}


def read_results(call: Call) -> Results:
    """The results and the button of an answer.

    Raises:
        Refused: Telegram would not accept them.
    """
    given = call.json("results")
    if not isinstance(given, list | None):
        raise bad_request("expected an Array of inline query results")
    if len(given or []) > limits.INLINE_RESULTS:
        raise bad_request("too many inline query results specified")
    articles = tuple(read_result(one) for one in given or [])
    if len({one.id for one in articles}) < len(articles):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.text("next_offset").encode()) > limits.INLINE_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    return Results(articles, _button(call.json("button")))


def read_result(given: Json) -> Article:
    """One result.

    Raises:
        Refused: Telegram would not accept it.
    """
    if not isinstance(given, dict):
        raise _unreadable("Inline query result must be an object")
    kind, number = _required(given, "type").lower(), _required(given, "id")
    if kind != "article":
        raise _unreadable(f'type "{kind}" is unsupported for the inline query result')
    content = given.get("input_message_content")
    if not isinstance(content, dict):
        raise _unreadable('Can\'t find field "message_text"')
    title = _required(given, "title")
    if not 1 <= len(number.encode()) <= limits.INLINE_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not title:
        raise bad_request("ARTICLE_TITLE_EMPTY")
    description, markup = str(given.get("description") or ""), given.get("reply_markup")
    kept = read_inline_markup(Call({"reply_markup": json.dumps(markup)}))
    return Article(number, title, description, _content(content), kept)


def _content(given: JsonObject) -> Content:
    text = _required(given, "message_text")
    entities = json.dumps(given.get("entities"))
    mode = str(given.get("parse_mode") or "")
    return message_text(Call({"text": text, "parse_mode": mode, "entities": entities}))


def _button(given: Json) -> Mapping[str, str] | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise _unreadable_button("InlineQueryResultsButton must be an Object")
    text, parameter = given.get("text"), given.get("start_parameter")
    if not isinstance(text, str):
        raise _unreadable_button('Can\'t find field "text"')
    if not isinstance(parameter, str):
        raise _unreadable_button("InlineQueryResultsButton must have exactly one optional field")
    if not parameter:
        raise bad_request("START_PARAM_EMPTY")
    if len(parameter) > limits.START_PARAMETER_LENGTH or not _PARAMETER.fullmatch(parameter):
        raise bad_request("START_PARAM_INVALID")
    return {"text": text, "start_parameter": parameter}


def _required(given: JsonObject, field: str) -> str:
    value = given.get(field)
    if not isinstance(value, str):
        raise _unreadable(f'Can\'t find field "{field}"')
    return value


def _unreadable(reason: str) -> Refused:
    return bad_request(f"can't parse inline query result: {reason}")


def _unreadable_button(reason: str) -> Refused:
    return bad_request(f"can't parse inline query results button: {reason}")
