"""The diagnosis of a pasted training log, beside what the solver tells of it."""

from solver.log_result import LogReport
from solver.replies import Reply
from trainer.diagnose import diagnose
from trainer.finding import Finding
from trainer.series import of_log


def diagnosis_of(found: Reply) -> tuple[Finding, ...]:
    """What the curves of a log show; nothing where there are none by epoch."""
    return diagnose(of_log(found.history)) if isinstance(found, LogReport) else ()


def diagnosis_first(found: Reply) -> bool:
    """Whether nothing was asked that is to be answered before it."""
    return isinstance(found, LogReport) and not (found.asked or found.open_question)
