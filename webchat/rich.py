"""Rich messages: read from a call, and shown on the page with their formulas as MathML.

What a call must not be is told in Telegram's words, as far as bots have met them.
"""

from functools import lru_cache

from math_core import LatexError, LatexToMathML

from webchat.calls import Call
from webchat.objects import Content, Json, JsonObject
from webchat.refusals import bad_request
from webchat.rich_blocks import read_blocks

_FORMS = ("html", "markdown", "blocks")
_REMEMBERED = 2048


def rich_content(call: Call) -> Content:
    """The content of a rich message.

    Raises:
        Refused: Telegram would not accept it, or it is not in HTML, which is all that is read.
    """
    given = call.json("rich_message")
    if given is None:
        raise bad_request("rich message must be non-empty")
    if not isinstance(given, dict):
        raise bad_request("object expected as rich message")
    forms = [form for form in _FORMS if given.get(form)]
    if not forms:
        raise bad_request("rich message must be non-empty")
    if len(forms) > 1:
        raise bad_request(f"exactly one of {', '.join(_FORMS)} must be used in a rich message")
    if forms != ["html"]:
        raise bad_request(f"rich messages in {forms[0]} are unsupported")
    blocks: list[Json] = [*read_blocks(str(given["html"]))]
    if not blocks:
        raise bad_request("RICH_MESSAGE_EMPTY")
    return {"rich_message": {"blocks": blocks}}


def with_mathml(told: Json) -> Json:
    """A part of a rich message with every formula as MathML beside its LaTeX, where it is known."""
    if isinstance(told, list):
        return [with_mathml(part) for part in told]
    if not isinstance(told, dict):
        return told
    shown: JsonObject = {name: with_mathml(part) for name, part in told.items()}
    expression = told.get("expression")
    if isinstance(expression, str):
        shown["mathml"] = _mathml(expression)
    return shown


@lru_cache(_REMEMBERED)
def _mathml(latex: str) -> str | None:
    """A formula as MathML; None where a client would show the LaTeX, for it has no such command."""
    try:
        return LatexToMathML(fancy_error=False).convert_with_local_state(latex, displaystyle=True)
    except LatexError:
        return None
