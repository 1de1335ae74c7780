"""How much memory a process has."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """Of one process, in MB, with what it shares with others.

    Attributes:
        resident: now.
        peak: the most that it ever had.
    """

    resident: float
    peak: float


def memory_of(process: int) -> Memory:
    """The memory of a process by its id."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    told = dict(line.split(":", 1) for line in lines)
    resident, peak = (int(told[name].removesuffix("kB")) / 1024 for name in ("VmRSS", "VmHWM"))
    return Memory(resident, peak)
