from dataclasses import replace
from typing import get_args

import pytest

from trainer.checks import check, faults
from trainer.config import RunConfig
from trainer.faults import Between, Fault, InvalidRun, Known, Need
from trainer.history import History
from trainer.loop import run

IN_TIME = ("rnn", "gru", "lstm")
NORMED = RunConfig(normalization="batch", batch_size=4)
"""1,437 samples leave one for the last batch."""
UNMOVED = RunConfig(bug="schedule_every_batch")
EVERY_NEED = tuple(need for kind in get_args(Need) for need in (get_args(kind) or (kind,)))


def test_the_default_is_fine() -> None:
    """A run with nothing chosen can be run."""
    check(RunConfig())


@pytest.mark.parametrize(
    ("config", "fault"),
    [
        (RunConfig("dgits"), Fault("dataset", "dgits", Known("digits"))),
        (RunConfig("imagenet"), Fault("dataset", "imagenet", Known(None))),
        (RunConfig(model="mpl"), Fault("model", "mpl", Known("mlp"))),
        (RunConfig(optimizer="adm"), Fault("optimizer", "adm", Known("adam"))),
        (RunConfig(batch_size=0), Fault("batch_size", 0, Between(1, 1437))),
        (RunConfig(batch_size=1438), Fault("batch_size", 1438, Between(1, 1437))),
        (RunConfig("moons", batch_size=801), Fault("batch_size", 801, Between(1, 800))),
        (RunConfig(epochs=0), Fault("epochs", 0, Between(1, 200))),
        (RunConfig(epochs=201), Fault("epochs", 201, Between(1, 200))),
        (
            RunConfig(learning_rate=0),
            Fault("learning_rate", 0, Between(0, 1000, above=True)),
        ),
        (
            RunConfig(learning_rate=float("inf")),
            Fault("learning_rate", float("inf"), Between(0, 1000, above=True)),
        ),
        (RunConfig(seed=-1), Fault("seed", -1, Between(0, 2**31 - 1))),
        (RunConfig(train_fraction=0.01, batch_size=15), Fault("batch_size", 15, Between(1, 14))),
        (RunConfig(hidden=(64, 0)), Fault("hidden", 0, Between(1, 1024))),
        (RunConfig(hidden=(4,) * 9), Fault("layers", 9, Between(1, 8))),
        (RunConfig(dropout=1), Fault("dropout", 1, Between(0, 1, below=True))),
        (RunConfig(augmentation=("mirror",)), Fault("augmentation", "mirror", Known(None))),
        (RunConfig("moons", "cnn"), Fault("model", "moons", "pictures")),
        (RunConfig("iris", "lstm"), Fault("model", "iris", "series")),
        (RunConfig("sine", loss="cross_entropy"), Fault("loss", "sine", "classes")),
        *((RunConfig("waves", one, hidden=()), Fault("hidden", one, "states")) for one in IN_TIME),
        (RunConfig(model="linear", hidden=(64,)), Fault("hidden", (64,), "no_layers")),
        (NORMED, Fault("normalization", 4, "two_values")),
        (replace(NORMED, batch_size=1), Fault("normalization", 1, "two_values")),
        (
            replace(NORMED, model="cnn", hidden=(2,) * 4),
            Fault("normalization", 4, "two_values"),
        ),
        (RunConfig("sine", bug="sorted_by_class"), Fault("bug", "sine", "classes")),
        (UNMOVED, Fault("bug", "constant", "moving_schedule")),
        (replace(UNMOVED, schedule="plateau"), Fault("bug", "plateau", "moving_schedule")),
        (RunConfig(bug="loss_not_divided"), Fault("bug", 1, "accumulation")),
        (RunConfig(bug="evaluated_in_train_mode"), Fault("bug", "none", "train_mode")),
        (
            RunConfig("waves", "gru", normalization="batch", bug="evaluated_in_train_mode"),
            Fault("bug", "batch", "train_mode"),
        ),
        (
            RunConfig("moons", augmentation=("flip",)),
            Fault("augmentation", "moons", "pictures_to_change"),
        ),
    ],
)
def test_one_fault_is_named(config: RunConfig, fault: Fault) -> None:
    """What is wrong is told with what was given and what can be had."""
    assert faults(config) == (fault,)


