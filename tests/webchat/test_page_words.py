"""The page speaks English and Chinese."""

import re
from pathlib import Path

import webchat

PAGE = Path(webchat.__file__).parent / "page"
WORDS = (PAGE / "words.js").read_text(encoding="utf-8")
ACTIONS = re.compile(r"(record|upload|choose|find)_\w+|typing")


def keys(language: str) -> list[str]:
    """The words that a language has."""
    table = WORDS.partition(f"const {language} = {{\n")[2].partition("\n};")[0]
    return re.findall(r"^  (\w+):", table, re.MULTILINE)


def test_both_languages_have_all_words() -> None:
    """No word is missing in one language."""
    assert keys("ENGLISH") == keys("CHINESE")


def test_every_word_exists_and_is_said() -> None:
    """What the page says is in the list of words, and nothing is there for nobody."""
    sources = [
        path.read_text("utf-8") for path in PAGE.iterdir() if path.suffix in {".js", ".html"}
    ]
    page = "\n".join(source for source in sources if source != WORDS)
    said = set(re.findall(r"""\bsay\("(\w+)"|data-word="(\w+)\"""", page))
    assert {key for pair in said for key in pair if key} <= set(keys("ENGLISH"))
    unsaid = [key for key in keys("ENGLISH") if f'"{key}"' not in page and not ACTIONS.match(key)]
    assert unsaid == []
