"""What was learnt from thousands of questions, and the judgement of a new one by it.

Two views of a question are joined: linear classifiers over its words and its meaning, and the
questions nearest to it in meaning. `scripts/train_retrieval.py` makes what is read here.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.classes import BESIDE, HELP, OUTSIDE
from knowledge.features import lexical, unit
from knowledge.find import Finding, Kind, Match
from knowledge.meaning import meaning
from knowledge.situation import situation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

_SHOWN = 5
_NEAREST, _NEARNESS = 3, 15.0
"""So many of the nearest questions of a class speak for it, and so loudly."""
_NEAREST_ANSWER, _ANSWER_NEARNESS, ANSWER_SCALE = 2, 8.0, 3.0
_TOLD = 5.0
"""How loudly curves that are told in words speak for the topic that they decide."""
_LETTER = re.compile(r"[^\W\d_]")
_ELSEWHERE = 0.4
"""How likely a question must be about something else to be turned away."""
_PARTS = np.float32(127)
_STRANGE = -1.0
"""Likeness to a group without members."""


class Layer(NamedTuple):
    """Weights in whole numbers: inputs x classes, each class with its own scale."""

    weights: "NDArray[np.int8]"
    scale: "Vector"
    bias: "Vector"

    def __call__(self, vector: "Vector") -> "Vector":
        """The score of each class."""
        places = np.flatnonzero(vector)
        scores: Vector = vector[places] @ self.weights[places].astype(np.float32)
        return scores * self.scale + self.bias


@dataclass(frozen=True)
class Learnt:
    """Everything that was learnt.

    Attributes:
        classes: what a question can be.
        answers: the answers of all topics, as "topic/answer".
        idf: how much each place of the lexical features tells.
        centre: the mean of all questions' meanings.
        words: judges by the words alone, where this machine knows no meanings.
        both: judge by meaning and by words, their scores to be added.
        answering: judges by meaning which answer fits.
        questions: the meanings of all questions, centred, in 127ths: questions x size. Kept in
            whole numbers; read as fractional ones, which are quicker to multiply.
        question_classes: the class of each question, as its place in `classes`.
        question_answers: the answer of each question, as its place in `answers`; -1 for none.
    """

    classes: list[str]
    answers: list[str]
    idf: "Vector"
    centre: "Vector"
    words: Layer
    both: tuple[Layer, Layer]
    answering: Layer
    questions: "Vector"
    question_classes: "NDArray[np.int16]"
    question_answers: "NDArray[np.int16]"

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """All numbers by name, as they are kept in a file."""
        layers = {
            f"{name}_{part}": value
            for name, layer in zip(_LAYERS, (self.words, *self.both, self.answering), strict=True)
            for part, value in layer._asdict().items()
        }
        plain = {name: getattr(self, name) for name in _PLAIN}
        return {**layers, **plain, "questions": self.questions.astype(np.int8)}


_LAYERS = ("words", "meaning_of_both", "words_of_both", "answering")
_PLAIN = ("idf", "centre", "questions", "question_classes", "question_answers")


@cache
def learnt() -> Learnt:
    """What is in `data/retrieval`, read once."""
    folder = files("data").joinpath("retrieval")
    names = json.loads(folder.joinpath("names.json").read_text("utf-8"))
    with as_file(folder.joinpath("weights.npz")) as path, np.load(path) as kept:
        words, by_meaning, by_words, answering = (
            Layer(*(kept[f"{name}_{part}"] for part in Layer._fields)) for name in _LAYERS
        )
        plain = {name: kept[name] for name in _PLAIN}
        plain["questions"] = plain["questions"].astype(np.float32)
    return Learnt(
        names["classes"],
        names["answers"],
        words=words,
        both=(by_meaning, by_words),
        answering=answering,
        **plain,
    )


def rank(text: str) -> Finding:
    """What a question is about."""
    return judged(learnt(), text, meaning(text))


def judged(known: Learnt, text: str, meant: "Vector | None") -> Finding:
    """What a question is about, by its words and by what it means where that is known."""
    by_words = unit(lexical(text) * known.idf)
    if meant is None:
        scores = known.words(by_words)
    else:
        by_meaning = unit(meant - known.centre)
        alike: Vector = known.questions @ by_meaning / _PARTS
        scores = known.both[0](by_meaning) + known.both[1](by_words)
        near = _nearest(alike, known.question_classes, len(known.classes), _NEAREST)
        scores = scores + _NEARNESS * near
    if (told := situation(text)) in known.classes:
        scores[known.classes.index(told)] += _TOLD
    found = dict(zip(known.classes, map(float, _shares(scores)), strict=True))
    topics = [Match(slug, score) for slug, score in found.items() if slug not in BESIDE]
    topics = sorted(topics, key=lambda match: -match.score)[:_SHOWN]
    answer = None if meant is None else _answer(known, topics[0].slug, by_meaning, alike)
    kind = _kind(found, topics[0]) if _LETTER.search(text) else "outside"
    return Finding(kind, tuple(topics), answer)


def _kind(found: dict[str, float], best: Match) -> Kind:
    """An exercise that could not be solved is answered by the lesson on it."""
    elsewhere = found[OUTSIDE] + found[HELP]
    if elsewhere < (_ELSEWHERE if best.likely else best.score):
        return "lesson"
    return "help" if found[HELP] > found[OUTSIDE] else "outside"


def _nearest(alike: "Vector", groups: "NDArray[np.int16]", count: int, most: int) -> "Vector":
    """For each group, the mean likeness of its members that are most alike."""
    order = np.lexsort((-alike, groups))
    ordered = groups[order]
    first = np.searchsorted(ordered, np.arange(count))
    best = (np.arange(len(order)) - first[ordered] < most) & (ordered >= 0)
    members, likeness = ordered[best], alike[order][best]
    sums = np.bincount(members, likeness, count)
    counts = np.bincount(members, minlength=count)
    means: Vector = np.where(counts > 0, sums / np.maximum(counts, 1), _STRANGE)
    return means


def _answer(known: Learnt, slug: str, by_meaning: "Vector", alike: "Vector") -> str:
    """The answer of a topic that fits best."""
    scores = known.answering(ANSWER_SCALE * by_meaning)
    own = np.flatnonzero(known.question_classes == known.classes.index(slug))
    groups = known.question_answers[own]
    near = _nearest(alike[own], groups, len(known.answers), _NEAREST_ANSWER)
    total = scores + _ANSWER_NEARNESS * near
    answers = np.unique(groups[groups >= 0])
    best = int(answers[np.argmax(total[answers])])
    return known.answers[best].removeprefix(f"{slug}/")


def _shares(scores: "Vector") -> "Vector":
    powers: Vector = np.exp(scores - scores.max())
    shares: Vector = powers / powers.sum()
    return shares
