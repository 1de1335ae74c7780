"""Inline queries: what people ask in any chat, and the results that the bot offers for it.

https://core.telegram.org/bots/api#inline-mode
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from webchat import limits
from webchat.inline_results import Results
from webchat.objects import InlineQuery, User
from webchat.refusals import bad_request

_KEPT = 200
"""So many queries are remembered; what was offered for older ones cannot be chosen any more."""


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Asked:
    """A query that somebody typed.

    Attributes:
        person: who.
        text: what is to be found.
        at: when, in seconds since 1970.
    """

    person: int
    text: str
    at: float


class Inline:
    """The queries that wait, the results that can be chosen, and those that are kept for others.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: dict[str, Asked] = {}
        self._offered: dict[str, Results] = {}
        self._cached: dict[tuple[str, int | None], tuple[float, Results]] = {}

    def ask(self, person: User, text: str, chat_type: str) -> tuple[InlineQuery, Results | None]:
        """A new query, and what was offered for the same one before and is still fresh."""
        number = str(secrets.randbits(62))
        query = cast("InlineQuery", {"id": number, "from": person, "query": text, "offset": ""})
        query["chat_type"] = "sender" if chat_type == "private" else chat_type
        cached = self._fresh(text, person["id"]) or self._fresh(text, None)
        if cached:
            self._offer(number, cached)
        else:
            _bounded(self._asked)[number] = Asked(person["id"], text, self._clock())
        return query, cached

    def answer(self, number: str, results: Results, seconds: int, *, personal: bool) -> Asked:
        """Offer results for a query, once.

        Raises:
            Refused: nobody waits for them (any more).
        """
        asked = self._asked.pop(number, None)
        if asked is None or self._clock() - asked.at > limits.INLINE_ANSWER_SECONDS:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self._offer(number, results)
        until, whose = self._clock() + seconds, asked.person if personal else None
        _bounded(self._cached)[asked.text, whose] = (until, results)
        return asked

    def offered(self, number: str) -> Results | None:
        """What was offered for a query."""
        return self._offered.get(number)

    def _offer(self, number: str, results: Results) -> None:
        _bounded(self._offered)[number] = results

    def _fresh(self, text: str, person: int | None) -> Results | None:
        until, results = self._cached.get((text, person), (0.0, None))
        return results if self._clock() < until else None


def _bounded(kept: dict[_Key, _Value]) -> dict[_Key, _Value]:
    """The same, with room for one more: the oldest goes."""
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    return kept
