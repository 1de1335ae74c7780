"""Everything that is kept of a person as files to read: JSON, and a CSV for each table."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from data.words import Language
from quiz.anki import AnkiCard, mistake_card
from quiz.grading import chosen
from quiz.item import Item
from quiz.making import make
from quiz.mistake_names import mistake_sentence
from quiz.skills import SKILLS

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Rows by table."""

_IN_WORDS = 4000
"""Of so many questions of a table, the latest, the words are made again."""
_MISTAKES = 300
"""So many questions that went wrong, the latest, become cards."""
_JSON = {"config", "history", "problem", "previous", "data", "topics", "item", "missed"}
"""Columns that hold JSON text."""
_SECONDS = {"at", "due", "last_review", "first_review"}
_MILLISECONDS = {"sent_at", "answered_at", "started_at"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SUMMED_UP = ("losses", "loss_every", "confusion", "examples")
"""What a training's history holds beside the figures of its epochs."""


def readable(rows: Rows, language: Language) -> dict[str, list[Row]]:
    """The rows with words for numbers: moments, names, and what each question asked."""
    return {table: _readable(of_table, language) for table, of_table in rows.items()}


def files(rows: Rows) -> dict[str, bytes]:
    """Readable rows as files by their names: all of them as JSON, and each table as CSV."""
    everything = json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    tables = {f"{table}.csv": _csv(of_table) for table, of_table in rows.items()}
    return {"everything.json": everything.encode(errors="replace"), **tables}


def zipped(named: Mapping[str, bytes]) -> bytes:
    """Files in one archive."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
    return packed.getvalue()


def mistake_cards(
    reviews: Iterable[Row], language: Language, mixed_up: Callable[[str], str]
) -> list[AnkiCard]:
    """The questions that went wrong, each once, the latest first.

    Args:
        reviews: rows of answers.
        language: of the cards.
        mixed_up: tells of the sentence of a mistake what it is.
    """
    wrong = [row for row in reviews if not row["correct"] and row["skill"] in SKILLS]
    latest = sorted(wrong, key=lambda row: int(row["at"]), reverse=True)[:_MISTAKES]
    cards: dict[str, AnkiCard] = {}
    for row in latest:
        item = make(row["skill"], row["seed"], row["level"], language)
        if item.picture:  # a card without it asks nothing
            continue
        mistake = mistake_sentence(row["misconception"] or "", language)
        card = mistake_card(item, SKILLS[item.skill].topic, mixed_up(mistake) if mistake else "")
        cards.setdefault(card.name, card)
    return list(cards.values())


def _readable(rows: Sequence[Row], language: Language) -> list[Row]:
    told = len(rows) - _IN_WORDS
    return [
        {
            **{column: _value(column, value) for column, value in row.items()},
            **(_words(row, language) if place >= told else {}),
        }
        for place, row in enumerate(rows)
    ]


def _value(column: str, value: object) -> object:
    if column in _JSON and isinstance(value, str):
        return _parsed(column, value)
    if column in _SECONDS and isinstance(value, int):
        return (_EPOCH + timedelta(seconds=value)).isoformat()
    if column in _MILLISECONDS and isinstance(value, int):
        return (_EPOCH + timedelta(milliseconds=value)).isoformat(timespec="milliseconds")
    return value


def _parsed(column: str, text: str) -> object:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if column != "history":
        return value
    return [_summary(one) for one in value] if isinstance(value, list) else _summary(value)


def _summary(history: Row) -> Row:
    """The figures of the epochs, and what the loop counted."""
    return {name: value for name, value in history.items() if name not in _SUMMED_UP}


def _words(row: Row, language: Language) -> Row:
    """What a question asked and what was answered, where the row is about one that is known."""
    if row.get("skill") not in SKILLS or "seed" not in row or "level" not in row:
        return {}
    item = make(row["skill"], row["seed"], row["level"], language)
    given = _given(item, row.get("answer"))
    mistake = mistake_sentence(row.get("misconception") or "", language)
    return {
        "question": "\n".join(part for part in (item.question, item.block.strip()) if part),
        "options": " | ".join(option.text for option in item.options),
        "right_answer": item.answer,
        **({"your_answer": given} if given else {}),
        **({"mixed_up": mistake} if mistake else {}),
    }


def _given(item: Item, answer: str | None) -> str:
    try:
        return chosen(item, answer) if answer else ""
    except (IndexError, ValueError):  # the question has other options by now
        return ""


def _csv(rows: Sequence[Row]) -> bytes:
    """A table with a mark in front by which spreadsheets know the letters."""
    columns = dict.fromkeys(column for row in rows for column in row)
    text = StringIO()
    writer = csv.DictWriter(text, [*columns], restval="")
    writer.writeheader()
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
