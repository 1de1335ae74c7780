"""What a log says about a question, in words and as the object of the command line's contract."""

from dataclasses import replace

from solver.as_json import Json, answer_as_json, plain_text
from solver.explain.answers import answer_line
from solver.explain.explanation import Explanation
from solver.explain.logs import explain_log
from solver.explain.results import explain
from solver.explain.terms import title
from solver.language import Language
from solver.log_result import LogReport
from solver.results import Answer


def explain_report(report: LogReport, language: Language | None = None) -> Explanation:
    """What was asked first, or what is missing for it, then what the log shows."""
    language = language or report.language
    words = explain_log(report.history, report.counts, language)
    asked = [_line(answer, words.answer, language) for answer in report.answers[: report.asked]]
    if report.open_question:
        asked = list(explain(report.open_question, language).answer)
    first = asked or words.answer[:1]
    told = tuple(line for line in words.answer if line not in first)
    return replace(words, answer=tuple(first), beside=told)


def _line(answer: Answer, told: tuple[str, ...], language: Language) -> str:
    """The answer as the log tells it, so that it is not said twice."""
    begins = title(answer.quantity, language)
    same = (line for line in told if line.startswith((f"{begins}: ", f"{begins}：")))
    return next(same, answer_line(answer, language))


def report_as_json(report: LogReport, language: Language | None = None) -> Json:
    """A solution where the log answers a question, otherwise the diagnosis of a log."""
    language = language or report.language
    question = report.open_question
    kind = "clarification" if question else "solution" if report.asked else "diagnosis"
    return {
        "kind": kind,
        "language": language,
        "text": plain_text(explain_report(report, language)),
        "answers": [answer_as_json(answer, language) for answer in report.answers],
        "knowns": [],
        "derived": [],
        "verdict": None,
        "missing": list(question.missing) if question else [],
        "conflicts": [],
        "topics": [],
    }
