import asyncio
import itertools
import random
from contextlib import suppress

import pytest

from trainer.engines.turns import Turns


class Line:
    """People who work in turns, and the order in which they began."""

    def __init__(self, places: int) -> None:
        self.turns = Turns(places)
        self.began: list[str] = []
        self.told: dict[str, int] = {}
        self.going: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Event] = {}

    async def come(self, name: str) -> None:
        """Let a run queue; the first letter of its name says whose it is."""
        self._ends[name] = asyncio.Event()
        self.going[name] = asyncio.create_task(self._work(name))
        await asyncio.sleep(0)

    async def _work(self, name: str) -> None:
        async with self.turns.turn(name[0], lambda place: self.told.update({name: place})):
            self.told.pop(name, None)
            self.began.append(name)
            await self._ends[name].wait()

    async def end(self, name: str) -> None:
        """Let a run end by itself."""
        self._ends[name].set()
        await self.going.pop(name)
        await asyncio.sleep(0)

    async def cancel(self, name: str) -> None:
        """Cancel a run, waiting or working."""
        task = self.going.pop(name)
        task.cancel()
        self.told.pop(name, None)
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)

    @property
    def working(self) -> list[str]:
        """The runs that work now."""
        return [name for name in self.began if name in self.going]


async def test_turns_go_round() -> None:
    """Three people with four runs each are served in rounds, however they came."""
    line = Line(1)
    for name in [f"{person}{run}" for person in "abc" for run in range(4)]:
        await line.come(name)
    while line.working:
        await line.end(line.working[0])
    assert "".join(name[0] for name in line.began) == "abc" * 4
    assert line.began[::3] == ["a0", "a1", "a2", "a3"]


async def test_one_run_a_person() -> None:
    """With places to spare, a person has one run at a time, and another person is served at once."""
    line = Line(3)
    for name in ("a0", "a1", "b0"):
        await line.come(name)
    assert line.began == ["a0", "b0"]
    assert line.told == {"a1": 1}
    await line.end("a0")
    assert line.working == ["b0", "a1"]


async def test_who_was_served_goes_behind() -> None:
    """Who comes back at once after a run waits for those who have had none."""
    line = Line(1)
    for name in ("a0", "b0", "c0"):
        await line.come(name)
    await line.end("a0")
    await line.come("a1")
    assert line.told == {"c0": 1, "a1": 2}


async def test_places_are_kept_right() -> None:
    """Whoever goes, the places that were told last are those in which people are served."""
    line = Line(1)
    for name in ("a0", "a1", "b0", "a2", "c0"):
        await line.come(name)
    assert line.told == {"b0": 1, "c0": 2, "a1": 3, "a2": 4}
    await line.cancel("b0")
    assert line.told == {"c0": 1, "a1": 2, "a2": 3}
    await line.cancel("a0")
    assert (line.working, line.told) == (["c0"], {"a1": 1, "a2": 2})


@pytest.mark.parametrize("seed", range(20))
async def test_nobody_is_forgotten(seed: int) -> None:
    """After any coming and going, no more work than may, nobody twice, and all are served."""
    draw, line, places = random.Random(seed), Line(2), 2
    numbers = itertools.count()
    for _ in range(60):
        act = draw.choice(("come", "end", "cancel"))
        if act == "come":
            await line.come(f"{draw.choice('abcd')}{next(numbers)}")
        elif line.going:
            names = line.working if act == "end" else list(line.going)
            await (line.end if act == "end" else line.cancel)(draw.choice(names))
        people = [name[0] for name in line.working]
        assert len(people) == len(set(people)) <= places
        waiting = [name for name in line.going if name not in line.began]
        assert sorted(line.told.values()) == list(range(1, len(waiting) + 1))
    while line.working:
        await line.end(line.working[0])
    assert not line.going


async def test_runs_that_are_cancelled_together_leave_the_line_to_the_next() -> None:
    """Whoever ends three runs at once stops the first two in line; the third person begins."""
    line = Line(1)
    for name in ("a1", "b1", "c1", "d1"):
        await line.come(name)
    for name in ("a1", "b1", "c1"):
        line.going[name].cancel()
    await asyncio.gather(*(line.going[name] for name in ("a1", "b1", "c1")), return_exceptions=True)
    await asyncio.sleep(0)
    assert line.began == ["a1", "d1"]
    await line.end("d1")
