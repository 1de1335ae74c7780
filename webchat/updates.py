"""The queue of updates that the bot fetches by long polling, or that are brought to it."""

import asyncio
from typing import cast

from webchat import limits
from webchat.objects import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    Poll,
    PollAnswer,
    Update,
)
from webchat.refusals import Refused
from webchat.store import Store
from webchat.webhook import bring

_Happened = Message | CallbackQuery | Poll | PollAnswer | InlineQuery | ChatMemberUpdated
_FIRST_UPDATE = 700_000_001
_LAST_UPDATE = 2**31 - 1


class Updates:
    """What happened and was not yet confirmed by the bot.

    Attributes:
        url: where updates are brought; empty where the bot fetches them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changed = asyncio.Event()
        self._turn = 0
        self._closed = False
        self._bringing: asyncio.Task[None] | None = None
        self.url = ""

    def push(self, kind: str, what: _Happened) -> None:
        """Queue an update of one kind, if the bot wants that kind."""
        if kind in self._allowed():
            update = {"update_id": self._store.count("updates", _FIRST_UPDATE), kind: what}
            self._store.add_update(cast("Update", update))
            self._wake()

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants; none means the usual ones."""
        self._store.note("allowed_updates", kinds or None)

    def bring_to(self, url: str, secret: str = "") -> None:
        """Bring updates to an address from now on; to none, let them be fetched again."""
        self.url = url
        if self._bringing:
            self._bringing.cancel()
        self._bringing = None
        if url:
            self._bringing = asyncio.create_task(bring(self._store, self._change, url, secret))

    def drop(self) -> None:
        """Forget all that waits for the bot."""
        self._store.confirm(_LAST_UPDATE)

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109 - Telegram's parameter
        """The oldest unconfirmed updates, waited for up to a number of seconds.

        Raises:
            Refused: somebody else began to fetch meanwhile, or updates are brought.
        """
        if self.url:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
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
        self.bring_to("")
        self._wake()

    async def _change(self) -> None:
        await self._changed.wait()

    def _allowed(self) -> frozenset[str]:
        kinds = self._store.fact("allowed_updates")
        return frozenset(map(str, kinds)) if isinstance(kinds, list) else limits.DEFAULT_UPDATES

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
