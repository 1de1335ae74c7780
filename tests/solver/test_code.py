"""Pasted code, commands and configurations: what they set is read, and nothing else is."""

import json
import runpy
import tomllib
import warnings
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import train_test_split
from torch.utils.data import random_split

from solver.reading.code.settings import LONGEST_FILE, NOTHING, Settings, find_settings
from solver.spans import Exact


def read(text: str) -> Settings:
    """The settings of a text, each checked to stand where it says."""
    found = find_settings(text)
    for setting in found.found:
        assert setting.text == text[setting.start : setting.end]
        before = text[: setting.start].replace("\r\n", "\n").replace("\r", "\n")
        assert setting.line == before.count("\n") + 1
    starts = [setting.start for setting in found.found]
    assert starts == sorted(starts)
    return found


def values(text: str) -> Mapping[str, Exact]:
    """The first value of each quantity in a text."""
    found: dict[str, Exact] = {}
    for setting in read(text).found:
        found.setdefault(setting.quantity, setting.value)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "A training set has 8000 images and the batch size is 40, how many iterations are one epoch?",
        "训练集有 8000 张图片，批大小 40，一个 epoch 有几次迭代？",
        "Tell me: what is an epoch (roughly)?",
        "The ratio is 8:1:1, and it starts at 10:30.",
        "1 epoch = 14 iterations",
        "一个epoch=14步",
        "so max_steps=17?",
        "steps_per_epoch = 250, right?",
        "total_steps=250 对吗",
        "epoch: 3, loss: 0.52",
        "{'loss': 0.51, 'learning_rate': 4e-05, 'epoch': 0.32}",
        "12 repetitions = 240 images",
        "Epochs: 50k iterations instead",
        "GPU: 3090",
        "batch_size = 16, 32 or 64",
        "batch_size=128,256,512",
        "max_steps = -1",
        "if epoch == 10: stop",
        "device=0",
    ],
)
def test_sentences_that_set_nothing(text: str) -> None:
    """Questions, claims, units, lists and lines of a log are no settings."""
    assert not read(text).found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I set `num_train_epochs=4`, batch_size: 24 and max_iters = 70000",
            {"epochs": 4, "batch_size": 24, "total_iterations": 70_000},
        ),
        ("batchSize=8 and maxEpochs=12", {"batch_size": 8, "epochs": 12}),
        ("BATCH_SIZE = 8; cfg.SOLVER.MAX_ITER=9000", {"batch_size": 8, "total_iterations": 9000}),
        ("epochs: 10 with a batch size of 5", {"epochs": 10}),
        ("bath_size=20, epoches=3", {"batch_size": 20, "epochs": 3}),
        ("我设了batch_size=16，epochs＝20，lr：0.01", {"batch_size": 16, "epochs": 20, "learning_rate": Fraction(1, 100)}),
        ("总batch_size=64", {"effective_batch_size": 64}),
        ("批次大小(batch size):64", {"batch_size": 64}),
        ("num_samples=6万, batch=1_000", {"train_size": 60_000, "batch_size": 1000}),
        ("tokens_per_batch = 2**19, max_steps=1e5", {"tokens_per_batch": 524_288, "total_iterations": 100_000}),
        ("max_iters=600k", {"total_iterations": 600_000}),
        ("validation_split=0.15", {"val_percent": 15}),
        ("test_size=20%", {"test_percent": 20}),
        ("val_size = 500, dataset_size = 3000", {"val_size": 500, "dataset_size": 3000}),
        ("warmup = 0.05", {"warmup_ratio": Fraction(1, 20)}),
        ("device=0,1,2", {"devices": 3}),
        ("gpus=[4, 5]", {"devices": 2}),
        ("detr_8xb2-150e_coco.py", {"devices": 8, "batch_size": 2, "epochs": 150}),
        (
            ("Num examples = 2,094, Num Epochs = 30, Instantaneous batch size per device = 6, "
            "Total train batch size (w. parallel, distributed & accumulation) = 48, "
            "Gradient Accumulation steps = 4, Total optimization steps = 1,290"),
            {
                "train_size": 2094,
                "epochs": 30,
                "batch_size": 6,
                "effective_batch_size": 48,
                "grad_accumulation": 4,
                "total_iterations": 1290,
            },
        ),
        (
            "训练集 Num examples = 900。验证集 Num examples = 120, Batch size = 2",
            {"train_size": 900, "val_size": 120, "batch_size": 2},
        ),
        ("Number of train images: 5120\nBatch size per gpu: 4", {"train_size": 5120, "batch_size": 4}),
        ("World size (gpu number): 2", {"devices": 2}),
    ],
)  # fmt: skip
def test_settings_inside_sentences(text: str, expected: Mapping[str, Exact]) -> None:
    """A setting in a sentence is read with its exact value, in either language."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ("torchrun --nproc_per_node 4 train.py --per_device_train_batch_size 6 "
            "--num_train_epochs=2 --learning_rate 3e-4"),
            {"devices": 4, "batch_size": 6, "epochs": 2, "learning_rate": Fraction(3, 10_000)},
        ),
        (
            "torchrun --nnodes=2 \\\n  --nproc_per_node=8 train.py \\\n  --batch-size 16",
            {"nodes": 2, "devices_per_node": 8, "batch_size": 16},
        ),
        ("CUDA_VISIBLE_DEVICES=0,1,2,3 python t.py --bs 8", {"devices": 4, "batch_size": 8}),
        ("accelerate launch --num_processes 4 t.py", {"devices": 4}),
        ("deepspeed --num_gpus 8 t.py --warmup_ratio 0.03", {"devices": 8, "warmup_ratio": Fraction(3, 100)}),
        ("python -m torch.distributed.launch --nproc_per_node=8 t.py -b 32", {"devices": 8, "batch_size": 32}),
        ("mpirun -np 16 python t.py", {"devices": 16}),
        ("yolo detect train data=coco.yaml epochs=100 batch=16 imgsz=640", {"epochs": 100, "batch_size": 16}),
        ("yolo train batch=64 device=0,1,2,3", {"effective_batch_size": 64, "devices": 4}),
        ("pretrain.py --global-batch-size 512 --micro-batch-size 4 --seq-length 2048 --train-iters 5000",
         {"effective_batch_size": 512, "batch_size": 4, "sequence_length": 2048, "total_iterations": 5000}),
        ("t.py --total_batch_size=65536 --sequence_length=1024 --batch_size=8",
         {"tokens_per_batch": 65_536, "sequence_length": 1024, "batch_size": 8}),
        ("我用 --batch-size 32每张卡，--epochs 5。", {"batch_size": 32, "epochs": 5}),
        ("--max_steps -1 --epochs 2", {"epochs": 2}),
    ],
)  # fmt: skip
def test_command_lines(text: str, expected: Mapping[str, Exact]) -> None:
    """Flags are read in every way that shells take them, launchers included."""
    assert values(text) == expected


def test_flag_without_value_drops_the_last_batch() -> None:
    """A flag that only turns something on is a yes; opposite ones say nothing."""
    assert read("python t.py --dataloader_drop_last --epochs 3").drop_last is True
    assert read("drop_last=False, batch_size=3").drop_last is False
    assert read("drop_last=True or drop_last=False with batch_size=3").drop_last is None


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        (
            '{\n "train_micro_batch_size_per_gpu": 3,\n "gradient_accumulation_steps": 5,\n "train_batch_size": "auto", // all\n "steps_per_print": 50,\n}',
            {"batch_size": 3, "grad_accumulation": 5, "log_interval": 50},
            "json",
        ),
        (
            '{"train_batch_size": 64, "zero_optimization": {"stage": 2}}',
            {"effective_batch_size": 64},
            "json",
        ),
        (
            "base_model: x\nmicro_batch_size: 2\nnum_epochs: 4\nval_set_size: 0.05\nsequence_len: 4096\n",
            {"batch_size": 2, "epochs": 4, "val_percent": 5, "sequence_length": 4096},
            "yaml",
        ),
        (
            "train:\n  batch_size: 16  # each\n  epochs: 9\nval:\n  batch_size: 1\n",
            {"batch_size": 16, "epochs": 9, "val_batch_size": 1},
            "yaml",
        ),
        ("iters: 80000\nbatch_size: 4\nlearning_rate:\n  value: 0.01\n", {"total_iterations": 80_000, "batch_size": 4}, "yaml"),
        ("[net]\nbatch=64\nsubdivisions=16\nmax_batches = 6000\n", {"effective_batch_size": 64, "grad_accumulation": 16, "total_iterations": 6000}, "toml"),
        ("[train]\nepochs = 3\n[eval]\nbatch_size = 2\n", {"epochs": 3, "val_batch_size": 2}, "toml"),
        ("SOLVER:\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n", {"effective_batch_size": 16, "total_iterations": 90_000}, "yaml"),
    ],
)  # fmt: skip
def test_configurations(text: str, expected: Mapping[str, Exact], kind: str) -> None:
    """JSON, YAML, TOML and INI are read with their sections; what is "auto" is unknown."""
    assert values(text) == expected
    assert read(text).kind == kind


_NAMES = {
    "batch_size": "batch_size",
    "num_train_epochs": "epochs",
    "max_steps": "total_iterations",
    "gradient_accumulation_steps": "grad_accumulation",
    "warmup_steps": "warmup_steps",
    "save_steps": "checkpoint_interval",
    "eval_steps": "evaluation_interval",
    "logging_steps": "log_interval",
}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(_NAMES)), st.integers(1, 10**9), min_size=1))
def test_whatever_json_writes_is_read(configuration: dict[str, int]) -> None:
    """A configuration that the `json` module writes is read back, however it is laid out."""
    expected = {_NAMES[name]: value for name, value in configuration.items()}
    for indent in (None, 1, 4):
        assert values(json.dumps({"a": configuration, "b": "x"}, indent=indent)) == expected


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(_NAMES)), st.integers(1, 10**9), min_size=1))
def test_whatever_toml_holds_is_read(configuration: dict[str, int]) -> None:
    """A TOML table is read as the `tomllib` module reads it."""
    text = "[run]\n" + "".join(f"{name} = {value:_}\n" for name, value in configuration.items())
    parsed = tomllib.loads(text)["run"]
    assert values(text) == {_NAMES[name]: value for name, value in parsed.items()}


LOOP = """\
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

