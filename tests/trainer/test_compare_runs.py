"""Compare runs: asked for in a sentence, trained side by side, told and drawn."""

import json
import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solver.language import LANGUAGES, Language
from trainer.compare_worker import run_all, train_all
from trainer.comparison import Comparison, Histories, as_dict, faults, from_dict, labels
from trainer.comparison_curves import spread
from trainer.comparison_diagnosis import diagnosis
from trainer.comparison_flag import read_flag, write_flag
from trainer.comparison_picture import draw_comparison
from trainer.comparison_words import counted, shared, shortened, title, verdict
from trainer.config import RunConfig
from trainer.faults import InvalidRun
from trainer.history import EpochRecord, History
from trainer.loop import run
from trainer.request import read_request
from trainer.standings import standings

if TYPE_CHECKING:
    from trainer.events import RunProgress

BASE = RunConfig("moons", batch_size=100, epochs=2)
SIZES = Comparison(tuple(replace(BASE, batch_size=size) for size in (50, 200, 400)))
QUESTIONS = Path(__file__).parents[1] / "solver" / "questions"


@pytest.mark.parametrize(
    ("sentence", "field", "values", "others"),
    [
        ("compare batch size 8, 64 and 512 on digits", "batch_size", (8, 64, 512), {}),
        ("Compare batch sizes 8,64,512 on digits.", "batch_size", (8, 64, 512), {}),
        ("compare 8 vs 64 batch size on wine", "batch_size", (8, 64), {"dataset": "wine"}),
        (
            "dropout 0.5 vs none on iris, 5 epochs",
            "dropout",
            (0.5, 0.0),
            {"dataset": "iris", "epochs": 5},
        ),
        (
            "SGD vs Adam vs RMSprop on moons",
            "optimizer",
            ("sgd", "adam", "rmsprop"),
            {"dataset": "moons"},
        ),
        ("对比批大小 8、64、512", "batch_size", (8, 64, 512), {}),
        ("比较 ReLU 和 sigmoid，用 digits", "activation", ("relu", "sigmoid"), {}),
        ("把学习率 0.1 和 0.01 对比一下", "learning_rate", (0.1, 0.01), {}),
        ("train digits and compare SGD with Adam", "optimizer", ("sgd", "adam"), {}),
        ("compare with and without dropout on digits", "dropout", (0.5, 0.0), {}),
        ("对比有无 dropout，用 digits 训练", "dropout", (0.5, 0.0), {}),
        ("compare batch norm vs none on digits", "normalization", ("batch", "none"), {}),
        ("compare shuffled and not shuffled on digits", "shuffle", (False, True), {}),
        ("compare 5 epochs with 20 epochs on moons", "epochs", (5, 20), {"dataset": "moons"}),
        ("compare early stopping vs none on digits", "patience", (3, None), {}),
        (
            "compare lr 0.1 and 0.01, early stopping with patience 5",
            "learning_rate",
            (0.1, 0.01),
            {"patience": 5},
        ),
        ("compare an MLP and a CNN on digits", "model", ("mlp", "cnn"), {}),
        (
            "compare hidden layers 16 and 64-64 on moons",
            "hidden",
            ((16,), (64, 64)),
            {"dataset": "moons"},
        ),
        ("compare cosine and step decay on digits", "schedule", ("cosine", "step"), {}),
        (
            "能不能对比一下 SGD 和 Adam 在 moons 上的训练？",
            "optimizer",
            ("sgd", "adam"),
            {"dataset": "moons"},
        ),
    ],
)
def test_a_sentence_that_compares(
    sentence: str, field: str, values: tuple[object, ...], others: dict[str, object]
) -> None:
    """A sentence with several values of one setting gives a run for each, else all the same."""
    base = replace(RunConfig(), **others)  # type: ignore[arg-type]  # fields of the configuration
    runs = tuple(replace(base, **{field: value}) for value in values)  # type: ignore[arg-type]
    assert read_request(sentence) == Comparison(runs)


@pytest.mark.parametrize(
    "sentence",
    [
        "Compare SGD and Adam",
        "比较 SGD 和 Adam",
        "compare epochs and iterations",
        "batch size 32 vs 64: how many iterations on digits?",
        "compare batch size 32 vs 64 with 50000 samples",
        "Compare the number of iterations for batch size 32 and 64 on MNIST",
        "batch size 比较大怎么办",
        "compare 5 epochs on digits",
    ],
)
def test_what_compares_no_trainings(sentence: str) -> None:
    """Concepts and counts that are compared are no training."""
    assert read_request(sentence) is None


