"""What a run can be made of: every name once, in both languages, and as people write it."""

import difflib
from collections.abc import Mapping

from solver.language import Language, Phrase
from trainer.choices.bugs import BUGS
from trainer.choices.datasets import DATASETS
from trainer.choices.entry import Entry
from trainer.choices.networks import ACTIVATIONS, INITIALIZATIONS, MODELS, NORMALIZATIONS
from trainer.choices.training import AUGMENTATIONS, LOSSES, OPTIMIZERS, SCHEDULES

__all__ = ["AUGMENTATIONS", "CHOICES", "DATASETS", "LOSSES", "MODELS", "OPTIMIZERS", "SCHEDULES"]

CHOICES: Mapping[str, Mapping[str, Entry]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "optimizer": OPTIMIZERS,
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "schedule": SCHEDULES,
    "normalization": NORMALIZATIONS,
    "augmentation": AUGMENTATIONS,
    "initialization": INITIALIZATIONS,
    "bug": BUGS,
}
"""What each field of a run configuration that holds a name, or several, can be."""


def nearest(field: str, written: str) -> str | None:
    """The key whose name or alias looks most like what was written; None where nothing does."""
    keys = {alias: key for key, entry in CHOICES[field].items() for alias in (key, *entry.aliases)}
    close = difflib.get_close_matches(written.lower(), keys, n=1, cutoff=0.65)
    return keys[close[0]] if close else None


def title(field: str, key: str, language: Language) -> str:
    """A choice by its name, and by its key where that is another word: `Two moons (moons)`."""
    name = CHOICES[field][key].name.say(language)
    return (
        name
        if name.lower() == key
        else Phrase("{} ({})", "{}（{}）").say(language).format(name, key)
    )
