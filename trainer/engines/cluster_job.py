"""What a Dask worker does with a run: it starts a process for it, and passes on what that tells."""

import pickle
import threading
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from distributed import Worker, get_worker

from trainer.worker import PRELOADED, Done, Failed, work

_REMEMBERED = 1000
_GLANCE = 0.5
"""Seconds between two looks at whether a silent job is still wanted."""
_LOCK = threading.Lock()
_GOING: dict[str, ForkServerProcess] = {}
_CANCELLED: deque[str] = deque(maxlen=_REMEMBERED)


def perform(
    job: str, shelf: Path | None, function: Callable[..., object], args: tuple[object, ...]
) -> Done | Failed | int | None:
    """Call `function(tell, *args)` in a fresh process; what it tells are events of the job.

    Returns:
        The last message of the process, or how it ended without one.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(sender, shelf, function, args), daemon=True)
    with _LOCK:
        if job in _CANCELLED:
            return None
        process.start()
        _GOING[job] = process
    sender.close()
    try:
        return _last_message(job, receiver)
    except EOFError:
        process.join()
        return process.exitcode
    finally:
        _GOING.pop(job, None)
        process.kill()
        process.join()
        receiver.close()


def cancel(jobs: Sequence[str]) -> None:
    """End jobs, also those that have not begun."""
    with _LOCK:
        _CANCELLED.extend(jobs)
        for job in jobs:
            if process := _GOING.get(job):
                process.kill()


def _last_message(job: str, receiver: Connection) -> Done | Failed | None:
    worker = get_worker()
    while _wanted(worker, job):
        if not receiver.poll(_GLANCE):
            continue
        message = receiver.recv()
        if isinstance(message, Done | Failed):
            return message
        worker.log_event(job, pickle.dumps(message))
    return None


def _wanted(worker: Worker, job: str) -> bool:
    """Whether the scheduler still knows somebody who waits for a job; a killed bot does not."""
    task = worker.state.tasks.get(job)
    return task is not None and task.state != "cancelled"
