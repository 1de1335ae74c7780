"""Runs on a Dask cluster; pictures are drawn on this machine, as ever.

A run whose worker is lost is begun again by the scheduler. Without a scheduler, all runs wait in
line until it is back.
"""

import asyncio
import pickle
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, TypeVar
from uuid import uuid4

from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError

from trainer.budget import BUDGET
from trainer.engines.cluster_job import cancel, perform
from trainer.engines.engine import RunFailed
from trainer.engines.local import LocalEngine
from trainer.events import Event
from trainer.shelf import SHELF
from trainer.worker import Done, Failed

T = TypeVar("T")

LOOK = 0.5
"""Seconds between two looks at how many workers there are."""
PATIENCE = 3.0
"""Seconds that a scheduler may take to answer."""
BUSY = 15.0
"""Seconds that one may take that has runs of ours, which are lost with it: workers that load torch
can slow a whole machine down."""


class ClusterLost(Exception):  # noqa: N818  # what happened to the cluster
    """The scheduler is gone, and with it what it knew of a run."""


class DaskEngine(LocalEngine):
    """Carries out runs on the workers of a Dask cluster, as many at once as these have threads."""

    def __init__(self, address: str, budget: float = BUDGET) -> None:
        """Prepare; nothing is started yet.

        Args:
            address: of the scheduler, as in `tcp://127.0.0.1:8786`.
            budget: seconds that a run may train.
        """
        super().__init__(workers=1, budget=budget)
        self._turns.resize(0)
        self._address = address
        self._client: Client | None = None
        self._lost = asyncio.Event()
        self._going: set[Future[Any]] = set()
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look for the cluster from now on; runs wait until it is found."""
        await super().start()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Kill what works here and on the cluster; who still awaits a run gets `RunFailed`."""
        await super().stop()
        if self._client:
            with suppress(OSError, TimeoutError, ValueError):
                await asyncio.wait_for(_ended(self._client, *self._going), PATIENCE)
        if self._watching:
            self._watching.cancel()
            await asyncio.wait([self._watching])

    async def in_turn(
        self,
        function: Callable[..., T],
        args: tuple[object, ...],
        report: Callable[[Event], None],
        person: Hashable,
        wall: float,
    ) -> T:
        """As of every engine; a run that the cluster lost waits for its turn again."""
        while not self._stopped:
            with suppress(ClusterLost):
                return await super().in_turn(function, args, report, person, wall)
        raise RunFailed("the engine was stopped", None)

    async def _train(
        self, function: Callable[..., T], args: tuple[object, ...], heard: Callable[[object], None]
    ) -> T:
        client, job = self._client, f"run-{uuid4().hex}"
        if client is None or self._stopped:
            raise ClusterLost
        client.subscribe_topic(job, lambda event: heard(pickle.loads(event[1])))  # noqa: S301  # from our own worker
        future = client.submit(perform, job, SHELF.folder, function, args, key=job, pure=False)
        self._going.add(future)
        try:
            result: T = await self._result(future)
            return result
        finally:
            self._going.remove(future)
            with suppress(OSError, TimeoutError, ValueError):
                client.unsubscribe_topic(job)
                if future.status == "pending":
                    await asyncio.wait_for(_ended(client, future), PATIENCE)

    async def _result(self, future: "Future[Any]") -> Any:
        """What came of a run, unless the cluster is lost before."""
        result, lost = (
            asyncio.ensure_future(_value(future)),
            asyncio.ensure_future(self._lost.wait()),
        )
        try:
            await asyncio.wait({result, lost}, return_when=asyncio.FIRST_COMPLETED)
            if not result.done():
                raise ClusterLost
            return _told(result.result())
        finally:
            result.cancel()
            lost.cancel()

    async def _watch(self) -> None:
        """Keep as many places as the cluster has threads; connect again whenever it is lost."""
        while True:
            with suppress(OSError, TimeoutError):
                async with Client(
                    self._address, asynchronous=True, set_as_default=False, timeout=PATIENCE
                ) as client:
                    await self._serve(client)
            await asyncio.sleep(LOOK)

    async def _serve(self, client: Client) -> None:
        """Hand runs to a connected client for as long as its scheduler answers."""
        self._client = client
        self._lost.clear()
        try:
            while client.status == "running":
                threads = await asyncio.wait_for(client.nthreads(), BUSY)
                self._turns.resize(sum(threads.values()))
                await asyncio.sleep(LOOK)
        finally:
            self._client = None
            self._turns.resize(0)
            self._lost.set()


async def _value(future: "Future[Any]") -> Any:
    """What the task of a run returned.

    Raises:
        ClusterLost: the scheduler has forgotten it.
        RunFailed: it took worker after worker with it.
    """
    try:
        return await future
    except KilledWorker as killed:
        raise RunFailed(f"its workers were lost: {killed}", None) from killed
    except (FutureCancelledError, CommClosedError) as lost:
        raise ClusterLost from lost


def _told(message: object) -> Any:
    if isinstance(message, Done):
        return message.value
    if isinstance(message, Failed):
        raise RunFailed.raised(message)
    raise RunFailed(None, message if isinstance(message, int) else None)


async def _ended(client: Client, *futures: "Future[Any]") -> None:
    """Kill the processes of runs, wherever they are, and let the scheduler forget them."""
    await client.run(cancel, [future.key for future in futures], on_error="ignore")
    await client.cancel(list(futures))
