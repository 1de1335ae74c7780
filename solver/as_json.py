"""A result as the object that `ask --json` prints."""

from collections.abc import Iterable

from solver import notation
from solver.explain import Explanation, step_lines
from solver.language import Language
from solver.problem import Fault, Known
from solver.results import Answer, Clarification, Contradiction, Result, Solution
from solver.spans import Exact, Span

Json = dict[str, object]


def as_json(result: Result, explanation: Explanation, language: Language | None = None) -> Json:
    """The object of the command line's contract for one answered question."""
    language = language or result.language
    answers = () if isinstance(result, Contradiction) else result.answers
    derived = result.derived if isinstance(result, Solution) else ()
    return {
        "kind": _kind(result),
        "language": language,
        "text": plain_text(explanation),
        "answers": [_answer(answer, language) for answer in answers],
        "knowns": [_known(known) for known in result.problem.knowns],
        "derived": [_answer(answer, language) for answer in derived],
        "verdict": result.verdict if isinstance(result, Solution) else None,
        "missing": list(result.missing) if isinstance(result, Clarification) else [],
        "conflicts": _conflicts(result),
        "topics": [],
    }


def plain_text(explanation: Explanation) -> str:
    """All lines of an explanation, its parts set apart by an empty line."""
    parts = (explanation.answer, explanation.steps, (*explanation.read, *explanation.assumed))
    return "\n\n".join("\n".join(part) for part in parts if part)


def _kind(result: Result) -> str:
    return type(result).__name__.lower()


def _answer(answer: Answer, language: Language) -> Json:
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


def _known(known: Known) -> Json:
    return {
        "quantity": known.quantity,
        "value": _number(known.value),
        "source": known.source,
        "text": known.text,
    }


def _conflicts(result: Result) -> list[Json]:
    if isinstance(result, Solution):
        return [
            _conflict(claim.quantity, Span.of(claim.value), span) for claim, span in result.refuted
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
    return value if isinstance(value, int) else float(value)
