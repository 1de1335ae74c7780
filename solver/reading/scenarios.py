"""What holds where in a text: the numbers that each question and each claim is about.

A text is read like a story: a number holds from where it stands, until another value for the same
quantity begins a new scenario. Each sentence that asks something, or says what somebody worked out
or a program showed, is a moment of the story, with all that holds there.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from solver.lazy_pattern import lazy_pattern
from solver.problem import Known
from solver.quantities import DATA
from solver.reading.asked.again import again, asks_again
from solver.reading.asked.asks import Asked
from solver.reading.stated.factors import find_factors
from solver.reading.tokens.scan import Scan, Segment, Token
from solver.reading.tokens.vocabulary import Label
from solver.spans import exact

CHOSEN = {
    *("dataset_size", "train_size", "val_size", "test_size", "batch_size", "grad_accumulation"),
    *("devices", "nodes", "devices_per_node", "repeats", "folds", "sequence_length", "patience"),
    *("warmup_ratio", "warmup_epochs", "checkpoint_interval", "evaluation_interval"),
    *("log_interval", "val_batch_size", "epochs"),
}
"""What people choose; everything else is worked out or measured."""
_TELL_OF_DATA = {
    *("iterations_per_epoch", "batches_per_epoch", "total_iterations", "samples_seen"),
    "samples_per_device",
}
_MUST_BE = lazy_pattern(
    r"\b(?:must|has to|should|would|will) (?:then |have been )?(?:be |have been )?$"
    r"|(?:应该|肯定|一定|必须|必然|那?就)是\s?$",
    re.IGNORECASE,
)
_TIMES = frozenset({"time_per_iteration", "time_per_epoch", "time_total", "throughput"})
_SETUP = DATA | {"batch_size"}
_WHAT_IF = lazy_pattern(r"\bwhat (?:if|about)\b|\bhow about\b|呢\s?[?？]?\s*$", re.IGNORECASE)
_ASKED_BY = {
    "time_total": "duration",
    "total_iterations": "max_iterations",
    "iterations_per_epoch": "iterations_of_epoch",
    "epochs": "epochs",
    "gpu_hours": "gpu_hours",
}
"""The word that asks for what was told."""
_OF_TOKENS = {"tokens_per_batch", "tokens_seen"}
MOST_MOMENTS = 40
"""Sentences that ask or claim something; what a longer text asks after them is left out."""
_EACH = lazy_pattern(
    r"\b(?:(?:has|have|is|are|for|in|of|on|with|does|do) each"
    r"|each (?:has|have|of (?:them|these|the two)|one)|both|respectively)\b"
    r"|分别|各(?:自|是|有|为|要|需|用|更新|迭代|跑|多少|多久|几)"
    r"|\b(?:which|what) [^?.]{0,40}?\b(?:more|fewer|less)\b|\bsav(?:e|ed|ing)s? (?:me )?\S{0,12}\?"
    r"|\bhow (?:much|many) [^?.]{0,24}\bsave\b|speed-?up|加速比|(?:原来|之前|以前)的(?:多少|几)"
    r"|\b(?:which|what) [^?.]{0,40}?\b(?:faster|slower|longer|shorter|quicker)\b"
    r"|\bhow (?:much|many) (?:\w+ )?"
    r"(?:longer|shorter|sooner|faster|slower|quicker|more|fewer|less)\b"
    r"|\bdifference\b|哪[^,，。?？]{0,8}[快慢久]|谁[更比]?较?[快慢]|相差|差(?:多少|几|多久)"
    r"|[快慢多少省](?:了|用|花|出){0,2}(?:多少|几|多久)|(?:几|多少)倍",
    re.IGNORECASE,
)
_AND_IF = lazy_pattern(
    r"\b(?:and|or) (?:what|how)\b|\bwhat (?:if|about)\b|[,，](?:那|如果|要是)?(?:换成?|改成?|改为)",
    re.IGNORECASE,
)
_CHANGES = lazy_pattern(
    r"\b(?:now|then|but|instead|if|when|chang\w+|switch\w+|increas\w+|reduc\w+|decreas\w+|doubl\w+"
    r"|after|before|than|versus|vs|while|whereas|another|other|second|with|or|and|for)\b"
    r"|\b(?:[B-D]|(?:model|run|setup|config\w*|option|case|experiment) ?[B-D2-4]) ?:"
    r"|\bto\b|到|调|改|换|換|变|變|如果|若|时|時|后来|以前|之前|现在|但|而|还是|或|第[二三]|对于|用|呢|和|跟|与|单卡|双卡|各|方案|配置|实验",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fact:
    """A known with its place in the text."""

    known: Known
    start: int
    end: int


@dataclass(frozen=True)
class Moment:
    """A sentence that asks or claims something, with what holds there.

    Attributes:
        segment: the sentence.
        chosen: what people chose, as it holds there.
        background: numbers worked out or measured that were told before.
        counts: those that are told in the sentence itself.
        questions: what the sentence asks.
    """

    segment: Segment
    chosen: tuple[Fact, ...]
    background: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Story:
    """The moments of a text, in order, and values of which nobody can say which one is meant."""

    moments: tuple[Moment, ...]
    rivals: tuple[Known, ...] = ()


def tell(scan: Scan, facts: Sequence[Fact], asked: Sequence[Asked]) -> Story:
    """Sort what is said and what is asked into the moments of a story."""
    ordered = sorted(facts, key=lambda fact: fact.start)
    teller = _Teller(scan, asked, ordered, _choices(facts) | _varied(scan, facts))
    for segment in scan.segments:
        said = [fact for fact in ordered if segment.start <= fact.start < segment.end]
        teller.hear(segment, said)
    return teller.story()


def _choices(facts: Sequence[Fact]) -> AbstractSet[str]:
    """What people choose in a text; tokens where batches are told in nothing else."""
    told = {fact.known.quantity for fact in facts}
    others = {"batch_size", "effective_batch_size", "sequence_length"}
    return CHOSEN if told & others else CHOSEN | _OF_TOKENS


def _varied(scan: Scan, facts: Sequence[Fact]) -> AbstractSet[str]:
    """The times that differ between the runs that a text compares."""
    values: dict[str, set[object]] = {}
    for known in (fact.known for fact in facts if fact.known.quantity in _TIMES):
        values.setdefault(known.quantity, set()).add(known.value)
    varied = {quantity for quantity, different in values.items() if len(different) > 1}
    return varied if varied and _EACH.search(scan.text) else frozenset()


class _Teller:
    """Reads sentences from left to right, and keeps what holds."""

    def __init__(
        self,
        scan: Scan,
        asked: Sequence[Asked],
        facts: Sequence[Fact],
        choices: AbstractSet[str],
    ) -> None:
        self._scan = scan
        self._facts = facts
        self._choices = choices
        self._asked = asked
        self._asking = {item.segment for item in asked}
        self._chosen: dict[str, Fact] = {}
        self._own: set[str] = set()
        self._background: list[Fact] = []
        self._answered = False
        self._last: list[Asked] = []
        self._held_last: tuple[Fact, ...] = ()
        self._moments: list[list[Moment]] = [[]]
        self._rivals: list[Known] = []
        self._changed: set[str] = set()
        self._before: list[Fact] = []

    def hear(self, segment: Segment, said: list[Fact]) -> None:
        """Take in a sentence; an item of a list is forgotten before the next."""
        kept = (dict(self._chosen), set(self._own), list(self._background))
        repeats = self._repeats(segment, said)
        said = [*said, *self._scaled(segment)] if repeats or self._may_scale(segment) else said
        changed = {fact.known.quantity for fact in said}
        counts: list[Fact] = []
        for fact in said:
            told = [*self._background, *counts]
            worked_out = _is_part(fact, told) or _is_concluded(self._scan, fact, told)
            if _is_chosen(fact, self._choices) and not worked_out:
                counts = self._choose(segment, fact, counts)
            else:
                counts.append(fact)
        asked = again(self._last, segment, changed) if repeats else self._asked_in(segment)
        if not (asked or counts):
            asked = self._told_last(segment, self._before)
        self._before = []
        self._keep(segment, counts, asked)
        if segment.listed and asked:
            self._chosen, self._own, self._background = kept
        else:
            self._background += counts

    def _repeats(self, segment: Segment, said: list[Fact]) -> bool:
        """Whether the last question is meant once more; of a list, with all that held there."""
        inside = self._scan.places(segment.start, segment.end)
        differs = said or any(is_drop(self._scan.tokens[place]) for place in inside)
        only_chosen = all(_is_chosen(fact, self._choices) for fact in said)
        factors = find_factors(self._scan, segment)
        if segment in self._asking or not ((factors or differs) and only_chosen):
            return False
        if not asks_again(self._scan, segment):
            return False
        self._last = self._last or self._told_last(segment, self._background)
        if not self._last:
            return False
        if segment.listed:
            self._chosen |= {fact.known.quantity: fact for fact in self._held_last}
        return True

    def _told_last(self, segment: Segment, before: Sequence[Fact]) -> list[Asked]:
        """The question whose answer was told last: "... takes 21 days. What if only 8 GPUs?"."""
        told = [fact for fact in before if fact.known.quantity in _ASKED_BY]
        if not told or not _WHAT_IF.search(self._scan.text, segment.start, segment.end):
            return []
        last = told[-1]
        words = self._scan.text[last.start : last.end]
        label = Label(_ASKED_BY[last.known.quantity], last.start, last.end, words)
        return [Asked(label, segment, total=True, kinds=frozenset())]

    def _may_scale(self, segment: Segment) -> bool:
        """Whether "if I double it" is part of a question, or tells of the second of two runs."""
        return segment in self._asking or bool(self._choices & _TIMES)

    def _scaled(self, segment: Segment) -> list[Fact]:
        """What is doubled or halved, as a number."""
        facts = []
        for factor in find_factors(self._scan, segment):
            held = next((self._chosen[name] for name in factor.names if name in self._chosen), None)
            held = held or next((f for f in self._facts if f.known.quantity in factor.names), None)
            if held:
                words = self._scan.text[factor.start : factor.end]
                value = exact(held.known.value * factor.value)
                known = replace(held.known, value=value, text=words)
                facts.append(Fact(known, factor.start, factor.end))
        return facts

    def _asked_in(self, segment: Segment) -> list[Asked]:
        return [item for item in self._asked if item.segment == segment]

    def story(self) -> Story:
        """All moments, each with what is said only later."""
        scenarios = [[self._completed(moment) for moment in told] for told in self._moments]
        each = any(_EACH.search(self._scan.text, s.start, s.end) for s in self._asking)
        return Story(tuple(_shared(scenarios, each=each)[:MOST_MOMENTS]), tuple(self._rivals))

    def _choose(self, segment: Segment, fact: Fact, counts: list[Fact]) -> list[Fact]:
        """Another value than the one that holds begins a new scenario."""
        held = self._held(fact)
        if held and held.known.value != fact.known.value:
            if held.known.quantity in self._own or self._answered:
                counts = self._turn(segment, held, fact, counts)
            self._changed.add(self._chosen.pop(held.known.quantity).known.quantity)
        self._chosen[fact.known.quantity] = fact
        self._own.add(fact.known.quantity)
        return counts

    def _held(self, fact: Fact) -> Fact | None:
        """What holds of a quantity; once answered, a data set replaces a training set too."""
        held = self._chosen.get(fact.known.quantity)
        if held is None and self._answered and fact.known.quantity in DATA:
            other = next(name for name in DATA if name != fact.known.quantity)
            return self._chosen.get(other)
        return held

    def _turn(self, segment: Segment, held: Fact, fact: Fact, counts: list[Fact]) -> list[Fact]:
        """Begin a new scenario, in which all but the changed number is taken over."""
        said = self._scan.text[held.end : fact.start + 1]
        told = self._answered or counts or self._background or self._choices & _TIMES
        if not (told or _CHANGES.search(said)):
            self._rivals += [held.known, fact.known]
        if counts or not self._answered or held.start >= segment.start:
            self._keep(segment, counts, self._asked_before(segment, held, fact), turning=True)
        self._before = [*self._background, *counts]
        self._own, self._background, self._answered = set(), [], False
        self._moments.append([])
        return []

    def _asked_before(self, segment: Segment, held: Fact, fact: Fact) -> list[Asked]:
        """What a sentence asks before it goes on: "... with batch size 8, and what if 32?"."""
        if held.start < segment.start or not _AND_IF.search(self._scan.text, held.end, fact.start):
            return []
        return [item for item in self._asked_in(segment) if item.label.start < fact.start]

    def _keep(
        self, segment: Segment, counts: list[Fact], asked: list[Asked], *, turning: bool = False
    ) -> None:
        if not (asked or counts or turning):
            return
        chosen, background = tuple(self._chosen.values()), tuple(self._background)
        moment = Moment(segment, chosen, background, tuple(counts), tuple(asked))
        self._moments[-1].append(moment)
        self._answered = True
        if asked:
            self._last, self._held_last = asked, chosen

    def _completed(self, moment: Moment) -> Moment:
        """What is said only later, in no question of its own, holds before too."""
        have = {fact.known.quantity for fact in moment.chosen}
        have |= DATA if have & DATA else set()
        later = [
            fact
            for fact in self._chosen.values()
            if fact.known.quantity not in have
            and (
                self._scan.segment_at(fact.start) not in self._asking
                or self._is_of_the_setup(fact)
                or self._is_beside(fact, moment)
            )
        ]
        return replace(moment, chosen=(*moment.chosen, *later))

    def _is_beside(self, fact: Fact, moment: Moment) -> bool:
        """Whether it is said once, in the sentence of the moment itself."""
        same = self._scan.segment_at(fact.start) == moment.segment
        return same and fact.known.quantity not in self._changed

    def _is_of_the_setup(self, fact: Fact) -> bool:
        """Whether it is data, or a batch size, that is the same throughout."""
        return fact.known.quantity in _SETUP and fact.known.quantity not in self._changed


def is_drop(token: Token) -> bool:
    """Whether a word says how the last batch is treated."""
    return isinstance(token, Label) and token.kind in {"drop", "keep"}


def _is_chosen(fact: Fact, chosen: AbstractSet[str]) -> bool:
    if fact.known.quantity not in chosen:
        return False
    summed = fact.known.about or " + " in fact.known.text
    if fact.known.quantity in DATA and fact.known.source == "claimed" and summed:
        return False
    counted = fact.known.quantity in {"epochs", "warmup_ratio", *_OF_TOKENS, *_TIMES}
    return not counted or fact.known.source == "stated"


def _is_part(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether somebody works out the batch of a device from that of all, rather than chooses it."""
    whole = any(other.known.quantity == "effective_batch_size" for other in told)
    return whole and fact.known.quantity == "batch_size" and fact.known.source != "stated"


