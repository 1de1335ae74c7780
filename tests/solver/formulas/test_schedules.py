"""The learning rate at a step is that of PyTorch's schedulers, and of Transformers' formulas."""

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
import torch
from torch.optim import lr_scheduler

from solver.formulas import solve_formula

Optimizer = torch.optim.Optimizer
Scheduler = Callable[[Optimizer], lr_scheduler.LRScheduler]


def answered(text: str) -> list[float]:
    """The learning rates, in order."""
    solution = solve_formula(text)
    assert solution is not None, text
    assert {answer.quantity for answer in solution.answers} == {"learning_rate"}
    return [float(answer.value) for answer in solution.answers if answer.value is not None]


def scheduled(scheduler: Scheduler, lr: float, steps: int) -> float:
    """The rate that the real scheduler has after so many steps."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=lr)
    schedule = scheduler(optimizer)
    for _ in range(steps):
        optimizer.step()
        schedule.step()
    return float(optimizer.param_groups[0]["lr"])


@pytest.mark.parametrize("t", [0, 25, 37, 50, 100])
@pytest.mark.parametrize(
    "template",
    [
        "Cosine annealing from 0.1 to 0.001 over 100 epochs: what is the learning rate at epoch {t}?",
        "CosineAnnealingLR with lr=0.1, T_max=100, eta_min=0.001. Learning rate after {t} epochs?",
        "Cosine decay, initial learning rate 0.1, minimum learning rate 0.001, 100 epochs in total. lr at epoch {t}?",
        "初始学习率 0.1，最小学习率 0.001，余弦退火，总共 100 个 epoch，第 {t} 个 epoch 的学习率是多少？",
        "余弦退火 T_max=100，eta_min=0.001，lr=0.1，epoch {t} 时学习率是多少",
        "学习率从 0.1 余弦衰减到 0.001，共 100 轮，第 {t} 轮的学习率？",
    ],
)
def test_cosine_annealing(template: str, t: int) -> None:
    """Half a cosine from the first rate to the last."""
    expected = scheduled(lambda o: lr_scheduler.CosineAnnealingLR(o, 100, 0.001), 0.1, t)
    assert answered(template.format(t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [0, 9, 10, 25, 65])
@pytest.mark.parametrize(
    "template",
    [
        "StepLR with step_size=10, gamma=0.5, initial lr 0.1: lr at epoch {t}?",
        "The learning rate starts at 0.1 and is halved every 10 epochs. What is the learning rate after {t} epochs?",
        "Initial learning rate 0.1, multiplied by 0.5 every 10 epochs: what is the learning rate at epoch {t}?",
        "初始学习率 0.1，每 10 个 epoch 乘以 0.5，第 {t} 个 epoch 的学习率是多少？",
        "学习率 0.1，每隔 10 轮减半，第 {t} 轮学习率为多少",
        "StepLR(step_size=10, gamma=0.5)，lr=0.1，训练 {t} 个 epoch 后学习率是多少？",
    ],
)
def test_step_decay(template: str, t: int) -> None:
    """The rate is multiplied every so many epochs, counted from 0."""
    expected = scheduled(lambda o: lr_scheduler.StepLR(o, 10, 0.5), 0.1, t)
    assert answered(template.format(t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [10, 30, 79, 90])
@pytest.mark.parametrize(
    "template",
    [
        "MultiStepLR milestones=[30, 80], gamma=0.1, lr 0.1: what is the learning rate at epoch {t}?",
        "Learning rate 0.1 is divided by 10 at epochs 30 and 80. Learning rate in epoch {t}?",
        "学习率 0.1，在第 30、80 个 epoch 乘以 0.1，第 {t} 个 epoch 的学习率？",
        "MultiStepLR，milestones=[30, 80]，gamma=0.1，初始学习率 0.1，第 {t} 轮学习率是多少",
    ],
)
def test_milestones(template: str, t: int) -> None:
    """The rate is multiplied at each milestone that has been reached."""
    expected = scheduled(lambda o: lr_scheduler.MultiStepLR(o, [30, 80], 0.1), 0.1, t)
    assert answered(template.format(t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [0, 1, 20])
@pytest.mark.parametrize(
    "template",
    [
        "ExponentialLR gamma=0.95, lr=0.01; learning rate after {t} epochs?",
        "exponential decay: initial lr 0.01, decay rate 0.95 every epoch, lr after {t} epochs?",
        "The learning rate 0.01 is multiplied by 0.95 every epoch. What is the learning rate at epoch {t}?",
        "学习率 0.01，指数衰减 gamma=0.95，第 {t} 个 epoch 学习率多少",
        "初始学习率0.01，每个 epoch 乘以 0.95，{t} 个 epoch 后学习率是多少？",
    ],
)
def test_exponential_decay(template: str, t: int) -> None:
    """The rate is multiplied every epoch."""
    expected = scheduled(lambda o: lr_scheduler.ExponentialLR(o, 0.95), 0.01, t)
    assert answered(template.format(t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [0, 250, 999])
@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize(
    "template",
    [
        "polynomial decay with power {p} from lr 0.01 over 1000 steps: learning rate at step {t}?",
        "PolynomialLR total_iters=1000, power={p}, lr=0.01: lr at step {t}?",
        "多项式衰减，power={p}，初始学习率 0.01，共 1000 步，第 {t} 步的学习率是多少？",
    ],
)
def test_polynomial_decay(template: str, power: int, t: int) -> None:
    """The share that is left, to a power."""
    expected = scheduled(lambda o: lr_scheduler.PolynomialLR(o, 1000, power), 0.01, t)
    assert answered(template.format(p=power, t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [0, 100, 499, 500, 2750, 5000])
@pytest.mark.parametrize(
    "template",
    [
        "warmup 500 steps then linear decay to 0 over 5000 total steps, peak lr 2e-5: lr at step {t}?",
        "Linear schedule with warmup: peak learning rate 2e-5, 500 warmup steps, 5000 total steps. What is the learning rate at step {t}?",
        "学习率峰值 2e-5，前 500 步预热，之后线性衰减到 0，总步数 5000，第 {t} 步的学习率是多少？",
        "线性衰减，warmup_steps=500，总共 5000 步，lr=2e-5，第 {t} 步学习率？",
    ],
)
def test_warmup_then_linear_decay(template: str, t: int) -> None:
    """As in Transformers: up in a straight line, and down in another."""
    share = t / 500 if t < 500 else (5000 - t) / 4500
    expected = scheduled(
        lambda o: lr_scheduler.LambdaLR(o, lambda s: s / 500 if s < 500 else (5000 - s) / 4500),
        2e-5,
        t,
    )
    assert 2e-5 * share == pytest.approx(expected)
    assert answered(template.format(t=t)) == [pytest.approx(expected)]


@pytest.mark.parametrize("t", [0, 1000, 2000, 51000, 80000])
@pytest.mark.parametrize(
    "template",
    [
        "cosine schedule with warmup: peak lr 3e-4, 2000 warmup steps, 100000 total steps. lr at step {t}?",
        "Warm up for 2000 steps to a learning rate of 3e-4, then cosine decay, 100000 steps in total: learning rate at step {t}?",
        "余弦衰减加预热：预热 2000 步，学习率峰值 3e-4，总步数 100000，第 {t} 步学习率是多少？",
    ],
)
def test_warmup_then_cosine(template: str, t: int) -> None:
    """Warm-up in a straight line, then half a cosine over the rest."""
    share = t / 2000 if t < 2000 else (1 + math.cos(math.pi * (t - 2000) / 98000)) / 2
    assert answered(template.format(t=t)) == [pytest.approx(3e-4 * share, abs=1e-18)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Linear warm-up over 1000 steps to a peak learning rate of 1e-3. What is the lr at step 250?",
            [2.5e-4],
        ),
        ("学习率峰值 5e-5，前 500 步线性预热，第 100 步的学习率是多少", [1e-5]),
        ("lr decays linearly from 0.1 to 0.01 over 90 epochs; lr at epoch 30?", [0.07]),
        ("学习率从 0.1 线性衰减到 0，共 1000 步，第 400 步时学习率是多少", [0.06]),
        (
            "warmup ratio 0.1, 1000 total steps, linear decay, lr 1e-4: what is the learning rate at step 50 and at step 550?",
            [5e-5, 5e-5],
        ),
        (
            "what is the learning rate at epochs 0, 10 and 30 with StepLR(step_size=10, gamma=0.5) and lr 0.1?",
            [0.1, 0.05, 0.0125],
        ),
        ("warm up for 5 epochs from 0.01 to 0.1: learning rate at epoch 3?", [0.064]),
        ("前 5 个 epoch 从 0.01 预热到 0.1，第 2 个 epoch 的学习率是多少？", [0.046]),
        (
            "Initial lr = 0.01; every 5 epochs the lr drops by half. What is the learning rate at epoch 12?",
            [0.0025],
        ),
        (
            "lr=0.1, momentum 0.9, StepLR(step_size=30, gamma=0.1), batch size 256: lr at epoch 40?",
            [0.01],
        ),
        ("constant learning rate 0.01, what is the lr at step 100?", [0.01]),
        ("学习率固定为 0.01，第 100 步的学习率是多少？", [0.01]),
        ("lr warms up over 800 steps to 4e-3. What is the rate at step 200?", [1e-3]),
        ("the lr warms up linearly to 0.2 over the first 400 steps, lr at step 100?", [0.05]),
        ("前800步线性warmup到4e-3，第200步学习率是多少", [1e-3]),
        ("学习率前500步从0线性升到2e-4，第125步是多少", [5e-5]),
        ("warmup 3 epochs (200 iterations per epoch) from 0 to 0.3, lr at iteration 400?", [0.2]),
        ("warmup_steps=1000 but I only train 250 steps, lr 2e-4. What lr do I end with?", [5e-5]),
        ("总共才300步，warmup_steps还是1200，lr=4e-4，最后学习率是多少", [1e-4]),
        ("linear decay from 1e-4 to 0 over 5 epochs of 200 steps each: lr at step 250?", [7.5e-5]),
        ("每个epoch 200步，共5个epoch，学习率从1e-4线性衰减到0，第250步学习率是多少", [7.5e-5]),
        (
            "20 epochs of 100 steps, warm up for 4 epochs to 0.4, then cosine to 0. lr at step 1200?",
            [0.2],
        ),
        (
            "lr starts at 0.2 and is divided by 10 every 20 epochs, 60 epochs. lr in epoch 45?",
            [2e-3],
        ),
        (
            "I start with 1e-2 and multiply by 0.5 every 8 epochs. Learning rate at epoch 20?",
            [2.5e-3],
        ),
        ("每4个epoch学习率乘0.5，初始0.008，第9个epoch的学习率？", [0.002]),
        ("StepLR(step_size=20, gamma=0.1)，lr=0.1，跑50个epoch，最后学习率是多少", [0.001]),
        (
            "the lr decays x0.1 at epoch 30 and 60, total 90 epochs, starts with 0.1, batch 128 on 50,000 images. lr at epoch 40?",
            [0.01],
        ),
    ],
)
def test_straight_lines(text: str, values: list[float]) -> None:
    """Warm-up, linear decay and a constant rate, at one step or several."""
    assert answered(text) == pytest.approx(values)


@pytest.mark.parametrize("t", [0, 7, 10, 15, 20, 25, 40])
@pytest.mark.parametrize(
    "template",
    [
        "CosineAnnealingLR(T_max=10), lr 0.1, trained for 40 epochs: what is the lr after {t} epochs?",
        "CosineAnnealingLR，T_max=10，lr=0.1，第 {t} 个 epoch 的学习率是多少？",
    ],
)
def test_the_cosine_of_pytorch_rises_again(template: str, t: int) -> None:
    """Beyond T_max PyTorch's rate goes up again."""
    expected = scheduled(lambda o: lr_scheduler.CosineAnnealingLR(o, 10), 0.1, t)
    assert answered(template.format(t=t)) == [pytest.approx(expected, abs=1e-12)]


