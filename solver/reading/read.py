"""A text becomes a problem: what is known, and what is asked."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from solver.claims import settle
from solver.conditions import Conditions
from solver.faults import fault_of
from solver.frameworks.naming import framework_of
from solver.language import Language
from solver.lazy_pattern import lazy_pattern
from solver.problem import Ask, Known, Problem
from solver.quantities import ONE_UNLESS_SAID, SHARES
from solver.reading.asked.asks import Asked, find_asked
from solver.reading.asked.choices import asked_choice, asked_once
from solver.reading.asked.code_asked import with_shown
from solver.reading.asked.compared import as_lengths
from solver.reading.asked.expected import with_expected
from solver.reading.asked.manner import asks_whether_right, asks_why
from solver.reading.asked.questions import ask_of
from solver.reading.asked.terse import not_understood, with_terse
from solver.reading.asked.wholes import (
    as_configured,
    in_tokens,
    limited,
    of_all_nodes,
    of_an_epoch,
    of_one_node,
    one_or_all,
    one_pass,
    plain_sizes,
    so_far_or_all,
    with_devices,
)
from solver.reading.code.lengths import find_lengths
from solver.reading.data.added import with_added
from solver.reading.data.capped_data import with_capped_data
from solver.reading.data.kept_data import data_of, with_data
from solver.reading.data.only_held_out import about_held_out
from solver.reading.data.parts_asked import with_parts
from solver.reading.data.per_fold import with_folds_asked
from solver.reading.data.shares_checked import check_shares
from solver.reading.data.split_sizes import as_shares
from solver.reading.data.splits import find_shares, places_of_shares
from solver.reading.runs.before_sharing import with_both_lengths
from solver.reading.runs.dropping import asked_ways, drops_last
from solver.reading.runs.kept import kept_pace, kept_work
from solver.reading.runs.limited_epochs import with_limited_epochs
from solver.reading.runs.loop_steps import as_batches, with_log_rule, with_loop_steps
from solver.reading.runs.other_counts import at_a_place, of_a_test
from solver.reading.runs.real_epochs import with_real_epochs
from solver.reading.runs.same_batch import with_any_batch, with_equivalence, with_same_batch
from solver.reading.scenarios import Fact, Moment, Story, tell
from solver.reading.stated.facts import find_facts, with_splits
from solver.reading.stated.roles import Roles
from solver.reading.sums.equations import find_equations, with_equations
from solver.reading.sums.worked_sums import without_sums
from solver.reading.times.scaled_time import of_one_device, with_device_hours, with_scaled_epochs
from solver.reading.tokens.letters import find_letters, untold_devices, without_numbers
from solver.reading.tokens.scan import Mention, Scan
from solver.reading.unread import find_unread
from solver.relations import Relation, relations
from solver.values import goes_without_saying

_NAME = r"[A-Z][A-Za-z0-9_-]{0,40}"
_NO_NAME = (
    r"(?!(?:GPU|CPU|TPU|CUDA|PyTorch|Keras|TensorFlow|Colab|Adam|SGD|MLP|CNN|RNN|A\d|V\d)\w*\b)"
)
_DATASET_NAME = lazy_pattern(
    rf"\b(?:on|using|for) (?:the )?(?P<english>{_NO_NAME}{_NAME})(?! \d)"
    rf"|(?P<chinese>{_NO_NAME}{_NAME})\s?(?:数据集|上(?=[^\w]|训练|用|，))"
)
_ASKS_MORE = lazy_pattern(
    r"\b(?:why|how come|where|which|who|what)\b|为什么|为何|为啥|怎么|咋|哪|谁|什么", re.IGNORECASE
)
_ENDS_AS_QUESTION = lazy_pattern(r"(?:[?？]|吗|吧|么|不|呢)\s*[?？。.!]*\s*$")


def read(scanned: Scan, roles: Roles, language: Language) -> Problem:
    """Read a text as far as it can be read; what it does not say stays out of the problem."""
    letters, equations = find_letters(scanned), find_equations(scanned)
    used = {word for _, word in roles.values()} | set(letters.values())
    facts, asked = with_equations(find_facts(scanned, roles), find_asked(scanned, used), equations)
    facts = with_added(scanned, facts, asked)
    asked = with_folds_asked(scanned, facts, with_parts(scanned, facts, asked))
    asked = with_shown(scanned, asked)
    facts, asked = about_held_out(scanned, facts, with_terse(scanned, asked, used))
    asked = with_equivalence(facts, as_lengths(scanned, facts, asked), scanned)
    facts = with_loop_steps(scanned, with_expected(scanned, facts, asked), asked)
    facts = with_log_rule(scanned, facts, asked)
    asked = as_batches(scanned, facts, asked)
    problem = Problem(
        drop_last=drops_last(scanned),
        language=language,
        checks=asks_whether_right(scanned) or any(fact.known.asked for fact in facts),
        wonders=asks_why(scanned),
        unknown_dataset=_unknown_dataset(scanned),
        framework=_framework(scanned),
        letters=(*without_numbers(letters, facts), *untold_devices(facts, asked)),
        formula=next((each.formula for each in equations), None),
    )
    rest, claims = without_sums(scanned, facts)
    rest = with_limited_epochs(scanned, with_capped_data(scanned, rest))
    rest, shares = check_shares(scanned, rest, checks=problem.checks)
    problem = _with_story(problem, scanned, rest, asked)
    asks = any(_ENDS_AS_QUESTION.search(scanned.text, s.start, s.end) for s in scanned.segments)
    problem = replace(problem, asks=problem.asks + claims + shares)
    problem = _with_shares(problem, scanned, facts)
    problem = with_both_lengths(problem, scanned.text)
    problem = with_faults(replace(problem, checks=problem.checks or (bool(claims) and asks)))
    doubts = _unread(problem, scanned, facts) + not_understood(scanned, asked)
    return replace(problem, unread=doubts)


def _with_shares(problem: Problem, scanned: Scan, facts: list[Fact]) -> Problem:
    """The problem with the shares that a text tells, from which the sizes of the parts follow."""
    told = find_shares(scanned, [fact.known for fact in facts])
    if problem.value_of("dataset_size") and any(ask.quantity in SHARES for ask in problem.asks):
        return problem
    return replace(problem, knowns=as_shares(problem.knowns, told)) if told else problem


def _unread(problem: Problem, scanned: Scan, facts: list[Fact]) -> tuple[str, ...]:
    """The numbers that say nothing that was understood."""
    stated = [fact.known for fact in facts] + [*problem.knowns]
    stated += [known for ask in problem.asks for known in ask.given]
    placed = {fact.start for fact in facts} | places_of_shares(scanned)
    placed |= {start for _, start, _ in find_lengths(scanned.text)}
    return find_unread(scanned, placed, {known.value for known in stated})


def _framework(scanned: Scan) -> str | None:
    """Whose way of counting holds; a loop that steps only after full groups has its own."""
    settings = scanned.settings
    named = framework_of(scanned.text) or settings.framework
    drops_rest = "accumulates" in settings.facts and "flushes_last" not in settings.facts
    return "pytorch_floor" if drops_rest and named in {None, "pytorch"} else named


def _unknown_dataset(scanned: Scan) -> str | None:
    """A name where that of a data set stands, if it is none that is known."""
    if any(isinstance(token, Mention) for token in scanned.tokens):
        return None
    match = _DATASET_NAME.search(scanned.text)
    return match["english"] or match["chinese"] if match else None


def _with_story(problem: Problem, scanned: Scan, facts: list[Fact], asked: list[Asked]) -> Problem:
    """The problem with what holds everywhere, and each question with what holds only there."""
    facts = with_same_batch(of_one_node(of_all_nodes(facts), asked), asked, scanned)
    facts = one_or_all(plain_sizes(with_any_batch(facts, asked), asked), asked, scanned)
    facts = limited(with_devices(so_far_or_all(facts, asked), asked), asked, scanned)
    facts = one_pass(of_an_epoch(in_tokens(facts), asked), asked)
    facts = as_configured(facts, checks=problem.checks)
    facts = with_real_epochs(scanned, facts, asked)
    facts = at_a_place(of_one_device(facts, scanned), asked)
    facts = with_scaled_epochs(with_device_hours(facts, asked), asked)
    facts = of_a_test(scanned, facts, asked)
    story = tell(scanned, facts, asked)
    if not story.moments:
        everything = with_splits(scanned, [fact.known for fact in facts])
        return replace(problem, knowns=tuple(_first_of_each(everything)), rivals=story.rivals)
    told = _told(problem, scanned, story)
    asking = {item.segment for item in asked}
    local = {
        fact.known for fact in facts if len(asking) > 1 and scanned.segment_at(fact.start) in asking
    }
    local |= {
        k
        for given, _ in told
        for k in given
        if k.quantity == "samples_seen" and k.source == "assumed"
    }
    shared = _shared([given for given, _ in told], local)
    asks: list[Ask] = []
    for given, found in told:
        own = tuple(known for known in given if known not in shared)
        asks += _each_once([replace(ask, given=own) for ask in found])
    shared, claims = _settled(problem, _without_other_runs(shared, asks), asks)
    asks = asked_once(scanned, [*claims, *asks])
    return replace(
        problem,
        knowns=tuple(_first_of_each(shared)),
        asks=tuple(asks),
        rivals=story.rivals,
        checks=problem.checks or _questions_a_claim(scanned, story),
    )


def _told(problem: Problem, scanned: Scan, story: Story) -> list[tuple[list[Known], list[Ask]]]:
    """What each moment gives and asks; a number that is to be checked is given nowhere else."""
    told: list[tuple[list[Known], list[Ask]]] = []
    claimed: set[Known] = set()
    asked = {ask_of(item, ()).quantity for moment in story.moments for item in moment.questions}
    stated = {fact.known.quantity for moment in story.moments for fact in moment.chosen}
    carried: Fact | None = None
    for moment in story.moments:
        given = tuple(fact for fact in moment.background if fact.known not in claimed)
        given += kept_work(story.moments[: len(told)], moment)
        given += kept_pace(story.moments[: len(told)], moment)
        moment_now = with_data(replace(moment, background=given), carried)
        told.append(_asks_of(problem, scanned, moment_now, asked & ONE_UNLESS_SAID - stated))
        claimed |= {ask.claimed for ask in told[-1][1] if ask.claimed}
        claimed |= _wavered(moment, told[-1][1])
        rules = _rules(problem, told[-1][0], {"train_size"})
        carried = carried or data_of(moment, told[-1][0], rules)
    return told


def _wavered(moment: Moment, asks: Sequence[Ask]) -> set[Known]:
    """The counts between which somebody wavers: none of them is given later."""
    said = Counter(fact.known.quantity for fact in moment.counts)
    several = {ask.quantity for ask in asks if not ask.claimed and said[ask.quantity] > 1}
    return {fact.known for fact in moment.counts if fact.known.quantity in several}


def _is_rough(known: Known) -> bool:
    """Whether a number is a rough sum of what was processed: "about 157B tokens"."""
    return known.about and known.quantity in {"tokens_seen", "samples_seen", "tokens_per_epoch"}


def _is_doubtful(known: Known) -> bool:
    """Whether a number was worked out, shown, or is a rough sum."""
    return _is_rough(known) or known.source in {"claimed", "observed"}


def _settled(
    problem: Problem, shared: list[Known], asks: list[Ask]
) -> tuple[list[Known], list[Ask]]:
    """Numbers that were worked out or shown, and that what is said only later decides."""
    own = [known for known in shared if _is_doubtful(known)]
    rules = _rules(problem, shared, {ask.quantity for ask in asks})
    given, claims = settle(shared, own, rules) if own else (shared, [])
    return given, [Ask(claim.quantity, text=claim.text, claimed=claim) for claim in claims]


def _shared(told: Sequence[Sequence[Known]], local: set[Known]) -> list[Known]:
    """What holds at every moment; what only a question says holds there only."""
    values: dict[str, set[object]] = {}
    for known in (known for given in told for known in given):
        values.setdefault(known.quantity, set()).add(known.value)
    pairs = ({(known.quantity, known.value) for known in given} for given in told)
    said = Counter(pair for given in pairs for pair in given)
    everywhere: dict[Known, None] = {}
    for given in told:
        for known in given:
            always = said[known.quantity, known.value] == len(told)
            if len(values[known.quantity]) == 1 and (always or known not in local):
                everywhere[known] = None
    return list(everywhere)


def _each_once(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """No question twice; a claim makes the same question superfluous."""
    first: dict[object, Ask] = {}
    for ask in asks:
        claimed = ask.claimed.value if ask.claimed else None
        first.setdefault((ask.quantity, ask.given, ask.drop_last, claimed), ask)
    claims = {(ask.quantity, ask.given) for ask in first.values() if ask.claimed}
    return tuple(
        ask
        for ask in first.values()
        if ask.claimed or ask.drop_last is not None or (ask.quantity, ask.given) not in claims
    )


def _without_other_runs(shared: list[Known], asks: Sequence[Ask]) -> list[Known]:
    """What is shared, without the count that told the data, where one device is asked about."""
    carried = any(k.quantity == "train_size" and k.source == "assumed" for k in shared)
    of_one = any(goes_without_saying(known) for ask in asks for known in ask.given)
    told = {"iterations_per_epoch", "batches_per_epoch"} if carried and of_one else set[str]()
    return [known for known in shared if known.quantity not in told]


def _questions_a_claim(scanned: Scan, story: Story) -> bool:
    """Whether a sentence that claims something, and asks nothing else, ends as a question."""
    return any(
        moment.counts
        and not moment.questions
        and not _ASKS_MORE.search(scanned.text, moment.segment.start, moment.segment.end)
        and _ENDS_AS_QUESTION.search(scanned.text, moment.segment.start, moment.segment.end)
        for moment in story.moments
    )


def _asks_of(
    problem: Problem, scanned: Scan, moment: Moment, unknown: set[str]
) -> tuple[list[Known], list[Ask]]:
    """What is given at a moment, and what is asked: first the claims to check.

    `unknown` are quantities that count as one where nothing is said, but which are asked for.
    """
    own = [fact.known for fact in moment.counts]
    own += [fact.known for fact in moment.background if _is_rough(fact.known)]
    everything = sorted(
        [*moment.chosen, *moment.background, *moment.counts], key=lambda fact: fact.start
    )
    knowns = with_splits(scanned, [fact.known for fact in everything])
    questions: list[Ask] = []
    for item in moment.questions:
        questions += asked_ways(scanned, item, ask_of(item, knowns, problem.letters))
    rules = _rules(problem, knowns, {ask.quantity for ask in questions} | unknown)
    given, claims = settle(knowns, own, rules)
    return given, [*asked_choice(scanned, moment.counts, claims), *questions]


def _rules(problem: Problem, knowns: Sequence[Known], asked: set[str]) -> tuple[Relation, ...]:
    named = {known.quantity for known in knowns} | asked
    return relations(Conditions.naming(named, drop_last=bool(problem.drop_last)))


def _first_of_each(knowns: Sequence[Known]) -> list[Known]:
    first: dict[str, Known] = {}
    for known in knowns:
        first.setdefault(known.quantity, known)
    return list(first.values())


def with_faults(problem: Problem) -> Problem:
    """The problem with everything that is wrong with its values in themselves."""
    everything = (*problem.knowns, *(known for ask in problem.asks for known in ask.given))
    told = (known for known in everything if known.source not in {"claimed", "observed"})
    faults = tuple(fault for known in told if (fault := fault_of(known)))
    return replace(problem, faults=tuple(dict.fromkeys(faults)))
