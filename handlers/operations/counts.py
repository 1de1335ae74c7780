"""What the bot has done since it started, in numbers: for /status, /metrics and the health check.

Nothing of what people wrote is here, and no more than a fixed amount is kept of any number of
updates: the seconds of the last hour as counts in buckets, a minute each.
"""

import math
import time
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds up to which each bucket of the latencies goes."""
_FINE = 8
"""Buckets of the last hour in which seconds double; what is told is within 9 %."""
_MINUTES = 60
_ERRORS = 20
_RETRY_GAP = 60.0
"""Seconds in which a server that is away is asked again for updates at the latest."""
_HOUR = 3600.0


@dataclass(frozen=True)
class Fault:
    """An error of the bot.

    Attributes:
        reference: what the person was told, and the log says.
        kind: the type of the exception.
        place: where in the code it was raised.
        at: when.
    """

    reference: str
    kind: str
    place: str
    at: datetime


class Figures:
    """Counts, from whoever does something; all calls come from the event loop's thread.

    Attributes:
        seconds: of each kind of update, how many took up to the seconds of each bucket, or more.
        total_seconds: of each kind, the seconds of all its updates.
        calls: calls of the Bot API that were answered, by method.
        retries: calls that were made again.
        refused: calls that were given up.
        errors: how often each type of exception came.
        faults: the last errors.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """The clock counts seconds, and is never set."""
        self._clock = clock
        self._started = clock()
        self._minutes: deque[tuple[int, Counter[int]]] = deque(maxlen=_MINUTES + 1)
        self._failing_since: float | None = None
        self._failed_at = -math.inf
        self._fetched_at: float | None = None
        self._told: dict[str, float] = {}
        self.seconds: dict[str, list[int]] = {}
        self.total_seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self.retries: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.faults: deque[Fault] = deque(maxlen=_ERRORS)

    def served(self, kind: str, seconds: float) -> None:
        """An update of a kind, one of a fixed set, was served within some seconds."""
        counts = self.seconds.setdefault(kind, [0] * (len(BUCKETS) + 1))
        counts[bisect_left(BUCKETS, seconds)] += 1
        self.total_seconds[kind] += seconds
        self._this_minute()[_bucket(seconds)] += 1

    def sent(self, method: str) -> None:
        """A call of the Bot API was answered."""
        self.calls[method] += 1

    def retried(self, method: str) -> None:
        """A call of the Bot API is made again, because it was not answered or had to wait."""
        self.retries[method] += 1

    def given_up(self, method: str) -> None:
        """A call of the Bot API is not made again."""
        self.refused[method] += 1

    def failed(self, fault: Fault) -> None:
        """Something went wrong that should not."""
        self.errors[fault.kind] += 1
        self.faults.append(fault)

    def is_news(self, kind: str) -> bool:
        """Whether nobody was told of this kind of error in the last hour; now somebody is."""
        now = self._clock()
        if now - self._told.get(kind, -math.inf) < _HOUR:
            return False
        self._told[kind] = now
        return True

    def fetched(self) -> None:
        """The server gave updates, or said that there are none."""
        self._fetched_at = self._clock()
        self._failing_since = None

    def fetch_failed(self) -> None:
        """Updates were asked for, and the server did not give any answer."""
        now = self._clock()
        if self._failing_since is None or now - self._failed_at > _RETRY_GAP:
            self._failing_since = now
        self._failed_at = now

    @property
    def uptime(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started

    @property
    def total(self) -> int:
        """How many updates were served since the start."""
        return sum(map(sum, self.seconds.values()))

    def away(self) -> float:
        """Seconds that the server has given no updates for; 0 where all is well."""
        now = self._clock()
        silent = 0.0 if self._fetched_at is None else now - self._fetched_at
        if self._failing_since is None or now - self._failed_at > _RETRY_GAP:
            return silent
        return max(silent, now - self._failing_since)

    def a_minute(self, minutes: int = 5) -> float:
        """Updates served in a minute, on average over the last ones."""
        span = min(minutes * 60.0, max(self.uptime, 1.0))
        since = self._minute() - minutes
        counted = sum(counts.total() for minute, counts in self._minutes if minute > since)
        return counted * 60 / span

    def percentiles(self, *shares: float) -> tuple[float | None, ...]:
        """Seconds within which these shares of the last hour's updates were served."""
        hour: Counter[int] = Counter()
        for minute, counts in self._minutes:
            if minute > self._minute() - _MINUTES:
                hour += counts
        return tuple(_percentile(hour, share) for share in shares)

    def _this_minute(self) -> Counter[int]:
        minute = self._minute()
        if not self._minutes or self._minutes[-1][0] != minute:
            self._minutes.append((minute, Counter()))
        return self._minutes[-1][1]

    def _minute(self) -> int:
        return int(self._clock() // 60)


def _bucket(seconds: float) -> int:
    return math.ceil(math.log2(max(seconds, 1e-5)) * _FINE)


def _percentile(counts: Counter[int], share: float) -> float | None:
    missing = share * counts.total()
    for bucket in sorted(counts):
        missing -= counts[bucket]
        if missing <= 0:
            return float(2 ** (bucket / _FINE))
    return None
