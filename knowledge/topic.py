"""What the bot knows of one topic, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Depth = Literal["quick", "standard", "detailed"]


@dataclass(frozen=True)
class Source:
    """A paper or a book that a topic rests on."""

    author: str
    title: str
    year: int


@dataclass(frozen=True)
class Frame:
    """What is the same in every language.

    Attributes:
        slug: the topic's name in links, buttons and answers for programs.
        group: the shelf that it stands on.
        related: slugs of the topics that come next to mind, nearest first.
        experiment: key of the trainings that show it; None where none does.
        quantities: names of what the solver works out and this topic explains.
        sources: what it rests on.
    """

    slug: str
    group: str
    related: tuple[str, ...]
    experiment: str | None
    quantities: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Myth:
    """Something that is said, whether it is true, and why."""

    claim: str
    true: bool
    why: str


@dataclass(frozen=True)
class Card:
    """A flash card."""

    front: str
    back: str


@dataclass(frozen=True)
class Answer:
    """A direct answer of two or three sentences, and how people ask for it."""

    key: str
    questions: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Topic:
    """One topic in one language; texts hold **bold**, `code`, lists and tables as in Markdown."""

    frame: Frame
    title: str
    aliases: tuple[str, ...]
    depths: Mapping[Depth, str]
    example: str
    analogy: str
    memory_aid: str
    myths: Sequence[Myth]
    cards: Sequence[Card]
    answers: Sequence[Answer]

    @property
    def slug(self) -> str:
        """The topic's name in links, buttons and answers for programs."""
        return self.frame.slug

    def answer(self, key: str) -> Answer:
        """The direct answer of that name.

        Raises:
            KeyError: the topic has none of that name.
        """
        for answer in self.answers:
            if answer.key == key:
                return answer
        raise KeyError(key)
