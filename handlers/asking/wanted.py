"""What a text plainly wants, before anything of it is worked out."""

import re

from trainer.wording import asks_for_training

_NOTHING_NAMED = re.compile(
    r"(?:\btrain(?:ing)?(?: (?:something|anything|one|now|please|with (?:me|you)))*"
    r"|训练(?:一下|一次|一个|点东西|吧)*)\W*$",
    re.IGNORECASE,
)


def says_something(text: str) -> bool:
    """Whether a text has a word or a number in it."""
    return any(character.isalnum() for character in text)


def wants_to_train(text: str) -> bool:
    """Whether a text asks for a training and leaves open which."""
    return asks_for_training(text) and _NOTHING_NAMED.search(text) is not None
