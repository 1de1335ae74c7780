"""A text as a row of tokens: numbers, words of the vocabulary, names of data sets, and segments."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import NamedDataset
from solver.reading.code.settings import LONGEST_FILE, NOTHING, Settings, find_settings
from solver.reading.sums.arithmetic import joined
from solver.reading.tokens.durations import find_durations
from solver.reading.tokens.numbers import Number, find_numbers, half_width
from solver.reading.tokens.spelling import corrected
from solver.reading.tokens.vocabulary import Label, find_labels

_MARKER = lazy_pattern(
    r"[①-⑳]|(?:(?<=[\s:;,.?。；：，？])|^)(?:[(]\s?(?:\d{1,2}|[a-h])\s?[)]|(?:\d{1,2}|[a-h])[)])"
    r"|(?:(?<=[\n;；])|^)\s?\d{1,2}[.、](?=\s|[^\d\s])|(?<=\n)\s?[-*•](?=\s?[A-Za-z\u4e00-\u9fff])"
)
_IN_A_ROW = (
    lazy_pattern(r"(?<![A-Za-z0-9_)\]])\s?[(](?P<part>[1-9])[)]"),
    lazy_pattern(r"(?:(?<=[\s:;,.?。，])|^)(?P<part>[1-9])、(?=[^\d\s])"),
)
"""Numbered parts, wherever they stand: 求(1)步数(2)轮数."""
_FEWEST_PARTS = 2
_DIGITS = lazy_pattern(r"\d+")
_FIRST_OF_A_LIST = 2
_END = lazy_pattern(
    r"(?<![=≈])(?<![=≈]\s)[?]+|(?:[。;；\n]|!(?!=))+|(?<!e\.g)(?<!i\.e)(?<!vs)\.(?=[\"'”’)\]]{0,2}(?:\s|$))"
)
_CODE_LINE = lazy_pattern(r"#[^\n]*|[^\n#]+")
_ONE_EPOCH = lazy_pattern(
    r"(?<![\d.,])(?<![\d,] )(?<!\d\. )(?<!for )(?<!train )(?<!trained )(?<!run )"
    r"(?<!only )(?<!=)(?<!= )(?<!:)"
    r"(?<!: )(?<!did )(?<!训练)(?<!只跑)(?<!跑)(?<!了)(?<!batch )(?<!bs )(?<!repeat )(?<!size )"
    r"1\s?(?:个\s?)?(?:epo(?:ch|che)(?!s|[A-Za-z_])|ep(?![A-Za-z])|轮(?!次))"
    r"|(?<![\d.])1 epo(?:ch|che)(?= (?:will|would|is|has|have|equals?|takes?|needs?|means)\b| ?=)",
    re.IGNORECASE,
)
"""One epoch as the measure of something, not as the length of a run: "1 epoch has 600 steps"."""
_ONE_ITERATION = lazy_pattern(
    r"(?<![\d.,])(?<![\d,] )1\s?(?:个\s?|次)?(?:iter(?:ation)?|step|步|迭代)(?!s|[A-Za-z_])"
    r"(?=\s?(?:takes?|took|needs?|costs?|要|用|花|需|大概|约"
    r"|is\b|equals?\b|means?\b|就?是|等于|相当于|对应|contains?|processes"
    r"|[:：=]?\s?\d{1,6}(?:\.\d{1,6})?\s?(?:m?s(?![a-z])|毫?秒)))",
    re.IGNORECASE,
)
"""One iteration as the measure of something: "1 iteration is 1 batch", "1 step takes 2 s"."""
_RUN_TOGETHER = lazy_pattern(
    r"(?:(?:size|大小|尺寸|batch)\s?(?:is|of|为|是|=|:)\s?\d{1,3}|(?<![\d,.])\d{1,3}(?=,(?!000)))"
    r"(?P<comma>,)\d{3}\s?个?\s?(?:epoch"
    r"|轮)",
    re.IGNORECASE,
)
"""A comma between two numbers that looks like one within a number: "大小为5,100个epoch"."""


@dataclass(frozen=True)
class Mention:
    """A data set that the text names."""

    dataset: NamedDataset
    start: int
    end: int
    text: str


Token = Number | Label | Mention
LONGEST_TEXT = 16_384
"""Characters that are read as sentences; in a longer file, only settings are looked for."""
MOST_TOKENS = 400
"""Words and numbers of a text that are read; no question has as many."""
MOST_SEGMENTS = 1_000
LONGEST_SEGMENT = 2_000
"""Characters of a sentence; a longer one is cut."""
LAST_WORDS = 120
"""Characters in which a pattern is looked for that stands right before something."""


@dataclass(frozen=True)
class Segment:
    """A sentence, or one part of a numbered list."""

    start: int
    end: int
    listed: bool = False

    def holds(self, token: Token) -> bool:
        """Whether a token stands in it."""
        return self.start <= token.start < self.end


@dataclass(frozen=True, eq=False)
class Scan:
    """A text with its tokens, from left to right, its segments, and what its code sets."""

    text: str
    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...]
    settings: Settings = NOTHING

    def gap(self, left: int, right: int) -> str:
        """The text between two tokens, given by their places in the row."""
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def segment_of(self, token: Token) -> Segment:
        """The segment in which a token stands."""
        return self.segment_at(token.start)

    def segment_at(self, place: int) -> Segment:
        """The segment of a character."""
        return self.segments[bisect_right(self._cuts, place) - 1]

    def places(self, start: int, end: int) -> range:
        """Where in the row the tokens stand that start between two characters."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def before(self, place: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds in the last words before a character."""
        return pattern.search(self.text, max(0, place - LAST_WORDS), place)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _cuts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)


