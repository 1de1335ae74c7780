"""A pasted script that will not do what was meant is warned of, with the one line to change."""

from collections.abc import Mapping

import pytest

from solver.explain.warnings import warning_line
from solver.language import LANGUAGES
from solver.reading.code.settings import NOTHING, find_settings
from solver.warnings import MOST_WARNINGS, Warning_, warnings

LOOP = """\
for epoch in range(5):
    for i, (x, y) in enumerate(loader):
        loss = loss_fn(model(x), y) / 4
        loss.backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()
"""
PLAIN = """\
for epoch in range(5):
    for x, y in loader:
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()
        scheduler.step()
    print(epoch)
scheduler = CosineAnnealingLR(optimizer, T_max=500)
"""
MODEL = """\
loader = DataLoader(data, batch_size=32)
model = nn.Sequential(nn.Linear(8, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))
loss_fn = nn.CrossEntropyLoss()
"""
SOFTMAX = """\
class Net(nn.Module):
    def forward(self, x):
        x = self.layer(x)
        x = torch.softmax(x, dim=1)
        return x
loss = F.cross_entropy(net(x), y)
"""
DEEPSPEED = """\
{"train_batch_size": 64, "train_micro_batch_size_per_gpu": 4, "gradient_accumulation_steps": 2}"""

Counts = Mapping[str, int]


def told(text: str, counts: Counts) -> list[Warning_]:
    """The warnings about a text, given what was derived from it."""
    return list(warnings(find_settings(text), counts))