def test_no_exercise_is_taken_for_a_comparison() -> None:
    """Of all the questions that people ask about counts, none starts a comparison."""
    texts = [
        json.loads(line)["text"]
        for path in QUESTIONS.glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    assert len(texts) > 1000
    assert [text for text in texts if isinstance(read_request(text), Comparison)] == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("train digits with batch size 8, 64 and 512", "compare"),
        ("compare batch size 8 and 64 with SGD and Adam on digits", "optimizer"),
        ("compare 1, 2, 3, 4, 5, 6, 7, 8 and 9 epochs on moons", "from 2 to 8"),
        ("compare batch size 8 and 9000 on digits", "9000"),
        ("compare Adam and Adagrad on digits", "Adagrad"),
    ],
)
def test_what_cannot_be_compared(sentence: str, said: str) -> None:
    """What keeps runs from being compared is said in both languages."""
    with pytest.raises(InvalidRun) as refusal:
        read_request(sentence)
    assert said in refusal.value.say("en")
    assert refusal.value.say("zh") != refusal.value.say("en")


def test_two_equal_runs() -> None:
    """A run is not held against itself."""
    assert "the same" in faults(Comparison((BASE, BASE)))[0].say("en")
    assert "一样" in faults(Comparison((BASE, BASE)))[0].say("zh")


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("batch_size=8,64", ("batch size 8", "batch size 64"), ("批次大小 8", "批次大小 64")),
        ("dropout=0.5,0.0", ("dropout 0.5", "no dropout"), ("dropout 0.5", "不用 dropout")),
        (
            "hidden=0,64-32",
            ("no hidden layer", "hidden layers 64-32"),
            ("没有隐藏层", "隐藏层 64-32"),
        ),
        ("shuffle=true,false", ("shuffled", "not shuffled"), ("打乱", "不打乱")),
        ("patience=none,3", ("no early stopping", "patience 3"), ("不早停", "早停耐心值 3")),
        (
            "augmentation=none,flip+noise",
            ("no augmentation", "flips + Gaussian noise"),
            ("不做数据增强", "翻转 + 高斯噪声"),
        ),
    ],
)
def test_labels(written: str, english: tuple[str, ...], chinese: tuple[str, ...]) -> None:
    """Each run is called by what it alone has, and the flag of the command line says the same."""
    comparison = read_flag(written, RunConfig(epochs=2))
    assert labels(comparison, "en") == english
    assert labels(comparison, "zh") == chinese
    assert write_flag(comparison) == written
    assert from_dict(json.loads(json.dumps(as_dict(comparison)))) == comparison


def test_names_for_a_narrow_place() -> None:
    """Beside a curve stands only what tells it from the others."""
    assert shortened(["batch size 8", "batch size 64"]) == ["8", "64"]
    assert shortened(["dropout 0.5", "no dropout"]) == ["dropout 0.5", "no dropout"]
    assert shortened(["#3 batch size 8", "#12 SGD, batch size 8"]) == ["#3", "#12"]


def _without_seconds(history: History) -> History:
    return replace(history, records=tuple(replace(r, seconds=0) for r in history.records))


@pytest.mark.parametrize(
    "varied",
    ["batch_size=50,400", "learning_rate=0.01,0.1", "hidden=8,16", "optimizer=sgd,adam"],
)
def test_each_run_is_what_it_is_alone(varied: str) -> None:
    """In a comparison every run gives the numbers that it gives alone, recorded or plain."""
    compared = read_flag(varied, replace(BASE, batch_size=50, epochs=4, dropout=0.2))
    histories = run_all(compared, lambda _: None, math.inf)
    alone = [run(config, lambda _: None, lambda: None) for config in compared.runs]
    assert [*map(_without_seconds, histories)] == [*map(_without_seconds, alone)]


def test_what_a_worker_tells_and_returns() -> None:
    """Progress says which run is under way; what came of them can be kept, and has a picture."""
    told: list[RunProgress] = []
    histories, picture, _ = train_all(told.append, SIZES, "en", math.inf)
    assert picture.startswith(b"\x89PNG")
    assert {(one.number, one.count) for one in told} == {(1, 3), (2, 3), (3, 3)}
    assert Histories.from_json(histories.to_json()) == histories


def test_no_run_uses_up_the_time_of_the_others() -> None:
    """A run that is too long is stopped where its share of the time ends; the others are made."""
    long = RunConfig("digits", "lstm", epochs=200)
    histories = run_all(Comparison((long, BASE)), lambda _: None, 1.5)
    assert histories[0].stopped_by == "time"
    assert (histories[1].stopped_by, len(histories[1].records)) == (None, 2)


