"""Questions for the learning rate at a step or an epoch of a schedule."""

from dataclasses import replace
from fractions import Fraction

from solver.reading.formulas.question import Finder, FormulaQuestion, Label
from solver.reading.formulas.schedule_words import (
    ANY,
    ASKED,
    KINDS,
    LABELS,
    LR,
    NOT_OURS,
    PLACE,
    WARMUP,
    WARMUP_LINE,
)
from solver.reading.formulas.text import FormulaText, pattern


def read_schedule(text: FormulaText) -> FormulaQuestion | None:
    """The schedule, its numbers, and the step or epoch that is asked."""
    if not text.has(LR) or not text.has(ANY) or text.has(NOT_OURS):
        return None
    if not text.has(ASKED):
        return None
    finder = Finder(text)
    _warmup_line(finder)
    _words_for_gamma(finder)
    for quantity, label in LABELS.items():
        if not finder.has(quantity):
            finder.find_one(quantity, label)
    kind = _kind(finder)
    _places(finder)
    if kind is None or not finder.has("place") or not _enough(finder, kind):
        return None
    if not finder.accounts_for_all() or _warmup_is_vague(finder):
        return None
    return FormulaQuestion("schedules", ("learning_rate",), tuple(finder.read), frozenset({kind}))


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
        for match in pattern(form).finditer(finder.text.text):
            if finder.free(*match.span(1)):
                finder.spans.append(match.span(1))
                values += finder.text.values(*match.span(1))
                words.append(finder.text.words(*match.span()))
        if values:
            break
    if values:
        finder.add("place", "t", tuple(dict.fromkeys(values)), words[0])


def _warmup_line(finder: Finder) -> None:
    """Warm-up from one rate to another: the second is the full rate."""
    match = pattern(WARMUP_LINE).search(finder.text.text)
    if match:
        groups = (1, 2) if match[1] else (3, 4)
        finder.take("warmup_start", "lr_start", match, groups[0])
        finder.take("learning_rate", "lr", match, groups[1])


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
