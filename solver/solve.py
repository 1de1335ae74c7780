"""A text, or a problem, becomes a solution, a question back, or a contradiction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solver.claims import claimed, without
from solver.compare_runs import compare_runs
from solver.conditions import Conditions
from solver.derive import contradiction, derive, formula, missing_for, reconcile
from solver.follow_up import follow_up
from solver.language import detect
from solver.problem import Ask, Known, NamedDataset, Problem
from solver.reading.read import fault_of, read, with_faults
from solver.reading.roles import assign
from solver.reading.runs import read_runs
from solver.reading.scan import scan
from solver.relations import Relation, relations
from solver.results import Answer, Clarification, Contradiction, Result, Solution
from solver.spans import Span

MOST_CHOICES = 8
_CHOICES = {
    "batch_size": (16, 32, 64, 128),
    "epochs": (1, 5, 10, 50),
    "train_size": (1_000, 10_000, 50_000, 60_000),
    "grad_accumulation": (2, 4, 8, 16),
    "devices": (1, 2, 4, 8),
}
_IMPLIES = {"total_iterations": "epochs", "total_batches": "epochs", "samples_seen": "epochs"}
"""What a stated quantity makes worth knowing, when no question uses it."""
_OTHER_QUESTION = re.compile(
    r"\b(?:does|do|did|is|are|should|can|could|will|would|why|which|what|better|how)\b"
    r"|吗|什么|哪|是否|还是|怎么|如何|为何",
    re.IGNORECASE,
)
_USUAL_ASKS = ("iterations_per_epoch", "total_iterations", "epochs")


def solve(
    text: str,
    *,
    datasets: Sequence[NamedDataset] = (),
    previous: Problem | None = None,
) -> Result | None:
    """Answer a question in English or Chinese; None where it is no exercise.

    With the previous problem of a chat, "and with batch size 128?" changes one of its knowns.
    """
    scanned = scan(text, datasets)
    roles = assign(scanned)
    runs = read_runs(scanned, roles)
    if runs:
        return compare_runs(runs, detect(text))
    problem = read(scanned, roles, detect(text))
    if previous is not None:
        language = detect(text, previous.language)
        problem = with_faults(replace(follow_up(text, problem, previous), language=language))
    if problem.faults:
        return Contradiction(problem, faults=problem.faults) if problem.knowns else None
    if problem.rivals and problem.asks:
        return _which_one(problem)
    claims = _claims(problem)
    if not (problem.asks or claims or _OTHER_QUESTION.search(text)):
        problem = replace(problem, asks=_usual_asks(problem))
    if not problem.knowns or not (problem.asks or claims):
        return None
    result = solve_problem(problem)
    return None if _only_repeats(result) else result


def _which_one(problem: Problem) -> Clarification:
    """Several values for one quantity: which is meant is asked, never guessed."""
    values = dict.fromkeys(known.value for known in problem.rivals)
    choices = tuple(value for value in values if isinstance(value, int))
    return Clarification(problem, (problem.rivals[0].quantity,), (), choices[:MOST_CHOICES])


def _only_repeats(result: Result) -> bool:
    """Whether it says nothing but what was stated: then the question was not understood."""
    if not isinstance(result, Solution):
        return False
    answers = (*result.answers, *result.derived)
    return all(step.relation.trivial for answer in answers for step in answer.steps)


def fill(problem: Problem, quantity: str, value: int) -> Result:
    """Solve a problem again with one more quantity known, as after a question back."""
    known = Known(quantity, value, "stated", str(value))
    fault = fault_of(known)
    if fault:
        return Contradiction(problem, faults=(fault,))
    return solve_problem(replace(problem.with_known(known), rivals=()))


def solve_problem(problem: Problem) -> Result:
    """Answer every ask of a problem, or check what it claims."""
    claims = _claims(problem)
    if not claims:
        return _answered(problem, drop_last=_treatment(problem))
    asked = without(problem, claims)
    if not problem.checks and _conflict(problem):
        return _answered(problem, drop_last=False)
    result = _answered(asked, drop_last=bool(problem.drop_last))
    checked = claims if problem.checks else ()
    return replace(result, claims=checked) if isinstance(result, Solution) else result


def _conflict(problem: Problem) -> bool:
    """Whether the stated numbers cannot all be true, however the last batch is treated."""
    values = _values(problem.knowns)
    ways = (False, True) if problem.drop_last is None else (problem.drop_last,)
    return all(contradiction(values, _relations(problem, drop_last=way)) for way in ways)


def _claims(problem: Problem) -> tuple[Known, ...]:
    return claimed(problem, _relations(problem, drop_last=bool(problem.drop_last)))


def _answered(problem: Problem, *, drop_last: bool) -> Result:
    conflict = contradiction(_values(problem.knowns), _relations(problem, drop_last=drop_last))
    if conflict:
        return Contradiction(problem, conflicts=(conflict,))
    answers = tuple(_answer(problem, ask, drop_last=drop_last) for ask in problem.asks)
    if any(answer.span is None for answer in answers):
        return _question_back(problem, answers, drop_last=drop_last)
    return Solution(
        problem,
        answers,
        _implied(problem, answers, drop_last=drop_last),
        drop_last,
        _alternatives(problem, answers, drop_last=drop_last),
    )


def _question_back(
    problem: Problem, answers: tuple[Answer, ...], *, drop_last: bool
) -> Clarification:
    """What is missing, and for each open answer the formula that waits for it."""
    open_answers = [answer for answer in answers if answer.span is None]
    missing = _missing(problem, open_answers, drop_last=drop_last)
    known = {known.quantity for known in problem.knowns} | set(missing)
    asked = {answer.quantity for answer in answers}
    rules = relations(Conditions.naming(known | asked, drop_last=drop_last))
    waiting = tuple(
        answer
        if answer.span is not None
        else replace(answer, formula=formula(answer.quantity, known - {answer.quantity}, rules))
        for answer in answers
    )
    return Clarification(problem, missing, waiting, _CHOICES.get(next(iter(missing), ""), ()))


def _usual_asks(problem: Problem) -> tuple[Ask, ...]:
    """What somebody wants who states a data set and a batch size and asks nothing."""
    stated = {known.quantity for known in problem.knowns}
    if not stated & {"train_size", "dataset_size"} or not stated & {"batch_size"}:
        return ()
    wanted = [name for name in _USUAL_ASKS if name not in stated]
    rules = _relations(problem, drop_last=bool(problem.drop_last))
    reachable = derive(_values(problem.knowns), rules).values
    return tuple(Ask(name) for name in wanted if name in reachable)


def _treatment(problem: Problem) -> bool:
    """Whether the last batch is dropped: as stated, as asked, or as the stated numbers need it."""
    if problem.drop_last is not None:
        return problem.drop_last
    if any(ask.quantity == "dropped_samples" for ask in problem.asks):
        return True
    values = _values(problem.knowns)
    kept_fails = contradiction(values, _relations(problem, drop_last=False))
    return bool(kept_fails and not contradiction(values, _relations(problem, drop_last=True)))


def _relations(problem: Problem, *, drop_last: bool) -> tuple[Relation, ...]:
    named = {known.quantity for known in problem.knowns}
    for ask in problem.asks:
        named |= {ask.quantity, *(known.quantity for known in ask.given)}
    return relations(Conditions.naming(named, drop_last=drop_last))


def _values(knowns: Iterable[Known]) -> dict[str, Span]:
    return {known.quantity: Span.of(known.value) for known in knowns}


def _answer(problem: Problem, ask: Ask, *, drop_last: bool) -> Answer:
    rules = _relations(problem, drop_last=drop_last if ask.drop_last is None else ask.drop_last)
    known = _known_for(problem, ask, rules)
    derivation = derive(known, rules, [ask.quantity])
    span = derivation.values.get(ask.quantity)
    steps = () if ask.quantity in known else derivation.chain(ask.quantity)
    used = {name for step in steps for name in step.inputs} & known.keys()
    written = formula(ask.quantity, used, rules) if steps else None
    return Answer(ask.quantity, span, written, steps, ask.given, ask.drop_last)


def _known_for(problem: Problem, ask: Ask, rules: tuple[Relation, ...]) -> Mapping[str, Span]:
    """What is known for one question: its own numbers first, then all that fits them."""
    own = _values(ask.given)
    shared = _values(problem.knowns)
    if own:
        shared.pop(ask.quantity, None)
    return reconcile(shared, own, rules)


def _missing(problem: Problem, answers: Sequence[Answer], *, drop_last: bool) -> tuple[str, ...]:
    """What has to be asked for so that every open question can be answered."""
    known = {known.quantity for known in problem.knowns}
    rules = _relations(problem, drop_last=drop_last)
    missing: list[str] = []
    for answer in answers:
        own = {given.quantity for given in answer.given}
        needed = missing_for(answer.quantity, known | own | set(missing), rules) or ()
        missing += needed
    return tuple(missing)


def _implied(problem: Problem, answers: Sequence[Answer], *, drop_last: bool) -> tuple[Answer, ...]:
    used = {name for answer in answers for step in answer.steps for name in step.inputs}
    asked = {answer.quantity for answer in answers}
    implied = []
    for known in problem.knowns:
        worth = _IMPLIES.get(known.quantity)
        if worth and known.quantity not in used and worth not in asked:
            answer = _answer(problem, Ask(worth), drop_last=drop_last)
            follows = any(known.quantity in step.inputs for step in answer.steps)
            if answer.span is not None and follows:
                implied.append(answer)
    return tuple(implied[:1])


def _alternatives(
    problem: Problem, answers: Sequence[Answer], *, drop_last: bool
) -> tuple[Answer, ...]:
    """The answers that come out differently when the last batch is dropped."""
    told = problem.drop_last is not None or any(a.drop_last is not None for a in problem.asks)
    if told or drop_last:
        return ()
    values = _values(problem.knowns)
    if contradiction(values, _relations(problem, drop_last=True)):
        return ()
    other = [_answer(problem, ask, drop_last=True) for ask in problem.asks]
    return tuple(
        b for a, b in zip(answers, other, strict=True) if b.span is not None and a.span != b.span
    )
