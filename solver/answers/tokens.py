"""A typed answer as tokens: numbers, letters of quantities, signs and words."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from solver.answers.expressions import Letter, UnreadableError
from solver.answers.forms import ROUNDED_DOWN, ROUNDED_UP
from solver.answers.times import UNITS
from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import Number, find_numbers

Token = Fraction | Letter | str
Find = Callable[[str, int], tuple[str, int] | None]

FUNCTIONS = {
    **dict.fromkeys(("ceil", "ceiling", "math.ceil", "np.ceil", "roundup", "向上取整"), "up"),
    **dict.fromkeys(("上取整", "取上整"), "up"),
    **dict.fromkeys(("floor", "math.floor", "np.floor", "rounddown", "向下取整"), "down"),
    **dict.fromkeys(("下取整", "取下整"), "down"),
    **dict.fromkeys(("round", "四舍五入"), "nearest"),
    **dict.fromkeys(("int", "math.trunc", "取整"), "toward zero"),
}
ROUNDINGS = {ROUNDED_UP: "up", ROUNDED_DOWN: "down"}
BRACKETS = {"(": (")", ""), "[": ("]", ""), "⌈": ("⌉", "up"), "⌊": ("⌋", "down")}
OPERATORS = {"+", "-", "*", "/", "//", "%", "^"}

_MEASURE = " 个"
"""Behind a text, so that a single Chinese digit at its end counts as a number."""
_OPERATOR_WORDS = {
    **dict.fromkeys(("x", "X", "times", "乘以", "乘上", "乘"), "*"),
    **dict.fromkeys(("divided by", "over", "除以", "除"), "/"),
    **dict.fromkeys(("plus", "加上", "加"), "+"),
    **dict.fromkeys(("minus", "减去", "减"), "-"),
    **dict.fromkeys(("mod",), "%"),
    "**": "^",
}
_SIGN = lazy_pattern(r"//|\*\*|[-+*/%^()\[\]⌈⌉⌊⌋]")
_TOWER = lazy_pattern(r"(?:\*\*|\^)[^-+*/^()]{0,20}(?:\*\*|\^)")
_HAN = [word for word in (*FUNCTIONS, *_OPERATOR_WORDS, *UNITS) if not word.isascii()]
_KNOWN_HAN = "|".join(sorted(_HAN, key=len, reverse=True))
_WORD = lazy_pattern(rf"divided by|[A-Za-z_.']+|{_KNOWN_HAN}")
_HAN_SIGN = lazy_pattern("[\u3400-\u9fff]")
_GLUED = lazy_pattern(r"(?<=\d)(?=[A-Za-z])(?![eE][+-]?\d)")


def tokens_of(text: str, find: Find | None = None) -> Iterator[Token]:
    """The tokens of a plain text, from left to right.

    Args:
        text: as `forms` has made it.
        find: finds the names of quantities; None where all words are units.

    Raises:
        UnreadableError: there is a character that belongs to none, or a power of a power.
    """
    if _TOWER.search(text):
        raise UnreadableError
    text = _spaced(text, find) if find else text
    numbers = {number.start: number for number in find_numbers(text + _MEASURE)}
    place = 0
    while place < len(text):
        number = numbers.get(place)
        if text[place].isspace():
            place += 1
        elif number and number.end <= len(text):
            yield from _parts(number)
            place = number.end
        else:
            token, place = _next(text, place, find)
            yield token


def _next(text: str, place: int, find: Find | None) -> tuple[Token, int]:
    found = find(text, place) if find else None
    if found:
        return Letter(found[0]), found[1]
    match = _SIGN.match(text, place) or _WORD.match(text, place)
    if match:
        return _OPERATOR_WORDS.get(match.group(), match.group()), match.end()
    end = _end_of_unknown(text, place, find)
    return text[place:end], end


def _end_of_unknown(text: str, place: int, find: Find | None) -> int:
    """The end of Chinese characters that begin nothing known."""
    if not _HAN_SIGN.match(text, place):
        raise UnreadableError
    end = place + 1
    while _HAN_SIGN.match(text, end) and not _WORD.match(text, end):
        if find and find(text, end):
            break
        end += 1
    return end


def _spaced(text: str, find: Find) -> str:
    """A text with the numbers before letters set apart: 2B is twice B, not two billion."""
    places = [match.start() for match in _GLUED.finditer(text) if find(text, match.start())]
    for place in reversed(places):
        text = f"{text[:place]} {text[place:]}"
    return text


def _parts(number: Number) -> Iterator[Token]:
    """A number without its sign and percent sign, which are operators here."""
    value = Fraction(number.value)
    if value < 0:
        yield "-"
    yield abs(value) * (100 if number.percent else 1)
    if number.percent:
        yield "%"
