"""Trainings in the data of buttons: as their code, or as a draft where that is too long."""

import re

from data.people import Person
from handlers.context import House
from trainer.config import RunConfig, as_dict, from_dict
from trainer.link import decode, encode

_LONGEST = 38
"""Characters of a code: a button has 64, of which its name, its owner and a language take 26."""
_DRAFT = re.compile(r"d(\d{1,18})")


def code_of(house: House, person: Person, config: RunConfig) -> str:
    """What stands for a training in a button of this person."""
    code = encode(config)
    if code is None or len(code) > _LONGEST:
        return f"d{house.store.drafts.keep(person.id, as_dict(config), house.clock())}"
    return code


def config_of(house: House, person: Person, code: str) -> RunConfig | None:
    """The training of a person's button; None where there is none (any more)."""
    draft = _DRAFT.fullmatch(code)
    if draft is None:
        return decode(code)
    kept = house.store.drafts.of(person.id, int(draft[1]))
    return from_dict(kept) if kept and "dataset" in kept else None
