"""Every topic there is, read from `data/topics` when it is first asked for."""

from functools import cache
from importlib.resources import files

from data.words import Language
from knowledge.parse import parse_frame, parse_topic
from knowledge.topic import Frame, Topic

_SHELF = files("data").joinpath("topics")


@cache
def slugs() -> tuple[str, ...]:
    """The topics' names, in alphabetical order."""
    folders = (one.name for one in _SHELF.iterdir() if one.joinpath("topic.toml").is_file())
    return tuple(sorted(folders))


@cache
def frame(slug: str) -> Frame:
    """What a topic is in every language.

    Raises:
        KeyError: there is no such topic.
    """
    if slug not in slugs():
        raise KeyError(slug)
    return parse_frame(slug, _SHELF.joinpath(slug, "topic.toml").read_text("utf-8"))


@cache
def topic(slug: str, language: Language) -> Topic:
    """A topic in one language.

    Raises:
        KeyError: there is no such topic.
    """
    text = _SHELF.joinpath(slug, f"{language}.md").read_text("utf-8")
    return parse_topic(frame(slug), text)


def explaining(quantity: str) -> str | None:
    """The topic that explains what the solver works out; None where none does."""
    return _explained().get(quantity)


@cache
def _explained() -> dict[str, str]:
    return {quantity: slug for slug in slugs() for quantity in frame(slug).quantities}
