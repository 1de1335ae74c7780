"""A pasted training log is read: its curve, and the counts and times that follow from it."""

import io
import math
from fractions import Fraction

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.as_json import plain_text
from solver.explain.logs import explain_log
from solver.history import History
from solver.log_counts import counts
from solver.reading.logs.read_log import read_log
from solver.spans import Span

# Printed by Keras 3.15 (1,000 samples, a fifth of them for validation, batch size 32).
KERAS = """Epoch 1/3
\x1b[1m 1/25\x1b[0m \x1b[37m━━━━━━━━━━━━━━━━━━━━\x1b[0m \x1b[1m0s\x1b[0m 29ms/step - accuracy: 0.6250 - loss: 0.8069\x08\x08\x08
\x1b[1m16/25\x1b[0m \x1b[32m━━━━━━━━━━━━\x1b[0m\x1b[37m━━━━━━━━\x1b[0m \x1b[1m0s\x1b[0m 4ms/step - accuracy: 0.5332 - loss: 0.8495
\x1b[1m25/25\x1b[0m \x1b[32m━━━━━━━━━━━━━━━━━━━━\x1b[0m\x1b[37m\x1b[0m \x1b[1m0s\x1b[0m 4ms/step - accuracy: 0.5362 - loss: 0.8231 - val_accuracy: 0.5950 - val_loss: 0.6910
Epoch 2/3
\x1b[1m25/25\x1b[0m \x1b[32m━━━━━━━━━━━━━━━━━━━━\x1b[0m\x1b[37m\x1b[0m \x1b[1m0s\x1b[0m 4ms/step - accuracy: 0.5713 - loss: 0.7331 - val_accuracy: 0.6500 - val_loss: 0.6177
4/4 ━━━━━━━━━━━━━━━━━━━━ 0s 3ms/step - accuracy: 0.6600 - loss: 0.6277
"""
# Printed by Keras 3.15 with EarlyStopping(patience=1, min_delta=0.05).
STOPPED = """Epoch 1/50
25/25 - 0s - 4ms/step - accuracy: 0.6425 - loss: 0.6037 - val_accuracy: 0.7150 - val_loss: 0.5117 - learning_rate: 0.0010
Epoch 2/50
25/25 - 0s - 4ms/step - accuracy: 0.7038 - loss: 0.5557 - val_accuracy: 0.7700 - val_loss: 0.4726 - learning_rate: 0.0010
Epoch 2: early stopping
Restoring model weights from the end of the best epoch: 1.
"""
# Printed by Transformers 5.23 (250 samples, batch size 8, two batches accumulated, 3 epochs).
BANNER = """***** Running training *****
  Num examples = 250
  Num Epochs = 3
  Num update steps per epoch = 16
  Instantaneous batch size per device = 8
  Total train batch size (w. parallel, distributed & accumulation) = 16
  Gradient Accumulation steps = 2
  Total optimization steps = 48
"""
TRANSFORMERS = """  0%|          | 0/48 [00:00<?, ?it/s]
{'loss': '0.6891', 'grad_norm': '0.7325', 'learning_rate': '4.063e-05', 'epoch': '0.625'}
 21%|██        | 10/48 [00:00<00:00, 371.29it/s]
***** Running Evaluation *****
  Num examples = 50
  Batch size = 8
100%|██████████| 7/7 [00:00<00:00, 2240.21it/s]
{'eval_loss': '0.6893', 'eval_runtime': '0.004', 'eval_samples_per_second': '1.25e+04', 'eval_steps_per_second': '1750', 'epoch': '1'}
{'loss': '0.6881', 'grad_norm': '0.5687', 'learning_rate': '3.021e-05', 'epoch': '1.25'}
{'eval_loss': '0.6888', 'eval_runtime': '0.004', 'eval_samples_per_second': '1.25e+04', 'eval_steps_per_second': '1750', 'epoch': '2'}
"""
FINISHED = """{'train_runtime': '0.1177', 'train_samples_per_second': '6370', 'train_steps_per_second': '407.7', 'train_loss': '0.6887', 'epoch': '3'}
100%|██████████| 48/48 [00:00<00:00, 408.88it/s]
"""
# Printed by Lightning 2.6 (500 samples, batch size 32).
LIGHTNING = """Sanity Checking DataLoader 0: 100%|██████████| 2/2 [00:00<00:00, 85.99it/s]
Epoch 0:  50%|█████     | 8/16 [00:00<00:00, 311.11it/s, v_num=0, train_loss=0.583]
Validation DataLoader 0: 100%|██████████| 10/10 [00:00<00:00, 759.18it/s]
Epoch 0: 100%|██████████| 16/16 [00:00<00:00, 205.88it/s, v_num=0, train_loss=0.437, val_loss=0.443]
Epoch 0:   0%|          | 0/16 [00:00<?, ?it/s, v_num=0, train_loss=0.437, val_loss=0.443]
Epoch 1:  50%|█████     | 8/16 [00:00<00:00, 435.98it/s, v_num=0, train_loss=0.390, val_loss=0.443]
Epoch 1: 100%|██████████| 16/16 [00:00<00:00, 305.47it/s, v_num=0, train_loss=0.295, val_loss=0.329]`Trainer.fit` stopped: `max_epochs=2` reached.
"""
CSV = """epoch,loss,accuracy,val_loss,val_accuracy
0,0.93,0.61,0.84,0.66
1,0.71,0.72,0.77,0.70
2,0.52,0.81,0.91,0.68
"""
YOLO = """      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size
      3/120      5.1G      1.25      0.75       1.00         17        640: 100%|██████████| 23/23 [00:09<00:00,  2.51it/s]
                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 8/8 [00:03<00:00,  2.17it/s]
                   all        312       1044      0.801       0.79      0.812      0.512
"""
CHINESE = """第 1/5 轮，训练损失：0.94，验证损失：0.97，验证准确率：60.5%
第 2/5 轮，训练损失：0.71，验证损失：0.85，验证准确率：66.5%
第 3/5 轮，训练损失：0.52，验证损失：0.88，验证准确率：66.0%
"""
LOGS = (KERAS, STOPPED, BANNER + TRANSFORMERS + FINISHED, LIGHTNING, CSV, YOLO, CHINESE)


