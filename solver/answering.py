"""One question after another: what is known for it, its answer, and what belongs to that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solver.companions import MOST, wanted
from solver.conditions import Conditions
from solver.derive import contradiction, derive, formula, missing_for, reconcile
from solver.frameworks.own_count import as_counted
from solver.hypotheses import explain_count
from solver.problem import Ask, Known, Problem
from solver.quantities import DATA
from solver.relations import Relation, relations
from solver.results import Answer, Clarification, Hypothesis
from solver.spans import Span
from solver.values import goes_without_saying, held_values, relations_of, roughly, values_of

_CHOICES = {
    "batch_size": (16, 32, 64, 128),
    "epochs": (1, 5, 10, 50),
    "train_size": (1_000, 10_000, 50_000, 60_000),
    "grad_accumulation": (2, 4, 8, 16),
    "devices": (1, 2, 4, 8),
}
_IMPLIES = {"total_iterations": "epochs", "total_batches": "epochs", "samples_seen": "epochs"}
"""What a stated quantity makes worth knowing, when no question uses it."""
_BESIDE_A_TEST = {"val_size", "dataset_size"}


def companions_of(
    problem: Problem, answers: tuple[Answer, ...], *, drop_last: bool
) -> tuple[Answer, ...]:
    """What belongs to the answers of each scenario, the first ones first."""
    scenarios = list(dict.fromkeys(answer.given for answer in answers))
    found: list[Answer] = []
    for given in scenarios:
        same = tuple(answer for answer in answers if answer.given == given)
        found += _of_scenario(problem, same, drop_last=drop_last)
    return tuple(found[: MOST + len(scenarios) - 1])


def _of_scenario(
    problem: Problem, answers: tuple[Answer, ...], *, drop_last: bool
) -> tuple[Answer, ...]:
    """What belongs to the answers that hold under the same numbers."""
    given = answers[0].given
    rules = relations_of(problem, drop_last=drop_last)
    known = {**held_values(problem), **values_of(given)}
    derivation = derive(known, rules, ["last_batch_size"])
    names = wanted(answers, derivation, known, problem) + _read_off(problem, answers)
    told = {answer.quantity for answer in answers}
    asks = [Ask(name, given) for name in names if name not in told]
    return tuple(answer_to(problem, ask, drop_last=drop_last) for ask in asks)


def _read_off(problem: Problem, answers: Sequence[Answer]) -> list[str]:
    """The best epoch, where it was found in a row of losses and decides what was asked."""
    asked = {answer.quantity for answer in answers}
    found = [k for k in problem.knowns if k.quantity == "best_epoch" and k.source == "observed"]
    return ["best_epoch"] if found and asked & {"early_stop_epoch", "patience"} else []


def hypotheses_for(problem: Problem, answers: Sequence[Answer]) -> tuple[Hypothesis, ...]:
    """For the first wrong claim, shown ones first, the changes under which it would be right.

    That other data was used explains what a program showed, not what somebody worked out.
    """
    wrong = [answer for answer in answers if answer.claimed and not answer.fits]
    for answer in sorted(wrong, key=lambda a: not (a.claimed and a.claimed.source == "observed")):
        if answer.claimed is None or answer.claimed.budget:
            continue
        known = {**values_of(problem.knowns), **values_of(answer.given)}
        claimed = roughly(answer.claimed)
        changes = explain_count(answer.quantity, claimed, known, {a.quantity for a in wrong})
        return tuple(
            Hypothesis(
                change.kind,
                Answer(change.quantity, change.span),
                answer.claimed,
                tuple(Answer(name, span) for name, span in change.then.items()),
            )
            for change in changes
            if answer.claimed.source == "observed" or change.kind not in DATA
        )
    return ()


def question_back(
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


def answer_to(problem: Problem, ask: Ask, *, drop_last: bool) -> Answer:
    """The answer to one question of a problem, with its steps; without a span where it is open."""
    problem = _testing(problem, ask)
    rules = relations_of(problem, drop_last=drop_last if ask.drop_last is None else ask.drop_last)
    known = _known_for(problem, ask, rules)
    derivation = derive(known, rules, [ask.quantity])
    span = derivation.values.get(ask.quantity)
    steps = () if ask.quantity in known else derivation.chain(ask.quantity)
    used = {name for step in steps for name in step.inputs} & known.keys()
    written = formula(ask.quantity, used, rules) if steps else None
    answer = Answer(
        ask.quantity, span, written, steps, ask.given, ask.drop_last, claimed=ask.claimed
    )
    return as_counted(problem, answer, known, rules)


def _testing(problem: Problem, ask: Ask) -> Problem:
    """The problem without its validation set, where batches of a test set are asked for."""
    if ask.quantity != "val_batches" or all(known.quantity != "test_size" for known in ask.given):
        return problem
    kept = tuple(known for known in problem.knowns if known.quantity not in _BESIDE_A_TEST)
    return replace(problem, knowns=kept, asks=(ask,))


def _known_for(problem: Problem, ask: Ask, rules: tuple[Relation, ...]) -> Mapping[str, Span]:
    """What is known for one question: its own numbers first, then all that fits them."""
    own = values_of(ask.given) | _ones(ask.given, problem)
    shared = held_values(problem) | _ones(problem.knowns, problem)
    if own and ask.quantity in shared:
        rest = {name: span for name, span in shared.items() if name != ask.quantity}
        follows = derive({**rest, **own}, rules, [ask.quantity]).values
        shared = rest if ask.quantity in follows else shared
    if len(own.keys() & DATA) == 1:
        shared = {name: span for name, span in shared.items() if name not in DATA}
    return reconcile(shared, own, rules)


def _ones(knowns: Iterable[Known], problem: Problem) -> dict[str, Span]:
    """A single device, or no accumulation, beside questions about several."""
    named = {ask.quantity for ask in problem.asks if not ask.claimed}
    elsewhere = [k for ask in problem.asks for k in ask.given if not goes_without_saying(k)]
    several = {known.quantity for known in elsewhere}
    return {
        k.quantity: Span.of(k.value)
        for k in knowns
        if goes_without_saying(k) and k.quantity in named | several
    }


def _missing(problem: Problem, answers: Sequence[Answer], *, drop_last: bool) -> tuple[str, ...]:
    """What has to be asked for so that every open question can be answered."""
    letters = [name for name in problem.letters if problem.value_of(name) is None]
    known = {known.quantity for known in problem.knowns}
    rules = relations_of(problem, drop_last=drop_last)
    missing: list[str] = letters
    for answer in answers:
        own = {given.quantity for given in answer.given}
        needed = missing_for(answer.quantity, known | own | set(missing), rules) or ()
        missing += needed
    return tuple(missing)


def implied_by(
    problem: Problem, answers: Sequence[Answer], *, drop_last: bool
) -> tuple[Answer, ...]:
    """What a stated number implies that no question uses, such as the epochs of its iterations."""
    used = {name for answer in answers for step in answer.steps for name in step.inputs}
    asked = {answer.quantity for answer in answers}
    implied = []
    for known in problem.knowns:
        worth = _IMPLIES.get(known.quantity)
        if worth and known.quantity not in used and worth not in asked:
            answer = answer_to(problem, Ask(worth), drop_last=drop_last)
            follows = any(known.quantity in step.inputs for step in answer.steps)
            if answer.span is not None and follows:
                implied.append(answer)
    return tuple(implied[:1])


def alternatives_to(
    problem: Problem, answers: Sequence[Answer], *, drop_last: bool
) -> tuple[Answer, ...]:
    """The answers that come out differently when the last batch is dropped."""
    told = problem.drop_last is not None or any(a.drop_last is not None for a in problem.asks)
    if told or drop_last:
        return ()
    if contradiction(held_values(problem), relations_of(problem, drop_last=True)):
        return ()
    others = (
        (answer, answer_to(problem, Ask(answer.quantity, answer.given), drop_last=True))
        for answer in answers
    )
    return tuple(o for a, o in others if o.span is not None and a.span != o.span)