def _is_concluded(scan: Scan, fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether somebody works out a size from iterations, rather than chooses it."""
    known = fact.known
    must_be = known.quantity == "batch_size" and bool(scan.before(fact.start, _MUST_BE))
    worked_out = known.source == "claimed" and (known.quantity in DATA or must_be)
    return worked_out and any(other.known.quantity in _TELL_OF_DATA for other in told)


def _shared(scenarios: list[list[Moment]], *, each: bool) -> list[Moment]:
    """The questions of the only scenario that has any are asked of every other one too.

    Of those that state counts only where it is asked "of each".

    A moment that then neither asks nor claims anything is left out.
    """
    moments = [moment for told in scenarios for moment in told]
    asking = [moment for moment in moments if moment.questions]
    silent = [moment for moment in moments if not (moment.questions or moment.counts)]
    if each:
        others = [told for told in scenarios if told and not any(m.questions for m in told)]
        silent = [told[-1] for told in others]
    if silent and (len(asking) == 1 or (each and len({m.chosen for m in asking}) == 1)):
        questions = tuple(item for moment in asking for item in moment.questions)
        moments = [
            replace(moment, questions=questions) if moment in silent else moment
            for moment in moments
        ]
    moments = [_asking_too(moment, after) for moment, after in pairwise(moments)] + moments[-1:]
    return [moment for moment in moments if moment.questions or moment.counts]


def _asking_too(moment: Moment, after: Moment) -> Moment:
    """A moment with the questions of the next one, where both are of one sentence: 单卡和四卡."""
    silent = not (moment.questions or moment.counts)
    same = after.segment == moment.segment and silent
    return replace(moment, questions=after.questions) if same else moment
