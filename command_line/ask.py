"""`ask`: one question, or each line of standard input."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import suppress

from command_line.failures import BadInputError


def add_ask(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ask`."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the question")
    parser.add_argument("--lang", choices=("en", "zh"), help="language of the answer")
    parser.add_argument("--json", action="store_true", help="print one JSON object a question")
    parser.set_defaults(action=ask)


def ask(options: argparse.Namespace) -> int:
    """Answer one question, or each line of standard input."""
    from handlers.asking.plain import answer

    for text in _lines() if options.text is None else [_question(options.text)]:
        reply = answer(text, options.lang)
        shown = json.dumps(reply, ensure_ascii=False) if options.json else f"{reply['text']}\n"
        print(shown, flush=True)
    return 0


def _question(text: str) -> str:
    from handlers.asking.wanted import says_something

    if not says_something(text):
        raise BadInputError(
            "the question holds no words and no numbers. "
            'Give one, such as "60,000 images, batch size 128: how many iterations per epoch?"'
        )
    return text


def _lines() -> Iterator[str]:
    """The questions on standard input, one a line; a line that is a JSON string is decoded."""
    for line in sys.stdin:
        if line.strip():
            yield _decoded(line.strip())


def _decoded(line: str) -> str:
    with suppress(json.JSONDecodeError):
        decoded = json.loads(line)
        if isinstance(decoded, str):
            return decoded
    return line
