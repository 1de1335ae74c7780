"""A run as a short code: what a link and a button carry."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.checks import MAX_EPOCHS, MAX_SEED, MAX_UNITS, faults
from trainer.choices import CHOICES
from trainer.config import RunConfig, as_dict, from_dict
from trainer.link import LETTERS, LONGEST, NUMBERS, decode, encode

PUBLISHED = {
    "1": RunConfig(),
    "1M1B128R1e-2": RunConfig(model="cnn", batch_size=128, learning_rate=0.01),
    "1D11M5E5X1S7H64_32": RunConfig(
        "waves", "lstm", epochs=5, drop_last=True, seed=7, hidden=(64, 32)
    ),
    "1D6O2A3N1I4P25e-2L2C2W2Y1e-4J1e-5": RunConfig(
        *("iris", "mlp", "momentum"),
        activation="gelu",
        normalization="batch",
        initialization="large",
        dropout=0.25,
        loss="mse",
        schedule="cosine",
        warmup_epochs=2,
        weight_decay=0.0001,
        l1=0.00001,
    ),
    "1G4K5e-1U0_3Z2e-1F5e-1T3Q0V7": RunConfig(
        grad_accumulation=4,
        clip_norm=0.5,
        augmentation=("rotation", "noise"),
        label_noise=0.2,
        train_fraction=0.5,
        patience=3,
        shuffle=False,
        bug="schedule_every_batch",
    ),
    "1D13H": RunConfig("mnist", hidden=()),
    "1D3_0_150_3": RunConfig("own3_0_150_3"),
    "1R30000000000000004e-17": RunConfig(learning_rate=0.1 + 0.2),
    "1R1e1": RunConfig(learning_rate=10),
}
"""Codes that are out in the world."""

shares = st.floats(0, 1, exclude_min=True, exclude_max=True, allow_subnormal=False) | st.integers(
    1, 99
).map(lambda percent: percent / 100)
rates = st.floats(1e-6, 1000) | st.sampled_from([0.1, 0.01, 0.001, 0.0003])
fields: dict[str, st.SearchStrategy[object]] = {
    **{field: st.sampled_from(sorted(choices)) for field, choices in CHOICES.items()},
    "augmentation": st.lists(st.sampled_from(sorted(CHOICES["augmentation"])), max_size=4),
    "batch_size": st.integers(1, 60_000),
    "epochs": st.integers(1, MAX_EPOCHS),
    "learning_rate": st.none() | rates,
    "drop_last": st.booleans(),
    "seed": st.integers(0, MAX_SEED),
    "hidden": st.none() | st.lists(st.integers(1, MAX_UNITS), max_size=8),
    "warmup_epochs": st.integers(0, MAX_EPOCHS),
    "weight_decay": rates,
    "l1": rates,
    "grad_accumulation": st.integers(1, 64),
    "clip_norm": st.none() | rates,
    "patience": st.none() | st.integers(1, MAX_EPOCHS),
    "shuffle": st.booleans(),
    **dict.fromkeys(("dropout", "label_noise", "train_fraction"), shares),
}
configs = st.fixed_dictionaries({}, optional=fields).map(from_dict)


@given(configs)
def test_a_code_leads_back_to_its_run(config: RunConfig) -> None:
    """Whatever has a code is read from it without any loss; it fits into links and buttons."""
    code = encode(config)
    if code is not None:
        assert decode(code) == config
        assert re.fullmatch(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}", code)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(sorted(fields)), st.none(), max_size=7), st.data())
def test_usual_runs_have_a_code(chosen: dict[str, None], data: st.DataObject) -> None:
    """A run with up to seven settings of a few digits each has a code."""
    short = {name: fields[name].filter(_is_short) for name in chosen}
    config = from_dict({name: data.draw(values) for name, values in short.items()})
    assert encode(config) is not None


def _is_short(value: object) -> bool:
    return len(str(value)) <= 5 or isinstance(value, str | None)


@pytest.mark.parametrize(("code", "config"), PUBLISHED.items())
def test_published_codes_keep_their_meaning(code: str, config: RunConfig) -> None:
    """A link of today leads to the same run tomorrow."""
    assert decode(code) == config
    assert encode(config) == code


def test_defaults_are_part_of_the_code() -> None:
    """What a code leaves out is the default; to change one, a new version of codes is needed."""
    assert as_dict(RunConfig()) == {
        "dataset": "digits",
        "model": "mlp",
        "optimizer": "adam",
        "batch_size": 32,
        "epochs": 10,
        "learning_rate": None,
        "drop_last": False,
        "seed": 0,
        "hidden": None,
        "activation": "relu",
        "normalization": "none",
        "initialization": "default",
        "dropout": 0.0,
        "loss": None,
        "schedule": "constant",
        "warmup_epochs": 0,
        "weight_decay": 0.0,
        "l1": 0.0,
        "grad_accumulation": 1,
        "clip_norm": None,
        "augmentation": (),
        "label_noise": 0.0,
        "train_fraction": 1.0,
        "patience": None,
        "shuffle": True,
        "bug": "none",
    }


def test_everything_has_its_letter_and_number() -> None:
    """Every field has a letter of its own, and every choice a number."""
    assert LETTERS.keys() == as_dict(RunConfig()).keys()
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert {field: set(keys) for field, keys in NUMBERS.items()} == {
        field: set(keys) for field, keys in CHOICES.items()
    }
    pinned = "digits moons circles spirals xor blobs iris wine cancer sine diabetes waves"
    assert " ".join(NUMBERS["dataset"]).startswith(f"{pinned} fashion mnist")
    assert NUMBERS["model"][:6] == ("mlp", "cnn", "linear", "rnn", "gru", "lstm")
    assert NUMBERS["optimizer"][:6] == ("sgd", "adam", "momentum", "nesterov", "rmsprop", "adamw")
    assert NUMBERS["activation"][:5] == ("relu", "sigmoid", "tanh", "gelu", "leaky_relu")
    assert NUMBERS["schedule"][:4] == ("constant", "step", "cosine", "plateau")


@pytest.mark.parametrize(
    "code",
    [
        *("", "2", "zzz", "1B", "1B032", "1B32", "1B64B64", "1E5B6", "1e5", "1R0001", "1R1E-2"),
        *("1R1e99999", "1R--1", "1Rnan", "1D99", "1D-1", "1Z", "1D1-", "1B٣", "1B1_0", "1U", "1U9"),
        *("1X0", "1X2", "1Q1", "1B6\n", " 1B6", "1H64_", "1H_64", "1D3_0_150", "1D0", "1P0"),
        f"1S{'9' * 60}",
        f"1{'H64' * 40}",
        "digits-mlp-adam-32-10",
    ],
)
def test_what_is_no_code(code: str) -> None:
    """Anything that no run has as its code is refused."""
    assert decode(code) is None


@given(st.text(alphabet="0123456789DMOBERXSHe_-" + "1", max_size=50))
def test_any_text_is_refused_or_read(text: str) -> None:
    """Any text is no code, or exactly that of the run that it is read as."""
    config = decode(text)
    assert config is None or encode(config) == text


def test_runs_that_cannot_be_have_codes_too() -> None:
    """A code says nothing about whether a run can be: who reads it, checks it."""
    impossible = replace(RunConfig("moons", "cnn"), batch_size=-5, learning_rate=-0.1)
    assert faults(impossible)
    assert decode(encode(impossible) or "") == impossible
