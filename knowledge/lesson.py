"""A lesson of the course, in one language: its screens, questions and dialogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Speaker = Literal["teacher", "student"]


@dataclass(frozen=True)
class Option:
    """Something to choose.

    Attributes:
        text: what it says.
        mistake: name of the mistake that it is; None where it is right.
        why: why it is right or wrong; empty for what is right in a dialogue.
    """

    text: str
    mistake: str | None
    why: str

    @property
    def right(self) -> bool:
        """Whether it is the right one."""
        return self.mistake is None


@dataclass(frozen=True)
class Screen:
    """One idea.

    Attributes:
        title: its name.
        text: the idea, with **bold** and `code` as in Markdown.
        picture: what is trained and drawn for it; None where nothing is.
    """

    title: str
    text: str
    picture: str | None


@dataclass(frozen=True)
class Question:
    """A question on what came before.

    Attributes:
        skill: the name under which its memory is kept.
        text: what is asked.
        options: one of them is right.
    """

    skill: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Turn:
    """What somebody says in a dialogue."""

    speaker: Speaker
    text: str


@dataclass(frozen=True)
class Part:
    """A dialogue up to where the learner chooses what the student says; at its end, no options."""

    turns: tuple[Turn, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Frame:
    """What a lesson is in every language.

    Attributes:
        name: its folder without the number.
        number: its place in the course, from 1.
        topic: the topic whose page says more.
        pictures: by number of a screen, what is drawn for it.
    """

    name: str
    number: int
    topic: str
    pictures: Mapping[int, str]

    def skill(self, question: int) -> str:
        """The name under which the memory of a question is kept, by its number from 1."""
        return f"course:{self.name}:{question}"


@dataclass(frozen=True)
class Lesson:
    """A lesson in one language; its steps are screens and questions in the order of reading."""

    frame: Frame
    title: str
    steps: tuple[Screen | Question, ...]
    dialogue: tuple[Part, ...]

    @property
    def number(self) -> int:
        """Its place in the course, from 1."""
        return self.frame.number

    @property
    def name(self) -> str:
        """Its name in the store."""
        return self.frame.name
