"""What was learnt from thousands of questions, and the judgement of a new one by it.

Two views of a question are joined: linear classifiers over its words and its meaning, and the
questions nearest to it in meaning. What it means is guessed from its words first; where that leaves
doubts, the model is asked, which takes most of the time. `scripts/train_retrieval.py` makes what
is read here.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.classes import BESIDE, HELP, OUTSIDE
from knowledge.features import lexical, unit
from knowledge.find import Finding, Kind, Match
from knowledge.meaning import meaning
from knowledge.situation import situation

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

_SHOWN = 5
_NEAREST, _NEARNESS = 3, 15.0
"""So many of the nearest questions of a class speak for it, and so loudly."""
_TOLD = 5.0
"""How loudly curves that are told in words speak for the topic that they decide."""
_LETTER = re.compile(r"[^\W\d_]")
_ELSEWHERE = 0.4
"""How likely a question must be about something else to be turned away."""
_SURE, _AHEAD = 0.6, 0.2
"""How likely the topic must be, and how far its best answer ahead, for a guess to be enough."""
_RECENT = 256
_PARTS = np.float32(127)


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
        guessing: words -> what they are likely to mean.
        both: judge by meaning and by words, their scores to be added.
        answering: judges by meaning how well each answer fits, against the others of its topic.
        questions: the meanings of all questions, centred, in 127ths: questions x size. Kept in
            whole numbers; read as fractional ones, which are quicker to multiply.
        starts: where the questions of each class begin, those of one class standing together.
    """

    classes: list[str]
    answers: list[str]
    idf: "Vector"
    centre: "Vector"
    guessing: Layer
    both: tuple[Layer, Layer]
    answering: Layer
    questions: "Vector"
    starts: "NDArray[np.int64]"

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """All numbers by name, as they are kept in a file."""
        layers = (self.guessing, *self.both, self.answering)
        parts = {
            f"{name}_{part}": value
            for name, layer in zip(_LAYERS, layers, strict=True)
            for part, value in layer._asdict().items()
        }
        plain = {name: getattr(self, name) for name in _PLAIN}
        return {**parts, **plain, "questions": self.questions.astype(np.int8)}


_LAYERS = ("guessing", "meaning_of_both", "words_of_both", "answering")
_PLAIN = ("idf", "centre", "questions", "starts")


@cache
def learnt() -> Learnt:
    """What is in `data/retrieval`, read once."""
    folder = files("data").joinpath("retrieval")
    names = json.loads(folder.joinpath("names.json").read_text("utf-8"))
    with as_file(folder.joinpath("weights.npz")) as path, np.load(path) as kept:
        guessing, by_meaning, by_words, answering = (
            Layer(*(kept[f"{name}_{part}"] for part in Layer._fields)) for name in _LAYERS
        )
        plain = {name: kept[name] for name in _PLAIN}
        plain["questions"] = plain["questions"].astype(np.float32)
    return Learnt(
        names["classes"],
        names["answers"],
        guessing=guessing,
        both=(by_meaning, by_words),
        answering=answering,
        **plain,
    )


@lru_cache(_RECENT)
def rank(text: str) -> Finding:
    """What a question is about."""
    return found(learnt(), text, meaning)


def found(known: Learnt, text: str, ask: "Callable[[str], Vector | None]") -> Finding:
    """What a question is about; what it means is only asked for where its words leave doubts."""
    guess = judged(known, text, None)
    meant = None if sure(guess) else ask(text)
    return guess if meant is None else judged(known, text, meant)


def sure(guess: Finding) -> bool:
    """Whether what was found by words alone would hardly change with the meaning known."""
    likely = guess.kind == "lesson" and guess.topics[0].score >= _SURE
    return likely and guess.ahead >= _AHEAD


def judged(known: Learnt, text: str, meant: "Vector | None") -> Finding:
    """What a question is about, by its words and what it means, which is guessed where unknown."""
    by_words = unit(lexical(text) * known.idf)
    by_meaning = unit(known.guessing(by_words) if meant is None else meant - known.centre)
    scores = known.both[0](by_meaning) + known.both[1](by_words)
    scores = scores + _NEARNESS * _nearest(known, by_meaning)
    if (told := situation(text)) in known.classes:
        scores[known.classes.index(told)] += _TOLD
    shares = dict(zip(known.classes, map(float, _shares(scores)), strict=True))
    topics = [Match(slug, score) for slug, score in shares.items() if slug not in BESIDE]
    topics = sorted(topics, key=lambda match: -match.score)[:_SHOWN]
    kind = _kind(shares, topics[0]) if _LETTER.search(text) else "outside"
    return Finding(kind, tuple(topics), *_answer(known, topics[0].slug, by_meaning))


def _kind(shares: dict[str, float], best: Match) -> Kind:
    """An exercise that could not be solved is answered by the lesson on it."""
    elsewhere = shares[OUTSIDE] + shares[HELP]
    if elsewhere < (_ELSEWHERE if best.likely else best.score):
        return "lesson"
    return "help" if shares[HELP] > shares[OUTSIDE] else "outside"


def _nearest(known: Learnt, by_meaning: "Vector") -> "Vector":
    """For each class, the mean likeness of its questions that are most alike."""
    alike = known.questions @ by_meaning / _PARTS
    groups = np.split(alike, known.starts[1:])
    return np.array([np.sort(group)[-_NEAREST:].mean() for group in groups], np.float32)


def _answer(known: Learnt, slug: str, by_meaning: "Vector") -> tuple[str, float]:
    """The answer of a topic that fits best, and how far it is ahead of the next."""
    scores = known.answering(by_meaning)
    own = [i for i, name in enumerate(known.answers) if name.startswith(f"{slug}/")]
    next_best, best = sorted(own, key=lambda i: scores[i])[-2:]
    ahead = float(scores[best] - scores[next_best])
    return known.answers[best].removeprefix(f"{slug}/"), ahead


def _shares(scores: "Vector") -> "Vector":
    powers: Vector = np.exp(scores - scores.max())
    shares: Vector = powers / powers.sum()
    return shares
