"""Is a reply of `ask --json` right, wrong, or does it decline? The judge of questions with answers.

A question is *right* when everything that it asks is answered right; *wrong* when the reply is a
solution that misses or misstates a number; *declined* otherwise: a question back, a refusal.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["right", "wrong", "declined"]
Reply = Mapping[str, Any]

_SECONDS = {"_ms": 1e-3, "_s": 1, "_minutes": 60, "_hours": 3600, "_days": 86_400}
_TOLERANCE = 0.005
_NOISE = 1e-9
_LARGEST_EXACT = 10**15
_YES = re.compile(r"yes|是|对|正常|等价|公式正确")
_NO = re.compile(r"no\b|不")


@dataclass(frozen=True)
class Expectation:
    """One thing that a good reply holds.

    Attributes:
        ask: the standard name of what is asked, perhaps with a remark in brackets; or "missing",
            "contradiction", "verdict", "formula".
        values: the numbers that are accepted; none where words are expected.
        words: what is expected where it is no number.
        in_range: any number between the smallest and the largest of `values` will do.
    """

    ask: str
    values: tuple[float, ...]
    words: str = ""
    in_range: bool = False

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> "Expectation":
        """The expectation that a line of a question file writes as an object."""
        value = written["value"]
        values = value if isinstance(value, list) else [value]
        numbers = tuple(one for one in values if isinstance(one, int | float))
        words = value if isinstance(value, str) else ""
        return cls(written["ask"], numbers, words, written.get("accept") == "range")

    @property
    def kind(self) -> str:
        """What is asked, without the remark in brackets."""
        return re.sub(r"\s*\(.*", "", self.ask)


@dataclass(frozen=True)
class Question:
    """A question of a file, with what a good reply to it holds."""

    name: str
    language: str
    category: str
    text: str
    expected: tuple[Expectation, ...]


def read_questions(*files: Path) -> list[Question]:
    """The questions of JSON-lines files, one object a line."""
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [_question(json.loads(line)) for line in lines if line.strip()]


def _question(written: Mapping[str, Any]) -> Question:
    expected = tuple(Expectation.of(one) for one in written["expect"])
    return Question(written["id"], written["lang"], written["category"], written["text"], expected)


def judge(question: Question, reply: Reply) -> Outcome:
    """What the reply to a question is worth."""
    met = {expected: is_met(expected, reply) for expected in question.expected}
    checked = [one for one in met.values() if one is not None]
    if checked and all(checked) and not _says_too_much(question, reply):
        return "right"
    numbers = [bool(one) for expected, one in met.items() if _is_number(expected)]
    misses = not numbers or not all(numbers)
    return "wrong" if reply.get("kind") == "solution" and misses else "declined"


def is_met(expected: Expectation, reply: Reply) -> bool | None:
    """Whether a reply holds what is expected; None where only a person can tell."""
    match expected.kind:
        case "missing":
            return _asks_back(reply)
        case "contradiction":
            disagrees = reply.get("kind") == "contradiction" or reply.get("verdict") is False
            return disagrees or bool(reply.get("conflicts"))
        case "verdict":
            yes, no = _YES.match(expected.words), _NO.match(expected.words)
            return reply.get("verdict") is bool(yes) if yes or no else None
        case "formula":
            return None
    return None if expected.words else _states_number(expected, _answers(reply))


def _is_number(expected: Expectation) -> bool:
    return not expected.words and not expected.ask.startswith("missing")


def _says_too_much(question: Question, reply: Reply) -> bool:
    """Whether the right numbers may be hits of a scattergun."""
    stated = [answer for answer in _answers(reply) if answer.get("value") is not None]
    return len(stated) > 3 * len(question.expected) + 3


def _asks_back(reply: Reply) -> bool:
    waits = any(a.get("formula") and a.get("value") is None for a in _answers(reply))
    return reply.get("kind") == "clarification" or bool(reply.get("missing")) or waits


def _answers(reply: Reply) -> Sequence[Reply]:
    return reply.get("answers") or ()


def _states_number(expected: Expectation, answers: Sequence[Reply]) -> bool:
    spans = [span for answer in answers for span in _span(answer)]
    return any(
        _fits(expected, low, high, scale) for scale in _scales(expected.ask) for low, high in spans
    )


def _span(answer: Reply) -> Iterator[tuple[float, float]]:
    """The lowest and the highest number that an answer states."""
    value, low, high = (answer.get(key) for key in ("value", "low", "high"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield value, value
    elif low is not None and high is not None:
        yield low, high


def _fits(expected: Expectation, low: float, high: float, scale: float) -> bool:
    wanted = [value * scale for value in expected.values]
    if expected.in_range:
        return low <= max(wanted) * (1 + _TOLERANCE) and high >= min(wanted) * (1 - _TOLERANCE)
    if low < high:
        return any(low <= value <= high for value in wanted)
    return any(_equal(low, value) for value in wanted)


def _equal(stated: float, wanted: float) -> bool:
    """Whole numbers are exact; others may be rounded."""
    whole = float(stated).is_integer() and float(wanted).is_integer()
    exact = whole and abs(wanted) < _LARGEST_EXACT
    return abs(stated - wanted) <= (_NOISE if exact else _TOLERANCE * max(_NOISE, abs(wanted)))


def _scales(ask: str) -> list[float]:
    """What an expected number is worth in the units of a reply: times are seconds there."""
    name = re.split(r"[ (]", ask)[0]
    if ask.startswith(("time", "gpu_")):
        times = [seconds for unit, seconds in _SECONDS.items() if name.endswith(unit)]
        return [1.0] * ask.startswith("gpu_") + times or [1]
    return [1, 0.01] if "percent" in ask or ask == "10pct" else [1]