@pytest.mark.parametrize(
    ("name", "text", "counts", "change", "line"),
    [
        ("zero_grad_missing", LOOP.replace("            optimizer.zero_grad()\n", ""), {"batches_per_epoch": 8}, "optimizer.zero_grad()", 4),
        ("softmax_twice", SOFTMAX, {}, "return logits", 4),
        ("softmax_twice", MODEL.replace("2))", "2), nn.Softmax(1))"), {}, "return logits", 2),
        ("softmax_twice", "model.add(Dense(3, activation='softmax'))\nmodel.compile(loss=SparseCategoricalCrossentropy(from_logits=True))", {}, "return logits", 1),
        ("batch_product", DEEPSPEED, {"devices": 4}, '"train_batch_size": 32', 1),
        ("batch_product", DEEPSPEED.replace("64", "60"), {}, '"train_batch_size": 8', 1),
        ("limit_wins", "--max_steps 700 --num_train_epochs 3", {"iterations_per_epoch": 100}, "--max_steps -1", 1),
        ("warmup_too_long", "python t.py \\\n  --warmup_steps 400", {"total_iterations": 400}, "--warmup_steps 40", 2),
        ("warmup_too_long", "warmup_epochs = 5\nepochs = 3", {}, "warmup_epochs = 1", 1),
        ("schedule_too_short", PLAIN, {"total_batches": 1000, "epochs": 5}, "T_max=1000", 8),
        ("schedule_too_long", PLAIN.replace("        scheduler.step()\n    print(epoch)", "    scheduler.step()"), {"total_iterations": 500, "epochs": 5}, "T_max=5", 7),
        ("schedule_too_long", "s = OneCycleLR(opt, 0.1, epochs=10, steps_per_epoch=40)", {"total_iterations": 100}, "total_steps=100", 1),
        ("schedule_too_short", "max_iters: int = 6000\nlr_decay_iters: int = 600", {"total_iterations": 6000}, "lr_decay_iters: int = 6000", 2),
        ("schedule_too_long", "s = get_linear_schedule_with_warmup(opt, 10, num_training_steps=900)", {"total_iterations": 300}, "num_training_steps=300", 1),
        ("loss_not_divided", LOOP.replace(" / 4", ""), {"batches_per_epoch": 8}, "loss = loss / 4", 4),
        ("leftover_gradients", LOOP, {"batches_per_epoch": 10}, "if (i + 1) % 4 == 0 or i + 1 == len(loader):", 5),
        ("single_last", MODEL, {"last_batch_size": 1}, "batch_size=32, drop_last=True", 1),
        ("never:evaluation_interval", "evaluation:\n  eval_steps: 500\n", {"total_iterations": 300, "iterations_per_epoch": 100}, "eval_steps: 100", 2),
        ("never:checkpoint_interval", "TrainingArguments(save_steps=500)", {"total_iterations": 300}, "save_steps=30", 1),
        ("never:log_interval", "parser.add_argument('--log-interval', type=int, default=100)", {"total_iterations": 60}, "'--log-interval', type=int, default=6", 1),
        ("patience_unreachable", "model.fit(x, y, epochs=10, callbacks=[EarlyStopping(patience=9)])", {}, "patience=2", 1),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said(
    name: str, text: str, counts: Counts, change: str, line: int
) -> None:
    """Each trap is named, with the line that it is in and the line as it should be."""
    first = told(text, counts)[0]
    assert (first.name, first.change, first.line) == (name, change, line)
    for language in LANGUAGES:
        said = warning_line(first, language)
        assert change in said
        assert str(line) in said
        assert "{" not in said.replace(change, "")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (LOOP, {"batches_per_epoch": 8}),
        (LOOP.replace("== 0:", "== 0 or i + 1 == len(loader):"), {"batches_per_epoch": 10}),
        (LOOP.replace("    for i", "    optimizer.zero_grad()\n    for i"), {"batches_per_epoch": 10}),
        (LOOP.replace("            optimizer.zero_grad()\n", "            ...\n"), {"batches_per_epoch": 8}),
        (SOFTMAX.replace("        x = torch.softmax(x, dim=1)\n", ""), {}),
        (SOFTMAX.replace("F.cross_entropy(net(x), y)", "F.nll_loss(net(x).log(), y)"), {}),
        (SOFTMAX.replace("x = torch.softmax(x, dim=1)", "w = torch.softmax(x, dim=1)"), {}),
        ("model.add(Dense(3, activation='softmax'))\nmodel.compile(loss=SparseCategoricalCrossentropy())", {}),
        (DEEPSPEED, {"devices": 8}),
        (DEEPSPEED, {}),
        (DEEPSPEED.replace("64", '"auto"'), {"devices": 3}),
        ("--max_steps 300 --num_train_epochs 3", {"iterations_per_epoch": 100}),
        ("--max_steps -1 --num_train_epochs 3", {"iterations_per_epoch": 100}),
        ("pl.Trainer(max_steps=300, max_epochs=2)", {"iterations_per_epoch": 100}),
        ("--warmup_steps 399", {"total_iterations": 400}),
        ("warmup_epochs = 2\nepochs = 3", {}),
        (PLAIN, {"total_batches": 500, "epochs": 5}),
        (PLAIN.replace("        scheduler.step()\n", "    scheduler.step()\n").replace("500", "5"), {"total_iterations": 500, "epochs": 5}),
        ("s = CosineAnnealingLR(opt, T_max=5)", {"epochs": 5, "total_iterations": 300}),
        ("s = CosineAnnealingLR(opt, T_max=300)", {"epochs": 5, "total_iterations": 300}),
        ("s = CosineAnnealingLR(opt, T_max=70)", {}),
        ("scheduler:\n  T_max: 5\nepochs: 5\n", {"total_iterations": 300}),
        ("s = OneCycleLR(opt, 0.1, epochs=10, steps_per_epoch=40)", {"total_iterations": 400}),
        (LOOP.replace(" / 4", "").replace("loss.backward()", "(loss / 4).backward()"), {"batches_per_epoch": 8}),
        (MODEL, {"last_batch_size": 2}),
        (MODEL.replace("=32", "=32, drop_last=True"), {"last_batch_size": 1}),
        (MODEL.replace("nn.BatchNorm1d(4), ", ""), {"last_batch_size": 1}),
        ("TrainingArguments(save_steps=300, eval_steps=300, logging_steps=10)", {"total_iterations": 300}),
        ("model.fit(x, y, epochs=10, callbacks=[EarlyStopping(patience=8)])", {}),
        ("60000 images, batch size 100: how many iterations?", {"total_iterations": 600}),
    ],
)  # fmt: skip
def test_a_healthy_run_is_not_warned_of(text: str, counts: Counts) -> None:
    """The twin of a trap that does it right, or does not show enough, gets no warning."""
    assert told(text, counts) == []


def test_only_the_most_important_are_told() -> None:
    """Of many warnings the three most harmful are given, and none for a text without settings."""
    text = "--warmup_steps 900 --save_steps 900 --eval_steps 900 --logging_steps 900 --patience 9 --epochs 3"
    found = told(text, {"total_iterations": 30})
    assert [warning.name for warning in found] == [
        "warmup_too_long",
        "never:evaluation_interval",
        "never:checkpoint_interval",
    ]
    assert len(found) == MOST_WARNINGS
    assert warnings(NOTHING, {}) == ()
