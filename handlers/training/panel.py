"""The panel of /train: one screen of a phone, a button for each setting, its choices one tap away.

A page is told by one letter before the code of the training: a setting by that of its code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from data import words
from data.people import Person
from data.words import Language
from handlers.context import House
from handlers.html import bold, lines, paragraphs, say
from handlers.keyboards import button, flip, grid
from handlers.screens import Screen
from handlers.training.codes import code_of
from handlers.training.run_settings import MAIN, MORE, choices_of, named, settings_of, shown
from handlers.training.run_words import about, counts_ahead, settings_line, title
from trainer.config import RunConfig
from trainer.differences import differences
from trainer.faults import FIELDS
from trainer.link import LETTERS

FRONT, MORE_PAGE = "p", "m"
PAGES = f"[{FRONT}{MORE_PAGE}{''.join(LETTERS.values())}]"
"""Every page, as a pattern."""
_FIELDS = {letter: field for field, letter in LETTERS.items()}
_NARROW = 6
"""Characters up to which three values stand side by side."""


def panel(
    house: House, person: Person, config: RunConfig, language: Language, page: str = FRONT
) -> Screen:
    """The text of a page and its buttons.

    Args:
        house: what is behind the chat.
        person: whose panel it is.
        config: the training as it is chosen so far.
        language: of the panel, and of the training that is started with it.
        page: its letter.
    """
    owner = _Owner(house, person, language)
    head = say("train.choose", language)
    rows = _front(owner, config)
    if page == MORE_PAGE:
        head, rows = bold(words.say("train.more", language)), _more(owner, config)
    elif page in _FIELDS:
        head = bold(_whole_name(_FIELDS[page], language))
        rows = _choices(owner, config, _FIELDS[page])
    text = paragraphs(
        head,
        lines(bold(title(config, language)), *_settings(config, language)),
        lines(counts_ahead(config, language), about(house.engine.estimate(config), language)),
    )
    *others, last = rows
    here = flip(owner.data("pick", config, page), language)
    return text, InlineKeyboardMarkup([*others, [*last, here]])


def panel_button(
    text: str, house: House, person: Person, config: RunConfig, language: Language
) -> InlineKeyboardButton:
    """A button that shows the panel."""
    return _to_page(text, _Owner(house, person, language), config)


def start_button(
    text: str, house: House, person: Person, config: RunConfig, language: Language
) -> InlineKeyboardButton:
    """A button that starts a training."""
    data = _Owner(house, person, language).data("begin", config)
    return InlineKeyboardButton(text, callback_data=data)


@dataclass(frozen=True)
class _Owner:
    """Whose panel it is, and in which language it is shown."""

    house: House
    person: Person
    language: Language

    def data(self, name: str, config: RunConfig, page: str = "") -> str:
        """The data of a button."""
        code = code_of(self.house, self.person, config)
        return f"{name}:{self.person.id}:{page}{code}:{self.language}"


def _to_page(
    text: str, owner: _Owner, config: RunConfig, page: str = FRONT
) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=owner.data("pick", config, page))


def _settings(config: RunConfig, language: Language) -> Iterator[str]:
    yield settings_line(config, language)
    yield " · ".join(differences(replace(config, seed=0), language))


def _whole_name(field: str, language: Language) -> str:
    """A setting as the heading of its page, where there is more room than on its button."""
    name = FIELDS[field].say(language)
    return name[0].upper() + name[1:]


Rows = list[Sequence[InlineKeyboardButton]]


def _front(owner: _Owner, config: RunConfig) -> Rows:
    language = owner.language
    more = _to_page(words.say("train.more", language), owner, config, MORE_PAGE)
    experiments = button("experiments.open", f"experiments:{language}", language)
    rows = _two_by_two([*_each(MAIN, owner, config), more])
    return [[_start(owner, config)], *rows, [experiments]]


def _more(owner: _Owner, config: RunConfig) -> Rows:
    back = _to_page(words.say("train.back", owner.language), owner, config)
    return [*_two_by_two(_each(MORE, owner, config)), [back, _start(owner, config)]]


def _choices(owner: _Owner, config: RunConfig, field: str) -> Rows:
    """Every value of a setting; a tap takes it, and leads back to where the setting stands."""
    came_from = MORE_PAGE if field in MORE else FRONT
    stays = LETTERS[field] if field == "augmentation" else came_from
    found = [(shown(field, one, owner.language), one) for one in choices_of(field, config)]
    buttons = [
        _to_page(f"✓ {value}" if one == config else value, owner, one, stays)
        for value, one in found
    ]
    columns = 3 if all(len(value) <= _NARROW for value, _ in found) else 2
    back = _to_page(words.say("train.back", owner.language), owner, config, came_from)
    return [*grid(buttons, columns).inline_keyboard, [back]]


def _each(fields: Sequence[str], owner: _Owner, config: RunConfig) -> list[InlineKeyboardButton]:
    return [
        _to_page(named(field, config, owner.language), owner, config, LETTERS[field])
        for field in settings_of(fields, config)
    ]


def _start(owner: _Owner, config: RunConfig) -> InlineKeyboardButton:
    text = words.say("train.start", owner.language)
    return InlineKeyboardButton(text, callback_data=owner.data("begin", config))


def _two_by_two(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    return list(grid(buttons, columns=2).inline_keyboard)
