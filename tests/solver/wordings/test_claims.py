"""Numbers that somebody worked out, expected or was shown are checked against the others."""

import pytest

from solver.as_json import as_json
from solver.explain.results import explain
from solver.results import Contradiction, Result, Solution
from solver.solve import solve


def values(text: str) -> dict[str, list[object]]:
    """Every number that the reply gives, by its quantity."""
    result = solved(text)
    found: dict[str, list[object]] = {}
    for answer in as_json(result, explain(result))["answers"]:  # type: ignore[attr-defined]
        value = answer["value"] if answer["value"] is not None else (answer["low"], answer["high"])
        found.setdefault(answer["quantity"], []).append(value)
    return found


def solved(text: str) -> Result:
    """The result of a question, which has to be one."""
    result = solve(text)
    assert result is not None, text
    return result


def conflicts(result: Result) -> set[tuple[str, object]]:
    """The numbers that are not as they were told."""
    if isinstance(result, Contradiction):
        return {(conflict.quantity, conflict.stated.value) for conflict in result.conflicts}
    assert isinstance(result, Solution)
    return {(a.quantity, a.claimed.value) for a in result.refuted if a.claimed}


@pytest.mark.parametrize(
    ("text", "right", "expected"),
    [
        (
            "Dataset of 20000, batch size 50. Is it correct that one epoch is 500 iterations?",
            False,
            {"iterations_per_epoch": 400},
        ),
        (
            "数据集20000条，batch size是50，一个epoch是500次迭代，对吗？",
            False,
            {"iterations_per_epoch": 400},
        ),
        (
            "20000 samples with batch size 50 means 400 iterations per epoch, right?",
            True,
            {"iterations_per_epoch": 400},
        ),
        (
            "2万条数据，批大小50，那一轮就是400次迭代，对不对？",
            True,
            {"iterations_per_epoch": 400},
        ),
        (
            (
                "6,000 rows, per_device_train_batch_size=4, gradient_accumulation_steps=8, 3 epochs: "
                "564 steps in total, correct?"
            ),
            True,
            {"total_iterations": 564},
        ),
        (
            (
                "640 samples, batch size 16, 5 epochs. The trainer says 100 total steps. "
                "Shouldn't it be 200?"
            ),
            False,
            {"total_iterations": 200},
        ),
        (
            "640个样本，批大小16，训练5轮，程序说总步数是100，不应该是200吗？",
            False,
            {"total_iterations": 200},
        ),
        (
            (
                "8 million samples, batch size 2, 50 GPUs: 40k steps would process about 4 million "
                "samples, is that right?"
            ),
            True,
            {"samples_seen": 4_000_000, "epochs": 0.5},
        ),
        (
            (
                "The script says global_step=1000, batch size 4, gradient accumulation 4, 8000 "
                "samples. So 2 epochs, right?"
            ),
            True,
            {"epochs": 2},
        ),
        (
            "global_step=1000，batch size 4，梯度累积4，8000条数据，所以是2个epoch，对吗？",
            True,
            {"epochs": 2},
        ),
        (
            (
                "With gradient_accumulation_steps=8 and batch size 2 on 4 GPUs, is the effective "
                "batch size 16?"
            ),
            False,
            {"effective_batch_size": 64},
        ),
        (
            "4张卡，batch size 2，梯度累积8步，有效batch是16，对不对？",
            False,
            {"effective_batch_size": 64},
        ),
    ],
)
def test_a_claim_is_right_or_not(text: str, right: bool, expected: dict[str, object]) -> None:  # noqa: FBT001 [a verdict]
    """Who asks whether a number is right gets yes or no, and the right number."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is right
    assert {name: values(text)[name] for name in expected} == {
        name: [value] for name, value in expected.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9000/60 = 160 iterations per epoch, is this correct?", 150),
        ("9000/60=160次迭代每个epoch，对吗？", 150),
        ("I have 1200 images, batch size 16. 1200/16 = 70 steps per epoch, correct?", 75),
        ("1200张图，batch size 16，1200/16=70步一个epoch，对吗？", 75),
    ],
)
def test_a_sum_tells_what_its_numbers_are(text: str, expected: int) -> None:
    """A division that somebody wrote down is worked out again, with the numbers that it names."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is False
    assert values(text)["iterations_per_epoch"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "I have 4,800 images and a batch size of 32. I expected 150 steps per epoch but the "
                "log shows 38. Why?"
            ),
            {"iterations_per_epoch": 150, "grad_accumulation": 4, "effective_batch_size": 128},
        ),
        (
            "4800张图，batch size 32，我以为每个epoch是150步，可是日志显示38步，为什么？",
            {"iterations_per_epoch": 150, "grad_accumulation": 4, "effective_batch_size": 128},
        ),
        (
            "训练集9000张，batch size 30，程序打印每个epoch 150个iteration，这是为什么？",
            {"iterations_per_epoch": 300, "devices": 2},
        ),
        (
            (
                "20000 samples, per_device_train_batch_size 1, one epoch. Why does the bar only go to "
                "1250 steps in total?"
            ),
            {"grad_accumulation": 16, "effective_batch_size": 16},
        ),
        (
            "数据2万条，batch size 1，训练1个epoch，为什么总共只有1250步？",
            {"grad_accumulation": 16, "effective_batch_size": 16},
        ),
        (
            (
                "My training set has 900 images, 4 images per GPU on one GPU, but the log says "
                "Epoch [1][20/450]. Why?"
            ),
            {"iterations_per_epoch": 225, "repeats": 2},
        ),
        (
            "训练集900张，samples_per_gpu=4，一张卡，日志却是 Epoch [1][20/450]，为什么？",
            {"iterations_per_epoch": 225, "repeats": 2},
        ),
        (
            "I have 500 images and samples_per_gpu=2, but I receive Epoch [1][50/240]. Why?",
            {"iterations_per_epoch": 250, "dataset_size": (479, 480)},
        ),
        (
            "Keras shows 1875/1875 though I have 60000 training images. Why 1875?",
            {"batch_size": 32},
        ),
        ("我有60000张训练图片，为什么keras显示1875/1875？", {"batch_size": 32}),
        (
            (
                "18,000 rows with a batch size of 60: 300 iterations. But I get 600 iterations per "
                "epoch!"
            ),
            {"iterations_per_epoch": 300, "repeats": 2},
        ),
        (
            "18000条数据，batch 60，应该300个iteration，但实际每个epoch跑了600个！",
            {"iterations_per_epoch": 300, "repeats": 2},
        ),
    ],
)
def test_a_number_that_does_not_fit_is_explained(text: str, expected: dict[str, object]) -> None:
    """Who wonders about a number learns the right one, and what would explain the shown one."""
    found = values(text)
    assert {name: value for name, value in expected.items() if value in found.get(name, [])} == (
        expected
    )


