"""English questions as people type them: terse, with asks in few words, or with a guess at the end."""

import pytest

from solver.results import Clarification, Contradiction, Solution
from tests.replies import solved, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2,400 train and 600 val images, batch size 20. How many of the batches are training batches, how many validation?",
            {"batches_per_epoch": 120, "val_batches": 30},
        ),
        (
            "9,000 samples, batch size 10, accumulation 3, 4 epochs. total optimizer steps? and how many per epoch?",
            {"total_iterations": 1200, "iterations_per_epoch": 300},
        ),
        (
            "DistributedSampler, 1,003 samples on 4 GPUs. how many on each rank and how many duplicates?",
            {"samples_per_device": 251, "padded_samples": 1},
        ),
        (
            "1,200 images, batch size 24, 5 epochs. How many steps in all, and steps in 1 epoch?",
            {"total_iterations": 250, "iterations_per_epoch": 50},
        ),
        (
            "6,400 samples, bs 64, 3 epochs: iterations per epoch, total iterations?",
            {"iterations_per_epoch": 100, "total_iterations": 300},
        ),
        (
            "8 GPUs, batch size 4 each, 3,200 images. what is the effective batch size? and steps per epoch",
            {"effective_batch_size": 32, "iterations_per_epoch": 100},
        ),
        ("bz 25 and 2,000 images, steps per epoch?", {"iterations_per_epoch": 80}),
        ("4x A6000, 8 images per gpu. effective batch size?", {"effective_batch_size": 32}),
        ("2x A5000 with batch size 16 per GPU, global batch?", {"effective_batch_size": 32}),
        (
            "trained with the batch size being 50 for 40K steps, the number of epochs, it's probably 20. How many images?",
            {"train_size": (99_951, 100_000)},
        ),
        (
            "As figure 3 on page 12 shows, 5,000 images and batch size 50. How many iterations per epoch?",
            {"iterations_per_epoch": 100},
        ),
        (
            "My set has 900 images with 4,100 boxes, batch size 9. Steps per epoch?",
            {"iterations_per_epoch": 100},
        ),
        (
            "What about the other 3,000 images? I have 4,000 images and the log shows 500 iterations an epoch. What is the batch size?",
            {"batch_size": 8},
        ),
        (
            "10,000 samples, trained for 1 epoch with train_prompt_bsz=250: total steps should be 10000 / 250 = ?",
            {"total_iterations": 40},
        ),
        (
            "{'train_runtime': 1200.0, 'train_samples_per_second': 50.0, 'train_steps_per_second': 2.5, 'epoch': 2.0}\nhow many training examples and what total batch size?",
            {"train_size": 30_000, "effective_batch_size": 20},
        ),
        (
            "20,000 rows, train_test_split with test_size=0.2, then validation_split=0.25. How many train, how many val and test?",
            {"train_size": 12_000, "val_size": 4_000, "test_size": 4_000},
        ),
        (
            "RepeatDataset times=4, 300 training images, batch size 6. Iterations of an epoch?",
            {"iterations_per_epoch": 200},
        ),
        (
            "8 classes with 500 pics each, 400 of each class in train and the rest in val, batch 50. How many train batches per epoch and how many val batches?",
            {"batches_per_epoch": 64, "val_batches": 16},
        ),
        (
            "bs 20 runs with 0.1 s/it and bs 40 with 0.15 s/it. 8,000 imgs. which epoch is faster, time of each in seconds",
            {"time_per_epoch": 40},
        ),
        (
            "accumulation of 8, number of steps in my epoch is 200. optimizer steps per epoch?",
            {"iterations_per_epoch": 25},
        ),
        (
            "accumulate_grad_batches=5 and 100 steps per epoch: how many weight updates per epoch?",
            {"iterations_per_epoch": 20},
        ),
        (
            "100 optimizer steps per epoch, accumulation 5. How many optimizer steps in 3 epochs?",
            {"total_iterations": 300},
        ),
        (
            "10,000 iterations of 20 sequences, which were 200k training examples fed to the model. 512 tokens per sequence: how many tokens is that?",
            {"tokens_seen": 102_400_000},
        ),
        (
            "The evaluation took 1,000 test images with batch size 30. how many batches, and how big is the last one?",
            {"batches_per_epoch": 34, "last_batch_size": 10},
        ),
        (
            "the val set has 2,050 images and batch size 100. how big is the last batch",
            {"last_batch_size": 50},
        ),
        (
            "val set of 410 images, DistributedSampler, 4 GPUs. how many duplicates",
            {"padded_samples": 2},
        ),
    ],
)
def test_what_is_asked_in_few_words_is_answered(text: str, expected: dict[str, object]) -> None:
    """Every part of a terse question gets its number."""
    found = values(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        ("patience 4, best epoch 11. After which epoch does it stop? I thought 20", 20, 15),
        ("patience=3, best epoch 30: at which epoch does training stop? i guess 34", 34, 33),
        ("3 nodes, 4 GPUs each. How many GPUs in all? I got 7.", 7, 12),
        ("1,050 samples, batch size 100. How big is the last batch? I would say 100", 100, 50),
        ("早停耐心为4，最好的是第11个epoch，会在第几个epoch停？我以为是20", 20, 15),
        ("1050个样本，批大小100，最后一个batch有多少样本？我算的是100", 100, 50),
    ],
)
def test_a_guess_after_a_question_is_checked(text: str, claim: int, right: int) -> None:
    """Somebody who says what they thought reads that it is not so, and what is."""
    result = solved(text)
    assert isinstance(result, Contradiction)
    assert [conflict.stated.value for conflict in result.conflicts] == [claim]
    assert right in values(text).values()


@pytest.mark.parametrize(
    ("text", "right", "expected"),
    [
        ("0.5 s/it and 7,200 it makes 50 min, correct?", False, 3600),
        ("0.5 s/it and 7,200 it makes 60 min, correct?", True, 3600),
        ("0.2 s/step, 9,000 steps make 30 min, ok?", True, 1800),
        ("2 h per epoch and 12 epochs make 20 h, right?", False, 86_400),
    ],
)
def test_a_time_beside_a_rate_is_that_of_the_run(text: str, right: bool, expected: int) -> None:  # noqa: FBT001 [a verdict]
    """A rate such as 0.5 s/it does not make every time of the sentence one of an iteration."""
    result = solved(text)
    assert isinstance(result, Solution)
    assert result.verdict is right
    assert values(text)["time_total"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 epochs of 50 samples with batch size 5. How many trainings are run, and how many steps in all?",
        "Warmup ratio 0.05, 10,000 steps in all. How many steps of warmup, how many of scheduler after it?",
        "1,251 batches an epoch, accumulation 4. How many optimizer updates per epoch and how many batches come without one?",
        "200 samples, batch size 8. How many transitions are stored, and how many iterations per epoch?",
    ],
)
def test_a_count_that_nobody_knows_is_asked_back(text: str) -> None:
    """What was not understood is named, never passed over."""
    result = solved(text)
    assert isinstance(result, Clarification)
    assert result.problem.unread
