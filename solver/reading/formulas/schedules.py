"""Questions for the learning rate at a step or an epoch of a schedule."""

from dataclasses import replace
from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.schedule_words import (
    ANY,
    ASKED,
    AT_THE_END,
    BESIDE,
    DROPS_ASKED,
    KINDS,
    LABELS,
    LR,
    NOT_OURS,
    PER_EPOCH,
    PLACE,
    RISES_AGAIN,
    RUN,
    RUN_ASKED,
    T_MAX,
    WARMUP,
    WARMUP_ASKED,
    WARMUP_LINE,
    WARMUP_TARGET,
)
from solver.reading.formulas.text import FormulaText, pattern

_EPOCH = r"epoch|轮"
_LENGTHS = {"total", "warmup_steps", "step_size", "milestones", "run"}


def read_schedule(text: FormulaText) -> FormulaQuestion | None:
    """The schedule, its numbers, and the step or epoch that is asked."""
    if not text.has(LR) or not text.has(ANY) or not text.has(ASKED):
        return None
    drops = text.has(DROPS_ASKED) and text.has(r"milestones?")
    return _read_drops(text) if drops else _read_rate(text)


def _read_rate(text: FormulaText) -> FormulaQuestion | None:
    if pattern(NOT_OURS).search(pattern(WARMUP_ASKED).sub("", text.text)):
        return None
    finder = Finder(text)
    _warmup_line(finder)
    _words_for_gamma(finder)
    _steps_per_epoch(finder)
    finder.find_one("total", Label("T", T_MAX, after=False))
    for quantity, label in LABELS.items():
        if not finder.has(quantity):
            finder.find_one(quantity, label)
    kind = _kind(finder)
    _places(finder)
    finder.take_last_share("learning_rate", "lr")
    finder.find_one("run", Label("n", "", RUN))
    if not finder.has("place") and text.has(AT_THE_END):
        _place_at_the_end(finder, kind)
    _run_is_the_schedule(finder, kind)
    if finder.has("iterations_per_epoch") and not _in_one_unit(finder):
        return None
    if kind is None or not finder.has("place") or not _enough(finder, kind):
        return None
    if not finder.accounts_for_all(BESIDE) or _warmup_is_vague(finder):
        return None
    options = {kind, "rises_again"} if text.has(RISES_AGAIN) else {kind}
    asks = ("warmup_steps",) * text.has(WARMUP_ASKED) + ("learning_rate",)
    return FormulaQuestion("schedules", asks, tuple(finder.read), frozenset(options))


def _read_drops(text: FormulaText) -> FormulaQuestion | None:
    """Milestones in epochs, and the iterations of an epoch."""
    finder = Finder(text)
    _steps_per_epoch(finder)
    for quantity in ("gamma", "milestones", "learning_rate"):
        finder.find_one(quantity, LABELS[quantity])
    finder.find_one("run", Label("n", "", RUN))
    told = finder.has("milestones") and finder.has("iterations_per_epoch")
    if not told or not finder.accounts_for_all(f"{BESIDE}|#x"):
        return None
    total = finder.has("run") and text.has(RUN_ASKED)
    asks = ("drop_iteration", *(("total_iterations",) if total else ()))
    return FormulaQuestion("schedules", asks, tuple(finder.read), frozenset({"drops"}))


def _kind(finder: Finder) -> str | None:
    text = finder.text
    kinds = [name for name, words in KINDS.items() if text.has(words)]
    if finder.has("milestones") and ({"multistep", "step"} & {*kinds} or finder.has("gamma")):
        return "multistep"
    if "step" in kinds and (finder.has("step_size") or "exponential" not in kinds):
        return "step" if finder.has("gamma") or finder.has("step_size") else None
    for name in ("cosine", "polynomial", "exponential", "linear"):
        if name in kinds:
            return name
    if "each" in kinds and finder.has("gamma"):
        return "exponential"
    return "constant" if "constant" in kinds or text.has(WARMUP) else None


def _places(finder: Finder) -> None:
    """The steps or epochs that are asked; all of them, in order."""
    values: list[int | Fraction] = []
    words: list[str] = []
    for form in PLACE:
        matches = list(pattern(form).finditer(finder.text.text))
        later = [match for match in matches if not match.group().startswith("for ")]
        for match in later or matches:
            if finder.free(*match.span(1)):
                finder.spans.append(match.span(1))
                values += finder.text.values(*match.span(1))
                words.append(finder.text.words(*match.span()))
        if values:
            break
    if values:
        finder.add("place", "t", tuple(dict.fromkeys(values)), words[0])


