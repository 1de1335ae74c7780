"""The queue of updates that the bot fetches by long polling."""

import asyncio
from typing import cast

from webchat import limits
from webchat.objects import CallbackQuery, Message, Poll, PollAnswer, Update
from webchat.refusals import Refused
from webchat.store import Store

_FIRST_UPDATE = 700_000_001
_LAST_UPDATE = 2**31 - 1


class Updates:
    """What happened and was not yet confirmed by the bot."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changed = asyncio.Event()
        self._turn = 0
        self._closed = False

    def push(self, kind: str, what: Message | CallbackQuery | Poll | PollAnswer) -> None:
        """Queue an update of one kind, if the bot wants that kind."""
        if kind in self._allowed():
            update = {"update_id": self._store.count("updates", _FIRST_UPDATE), kind: what}
            self._store.add_update(cast("Update", update))
            self._wake()

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants; none means the usual ones."""
        self._store.note("allowed_updates", kinds or None)

    def drop(self) -> None:
        """Forget all that waits for the bot."""
        self._store.confirm(_LAST_UPDATE)

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109 - Telegram's parameter
        """The oldest unconfirmed updates, waited for up to a number of seconds.

        Raises:
            Refused: somebody else began to fetch meanwhile.
        """
        self._turn += 1
        turn = self._turn
        self._wake()
        self._store.confirm(offset)
        try:
            async with asyncio.timeout(timeout):
                while not (self._store.pending() or self._closed or turn != self._turn):
                    await self._changed.wait()
        except TimeoutError:
            pass
        if turn != self._turn:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return [] if self._closed else self._store.updates(limit)

    def close(self) -> None:
        """End the waiting."""
        self._closed = True
        self._wake()

    def _allowed(self) -> frozenset[str]:
        kinds = self._store.fact("allowed_updates")
        return frozenset(map(str, kinds)) if isinstance(kinds, list) else limits.DEFAULT_UPDATES

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