def _history(config: RunConfig, *losses: float, stopped: bool = False) -> History:
    """A history with these validation losses, and accuracies that fall with them."""
    records = tuple(
        EpochRecord(n, loss, 1 - loss / 4, loss, 1 - loss / 4, None, None, 0.1, 0.5)
        for n, loss in enumerate(losses, 1)
    )
    samples = 800 * len(losses)
    made = -(-800 // config.batch_size) * len(losses)
    ended = "divergence" if stopped else None
    return History(records, 800, 200, made, samples, 800 % config.batch_size, ended)


def test_the_verdict_names_the_best_and_the_weakest() -> None:
    """What happened is said in a sentence, with the numbers of the best epoch."""
    losses = ((0.9, 0.5), (0.8, 0.25), (1.2, 1.1))
    histories = [_history(one, *each) for one, each in zip(SIZES.runs, losses, strict=True)]
    found = standings(SIZES, histories, labels(SIZES, "en"))
    assert [row.name for row in found.ranked] == [
        "batch size 200",
        "batch size 50",
        "batch size 400",
    ]
    assert verdict(found, "en") == (
        "Best: batch size 200, with validation loss 0.25, accuracy 93.8% after epoch 2."
        " Weakest: batch size 400, with validation loss 1.1, accuracy 72.5%."
    )
    found = standings(SIZES, histories, labels(SIZES, "zh"))
    assert verdict(found, "zh").startswith("最好的是批次大小 200：第 2 轮后验证损失 0.25")
    found = standings(SIZES, histories, ("SGD", "RMSprop", "Adam"))
    assert verdict(found, "zh").startswith("最好的是 RMSprop：")


def test_runs_that_come_out_about_the_same() -> None:
    """A difference of a few percent makes no winner."""
    histories = [
        _history(one, loss) for one, loss in zip(SIZES.runs, (0.5, 0.51, 0.52), strict=True)
    ]
    found = standings(SIZES, histories, labels(SIZES, "en"))
    assert found.even
    assert verdict(found, "en").endswith("about the same: validation loss 0.5 to 0.52.")


def test_losses_of_two_kinds_are_not_held_against_each_other() -> None:
    """Where the loss function differs, the accuracy says what is better."""
    both = Comparison((BASE, replace(BASE, loss="mse")))
    histories = [_history(both.runs[0], 0.4), _history(both.runs[1], 0.1)]
    histories[1] = replace(
        histories[1], records=(replace(histories[1].records[0], val_accuracy=0.7),)
    )
    found = standings(both, histories, labels(both, "en"))
    assert found.ranked[0].name == "cross-entropy"


def test_the_counts_of_every_run() -> None:
    """The updates of each run stand there, and what was derived where that is another number."""
    histories = run_all(SIZES, lambda _: None, math.inf)
    found = standings(SIZES, histories, labels(SIZES, "en"))
    epochs = Fraction(2)
    derived = [math.ceil(Fraction(800, size)) * epochs for size in (50, 200, 400)]
    assert counted(found, "en").endswith(" · ".join(map(str, derived)))
    assert "✓" in counted(found, "zh")
    ended = [_history(SIZES.runs[0], stopped=True), *histories[1:]]
    told = standings(SIZES, ended, labels(SIZES, "en"))
    assert "32 → 0" in counted(told, "en")
    assert "diverged" not in verdict(told, "en")
    assert "Batch size 50: diverged (surely), in epoch 1." in diagnosis(
        SIZES, ended, labels(SIZES, "en"), "en"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [2, 8])
def test_a_picture_of_some_runs(language: Language, count: int) -> None:
    """Two to eight runs, one of which diverged at once, give a picture as wide as a phone's."""
    runs = Comparison(tuple(replace(BASE, seed=seed) for seed in range(count)))
    histories = [_history(run, 0.5 + i, 0.4, 0.6) for i, run in enumerate(runs.runs[1:])]
    histories.append(_history(runs.runs[0], stopped=True))
    picture = draw_comparison(histories, runs, labels(runs, language), language)
    assert int.from_bytes(picture[16:20]) == 1080
    assert 1000 < int.from_bytes(picture[20:24]) < 1800


def test_labels_beside_curves_lie_apart() -> None:
    """Names beside the ends of curves keep their order, and do not cover each other."""
    places = spread([0.0, 0.01, 0.02, 1.5], 0.0, 1.6)
    gaps = [b - a for a, b in pairwise(places)]
    assert min(gaps) > 0.16
    assert 0 <= places[0] < places[-1] <= 1.6


def test_the_same_once_more() -> None:
    """Two equal runs can be looked at side by side: nothing differs, everything is shared."""
    twice = Comparison((BASE, BASE))
    assert title(twice, "en") == "Compared: the same once more"
    assert shared(twice, "en")[:2] == ("Two moons", "MLP")
