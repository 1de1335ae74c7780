"""A pasted training log: what it shows, what follows from it, and what was asked about it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from solver.claims import settle
from solver.conditions import Conditions
from solver.history import History
from solver.language import Phrase, detect
from solver.log_counts import Counts, counts
from solver.log_result import LogReport
from solver.problem import Ask, Known, NamedDataset, Problem
from solver.reading.logs.question import beside_log
from solver.reading.logs.read_log import read_log
from solver.reading.read import read
from solver.reading.stated.roles import assign
from solver.reading.tokens.scan import scan
from solver.relations import relations
from solver.results import Answer, Clarification, Contradiction, Result, Solution
from solver.solve import solve
from solver.solving import solve_problem
from solver.spans import Span

_SAME = {"dataset_size": "train_size", "batches_per_epoch": "iterations_per_epoch"}
"""What a log gives under another name."""
_TELLING = (
    "iterations_per_epoch",
    "total_iterations",
    "train_size",
    "effective_batch_size",
    "time_per_epoch",
    "time_total",
)
_BESIDE = ("iterations_per_epoch",)
"""What completes an answer about a log."""
_LENGTH = {"epochs", "total_iterations", "iterations_per_epoch", "total_batches"}
"""What makes a question one about another run, unless the log says the same."""
_SIZES = {"train_size", "batch_size", "effective_batch_size"}
_FACTS = (
    "train_size",
    "batch_size",
    "grad_accumulation",
    "epochs",
    "iterations_per_epoch",
    "time_per_iteration",
)
"""What a log adds to a question that goes beyond it; everything else follows from these."""
_ONLY_IF_ASKED = (
    *("best_epoch", "early_stop_epoch", "time_remaining", "remaining_iterations"),
    *("remaining_epochs", "iterations_done"),
)
_ABOUT_A_PLACE = {"epoch_at_iteration", "epochs_done"}
"""What is asked of the iteration that a log ends at."""
_NAME = Phrase("log", "日志")
_A_CURVE = 2
_ROUNDED = 100
"""One part of an epoch up to which logs round."""
"""Records from which on a text is a log, whatever else it says."""


def find_log(text: str) -> History | None:
    """The log in a text; None where it holds none, or only a stray line of one."""
    history = read_log(text)
    if history is None:
        return None
    told = max(len(history.epochs), len(history.steps))
    return history if told >= _A_CURVE or history.bar or history.facts.runtime else None


def report(
    text: str, history: History, datasets: Sequence[NamedDataset] = ()
) -> LogReport | Result:
    """What a log says about a question; what is asked of another run is worked out with it."""
    language = detect(text)
    scanned = scan(beside_log(text), datasets)
    problem = read(scanned, assign(scanned), language)
    size = problem.value_of("batch_size")
    found = counts(history, size if isinstance(size, int) else None)
    found = {**_between_lines(history, problem), **found}
    asked = [_SAME.get(ask.quantity, ask.quantity) for ask in problem.asks if not ask.claimed]
    told = LogReport(history, found, (), 0, language)
    if problem.faults or problem.rivals or not (asked or problem.wonders):
        return _as_asked(told, ())
    if asked and _fits(problem, found) and all(name in found for name in asked):
        return _as_asked(told, asked)
    result = _in_parts(problem, found) or _worked_out(problem, found)
    if asked and isinstance(result, Solution) and _only_repeats(result, problem):
        result = solve(text, datasets=datasets)
    if isinstance(result, Clarification) and result.missing and not result.problem.rivals:
        whole = solve(text, datasets=datasets)
        if isinstance(whole, Solution):
            return whole
        return replace(told, open_question=result)
    says_something = isinstance(result, Solution | Contradiction if asked else Contradiction)
    return result if result and says_something else _as_asked(told, ())


def _as_asked(told: LogReport, asked: Sequence[str]) -> LogReport:
    """The report with what was asked, or with what tells most."""
    names = dict.fromkeys([*asked, *_BESIDE] if asked else _TELLING)
    answers = tuple(Answer(name, told.counts[name]) for name in names if name in told.counts)
    return replace(told, answers=answers, asked=len(set(asked)))


def _in_parts(problem: Problem, found: Counts) -> Result | None:
    """Several questions, of which the log itself answers some, and the others follow with it."""
    told = [ask for ask in problem.asks if ask.quantity in found and not (ask.claimed or ask.given)]
    rest = tuple(ask for ask in problem.asks if ask not in told)
    if not (told and rest and _fits(problem, found)):
        return None
    result = _worked_out(replace(problem, asks=rest), found)
    if not isinstance(result, Solution):
        return None
    answers = {answer.quantity: answer for answer in result.answers}
    answers |= {ask.quantity: Answer(ask.quantity, found[ask.quantity]) for ask in told}
    ordered = [answers.pop(ask.quantity) for ask in problem.asks if ask.quantity in answers]
    return replace(result, problem=problem, answers=(*ordered, *answers.values()))


def _between_lines(history: History, problem: Problem) -> Counts:
    """Iterations of an epoch, from what the epoch grows by between two lines of the log.

    The last line tells it best, as its epoch is rounded the least.
    """
    interval = problem.value_of("log_interval")
    epochs = [record.epoch for record in history.steps]
    if not isinstance(interval, int) or len(epochs) < _A_CURVE:
        return {}
    first, last = epochs[0], epochs[-1]
    if not first or not last or not isinstance(last, int | Fraction):
        return {}
    grown, lines = Fraction(last), len(epochs)
    if abs(grown - first * lines) > Fraction(lines, _ROUNDED):
        grown, lines = grown - first, lines - 1
    return {"iterations_per_epoch": Span.of(round(interval * lines / grown))} if grown > 0 else {}


def _fits(problem: Problem, found: Counts) -> bool:
    """Whether what the question states is so in the log as well."""
    return all(
        known.quantity in found and found[known.quantity].meets(Span.of(known.value))
        for known in _stated(problem)
        if known.quantity in _LENGTH or (known.quantity in _SIZES and known.quantity in found)
    )


def _only_repeats(result: Solution, problem: Problem) -> bool:
    """Whether it says nothing but what was stated: without the log it was not understood."""
    stated = {known.quantity for known in _stated(problem)}
    return all(answer.quantity in stated for answer in result.answers)


def _stated(problem: Problem) -> Iterable[Known]:
    return (*problem.knowns, *(known for ask in problem.asks for known in ask.given))


def _worked_out(problem: Problem, found: Counts) -> Result | None:
    """The question with what the log adds to it; None where nothing is asked."""
    stated = {known.quantity for known in _stated(problem)}
    asked = {ask.quantity for ask in problem.asks}
    asked |= {"iterations_done"} if asked & _ABOUT_A_PLACE else set()
    facts = [
        Known(name, span.value, "observed", _NAME.say(problem.language))
        for name in (*_FACTS, *asked.intersection(_ONLY_IF_ASKED))
        if (span := found.get(name)) and span.value is not None and name not in stated
    ]
    names = stated | asked
    rules = relations(Conditions.naming(names, drop_last=bool(problem.drop_last)))
    given, claims = settle([*problem.knowns, *facts], facts, rules)
    checks = tuple(Ask(claim.quantity, claimed=claim) for claim in claims)
    asks = (*checks, *problem.asks)
    return solve_problem(replace(problem, knowns=tuple(given), asks=asks)) if asks else None
