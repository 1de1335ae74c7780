"""Simulated learners after 90 days: what scheduled practice keeps, and what random questions keep.

    .venv/bin/python -m benchmarks.quiz_memory [--learners 1000] [--picture PICTURE.png]

Everybody answers the same number of questions each morning, half a minute apart: once as the quiz
chooses them, once drawn at random from the whole course. Nobody forgets as FSRS believes:

- A skill has a half-life in days: without practice, the chance to remember it halves in that time,
  and in each such time after it (exponential), or is 1 / (1 + half-lives) (hyperbolic: most is
  lost early, and some of it lasts for very long).
- The first half-life is drawn for each learner and each of their skills; its median is a setting,
  and the middle two thirds of all pairs lie between its half and its double.
- What is remembered gains the more, the less sure it was: 1 + 4.75 * sqrt(1 - chance) times its
  half-life, that is 2.5 times at nine in ten, as SM-2 has it. What was forgotten is read in the
  explanation; its half-life falls by half, but not below the first one.
- A forgotten skill is guessed right in one of four cases, a remembered one slips in one of 30. The
  quiz sees right and wrong, and nothing else.

Kept is what would be remembered on the morning after the last day: the sum of these chances over
all skills of the course, whether they were met or not. On the first day nothing is known.
The course is made up: two skills a topic, each building on an earlier one.

The figures hang on these assumptions: with slower forgetting, a lower gain or a long tail, random
questions keep more, and the ratio falls below 1.5. The chance of eight in ten at which the quiz
asks again was chosen with an earlier form of this simulation, so it is no independent proof of it.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from math import exp, sqrt
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from data.chart_style import chart_style
from quiz.choice import NEW_A_DAY, choose
from quiz.graph import Graph, graph
from quiz.landing import Day
from quiz.schedule import rate, review

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from data.memory import Memory

LEARNERS, DAYS = 1000, 90
PICTURE = Path("docs/pictures/quiz_memory.png")
REACH = 1.5
FEWER = 10
MAIN = 2
"""The first two settings have all learners, and are drawn; the others one in ten."""
BETWEEN_LEARNERS, BETWEEN_SKILLS = 0.45, 0.5
GAIN, GUESS, SLIP = 4.75, 1 / 4, 1 / 30
BACK = 3
"""A skill builds on the one that stands so many places before it."""
START = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAY, MORNING, PAUSE = timedelta(days=1), timedelta(hours=4), timedelta(seconds=30)
Curve = Literal["exponential", "hyperbolic"]


@dataclass(frozen=True)
class Setting:
    """What is simulated.

    Attributes:
        skills: how many the course has.
        questions: how many a day.
        half_life: the median of the first ones, in days.
        curve: how chances fall.
    """

    skills: int
    questions: int
    half_life: float = 2.0
    curve: Curve = "exponential"


SETTINGS = (
    Setting(110, 5),
    Setting(110, 10),
    Setting(60, 5),
    Setting(60, 10),
    Setting(110, 5, 4.0),
    Setting(110, 10, 4.0),
    Setting(110, 5, curve="hyperbolic"),
    Setting(110, 10, curve="hyperbolic"),
)


@dataclass(frozen=True)
class Made:
    """A skill of the course."""

    name: str
    topic: str
    needs: tuple[str, ...]


@dataclass
class Mind:
    """What somebody really remembers; nothing of it is seen but right and wrong.

    Attributes:
        learner: their number; the same one learns alike, whatever is asked.
        setting: how they forget.
        half_lives: days, of each skill they have met.
        practised: when they met it last.
    """

    learner: int
    setting: Setting
    half_lives: dict[str, float] = field(default_factory=dict)
    practised: dict[str, datetime] = field(default_factory=dict)

    def chance(self, skill: str, now: datetime) -> float:
        """The chance to remember a skill."""
        if skill not in self.practised:
            return 0.0
        passed = (now - self.practised[skill]) / DAY / self.half_lives[skill]
        return float(0.5**passed if self.setting.curve == "exponential" else 1 / (1 + passed))

    def answer(self, skill: str, now: datetime, draw: Random) -> bool:
        """Answer a question and read its explanation; whether the answer was right."""
        chance = self.chance(skill, now)
        remembered = draw.random() < chance
        first = self._first(skill)
        before = self.half_lives.get(skill, first)
        after = before * (1 + GAIN * sqrt(1 - chance)) if remembered else max(first, before / 2)
        self.half_lives[skill] = after
        self.practised[skill] = now
        return draw.random() < (1 - SLIP if remembered else GUESS)

    def kept(self, now: datetime) -> float:
        """How many skills would be remembered."""
        return sum(self.chance(skill, now) for skill in self.practised)

    def _first(self, skill: str) -> float:
        learner = Random(self.learner).gauss(0, BETWEEN_LEARNERS)
        own = Random(f"{self.learner} {skill}").gauss(0, BETWEEN_SKILLS)
        return self.setting.half_life * exp(learner + own)


@dataclass(frozen=True)
class Life:
    """How 90 days went.

    Attributes:
        kept: for each morning, and the one after the last day, how many skills are remembered.
        due: for each morning, how many skills are due.
        new: for each day, how many skills were met.
    """

    kept: tuple[float, ...]
    due: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


def scheduled(learner: int, setting: Setting) -> Life:
    """Somebody who is asked what the quiz chooses."""
    mind, draw, skills = Mind(learner, setting), Random(f"answers {learner}"), course(setting)
    memories: dict[str, Memory] = {}
    recent: list[str] = []
    kept, due, new = [], [], []
    for today in _days():
        morning = today.start + MORNING
        kept.append(mind.kept(morning))
        due.append(sum(memory.due <= morning for memory in memories.values()))
        for place in range(setting.questions):
            now = morning + place * PAUSE
            chosen = choose(skills, memories.values(), recent[:-3:-1], now, today, seed=place)
            right = mind.answer(chosen.skill, now, draw)
            rating = rate(correct=right, tries=1)
            known = memories.get(chosen.skill)
            memories[chosen.skill] = review(chosen.skill, known, rating, now)
            recent.append(chosen.skill)
        new.append(sum(memory.first_review >= today.start for memory in memories.values()))
    kept.append(mind.kept(START + DAYS * DAY + MORNING))
    return Life(tuple(kept), tuple(due), tuple(new))


def at_random(learner: int, setting: Setting) -> Life:
    """The same person, who is asked anything."""
    mind, draw = Mind(learner, setting), Random(f"answers {learner}")
    names, kept = list(course(setting)), []
    for today in _days():
        morning = today.start + MORNING
        kept.append(mind.kept(morning))
        for place in range(setting.questions):
            mind.answer(draw.choice(names), morning + place * PAUSE, draw)
    kept.append(mind.kept(START + DAYS * DAY + MORNING))
    return Life(tuple(kept))


@cache
def course(setting: Setting) -> Graph:
    """The skills and what they build on."""
    return graph(
        Made(f"skill {place}", f"topic {place // 2}", (f"skill {place - BACK}",) * (place >= BACK))
        for place in range(setting.skills)
    )


def _days() -> Iterator[Day]:
    return (Day(START + day * DAY, START + (day + 1) * DAY) for day in range(DAYS))


@dataclass(frozen=True)
class Outcome:
    """What became of all learners in a setting, scheduled and at random."""

    setting: Setting
    scheduled: Sequence[Life]
    random: Sequence[Life]

    @property
    def kept(self) -> tuple[float, float]:
        """Skills kept at the end, scheduled and at random, in the mean."""
        return tuple(
            fmean(life.kept[-1] for life in lives) for lives in (self.scheduled, self.random)
        )  # type: ignore[return-value]  # (two of them)

    @property
    def ratio(self) -> float:
        """How many times as many."""
        planned, drawn = self.kept
        return planned / drawn


def main() -> None:
    """Simulate, print a table and draw the first two settings."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--picture", type=Path, default=PICTURE)
    options = parser.parse_args()
    print(
        f"{'skills, questions a day, half-life, forgetting':49}{'scheduled':>10}{'random':>8}"
        f"{'ratio':>7}{'reach':>7}{'met':>6}{'due':>6}{'new':>5}"
    )
    outcomes = []
    for place, setting in enumerate(SETTINGS):
        learners = range(options.learners if place < MAIN else -(-options.learners // FEWER))
        outcome = Outcome(
            setting,
            [scheduled(learner, setting) for learner in learners],
            [at_random(learner, setting) for learner in learners],
        )
        print(_row(outcome), flush=True)
        outcomes.append(outcome)
    draw(outcomes[:MAIN], options.picture)
    print(f"new: the most on any day, of {NEW_A_DAY}; due: in the median morning of days 31 to 90")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def _row(outcome: Outcome) -> str:
    setting, (planned, drawn) = outcome.setting, outcome.kept
    what = (
        f"{setting.skills}, {setting.questions} a day, {setting.half_life:g} days, {setting.curve}"
    )
    met = fmean(sum(life.new) for life in outcome.scheduled)
    due = median(count for life in outcome.scheduled for count in life.due[30:])
    new = max(max(life.new) for life in outcome.scheduled)
    return (
        f"{what:49}{planned:>10.1f}{drawn:>8.1f}{outcome.ratio:>7.2f}{REACH:>7}"
        f"{met:>6.0f}{due:>6.0f}{new:>5}"
    )


def draw(outcomes: Sequence[Outcome], picture: Path) -> None:
    """What is kept from day to day, as a picture for a phone."""
    with chart_style():
        figure = Figure(figsize=(5.4, 6.6))
        FigureCanvasAgg(figure)
        figure.text(0.05, 0.95, "Skills kept after 90 days", fontsize=17, va="center")
        learners = len(outcomes[0].scheduled)
        figure.text(
            0.05,
            0.905,
            f"{learners:,} simulated learners, {outcomes[0].setting.skills} skills,\n"
            f"half-life of {outcomes[0].setting.half_life:g} days at first, exponential forgetting",
            fontsize=11,
            va="top",
            color="#52606d",
        )
        for outcome, bottom in zip(outcomes, (0.5, 0.08), strict=True):
            _panel(figure.add_axes((0.1, bottom, 0.68, 0.28)), outcome)
        figure.savefig(picture)


def _panel(axes: "Axes", outcome: Outcome) -> None:
    """Both ways to practise, each named at its end, and how far apart they come."""
    colors = {"scheduled": "#0072b2", "random": "#d55e00"}
    for name, lives in (("scheduled", outcome.scheduled), ("random", outcome.random)):
        mornings = [fmean(morning) for morning in zip(*(life.kept for life in lives), strict=True)]
        axes.plot(range(len(mornings)), mornings, color=colors[name], linewidth=2.5)
        label = f"{name}\n{mornings[-1]:.0f}"
        axes.text(DAYS + 2, mornings[-1], label, color=colors[name], fontsize=12.5, va="center")
    axes.set(xlim=(0, DAYS), ylim=(0, outcome.setting.skills))
    axes.set_xticks(range(0, DAYS + 1, 30))
    axes.set_yticks((0, 50, 100))
    title = f"{outcome.setting.questions} questions a day: {outcome.ratio:.2f} times as many"
    axes.set_title(title, fontsize=13, loc="left")
    axes.set_xlabel("day")


if __name__ == "__main__":
    main()
