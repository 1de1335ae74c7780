"""The text files of a topic -> a topic. How they are written: data/topics/README.md."""

import re
import tomllib
from collections.abc import Iterator

from knowledge.topic import Answer, Card, Depth, Frame, Myth, Source, Topic

_FENCE = "+++\n"
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_ANSWER = re.compile(r"^### +(.+?) *$", re.MULTILINE)
_BULLET = "- "
_VERDICTS = {"true": True, "false": False}
_DEPTHS: dict[Depth, str] = {"quick": "Quick", "standard": "Standard", "detailed": "Detailed"}


class MalformedTopicError(ValueError):
    """A file of a topic is not written as data/topics/README.md says."""


def parse_frame(slug: str, toml: str) -> Frame:
    """What is the same in every language, from `topic.toml`.

    Raises:
        MalformedTopicError: something is missing or is not TOML.
    """
    try:
        table = tomllib.loads(toml)
        return Frame(
            slug,
            table["group"],
            tuple(table["related"]),
            table.get("experiment"),
            tuple(table.get("quantities", ())),
            tuple(Source(**source) for source in table["sources"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"{slug}/topic.toml: {error!r}"
        raise MalformedTopicError(message) from error


def parse_topic(frame: Frame, markdown: str) -> Topic:
    """A topic in one language, from `en.md` or `zh.md`.

    Raises:
        MalformedTopicError: a section or a field is missing, or a line has not its section's form.
    """
    try:
        head, body = _parted(markdown)
        sections = dict(_split(_SECTION, body))
        return Topic(
            frame,
            head["title"],
            tuple(head["aliases"]),
            {depth: sections[name] for depth, name in _DEPTHS.items()},
            sections["Example"],
            sections["Analogy"],
            sections["Memory aid"],
            tuple(_myth(line) for line in _bullets(sections["Misconceptions"])),
            tuple(_card(line) for line in _bullets(sections["Flash cards"])),
            tuple(_answer(key, text) for key, text in _split(_ANSWER, sections["Answers"])),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        message = f"{frame.slug}: {error!r}"
        raise MalformedTopicError(message) from error


def _parted(markdown: str) -> tuple[dict[str, str], str]:
    start, head, body = markdown.split(_FENCE, 2)
    if start:
        message = "text before the front matter"
        raise ValueError(message)
    return tomllib.loads(head), body


def _split(heading: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    found = list(heading.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], text[match.end() : end].strip()


def _bullets(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if wrong := [line for line in lines if not line.startswith(_BULLET)]:
        message = f"not a list item: {wrong[0]}"
        raise ValueError(message)
    return [line.removeprefix(_BULLET).strip() for line in lines]


def _pair(line: str) -> tuple[str, str]:
    left, right = line.split(" | ")
    return left.strip(), right.strip()


def _myth(line: str) -> Myth:
    verdict, _, rest = line.partition(": ")
    claim, why = _pair(rest)
    return Myth(claim, _VERDICTS[verdict], why)


def _card(line: str) -> Card:
    return Card(*_pair(line))


def _answer(key: str, text: str) -> Answer:
    questions, _, answer = text.partition("\n\n")
    return Answer(key, tuple(_bullets(questions)), answer.strip())