def read(text: str) -> History:
    """The history in a text that holds one."""
    history = read_log(text)
    assert history is not None
    return history


def column(history: History, name: str) -> list[object]:
    """One value of every epoch."""
    return [getattr(record, name) for record in history.epochs]


def around(span: Span) -> float:
    """The middle of a span."""
    assert span.high is not None
    return float(span.low + span.high) / 2


def test_a_loop_of_ones_own_is_read_back() -> None:
    """The curve of a real PyTorch loop is read from what it prints, and its data fit the range."""
    torch.manual_seed(0)
    inputs = torch.randn(203, 3)
    targets = inputs.sum(1, keepdim=True)
    loader = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(inputs, targets), batch_size=16
    )
    model = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    lines, losses = [], []
    for epoch in range(1, 4):
        for step, (x, y) in enumerate(loader, 1):
            loss = torch.nn.functional.mse_loss(model(x), y)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            lines.append(f"Epoch [{epoch}/3], Step [{step}/{len(loader)}], Loss: {loss.item():.4f}")
        losses.append(round(loss.item(), 4))
    history = read("\n".join(lines))
    assert column(history, "train_loss") == losses
    assert history.iteration == 3 * len(loader)
    assert counts(history)["total_iterations"] == Span.of(3 * len(loader))
    size = counts(history, batch_size=16)["train_size"]
    fits = [n for n in range(1, 400) if len(range(0, n, 16)) == len(loader)]
    assert (size.low, size.high) == (fits[0], fits[-1])


def test_a_bar_of_tqdm_is_read_back() -> None:
    """A bar that tqdm itself prints gives its counts, wherever it stood."""
    tqdm = pytest.importorskip("tqdm").tqdm
    printed = io.StringIO()
    bar = tqdm(total=240, file=printed, desc="Epoch 2/5", mininterval=0)
    for _ in range(60):
        bar.update()
    bar.set_postfix(loss=0.25)
    history = read(printed.getvalue())
    found = counts(history)
    assert found["iterations_per_epoch"] == Span.of(240)
    assert found["remaining_iterations"] == Span.of(5 * 240 - 240 - 60)
    assert column(history, "train_loss") == [0.25]


