"""The text of a lesson -> a lesson. How it is written: data/course/README.md."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import count
from random import Random

from knowledge.lesson import Frame, Lesson, Option, Part, Question, Screen, Speaker, Turn

_FENCE = "+++\n"
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_SCREEN, _QUESTION, _DIALOGUE = "Screen: ", "Question", "Dialogue"
_RIGHT = "right"
_SPEAKERS: dict[str, Speaker] = {"Teacher": "teacher", "Student": "student"}
_CHOICE = "Choice:"


class MalformedLessonError(ValueError):
    """A lesson is not written as data/course/README.md says."""


def parse_lesson(frame: Frame, markdown: str) -> Lesson:
    """A lesson in one language, from `en.md` or `zh.md`.

    Raises:
        MalformedLessonError: a section is missing, unknown, or not of its form.
    """
    try:
        _, head, body = markdown.split(_FENCE, 2)
        *sections, dialogue = _sections(body)
        steps, parts = tuple(_steps(frame, sections)), tuple(_dialogue(frame, *dialogue))
        return Lesson(frame, tomllib.loads(head)["title"], steps, parts)
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise MalformedLessonError(f"{frame.name}: {error!r}") from error


def _sections(text: str) -> Iterator[tuple[str, str]]:
    found = list(_SECTION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], text[match.end() : end].strip()


def _steps(frame: Frame, sections: Sequence[tuple[str, str]]) -> Iterator[Screen | Question]:
    screens, questions = count(1), count(1)
    for heading, text in sections:
        if heading.startswith(_SCREEN):
            picture = frame.pictures.get(next(screens))
            yield Screen(heading.removeprefix(_SCREEN), text, picture)
        elif heading == _QUESTION:
            yield _question(frame.skill(next(questions)), text)
        else:
            raise ValueError(f"no section is called {heading}")


def _question(name: str, text: str) -> Question:
    asked, _, listed = text.partition("\n")
    return Question(name, asked, _shuffled(map(_option, listed.splitlines()), name))


def _option(line: str) -> Option:
    name, rest = _bare(line, "- ").split(": ", 1)
    text, why = rest.split(" | ")
    return Option(text, None if name == _RIGHT else name, why)


def _dialogue(frame: Frame, heading: str, text: str) -> Iterator[Part]:
    """Each part begins with what the learner chose in the one before."""
    if heading != _DIALOGUE:
        raise ValueError(f"{heading} stands at the end")
    turns: list[Turn] = []
    options: list[Option] = []
    chosen = count(1)
    for line in [*text.splitlines(), None]:
        if line and line[0] in "+-":
            options.append(_chosen(line))
            continue
        if options:
            yield Part(tuple(turns), _shuffled(options, f"{frame.name} {next(chosen)}"))
            turns = [Turn("student", one.text) for one in options if one.right]
            options = []
        if line and line != _CHOICE:
            speaker, said = line.split(": ", 1)
            turns.append(Turn(_SPEAKERS[speaker], said))
    yield Part(tuple(turns), ())


def _chosen(line: str) -> Option:
    if line.startswith("+"):
        return Option(_bare(line, "+ "), None, "")
    text, answer = _bare(line, "- ").split(" | ")
    return Option(text, "other", answer)


def _bare(line: str, mark: str) -> str:
    if not line.startswith(mark):
        raise ValueError(f"not an option: {line}")
    return line.removeprefix(mark)


def _shuffled(options: Iterator[Option] | Sequence[Option], seed: str) -> tuple[Option, ...]:
    """The options in an order that does not tell the right one, the same in every language."""
    listed = list(options)
    return tuple(Random(seed).sample(listed, len(listed)))
