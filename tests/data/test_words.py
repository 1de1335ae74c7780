"""The texts of the chat: equal in both languages, and each used."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest

from data.words import Language, say, words

ROOT = Path(__file__).parents[2]
SPEAKING = [*sorted((ROOT / "handlers").rglob("*.py")), ROOT / "bot.py"]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _asked_keys() -> list[str]:
    """Every text key that the code names; parts that it computes are a star."""
    keys = []
    for path in SPEAKING:
        keys += [text for text in _strings(ast.parse(path.read_text("utf-8"))) if _is_key(text)]
    return keys


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
        yield "".join(str(part) for part in parts)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from _strings(child)


def _is_key(text: str) -> bool:
    table, dot, name = text.partition(".")
    return (
        bool(dot)
        and table in _tables()
        and name.replace("_", "").replace("*", "").isalpha() | (name == "*")
    )


def _tables() -> set[str]:
    return {key.partition(".")[0] for key in words("en")}


def _matches(asked: str, key: str) -> bool:
    start, star, end = asked.partition("*")
    return key == asked if not star else key.startswith(start) and key.endswith(end)


def test_both_languages_have_the_same_texts() -> None:
    """No text is missing in one language."""
    assert words("en").keys() == words("zh").keys()


@pytest.mark.parametrize("key", sorted(words("en")))
def test_both_languages_fill_the_same_placeholders(key: str) -> None:
    """A text takes the same values in both languages."""
    assert _placeholders(words("en")[key]) == _placeholders(words("zh")[key])


def test_every_text_that_the_code_asks_for_exists() -> None:
    """No handler asks for a text that is not there."""
    asked = _asked_keys()
    assert asked
    assert [a for a in asked if not any(_matches(a, key) for key in words("en"))] == []


def test_every_text_is_used() -> None:
    """No text is left that nothing says any more."""
    asked = _asked_keys()
    assert [key for key in words("en") if not any(_matches(a, key) for a in asked)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_values_are_filled_in(language: Language) -> None:
    """Values stand where their placeholders were."""
    assert "#7" in say("run.cancelled", language, run=7)


@pytest.mark.parametrize("text", words("zh").values())
def test_chinese_sentences_have_full_width_punctuation(text: str) -> None:
    """After a Chinese character comes no half-width comma, colon or question mark."""
    followed = pairwise(text)
    assert not [a + b for a, b in followed if "\u4e00" <= a <= "\u9fff" and b in ",:;?!("]