def test_keras_bars_are_read() -> None:
    """Keras bars give the curve of both data sets; the bar of an evaluation is left out."""
    history = read(KERAS)
    assert column(history, "train_loss") == [0.8231, 0.7331]
    assert column(history, "val_accuracy") == [0.595, 0.65]
    found = counts(history, batch_size=32)
    assert found["iterations_per_epoch"] == Span.of(25)
    assert found["remaining_epochs"] == Span.of(1)
    assert found["train_size"] == Span(769, 800)


def test_old_keras_bars_count_samples() -> None:
    """Before 2020, the bars of Keras counted samples: the data set is read, not steps."""
    text = "Epoch 4/12\n54000/54000 [==============================] - 4s 81us/step - loss: 0.2615 - acc: 0.9240"
    found = counts(read(text), batch_size=120)
    assert found["train_size"] == Span.of(54_000)
    assert found["iterations_per_epoch"] == Span.of(450)


def test_an_unfinished_keras_bar_gives_the_time_left() -> None:
    """ETA is the rest of this epoch; the epochs after it take as long as those before it."""
    text = (
        "Epoch 1/4\n500/500 [==============================] - 10s 20ms/step - loss: 0.9\n"
        "Epoch 2/4\n250/500 [==============>...............] - ETA: 5s - loss: 0.7"
    )
    found = counts(read(text))
    assert found["remaining_iterations"] == Span.of(1250)
    assert around(found["time_remaining"]) == pytest.approx(5 + 2 * 10)


def test_early_stopping_tells_its_patience() -> None:
    """From where training stopped and the best epoch follows the patience."""
    found = counts(read(STOPPED))
    assert [found[n].value for n in ("early_stop_epoch", "best_epoch", "patience")] == [2, 1, 1]
    assert "time_remaining" not in found


def test_transformers_lines_are_read() -> None:
    """Fractions of an epoch belong to the epoch they are in; the evaluation's bar is left out."""
    history = read(BANNER + TRANSFORMERS)
    assert column(history, "train_loss") == [0.6891, 0.6881]
    assert column(history, "val_loss") == [0.6893, 0.6888]
    assert history.steps[0].epoch is None or history.steps[0].gradient_norm == 0.7325
    found = counts(history)
    assert found["train_size"] == Span.of(250)
    assert found["effective_batch_size"] == Span.of(16)
    assert found["total_iterations"] == Span.of(48)


def test_the_last_line_of_transformers_gives_data_and_batch() -> None:
    """From runtime and throughput follow the data set and the effective batch, as ranges."""
    found = counts(read(FINISHED))
    assert found["iterations_per_epoch"] == Span.of(16)
    data, batch = found["train_size"], found["effective_batch_size"]
    assert data.high is not None
    assert batch.high is not None
    assert data.low <= 250 <= data.high <= 251
    assert batch.low <= 16 <= batch.high <= 16


def test_lightning_bars_are_read() -> None:
    """Lightning counts epochs from 0; an unfinished bar shows the validation of the one before."""
    history = read(LIGHTNING)
    assert (history.first_epoch, history.iteration) == (0, 32)
    assert column(history, "val_loss") == [0.443, 0.329]
    assert counts(history)["iterations_per_epoch"] == Span.of(16)
    half = read(LIGHTNING.partition("Epoch 1: 100%")[0])
    assert column(half, "val_loss") == [0.443, None]


@pytest.mark.parametrize(
    "text", [CSV, CSV.replace(",", "\t"), CSV.replace(",", "  "), CSV.replace(",", " | ")]
)
def test_tables_are_read(text: str) -> None:
    """A table is read whatever parts its columns."""
    history = read("Here it is:\n" + text)
    assert column(history, "train_accuracy") == [0.61, 0.72, 0.81]
    assert counts(history)["best_epoch"] == Span.of(1)


def test_an_accuracy_beside_a_validation_loss_is_its_own() -> None:
    """Where a table has one accuracy, after the validation loss, it was measured there."""
    history = read(
        "epoch  train_loss  valid_loss  accuracy  time\n0  0.52  0.41  0.81  00:12\n1  0.41  0.39  0.83  00:14"
    )
    assert column(history, "val_accuracy") == [0.81, 0.83]
    assert around(counts(history)["time_per_epoch"]) == pytest.approx(13.5)


