"""The course: its lessons in order, read from `data/course` when they are first asked for."""

import tomllib
from functools import cache
from importlib.resources import files

from data.words import Language
from knowledge.course_parse import parse_lesson
from knowledge.lesson import Frame, Lesson, Question

_SHELF = files("data").joinpath("course")


@cache
def folders() -> tuple[str, ...]:
    """The folders of the lessons, in the order of the course."""
    found = (one.name for one in _SHELF.iterdir() if one.joinpath("lesson.toml").is_file())
    return tuple(sorted(found))


@cache
def lesson(number: int, language: Language) -> Lesson:
    """A lesson in one language, by its place in the course.

    Raises:
        KeyError: there is no such lesson.
    """
    if not 1 <= number <= len(folders()):
        raise KeyError(number)
    folder = folders()[number - 1]
    table = tomllib.loads(_SHELF.joinpath(folder, "lesson.toml").read_text("utf-8"))
    pictures = {int(screen): key for screen, key in table.get("pictures", {}).items()}
    frame = Frame(folder.partition("-")[2], number, table["topic"], pictures)
    return parse_lesson(frame, _SHELF.joinpath(folder, f"{language}.md").read_text("utf-8"))


def lessons(language: Language) -> tuple[Lesson, ...]:
    """The course."""
    return tuple(lesson(number, language) for number in range(1, len(folders()) + 1))


@cache
def places() -> dict[str, tuple[int, int]]:
    """By skill, the lesson and the step of every question, in the order of the course."""
    return {
        step.skill: (one.number, place)
        for one in lessons("en")
        for place, step in enumerate(one.steps)
        if isinstance(step, Question)
    }