@pytest.mark.parametrize(
    "config",
    [
        replace(NORMED, drop_last=True),
        replace(NORMED, batch_size=5),
        replace(NORMED, model="cnn", hidden=(2, 2, 2)),
        replace(NORMED, dataset="waves", model="gru", batch_size=3),
        RunConfig("waves", "mlp", hidden=()),
    ],
)
def test_what_is_not_refused_can_be_run(config: RunConfig) -> None:
    """Near to what is refused there are runs that go well."""
    config = replace(config, train_fraction=0.051, epochs=1)
    assert _history(config).records


@pytest.mark.parametrize(
    "config",
    [
        *(replace(UNMOVED, schedule=schedule) for schedule in ("step", "cosine")),
        replace(UNMOVED, warmup_epochs=2),
        RunConfig(bug="loss_not_divided", grad_accumulation=2),
        RunConfig(bug="evaluated_in_train_mode", dropout=0.1),
        RunConfig(bug="evaluated_in_train_mode", normalization="batch"),
        RunConfig(bug="sorted_by_class", shuffle=False),
    ],
)
def test_a_bug_that_is_not_refused_shows(config: RunConfig) -> None:
    """With a bug that can be run, some epoch has other losses than without."""
    config = replace(config, train_fraction=0.1, epochs=3)
    healthy = _history(replace(config, bug="none"))
    assert _losses(_history(config)) != _losses(healthy)


def _history(config: RunConfig) -> History:
    return run(config, lambda _: None, lambda: None)


def _losses(history: History) -> list[tuple[float, float]]:
    return [(record.train_loss, record.val_loss) for record in history.records]


def test_no_number_is_no_learning_rate() -> None:
    """A learning rate that is not a number is outside every limit."""
    (fault,) = faults(RunConfig(learning_rate=float("nan")))
    assert fault.field == "learning_rate"


def test_all_faults_are_named_at_once() -> None:
    """Three mistakes are told in one go, a line each."""
    config = RunConfig("dgits", batch_size=0, epochs=1000)
    with pytest.raises(InvalidRun) as refusal:
        check(config)
    assert [fault.field for fault in refusal.value.faults] == ["dataset", "batch_size", "epochs"]
    assert str(refusal.value).count("\n") == refusal.value.say("zh").count("\n") == 2


def test_faults_are_said_in_both_languages() -> None:
    """A sentence names what was given, what can be had, and the likely meaning."""
    unknown = Fault("dataset", "dgits", Known("digits"))
    said = unknown.say("en")
    assert said.startswith("I do not know the data set “dgits”. I have: Digits, Fashion-MNIST")
    assert said.endswith(" Did you mean Digits?")
    said = unknown.say("zh")
    assert said.startswith(
        "没有“dgits”这个数据集。可选的有：手写数字（digits）、Fashion-MNIST（fashion）、MNIST、"
    )
    assert said.endswith("是不是想用“手写数字（digits）”？")
    outside = Fault("batch_size", 2000, Between(1, 1437))
    assert outside.say("en") == "The batch size cannot be 2000; it is from 1 to 1,437."
    assert outside.say("zh") == "批次大小不能是 2000，取值范围是 1 到 1,437。"


@pytest.mark.parametrize("need", EVERY_NEED)
def test_every_fault_has_its_words(need: Need) -> None:
    """No kind of fault is without a sentence in either language, or leaves a gap in it."""
    fault = Fault("batch_size", "moons", need)
    for sentence in (fault.say("en"), fault.say("zh")):
        assert sentence
        assert "{" not in sentence


def test_a_long_answer_is_cut() -> None:
    """A name of a thousand letters does not fill the screen, and its braces are only letters."""
    sentence = Fault("dataset", "{given}" * 200, Known(None)).say("en")
    assert len(sentence) < 400
    assert "{given}{given}" in sentence