def test_yolo_tables_are_read() -> None:
    """The terms of YOLO's loss are added up; its bar gives the steps, the validation's does not."""
    for text in (YOLO, YOLO.partition("\n")[2]):
        history = read(text)
        assert column(history, "train_loss") == [3.0]
        found = counts(history)
        assert found["total_iterations"] == Span.of(120 * 23)
        assert found["remaining_epochs"] == Span.of(117)


def test_darknet_lines_are_read() -> None:
    """Images over iterations are the batch, and the average loss is the one to watch."""
    history = read(
        " 2500: 0.731020, 0.842000 avg loss, 0.001300 rate, 4.000000 seconds, 160000 images, 2.5 hours left"
    )
    found = counts(history)
    assert history.steps[-1].train_loss == 0.842
    assert found["effective_batch_size"] == Span.of(64)
    assert around(found["throughput"]) == pytest.approx(16)
    assert around(found["time_remaining"]) == pytest.approx(9000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2023-01-05 10:00:00,123 - mmdet - INFO - Epoch [2][50/4000]\tlr: 2.000e-02, eta: 1 day, 2:10:05, time: 0.450, data_time: 0.010, loss_cls: 0.2, acc: 92.1, loss: 0.61",
            {"iterations_per_epoch": 4000, "time_per_iteration": 0.45, "time_remaining": 94_205.5},
        ),
        (
            "[TRAIN] epoch: 7, iter: 900/20000, loss: 0.5512, lr: 0.009, batch_cost: 0.2500, reader_cost: 0.001, ips: 32.0000 samples/sec | ETA 01:19:35",
            {"total_iterations": 20_000, "remaining_iterations": 19_100, "batch_size": 8, "time_remaining": 4775.5},
        ),
        (
            "ppdet.engine INFO: Epoch: [4] [ 60/150] learning_rate: 0.0007 loss_xy: 2.8 loss: 14.03 eta: 0:30:00 batch_cost: 0.2000 data_cost: 0.001 ips: 20.0000 images/s",
            {"iterations_per_epoch": 150, "batch_size": 4, "time_per_epoch": 30},
        ),
        (
            "Epoch: [0][  20/2502]\tTime  0.310 ( 0.400)\tData  0.010 ( 0.090)\tLoss 6.91 (6.95)\tAcc@1   0.39 (  0.26)",
            {"iterations_per_epoch": 2502, "time_per_iteration": 0.4, "time_per_epoch": 1000.8},
        ),
        ("Train Epoch: 3 [12800/50000 (26%)]\tLoss: 0.412345", {"train_size": 50_000}),
        ("45%|████▌     | 90/200 [03:00<03:40,  2.00s/it]", {"total_iterations": 200, "remaining_iterations": 110, "time_total": 401}),
        ("why does it say 30/120 [00:15<00:45, 2.00it/s] here?", {"total_iterations": 120, "time_per_iteration": 0.5}),
        ("Epochs:  20%|██        | 2/10 [01:00<04:00, 30.0s/epoch]", {"epochs": 10, "remaining_epochs": 8, "time_remaining": 240.5}),
        ("640: 100% ━━━━━━━━━━━━ 40/40 4.0it/s 10.0s", {"iterations_per_epoch": 40, "time_per_iteration": 0.25}),
        ("step 500: train loss 2.31, val loss 2.40\niter 510: loss 2.29, time 80.00ms, mfu 9.1%", {"time_per_iteration": 0.08}),
    ],
)  # fmt: skip
def test_logs_of_other_trainers_give_counts_and_times(
    text: str, expected: dict[str, float]
) -> None:
    """Each trainer's own words for counts and times are understood."""
    found = counts(read(text))
    assert {name: around(found[name]) for name in expected} == pytest.approx(expected, rel=1e-3)


