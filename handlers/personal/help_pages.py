"""The pages of /help: what each topic can be tried with, and the commands that belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from data import words
from solver.language import LANGUAGES


@dataclass(frozen=True)
class Page:
    """A topic of the help.

    Attributes:
        tries: what can be tried at once, by the names in `go.py`.
        commands: those that belong to it, in the order of use.
    """

    tries: tuple[str, ...]
    commands: tuple[str, ...]


PAGES: Mapping[str, Page] = {
    "ask": Page(("exercise", "concept"), ("glossary",)),
    "files": Page(("script", "log"), ()),
    "learn": Page(
        ("learn", "cards", "myths", "audiobook"), ("learn", "cards", "myths", "hear", "audiobook")
    ),
    "quiz": Page(
        ("quiz", "mistakes", "sprint"), ("quiz", "mistakes", "sprint", "challenge", "progress")
    ),
    "daily": Page(("daily", "progress"), ("daily", "pause")),
    "train": Page(("cnn", "compare", "experiments", "runs"), ("train", "experiments", "runs")),
    "groups": Page(("class", "challenge"), ("class",)),
    "settings": Page(
        ("settings", "privacy", "export"), ("settings", "privacy", "export", "forget", "cancel")
    ),
}


def page_of(name: str) -> str | None:
    """The page with that name, in either language, or with that command; None where none is."""
    wanted = name.strip().lower().removeprefix("/")
    for key, page in PAGES.items():
        titles = {words.say(f"help.to_{key}", language).lower() for language in LANGUAGES}
        if wanted == key or wanted in titles or wanted in page.commands:
            return key
    return None
