"""Reading and solving take bounded work: what a text costs grows with its length, not faster."""

import re
import time
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path

import pytest

from benchmarks.judge import read_questions
from handlers.asking.plain import answer
from scripts.fuzz_texts import our_texts
from solver.explain.results import explain
from solver.problem import Ask, Known, Problem
from solver.reading.tokens import vocabulary
from solver.reading.tokens.first_characters import ANY, branches
from solver.reading.tokens.numbers import half_width
from solver.reading.tokens.scan import LONGEST_TEXT, MOST_TOKENS, scan
from solver.reading.tokens.vocabulary import Label, find_labels
from solver.results import Contradiction
from solver.solving import MOST_CONFLICTS, solve_problem

QUESTIONS = Path(__file__).parent / "questions"
USUAL = (
    "60,000 images, batch size 100, 30,000 iterations: how many epochs?",
    "训练集有6万张图片，batch size设为128，训练5轮，一共迭代多少次？最后一批有几张？",
    "8 GPUs, batch size 16 each, accumulation 4, 100,000 samples: why do I see 196 steps per epoch?",
)
PIECES = (
    "①多少步",
    "<b>",
    "几",
    "1,",
    "8:1:1 ",
    "softmax([1_000, 2, 1/3]) ",
    "Epoch 1-9 loss: 1, 2 ",
    "1.000.000",
    "512 samples, batch size 75, 56 iterations: how many epochs is that ",
    "训练集有6万张，每批128张，一共多少次迭代？ ",
    "60000/512 [03:11<, 12.8it/s, loss=0.35 s/it]",
    "batch_size = 8\nblock_size = 1024\naccumulation = 10\n# how many steps?\n",
    "the rest 10% and 9:1 for training, 20% for testing ",
    "gpus=[4, 5]",
)
SIZES = (4_000, 8_000)
MOST_CALLS = 1_000_000
"""Calls of functions for 8 KB; an ordinary question takes some ten thousand."""
SLOWEST = 8
"""Seconds of computing, where a test machine is slow and the reach is one."""


def _plain_labels(text: str) -> list[Label]:
    """The words of the vocabulary as one alternation finds them that is tried everywhere."""
    found = [
        Label(match.lastgroup or "", match.start(), match.end(), match.group())
        for match in PLAIN.finditer(text)
    ]
    return found + [
        Label(vocabulary._LETTERS[match["letter"]], *match.span(), match.group())
        for match in vocabulary._LETTER.finditer(text)
    ]


PLAIN = re.compile(
    vocabulary._WORD_START
    + "(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in vocabulary._PATTERNS.items()).replace(
        "{after}", vocabulary._AFTER_A_NUMBER
    )
    + ")",
    re.IGNORECASE,
)


def test_words_are_found_as_if_each_was_tried_everywhere() -> None:
    """Going by the first character changes no word that is found, in any of our texts."""
    files = sorted(QUESTIONS.glob("*.jsonl"))
    texts = [*our_texts(), *(question.text for question in read_questions(*files))]
    assert len(texts) > 1_000
    spelled = [text.upper().replace("S", "ſ").replace("K", "\u212a") for text in USUAL]
    for text in map(half_width, (*texts, *spelled)):
        assert list(find_labels(text)) == _plain_labels(text)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("batch(?:es)?", [{"b"}]),
        ("(?:mini-?)?Batch|批次", [{"m", "b"}, {"批"}]),
        ("(?:a|b(?:c|d))x?|[e-gZ|]+|(?<=h)i", [{"a", "b"}, {"e", "f", "g", "z", "|"}, {"i"}]),
        (r"(?!no)(?:/|\d{0,3})?\.", [{"/", ANY, "."}]),
        (r"[^a]|\w|.", [{ANY}, {ANY}, {ANY}]),
        (r"\(|a*|x{0,2}y|x{2}y", [{"("}, {"a", ANY}, {"x", "y"}, {"x"}]),
    ],
)
def test_the_first_characters_of_a_pattern(pattern: str, first: list[set[str]]) -> None:
    """What can be left out gives way to what follows; what can be anything is so marked."""
    found = list(branches(pattern))
    assert "|".join(branch for branch, _ in found) == pattern
    assert [set(characters) for _, characters in found] == first


def _calls(of: Callable[[], object]) -> int:
    """How many functions are called, which is the same on every machine."""
    profile = Profile()
    profile.runcall(of)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("piece", PIECES)
def test_a_monster_is_answered_or_declined(piece: str) -> None:
    """16 KB of the same before a question have a reply, and twice the text is twice the work."""
    whole = piece * (LONGEST_TEXT // len(piece))
    answer(piece, None)
    calls = [_calls(lambda text=whole[:size]: answer(text, None)) for size in SIZES]  # type: ignore[misc]
    assert calls[1] < MOST_CALLS
    assert calls[1] < 3 * calls[0] + 50_000
    start = time.process_time()
    reply = answer(whole[: -len(USUAL[0])] + USUAL[0], None)
    assert time.process_time() - start < SLOWEST
    assert reply["text"]


@pytest.mark.parametrize("question", USUAL)
def test_a_question_takes_little_work(question: str) -> None:
    """No step of an ordinary question is taken again and again."""
    answer(question, None)
    again = question.replace("100", "250").replace("128", "64")
    assert _calls(lambda: answer(again, None)) < 120_000


def test_so_many_words_are_read() -> None:
    """A text has at most so many words and sentences, and its first ones are kept."""
    scanned = scan("1 batch; " * 4_000, ())
    assert len(scanned.tokens) == MOST_TOKENS
    assert scanned.tokens[0].start == 0
    assert scanned.segment_at(len(scanned.text) - 1) == scanned.segments[-1]
    assert all(scanned.segment_of(token).holds(token) for token in scanned.tokens)


def test_numbers_that_do_not_fit_are_told_of_only_so_often() -> None:
    """Where everything contradicts everything else, the first few conflicts are said."""
    counted = ("train_size", "batch_size", "epochs", "iterations_per_epoch", "batches_per_epoch")
    totals = ("total_iterations", "total_batches", "samples_seen", "time_per_epoch", "time_total")
    knowns = [Known(name, 997 + 89 * i) for i, name in enumerate((*counted, *totals))]
    knowns.append(Known("time_per_iteration", 7))
    result = solve_problem(Problem(tuple(knowns), (Ask("last_batch_size"),)))
    assert isinstance(result, Contradiction)
    assert 1 < len(result.conflicts) <= MOST_CONFLICTS
    assert explain(result).answer


def test_numbers_far_too_large_are_written() -> None:
    """A fraction of a number with 400 digits is no error."""
    text = "37/62 [03:11<46, 12.8it/s, loss=16] why do I see 24 steps with 10^400 samples and batch 6328?"
    assert answer(text, None)["text"]
