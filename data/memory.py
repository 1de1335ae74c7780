"""How well a person remembers a skill, and the row of the store that keeps it."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a person remembers a skill: FSRS's own figures, and what the choice looks at.

    Attributes:
        skill: name of the skill.
        due: when the skill is to be asked again.
        stability: days until the chance to remember it falls to nine in ten.
        difficulty: how hard it is to this person, 1 to 10.
        state: FSRS's state; 1 learning, 2 reviewing, 3 learning again.
        last_review: when it was answered last.
        first_review: when it was met.
        right: whether the last answer was right.
        answers: answers so far.
        wrong: wrong answers since it last settled or rested.
        lapses: how many of these followed upon a right one.
    """

    skill: str
    due: datetime
    stability: float
    difficulty: float
    state: int
    last_review: datetime
    first_review: datetime
    right: bool
    answers: int = 1
    wrong: int = 0
    lapses: int = 0


COLUMNS = (
    "due, stability, difficulty, state, last_review, first_review, right, answers, wrong, lapses"
)
"""What a row has beside person and skill, in the order of the fields."""
Row = tuple[str, int, float, float, int, int, int, int, int, int, int]
"""Name of the skill, and the columns."""


def to_values(memory: Memory) -> tuple[int | float, ...]:
    """The values of the columns; moments are whole seconds."""
    return (
        seconds(memory.due),
        memory.stability,
        memory.difficulty,
        memory.state,
        seconds(memory.last_review),
        seconds(memory.first_review),
        memory.right,
        memory.answers,
        memory.wrong,
        memory.lapses,
    )


def from_row(row: Row) -> Memory:
    """The memory that a row keeps."""
    moments = (moment(row[5]), moment(row[6]))
    return Memory(row[0], moment(row[1]), *row[2:5], *moments, bool(row[7]), *row[8:])


def seconds(at: datetime) -> int:
    """Whole seconds since 1970."""
    return int(at.timestamp() // 1)


def moment(at: float) -> datetime:
    """The moment of seconds since 1970, in UTC."""
    return datetime.fromtimestamp(at, UTC)