@pytest.mark.parametrize(
    ("text", "conflict", "expected"),
    [
        (
            (
                "AssertionError: Check batch related parameters. train_batch_size is not equal to "
                "micro_batch_per_gpu * gradient_acc_step * world_size 64 != 2 * 8 * 2"
            ),
            ("effective_batch_size", 64),
            {"effective_batch_size": 32},
        ),
        (
            (
                "AssertionError: Check batch related parameters. train_batch_size is not equal to "
                "micro_batch_per_gpu * gradient_acc_step * world_size 128 != 4 * 8 * 2。它想要几张卡？"
            ),
            ("effective_batch_size", 128),
            {"devices": 4},
        ),
        (
            (
                "train_batch_size is not equal to micro_batch_per_gpu * gradient_acc_step *\n"
                "world_size 96 != 4 * 3 * 4. What is the real batch size per update?"
            ),
            ("effective_batch_size", 96),
            {"effective_batch_size": 48},
        ),
        (
            (
                "Total train batch size = 256, but per_device_train_batch_size=8, 4 GPUs and "
                "gradient_accumulation_steps=4. How many accumulation steps are there really?"
            ),
            ("effective_batch_size", 256),
            {"grad_accumulation": 8},
        ),
        (
            (
                "per_device_train_batch_size=8，4张卡，gradient_accumulation_steps=4，可是日志里 "
                "Total train batch size = 256，实际的梯度累积是多少？"
            ),
            ("effective_batch_size", 256),
            {"grad_accumulation": 8},
        ),
        (
            (
                "Num examples = 700, Num Epochs = 3, Instantaneous batch size per device = 2, Total "
                "train batch size = 32, Gradient Accumulation steps = 4, Total optimization steps = "
                "66. I have 8 GPUs. Can you explain it?"
            ),
            ("effective_batch_size", 32),
            {"devices": 4, "effective_batch_size": 64},
        ),
    ],
)
def test_what_does_not_fit_is_named(
    text: str, conflict: tuple[str, object], expected: dict[str, object]
) -> None:
    """Numbers that contradict each other are named, with what follows from the trusted ones."""
    assert conflict in conflicts(solved(text))
    found = values(text)
    assert all(value in found.get(name, []) for name, value in expected.items()), found


