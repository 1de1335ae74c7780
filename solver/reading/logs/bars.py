"""Progress bars: of tqdm and its kin, of Keras, and of Ultralytics."""

import re
from dataclasses import dataclass

from solver.lazy_pattern import lazy_pattern
from solver.reading.logs.values import duration, positive
from solver.spans import Span

_RATE = r"(?P<rate>\d{1,9}(?:\.\d{1,6})?) ?(?P<unit>s/[a-z]{2,8}|[a-z]{2,8}/s)"
_CLOCK = r"(?:\d{1,4} days?, )?\d{1,6}(?::\d{2}){1,2}"
_TQDM = lazy_pattern(
    rf"(?P<done>\d{{1,9}})/(?P<total>\d{{1,9}}) ?\[(?P<elapsed>{_CLOCK})"
    rf"(?:<(?P<left>{_CLOCK})?[^,\]]{{0,12}})?(?:, {{0,4}}(?:{_RATE})?)?"
)
_ULTRALYTICS = lazy_pattern(
    rf"━ {{0,12}}(?P<done>\d{{1,9}})/(?P<total>\d{{1,9}}) {_RATE} (?P<elapsed>[\d.:]{{1,12}}s?)"
)
_KERAS = lazy_pattern(
    r"(?<![\d.])(?P<done>\d{1,9})/(?P<total>\d{1,9}|unknown) "
    r"(?:\[[=>.]{2,40}\]|━[━╸╺ ]{1,60}|(?=- \d{1,7}s\b))(?: - | )?"
    r"(?:eta: (?P<left>[\d:]{1,12}s?)|(?P<time>(?:\d{1,5}:)?\d{1,7}(?::\d\d)?s?)(?= ))?"
)
_PACE = lazy_pattern(r"(?P<rate>\d{1,9}) ?(?P<unit>[mu]?s)/(?P<of>step|sample|epoch)")
_UNITS = {"s": 0, "ms": 3, "us": 6}
_ITERATIONS = {"it", "iter", "iters", "step", "steps", "batch", "batches", "batchs"}
_OTHER_WORK = lazy_pattern(
    r"val(?:id\w*|\b)|eval|\btest|predict|sanity|download|tokeniz|\bmap\b|filter|generat|extract"
    r"|load(?:ing|er)?\b|cach|scan|collect|class {1,40}images|验证|测试|下载"
)
_EPOCHS = lazy_pattern(r"\W{0,3}(?:epochs?|轮次|训练轮次?) {0,2}:(?! {0,2}\d{1,7} {0,2}:)")
_FEWEST_SAMPLES, _FASTEST_STEP = 10_000, 250


@dataclass(frozen=True)
class Progress:
    """A progress bar as it was printed; its times are worked out where they are used.

    Attributes:
        done: what is finished.
        total: what there is in all; None where it was not known.
        of: what it counts: "iterations", "epochs" or "samples" of one epoch.
        in_epoch: it is known to belong to a single epoch.
        since: the printed time since it started.
        left: the printed time that it expects to need.
        rate: the printed pace.
        unit: what the pace is in, as it/s, s/it or ms/step.
    """

    done: int
    total: int | None
    of: str = "iterations"
    in_epoch: bool = False
    since: str = ""
    left: str = ""
    rate: str = ""
    unit: str = ""

    @property
    def ended(self) -> bool:
        """All is finished."""
        return self.done == self.total

    @property
    def elapsed(self) -> Span | None:
        """Seconds since it started."""
        return duration(self.since) if self.since else None

    @property
    def remaining(self) -> Span | None:
        """Seconds that it expects to need."""
        return duration(self.left) if self.left else None

    @property
    def pace(self) -> Span | None:
        """Seconds for one of what it counts."""
        if not self.rate:
            return None
        unit = self.unit.partition("/")[0]
        if unit in _UNITS:
            return positive(f"{self.rate}e-{_UNITS[unit]}")
        rate = positive(self.rate)
        return rate.reciprocal() if rate.high else None


def find_bar(text: str) -> Progress | None:
    """The progress bar of a training in a line; bars of other work are left out."""
    if "/" not in text:
        return None
    match = _TQDM.search(text) or _ULTRALYTICS.search(text)
    if match:
        return None if _OTHER_WORK.search(text, 0, match.start()) else _tqdm(text, match)
    keras = _KERAS.search(text)
    return _keras(text, keras) if keras else None


def _tqdm(text: str, match: re.Match[str]) -> Progress | None:
    unit = match["unit"] or "it/s"
    counts_epochs = "epoch" in unit or _EPOCHS.match(text)
    if not counts_epochs and unit.removeprefix("s/").removesuffix("/s") not in _ITERATIONS:
        return None
    return Progress(
        int(match["done"]),
        int(match["total"]),
        "epochs" if counts_epochs else "iterations",
        match.re.pattern == _ULTRALYTICS.pattern,
        match["elapsed"],
        match.groupdict().get("left") or "",
        match["rate"] or "",
        unit,
    )


def _keras(text: str, match: re.Match[str]) -> Progress:
    """A bar of Keras; before version 2.2 of TensorFlow it counted samples."""
    done, total = int(match["done"]), None if match["total"] == "unknown" else int(match["total"])
    pace = _PACE.search(text, match.end("total"))
    left, since = match["left"] or "", match["time"] or ""
    if done != total and "━" in match.group():
        left, since = since, ""
    samples = pace and _counts_samples(pace, total)
    return Progress(
        done,
        total,
        "samples" if samples else "iterations",
        in_epoch=True,
        since=since,
        left=left,
        rate=pace["rate"] if pace else "",
        unit=pace["unit"] if pace else "",
    )


def _counts_samples(pace: re.Match[str], total: int | None) -> bool:
    """No step is as fast as the time of a sample, which old versions called a step as well."""
    if pace["of"] == "sample":
        return True
    fast = pace["unit"] == "us" and int(pace["rate"]) < _FASTEST_STEP
    return fast and total is not None and total >= _FEWEST_SAMPLES
