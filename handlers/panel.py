"""The panel of /train: one screen of a phone, a button for each setting, its choices one tap away.

A page is told by one letter before the code of the training: a setting by that of its code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.people import Person
from data.words import Language
from handlers.codes import code_of
from handlers.context import House
from handlers.html import Html, bold, lines, paragraphs, say
from handlers.keyboards import grid
from handlers.run_settings import MAIN, MORE, choices_of, label, named, settings_of, shown
from handlers.run_words import about, counts_ahead, settings_line, title
from trainer.config import RunConfig
from trainer.differences import differences
from trainer.link import LETTERS

FRONT, MORE_PAGE = "p", "m"
PAGES = f"[{FRONT}{MORE_PAGE}{''.join(LETTERS.values())}]"
"""Every page, as a pattern."""
_FIELDS = {letter: field for field, letter in LETTERS.items()}
_NARROW = 6
"""Characters up to which three values stand side by side."""


def panel(
    house: House, person: Person, config: RunConfig, page: str = FRONT
) -> tuple[Html, InlineKeyboardMarkup]:
    """The text of a page and its buttons.

    Args:
        house: what is behind the chat.
        person: whose panel it is.
        config: the training as it is chosen so far.
        page: its letter.
    """
    language = person.language
    head = say("train.choose", language)
    rows = _front(house, person, config)
    if page == MORE_PAGE:
        head, rows = bold(words.say("train.more", language)), _more(house, person, config)
    elif page in _FIELDS:
        head = bold(label(_FIELDS[page], language))
        rows = _choices(house, person, config, _FIELDS[page])
    text = paragraphs(
        head,
        lines(bold(title(config, language)), *_settings(config, language)),
        lines(counts_ahead(config, language), about(house.engine.estimate(config), language)),
    )
    return text, InlineKeyboardMarkup(rows)


def panel_button(
    text: str, house: House, person: Person, config: RunConfig, page: str = FRONT
) -> InlineKeyboardButton:
    """A button that shows a page of the panel."""
    code = code_of(house, person, config)
    return InlineKeyboardButton(text, callback_data=f"pick:{person.id}:{page}{code}")


def start_button(
    text: str, house: House, person: Person, config: RunConfig
) -> InlineKeyboardButton:
    """A button that starts a training."""
    code = code_of(house, person, config)
    return InlineKeyboardButton(text, callback_data=f"begin:{person.id}:{code}")


def _settings(config: RunConfig, language: Language) -> Iterator[str]:
    yield settings_line(config, language)
    yield " · ".join(differences(replace(config, seed=0), language))


Rows = list[Sequence[InlineKeyboardButton]]


def _front(house: House, person: Person, config: RunConfig) -> Rows:
    more = panel_button(words.say("train.more", person.language), house, person, config, MORE_PAGE)
    ready = words.say("experiments.open", person.language)
    experiments = InlineKeyboardButton(ready, callback_data="experiments")
    rows = _two_by_two([*_each(MAIN, house, person, config), more])
    return [[_start(house, person, config)], *rows, [experiments]]


def _more(house: House, person: Person, config: RunConfig) -> Rows:
    back = panel_button(words.say("train.back", person.language), house, person, config)
    return [*_two_by_two(_each(MORE, house, person, config)), [back, _start(house, person, config)]]


def _choices(house: House, person: Person, config: RunConfig, field: str) -> Rows:
    """Every value of a setting; a tap takes it, and leads back to where the setting stands."""
    came_from = MORE_PAGE if field in MORE else FRONT
    stays = LETTERS[field] if field == "augmentation" else came_from
    found = [(shown(field, one, person.language), one) for one in choices_of(field, config)]
    buttons = [
        panel_button(f"✓ {value}" if one == config else value, house, person, one, stays)
        for value, one in found
    ]
    columns = 3 if all(len(value) <= _NARROW for value, _ in found) else 2
    back = panel_button(words.say("train.back", person.language), house, person, config, came_from)
    return [*grid(buttons, columns).inline_keyboard, [back]]


def _each(
    fields: Sequence[str], house: House, person: Person, config: RunConfig
) -> list[InlineKeyboardButton]:
    language = person.language
    return [
        panel_button(
            named(field, config, language),
            house,
            person,
            config,
            LETTERS[field],
        )
        for field in settings_of(fields, config)
    ]


def _start(house: House, person: Person, config: RunConfig) -> InlineKeyboardButton:
    return start_button(words.say("train.start", person.language), house, person, config)


def _two_by_two(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    return list(grid(buttons, columns=2).inline_keyboard)
