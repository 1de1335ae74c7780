"""A run as a script that stands alone: it prints the history that the run had."""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from solver.language import LANGUAGES, Language
from trainer.choices import CHOICES, DATASETS
from trainer.config import RunConfig, as_dict
from trainer.history import History
from trainer.loop import run
from trainer.script import writable, write

DIGITS = RunConfig(batch_size=240, epochs=2, learning_rate=0.01)
IRIS = RunConfig("iris", batch_size=16, epochs=4, learning_rate=0.02)
WAVES = RunConfig("waves", "gru", batch_size=200, epochs=2, learning_rate=0.02)
CONFIGS = [
    *(
        RunConfig(
            *(name, "mlp", optimizer, 100, 2, 0.01),
            hidden=(8, 4),
            activation=activation,
            initialization=initialization,
        )
        for name, optimizer, activation, initialization in zip(
            [name for name, dataset in DATASETS.items() if not dataset.fetched_as],
            *(cycle(CHOICES[field]) for field in ("optimizer", "activation", "initialization")),
            strict=False,
        )
    ),
    *(replace(IRIS, optimizer=key, weight_decay=0.1) for key in ("momentum", "rmsprop", "adamw")),
    replace(IRIS, model="linear", loss="mse", seed=7),
    replace(IRIS, loss="binary_cross_entropy", train_fraction=0.5, label_noise=0.3),
    RunConfig("cancer", batch_size=50, epochs=2, loss="binary_cross_entropy"),
    RunConfig("sine", batch_size=50, epochs=4, label_noise=0.3, augmentation=("noise",)),
    replace(IRIS, normalization="batch", dropout=0.2, epochs=8),
    replace(IRIS, normalization="layer", shuffle=False),
    replace(IRIS, l1=0.01, clip_norm=0.1),
    replace(IRIS, batch_size=9, grad_accumulation=4, l1=0.001),
    replace(IRIS, batch_size=9, grad_accumulation=4, drop_last=True, schedule="cosine"),
    replace(IRIS, drop_last=True, schedule="step", warmup_epochs=1, epochs=6),
    replace(IRIS, schedule="cosine", warmup_epochs=9),
    replace(IRIS, schedule="plateau", learning_rate=0.5, epochs=12),
    replace(IRIS, schedule="plateau", learning_rate=0.5, epochs=12, warmup_epochs=2),
    replace(IRIS, learning_rate=0.3, patience=2, epochs=30),
    replace(DIGITS, model="cnn", augmentation=("rotation", "flip", "shift", "noise")),
    replace(DIGITS, model="cnn", hidden=(4, 4, 4, 4), normalization="batch", dropout=0.1),
    replace(DIGITS, model="cnn", normalization="layer", initialization="xavier"),
    replace(DIGITS, model="lstm", hidden=(8, 4), dropout=0.3),
    replace(WAVES, model="rnn", initialization="he"),
    replace(WAVES, initialization="zeros"),
    *(replace(IRIS, bug=key) for key in ("labels_shifted", "inputs_unscaled", "no_zero_grad")),
    replace(IRIS, bug="sorted_by_class", shuffle=False, train_fraction=0.5, label_noise=0.1),
    replace(IRIS, bug="no_zero_grad", l1=0.01, clip_norm=0.1),
    replace(IRIS, bug="loss_not_divided", batch_size=8, grad_accumulation=3, optimizer="sgd"),
    replace(IRIS, bug="evaluated_in_train_mode", dropout=0.5, normalization="batch"),
    replace(IRIS, bug="schedule_every_batch", schedule="cosine", warmup_epochs=1),
    replace(WAVES, bug="softmax_twice"),
    RunConfig("moons", optimizer="sgd", learning_rate=1000.0, epochs=3),
]
CONFIGS = list(dict.fromkeys(CONFIGS))
DRIVER = """
import os, runpy, sys
import sklearn.datasets, sklearn.model_selection, torch
torch.set_num_threads(1)
weights = torch.zeros(1, requires_grad=True)
weights.sum().backward()
torch.optim.lr_scheduler.LambdaLR(torch.optim.Adam([weights]), float)
for path in sys.argv[1:]:
    if os.fork() == 0:
        os.dup2(os.open(path + ".out", os.O_WRONLY | os.O_CREAT), 1)
        runpy.run_path(path, run_name="__main__")
        sys.stdout.flush()
        os._exit(0)
    assert os.wait()[1] == 0, path
"""
"""Runs scripts as `python script.py` would, each in a process of its own, after torch has been
imported once for all of them; of this repository it sees nothing."""


