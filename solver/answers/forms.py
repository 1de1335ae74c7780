"""The many forms of a typed answer, brought into few: signs, digit groups, remarks, fractions."""

import re
import unicodedata

from solver.lazy_pattern import lazy_pattern
from solver.reading.tokens.numbers import half_width

LONGEST = 200
"""Characters of an answer that is still read."""
ROUNDED_UP, ROUNDED_DOWN = "rounded_up", "rounded_down"
"""Words that stand for a rounding of all before them."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("×·⋅∗•", "*"),
        **dict.fromkeys("÷⁄∕", "/"),
        **dict.fromkeys("−–‒", "-"),
        **dict.fromkeys("‘’`´", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("\u00a0\u202f\u2009\t\n", " "),
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
    }
)
_DIGIT = "[一二两三四五六七八九十]"
_THEN = r"[\s,，;]{0,3}(?:and then|then|and|再|然后|后|并|的?结果)?\s?"
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (lazy_pattern(pattern, re.IGNORECASE), written)
    for pattern, written in (
        # TeX, and the tags of messages
        (r"</?(?:b|i|code|pre)>|\\(?:left|right|displaystyle|[,;!])", ""),
        (r"\\[dt]?frac\s?\{([^{}]{1,80})\}\s?\{([^{}]{1,80})\}", r"((\1)/(\2))"),
        (r"\\(?:text|mathrm|operatorname)\s?\{([^{}]{1,80})\}", r"\1"),
        (r"\\(?:times|cdot)", "*"),
        (r"\\div", "/"),
        (r"\\lceil", "⌈"),
        (r"\\rceil", "⌉"),
        (r"\\lfloor", "⌊"),
        (r"\\rfloor", "⌋"),
        # remarks after a number
        (r"(?<=[\d⌉)])[\s,，]{0,3}(?:because|since|因为|由于)[^\d(].{0,199}$", ""),
        (r"(?<=[\d⌉)])\s?\((?=[^()]{0,80}(?:[a-z]{2}|[一-鿿]))[^()+*/-]{1,80}\)$", ""),
        # digit groups: 1'000, 1_000, 1 000, 1，000, 1.000.000, 1.000,50; and 0,5
        (r"(?<=\d)['_](?=\d{3}(?!\d))", ""),
        (r"(?<![\d.,])(\d{1,3}(?:[ ，]\d{3}){1,6})(?![\d,])", r"<\1>"),
        (r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){1,6}),(\d{1,2})(?!\d)", r"<\1>.\2"),
        (r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){2,6})(?![\d.,])", r"<\1>"),
        (r"(?<![\d.,])(\d{1,9}),(\d{1,2})(?![\d,])", r"\1.\2"),
        # parts in words
        (r"(?<![\w.])(\d{1,9})\s?(?:and a half|个半)", r"\1.5 "),
        (rf"(?<![一-鿿])({_DIGIT})个半", r"(\1个+1/2) "),
        (r"(?<![a-z])half(?: an?)?(?![a-z])(?! [mbt])|^(?:一半|半个?)", "0.5 "),
        (rf"百分之(\d{{1,9}}(?:\.\d{{1,9}})?|{_DIGIT}{{1,5}})", r"(\1个/100)"),
        (rf"(\d{{1,9}}|{_DIGIT})分之(\d{{1,9}}|{_DIGIT})", r"(\2个/\1个)"),
        (rf"({_DIGIT})成", r"(\1个/10)"),
        (r"(?<![一-鿿])一(?=[个次轮步]|$)|^one$", "1"),
        (r"^(?:zero|零)$", "0"),
        (r"\s?(?:per ?cent|pct)(?![a-z])", "%"),
        (r"的\s?(\d{1,3})\s?次方", r"^\1"),
        (r"[,，]\s?(?=(?:and |then |再|然后){0,2}(?:times|divided|乘|除|[*/]))", " "),
        # roundings in words, where no brackets follow
        (_THEN + r"(?:round(?:ed|ing)?(?: it)? up|向?上取整|进一取整)(?!\s?\()", f" {ROUNDED_UP} "),
        (_THEN + r"(?:round(?:ed|ing)?(?: it)? down|向?下取整)(?!\s?\()", f" {ROUNDED_DOWN} "),
    )
)
_ORDINARY = lazy_pattern(r"[0-9+*/()=-]*")
"""What needs no rewriting, as most sums in a text."""
_GROUPED = lazy_pattern(r"<([\d ，.]{1,40})>")
_SUPERSCRIPTS = lazy_pattern("⁻?[⁰¹²³⁴-⁹]{1,9}")
_FRACTION = lazy_pattern("([0-9]{0,9}) ?([¼-¾⅐-⅞])")
_WRAPPING = "*_'\"$"
_AFTER_A_NAME = lazy_pattern(r"(?<=[^\W\d])\s?:")


def parts_of(text: str) -> list[str]:
    """The sides of a chain such as "60000/100 = 600", each in plain signs and digits."""
    if len(text) > LONGEST:
        return []
    written = text if _ORDINARY.fullmatch(text) else _plain(text)
    if len(written) > 2 * LONGEST:
        return []
    return [_unwrapped(part) for part in re.split(r"[=≈→⇒]", written) if _unwrapped(part)]


def _plain(text: str) -> str:
    """A text in plain signs and digits, without decoration, remarks and digit groups."""
    text = _SUPERSCRIPTS.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text)
    text = _FRACTION.sub(_written_out, text)
    text = _unwrapped(half_width(text).translate(_SIGNS))
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    return _GROUPED.sub(lambda match: re.sub(r"[ ，.]", "", match[1]), text)


def _written_out(match: re.Match[str]) -> str:
    fraction = unicodedata.normalize("NFKC", match[2]).replace("⁄", "/")
    return f"({match[1] or 0}+{fraction})"


def _unwrapped(text: str) -> str:
    """A text without the signs around it that mean nothing: `600`, **600**, ~600, 600!"""
    text = text.strip(" ~").rstrip(" .。,，;!?…")
    while len(text) > 1 and text[0] == text[-1] and text[0] in _WRAPPING:
        text = text[1:-1].strip()
    return _AFTER_A_NAME.split(text)[-1].strip()
