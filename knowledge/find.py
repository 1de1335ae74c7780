"""A question -> the topics that it is about, and the direct answer there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.library import topic
from knowledge.plainly import named_plainly

Kind = Literal["lesson", "help", "outside"]


@dataclass(frozen=True)
class Match:
    """A topic, and how sure it is that the question is about it.

    Attributes:
        slug: the topic.
        score: from 0 to 1; those of all topics and of everything else sum to 1.
    """

    slug: str
    score: float

    @property
    def likely(self) -> bool:
        """Whether it is likely enough to be taken for what is meant."""
        return self.score >= _LIKELY


@dataclass(frozen=True)
class Finding:
    """What a question is about.

    Attributes:
        kind: whether a topic answers it, the bot's help does, or nothing here.
        topics: the most likely topics, best first.
        answer: name of the direct answer under the first topic; None where none fits.
        ahead: how much better that answer fits than the next one of the topic.
    """

    kind: Kind
    topics: Sequence[Match]
    answer: str | None
    ahead: float = 0.0

    @property
    def near(self) -> str | None:
        """A second topic that is meant nearly as likely as the first."""
        if len(self.topics) < 2:  # noqa: PLR2004 (a first and a second)
            return None
        first, second = self.topics[:2]
        return second.slug if second.score >= _NEAR * first.score else None

    @property
    def unsure(self) -> bool:
        """Whether no topic is likely enough to be taken for what is meant."""
        return not self.topics[0].likely


_LIKELY = 0.2
"""How likely a topic must be to be answered with; below that, the nearest are offered."""
_NEAR = 0.4
"""Share of the first topic's score from which the second is offered, too."""


def prepare() -> None:
    """Load what was learnt and the model, so that the first question need not wait for them."""
    from knowledge.ranking import rank

    rank("what is an epoch?")


def find(text: str) -> Finding:
    """What a question is about; the first that is to be judged loads what was learnt, in 0.2 s."""
    slug = named_plainly(text)
    if slug:
        return Finding("lesson", (Match(slug, 1.0),), topic(slug, "en").answers[0].key, 1.0)
    from knowledge.ranking import rank

    return rank(text)