STYLES = (
    "Epoch {e}/{n} loss: {a} val_loss: {b}",
    "Epoch [{e}/{n}], Loss: {a}, Val Loss: {b}",
    "epoch: {e}, train loss {a}, valid loss {b}",
    "[2024-01-02 03:04:05] INFO epoch={e} | train_loss={a} | val_loss={b}",
    '{{"epoch": {e}, "train_loss": {a}, "val_loss": {b}}}',
    "{{'loss': {a}, 'eval_loss': {b}, 'epoch': {e}}}",
    "Epoch {e}\n-----\ntrain Loss: {a}\nval Loss: {b}\n",
    "EPOCH {e}:\nLOSS train {a} valid {b}",
    "Epoch {e}: Train - loss={a} ; Test - loss={b}",
    "第{e}轮 训练损失 {a} 验证损失 {b}",
    "第 {e}/{n} 个epoch：训练集损失为{a}，测试集损失为{b}",
    "轮次：{e}/{n}，损失：{a}，验证损失：{b}",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(STYLES),
    st.lists(st.tuples(*[st.decimals(0, 99, places=4)] * 2), min_size=2, max_size=8),
)
def test_whatever_a_loop_prints_is_read_back(
    style: str, curve: list[tuple[object, object]]
) -> None:
    """In every usual wording, the losses that were printed are the losses that are read."""
    lines = [style.format(e=epoch, n=len(curve), a=a, b=b) for epoch, (a, b) in enumerate(curve, 1)]
    history = read("Is this good?\n" + "\n".join(lines) + "\nthanks")
    assert column(history, "epoch") == list(range(1, len(curve) + 1))
    assert column(history, "train_loss") == [float(str(a)) for a, _ in curve]
    assert column(history, "val_loss") == [float(str(b)) for _, b in curve]


@pytest.mark.parametrize(
    "text",
    [
        "Epoch 3-6 val_loss: 0.9, 0.7, 0.75, 0.8",
        "第3到6个epoch的验证损失依次是0.9、0.7、0.75、0.8",
    ],
)
def test_values_listed_by_epoch_are_read(text: str) -> None:
    """A list of losses with its epochs is a curve."""
    history = read(text)
    assert column(history, "val_loss") == [0.9, 0.7, 0.75, 0.8]
    assert counts(history)["best_epoch"] == Span.of(4)


def test_the_history_that_keras_returns_is_read() -> None:
    """The dictionary of history.history is a curve of each of its values."""
    history = read("{'accuracy': [0.71, 0.82], 'loss': [0.6, 0.4], 'val_loss': [0.5, 0.55]}")
    assert column(history, "train_accuracy") == [0.71, 0.82]
    assert column(history, "val_loss") == [0.5, 0.55]


def test_a_loss_that_is_no_number_is_kept() -> None:
    """A loss that became NaN is part of the curve, and the reply says from where on."""
    history = read("Epoch 1/3 loss: 2.5\nEpoch 2/3 loss: nan\nEpoch 3/3 loss: nan")
    losses = [record.train_loss for record in history.epochs]
    assert losses[0] == 2.5
    assert all(loss is not None and math.isnan(loss) for loss in losses[1:])
    assert "from epoch 2 on" in plain_text(explain_log(history, {}, "en"))
    assert "从第 2 个 epoch 起" in plain_text(explain_log(history, {}, "zh"))


def test_the_last_of_several_runs_is_shown() -> None:
    """Where a log starts again at its first epoch, it is the last run that counts."""
    again = STOPPED.replace("0.5117", "0.4117")
    history = read(STOPPED + again)
    assert (history.earlier_runs, column(history, "val_loss")) == (1, [0.4117, 0.4726])


def test_epochs_from_zero_are_counted_right() -> None:
    """Where epochs are counted from 0, epoch 0/24 is the first of 25."""
    found = counts(
        read("Epoch 0/24\n----------\ntrain Loss: 0.7 Acc: 0.65\nval Loss: 0.3 Acc: 0.88")
    )
    assert (found["epochs"].value, found["remaining_epochs"].value) == (25, 24)


