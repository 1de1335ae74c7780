"""How quickly the next question is chosen in a large store, and how much room an answer takes.

    .venv/bin/python -m benchmarks.quiz_store [--learners 10000] [--reviews 500]

Fills a store with what learners did in as many days as they have reviews, a review a day each, in
the order in which it would have come, so that pages are as full as in life. Everybody has met the
whole course, and waits for a third of it. Questions are those of the last 60 days: older ones are
dropped. The tables are filled through the store's own connection, without the bot.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from fsrs import Rating

from benchmarks.table import Row, show
from data.memory import Memory, seconds, to_values
from data.people import Person
from data.store import Store, open_store
from handlers.quizzes.screens import open_screen
from quiz.engine import choose_next, next_item, remember
from quiz.schedule import review
from quiz.skills import COURSE

LEARNERS, REVIEWS = 10_000, 500
KEPT_DAYS = 60
"""For so long questions are kept that their buttons may still be pressed."""
MEASURED = 2000
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = 6_000_000_000
"""Telegram's numbers of people who joined lately have as many digits."""
SKILLS = [skill.name for skill in COURSE]
MISTAKES = [f"misconception_{number}" for number in range(25)]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--reviews", type=int, default=REVIEWS, help="of each learner")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home))
        rows = _rows(store, options.learners, options.reviews)
        show(rows, f"{options.learners:,} learners, {options.learners * options.reviews:,} reviews")
        store.close()
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def _rows(store: Store, learners: int, days: int) -> Iterator[Row]:
    people = [FIRST + number * 37 for number in range(learners)]
    _fill(store, "names", [1, 2], enumerate([*SKILLS, *MISTAKES], 1))
    size = _grown(store, lambda: _reviews(store, people, days))
    yield "a review, with its index", f"{size / learners / days:.0f} bytes", "120 bytes"
    kept = min(KEPT_DAYS, days)
    size = _grown(store, lambda: _questions(store, people, kept))
    yield "a question of the last 60 days, with indexes", f"{size / learners / kept:.0f} bytes", ""
    size = _grown(store, lambda: _memories(store, people))
    yield "a memory", f"{size / learners / len(SKILLS):.0f} bytes", ""
    whole = (store.home / "epochbot.db").stat().st_size
    yield "all of it, a review", f"{whole / learners / days:.0f} bytes", "120 bytes"
    draw = Random(1)
    chosen = [_choice(store, draw.choice(people), seed) for seed in range(MEASURED)]
    yield "next skill chosen, p50", _ms(statistics.median(chosen)), ""
    yield "next skill chosen, p99", _ms(statistics.quantiles(chosen, n=100)[-1]), ""
    asked = [_question(store, draw.choice(people), seed) for seed in range(MEASURED)]
    yield "next question chosen, made and in words, p50", _ms(statistics.median(asked)), "10 ms"
    most = statistics.quantiles(asked, n=100)[-1]
    yield "next question chosen, made and in words, p99", _ms(most), "40 ms"
    answered = [_answer(store, draw.choice(people)) for _ in range(MEASURED)]
    yield "answer remembered, p50", _ms(statistics.median(answered)), ""
    yield "answer remembered, p99", _ms(statistics.quantiles(answered, n=100)[-1]), ""


def _choice(store: Store, person: int, seed: int) -> float:
    return _time(lambda: choose_next(store.reviews, _learner(person, seed), NOW, seed))


def _question(store: Store, person: int, seed: int) -> float:
    """The next question from its choice to the text and buttons of its message."""

    def made() -> None:
        learner = _learner(person, seed)
        item = next_item(store.reviews, learner, NOW, seed)
        key = (item.skill, item.seed, item.level)
        asked = store.reviews.ask(person, person, key, learner.language, NOW)
        open_screen(item, asked)

    return _time(made)


def _learner(person: int, seed: int) -> Person:
    return Person(person, "zh" if seed % 2 else "en", "Asia/Shanghai", keeps_questions=False)


def _answer(store: Store, person: int) -> float:
    asked = store.reviews.ask(person, person, (SKILLS[person % len(SKILLS)], 1, 1), "en", NOW)
    return _time(lambda: remember(store.reviews, asked, Rating.Good, NOW, given="600"))


def _reviews(store: Store, people: list[int], days: int) -> None:
    draw, number = Random(2), 0
    for day in range(days, 0, -1):
        morning = seconds(NOW - day * DAY)
        rows = []
        for person in people:
            number += 1
            wrong = draw.random() < 0.2  # noqa: PLR2004 (one in five)
            mistake = len(SKILLS) + draw.randint(1, len(MISTAKES)) if wrong else None
            of_skill = (draw.randint(1, len(SKILLS)), not wrong, mistake)
            of_item = (1, 0, draw.randint(4, 200), draw.randrange(2**31), draw.randint(1, 5))
            rows.append((person, morning + draw.randrange(3600), number, *of_skill, *of_item))
        _fill(store, "reviews", range(11), rows)


def _questions(store: Store, people: list[int], days: int) -> None:
    draw = Random(3)
    columns = "person, chat, message, skill, seed, level, language, sent_at, tries, hints"
    for day in range(days, 0, -1):
        morning = seconds(NOW - day * DAY) * 1000
        rows = []
        for person in people:
            sent = morning + draw.randrange(3_600_000)
            item = (draw.randint(1, len(SKILLS)), draw.randrange(2**31), draw.randint(1, 5))
            shown = (person, person, draw.randrange(10**6), *item, "zh", sent, 0, 0)
            rows.append((*shown, sent + draw.randrange(200_000), str(draw.randrange(10_000))))
        _fill(store, f"asked ({columns}, answered_at, answer)", range(12), rows)


def _memories(store: Store, people: list[int]) -> None:
    """Everybody knows everything more or less; a few kinds of memory are enough."""
    draw = Random(4)
    kinds = [to_values(review("", _practised(draw), Rating.Good, _ago(draw))) for _ in range(500)]
    for person in people:
        rows = [(person, skill + 1, *draw.choice(kinds)) for skill in range(len(SKILLS))]
        _fill(store, "memory", range(12), rows)


def _practised(draw: Random) -> Memory:
    return review("", None, draw.choice((Rating.Again, Rating.Good)), NOW - 90 * DAY)


def _ago(draw: Random) -> datetime:
    return NOW - draw.random() * 30 * DAY


def _fill(
    store: Store, table: str, columns: Iterable[int], rows: Iterable[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" for _ in columns)
    with store.db.conn:
        store.db.conn.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608 (no text of a person)


def _grown(store: Store, fill: Callable[[], None]) -> int:
    """By how many bytes the file grows while tables are filled."""
    before = _bytes(store)
    fill()
    return _bytes(store) - before


def _bytes(store: Store) -> int:
    pages, size = (
        store.db.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    return int(pages * size)


def _time(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _ms(duration: float) -> str:
    return f"{1000 * duration:.1f} ms"


if __name__ == "__main__":
    main()