def scan(text: str, datasets: Sequence[NamedDataset]) -> Scan:
    """Find all tokens and segments of a text."""
    return _scan(text[:LONGEST_FILE], tuple(datasets))


@lru_cache(maxsize=4)
def _scan(text: str, datasets: tuple[NamedDataset, ...]) -> Scan:
    """The same; the road of a question comes by several times."""
    whole = half_width(text)
    flat = corrected(_parted(whole[:LONGEST_TEXT]))
    markers = [match.span() for match in _in_order(flat) if not _closes(flat, match)]
    markers = _in_a_row(flat) or markers
    settings = find_settings(flat if len(whole) <= LONGEST_TEXT else whole)
    taken = bytearray(len(flat))
    for start, end in (*markers, *_places(flat, settings)):
        taken[start:end] = b"\1" * (end - start)
    tokens: list[Token] = []
    one_epoch = [Label("per_epoch", *m.span(), m.group()) for m in _ONE_EPOCH.finditer(flat)]
    one_epoch += [
        Label("per_iteration", *m.span(), m.group()) for m in _ONE_ITERATION.finditer(flat)
    ]
    for found in (
        one_epoch,
        _mentions(flat, datasets),
        find_durations(flat),
        joined(flat, find_numbers(flat)),
        find_labels(flat),
    ):
        tokens += _free(found, taken)
    ordered = sorted(tokens, key=lambda token: token.start)[:MOST_TOKENS]
    return Scan(flat, tuple(ordered), _segments(flat, markers), settings)


def _in_order(text: str) -> list[re.Match[str]]:
    """What looks like the numbers of a list; "(32)" is none without a 31 or a 33 beside it."""
    found = list(_MARKER.finditer(text))
    numbers = {int(digits[0]) for match in found if (digits := _DIGITS.findall(match.group()))}
    return [
        match
        for match in found
        if not (digits := _DIGITS.findall(match.group()))
        or int(digits[0]) <= _FIRST_OF_A_LIST
        or {int(digits[0]) - 1, int(digits[0]) + 1} & numbers
    ]


def _closes(text: str, marker: re.Match[str]) -> bool:
    """Whether what looks like "4)" of a list closes a bracket: "(batch size 4)"."""
    before = text[text.rfind("\n", 0, marker.start()) + 1 : marker.start()]
    return "(" not in marker.group() and before.count("(") > before.count(")")


def _in_a_row(text: str) -> list[tuple[int, int]]:
    """Numbers in brackets, or with a comma, that count from one: the parts of a question."""
    for pattern in _IN_A_ROW:
        found = list(pattern.finditer(text))
        counted = [int(match["part"]) for match in found]
        if len(found) >= _FEWEST_PARTS and counted == list(range(1, len(found) + 1)):
            return [match.span() for match in found]
    return []


def _places(text: str, settings: Settings) -> Iterable[tuple[int, int]]:
    """The places of settings, and of code without its comments, which are read as sentences."""
    for setting in settings.found:
        yield setting.start, setting.end
    for start, end in settings.spans:
        for line in _CODE_LINE.finditer(text, start, end):
            if not line.group().startswith("#"):
                yield line.start(), line.end()


def _parted(text: str) -> str:
    """The text with commas between two numbers as such."""
    for match in _RUN_TOGETHER.finditer(text):
        text = text[: match.start("comma")] + "，" + text[match.end("comma") :]
    return text


def _free(found: Iterable[Token], taken: bytearray) -> list[Token]:
    """The tokens that overlap nothing taken before them; their characters are taken now."""
    free = []
    for token in found:
        if 1 not in taken[token.start : token.end]:
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            free.append(token)
    return free


def _mentions(text: str, datasets: Sequence[NamedDataset]) -> Iterable[Mention]:
    for dataset in datasets:
        for match in _name_pattern(dataset.name, dataset.aliases).finditer(text):
            yield Mention(dataset, match.start(), match.end(), match.group())


@lru_cache(maxsize=256)
def _name_pattern(name: str, aliases: tuple[str, ...]) -> re.Pattern[str]:
    """A name as people write it: any case, with a space, a hyphen or nothing between its words."""
    names = sorted((name, *aliases), key=len, reverse=True)
    spelled = "|".join(r"[\s_-]?".join(map(re.escape, re.split(r"[\s_-]", n))) for n in names)
    return re.compile(rf"(?<![A-Za-z0-9-])(?:{spelled})(?![A-Za-z0-9])", re.IGNORECASE)


def _segments(text: str, markers: list[tuple[int, int]]) -> tuple[Segment, ...]:
    cuts = {0: False} | {match.end(): False for match in _END.finditer(text)}
    cuts |= {start: True for start, _ in markers}
    places = [*sorted(cuts)[:MOST_SEGMENTS], len(text)]
    return tuple(
        Segment(part, min(part + LONGEST_SEGMENT, end), cuts[start] and part == start)
        for start, end in pairwise(places)
        for part in range(start, end, LONGEST_SEGMENT)
    )
