"""The tables of the quiz, as they came to be."""

from sqlite_utils import Database, Migrations

migrations = Migrations("reviews")


@migrations()
def memory(db: Database) -> None:
    """How well each person remembers each skill."""
    db.table("memory").create(
        {"person": int, "skill": str, "card": str, "due": str},
        pk=("person", "skill"),
        not_null={"card", "due"},
        strict=True,
    )


@migrations()
def answers(db: Database) -> None:
    """Every answer that counted."""
    columns = {
        "id": int,
        "person": int,
        "skill": str,
        "at": str,
        "correct": int,
        "misconception": str,
        "tries": int,
        "seconds": int,
        "seed": int,
        "level": int,
    }
    table = db.table("reviews").create(
        columns, pk="id", not_null=set(columns) - {"id", "misconception"}, strict=True
    )
    table.create_index(["person", "id"])


@migrations()
def asked(db: Database) -> None:
    """Every question that was asked, so that an old or twice pressed button is recognized."""
    columns = {
        "id": int,
        "person": int,
        "chat": int,
        "message": int,
        "skill": str,
        "seed": int,
        "level": int,
        "language": str,
        "sent_at": str,
        "tries": int,
        "answered_at": str,
        "answer": str,
    }
    optional = {"id", "message", "answered_at", "answer"}
    table = db.table("asked").create(
        columns, pk="id", not_null=set(columns) - optional, strict=True
    )
    table.create_index(["chat", "message"])
    table.create_index(["person", "chat", "id"])


@migrations()
def daily(db: Database) -> None:
    """When each person gets the question of the day."""
    columns = {
        "person": int,
        "chat": int,
        "time": str,
        "zone": str,
        "next_due": str,
        "last_sent_day": str,
    }
    table = db.table("daily").create(
        columns, pk="person", not_null=set(columns) - {"person", "last_sent_day"}, strict=True
    )
    table.create_index(["next_due"])