def test_the_length_of_the_warm_up_may_be_asked_too() -> None:
    """The warm-up in steps, and a rate inside it."""
    solution = solve_formula(
        "warmup 4个epoch，每个epoch 250个iter，lr从0线性升到0.2，warmup一共多少iter，第500个iter的lr是多少"
    )
    assert solution is not None
    found = [(answer.quantity, answer.value) for answer in solution.answers]
    assert found == [("warmup_steps", 1000), ("learning_rate", Fraction(1, 10))]


@pytest.mark.parametrize(
    ("text", "drops"),
    [
        (
            "milestones=[20, 40]，50个epoch，每个epoch 300个iter，学习率分别在第几个iter衰减",
            [6000, 12000],
        ),
        (
            "milestones [30, 60] with 500 iterations per epoch, lr 0.1: at which iterations does the lr drop?",
            [15000, 30000],
        ),
    ],
)
def test_milestones_in_epochs_are_told_in_iterations(text: str, drops: list[int]) -> None:
    """Each milestone comes after so many whole epochs."""
    solution = solve_formula(text)
    assert solution is not None
    found = [answer.value for answer in solution.answers if answer.quantity == "drop_iteration"]
    assert found == drops


def test_rational_rates_are_exact() -> None:
    """No binary rounding where the rate is a fraction."""
    solution = solve_formula("StepLR step_size=30, gamma=0.1, lr 0.1: lr at epoch 65?")
    assert solution is not None
    assert solution.answers[0].value == Fraction(1, 1000)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("cosine decay, lr 0.1: learning rate at epoch 10?", ("total_iterations",)),
        ("StepLR with step_size 30 and lr 0.1: learning rate at epoch 65?", ("gamma",)),
        ("余弦退火，初始学习率 0.1，第 10 个 epoch 的学习率是多少？", ("total_iterations",)),
        ("指数衰减 gamma=0.9，第 5 个 epoch 的学习率？", ("learning_rate",)),
    ],
)
def test_what_is_missing_is_named(text: str, missing: tuple[str, ...]) -> None:
    """A schedule without its length or factor asks for it."""
    solution = solve_formula(text)
    assert solution is not None
    assert solution.missing == missing


def test_warmup_longer_than_the_run_is_said() -> None:
    """There is no decay where warm-up takes all of the steps."""
    solution = solve_formula(
        "linear decay, 500 warmup steps, 400 total steps, lr 0.1: lr at step 600?"
    )
    assert solution is not None
    assert [a.fault.name for a in solution.answers if a.fault] == ["warmup_too_long"]
