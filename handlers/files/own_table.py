"""A learner's own table: sent as a CSV file, told what was read, and trained on."""

from pathlib import Path, PurePath
from typing import cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from data import words
from data.people import Person
from data.tables import SentTable
from data.words import Language
from handlers.context import Context, House, met, tell
from handlers.delivery.turns import once
from handlers.files.bad_table import wrong_screen, wrong_text
from handlers.html import Html, lines, paragraphs, say
from handlers.keyboards import flip, grid
from handlers.presses import heard, owned, pressed, refreshed
from handlers.training.panel import panel_button
from solver.reading.logs.read_log import read_log
from trainer.choices import DATASETS
from trainer.choices.own import Own
from trainer.config import RunConfig
from trainer.shelf import SHELF
from trainer.tables import Description, describe, describe_file, is_table
from trainer.tables.columns import MOST_CATEGORIES

ENDING = ".csv"
LARGEST_TABLE = 2 * 1024 * 1024
_HEAD = 10_000
"""Characters from which a training log is told."""
_MOST_BUTTONS, _COLUMNS, _LABEL = 60, 3, 16
_VALUES_SHOWN = 5
_BATCH_SIZE = RunConfig().batch_size


def is_table_file(text: str, name: str) -> bool:
    """Whether a file holds a table to train on, and neither a sentence nor a training log."""
    csv = PurePath(name).suffix.lower() == ENDING
    return csv and is_table(text) and read_log(text[:_HEAD]) is None


async def receive(
    update: Update, context: Context, text: str, name: str, language: Language
) -> None:
    """Keep a table in place of the person's former one, and tell what was read."""
    house, person = context.house, met(update, context.house)
    description = await house.engine.call(describe, text)
    if description.sound:
        table = _kept(house, person, name, text)
        await tell(update, *_shown(table, description, house, person, language))
    else:
        await tell(update, *wrong_screen(name, description, house, person, language))


async def on_target(update: Update, context: Context) -> None:
    """Show the table with the column of the pressed button to be predicted, in its language."""
    query, (owner, number, column, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    table = _current(house, person, int(number))
    if table is None:
        await heard(query, words.say("shared.gone", person.language))
        return
    await heard(query)
    description = await house.engine.call(describe_file, _path(table), int(column))
    await refreshed(query, *_shown(table, description, house, person, cast("Language", shown_in)))


def sent_tables(house: House, person: int) -> dict[str, Path]:
    """The files with the tables that a person sent, by number and name."""
    tables = house.store.tables.all_of(person)
    named = {f"{table.number}-{PurePath(table.name).name}": _path(table) for table in tables}
    return {name: path for name, path in named.items() if path.exists()}


def _kept(house: House, person: Person, name: str, text: str) -> SentTable:
    """Keep a table in place of all that the person sent before, also of what a crash left there."""
    tables, now = house.store.tables, house.clock()
    part = _path(SentTable(0, person.id, name)).with_name(f"{person.id}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(text, "utf-8")  # first: without room for it, the former one stays
    number = once("table", lambda: tables.put(person.id, name, now)[0].number)
    table = SentTable(number, person.id, name)
    part.replace(_path(table))
    newest = tables.of(person.id)
    for one in (table, *tables.all_of(person.id)):
        if newest is None or one.number != newest.number:
            _path(one).unlink(missing_ok=True)
    return table


def _current(house: House, person: Person, number: int) -> SentTable | None:
    """The table of a button; None where another has replaced it."""
    table = house.store.tables.of(person.id)
    return table if table and table.number == number and _path(table).exists() else None


def _path(table: SentTable) -> Path:
    return SHELF.place(Own(table.number, target=0, rows=0, classes=0).key)


def _shown(
    table: SentTable, description: Description, house: House, person: Person, language: Language
) -> tuple[Html, InlineKeyboardMarkup]:
    """What was read, and buttons for the columns and for the training, which is kept as chosen."""
    key = None if description.faults else _key(table, description)
    house.store.tables.choose(table.number, key)
    text = paragraphs(
        say(
            "table.read",
            language,
            name=table.name,
            rows=f"{description.rows:,}",
            columns=len(description.columns),
        ),
        wrong_text(table.name, description, language)
        if description.faults
        else _content(description, language),
        say("table.choose", language),
    )
    buttons = grid(_columns(table, description, person, language), _COLUMNS).inline_keyboard
    start = [_start(key, house, person, language)] if key else []
    here = flip(_to_column(table, description.target, person, language), language)
    return text, InlineKeyboardMarkup([*buttons, [*start, here]])


def _content(description: Description, language: Language) -> Html:
    """What is to be predicted, and from what."""
    column = description.columns[description.target]
    values = [value for value, _ in column.counts[:_VALUES_SHOWN]]
    values += ["…"] if column.different > len(values) else []
    inputs = [one.kind for one in description.inputs]
    names = [one.name for one in description.left_out]
    return lines(
        say(
            "table.classes" if description.classes else "table.numbers",
            language,
            target=column.name,
            classes=description.classes,
            values=_listed(values, language),
        ),
        say(
            "table.inputs",
            language,
            numbers=inputs.count("numbers"),
            texts=inputs.count("texts"),
        ),
        say("table.left_out", language, limit=MOST_CATEGORIES, names=_listed(names, language))
        if names
        else "",
    )


def _columns(
    table: SentTable, description: Description, person: Person, language: Language
) -> list[InlineKeyboardButton]:
    """A button for each column; of very many, the last ones."""
    named = list(enumerate(description.columns))[-_MOST_BUTTONS:]
    return [
        InlineKeyboardButton(
            f"✓ {_cut(column.name)}" if at == description.target else _cut(column.name),
            callback_data=_to_column(table, at, person, language),
        )
        for at, column in named
    ]


def _to_column(table: SentTable, column: int, person: Person, language: Language) -> str:
    """The data of a button that makes a column the one to be predicted."""
    return f"table:{person.id}:{table.number}:{column}:{language}"


def _key(table: SentTable, description: Description) -> str:
    return Own(table.number, description.target, description.rows, description.classes).key


def _start(key: str, house: House, person: Person, language: Language) -> InlineKeyboardButton:
    config = RunConfig(key, batch_size=min(_BATCH_SIZE, DATASETS[key].train_size))
    return panel_button(words.say("table.train", language), house, person, config, language)


def _cut(name: str) -> str:
    return (name if len(name) <= _LABEL else f"{name[:_LABEL]}…") or "?"


def _listed(names: list[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(map(_cut, names))
