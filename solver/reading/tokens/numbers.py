"""Find the numbers in a text, in every form that people write them, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.traditional import TRADITIONAL

MOST_NUMBERS = 1_000
"""Numbers of a text that are read; what follows is left out."""
LARGEST_EXPONENT = 400
"""Larger powers of ten are not worked out; they are read as this one, far above any real count."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")}
_PLAIN = _FULL_WIDTH | TRADITIONAL
_MULTIPLIERS = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "M": 10**6,
    "B": 10**9,
    "G": 10**9,
    "T": 10**12,
    "w": 10**4,
    "W": 10**4,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
    "億": 10**8,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_THINGS = (
    r"(?=\s(?:(?:training|train|test|val|validation|labell?ed|annotated) )?"
    r"(?:images?|pictures?|photos?|samples?|examples?|rows?|records?|sentences?|files?|pics?"
    r"|imgs?|instances?|texts?|steps?"
    r"|iterations?|iters?|updates?|batches|sequences?|documents?|clips?|videos?)(?![a-z]))"
)
"""Things that are counted whole: before them, 16 551 and 3.798 are thousands."""
_DIGITS = lazy_pattern(
    r"(?P<sign>(?:(?<=[\s=:为是(])|^)-|负)?"
    rf"(?P<plain>(?P<grouped>(?<![\d.,])(?<!\d )[1-9]\d{{0,2}}(?:[. ]\d{{3}})+{_THINGS})"
    r"|(?<!\d\.)\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<!\d\.)\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"(?:[eE](?P<exponent>[+-]?\d{1,6})(?![\dA-Za-z]|\.\d)|\s?[×xX*]\s?10(?:\^"
    r"|\*\*)(?P<tens>\d{1,6})"
    r"|\s?(?:\^|\*\*)\s?(?P<power>\d{1,6}))?"
    r"(?:(?P<unit>[kKmMBGTwW](?![A-Za-z0-9])|[kKwW](?=[1-9](?:张(?!卡|显)|条|步|个?样本"
    r"|[篇句多]))|\s[BMT](?=\s(?:tokens?|words?|param))|\s?(?:十万|百万|千万|万亿|[百千万萬亿億])"
    r"|[\s-](?i:hundred|thousand|million|billion|trillion)s?(?![a-z]))(?P<tail>[1-9](?![\d.%,]"
    r"|[个張张轮次](?!图|照片|样本|训练)))?(?:(?<=千[1-9])百|(?<=[万萬][1-9])千)?)?"
    r"(?P<percent>\s?%)?"
)
_CHINESE_DIGITS = {character: i for i, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
    "双": 2,
}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_CHINESE = lazy_pattern(
    r"(?<![第几\d.])[零〇一二两兩三四五六七八九十百千万萬亿億]+|双(?=\s?(?:卡|路|机|显卡|GPU))"
)
_POINTS = lazy_pattern(r"(?:[这哪前后面]|(?<![,，。;；?\s])那)$")
"""Words before 两个 or 三个 that point at things; 那 at the start of a clause means "then"."""
_MEASURE_WORD = lazy_pattern(
    r"\s?(?:个|個|轮|輪|次|张|張|块|塊|卡|遍|步|条|條|倍|折|批|台|小时|分钟|秒|天|周|epoch"
    r"|batch|gpu)",
    re.IGNORECASE,
)
_OF_TIME = lazy_pattern(r"个?(?:小时|星期|礼拜|月)|[天周]")
_ENGLISH_SMALL = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * i
    for i, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_ENGLISH_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ENGLISH_WORD = "|".join([*_ENGLISH_SMALL, *_ENGLISH_SCALES])
_ENGLISH = lazy_pattern(
    rf"(?<![A-Za-z])(?:(?P<half>half a (?P<halved>thousand|million|billion))"
    rf"|(?:a )?(?:{_ENGLISH_WORD})(?:(?:[\s-]+(?:and\s+)?)(?:{_ENGLISH_WORD}))*)(?![A-Za-z])",
    re.IGNORECASE,
)
_DATA_IS_SPLIT = r"(?=[^.;?\n]{0,60}\b(?:train|valid|test|held|hold|kept|evaluat|split))"
_PARTS_OF_ONE = {
    word: i
    for i, words in enumerate(
        [
            *("half halves", "third thirds", "quarter quarters fourth fourths", "fifth fifths"),
            *("sixth sixths", "seventh sevenths", "eighth eighths", "ninth ninths", "tenth tenths"),
        ],
        2,
    )
    for word in words.split()
}
_FRACTION = lazy_pattern(
    r"(?<![A-Za-z-])(?P<above>one|two|three|four|five|six|seven|eight|nine|an?|\d"
    r"|(?:the )?(?:last|first|final))"
    r"[ -]"
    rf"(?P<below>{'|'.join(sorted(_PARTS_OF_ONE, key=len, reverse=True))})"
    r"(?= (?:of|for|is|are|as|goes|go|to|the)\b|[,.;?]|$)"
    r"|(?P<han_below>[二三四五六七八九十百])分之(?P<han_above>[一二三四五六七八九十]{1,3})"
    rf"|(?<![\w./])(?P<top>\d)/(?P<bottom>\d{{1,2}}) (?=of (?:the|my|our|all|them"
    rf"|it)\b){_DATA_IS_SPLIT}"
    rf"|\bhalf(?= (?:of )?(?:the|my|our|all|these|those|them|it)\b){_DATA_IS_SPLIT}"
    r"|(?<![\w.])(?:1|one) (?:of|in|out of) (?:every )?(?P<every>\d{1,2}|five|ten|four|three"
    r"|six|eight)"
    rf"(?= (?:images|samples|pictures|photos|examples|files|rows|records|pairs"
    rf"|sentences)\b){_DATA_IS_SPLIT}"
    r"|每(?P<han_every>\d{1,2}|[三四五六八十])[张条个份例]里?(?:取|抽|拿|留|选)(?:出)?(?:1"
    r"|一)[张条个份例](?=[^。；?]{0,8}(?:验证|测试))"
    r"|(?P<tenths>(?<![\d.])[1-9]|[一二两三四五六七八九])成(?=[，,、。；;用做作拿来当是的]|\s|$"
    r"|数据|训|测|验)"
    r"|(?:一半|(?<!一)半数)(?=的?(?:数据|图|样本|照片|训练|测试|验证|用|拿|做|作|留|给))",
    re.IGNORECASE,
)
_GRAPHICS_CARD = lazy_pattern(r"[1-9]0[5-9]0")
_BESIDE_A_CARD = lazy_pattern(
    r"(?:\d\s?[xX×*]\s?|单张|单卡|单块|张|块|卡|RTX|GTX|[gG]eforce|on an? )\s?\|"
    r"|\|\s?(?:[tT][iI]|显卡|[单双两三四六八]?卡|GPU|gpu|[xX×*]\s?\d)"
)
_ORDINAL = lazy_pattern(r"(?:st|nd|rd|th)(?![A-Za-z])")
_OF_A_BOOK = lazy_pattern(
    r"(?<![A-Za-z])(?:page|fig\.?|figure|section|chapter|equation|eq\.|line|lesson|issue|question"
    r"|problem|task|quiz"
    r"|exercise)\s{0,2}#?\(?$",
    re.IGNORECASE,
)
"""What stands before a number that says where something is written, not how much it is."""
_GLUED = lazy_pattern(r"(?P<counted>\d)?(?P<letters>[A-Za-z_]+)\Z")
_GLUE_THAT_NAMES = {
    *("bs", "b", "batch", "batchsize", "batch_size", "epoch", "epochs", "ep", "x"),
    *("iter", "iters", "step", "steps", "lr", "gpus", "nodes"),
}
_GLUE_THAT_COUNTS = {"nodes", "node", "gpu", "gpus", "x"}
"""Units that may stand between two numbers without a space: 12nodes96GPU."""


@dataclass(frozen=True)
class Number:
    """A number read from a text, exact, with the span that it came from."""

    value: int | Fraction
    start: int
    end: int
    text: str
    percent: bool = False


def half_width(text: str) -> str:
    """The text with full-width signs and traditional characters as plain ones, each at its place.

    The full-width comma stays: it parts numbers, and never groups the digits of one.
    """
    return text.translate(_PLAIN)


def find_numbers(text: str) -> list[Number]:
    """The numbers in a text, from left to right; digits that belong to a name are left out."""
    flat = half_width(text)
    taken = bytearray(len(flat))
    found: list[Number] = []
    for number in (
        *islice(_written_as_fractions(flat), MOST_NUMBERS),
        *islice(_written_in_digits(flat), MOST_NUMBERS),
        *islice(_written_in_chinese(flat), MOST_NUMBERS),
        *islice(_written_in_english(flat), MOST_NUMBERS),
    ):
        if 1 not in taken[number.start : number.end]:
            taken[number.start : number.end] = b"\1" * (number.end - number.start)
            found.append(number)
    return sorted(found, key=lambda number: number.start)[:MOST_NUMBERS]


def _written_in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        if _belongs_to_a_name(text, match):
            continue
        percent = match["percent"] is not None
        yield Number(_value(match), match.start(), match.end(), match.group(), percent)


def _belongs_to_a_name(text: str, match: re.Match[str]) -> bool:
    before = _GLUED.search(text, max(0, match.start() - 24), match.start())
    glued_before = before and not _names(before)
    if _OF_A_BOOK.search(text[max(0, match.start() - 12) : match.start()]):
        return True
    in_version = re.match(r"\.\d", text[match.end() : match.end() + 2])
    if _GRAPHICS_CARD.fullmatch(match.group()) and _BESIDE_A_CARD.search(
        text[max(0, match.start() - 6) : match.start()] + "|" + text[match.end() : match.end() + 6]
    ):
        return True
    ordinal = text[max(0, match.start() - 1) : match.start()] == "第" or _ORDINAL.match(
        text, match.end()
    )
    return bool(glued_before or in_version or ordinal)


def _names(glue: re.Match[str]) -> bool:
    """Whether letters before a number say what it counts, rather than being part of a name."""
    letters = glue["letters"].lower().lstrip("_")
    return letters in _GLUE_THAT_NAMES or bool(glue["counted"] and letters in _GLUE_THAT_COUNTS)


def _value(match: re.Match[str]) -> int | Fraction:
    plain = re.sub(r"[ .]" if match["grouped"] else ",", "", match["plain"])
    if len(plain) > LARGEST_EXPONENT:
        return int(10**LARGEST_EXPONENT)
    if plain == match.group() and plain.isdecimal():
        return int(plain)
    value = Fraction(plain)
    exponent = int(match["exponent"] or match["tens"] or 0)
    power = int(match["power"] or 1)
    if _too_large(value, exponent, power):
        return int(10**LARGEST_EXPONENT)
    value = value**power * Fraction(10) ** exponent
    if match["unit"]:
        scale = _scale(match["unit"].strip(" \t\n-"))
        value = value * scale + int(match["tail"] or 0) * scale // 10
    if match["percent"]:
        value /= 100
    return _exact(-value if match["sign"] else value)


def _scale(unit: str) -> int:
    """What a unit multiplies by; only the single letters tell large from small."""
    return _MULTIPLIERS[unit if len(unit) == 1 else unit.lower().removesuffix("s")]


def _too_large(value: Fraction, exponent: int, power: int) -> bool:
    digits = len(str(value.numerator))
    return abs(exponent) + digits * power > LARGEST_EXPONENT


def _written_as_fractions(text: str) -> Iterator[Number]:
    """Two thirds, a quarter, half of the data, 三分之一, 百分之二十."""
    for match in _FRACTION.finditer(text):
        value = Fraction(1, 2)
        if match["below"]:
            value = Fraction(_parts_told(match["above"]), _PARTS_OF_ONE[match["below"].lower()])
        elif match["han_below"]:
            above, below = _chinese_value(match["han_above"]), _chinese_value(match["han_below"])
            value = Fraction(above or 1, below or 100)
        elif match["tenths"]:
            tenths = match["tenths"]
            value = Fraction(_CHINESE_DIGITS.get(tenths) or int(tenths), 10)
        elif match["every"] or match["han_every"]:
            value = Fraction(1, _plain(match["every"] or match["han_every"]))
        elif match["top"]:
            value = Fraction(int(match["top"]), max(int(match["bottom"]), 1))
        percent = match["han_below"] == "百" or match["tenths"] is not None
        yield Number(_exact(value), match.start(), match.end(), match.group(), percent)


def _parts_told(word: str) -> int:
    """How many parts "two", "a" or "the last" counts."""
    word = word.lower()
    return int(word) if word.isdigit() else _ENGLISH_SMALL.get(word, 1)


def _plain(word: str) -> int:
    """A small count, in digits or in words."""
    if word.isdigit():
        return max(int(word), 1)
    return _ENGLISH_SMALL.get(word.lower()) or _chinese_value(word) or 1


def _written_in_chinese(text: str) -> Iterator[Number]:
    for match in _CHINESE.finditer(text):
        word = match.group()
        measured = _OF_TIME if word == "一" else _MEASURE_WORD
        if len(word) == 1 and word != "双" and not measured.match(text, match.end()):
            continue
        if len(word) == 1 and _POINTS.search(text, max(0, match.start() - 2), match.start()):
            continue
        value = _chinese_value(word)
        if value is not None:
            yield Number(value, match.start(), match.end(), word)


def _chinese_value(word: str) -> int | None:
    """一千二 is 1,200 and 一百七十万 1,700,000; None where the characters are no number."""
    if len(word) > 1 and not set(word) & (set(_CHINESE_UNITS) | set(_CHINESE_GROUPS)):
        return None
    total = section = digit = 0
    last_unit = 1
    for character in word:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
            if character in "零〇":
                last_unit = 1
        elif character in _CHINESE_UNITS:
            last_unit = _CHINESE_UNITS[character]
            section += (digit or 1) * last_unit
            digit = 0
        else:
            last_unit = _CHINESE_GROUPS[character]
            if not section + digit + total:
                return None
            total = (
                (total + section + digit) * last_unit
                if last_unit > 10**4
                else (total + (section + digit) * last_unit)
            )
            section = digit = 0
    return total + section + digit * max(1, last_unit // 10)


def _written_in_english(text: str) -> Iterator[Number]:
    for match in _ENGLISH.finditer(text):
        words = re.findall(r"[a-z]+", match.group().lower())
        if match["half"]:
            value = _ENGLISH_SCALES[match["halved"].lower()] // 2
        elif words in (["one"], ["zero"]):
            continue
        else:
            value = _english_value(words)
        yield Number(value, match.start(), match.end(), match.group())


def _english_value(words: list[str]) -> int:
    total = section = 0
    for word in words:
        if word in _ENGLISH_SMALL:
            section += _ENGLISH_SMALL[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _ENGLISH_SCALES:
            total += (section or 1) * _ENGLISH_SCALES[word]
            section = 0
    return total + section


def _exact(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
