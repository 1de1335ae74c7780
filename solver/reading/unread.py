"""Numbers of a question that found no place: reason to doubt that it was understood."""

import re
from collections.abc import Collection, Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import meaning
from solver.reading.logs.rows import repeated_lines
from solver.reading.tokens.numbers import Number
from solver.reading.tokens.scan import Scan
from solver.spans import Exact

_OF_SOMETHING_ELSE = lazy_pattern(
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
_UNIT_OF_SOMETHING_ELSE = lazy_pattern(
    r"[\s-]?(?:(?:CPU )?cores?\b|GB?(?![A-Za-z])|MB|KB|GiB|MiB|px|pixels?|x\s?\d|×\s?\d|类"
    r"|层|维|个?(?:文件夹|数据集|特征|标签)|features?\b|(?:folders?|data ?sets)\b"
    r"|classes|class\b|layers?|dim"
    r"|channels?|%|percent|dB|fps|Hz|kHz|hidden|heads?|workers?\b|threads?\b|points?|objects?\b|boxes\b|annotations?\b"
    r"|labels\b|categories|authors?\b|个?(?:方案|种|组|情况|配置|实验)|内存|显存|存储|硬盘|年|月|号|楼|℃|params?|parameters|参数)",
    re.IGNORECASE,
)
_SHAPE = lazy_pattern(
    r"[(\[]\s?\d{1,9}(?:,\s?\d{1,9}){2,5}\s?[)\]]"
    r"|shape[^\n\d]{0,16}[(\[]\s?\d{1,9}(?:,\s?\d{1,9}){1,5}\s?[)\]]"
)
"""The shape of an array: its first number may count samples, the others are not of interest."""
_LOG_LINE = lazy_pattern(
    r"epoch:? ?\[\d{1,6}(?:/\d{1,6})?\] ?\[ ?\d{1,9}/\d{1,9}\]\s{1,4}Time\b[^\n]{0,400}",
    re.IGNORECASE,
)
"""A line of a log, as PyTorch's example prints it."""
_MODEL = lazy_pattern(r"\d{1,4}(?:\.\d)?B")
"""The size of a model, as in 65B."""
_CONTRASTED = lazy_pattern(
    r"\d[,.]?\s?(?:(?:and |but )?not|instead of|rather than|而不是|而非|不是)\s?$", re.IGNORECASE
)
"""What stands before a number that another one is not: "why 825 and not 828"."""
_SETTING = lazy_pattern(
    r"(?<![\w.-])[\"']?(?P<name>[A-Za-z_]{0,24}?(?:accum|batch|epoch|episode|steps?|gpus?"
    r"|devices?|nodes?|repeat|generations|samples_per)"
    r"[A-Za-z_]{0,24})[\"']?[ \t]{0,3}[:=][ \t]{0,3}(?P<value>\d{1,9})(?![\d.\w])",
    re.IGNORECASE,
)
_OPTION = lazy_pattern(
    r"(?<![\w-])--(?P<name>[\w.-]{0,24}?(?:accum|batch|epoch|episode|step|iter|gpu|device|node|repeat|samples_per"
    r"|generations|acc_)"
    r"[\w.-]{0,24})(?:[ \t]{1,3}|=)(?P<value>\d{1,9})(?![\d.\w])",
    re.IGNORECASE,
)
_OF_SCHEDULE = lazy_pattern(
    r"lr|decay|step_?size|image|val|eval|test|log|save|sav|print|gamma|tokens|timeout|inference|infer",
    re.IGNORECASE,
)
"""Names of what changes no count of the training."""
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
    shapes += [match.span() for match in _LOG_LINE.finditer(scan.text)]
    lines = repeated_lines(scan.text)
    numbers = (
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
    return tuple(dict.fromkeys([*numbers, *_unknown_settings(scan, values)]))


def _unknown_settings(scan: Scan, values: Collection[Exact]) -> Iterator[str]:
    """Options and settings whose names sound like counts, but are not known."""
    found = [*_OPTION.finditer(scan.text)] if "--" in scan.text else []
    if scan.settings.kind in {"yaml", "json", "toml"}:
        for start, end in scan.settings.spans:
            found += _SETTING.finditer(scan.text, start, end)
    for match in found:
        known = meaning(match["name"]) or _OF_SCHEDULE.search(match["name"])
        if not known and int(match["value"]) not in {*_TURNS_OF_PHRASE, *values}:
            yield match.group().strip("\"'")


def _is_of_something_else(scan: Scan, token: Number) -> bool:
    before = scan.text[max(0, token.start - 24) : token.start]
    after = scan.text[token.end : token.end + 12]
    if _CONTRASTED.search(before):
        return True
    return bool(_OF_SOMETHING_ELSE.search(before) or _UNIT_OF_SOMETHING_ELSE.match(after))
