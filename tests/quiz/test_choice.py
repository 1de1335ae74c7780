"""What comes next and why: due before new, topics in turn, foundations first, gently after a gap."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from data.memory import Memory
from quiz.choice import NEW_A_DAY, Chosen, choose, is_leech
from quiz.graph import Graph, graph
from quiz.landing import A_DAY, AWAY, Day, landing
from quiz.schedule import recall, review

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Idea:
    """A skill as far as its choice looks at it."""

    name: str
    topic: str
    needs: tuple[str, ...] = ()


# Three topics of twelve skills; in each, a skill builds on the one before it.
CHAINS: Graph = graph(
    Idea(f"{topic}{place:02}", topic, (f"{topic}{place - 1:02}",) if place else ())
    for place in range(12)
    for topic in ("a", "b", "c")
)
FREE: Graph = graph(Idea(f"{topic}{n:02}", topic) for n in range(14) for topic in ("a", "b", "c"))


def _today(now: datetime) -> Day:
    start = now.replace(hour=4, minute=0, second=0, microsecond=0)
    return Day(start, start + DAY)


def _next(
    skills: Graph, memories: Sequence[Memory], now: datetime, *recent: str, seed: int = 1
) -> Chosen:
    return choose(skills, memories, recent, now, _today(now), seed=seed)


def _learn(skill: str, at: datetime, *ratings: Rating) -> Memory:
    memory: Memory | None = None
    for rating in ratings or (Rating.Good,):
        memory = review(skill, memory, rating, memory.due if memory else at)
    assert memory is not None
    return memory


def _wrong(skill: str, at: datetime) -> Memory:
    return _learn(skill, at, Rating.Again)


class Learner:
    """Somebody who answers what is chosen; who is told which skills they get wrong."""

    def __init__(self, skills: Graph, now: datetime) -> None:
        self.skills, self.now = skills, now
        self.memories: dict[str, Memory] = {}
        self.recent: list[str] = []

    def look(self) -> Chosen:
        """What comes next; what is moved stays moved."""
        chosen = _next(self.skills, list(self.memories.values()), self.now, *self.recent)
        for skill, due in chosen.moved.items():
            self.memories[skill] = replace(self.memories[skill], due=due)
        return chosen

    def answer(self, rating: Rating = Rating.Good) -> Chosen:
        """Answer what comes next, in a minute."""
        chosen = self.look()
        known = self.memories.get(chosen.skill)
        self.memories[chosen.skill] = review(chosen.skill, known, rating, self.now)
        self.recent.insert(0, chosen.skill)
        self.now += timedelta(minutes=1)
        return chosen


def test_a_beginner_starts_with_the_first_skill(now: datetime) -> None:
    """Without memories the course begins at its beginning, and says that it is new."""
    chosen = _next(CHAINS, [], now)
    assert (chosen.skill, chosen.topic, chosen.memory) == ("a00", "a", None)
    assert (chosen.reason.kind, chosen.reason.builds_on) == ("new", ())


def test_due_comes_before_new_and_says_since_when(now: datetime) -> None:
    """The longest due comes first, with the moment it became due and the chance to know it."""
    early, late = _wrong("a00", now - 3 * HOUR), _wrong("b00", now - 2 * HOUR)
    chosen = _next(CHAINS, [late, early], now)
    assert (chosen.skill, chosen.memory) == ("a00", early)
    reason = chosen.reason
    assert (reason.kind, reason.due_since, reason.waiting) == ("due", early.due, 1)
    assert reason.recall == recall(early, now)


def test_topics_take_turns(now: datetime) -> None:
    """Of what is due, no topic comes twice in a row while another waits."""
    memories = {name: _wrong(name, now - 2 * HOUR) for name in ("a00", "a01", "a02", "b00", "c00")}
    asked: list[str] = []
    while due := [one for one in memories.values() if one.due <= now]:
        chosen = _next(FREE, list(memories.values()), now, *reversed(asked))
        others = {FREE[one.skill].topic for one in due} - {FREE[asked[-1]].topic if asked else ""}
        assert not others or chosen.topic in others
        asked.append(chosen.skill)
        memories[chosen.skill] = review(chosen.skill, memories[chosen.skill], Rating.Good, now)
    assert asked == ["a00", "b00", "a01", "c00", "a02"]


def test_nothing_new_stands_on_what_is_not_known(now: datetime) -> None:
    """A skill is met when what it needs was right last, or is remembered well in spite of a slip."""
    slipped = _wrong("a00", now)
    assert _next(CHAINS, [slipped], now).skill == "b00"
    known = _learn("a00", now)
    chosen = _next(CHAINS, [known, _learn("b00", now), _learn("c00", now)], now)
    assert (chosen.skill, chosen.reason.kind) == ("a01", "new")
    assert chosen.reason.builds_on == ("a00",)
    strong = replace(_learn("a00", now, *[Rating.Good] * 5), right=False)
    later = strong.last_review + HOUR
    rest = [_learn("b00", later), _learn("c00", later)]
    assert _next(CHAINS, [strong, *rest], later).skill == "a01"


def test_a_few_new_skills_a_day(now: datetime) -> None:
    """After four new skills the day brings practice, and the next morning four more."""
    mia = Learner(FREE, now)
    kinds = [mia.answer(Rating.Easy).reason.kind for _ in range(NEW_A_DAY + 3)]
    assert kinds == ["new"] * NEW_A_DAY + ["practice"] * 3
    mia.now = now.replace(hour=4) + DAY
    assert mia.answer().reason.kind == "new"
    met = len(mia.memories)
    chosen = choose(
        FREE, list(mia.memories.values()), [], mia.now, _today(mia.now), seed=1, new_a_day=0
    )
    assert (met, chosen.reason.kind) == (NEW_A_DAY + 1, "practice")


def test_with_nothing_due_or_new_the_weak_are_practised(now: datetime) -> None:
    """The seed chooses among the three that are remembered least, never one just asked."""
    strong = [_learn(name, now, Rating.Easy) for name in list(FREE)[5:]]
    weak = [_learn(name, now) for name in list(FREE)[:5]]
    seeds = range(40)
    at = now + HOUR
    chosen = {_next(FREE, [*strong, *weak], at, seed=seed).skill for seed in seeds}
    assert chosen == {"a00", "a01", "b00"}
    recent = ["a01", "a00"]
    spared = {_next(FREE, [*strong, *weak], at, *recent, seed=seed).skill for seed in seeds}
    assert spared == {"b00", "b01", "c00"}
    assert _next(FREE, [*strong, *weak], at).reason.kind == "practice"


@pytest.mark.parametrize(
    "ratings",
    [[Rating.Again] * 6, [Rating.Good, Rating.Again] * 4],
    ids=["six times wrong", "four lapses"],
)
def test_a_lesson_instead_of_one_more_try(now: datetime, ratings: list[Rating]) -> None:
    """A skill that goes wrong again and again is a leech when it is due, one failure before not."""
    before = _learn("a00", now, *ratings[:-1])
    leech = _learn("a00", now, *ratings)
    assert not is_leech(before)
    chosen = _next(CHAINS, [leech], leech.due)
    assert (chosen.skill, chosen.topic, chosen.reason.kind) == ("a00", "a", "leech")
    assert chosen.reason.wrong == leech.wrong
    known = review("a00", leech, Rating.Good, leech.due)
    assert not is_leech(known)


def test_after_its_lesson_a_skill_rests(now: datetime) -> None:
    """What rests is neither asked nor practised, then asked as before, and is no leech at once."""
    leech = _learn("a00", now, *[Rating.Again] * 6)
    at = leech.due
    rests = replace(leech, due=at + 3 * DAY, wrong=0, lapses=0)
    others = [_learn(name, at, Rating.Easy) for name in ("b00", "c00", "b01", "c01")]
    assert {_next(CHAINS, [rests, *others], at, seed=seed).skill for seed in range(20)} <= {
        one.skill for one in others
    }
    back = _next(CHAINS, [rests, *others], rests.due)
    assert (back.skill, back.reason.kind) == ("a00", "due")


def _returned(now: datetime) -> Learner:
    """Somebody who knows forty skills and comes back when all have long been due."""
    mia = Learner(FREE, now)
    for place, name in enumerate(list(FREE)[:40]):
        mia.memories[name] = _learn(name, now - 40 * DAY + place * HOUR)
    return mia


def test_a_soft_landing(now: datetime) -> None:
    """After an absence five due skills come a day, the oldest ideas first, until all have come."""
    mia = _returned(now)
    seen: list[str] = []
    for day in range(8):
        due = []
        while (chosen := mia.look()).reason.kind in {"due", "landing"}:
            assert chosen.reason.kind == "landing"
            due.append(chosen.skill)
            mia.answer(Rating.Easy)
        assert len(due) == A_DAY
        assert chosen.reason.kind in {"new", "practice"}
        assert chosen.reason.put_off == 40 - 5 * (day + 1) or chosen.reason.kind == "new"
        seen += due
        mia.now = now + (day + 1) * DAY
    oldest = list(FREE)[:40]
    assert [set(seen[at : at + 5]) for at in range(0, 40, 5)] == [
        set(oldest[at : at + 5]) for at in range(0, 40, 5)
    ]


def test_a_landing_says_since_when_it_is_due(now: datetime) -> None:
    """What was put off until today has been due since its own day, not since today."""
    mia = _returned(now)
    own = {name: memory.due for name, memory in mia.memories.items()}
    for _ in range(5):
        mia.answer(Rating.Easy)
    mia.now = now + DAY
    chosen = mia.look()
    assert chosen.reason.kind == "landing"
    assert abs((chosen.reason.due_since or now) - own[chosen.skill]) < HOUR
    assert chosen.reason.waiting == 4


def test_what_fails_in_a_landing_comes_back_today(now: datetime) -> None:
    """A wrong answer is due again in ten minutes, beside the five of the day."""
    mia = _returned(now)
    missed = mia.answer(Rating.Again).skill
    mia.now += timedelta(minutes=10)
    asked = {mia.answer(Rating.Easy).skill for _ in range(5)}
    assert missed in asked
    assert len(asked) == 5


def test_nobody_lands_who_was_not_away(now: datetime) -> None:
    """Few due skills, or a short absence, change nothing."""
    mia = _returned(now)
    memories = list(mia.memories.values())
    assert len(landing(memories, now, _today(now))) == 35
    assert landing(memories[:5], now, _today(now)) == {}
    active = _learn(memories[0].skill, now - AWAY + HOUR)
    assert landing([active, *memories[1:]], now, _today(now)) == {}
    assert landing([], now, _today(now)) == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=60))
def test_any_life_keeps_the_rules(story: list[tuple[int, int]]) -> None:
    """Whatever is answered and however long the pauses: never too much a day, nothing lost."""
    mia = Learner(CHAINS, datetime.fromisoformat("2026-03-02T08:00:00+00:00"))
    for rating, pause in story:
        mia.now += timedelta(hours=7 * pause * (pause > 5))
        chosen = mia.answer(list(Rating)[rating])
        assert chosen == replace(chosen, topic=CHAINS[chosen.skill].topic)
        start = _today(mia.now).start
        assert sum(one.first_review >= start for one in mia.memories.values()) <= NEW_A_DAY
        assert {*CHAINS[chosen.skill].needs} <= mia.memories.keys()
    assert all(one.due <= mia.now + 400 * DAY for one in mia.memories.values())


def test_a_graph_that_cannot_be_learnt_is_refused() -> None:
    """Skills that need an unknown skill or each other are named; the order puts needs first."""
    with pytest.raises(ValueError, match="not there: x"):
        graph([Idea("a", "t", ("x",))])
    with pytest.raises(ValueError, match="need each other"):
        graph([Idea("a", "t", ("b",)), Idea("b", "t", ("a",))])
    assert list(graph([Idea("b", "t", ("a",)), Idea("a", "t"), Idea("c", "t")])) == ["a", "b", "c"]
