"""Single settings inside sentences: `num_train_epochs=3`, "Gradient Accumulation steps = 8"."""

import re
from collections.abc import Iterator

from solver.lazy_pattern import lazy_pattern
from solver.reading.code.setting_names import Entry, devices_listed, is_bare, meaning
from solver.reading.code.setting_values import VALUE, parse_value

_SIGN = lazy_pattern(
    r"(?<=[\w\])\"'`])[ \t]{0,40}(?P<sign>=(?!=)|:)[ \t]{0,3}[\"'`]?"
    rf"(?P<value>{VALUE}|\[[\d, ]{{1,60}}+\]|[Tt]rue|[Ff]alse)(?!\.?\d|[A-Za-z_])"
)
_BEFORE = lazy_pattern(
    r"(?P<words>[A-Za-z0-9_.\- ]*)(?:\s?\((?P<aside>[^()\n]*)\))?[\"'`\]]{0,3}$", re.ASCII
)
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z0-9_.\-]*")
_FILE_NAME = lazy_pattern(
    r"(?<![A-Za-z0-9])(?P<devices>\d{1,4})xb(?P<batch_size>\d{1,5})"
    r"(?:-(?P<epochs>\d{1,4})e)?(?![A-Za-z0-9])"
)
_TRANSLATED = lazy_pattern(
    r"(?:(?<=images) \* repeats)?(?<=[a-z]) / (?=[^\n:=]{0,60}[^\x00-\x7f])[^\n:=]{1,60}"
    r"(?=[:=])"
    r"|(?<=images) \* repeats(?=[ :=])"
)
_FARTHEST = 120
"""Characters between the start of a name and its sign."""
_MOST = 2_000
"""Signs of a text that are looked at."""
_LIST = lazy_pattern(r"\d+(?:,\d+)++")
_CLAIMED = lazy_pattern(
    r"\s{0,2}(?:[?？吗]|[,，]?\s?(?:right\b|correct\b|对吗|对不对|对么|是吗))", re.IGNORECASE
)
_GOES_ON = lazy_pattern(
    r"\s{0,2}(?:(?:,|、|/|or\b|to\b|和|或|到|~|-|–)\s{0,2}\d|[*×/+^]\s{0,2}[\w(])"
)
_UNIT = lazy_pattern(
    r"[ \t]{0,2}(?:(?:steps?|iter|batch|epoch|image|sample|update|of\b)(?!\w*\s{0,2}[=:])"
    r"|[个张轮次步/])",
    re.IGNORECASE,
)
_OTHER_UNIT = lazy_pattern(
    r"[ \t]{0,2}(?:(?:steps?|iter|batch|image|sample)(?!\w*\s{0,2}[=:])|[次步张])", re.IGNORECASE
)
_IN_ALL = lazy_pattern(r"(?:总|全局|有效|等效|实际)的?$")
_HELD_OUT = lazy_pattern(
    r"(?:验证|测试|\b(?:validation|eval|test))[^,;，；。.\n]{0,12}$", re.IGNORECASE
)
_RUNNING = lazy_pattern(r"Running (?P<what>training|evaluation|prediction)", re.IGNORECASE)
_IN_A_SUM = lazy_pattern(r"[*/×+]\s{0,2}总?\s{0,2}$")
_PLACE_IN_LIST = lazy_pattern(r"[.)、]\s")
_NUMBER_BEFORE = lazy_pattern(r"(?<![=:\d.,_])(?<![=:][ ])\d(?:[\d.,]{0,12}\d)?[ ]{1,2}$")
_ONE_OF = lazy_pattern(r"(?:[一每第]个?|\b(?:one|per|each|an?|every))[ ]{0,2}$", re.IGNORECASE)
_GRAPHICS_CARD = lazy_pattern(r"[1-9]0[5-9]0")
_NEVER_THOUSANDS = {"batch_size", "epochs", "grad_accumulation", "devices"}


def without_translations(text: str) -> str:
    """The text with blanks for what logs say again in another language: "epochs / 轮数: 3"."""
    return _TRANSLATED.sub(lambda match: " " * len(match.group()), text)


def find_mentions(text: str, taken: bytes | bytearray) -> Iterator[Entry]:
    """The settings that a text names outside of the places that are taken."""
    yield from _in_file_names(text)
    for count, match in enumerate(_SIGN.finditer(text)):
        if count == _MOST:
            return
        entry = None if taken[match.start("sign")] else _entry(text, match)
        if entry:
            yield entry


def _in_file_names(text: str) -> Iterator[Entry]:
    """`8xb2-12e` in the name of a configuration: 8 devices, 2 samples on each, 12 epochs."""
    for match in _FILE_NAME.finditer(text):
        for name in ("devices", "batch_size", "epochs"):
            if match[name]:
                yield Entry(name, int(match[name]), match.start(name), match.end(name))


def _entry(text: str, match: re.Match[str]) -> Entry | None:
    named = _name_before(text, match.start())
    if named is None or _CLAIMED.match(text, match.end()):
        return None
    start, name = named
    listed = _LIST.match(text, match.start("value"))
    written, end = match["value"], match.end("value")
    if listed and devices_listed(name, listed.group()):
        written, end = listed.group(), listed.end()
    devices = devices_listed(name, written)
    if devices:
        return Entry(name, devices, start, end, quantity="devices")
    if _says_more(text, match, name) or _other_meaning(text, match, start, name):
        return None
    return Entry(name, parse_value(written), start, end, *_around(text, start, name))


def _around(text: str, start: int, name: str) -> tuple[str, str]:
    """What the words before a name say of it: of held-out data, or of all devices."""
    before = text[max(0, start - 24) : start]
    if meaning(name) == "batch_size" and _IN_ALL.search(before):
        return "", "effective_batch_size"
    return "validation" if _HELD_OUT.search(before) else "", ""


def _name_before(text: str, end: int) -> tuple[int, str] | None:
    """The longest known name that ends here, with its start."""
    low = max(0, end - _FARTHEST)
    before = _BEFORE.search(text[low:end])
    if before is None:
        return None
    for group in ("words", "aside"):
        words = (before[group] or "").rpartition(". ")[2].rstrip()
        trailing = len(before[group] or "") - len((before[group] or "").rstrip())
        for word in _WORD.finditer(words):
            name = words[word.start() :]
            if meaning(name):
                return low + before.end(group) - trailing - len(name), name
    return None


def _says_more(text: str, match: re.Match[str], name: str) -> bool:
    """Whether it is one of several values, part of a sum, or the name of a graphics card."""
    quantity, value = meaning(name), match["value"]
    if quantity in _NEVER_THOUSANDS and re.match(r"\d{2,3},(?!000$)", value):
        return True
    if quantity == "devices" and _GRAPHICS_CARD.fullmatch(value):
        return True
    return bool(_GOES_ON.match(text, match.end()))


def _other_meaning(text: str, match: re.Match[str], start: int, name: str) -> bool:
    """Whether a word such as "epoch" is a unit or a place in the run: "1 epoch = 14 steps"."""
    before, end = text[max(0, start - 16) : start], match.end()
    if _IN_A_SUM.search(before) or "_" in name:
        return bool(_IN_A_SUM.search(before))
    if _NUMBER_BEFORE.search(before):
        return True
    if not is_bare(name) or name.lower() == "epochs":
        return meaning(name) in {"epochs", "devices"} and bool(_OTHER_UNIT.match(text, end))
    if match["sign"] == ":" and (not name.endswith("s") or _PLACE_IN_LIST.match(text, end)):
        return True
    return bool(_ONE_OF.search(before) or _UNIT.match(text, end))
