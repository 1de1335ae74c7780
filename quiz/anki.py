"""A deck for Anki: cards with two sides, made without leaving a file behind."""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from quiz.grading import LETTERS
from quiz.item import Item

_MODEL, _DECK = 1_733_905_101, 1_733_905_202
"""Numbers of our own, always the same: a later deck brings the one before it up to date."""
_STYLE = (
    ".card { font: 20px/1.45 sans-serif; text-align: center; }"
    " pre { text-align: left; display: inline-block; }"
)
_MARKED = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`")


@dataclass(frozen=True)
class AnkiCard:
    """A card; its sides may hold **bold** and `code`.

    Attributes:
        name: always the same for the same card, so that Anki keeps what it knows of it.
        front: what is asked.
        back: what there is to know.
        topic: slug of its topic, which becomes a tag.
        block: a piece of code or a table below the front, shown as it is.
    """

    name: str
    front: str
    back: str
    topic: str
    block: str = ""


def deck(cards: Iterable[AnkiCard], title: str, now: datetime) -> bytes:
    """A deck with a title as the bytes of an .apkg file."""
    import genanki

    sides = [{"name": "Front"}, {"name": "Back"}]
    template = {
        "name": "1",
        "qfmt": "{{Front}}",
        "afmt": '{{FrontSide}}<hr id="answer">{{Back}}',
    }
    model = genanki.Model(_MODEL, "epochbot", fields=sides, templates=[template], css=_STYLE)
    made = genanki.Deck(_DECK, title)
    for card in cards:
        block = f"<pre>{escape(card.block)}</pre>" if card.block else ""
        fields = [_html(card.front) + block, _html(card.back)]
        guid = genanki.guid_for(card.name)
        made.add_note(genanki.Note(model, fields, guid=guid, tags=[f"epochbot::{card.topic}"]))
    return _package(genanki.Package(made), now)


def mistake_card(item: Item, topic: str, mistake: str) -> AnkiCard:
    """A question that was answered wrongly, as a card.

    Args:
        item: the question.
        topic: slug of its topic.
        mistake: what was mixed up; empty where it is not known.
    """
    options = (
        f"{letter}. {option.text}" for letter, option in zip(LETTERS, item.options, strict=False)
    )
    back = (f"**{item.answer}**", *item.steps, item.why, mistake)
    return AnkiCard(
        f"{item.skill}:{item.seed}:{item.level}",
        "\n".join((item.question, *options)),
        "\n".join(part for part in back if part),
        topic,
        item.block,
    )


def _package(package: Any, now: datetime) -> bytes:
    """What the library would write itself, and leave a copy of in the temporary folder."""
    with sqlite3.connect(":memory:") as db:
        package.write_to_db(db.cursor(), now.timestamp(), count(int(now.timestamp() * 1000)))
        db.commit()
        collection = db.serialize()
    db.close()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", collection)
        archive.writestr("media", json.dumps({}))
    return packed.getvalue()


def _html(text: str) -> str:
    marked = _MARKED.sub(_tagged, escape(text, quote=False))
    return marked.replace("\n", "<br>")


def _tagged(found: re.Match[str]) -> str:
    return f"<b>{found[1]}</b>" if found[1] else f"<code>{found[2]}</code>"
