"""A configuration as people and frameworks write it becomes the run that it sets."""

import json
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.config import RunConfig, as_dict
from trainer.configuration import Configuration, read_configuration

SIMPLE = RunConfig("digits", "cnn", "sgd", 64, 5, 0.01)
AS_JSON = """{"data": {"name": "digits", "batch_size": "64"}, "model": {"arch": "CNN"},
 "optimizer": {"type": "torch.optim.SGD", "lr": 1e-2}, "num_train_epochs": 5,
 "eval": {"batch_size": 500}, "num_workers": 4}"""
AS_TOML = """title = "first try"  # of many
[training]
batch_size = 64
epochs = 5
[model]
type = "cnn"
[optimizer]
name = "SGD"
learning_rate = 0.01
[data]
dataset = "digits"
"""
AS_YAML = """---
data:
  dataset: handwritten digits
  batch_size: 64     # of one device
trainer:
  max_epochs: 5
model: ConvNet
optimizer:
  name: sgd
  lr: 1e-2
"""
AS_LINES = "dataset = digits\nmodel = cnn\noptimizer = sgd\nbatch_size = 64\nepochs = 5\nlr = .01"
IN_CHINESE = (
    "数据集：手写数字；模型：卷积网络；优化器：随机梯度下降；批大小：64；轮数：5；学习率：0.01"
)
FENCED = f"```yaml\n{AS_YAML[4:]}```"


def _read(text: str) -> Configuration:
    found = read_configuration(text)
    assert found is not None
    return found


@pytest.mark.parametrize("text", [AS_JSON, AS_TOML, AS_YAML, AS_LINES, IN_CHINESE, FENCED])
def test_every_form_is_read(text: str) -> None:
    """JSON, TOML, YAML, plain lines and one line in Chinese give the same run."""
    found = _read(text)
    assert (found.config, found.faults, found.left_out) == (SIMPLE, (), ())
    assert found.means_a_run


def test_the_forms_are_what_they_are_called() -> None:
    """The TOML and YAML of these tests is read by the libraries for it, too."""
    assert tomllib.loads(AS_TOML)["training"]["epochs"] == SIMPLE.epochs
    yaml = pytest.importorskip("yaml")
    assert yaml.safe_load(AS_YAML)["trainer"]["max_epochs"] == SIMPLE.epochs


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hidden_size: 32, num_layers: 2", {"hidden": (32, 32)}),
        ("hidden_layers: [64, 32]", {"hidden": (64, 32)}),
        ("hidden = 128-64", {"hidden": (128, 64)}),
        ("optimizer: sgd, momentum: 0.9", {"optimizer": "momentum"}),
        ("optimizer: SGD, nesterov: true, momentum: 0.9", {"optimizer": "nesterov"}),
        ("activation: nn.GELU()", {"activation": "gelu"}),
        ("scheduler: CosineAnnealingLR", {"schedule": "cosine"}),
        ("criterion: CrossEntropyLoss", {"loss": "cross_entropy"}),
        ("early_stopping: true", {"patience": 3}),
        ("dropout: no", {"dropout": 0.0}),
        ("shuffle: off", {"shuffle": False}),
        ("max_grad_norm: 1.0", {"clip_norm": 1.0}),
        ("augmentation: [flip, rotate]", {"augmentation": ("flip", "rotation")}),
        ("gradient_accumulation_steps: 4", {"grad_accumulation": 4}),
        ("dataset: fashion-mnist", {"dataset": "fashion"}),
        ("优化器：Adam，权重衰减：1e-4", {"optimizer": "adam", "weight_decay": 0.0001}),
    ],
)
def test_other_names(written: str, expected: dict[str, object]) -> None:
    """Settings are known by the names that frameworks and people have for them."""
    found = _read(f"{written}, epochs: 5")
    assert found.values == {**expected, "epochs": 5}
    assert (found.wrong, found.left_out) == ((), ())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dataset: fasion", "Did you mean Fashion-MNIST"),
        ("dataset: my data", "Send me one as a CSV file"),
        ("optimizer: adamm", "Did you mean Adam?"),
        ("batch_sise: 64", "Did you mean batch size?"),
        ("batch_size: many", "The batch size cannot be many"),
        ("batch_size: 0", "The batch size cannot be 0"),
        ("learning_rate: [1, 2]", "The learning rate cannot be"),
        ("model: cnn, dataset: moons", "Use an MLP"),
    ],
)
def test_what_cannot_be_run(written: str, said: str) -> None:
    """Each value and each misspelt name is told with what it could be."""
    assert any(said in fault.say("en") for fault in _read(f"{written}, epochs: 5").faults)


def test_what_is_left_out() -> None:
    """Settings that no training here has are named, those of other parts of a program are not."""
    found = _read("dataset: iris, optimizer: sgd, momentum: 0.8, beta2: 0.99, device: cuda")
    assert (found.left_out, found.config.optimizer) == (("beta2", "momentum"), "momentum")


@pytest.mark.parametrize(
    "text",
    [
        "Dataset size: 50000\nBatch size: 100\nEpochs: 10",
        "batch_size: 64, epochs: 5",
        "dataset_size: 50000, optimizer: adam, batch_size: 64",
        "I have 1000 images.\nbatch_size: 64\noptimizer: adam",
        "Epoch 1/6 - loss: 0.8100 - val_loss: 0.7400\nEpoch 2/6 - loss: 0.5200",
        '{"loss": 0.5, "accuracy": 0.9}',
        "Question: why?\nHint: none",
        "",
    ],
)
def test_what_is_no_run_of_ours(text: str) -> None:
    """Exercises, logs, sentences and settings of other data offer no training."""
    found = read_configuration(text)
    assert found is None or not found.means_a_run


@pytest.mark.parametrize(
    "config",
    [
        SIMPLE,
        RunConfig("sine", "linear", loss="mse", hidden=(), patience=2, seed=11),
        replace(SIMPLE, augmentation=("flip", "noise"), drop_last=True, clip_norm=0.5),
    ],
)
def test_a_printed_run_is_exactly_that_run(config: RunConfig) -> None:
    """What `train --json` prints, and its configuration alone, give the same run."""
    for printed in ({"config": as_dict(config), "history": [], "seconds": 1}, as_dict(config)):
        found = _read(json.dumps(printed))
        assert (found.config, found.faults, found.left_out) == (config, (), ())


@given(st.text(max_size=200) | st.text("[]{}:=,\"'-# \nab1", max_size=400))
def test_any_text_is_read_or_not(text: str) -> None:
    """No text is too strange to be read, or to be left alone."""
    found = read_configuration(text)
    assert found is None or isinstance(found.faults, tuple)


@pytest.mark.parametrize("text", ["{" * 9000, "[" * 9000, "a:\n" * 5000, "a: b, " * 2500])
def test_a_deep_text(text: str) -> None:
    """Braces within braces, and very many settings, are no harm."""
    assert not (found := read_configuration(text)) or not found.means_a_run
