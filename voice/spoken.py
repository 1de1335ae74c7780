"""A written text of a lesson -> what a person would say who reads it aloud.

The text is the Markdown of lessons: bold, code, lists and tables; what is said has a line for each
paragraph.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from data.words import Language
from voice.formulas import formula, without_gaps
from voice.lexicon import Lexicon, lexicon
from voice.names import word
from voice.numbers import NUMBER, number, scaled, year

LONGEST = 40_000
"""Characters of a text that are read; more is an hour."""

_RULE = re.compile(r"[\s|:-]+\Z")
_START = re.compile(r"(?:[-•*#>]+|(?P<place>\d{1,2})\.) +")
_END = re.compile(r"[.!?。！？:：;；,，、]\Z")
_UNITS = r"ms|min|KB|kB|MB|GB|TB|KiB|MiB|GiB|it/s|s/it|px|s|h"
_PROSE = re.compile(
    r"`(?P<code>[^`]{1,400})`"
    r"|(?P<formula>⌈[^⌈⌉]{1,80}⌉|⌊[^⌊⌋]{1,80}⌋|√\([^()]{1,80}\)|√\w{1,20}"
    r"|(?<![\w.])[A-Za-z0-9.]{1,12}\^-?[A-Za-z0-9]{1,12})"
    r"|(?<=[\s(（等人])(?P<year>19[5-9]\d|20(?!00)[0-2]\d)(?=[)）,，;；.。]|\Z)"
    r"|(?<![\w./])(?P<one>\d{1,3})/(?P<other>\d{1,3})(?:/(?P<third>\d{1,3}))?(?![\w/])"
    rf"|(?<![A-Za-z0-9_.])(?P<scaled>{NUMBER})(?P<scale>[kMB])(?![A-Za-z0-9/])"
    rf"|(?<![A-Za-z0-9_.])(?:(?P<low>{NUMBER})%?[–～~-])?(?P<number>{NUMBER})"
    rf"(?:(?P<share> ?%)| ?(?P<unit>{_UNITS})(?![A-Za-z0-9])|(?P<times>[x×])(?= ?[^\W\d]))?"
    r"|(?P<word>(?:e\.g\.|i\.e\.|et al\.|etc\.|vs\.)"
    r"|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:(?<=\d)\.\d{1,4})?)"
    r"|(?P<letter>[\u00b5\u0391-\u03a2\u03a4-\u03c9])"
    r"|(?P<share_alone>%)"
    r"|(?P<dash> [–—] |——|—|…)"
    r"|(?P<sign> [-/] |!=|[<>=]=|[×÷±≈≤≥≠=<>+−·√∞∝∇∂Σ∑←→⇒&°²³])"
)
_SHARE = re.compile(r"` ?%")
_NOT_SAID = str.maketrans("", "", '*`|#"“”「」_')
_PAUSED = re.compile(r" ?[()（）] ?")
_SPACES = re.compile(r"[ \t]{1,200}")
_LOST = re.compile(r"(?: *[,，、；;:：]){1,9} *(?=[,，、。.;；:：!?！？])| +(?=[,.;:!?])")
_ASKED = re.compile(r"([?？!！]) ?[,，]| +(?='s\b)")
_HYPHEN = re.compile(r" -(?=\w)|(?<=\w)- ")
_COUNTED = re.compile(r" ?(?:次(?!方)|[个轮步批倍张种条层件折块组份行项位台遍秒])")


def spoken(written: str, language: Language) -> str:
    """What is said of a text, a paragraph a line."""
    reader = _Prose(lexicon(language))
    return "\n".join(filter(None, reader.paragraphs(written[:LONGEST])))


class _Prose:
    """Says the sentences of one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._language = words.language
        self._sayings: Mapping[str, Callable[[str], str]] = {
            "code": lambda text: f" {formula(text, self._language)} ",
            "formula": lambda text: f" {formula(text, self._language)} ",
            "year": lambda text: year(text, self._language),
            "word": self._word,
            "letter": lambda text: f" {words.letters.get(text, '')} ",
            "sign": lambda text: f" {words.symbols.get(text.strip(), '')} ",
            "share_alone": lambda _: words.phrases["percent_alone"],
            "dash": lambda _: words.phrases["pause"],
        }

    def paragraphs(self, written: str) -> Iterator[str]:
        """Each line of a text and each row of a table."""
        for is_row, lines in groupby(written.splitlines(), lambda line: line.startswith("|")):
            if is_row:
                yield from self._rows([_cells(line) for line in lines if not _RULE.match(line)])
            else:
                yield from map(self._line, lines)

    def _rows(self, table: Sequence[Sequence[str]]) -> Iterator[str]:
        """Each row of a table: its first cell, then the others, each after its column's name."""
        pause, stop = self._words.phrases["pause"], self._words.phrases["stop"]
        head, *rows = table or [[]]
        for first, *others in rows:
            named = zip(head[1:], others, strict=False)
            cells = [pause.join(filter(None, pair)) for pair in named]
            yield self._line(f"{first}{stop} " + f"{stop} ".join(cells))

    def _line(self, line: str) -> str:
        start = _START.match(line)
        text = line[start.end() :] if start else line
        if start and start["place"]:
            text = f"{start['place']}{self._words.phrases['pause']}{text}"
        said = self._tidy(_PROSE.sub(self._said, _SHARE.sub("%`", text.replace("**", ""))))
        if said and not _END.search(said):
            said += self._words.phrases["stop"]
        return said

    def _said(self, found: re.Match[str]) -> str:
        """What is said of something that is not a plain word."""
        kind = next(name for name in found.re.groupindex if found[name] is not None)
        if say := self._sayings.get(kind):
            return say(found[kind])
        return self._quantity(found)

    def _word(self, text: str) -> str:
        said = word(text, self._words)
        return said if said == text else f" {said} "

    def _quantity(self, found: re.Match[str]) -> str:
        language, phrases = self._language, self._words.phrases
        if found["one"]:
            return self._parts(found["one"], found["other"], found["third"])
        if found["scaled"]:
            return scaled(found["scaled"], found["scale"], language)
        said = number(found["number"], language)
        if found["low"]:
            said = phrases["range"].format(number(found["low"], language), said)
        if found["share"]:
            return phrases["percent"].format(said)
        if said == "二" and _COUNTED.match(found.string, found.end()):
            said = "两"
        unit = found["unit"] or found["times"]
        return f"{said} {self._words.units[unit]} " if unit else said

    def _parts(self, *written: str | None) -> str:
        """`80/20` is how something is shared; `1/4` is a quotient."""
        whole = [int(part) for part in written if part]
        said = [number(part, self._language) for part in written if part]
        if sum(whole) in {10, 100} or len(said) > 2:  # noqa: PLR2004 - a quotient has two
            return self._words.phrases["pause"].join(said)
        return self._words.phrases["over"].format(*said)

    def _tidy(self, said: str) -> str:
        said = _SPACES.sub(" ", said.translate(_NOT_SAID))
        said = _PAUSED.sub(self._words.phrases["pause"], _HYPHEN.sub(" ", said))
        said = _LOST.sub("", _ASKED.sub(r"\1", said)).strip(" ,，、")
        return without_gaps(said) if self._language == "zh" else said


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
