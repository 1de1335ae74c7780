"""Data under a name of its own, where no other word says how many there are: "4,860 xrays"."""

import re
from collections.abc import Collection

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan

_NOUN = lazy_pattern(
    r"\s(?:[a-z]{3,14}[\s-]){0,2}(?P<noun>[a-z]{3,16}s)(?![a-z_=(])", re.IGNORECASE
)
_NO_DATA = lazy_pattern(
    r"(?:layer|class|head|unit|neuron|feature|channel|parameter|param|time|hour|minute|second|day"
    r"|week"
    r"|month|year|step|epoch|iteration|iter|batch|batche|update|gpu|card|device|worker|node"
    r"|process|fold"
    r"|split|token|word|pixel|point|level|stage|phase|run|experiment|seed|core|thread|option|group"
    r"|bucket"
    r"|categorie|label|checkpoint|log|eval|evaluation|model|line|bit|byte|percent|metric|repeat"
    r"|user|machine"
    r"|server|block|dimension|dim|loop|part|set|size|case|this|thi|les|time|pas|passe|version|rate"
    r"|point"
    r"|rank|save|snapshot|generation|window|frame)(?:s|es)?$",
    re.IGNORECASE,
)
_OF_EACH = lazy_pattern(r"\s[a-z ]{3,20}\s(?:per|for each|in each|in every) [a-z]", re.IGNORECASE)
_LEAST = 10
_LINES = lazy_pattern(
    r"\b(?:file|jsonl?|csv|tsv|txt|corpus|data|dataset)\b[^.,;?!\n\d]{0,24}$"
    r"|\b(?!log|output|script|code|it\b)[\w.]{2,40} (?:is|has|contains|with) (?:about |around )?$"
    r"|(?:文件|jsonl?|csv|txt|数据)[^，。；？\n\d]{0,8}$",
    re.IGNORECASE,
)
_OF_LINES = lazy_pattern(
    r"\s?(?P<noun>lines?)\b(?P<of>\s(?:in|of)\b[^.,;?!\n\d]{0,24}"
    r"\b(?:file|jsonl?|csv|tsv|txt|corpus|data|dataset))?|\s?行",
    re.IGNORECASE,
)
"""Lines are data where they are those of a file."""


def find_unnamed_data(scan: Scan, placed: Collection[int]) -> tuple[Known, int, int] | None:
    """The first number with a noun that no other kind of number has."""
    for token in scan.tokens:
        if not isinstance(token, Number) or token.start in placed or token.percent:
            continue
        match = _lines(scan, token) or _NOUN.match(scan.text, token.end)
        if _OF_EACH.match(scan.text, token.end):
            return None
        counted = isinstance(token.value, int) and token.value >= _LEAST
        if (
            match
            and counted
            and (match.re.pattern == _OF_LINES.pattern or not _NO_DATA.match(match["noun"]))
        ):
            text = scan.text[token.start : match.end()]
            return Known("dataset_size", token.value, "stated", text), token.start, match.end()
    return None


def _lines(scan: Scan, token: Number) -> re.Match[str] | None:
    """The lines of a file after a number; lines of anything else, such as a log, are no data."""
    match = _OF_LINES.match(scan.text, token.end)
    of_file = match and (match["of"] or scan.before(token.start, _LINES))
    return match if of_file else None
