"""What kind of run a question is about: it decides which relations hold."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from solver.quantities import DATA, SHARES

_TELL_OF_LAST_BATCH = {
    "train_size",
    "dataset_size",
    "samples_per_device",
    "samples_per_epoch",
    "last_batch_size",
    "dropped_samples",
    "folds",
}
_SHARED = {"devices", "samples_per_device", "padded_samples", "padded_size", "nodes"}
_OF_BATCHES = {"batch_size", "effective_batch_size", "tokens_per_batch", "total_iterations"}
_IN_BATCHES = {"batch_size", "effective_batch_size", "batches_per_epoch", "iterations_per_epoch"}
_IN_AN_EPOCH = {
    *("train_size", "dataset_size", "batch_size", "effective_batch_size", "batches_per_epoch"),
    *("iterations_per_epoch", "total_iterations", "total_batches", "warmup_steps", "decay_steps"),
}
_TOKENS = {"tokens_per_batch", "tokens_per_epoch", "tokens_seen", "sequence_length"}

CHAPTERS: dict[str, frozenset[str]] = {
    "folds": frozenset(
        {"folds", "fold_train_size", "fold_val_size"}
        | {"iterations_of_all_folds", "time_of_all_folds", "trainings"}
    ),
    "repeated folds": frozenset({"cross_validation_repeats"}),
    "repeats": frozenset({"repeats"}),
    "nodes": frozenset({"nodes", "devices_per_node"}),
    "tokens": frozenset({*_TOKENS, "tokens_per_second", "tokens_per_second_per_device"}),
    "left-over batches": frozenset({"leftover_batches"}),
    "rate of a device": frozenset({"throughput_per_device", "tokens_per_second_per_device"}),
    "warm-up": frozenset(
        {"warmup_steps", "warmup_epochs", "warmup_ratio", "warmup_percent", "decay_steps"}
    ),
    "shortest warm-up": frozenset({"warmup_minimum"}),
    "warm-up samples": frozenset({"warmup_samples"}),
    "warm-up tokens": frozenset({"warmup_tokens"}),
    "checkpoints": frozenset({"checkpoint_interval", "checkpoints", "iterations_unsaved"}),
    "saved at the end": frozenset({"final_checkpoint"}),
    "checkpoints by epochs": frozenset({"epochs_per_checkpoint"}),
    "kept checkpoints": frozenset({"checkpoints_kept", "checkpoint_limit", "oldest_checkpoint"}),
    "time of a sample": frozenset({"time_per_sample"}),
    "time of evaluations": frozenset({"time_per_evaluation"}),
    "dropped share": frozenset({"dropped_percent"}),
    "resumed": frozenset({"new_checkpoints", "checkpoints_before"}),
    "evaluations": frozenset({"evaluation_interval", "evaluations"}),
    "log lines": frozenset({"log_interval", "log_lines", "samples_per_log"}),
    "log lines of an epoch": frozenset({"log_interval_in_epoch"}),
    "log lines from the first": frozenset({"log_interval_from_first"}),
    "early stop": frozenset({"patience", "best_epoch", "early_stop_epoch"}),
    "cut short": frozenset({"epochs_not_run"}),
    "evaluations by epochs": frozenset({"epochs_per_evaluation"}),
    "early stop by evaluations": frozenset({"best_iteration", "early_stop_iteration"}),
    "unfinished epoch": frozenset({"extra_iterations"}),
    "progress": frozenset(
        {
            "iterations_done",
            "epochs_done",
            "epoch_at_iteration",
            "remaining_iterations",
            "remaining_epochs",
            "time_remaining",
        }
    ),
    "shares": SHARES,
    "validation batches": frozenset({"val_batches", "progress_bar_total"}),
    "own validation batch": frozenset({"val_batch_size"}),
    "device hours": frozenset({"gpu_hours"}),
}
"""The chapters of the textbook that only some questions need, each with what names it."""
_CHAPTER_OF = {quantity: chapter for chapter, of in CHAPTERS.items() for quantity in of}


@dataclass(frozen=True)
class Conditions:
    """What kind of run it is, as far as that decides which relations hold.

    `has_rest` where a part of the data set is neither trained on nor given a name;
    `full_batches` where nothing is said of the data: then every batch is taken as full;
    `token_corpus` where the data is measured in tokens, not in samples, and `corpus_alone` where
    nothing is said of batches either, and `single_pass` where nothing is said of epochs;
    `epochs_alone` where nothing is said of what an epoch consists of;
    `sharing_alone` where devices share samples, and nothing is said of batches;
    `chapters` are those of `CHAPTERS` that the question needs.
    """

    drop_last: bool = False
    accumulates: bool = False
    several_devices: bool = False
    has_validation: bool = False
    has_test: bool = False
    tests_only: bool = False
    has_rest: bool = False
    full_batches: bool = False
    token_corpus: bool = False
    corpus_alone: bool = False
    single_pass: bool = False
    epochs_alone: bool = False
    sharing_alone: bool = False
    chapters: frozenset[str] = frozenset()

    @classmethod
    def naming(cls, quantities: AbstractSet[str], *, drop_last: bool) -> "Conditions":
        """The conditions of a run of which these quantities are known or asked."""
        of_samples = bool(quantities & _TELL_OF_LAST_BATCH)
        corpus = "tokens_per_epoch" in quantities and not of_samples
        return cls(
            drop_last=drop_last,
            accumulates="grad_accumulation" in quantities,
            several_devices=bool(quantities & _SHARED),
            has_validation=bool(quantities & {"val_size", "val_percent"})
            or ("val_batches" in quantities and "test_size" not in quantities),
            tests_only={"val_batches", "test_size"} <= quantities and "val_size" not in quantities,
            has_test=bool(quantities & {"test_size", "test_percent"}),
            has_rest=quantities >= DATA
            and not quantities & {"val_size", "test_size", "val_batches"}
            and not quantities & {"val_percent", "test_percent"},
            full_batches=not of_samples,
            token_corpus=corpus,
            corpus_alone=corpus and not quantities & _OF_BATCHES,
            epochs_alone=not quantities & _IN_AN_EPOCH,
            sharing_alone=bool(quantities & _SHARED) and not quantities & _IN_BATCHES,
            single_pass=corpus and not quantities & {"epochs", "tokens_seen"},
            chapters=frozenset(_CHAPTER_OF[name] for name in quantities if name in _CHAPTER_OF),
        )