data = TensorDataset(torch.randn(1003, 4), torch.zeros(1003, dtype=torch.long))
train_set, val_set = random_split(data, [900, 103])
BATCH = 32
loader = DataLoader(train_set, batch_size=BATCH, shuffle=True, drop_last=True)
val_loader = DataLoader(val_set, 50)
EPOCHS = 2
accum = 4
batches_per_epoch = len(loader)
total_steps = EPOCHS * batches_per_epoch // accum
val_batches = len(val_loader)
model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)
for epoch in range(EPOCHS):
    for i, (x, y) in enumerate(loader):
        loss = loss_fn(model(x), y) / accum
        loss.backward()
        if (i + 1) % accum == 0:
            optimizer.step()
            optimizer.zero_grad()
"""


def test_a_training_script_is_read_as_it_runs(tmp_path: Path) -> None:
    """Every value that is read from a PyTorch script is the one that Python really reaches."""
    script = tmp_path / "train.py"
    script.write_text(LOOP)
    real = runpy.run_path(str(script))
    found = values(LOOP)
    assert found["train_size"] == len(real["train_set"])
    assert found["val_size"] == len(real["val_set"])
    assert found["batch_size"] == real["loader"].batch_size
    assert found["val_batch_size"] == real["val_loader"].batch_size
    assert found["batches_per_epoch"] == len(real["loader"])
    assert found["total_iterations"] == real["total_steps"]
    assert found["grad_accumulation"] == real["accum"]
    assert found["epochs"] == real["EPOCHS"]
    assert read(LOOP).drop_last is real["loader"].drop_last
    assert read(LOOP).framework == "pytorch"


def test_facts_of_a_training_script() -> None:
    """What a loop does is seen, with its line."""
    found = read(LOOP)
    assert found.facts >= {"batch_norm", "accumulates", "loss_divided", "zero_grad"}
    assert not found.facts & {"zero_grad_per_epoch", "softmax_output", "flushes_last"}
    assert found.fact_lines["accumulates"] == 22


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = tf.random.normal([120, 10])\nds = tf.data.Dataset.from_tensor_slices((x, y)).batch(25)",
         {"train_size": 120, "batch_size": 25}),
        ("ds = Digits(path, True)[:200]\nloader = DataLoader(ds, batch_size=64)", {"train_size": 200, "batch_size": 64}),
        ("loader = DataLoader(Subset(full, range(100, 700)), 50)", {"train_size": 600, "batch_size": 50}),
        ("ds = tf.data.Dataset.range(1000).shuffle(50).take(500).batch(20)", {"train_size": 500, "batch_size": 20}),
        ("ds = make_dataset().repeat(3).batch(8)", {"repeats": 3, "batch_size": 8}),
        ("model.fit(np.zeros((800, 3)), y, epochs=4, batch_size=10, validation_split=0.25)",
         {"dataset_size": 800, "epochs": 4, "batch_size": 10, "val_percent": 25}),
        ("model.fit(x, y, epochs=4, steps_per_epoch=30,\n          callbacks=[EarlyStopping(patience=3)])",
         {"epochs": 4, "batches_per_epoch": 30, "patience": 3}),
        ("trainer = pl.Trainer(max_epochs=10, devices=[0, 1], accumulate_grad_batches=2)",
         {"epochs": 10, "devices": 2, "grad_accumulation": 2}),
        ("trainer = Trainer(devices=4, num_nodes=2)", {"devices_per_node": 4, "nodes": 2}),
        ("args = TrainingArguments(\n    per_device_train_batch_size=8,\n    per_device_eval_batch_size=32,\n    warmup_ratio=0.1,\n)",
         {"batch_size": 8, "val_batch_size": 32, "warmup_ratio": Fraction(1, 10)}),
        ("parser.add_argument('-b', '--batch-size', type=int, default=64)\nargs = parser.parse_args()\nloader = DataLoader(ds, batch_size=args.batch_size)",
         {"batch_size": 64}),
        ("config = {'batch_size': 12, 'epochs': 3}\nn = config['batch_size'] * 10\ntrain_size = n", {"batch_size": 12, "epochs": 3, "train_size": 120}),
        ("@dataclass\nclass Config:\n    batch_size: int = 12\n    block_size: int = 64", {"batch_size": 12, "sequence_length": 64}),
        ("def train(epochs=7, lr=1e-3):\n    pass", {"epochs": 7, "learning_rate": Fraction(1, 1000)}),
        ("learn = vision_learner(dls, resnet18)\nlearn.fit_one_cycle(6, 1e-3)", {"epochs": 6}),
        ("for epoch in range(1, 11):\n    for step in range(50):\n        pass", {"epochs": 10, "batches_per_epoch": 50}),
        ("for epoch in tqdm(range(8)):", {"epochs": 8}),
        ("data = dict(samples_per_gpu=2, workers_per_gpu=2, train=dict(type='RepeatDataset', times=3), val=dict(batch_size=1))",
         {"batch_size": 2, "repeats": 3, "val_batch_size": 1}),
        ("scheduler = get_linear_schedule_with_warmup(opt, 100, 2000)", {"warmup_steps": 100, "schedule_steps": 2000}),
        ("s = OneCycleLR(opt, 0.1, epochs=5, steps_per_epoch=40)", {"schedule_steps": 200}),
        ("s = CosineAnnealingLR(opt, T_max=90)", {"schedule_steps": 90}),
        ("n = 8000\nbatch_size = 64\nnum_batches = math.ceil(n / batch_size)", {"batch_size": 64, "batches_per_epoch": 125, "train_size": 8000}),
        ("n = 8000\nb = 64\nmax_steps = n // b if n % b == 0 else n // b + 1", {"total_iterations": 125}),
        ("NUM_TOKENS = 1000 * 20 # all of them", {"tokens_per_epoch": 20_000}),
        ("kf = KFold(n_splits=5)", {"folds": 5}),
        ("class A:\n    def __init__(self):\n        super().__init__()\n        print('{:.0f}'.format(self.a))\n    epochs = 3", {"epochs": 3}),
        ("epochs = 20\nif args.quick:\n    epochs = 1\nfor epoch in range(epochs):\n    pass", {"epochs": 20}),
        ("if args.large:\n    batch_size = 64\nelse:\n    batch_size = 16", {"batch_size": 64}),
        ("def train(epochs=3):\n    pass\nif __name__ == '__main__':\n    batch_size = 4\n    n = 4\n    train_size = 4 * n", {"epochs": 3, "batch_size": 4, "train_size": 16}),
        ("if 3 > 2:\n    batch_size = 64\nelse:\n    batch_size = 16", {"batch_size": 64}),
        ("s = DistributedSampler(ds, drop_last=True)\nloader = DataLoader(ds, 8, sampler=s)", {"batch_size": 8}),
        ("scheduler = ReduceLROnPlateau(opt, patience=5)\nbatch_size = 2", {"batch_size": 2}),
        ("loaders = DataLoader(a, batch_size=64), DataLoader(b, batch_size=1000)\ntrain_loader, test_loader = DataLoader(a, batch_size=64), DataLoader(b, batch_size=1000)",
         {"batch_size": 64, "val_batch_size": 1000}),
        ("step = 0\nepoch = 0\nfor epoch in range(3):\n    step += 1", {"epochs": 3}),
        ("class Numbers(Dataset):\n    def __len__(self):\n        return 750\nloader = DataLoader(Numbers(), batch_size=10)",
         {"train_size": 750, "batch_size": 10}),
        ("for x in loader:\n    loss.backward()\n    if step % 500 == 0:\n        torch.save(model, 'a')", {"checkpoint_interval": 500}),
        ("看这段代码：\nbatch_size = 16 # 批大小\nepochs = 3\n一共多少步？", {"batch_size": 16, "epochs": 3}),
        ("batch_size = 16\nfor epoch in range(5)\n   loss.backward(\nmodel.fit(x, y,\n  epochs=7,\n", {"batch_size": 16, "epochs": 7}),
    ],
)  # fmt: skip
def test_python_code(text: str, expected: Mapping[str, Exact]) -> None:
    """Code of every framework is read, whole or in parts, with what follows from its names."""
    assert values(text) == expected


def test_computed_values_are_marked() -> None:
    """A value that follows from others is told from one that is written."""
    found = read("n = 600\nbatch_size = 20\nmax_steps = n // batch_size")
    assert [(each.name, each.computed) for each in found.found] == [
        ("batch_size", False),
        ("max_steps", True),
        ("train_size", False),
    ]


@settings(max_examples=50, deadline=None)
@given(
    st.integers(4, 2_000),
    st.lists(st.integers(1, 4), min_size=1, max_size=3),
    st.integers(1, 40),
)
def test_shares_are_split_as_pytorch_splits_them(
    size: int, tenths: list[int], batch_size: int
) -> None:
    """The first part of a random split by shares is as long as PyTorch makes it."""
    shares = [Fraction(tenth, 16) for tenth in tenths]
    shares.append(1 - sum(shares))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch warns of empty parts
        real = random_split(range(size), [float(share) for share in shares])  # type: ignore[arg-type]
    text = (
        f"parts = random_split(TensorDataset(torch.rand({size}, 2)), {[float(share) for share in shares]})\n"
        f"loader = DataLoader(parts[0], batch_size={batch_size})"
    )
    assert values(text).get("train_size") == len(real[0])


@settings(max_examples=50, deadline=None)
@given(st.integers(5, 2_000), st.integers(1, 19))
def test_test_parts_are_as_scikit_learn_makes_them(size: int, twentieths: int) -> None:
    """The part that is trained on is as large as scikit-learn leaves it."""
    share = twentieths / 20
    if int(size * (1 - share)) == 0:
        return
    trained, _ = train_test_split(np.zeros((size, 1)), test_size=share)
    text = (
        f"a, b = train_test_split(np.zeros(({size}, 1)), test_size={share})\n"
        "loader = DataLoader(a, batch_size=4)"
    )
    assert values(text)["train_size"] == len(trained)


def _combined(
    parts: tuple[tuple[str, Fraction], str, tuple[str, Fraction]],
) -> tuple[str, Fraction]:
    (left, a), sign, (right, b) = parts
    if sign == "/" and not b:
        sign = "+"
    worth = {"+": a + b, "-": a - b, "*": a * b}.get(sign)
    return f"({left} {sign} {right})", a / b if worth is None else worth


_ARITHMETIC = st.recursive(
    st.integers(1, 999).map(lambda number: (str(number), Fraction(number))),
    lambda parts: st.tuples(parts, st.sampled_from("+-*/"), parts).map(_combined),
    max_leaves=8,
)


@settings(deadline=None)
@given(_ARITHMETIC)
def test_arithmetic_in_code_is_exact(written: tuple[str, Fraction]) -> None:
    """What a script works out is worked out with exact fractions, never with floats."""
    text, value = written
    expected = {} if value < 0 else {"learning_rate": value}
    assert values(f"a = {text}\nlr = a") == expected


def test_a_notebook_is_read_by_its_code_cells() -> None:
    """Only code cells of a notebook count, not its text and not what was printed."""
    cells = [
        {"cell_type": "markdown", "source": ["batch_size = 7\n"]},
        {
            "cell_type": "code",
            "outputs": [{"output_type": "stream", "text": ["epochs = 99\n"]}],
            "source": [
                'print("a\\n")\n',
                "batch_size = 64\n",
                "for epoch in range(5):\n",
                "    go()",
            ],
        },
    ]
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1)
    found = read(text)
    assert {each.quantity: each.value for each in found.found} == {"batch_size": 64, "epochs": 5}
    assert found.kind == "python"


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        ("TrainingArguments(num_train_epochs=3)", "transformers"),
        ("Trainer(accumulate_grad_batches=2)", "lightning"),
        ('{"train_micro_batch_size_per_gpu": 1}', "deepspeed"),
        ("model.fit(x, y, validation_split=0.1)", "keras"),
        ("loader = DataLoader(ds, batch_size=3)", "pytorch"),
        ("[net]\nbatch=64\nsubdivisions=8", "darknet"),
        ("data = dict(samples_per_gpu=2)", "mmdet"),
        ("batch_size=3", None),
    ],
)
def test_frameworks_are_told_by_their_names(text: str, framework: str | None) -> None:
    """A framework is known by names that only it uses."""
    assert read(text).framework == framework


def test_known_data_sets_are_named() -> None:
    """A data set that code loads is named, so that its size can be looked up."""
    assert "dataset:cifar10" in read("(a, b), c = keras.datasets.cifar10.load_data()").facts
    assert "dataset:mnist" in read("ds = torchvision.datasets.MNIST('.', train=True)").facts
    assert "dataset:breast_cancer" in read("X, y = load_breast_cancer(return_X_y=True)").facts


def test_code_has_its_place_in_a_question() -> None:
    """Where code and a question are mixed, the places of the code are known."""
    text = "I run this:\nbatch_size = 16\nnum_workers = 4\nand num_workers=8 now, how many steps?"
    places = [text[start:end] for start, end in read(text).spans]
    assert places == ["batch_size = 16\nnum_workers = 4", "num_workers=8"]


def test_code_is_never_run(tmp_path: Path) -> None:
    """Code that would do something if it ran does nothing."""
    trace = tmp_path / "trace"
    text = f"open({str(trace)!r}, 'w').write('x')\nbatch_size = [print, 3][1]\nexit()"
    read(text + f"\n__import__('pathlib').Path({str(trace)!r}).touch()\nepochs = 4")
    assert not trace.exists()


def test_nothing_is_read_past_the_longest_file() -> None:
    """A text that is too long is read up to its limit."""
    text = " " * LONGEST_FILE + "batch_size=32"
    assert find_settings(text) == NOTHING


_PIECES = (
    *LOOP.splitlines(keepends=True),
    *('{"a": {', "}}", "[", ")", "'''", '"', "\\", "\t", "\r\n", "\x00", "\x0c", "\u2028", "﻿"),
    *("batch_size: 4\n", "  epochs: 3\n", "[net]\n", "batch=64\n", "- x\n", "```python\n", "#"),
    *("--lr 1e-3 ", "--b", "CUDA_VISIBLE_DEVICES=", "0,1", "8xb2-12e", "＝", "：", "，", "？"),
    *("总batch_size=3", "epochs = ", "1e999", "9" * 50, "2**", "10**400 ", "lambda: ", "not ", "-"),
    *("x[", "f(", "len(", "range(0, 9, 0)", "range(10**30)", "if 1:\n", "    ", "class A:\n", "@"),
    *("def f(a=1, *, b=2): return a\n", "(yield)", "match x:\n case 1: pass\n", "0x", "1if 2else 3"),
    *('{"cells": [{"cell_type": "code", "source": ["', "1 / 0", "batch_size = 1 // 0\n", "%", "**"),
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_mixture_of_pieces_is_taken(text: str) -> None:
    """Code that is cut, mixed up or full of odd characters is read as far as it goes."""
    read(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.integers(0, len(LOOP)))
def test_any_characters_in_a_script_are_taken(text: str, place: int) -> None:
    """Whatever is typed into a script, it is read as far as it goes."""
    read(LOOP[:place] + text + LOOP[place:])


@pytest.mark.parametrize(
    "text",
    [
        *("x = " + "(" * 50_000, "x = " + "not " * 40_000, "x = 1" + "+1" * 60_000),
        *("x = " + "lambda:" * 9_000 + "1", "x = a" + ".b" * 60_000, "x = 9" + "**9" * 300),
        *("if a: pass\n" + "elif a: pass\n" * 12_000, "{" * 60_000, "x = a" + "[0]" * 40_000),
        *('{"a":' * 30_000, "a: \n" * 40_000, "a= " * 60_000, "--a " * 40_000, "batch_size " * 15_000),
        *("if 1:\n" + "".join(" " * n + "if 1:\n" for n in range(1, 300)), "x = " + "[" * 90 + "]" * 90),
    ],
    ids=str.__len__,
)  # fmt: skip
def test_the_worst_texts_are_taken(text: str) -> None:
    """Nesting without end and names without values are read without an error."""
    read(text)
