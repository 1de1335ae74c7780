"""The subcommand `questions`: what the bot could not answer, for its maintainer."""

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from command_line.home import open_home, read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.unanswered import Unanswered

_LONGEST = 300


def add_questions(parser: argparse.ArgumentParser) -> None:
    """The arguments of `questions`: none."""
    parser.set_defaults(action=questions)


def questions(_: argparse.Namespace) -> int:
    """List the questions that were turned away, the newest first; the bot may run meanwhile."""
    store = open_home(read_settings().home)
    try:
        kept = store.unanswered.all()
    finally:
        store.close()
    for line in _listed(kept):
        print(line)
    return 0


def _listed(kept: "Sequence[Unanswered]") -> list[str]:
    told = [
        f"{one.at:%Y-%m-%d %H:%M}  {one.language}  {one.kind:<7}  {_on_one_line(one.text)}"
        for one in kept
        if one.text is not None
    ]
    silent = Counter((one.language, one.kind) for one in kept if one.text is None)
    counts = ", ".join(f"{many} {lang} {kind}" for (lang, kind), many in silent.most_common())
    without = f"Without their text, which only the asker can allow to keep: {silent.total()}"
    total = f"Unanswered questions: {len(kept)}"
    return [*told, total, *([f"{without} ({counts})"] if silent else [])]


def _on_one_line(text: str) -> str:
    """A text as a terminal can show it: nothing in it moves the cursor or changes a colour."""
    shown = "".join(filter(str.isprintable, " ".join(text.split())))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
