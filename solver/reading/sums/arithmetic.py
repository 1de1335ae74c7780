"""Sums written out in a text: "24*8=192", "8233/4", "665k+98K" each stand for one number."""

import re
from collections.abc import Sequence

from solver.equivalence import evaluate
from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number

_OPERATOR = lazy_pattern(r"\s*[)]?\s*(?:\*|/|÷|×|\+)\s*[(]?\s*")
_BY = lazy_pattern(r"\s*[xX]\s*")
_OF_TOKENS = lazy_pattern(r"(?:\s?[xX]\s?\d{1,9}){0,4}\s?(?:个\s?)?tokens?(?![a-z])", re.IGNORECASE)
"""What makes the x between two numbers a sign: 32 x 1024 tokens, but not 224 x 224 pixels."""
_EQUALS = lazy_pattern(r"\s*[)]?\s*(?:=|≈|~|约等于|等于)\s*~?\s*")
_PROGRESS = lazy_pattern(
    r"(?:step|epoch|iter|iteration|batch|第)s?\s*[:：=]?\s*[\[(]?$", re.IGNORECASE
)
"""What stands before a place in a run, as "step 3000/12000": the second number is the total."""
_BAR = lazy_pattern(r"\s?\[(?:\d|=|>|#)|\s?\[\d+:\d+|\]|\)\s?[,，.。]")
_SAYS = lazy_pattern(
    r"(?:bar|shows?|says?|display\w*|prints?|显示|进度条|日志)[^\d\n]{0,12}$|[\[(]$", re.IGNORECASE
)
_SHARE_OF = lazy_pattern(r"的\s?$|\bof (?:the|its)\s$")
_LAST_WORDS = 40
"""Characters in which such words are looked for."""
_RESULT_ASKED = lazy_pattern(r"=\s?[?？]")
_MOST_OPEN, _LONGEST_SUM = 4, 80
_OPEN = lazy_pattern(r"(?<![\d.])\d[\d.,]{0,12}(?: ?[*/×] ?\d[\d.,]{0,12}){1,4}\s?=\s?\?")
_PARTS_OF_A_WHOLE = {1, 10, 100}
PLACE_IN_EPOCH = lazy_pattern(
    r"epoch\s?\[\w{1,6}\]\s?\[\s?\w{1,9}\s?/\s?(?P<of>\d{1,9})\s?\]", re.IGNORECASE
)
"""A place in an epoch as MMCV logs it, Epoch [1][50/466]: an epoch has 466 iterations."""


def joined(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a text, with each sum as one number over all of its span.

    Where a sum says what it makes, that is its value: it is what the person works with.
    Ratios such as 80/20 and 2975/500/1525 are no sums.
    """
    places = [
        Number(int(match["of"]), *match.span(), match.group())
        for match in PLACE_IN_EPOCH.finditer(text)
    ]
    numbers = [n for n in numbers if not any(p.start <= n.start < p.end for p in places)]
    opened = open_sums(text)
    numbers = [n for n in numbers if not any(s <= n.start < e for s, e in opened)]
    found: list[Number] = list(places)
    place = 0
    while place < len(numbers):
        end = _end_of_sum(text, numbers, place)
        parts = numbers[place : end + 1]
        sum_ = _as_one(text, parts) if end > place else None
        found += [sum_] if sum_ else parts
        place = end + 1
    return found


def open_sums(text: str) -> list[tuple[int, int]]:
    """The places of sums of told numbers whose result is asked for: "17000 / 512 = ?"."""
    asked = [match.start() for match in _RESULT_ASKED.finditer(text)][:_MOST_OPEN]
    starts = [max(0, place - _LONGEST_SUM) for place in asked]
    found = [_OPEN.search(text, start) for start in starts]
    return [match.span() for match in found if match and _is_told(text, match.group())]


def _is_told(text: str, written: str) -> bool:
    numbers = [number.replace(",", "") for number in re.findall(r"\d[\d.,]*\d|\d", text)]
    parts = re.findall(r"\d[\d.,]*\d|\d", written)
    return all(numbers.count(part.replace(",", "")) > 1 for part in parts)


def _end_of_sum(text: str, numbers: Sequence[Number], start: int) -> int:
    """The last number that operators, and at most one equals sign, join to the first."""
    end, operators = start, 0
    while end + 1 < len(numbers):
        gap = text[numbers[end].end : numbers[end + 1].start]
        if operators and _EQUALS.fullmatch(gap):
            return end + 1
        if not (_OPERATOR.fullmatch(gap) or _multiplies(text, gap, numbers[end + 1])):
            break
        operators += 1
        end += 1
    return end


def _multiplies(text: str, gap: str, number: Number) -> bool:
    """Whether an x before a number of tokens multiplies."""
    return bool(_BY.fullmatch(gap) and _OF_TOKENS.match(text, number.end))


def _as_one(text: str, parts: Sequence[Number]) -> Number | None:
    start, end = parts[0].start, parts[-1].end
    written = text[start:end]
    if re.fullmatch(r"\d+\s*/\s*\d+", written) and _is_progress(text, start, end, parts):
        return Number(parts[-1].value, start, end, written)
    stated = _EQUALS.fullmatch(text[parts[-2].end : parts[-1].start])
    if not stated and _is_ratio(written, parts):
        return None
    value = parts[-1].value if stated else evaluate(written)
    if value is None:
        return None
    whole = value if isinstance(value, int) or value.denominator != 1 else value.numerator
    return Number(whole, start, end, written)


def _is_progress(text: str, start: int, end: int, parts: Sequence[Number]) -> bool:
    """Whether two numbers are a place in a run and its length: step 30/120, 0/1091, 63/63."""
    done, of = (part.value for part in parts)
    low = max(0, start - _LAST_WORDS)
    if _SHARE_OF.search(text, low, start):
        return False
    if _PROGRESS.search(text, low, start) or done == of or (done == 0 and of > 1):
        return True
    return bool(_BAR.match(text, end) or _SAYS.search(text, low, start)) and done < of


def _is_ratio(written: str, parts: Sequence[Number]) -> bool:
    if not re.fullmatch(r"[\d.,\s/]+", written):
        return False
    return len(parts) > 2 or sum(part.value for part in parts) in _PARTS_OF_A_WHOLE  # noqa: PLR2004
