"""Trainings in the data of buttons: as their code, or as a draft where that is too long."""

import re

from data.people import Person
from handlers.context import House
from trainer.config import RunConfig, as_dict, from_dict
from trainer.link import decode, encode

_DRAFT = re.compile(r"d(\d{1,18})")


def code_of(house: House, person: Person, config: RunConfig) -> str:
    """What stands for a training in a button of this person."""
    return encode(config) or f"d{house.store.drafts.keep(person.id, as_dict(config))}"


def config_of(house: House, person: Person, code: str) -> RunConfig | None:
    """The training of a person's button; None where there is none (any more)."""
    draft = _DRAFT.fullmatch(code)
    if draft is None:
        return decode(code)
    kept = house.store.drafts.of(person.id, int(draft[1]))
    return from_dict(kept) if kept and "runs" not in kept else None
