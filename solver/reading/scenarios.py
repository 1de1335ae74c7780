"""What holds where in a text: the numbers that each question and each claim is about.

A text is read like a story: a number holds from where it stands, until another value for the same
quantity begins a new scenario. Each sentence that asks something, or says what somebody worked out
or a program showed, is a moment of the story, with all that holds there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.problem import Known
from solver.quantities import DATA
from solver.reading.again import again, asks_again
from solver.reading.asks import Asked
from solver.reading.factors import find_factors
from solver.reading.scan import Scan, Segment, Token
from solver.reading.vocabulary import Label
from solver.spans import exact

CHOSEN = {
    *("dataset_size", "train_size", "val_size", "test_size", "batch_size", "grad_accumulation"),
    *("devices", "nodes", "devices_per_node", "repeats", "folds", "sequence_length", "patience"),
    *("warmup_ratio", "warmup_epochs", "checkpoint_interval", "evaluation_interval"),
    *("log_interval", "val_batch_size", "epochs"),
}
"""What people choose; everything else is worked out or measured."""
MOST_MOMENTS = 40
"""Sentences that ask or claim something; what a longer text asks after them is left out."""
_EACH = re.compile(
    r"\b(?:(?:has|have|is|are|for|in|of|does|do) each"
    r"|each (?:has|have|of (?:them|these|the two)|one)|both|respectively)\b"
    r"|分别|各(?:自|是|有|为|要|多少|几)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:now|then|but|instead|if|when|chang\w+|switch\w+|increas\w+|reduc\w+|decreas\w+|doubl\w+"
    r"|after|before|versus|vs|while|whereas|another|other|second|with|or|and|for)\b"
    r"|\bto\b|到|调|改|换|換|变|變|如果|若|时|時|后来|以前|之前|现在|但|而|还是|或|第[二三]|对于|用|呢|和|单卡|双卡|各",
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
    teller = _Teller(scan, asked)
    ordered = sorted(facts, key=lambda fact: fact.start)
    for segment in scan.segments:
        said = [fact for fact in ordered if segment.start <= fact.start < segment.end]
        teller.hear(segment, said)
    return teller.story()


class _Teller:
    """Reads sentences from left to right, and keeps what holds."""

    def __init__(self, scan: Scan, asked: Sequence[Asked]) -> None:
        self._scan = scan
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

    def hear(self, segment: Segment, said: list[Fact]) -> None:
        """Take in a sentence; an item of a list is forgotten before the next."""
        kept = (dict(self._chosen), set(self._own), list(self._background))
        repeats = self._repeats(segment, said)
        said = [*said, *self._scaled(segment)] if repeats or segment in self._asking else said
        changed = {fact.known.quantity for fact in said}
        counts: list[Fact] = []
        for fact in said:
            if _is_chosen(fact) and not _is_part(fact, [*self._background, *counts]):
                counts = self._choose(segment, fact, counts)
            else:
                counts.append(fact)
        asked = again(self._last, segment, changed) if repeats else self._asked_in(segment)
        self._keep(segment, counts, asked)
        if segment.listed and asked:
            self._chosen, self._own, self._background = kept
        else:
            self._background += counts

    def _repeats(self, segment: Segment, said: list[Fact]) -> bool:
        """Whether the last question is meant once more; of a list, with all that held there."""
        inside = self._scan.places(segment.start, segment.end)
        differs = said or any(is_drop(self._scan.tokens[place]) for place in inside)
        only_chosen = all(_is_chosen(fact) for fact in said)
        factors = find_factors(self._scan, segment)
        if segment in self._asking or not (self._last and (factors or differs) and only_chosen):
            return False
        if not asks_again(self._scan, segment):
            return False
        if segment.listed:
            self._chosen |= {fact.known.quantity: fact for fact in self._held_last}
        return True

    def _scaled(self, segment: Segment) -> list[Fact]:
        """What is doubled or halved, as a number."""
        facts = []
        for factor in find_factors(self._scan, segment):
            held = next((self._chosen[name] for name in factor.names if name in self._chosen), None)
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
        moments = [moment for scenario in self._moments for moment in scenario]
        moments = [self._completed(moment) for moment in moments]
        each = any(_EACH.search(self._scan.text, s.start, s.end) for s in self._asking)
        return Story(tuple(_shared(moments, each=each)[:MOST_MOMENTS]), tuple(self._rivals))

    def _choose(self, segment: Segment, fact: Fact, counts: list[Fact]) -> list[Fact]:
        """Another value than the one that holds begins a new scenario."""
        held = self._held(fact)
        if held and held.known.value != fact.known.value:
            if held.known.quantity in self._own or self._answered:
                counts = self._turn(segment, held, fact, counts)
            self._chosen.pop(held.known.quantity)
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
        if not (self._answered or counts or self._background or _CHANGES.search(said)):
            self._rivals += [held.known, fact.known]
        if counts or not self._answered:
            self._keep(segment, counts, [], turning=True)
        self._own, self._background, self._answered = set(), [], False
        self._moments.append([])
        return []

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
            and self._scan.segment_at(fact.start) not in self._asking
        ]
        return replace(moment, chosen=(*moment.chosen, *later))


def is_drop(token: Token) -> bool:
    """Whether a word says how the last batch is treated."""
    return isinstance(token, Label) and token.kind in {"drop", "keep"}


def _is_chosen(fact: Fact) -> bool:
    if fact.known.quantity not in CHOSEN:
        return False
    if fact.known.quantity in DATA and fact.known.source == "claimed" and fact.known.about:
        return False
    return fact.known.quantity != "epochs" or fact.known.source == "stated"


def _is_part(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether somebody works out the batch of a device from that of all, rather than chooses it."""
    whole = any(other.known.quantity == "effective_batch_size" for other in told)
    return whole and fact.known.quantity == "batch_size" and fact.known.source == "claimed"


def _shared(moments: list[Moment], *, each: bool) -> list[Moment]:
    """The only question is asked of every scenario that has none of its own.

    Of those that state counts only where it is asked "of each".

    A moment that then neither asks nor claims anything is left out.
    """
    asking = [moment for moment in moments if moment.questions]
    told = [moment for moment in moments if moment.counts and not moment.questions]
    silent = [moment for moment in moments if not (moment.questions or moment.counts)]
    silent += told if each and len(told) > 0 else []
    if silent and len(asking) == 1:
        moments = [
            replace(moment, questions=asking[0].questions) if moment in silent else moment
            for moment in moments
        ]
    return [moment for moment in moments if moment.questions or moment.counts]
