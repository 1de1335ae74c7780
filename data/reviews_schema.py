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
def names(db: Database) -> None:
    """Skills and misconceptions are kept as numbers, and their names once."""
    db.execute("create table names (id integer primary key, name text not null unique) strict")
    db.execute(
        "insert or ignore into names (name) select skill from memory union"
        " select skill from reviews union select skill from asked union"
        " select misconception from reviews where misconception is not null"
    )


@migrations()
def memory_in_columns(db: Database) -> None:
    """FSRS's figures stand in columns, with what the choice of the next skill looks at."""
    db.execute("alter table memory rename to old_memory")
    db.execute(
        "create table memory (person integer, skill integer, due integer not null,"
        " stability real not null, difficulty real not null, state integer not null,"
        " last_review integer not null, first_review integer not null, right integer not null,"
        " answers integer not null, wrong integer not null, lapses integer not null,"
        " primary key (person, skill)) strict, without rowid"
    )
    db.execute(
        "with sequence as (select person, skill, at, correct,"
        " lag(correct, 1, 0) over of_skill as before,"
        " row_number() over of_skill as place from reviews"
        " window of_skill as (partition by person, skill order by id)),"
        " counted as (select person, skill, min(at) as first, count(*) as answers,"
        " sum(correct = 0) as wrong, sum(before = 1 and correct = 0) as lapses"
        " from sequence group by person, skill)"
        " insert into memory select old.person, names.id,"
        " cast(strftime('%s', due) as integer), json_extract(card, '$.stability'),"
        " json_extract(card, '$.difficulty'), json_extract(card, '$.state'),"
        " cast(strftime('%s', json_extract(card, '$.last_review')) as integer),"
        " cast(strftime('%s', coalesce(first, json_extract(card, '$.last_review'))) as integer),"
        " coalesce((select correct from reviews where person = old.person and skill = old.skill"
        " order by id desc limit 1), json_extract(card, '$.state') = 2),"
        " coalesce(answers, 1), coalesce(wrong, 0), coalesce(lapses, 0)"
        " from old_memory as old join names on names.name = old.skill"
        " left join counted on counted.person = old.person and counted.skill = old.skill"
    )
    db.execute("drop table old_memory")


@migrations()
def small_reviews(db: Database) -> None:
    """A review is a few numbers, in the order in which a person gave them.

    Those of before have numbers below zero in place of their question's.
    """
    db.execute("alter table reviews rename to old_reviews")
    db.execute(
        "create table reviews (person integer, at integer, asked integer,"
        " skill integer not null, correct integer not null, misconception integer,"
        " tries integer not null, hints integer not null, seconds integer not null,"
        " seed integer not null, level integer not null,"
        " primary key (person, at, asked)) strict, without rowid"
    )
    db.execute(
        "insert into reviews select person, cast(strftime('%s', at) as integer),"
        " old.id - (select max(id) from old_reviews) - 1, skills.id, correct, mistakes.id,"
        " tries, 0, seconds, seed, level from old_reviews as old"
        " join names as skills on skills.name = skill"
        " left join names as mistakes on mistakes.name = misconception"
    )
    db.execute("drop table old_reviews")


@migrations()
def small_questions(db: Database) -> None:
    """A question is a few numbers, too, and counts the hints that were looked at."""
    db.execute("alter table asked rename to old_asked")
    db.execute(
        "create table asked (id integer primary key, person integer not null,"
        " chat integer not null, message integer, skill integer not null, seed integer not null,"
        " level integer not null, language text not null, sent_at integer not null,"
        " tries integer not null, hints integer not null, answered_at integer, answer text) strict"
    )
    moment = "cast(round((julianday({}) - 2440587.5) * 86400000) as integer)"
    db.execute(
        "insert into asked select old.id, person, chat, message, names.id, seed, level, language,"  # noqa: S608 (no text of a person)
        f" {moment.format('sent_at')}, tries, 0, {moment.format('answered_at')}, answer"
        " from old_asked as old join names on names.name = skill"
    )
    db.execute("drop table old_asked")
    db.execute("create index asked_in on asked (chat, message) where message is not null")
    db.execute("create index asked_of on asked (person, chat)")


@migrations()
def undo(db: Database) -> None:
    """A person's last answers, each with the memory as it was before, for a minute."""
    db.execute(
        "create table undo (person integer, skill integer, asked integer not null,"
        " at integer not null, before text, primary key (person, skill)) strict, without rowid"
    )