@pytest.mark.parametrize(
    "text",
    [
        "60000 images, batch size 128. How many iterations in 10 epochs?",
        "My training loss is 0.3 and my validation loss 0.9 after 20 epochs: overfitting?",
        "训练20个epoch，准确率85%，损失0.4，还要继续训练吗？",
        "My log says step 3000/12000 with batch size 16. How many epochs is that?",
        "What is the loss function for classification, and what is accuracy?",
        "MSE for predictions [2.5, 0.0, 2.1] and targets [3, -0.5, 2]?",
        "Downloading: 100%|██████████| 440M/440M [00:10<00:00, 42.0MB/s]",
        "",
    ],
)
def test_a_question_is_no_log(text: str) -> None:
    """An ordinary question stays a question, and so do bars of anything but training."""
    assert read_log(text) is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "The log shows epochs 1 to 3 of 5.",
                "Training loss: 0.94 → 0.52.",
                "Validation loss: 0.97 → 0.88, lowest 0.85 in epoch 2.",
                "Validation accuracy: 60.5 % → 66 %, highest 66.5 % in epoch 2.",
            ],
        ),
        (
            "zh",
            [
                "日志记录了第 1～3 个 epoch，计划共 5 个。",
                "训练损失：0.94 → 0.52。",
                "验证损失：0.97 → 0.88，第 2 个 epoch 最低，为 0.85。",
                "验证准确率：60.5 % → 66 %，第 2 个 epoch 最高，为 66.5 %。",
            ],
        ),
    ],
)
def test_a_curve_is_told_in_both_languages(language: str, expected: list[str]) -> None:
    """First, last and best value of each curve, a line each."""
    history = read(CHINESE)
    said = explain_log(history, counts(history), "zh" if language == "zh" else "en")
    assert list(said.answer) == expected


def test_counts_and_times_are_told_in_both_languages() -> None:
    """What follows from a bar is told with units that people use."""
    history = read("50%|█████     | 600/1200 [1:30:00<1:30:00,  9.00s/it]")
    english, chinese = (explain_log(history, counts(history), lang).answer for lang in ("en", "zh"))
    assert "Training time: ≈ 3 h" in english
    assert "Iterations left: 600" in english
    assert "总训练时间：≈ 3 小时" in chinese
    assert "剩余迭代次数：600" in chinese


def test_a_time_keeps_what_rounding_hides() -> None:
    """A clock of whole seconds and a rounded pace are ranges, and exact ones."""
    found = counts(read("8/32 [00:10<00:30, 1.25s/it]"))
    assert found["time_remaining"] == Span(30, 31, high_open=True)
    assert found["time_per_iteration"] == Span(Fraction(249, 200), Fraction(251, 200))


PIECES = (
    "Epoch 1/3", "loss: ", "nan", "0.5", "1/2 [", "00:00<", "25/25 ━━━", "━ ", "第", "轮", "损失", "{'loss': ", "'epoch': 1e400", "\r", "\x08", "\x1b[", "epoch,loss\n", "1e-999", ",", "[", "]", "9" * 40, "it/s", "eta: 9 days, 9:99", "acc@1 ", "%", "0/0 [00:00<00:00, 0.0it/s]", "train_runtime: 0", "train_samples_per_second: 0", "0: 1, 1 avg, 1 rate, 1 seconds, 0 images", "Epoch 1-9 loss: 1, 2", "batch size 0", "\n", "9999999/0 [====] - 0s", "²", "١/٢ [٠٠:٠٠", "epoch ٣ loss: ٤",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join))
def test_any_text_is_taken(text: str) -> None:
    """Whatever looks a little like a log is read or declined, never an error."""
    told(text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LOGS), st.sampled_from(LOGS), st.data())
def test_torn_logs_are_taken(first: str, second: str, data: st.DataObject) -> None:
    """Logs that were cut anywhere, and glued to others, are read without an error."""
    start, end = (data.draw(st.integers(0, len(first))), data.draw(st.integers(0, len(second))))
    told(first[start:] + data.draw(st.text(max_size=5)) + second[:end])


@pytest.mark.parametrize(
    "piece",
    ["第1轮", "1/2 [00:00<", "━ ", "'loss': [1, ", "9", "epoch,loss\n", "epoch ", "{'loss': ", "1 h 1 m "],
)  # fmt: skip
def test_long_and_repetitive_texts_are_read_in_bounded_work(piece: str) -> None:
    """No pattern is led astray by 200,000 characters of the same kind: the test itself ends."""
    told(("loss 1/2 [00:00<00:01, 1it/s] " + piece * 200_000)[:200_000])


def told(text: str) -> None:
    """Reads a text and says what it holds, in both languages."""
    history = read_log(text)
    if history:
        found = counts(history, batch_size=7)
        assert plain_text(explain_log(history, found, "en"))
        assert plain_text(explain_log(history, found, "zh"))