def _place_at_the_end(finder: Finder, kind: str | None) -> None:
    """The end of the run; where a rate falls in steps, its last epoch or step, counted from 0."""
    run = next((r for name in ("run", "total") for r in finder.read if r.quantity == name), None)
    if run:
        last = run.values[0] - (kind in {"step", "multistep"})
        finder.add("place", "t", (last,), run.text)


def _run_is_the_schedule(finder: Finder, kind: str | None) -> None:
    """A schedule without a length of its own is as long as the run."""
    if finder.has("total") or kind not in {"cosine", "linear", "polynomial"}:
        return
    runs = [n for n, read in enumerate(finder.read) if read.quantity == "run"]
    for number in runs:
        finder.read[number] = replace(finder.read[number], quantity="total", symbol="T")


def _steps_per_epoch(finder: Finder) -> None:
    match = pattern(PER_EPOCH).search(finder.text.text)
    if match:
        group = next(n for n in (1, 2, 3) if match[n])
        finder.take("iterations_per_epoch", "u", match, group)


def _in_one_unit(finder: Finder) -> bool:
    """Turn lengths in epochs into steps, where a step is asked; whether all are in one unit."""
    each = next(r.values[0] for r in finder.read if r.quantity == "iterations_per_epoch")
    place = next((r for r in finder.read if r.quantity == "place"), None)
    if place is None or pattern(_EPOCH).search(place.text.lower()):
        return place is not None
    for number, read in enumerate(finder.read):
        if read.quantity in _LENGTHS and pattern(_EPOCH).search(read.text.lower()):
            in_steps = tuple(value * each for value in read.values)
            words = f"{read.text} × {each}"
            finder.read[number] = replace(read, values=in_steps, text=words)
    return True


def _warmup_line(finder: Finder) -> None:
    """Warm-up from one rate to another: the second is the full rate."""
    match = pattern(WARMUP_LINE).search(finder.text.text)
    if match:
        groups = (1, 2) if match[1] else (3, 4)
        finder.take("warmup_start", "lr_start", match, groups[0])
        finder.take("learning_rate", "lr", match, groups[1])
        return
    match = pattern(WARMUP_TARGET).search(finder.text.text)
    if match:
        finder.take("learning_rate", "lr", match)


def _words_for_gamma(finder: Finder) -> None:
    """Halved; divided by 10; 降低 10 倍."""
    text = finder.text
    halved = pattern(
        r"halv(?:e|es|ed|ing)|(?:cut|reduc|drop|decreas)\w* (?:in|by) half|减半"
        r"|减(?:少|小)?一半"
    ).search(text.text)
    if halved:
        finder.add("gamma", "gamma", (Fraction(1, 2),), halved.group())
        return
    divided = Label(
        "gamma",
        "",
        (
            r"divid\w+(?: it| the lr| lr| the learning rate)? by (#)",
            r"(?:除以) ?(#)",
            (
                r"(?:drop\w*|reduc\w+|decreas\w+|decay\w*)(?: it| the lr"
                r"| the learning rate)? by a factor of (#)"
            ),
            r"(?:降低|缩小|减小|衰减) ?(#) ?倍",
        ),
    )
    if finder.find_one("gamma", divided):
        read = finder.read.pop()
        value = read.values[0]
        if value > 1:
            read = replace(read, values=(Fraction(1) / value,))
        finder.read.append(read)


def _warmup_is_vague(finder: Finder) -> bool:
    """Whether there is a warm-up whose length we could not read."""
    told = finder.has("warmup_steps") or finder.has("warmup_ratio")
    without = rf"(?:no|without|无|没有|不用|不做|不带) ?(?:{WARMUP})"
    return finder.text.has(WARMUP) and not told and not finder.text.has(without)


def _enough(finder: Finder, kind: str) -> bool:
    """Whether the question is about a schedule: a rate or at least one of its numbers is told."""
    needs = {
        "cosine": ("total", "learning_rate"),
        "polynomial": ("total", "learning_rate"),
        "multistep": ("milestones", "gamma", "learning_rate"),
        "exponential": ("gamma", "learning_rate"),
        "step": ("step_size", "gamma", "learning_rate"),
        "linear": ("total", "learning_rate"),
        "constant": ("learning_rate",),
    }
    return any(finder.has(name) for name in needs[kind])
