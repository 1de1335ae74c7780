"""A diagnosis: what the curves of a run show, with the numbers that show it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.language import LANGUAGES, Language, Phrase
from solver.log_report import find_log
from trainer import diagnosis_phrases
from trainer.config import RunConfig
from trainer.diagnose import diagnose
from trainer.diagnosis_words import say
from trainer.finding import Finding, Kind
from trainer.history import History
from trainer.loop import run
from trainer.series import Burden, Row, Series, of_log, of_run

SEEDS = (0, 1, 2)
NO_ILLNESS = {"still_improving", "plateau", "healthy"}
SMALL = RunConfig("cancer", epochs=15)
NOISE = RunConfig("iris", "linear", "sgd", batch_size=1, learning_rate=0.5, epochs=24)
TOO_FEW = RunConfig(batch_size=64, learning_rate=0.003, epochs=3)
DROPOUT = RunConfig(batch_size=64, learning_rate=0.003, dropout=0.8, epochs=12)

TWINS: Sequence[tuple[Kind, RunConfig, RunConfig]] = (
    (
        "overfitting",
        replace(
            SMALL,
            train_fraction=0.2,
            hidden=(256,),
            label_noise=0.2,
            learning_rate=0.01,
            epochs=30,
        ),
        SMALL,
    ),
    (
        "underfitting",
        RunConfig("spirals", "linear", batch_size=64, learning_rate=0.02, epochs=15),
        RunConfig("spirals", hidden=(32, 32), batch_size=64, learning_rate=0.02, epochs=30),
    ),
    (
        "rate_too_high",
        RunConfig(batch_size=64, learning_rate=1, epochs=6),
        RunConfig(batch_size=64, learning_rate=0.003, epochs=6),
    ),
    (
        "rate_too_low",
        RunConfig(optimizer="sgd", batch_size=64, learning_rate=0.0005, epochs=6),
        RunConfig(optimizer="sgd", batch_size=64, learning_rate=0.2, epochs=6),
    ),
    (
        "divergence",
        RunConfig("sine", optimizer="sgd", learning_rate=5, epochs=10),
        RunConfig("sine", optimizer="sgd", learning_rate=0.05, epochs=10),
    ),
    ("noisy", NOISE, replace(NOISE, batch_size=16)),
    ("still_improving", TOO_FEW, replace(TOO_FEW, epochs=15)),
    (
        "plateau",
        RunConfig("moons", "linear", batch_size=64, learning_rate=0.05, epochs=40),
        RunConfig("moons", "linear", batch_size=64, learning_rate=0.05, epochs=6),
    ),
    ("leakage_suspicion", DROPOUT, replace(DROPOUT, dropout=0)),
)
"""Runs that show something, each beside one that does not."""

HEALTHY = (
    *(well for _, _, well in TWINS),
    RunConfig("digits", "linear", "adamw", batch_size=64, weight_decay=0.001, learning_rate=0.01),
    RunConfig("digits", normalization="batch", batch_size=128, learning_rate=0.003, epochs=8),
    RunConfig("digits", "cnn", batch_size=64, learning_rate=0.005, epochs=3),
    RunConfig("digits", dropout=0.1, batch_size=64, schedule="cosine", learning_rate=0.005),
    RunConfig("circles", optimizer="momentum", batch_size=64, learning_rate=0.1, epochs=15),
    RunConfig("xor", activation="tanh", batch_size=64, learning_rate=0.01, epochs=15),
    RunConfig("blobs", optimizer="nesterov", batch_size=64, epochs=12),
    RunConfig("iris", learning_rate=0.01, epochs=25),
    RunConfig("wine", "linear", "rmsprop", learning_rate=0.01, epochs=12),
    RunConfig("cancer", loss="binary_cross_entropy", augmentation=("noise",), epochs=12),
    RunConfig("diabetes", "linear", "sgd", learning_rate=0.01, epochs=12),
)
"""Runs of all kinds that go well."""


@cache
def trained(config: RunConfig) -> History:
    """A real run."""
    return run(config, lambda _: None, lambda: None)


def shown(config: RunConfig) -> tuple[Finding, ...]:
    """What a real run shows."""
    return diagnose(of_run(trained(config), config))


def kinds(findings: Sequence[Finding]) -> list[Kind]:
    """What was found, without the numbers."""
    return [finding.kind for finding in findings]


def drawn(
    train: Sequence[float],
    val: Sequence[float] = (),
    accuracies: Sequence[tuple[float, float]] = (),
    burdens: tuple[Burden, ...] | None = None,
) -> Series:
    """A curve drawn by hand, from epoch 1 on."""
    rows = [
        Row(
            place + 1,
            loss,
            val[place] if val else None,
            *(accuracies[place] if accuracies else (None, None)),
        )
        for place, loss in enumerate(train)
    ]
    return Series(tuple(rows), burdens=burdens)


def decay(epochs: int, rate: float, floor: float = 0.0, start: float = 1.0) -> list[float]:
    """A loss that comes down as textbooks draw it."""
    return [floor + (start - floor) * math.exp(-rate * epoch) for epoch in range(epochs)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "ill", "well"), TWINS, ids=[kind for kind, *_ in TWINS])
def test_an_illness_is_told_from_its_healthy_twin(
    kind: Kind, ill: RunConfig, well: RunConfig, seed: int
) -> None:
    """A real run that is made ill is called so first of all, and its twin is not ill."""
    assert kinds(shown(replace(ill, seed=seed)))[0] == kind
    found = kinds(shown(replace(well, seed=seed)))
    assert kind not in found
    assert set(found) <= NO_ILLNESS


def test_healthy_runs_are_left_alone() -> None:
    """Of twenty varied runs that go well, fewer than two are called ill."""
    found = [kinds(shown(config)) for config in HEALTHY]
    alarms = [one for one in found if not set(one) <= NO_ILLNESS]
    assert len(found) == 20
    assert len(alarms) < 2, alarms


def test_overfitting_begins_after_the_best_epoch() -> None:
    """A validation loss that is lowest in epoch 8 and rises shows overfitting from epoch 9."""
    val = [0.4 + 0.01 * (epoch - 8) ** 2 for epoch in range(1, 21)]
    (found,) = diagnose(drawn(decay(20, 0.2), val))
    assert (found.kind, found.epoch, found.likelihood) == ("overfitting", 9, "surely")
    assert found.evidence["best_epoch"] == 8
    assert found.evidence["best_val_loss"] == min(val)
    assert found.evidence["last_val_loss"] == val[-1]
    assert found.evidence["last_train_loss"] == decay(20, 0.2)[-1]
    assert found.shown_by == "overfitting"


def test_scores_that_lie_far_apart_are_overfitting() -> None:
    """A training accuracy of 100 % beside 70 % is overfitting, though no loss rises."""
    scores = [(min(1, 0.5 + 0.12 * epoch), 0.7) for epoch in range(12)]
    found = diagnose(drawn(decay(12, 0.3), decay(12, 0.3, floor=0.5), scores))[0]
    assert (found.kind, found.epoch) == ("overfitting", 4)
    assert found.evidence["last_train_accuracy"] == 1


def test_a_small_rise_is_no_overfitting() -> None:
    """A validation loss that ends one percent of its way above its lowest is healthy."""
    val = [*decay(15, 0.5, floor=0.1), *(0.1 + 0.001 * step for step in range(6))]
    assert set(kinds(diagnose(drawn(decay(21, 0.5), val)))) <= NO_ILLNESS


def test_noise_is_no_overfitting() -> None:
    """A flat validation loss that ends with a jump upwards, as it made before, does not rise."""
    val = [*decay(10, 0.5, floor=0.3), *[0.3, 0.34] * 10]
    assert "overfitting" not in kinds(diagnose(drawn(decay(30, 0.3), val)))


@pytest.mark.parametrize("measure", ["train", "val"])
@pytest.mark.parametrize("broken", ["nan", "inf"])
def test_a_log_whose_loss_is_no_number(measure: str, broken: str) -> None:
    """Of a pasted log, divergence is told with the epoch in which the loss broke."""
    losses = {"train": "0.9", "val": "0.8"} | {measure: broken}
    lines = [
        "Epoch 1/9 - loss: 1.2 - val_loss: 1.1",
        f"Epoch 2/9 - loss: {losses['train']} - val_loss: {losses['val']}",
        "Epoch 3/9 - loss: nan - val_loss: nan",
    ]
    log = find_log("\n".join(lines))
    assert log is not None
    (found,) = diagnose(of_log(log))
    assert (found.kind, found.epoch, found.likelihood) == ("divergence", 2, "surely")
    assert found.evidence["first_loss"] == 1.2


def test_a_training_loss_that_rises() -> None:
    """A training loss that turns round in epoch 5 shows a learning rate that is too high."""
    found = diagnose(drawn([*decay(5, 0.3), 0.5, 0.8, 0.9, 0.9]))[0]
    assert (found.kind, found.epoch) == ("rate_too_high", 6)


def test_a_restless_loss_is_told_from_one_that_does_not_learn() -> None:
    """Jumps after much was learned are noise; where nothing was, the rate is too high."""
    learned = [*decay(6, 0.6), *[0.05, 0.2] * 6]
    assert kinds(diagnose(drawn(learned)))[0] == "noisy"
    high = [0.95, 1.6] * 6
    assert kinds(diagnose(drawn([1.0, *high])))[0] == "rate_too_high"


def test_a_straight_line_is_told_from_a_bent_one() -> None:
    """A loss that creeps down wants a larger rate; one that has bent and is high underfits."""
    assert kinds(diagnose(drawn(decay(12, 0.01)))) == ["rate_too_low"]
    assert kinds(diagnose(drawn(decay(12, 1.5, floor=0.8)))) == ["underfitting"]


def test_where_progress_stands() -> None:
    """One curve is called improving, healthy or at a plateau, by where it was cut off."""
    val = decay(80, 0.25, floor=0.3)
    accuracies = [(0.9, 0.9)] * 80
    cut = {
        epochs: kinds(diagnose(drawn(val[:epochs], val[:epochs], accuracies[:epochs])))
        for epochs in (5, 20, 80)
    }
    assert cut == {5: ["still_improving"], 20: ["healthy"], 80: ["plateau"]}


def test_a_mean_over_the_epoch_is_no_leak() -> None:
    """Training losses that are means while the loss fell are no reason to suspect a leak."""
    rate, epochs = 0.5, range(1, 13)
    val = [math.exp(-rate * epoch) for epoch in epochs]
    means = [(math.exp(-rate * (epoch - 1)) - math.exp(-rate * epoch)) / rate for epoch in epochs]
    assert val[-1] < 0.8 * means[-1]
    assert "leakage_suspicion" not in kinds(diagnose(drawn(means, val)))


@pytest.mark.parametrize(
    ("burdens", "english", "chinese"),
    [
        (None, ["dropout and augmentation", "easier", "leakage"], ["dropout", "更容易", "泄漏"]),
        ((), ["means over the epoch", "easier", "leakage"], ["平均", "更容易", "泄漏"]),
        (("dropout",), ["expected here: dropout"], ["正常的：dropout"]),
    ],
)
def test_innocent_causes_come_first(
    burdens: tuple[Burden, ...] | None, english: list[str], chinese: list[str]
) -> None:
    """Validation better than training names what is harmless first, and what is known alone."""
    train, val = decay(12, 0.3, floor=0.5), decay(12, 0.3, floor=0.2)
    found = diagnose(drawn(train, val, burdens=burdens))[0]
    assert (found.kind, found.likelihood) == ("leakage_suspicion", "maybe")
    for parts, text in ((english, say(found, "en")), (chinese, say(found, "zh"))):
        places = [text.find(part) for part in parts]
        assert -1 not in places
        assert places == sorted(places)
        assert ("leakage" in text or "泄漏" in text) == (not burdens)


@pytest.mark.parametrize(("language", "said"), [("en", "cannot be seen"), ("zh", "看不出")])
def test_without_validation_overfitting_cannot_be_seen(language: Language, said: str) -> None:
    """A training loss that came down alone is called healthy only as far as it shows."""
    (found,) = diagnose(drawn(decay(12, 0.5, floor=0.1)))
    assert (found.kind, found.likelihood) == ("healthy", "maybe")
    assert said in say(found, language)


@pytest.mark.parametrize("losses", [(), (0.7,), (0.7, 0.5)])
def test_too_few_epochs_show_nothing(losses: Sequence[float]) -> None:
    """Of less than three epochs nothing is said."""
    assert diagnose(drawn(losses, losses)) == ()


@given(
    st.lists(
        st.tuples(*[st.none() | st.floats(-1e200, 1e200)] * 2, *[st.none() | st.floats(0, 1)] * 2),
        max_size=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_curve_is_told_in_both_languages(
    rows: list[tuple[float | None, float | None, float | None, float | None]],
) -> None:
    """Whatever the numbers are, there are at most two findings, of different kinds, in words."""
    findings = diagnose(Series(tuple(Row(place, *row) for place, row in enumerate(rows))))
    assert len(findings) <= 2
    assert len(set(kinds(findings))) == len(findings)
    for finding in findings:
        assert all(math.isfinite(number) for number in finding.evidence.values())
        for language in LANGUAGES:
            assert "{" not in say(finding, language)


@given(st.sampled_from([0.001, 1000.0]), st.sampled_from([kind for kind, *_ in TWINS]))
@settings(max_examples=18, deadline=None)
def test_the_scale_of_a_loss_does_not_matter(scale: float, kind: Kind) -> None:
    """Mean or sum of the same errors: the findings are the same."""
    config = next(ill for name, ill, _ in TWINS if name == kind)
    history = trained(config)
    before = of_run(history, config)
    rows = tuple(
        replace(
            row,
            train_loss=None if row.train_loss is None else row.train_loss * scale,
            val_loss=None if row.val_loss is None else row.val_loss * scale,
        )
        for row in before.rows
    )
    first, highest = before.first_loss, before.highest_loss
    after = replace(
        before,
        rows=rows,
        first_loss=None if first is None else first * scale,
        highest_loss=None if highest is None else highest * scale,
    )
    assert [(one.kind, one.epoch, one.likelihood) for one in diagnose(after)] == [
        (one.kind, one.epoch, one.likelihood) for one in diagnose(before)
    ]


def test_a_run_that_is_read_back_shows_the_same() -> None:
    """The log that a run would print, pasted, has the same finding in the same epoch."""
    config = TWINS[0][1]
    lines = [
        f"Epoch {r.epoch}/{config.epochs} - loss: {r.train_loss:.4f} - accuracy:"
        f" {r.train_accuracy:.4f} - val_loss: {r.val_loss:.4f} - val_accuracy: {r.val_accuracy:.4f}"
        for r in trained(config).records
    ]
    log = find_log("\n".join(lines))
    assert log is not None
    read, kept = diagnose(of_log(log))[0], shown(config)[0]
    assert (read.kind, read.epoch, read.likelihood) == (kept.kind, kept.epoch, kept.likelihood)
    assert read.evidence == pytest.approx(dict(kept.evidence), abs=1e-4)


def test_both_languages_name_the_same_numbers() -> None:
    """A phrase has the same numbers in English and Chinese."""
    phrases = [
        phrase
        for choice in (*diagnosis_phrases.SHOWN.values(), *diagnosis_phrases.TRY.values())
        for phrase in choice
    ]
    assert len(phrases) > 20
    for phrase in phrases:
        english, chinese = (_placeholders(text) for text in phrase)
        assert english == chinese
        assert isinstance(phrase, Phrase)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_best_epoch_is_that_of_the_picture() -> None:
    """A healthy run is told to be best where its picture marks the lowest validation loss."""
    config = RunConfig("spirals", hidden=(64, 64), dropout=0.2, learning_rate=0.01, epochs=30)
    history = run(config, lambda _: None, lambda: None)
    (finding,) = diagnose(of_run(history, config))
    assert finding.kind == "healthy"
    assert finding.evidence["best_epoch"] == history.best_epoch