LOG = """***** Running training *****
  Num examples = 8,000
  Num Epochs = 2
  Instantaneous batch size per device = 4
  Total train batch size (w. parallel, distributed & accumulation) = 64
  Gradient Accumulation steps = 4
  Total optimization steps = {steps}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LOG.format(steps=250) + "How many GPUs was this?", {"devices": 4}),
        (LOG.format(steps=250) + "这是用了几张卡？", {"devices": 4}),
        (LOG.format(steps=500) + "Is 500 right?", {"total_iterations": 250}),
        (LOG.format(steps=500) + "500步对吗？", {"total_iterations": 250}),
    ],
)
def test_the_header_of_a_log_tells_its_devices(text: str, expected: dict[str, object]) -> None:
    """The two batch sizes of a Transformers log say how many devices there were."""
    found = values(text)
    assert {name: found.get(name) for name in expected} == {
        name: [value] for name, value in expected.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The paper trains on 16 GPUs with a batch of 8 per GPU. I only have 4 GPUs with batch "
                "size 8. How many gradient accumulation steps give the same effective batch size?"
            ),
            {"grad_accumulation": 4},
        ),
        (
            (
                "论文用16张卡，每卡batch size为8。我只有4张卡，每卡batch size为4，"
                "梯度累积设多少才能等效？"
            ),
            {"grad_accumulation": 8},
        ),
        (
            (
                "I want an effective batch of 512 but only 32 fit in memory on each of 2 GPUs. "
                "How many accumulation steps?"
            ),
            {"grad_accumulation": 8},
        ),
        (
            "想要有效batch size 512，2张卡，每卡最多放32，梯度累积步数设多少？",
            {"grad_accumulation": 8},
        ),
        ("batch size 6，梯度累积5步，2张GPU，总的batch是多少？", {"effective_batch_size": 60}),
        (
            "batch size 6, accumulation 5, 2 GPUs: what is the effective batch size?",
            {"effective_batch_size": 60},
        ),
        (
            (
                "The loader gives 250 batches and accumulate_grad_batches=4. Optimizer steps per "
                "epoch?"
            ),
            {"iterations_per_epoch": 63},
        ),
        (
            "Which effective batch size do 3 machines with 4 GPUs each and batch size 2 make?",
            {"effective_batch_size": 24},
        ),
        (
            "2台机器，每台有4张卡，每张卡batch size为8，64000张图片，一个epoch多少次迭代？",
            {"iterations_per_epoch": 1000, "effective_batch_size": 64},
        ),
        (
            "2 nodes with 8 GPUs each, batch size 4 per GPU, 100000 images. Iterations per epoch?",
            {"iterations_per_epoch": 1563, "effective_batch_size": 64},
        ),
        (
            (
                "1001 samples, DistributedSampler, 4 GPUs. How many samples does each GPU get, and "
                "how many are padded?"
            ),
            {"samples_per_device": 251, "padded_samples": 3},
        ),
        (
            "1001个样本，用DistributedSampler分到4张卡，每张卡分到几个样本？补齐几个？",
            {"samples_per_device": 251, "padded_samples": 3},
        ),
        (
            "Does one step process 32 or 128 samples with 4 GPUs and batch size 32 on each?",
            {"effective_batch_size": 128},
        ),
        (
            "4张卡，每卡batch_size=32，一个step处理的是32个样本还是128个样本？",
            {"effective_batch_size": 128},
        ),
        ("global batch size 256 on 8 GPUs: how many samples per GPU?", {"batch_size": 32}),
        ("全局batch size 256，8张卡，每张卡多少个样本？", {"batch_size": 32}),
        (
            (
                "10,007 samples, 4 GPUs, batch size 8 per GPU, drop_last=False: how many samples per "
                "GPU and how large is its last batch?"
            ),
            {"last_batch_size": 6},
        ),
        (
            "10007个样本，4张卡，每卡batch 8，每张卡分到多少样本？每卡最后一个batch有几个样本？",
            {"samples_per_device": 2502, "last_batch_size": 6},
        ),
        (
            (
                "How many GPUs with batch size 8 each and accumulation 4 for an effective batch size "
                "of 256?"
            ),
            {"devices": 8},
        ),
        ("每卡batch size 8，梯度累积4步，要达到有效batch 256需要几张卡？", {"devices": 8}),
        (
            (
                "On 1 GPU one epoch has 2000 iterations with batch 16. On 4 GPUs with batch 16 each, "
                "how many iterations has an epoch?"
            ),
            {"iterations_per_epoch": 500},
        ),
        (
            (
                "单卡batch size 64，一个epoch 1000个iteration。换成4卡，每卡batch size还是64，"
                "一个epoch多少个iteration？"
            ),
            {"iterations_per_epoch": 250},
        ),
        (
            "训练集6000张，验证集1200张，batch size 16，验证一遍要跑几个batch？",
            {"val_batches": 75},
        ),
        (
            (
                "--max_steps 500 --per_device_train_batch_size 2 --gradient_accumulation_steps 4 "
                "--logging_steps 20 on 2 GPUs. The log should come every 80 samples, but between two "
                "logs 320 samples are passed."
            ),
            {"samples_per_log": 320, "effective_batch_size": 16},
        ),
    ],
)
def test_batches_of_one_device_and_of_all(text: str, expected: dict[str, object]) -> None:
    """A batch is that of one device or of all, as the words around it say."""
    found = values(text)
    assert all(value in found.get(name, []) for name, value in expected.items()), found


@pytest.mark.parametrize(
    "text",
    [
        (
            "accelerate with 4 processes, DataLoader(batch_size=8), 1000 samples: len(loader) "
            "before prepare() and after it?"
        ),
        (
            "DataLoader(batch_size=8)，1000个样本，4个进程，len(loader)在prepare之前是多少，"
            "prepare之后是多少？"
        ),
    ],
)
def test_a_loader_before_and_after_its_data_is_shared(text: str) -> None:
    """Both lengths are told: that of the whole data set, and that of one process."""
    assert values(text)["batches_per_epoch"] == [125, 32]


@pytest.mark.parametrize(
    "text",
    [
        "1000 samples, batch size 100, 5 epochs. I get 12 iterations per epoch and 70 iterations in total, right?",
        "1000个样本，批大小100，5个epoch，所以每个epoch 12次迭代，总共70次迭代，对吗？",
    ],
)
def test_several_wrong_numbers_do_not_fit_together(text: str) -> None:
    """Where two claims are refuted, any number may be the wrong one: no, and what does not fit."""
    result = solved(text)
    assert isinstance(result, Contradiction)
    assert result.verdict is False
    assert len(result.conflicts) == 2


def test_no_with_a_number_left_over() -> None:
    """A wrong claim beside a number that was not understood is said as what does not fit."""
    result = solved(
        "1000 samples, batch size 100, 5 epochs. I get 12 iterations per epoch with flag 7, right?"
    )
    assert isinstance(result, Contradiction)
    assert result.verdict is False
