"""The files of /export, made in a worker: everything of a person, and their cards for Anki."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data import owners
from data.reading import read_only
from data.words import Language, say
from knowledge.library import slugs, topic
from knowledge.shelves import in_order
from quiz.anki import AnkiCard, deck
from quiz.export import Row, Rows, files, mistake_cards, readable, zipped
from quiz.skills import SKILLS


@dataclass(frozen=True)
class Wanted:
    """What is to be exported.

    Attributes:
        home: the directory of the store.
        person: whose.
        language: of the words.
        now: when.
        sent: the tables that they sent, by number and name.
    """

    home: Path
    person: int
    language: Language
    now: datetime
    sent: Mapping[str, Path]


@dataclass(frozen=True)
class Exported:
    """What came of it: the archive, the deck where there are cards, and how many there are."""

    archive: bytes
    deck: bytes | None
    cards: int


def export(wanted: Wanted) -> Exported:
    """Make the files; the store is only read."""
    with read_only(wanted.home) as db:
        rows = owners.rows_of(db, wanted.person)
    named = {
        "README.txt": say("export.read_me", wanted.language).encode(),
        **files(readable(rows, wanted.language)),
        **{f"sent/{name}": path.read_bytes() for name, path in wanted.sent.items()},
    }
    cards = [*_flash_cards(rows, wanted.language), *_mistakes(rows, wanted.language)]
    made = deck(cards, say("export.deck", wanted.language), wanted.now) if cards else None
    return Exported(zipped(named), made, len(cards))


def _mistakes(rows: Rows, language: Language) -> list[AnkiCard]:
    def mixed_up(mistake: str) -> str:
        return say("export.mixed_up", language, mistake=mistake)

    return mistake_cards(rows.get("reviews", ()), language, mixed_up)


def _flash_cards(rows: Rows, language: Language) -> Iterator[AnkiCard]:
    """All flash cards of the topics that were met, shelf by shelf."""
    met = {_topic_of(row["skill"]) for row in rows.get("memory", ())}
    met |= {slug for slug in slugs() if _was_read(slug, rows.get("events", ()))}
    for slug in in_order():
        if slug in met:
            for place, card in enumerate(topic(slug, language).cards):
                yield AnkiCard(f"card:{slug}:{place}", card.front, card.back, slug)


def _topic_of(skill: str) -> str:
    """The topic of a skill, a flash card or a claim; empty where there is none (any more)."""
    if skill in SKILLS:
        return SKILLS[skill].topic
    _, _, rest = skill.partition(":")
    return rest.partition(":")[0]


def _was_read(slug: str, events: Sequence[Row]) -> bool:
    return any(row["kind"] == "topic" and f'"slug": "{slug}"' in row["data"] for row in events)