def _name(config: RunConfig) -> str:
    changed = {k: v for k, v in as_dict(config).items() if v != as_dict(RunConfig())[k]}
    return " ".join(f"{k}={v}" for k, v in changed.items()) or "default"


def _language(config: RunConfig) -> Language:
    """One of the two, in turns."""
    return LANGUAGES[CONFIGS.index(config) % 2]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the script of every configuration, and with what it prints."""
    folder = tmp_path_factory.mktemp("scripts")
    paths = [folder / f"run_{number}.py" for number in range(len(CONFIGS))]
    for path, config in zip(paths, CONFIGS, strict=True):
        path.write_text(write(config, _language(config)), "utf-8")
    subprocess.run([sys.executable, "-I", "-c", DRIVER, *paths], check=True, cwd=folder)
    return folder


def _ours(config: RunConfig) -> History:
    return run(config, lambda _: None, lambda: None)


def printed(output: str) -> list[list[float]]:
    """The numbers of each line about an epoch: losses and accuracies in their order."""
    told = [re.split("[:：]", line, maxsplit=1)[1] for line in output.splitlines() if "/" in line]
    return [[float(one) for one in re.findall(r"[\d.]+(?:e[-+]\d+)?", line)] for line in told]


@pytest.mark.parametrize("config", CONFIGS, ids=_name)
def test_a_script_prints_the_history_of_its_run(config: RunConfig, scripts: Path) -> None:
    """Every epoch has the same losses to 1e-5, and the same number of right answers."""
    told = printed((scripts / f"run_{CONFIGS.index(config)}.py.out").read_text("utf-8"))
    records = _ours(config).records
    assert len(told) == len(records)
    for numbers, record in zip(told, records, strict=True):
        losses = [record.train_loss, record.val_loss]
        shares = [one for one in (record.train_accuracy, record.val_accuracy) if one is not None]
        assert numbers[:: len(shares) or 1] == pytest.approx(losses, rel=1e-5)
        assert numbers[1::2][: len(shares)] == pytest.approx(
            [100 * share for share in shares], abs=0.006
        )


def test_a_diverging_script_says_so(scripts: Path) -> None:
    """A script whose loss becomes infinite stops with a sentence instead of printing `nan`."""
    output = (scripts / f"run_{len(CONFIGS) - 1}.py.out").read_text("utf-8")
    assert "diverged" in output or "发散" in output
    assert "nan" not in output


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_is_clean(tmp_path: Path, language: Language) -> None:
    """Scripts of all runs are laid out as ruff would, and it has nothing against any line."""
    fetched = [replace(DIGITS, dataset="fashion", augmentation=("rotation", "flip", "shift"))]
    for number, config in enumerate([*CONFIGS, *fetched]):
        (tmp_path / f"run_{number}.py").write_text(write(config, language), "utf-8")
    rules = "E,W,F,I,N,UP,B,A,C4,PIE,RET,SIM,PL,PERF,FURB,RUF,NPY"
    ruff = str(Path(sys.executable).with_name("ruff"))
    ignored = "PLR2004,RUF001,RUF002,RUF003"  # plain numbers teach; Chinese has its own commas
    for task in (["format", "--check"], ["check", "--select", rules, "--ignore", ignored]):
        done = subprocess.run(
            [ruff, *task, "--isolated", "--no-cache", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_a_script_holds_only_what_its_run_uses() -> None:
    """The usual run has no word of dropout, schedules, clipping or bugs, and four settings."""
    script = write(RunConfig(), "en")
    assert re.findall(r"^([A-Z_]+) = ", script, re.MULTILINE) == [
        *("SEED", "BATCH_SIZE", "EPOCHS", "LEARNING_RATE"),
    ]
    for absent in ("Dropout", "scheduler", "clip", "bug", "numpy", "trainer", "epochbot"):
        assert absent not in script


def test_every_data_set_has_its_script() -> None:
    """All data sets can be written into a script, except tables that somebody sent."""
    assert all(writable(RunConfig(name)) for name in DATASETS)
    assert not writable(RunConfig("own3_0_150_3"))


def test_every_choice_is_tried() -> None:
    """Each choice that a run can have is in one of the scripts that are run here."""
    for field, choices in CHOICES.items():
        values = [getattr(config, field) for config in CONFIGS]
        tried = {
            key for value in values for key in (value if isinstance(value, tuple) else [value])
        }
        usual = {"cross_entropy"} if field == "loss" else {"fashion", "mnist"}
        assert set(choices) - tried <= usual
