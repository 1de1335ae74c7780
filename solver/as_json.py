"""A result as the object that `ask --json` prints."""

from collections.abc import Iterable

from solver import notation
from solver.explain.contrasts import contrast_lines
from solver.explain.explanation import Explanation
from solver.explain.results import step_lines
from solver.language import Language
from solver.problem import Fault, Known
from solver.quantities import DATA
from solver.results import (
    Answer,
    Clarification,
    Contradiction,
    Contrast,
    Hypothesis,
    Result,
    Solution,
)
from solver.spans import Exact, Span

Json = dict[str, object]
_LARGEST_FRACTION = 10**15
"""Above it, and far above any real number, what comes after the point says nothing."""
MOST_EXPLAINED = 2
MOST_BESIDE = 4
_EXPLAINING = {"accumulation", "devices", "batch_size", "repeats", "val_batch_size"}


def as_json(result: Result, explanation: Explanation, language: Language | None = None) -> Json:
    """The object of the command line's contract for one answered question."""
    language = language or result.language
    answers = _each_once((*result.answers, *_beside(result)))
    derived = result.derived if isinstance(result, Solution) else ()
    return {
        "kind": _kind(result),
        "language": language,
        "text": plain_text(explanation),
        "answers": [
            *(answer_as_json(answer, language) for answer in answers),
            *(_contrast(contrast, language) for contrast in _contrasts(result)),
        ],
        "knowns": [_known(known) for known in result.problem.knowns],
        "derived": [answer_as_json(answer, language) for answer in derived],
        "verdict": result.verdict,
        "missing": list(result.missing) if isinstance(result, Clarification) else [],
        "conflicts": _conflicts(result),
        "topics": [],
    }


def plain_text(explanation: Explanation) -> str:
    """All lines of an explanation, its parts set apart by an empty line."""
    parts = (
        (*explanation.answer, *explanation.beside),
        explanation.warnings,
        explanation.steps,
        (*explanation.read, *explanation.assumed),
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def _kind(result: Result) -> str:
    return type(result).__name__.lower()


def answer_as_json(answer: Answer, language: Language) -> Json:
    """One answer of the contract: a value, or a range, with its formula and its steps."""
    span = answer.span
    exact = span is not None and span.value is not None
    return {
        "quantity": answer.quantity,
        "value": _number(span.value) if span and span.value is not None else None,
        "low": None if exact or span is None else _number(span.low),
        "high": None if exact or span is None or span.high is None else _number(span.high),
        "formula": None if answer.formula is None else notation.letters(answer.formula),
        "steps": list(step_lines(answer, language)),
    }


def _contrasts(result: Result) -> tuple[Contrast, ...]:
    return result.contrasts if isinstance(result, Solution) else ()


def _contrast(contrast: Contrast, language: Language) -> Json:
    """How two answers differ, as an answer of its own."""
    return {
        "quantity": f"{contrast.less.quantity}_{contrast.kind}",
        "value": _number(contrast.value),
        "low": None,
        "high": None,
        "formula": None,
        "steps": list(contrast_lines((contrast,), language)),
    }


def _known(known: Known) -> Json:
    return {
        "quantity": known.quantity,
        "value": _number(known.value),
        "source": known.source,
        "text": known.text,
    }


def _beside(result: Result) -> tuple[Answer, ...]:
    """What completes the answers, and what would explain a number that is not right."""
    if isinstance(result, Clarification):
        return result.companions
    explaining = _explaining(result.hypotheses)
    explained = {answer.quantity for answer in explaining}
    rest = [answer for answer in result.companions if answer.quantity not in explained]
    return (*explaining, *rest)[:MOST_BESIDE]


def _each_once(answers: Iterable[Answer]) -> list[Answer]:
    """The answers without those that say the same again, as for two claims of one quantity."""
    first: dict[object, Answer] = {}
    for answer in answers:
        first.setdefault((answer.quantity, answer.span, answer.given, answer.drop_last), answer)
    return list(first.values())


def _explaining(hypotheses: tuple[Hypothesis, ...]) -> tuple[Answer, ...]:
    """The values that would explain a number, and what they imply; ranges if nothing else does."""
    if any(h.kind == "last batch dropped" for h in hypotheses):
        return ()
    exact = [
        h
        for h in hypotheses
        if h.kind in _EXPLAINING and h.changed.span and h.changed.span.value is not None
    ]
    if not exact:
        return tuple(h.changed for h in hypotheses if h.kind in DATA)[:1]
    values = [h.changed for h in exact[:MOST_EXPLAINED]] + [*exact[0].implied]
    return tuple(dict.fromkeys(values))


def _conflicts(result: Result) -> list[Json]:
    if isinstance(result, Solution):
        return [
            _conflict(answer.quantity, Span.of(answer.claimed.value), answer.span or Span(0, None))
            for answer in result.refuted
            if answer.claimed
        ]
    if isinstance(result, Contradiction):
        conflicts = [_conflict(c.quantity, c.stated, c.follows) for c in result.conflicts]
        return conflicts + list(_faults(result.faults))
    return []


def _conflict(quantity: str, stated: Span, follows: Span) -> Json:
    return {
        "quantity": quantity,
        "stated": _span(stated),
        "follows": None if follows.empty else _span(follows),
    }


def _faults(faults: Iterable[Fault]) -> Iterable[Json]:
    for fault in faults:
        yield {
            "quantity": fault.known.quantity,
            "stated": fault.known.text,
            "fault": fault.kind,
            "bound": fault.bound,
        }


def _span(span: Span) -> object:
    if span.value is not None:
        return _number(span.value)
    return [_number(span.low), None if span.high is None else _number(span.high)]


def _number(value: Exact) -> int | float:
    too_large = value > _LARGEST_FRACTION
    return int(value) if isinstance(value, int) or too_large else float(value)
