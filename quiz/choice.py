"""Which skill comes next for a person, and why: a function of memories and the moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Literal

from data.memory import Memory
from quiz.graph import Graph
from quiz.landing import Day, landing, put_off
from quiz.schedule import planned, recall

Kind = Literal["due", "landing", "leech", "new", "practice"]

NEW_A_DAY = 4
_WRONG, _LAPSES = 6, 4
"""So many wrong answers, or lapses, and the lesson helps more than another question."""
_KNOWN = 0.8
"""What is remembered with that chance can be built on, even after a slip."""
_WEAKEST = 3
"""With nothing due and nothing new, one of so many weakest skills is practised."""
_JUST_ASKED = 2
"""So many skills that were asked last are not practised again at once."""


@dataclass(frozen=True)
class Reason:
    """Why a skill was chosen.

    - "due": it would soon be forgotten.
    - "landing": the same, after an absence; what else waits is spread over the next days.
    - "leech": it went wrong so often that its lesson is to be read now instead.
    - "new": everything that it builds on is known.
    - "practice": nothing is due or new today, and it is among the weakest.

    Attributes:
        kind: one of these.
        due_since: when it became due; None where it is not due.
        recall: the chance, 0 to 1, that it is remembered now; None where it is new.
        builds_on: the skills that a new one builds on.
        waiting: how many others are due now.
        put_off: how many are spread over the next days.
        wrong: how often it went wrong since it was last known well.
    """

    kind: Kind
    due_since: datetime | None = None
    recall: float | None = None
    builds_on: tuple[str, ...] = ()
    waiting: int = 0
    put_off: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Chosen:
    """What comes next.

    Attributes:
        skill: its name.
        topic: slug of the topic that teaches it.
        reason: why.
        memory: what is remembered of it; None where it is new.
        moved: skills that wait for a later day from now on, and until when.
    """

    skill: str
    topic: str
    reason: Reason
    memory: Memory | None = None
    moved: Mapping[str, datetime] = field(default_factory=dict)


def choose(
    graph: Graph,
    memories: Iterable[Memory],
    recent: Sequence[str],
    now: datetime,
    today: Day,
    *,
    seed: int,
    new_a_day: int = NEW_A_DAY,
) -> Chosen:
    """The skill to ask next, and why: one that is due, else a new one, else one of the weakest.

    Args:
        graph: all skills, in the order in which they are met.
        memories: what the person remembers, of these skills or not.
        recent: what was asked last, the newest first.
        now: an aware moment.
        today: the learner's day that it falls into.
        seed: decides among the weakest.
        new_a_day: how many skills may be met in a day.
    """
    known = {memory.skill: memory for memory in memories if memory.skill in graph}
    moved = landing(list(known.values()), now, today)
    known |= {skill: replace(known[skill], due=due) for skill, due in moved.items()}
    lately = [skill for skill in recent if skill in graph]
    spread = sum(put_off(memory) for memory in known.values())
    skill, kind = (
        _due(graph, known, lately, now, landed=spread > 0)
        or _new(graph, known, now, today, new_a_day)
        or _weak(graph, known, lately, now, seed)
    )
    reason = _reason(graph, known, skill, kind, now, spread)
    return Chosen(skill, graph[skill].topic, reason, known.get(skill), moved)


def reason_of(graph: Graph, memories: Iterable[Memory], skill: str, at: datetime) -> Reason:
    """Why a skill was chosen at a moment, while what is remembered has not changed since."""
    known = {memory.skill: memory for memory in memories if memory.skill in graph}
    memory, spread = known.get(skill), sum(put_off(one) for one in known.values())
    kind: Kind = "new"
    if memory:
        kind = ("landing" if spread else "due") if memory.due <= at else "practice"
    return _reason(graph, known, skill, kind, at, spread)


def is_leech(memory: Memory) -> bool:
    """Whether a skill goes wrong so often that its lesson helps more than another question."""
    return not memory.right and (memory.wrong >= _WRONG or memory.lapses >= _LAPSES)


def _due(
    graph: Graph, known: Mapping[str, Memory], lately: Sequence[str], now: datetime, *, landed: bool
) -> tuple[str, Kind] | None:
    """The longest due, of another topic than the last one where there is any."""
    due = [memory for memory in known.values() if memory.due <= now]
    if not due:
        return None
    last = graph[lately[0]].topic if lately else None
    first = min(
        due,
        key=lambda one: (
            graph[one.skill].topic == last,
            one.first_review if landed else one.due,
            one.skill,
        ),
    )
    if is_leech(first):
        return first.skill, "leech"
    return first.skill, "landing" if landed else "due"


def _new(
    graph: Graph, known: Mapping[str, Memory], now: datetime, today: Day, new_a_day: int
) -> tuple[str, Kind] | None:
    """The next new skill whose foundations stand, while the day has room for it."""
    met = sum(memory.first_review >= today.start for memory in known.values())
    if met >= new_a_day and known:
        return None
    able = (name for name in graph if name not in known and _stand(graph, known, name, now))
    first = next(able, None)
    return (first, "new") if first else None


def _stand(graph: Graph, known: Mapping[str, Memory], name: str, now: datetime) -> bool:
    """Whether everything that a skill builds on is known."""
    below = [known.get(need) for need in graph[name].needs]
    return all(one is not None and (one.right or recall(one, now) >= _KNOWN) for one in below)


def _weak(
    graph: Graph, known: Mapping[str, Memory], lately: Sequence[str], now: datetime, seed: int
) -> tuple[str, Kind]:
    """One of the least remembered, neither asked just now nor resting after its lesson."""
    rested = [one for one in known.values() if one.skill not in lately[:_JUST_ASKED]]
    pool = [one for one in rested if one.right] or rested or list(known.values())
    weakest = sorted(pool, key=lambda one: (recall(one, now), one.skill))[:_WEAKEST]
    return (Random(seed).choice(weakest).skill if weakest else next(iter(graph))), "practice"


def _reason(  # noqa: PLR0917 (what the choice knows)
    graph: Graph, known: Mapping[str, Memory], skill: str, kind: Kind, now: datetime, spread: int
) -> Reason:
    memory = known.get(skill)
    if memory is None:
        return Reason(kind, builds_on=graph[skill].needs)
    waiting = [one for one in known.values() if one.due <= now and one.skill != skill]
    return Reason(
        kind,
        due_since=_since(memory) if memory.due <= now else None,
        recall=recall(memory, now),
        waiting=len(waiting),
        put_off=spread,
        wrong=memory.wrong,
    )


def _since(memory: Memory) -> datetime:
    return planned(memory) if put_off(memory) else memory.due
