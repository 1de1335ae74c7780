"""Numbers of a question that found no place: reason to doubt that it was understood."""

import re
from collections.abc import Collection

from solver.reading.logs.rows import repeated_lines
from solver.reading.numbers import Number
from solver.reading.scan import Scan
from solver.spans import Exact

_OF_SOMETHING_ELSE = re.compile(
    r"(?:learning[ _-]?rate|\blr|loss|acc(?:uracy)?|dropout|weight[ _-]?decay|momentum|seed"
    r"|workers?"
    r"|resolution|resiz\w+|crop\w*|version|v|figure|fig\.?|table|section|eq\.?|issue|page|layers?"
    r"|dim\w*"
    r"|hidden|channels?|class(?:es)?|transformers|pytorch|keras|tensorflow|lightning|deepspeed"
    r"|python|torch|cuda|in (?:the )?year|since|epsilon|gamma|beta\d?"
    r"|学习率|损失|准确率|精度|随机种子|分辨率|尺寸|版本|显存|内存|图|表|层|类别|第|阈值)"
    r"(?:\s|['\"]|=|:|of|is|was|at|to|为|是|到|约|大概|[(（#])*$|[A-Za-z]-$|#\s?$|\^$",
    re.IGNORECASE,
)
_UNIT_OF_SOMETHING_ELSE = re.compile(
    r"[\s-]?(?:(?:CPU )?cores?\b|GB?(?![A-Za-z])|MB|KB|GiB|MiB|px|pixels?|x\s?\d|×\s?\d|类|层|维"
    r"|classes|class\b|layers?|dim"
    r"|channels?|%|percent|dB|fps|Hz|kHz|hidden|heads?|points?|objects?\b|boxes\b|annotations?\b"
    r"|labels\b|categories|authors?\b|年|月|号|楼|℃|params?|parameters|参数)",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"[(\[]\s?\d{1,9}(?:,\s?\d{1,9}){2,5}\s?[)\]]")
"""The shape of an array: its first number may count samples, the others are not of interest."""
_MODEL = re.compile(r"\d{1,4}(?:\.\d)?B")
"""The size of a model, as in 65B."""
_TURNS_OF_PHRASE = (-1, 0, 1)
"""Numbers that stand in too many turns of phrase to be missed."""


def find_unread(scan: Scan, placed: Collection[int], values: Collection[Exact]) -> tuple[str, ...]:
    """The numbers that nothing explains, as they are written.

    Args:
        scan: the text.
        placed: where the numbers start that state or claim something.
        values: what was stated or follows, so that saying it again is no riddle.
    """
    shapes = [match.span() for match in _SHAPE.finditer(scan.text)]
    lines = repeated_lines(scan.text)
    return tuple(
        dict.fromkeys(
            token.text
            for token in scan.tokens
            if isinstance(token, Number)
            and token.start not in placed
            and token.value not in values
            and token.value not in _TURNS_OF_PHRASE
            and not _MODEL.fullmatch(token.text)
            and not any(start < token.start < end for start, end in shapes)
            and not _is_of_something_else(scan, token)
            and not any(start <= token.start < end for start, end in lines)
        )
    )


def _is_of_something_else(scan: Scan, token: Number) -> bool:
    before = scan.text[max(0, token.start - 24) : token.start]
    after = scan.text[token.end : token.end + 12]
    return bool(_OF_SOMETHING_ELSE.search(before) or _UNIT_OF_SOMETHING_ELSE.match(after))
