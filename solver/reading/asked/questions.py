"""The standard name of what a word asks for, from the words around it and from what is known."""

from collections.abc import Callable, Collection, Mapping, Sequence

from solver.problem import Ask, Known
from solver.quantities import DATA
from solver.reading.asked.asks import Asked
from solver.reading.asked.schedule_asks import of_schedule
from solver.reading.tokens.vocabulary import MILLISECONDS

_PLAIN = {
    "batch_size": "batch_size",
    "effective_batch_size": "effective_batch_size",
    "grad_accumulation": "grad_accumulation",
    "devices": "devices",
    "processes": "devices",
    "last_batch": "last_batch_size",
    "views": "views_per_sample",
    "seen": "samples_seen",
    "train": "train_size",
    "val": "val_size",
    "test": "test_size",
    "all_data": "dataset_size",
    "samples": "train_size",
    "epochs": "epochs",
    "drop": "dropped_samples",
    "leftover_batches": "leftover_batches",
    "iterations_of_epoch": "iterations_per_epoch",
    "max_iterations": "total_iterations",
    "gpu_hours": "gpu_hours",
    "tokens_per_second": "tokens_per_second",
    "samples_per_second": "throughput",
    "warmup_epochs": "warmup_epochs",
    "warmup_steps": "warmup_steps",
    "warmup_ratio": "warmup_ratio",
    "warmup": "warmup_steps",
    "checkpoint_interval": "checkpoint_interval",
    "unsaved": "iterations_unsaved",
    "checkpoints": "checkpoints",
    "evaluation_interval": "evaluation_interval",
    "evaluations": "evaluations",
    "log_interval": "log_interval",
    "log_lines": "log_lines",
    "patience": "patience",
    "best_epoch": "best_epoch",
    "stop_epoch": "early_stop_epoch",
    "folds": "folds",
    "trainings": "trainings",
    "fold_train_size": "fold_train_size",
    "fold_val_size": "fold_val_size",
    "padding": "padded_samples",
    "padded_size": "padded_size",
    "sequence_length": "sequence_length",
    "repeats": "repeats",
    "nodes": "nodes",
    "val_batches": "val_batches",
    "progress_bar": "progress_bar_total",
    "corpus": "tokens_per_epoch",
    "which_epoch": "epoch_at_iteration",
    "not_run": "epochs_not_run",
}
_OF_ALL_FOLDS = {
    "total_iterations": "iterations_of_all_folds",
    "time_total": "time_of_all_folds",
}
_OF_FOLD = {"train": "fold_train_size", "val": "fold_val_size", "test": "fold_val_size"}
_PLACES = {"epochs_done", "iterations_done"}
OF_A_DEVICE = {"samples", "batch_size", "train", "all_data"}


def ask_of(item: Asked, knowns: Sequence[Known], letters: Collection[str] = ()) -> Ask:
    """The question that a word asks, given what is known there, by a number or by a letter."""
    known: dict[str, object] = dict.fromkeys(letters, "")
    known |= {k.quantity: k.value for k in knowns}
    quantity = _quantity(item, known)
    if "all_folds" in item.kinds:
        quantity = _OF_ALL_FOLDS.get(quantity, quantity)
    if quantity == "repeats" and "devices" in known and "repeats" not in known:
        quantity = "padded_samples"
    whole = item.label.kind == "samples" and "dataset_size" in known and "train_size" not in known
    if quantity == "train_size" and whole:
        quantity = "dataset_size"
    return Ask(quantity, (), item.label.text)


def _quantity(item: Asked, known: Mapping[str, object]) -> str:
    """The quantity that a word asks for, from the words around it and from what is known."""
    return of_schedule(item, known) or _of_the_run(item, known)


def _of_the_run(item: Asked, known: Mapping[str, object]) -> str:
    """The count, the time or the part of the data that a word asks for."""
    kind = item.label.kind
    several = known.get("epochs") not in {None, 1} or "tokens_seen" in known
    several = several or _of_work(known) or _of_a_limit(item, known)
    if kind in {"iterations", "max_iterations"} and _of_one_pass(item, known):
        return "iterations_per_epoch"
    if kind in _COUNTED:
        return _COUNTED[kind](item, several=several)
    if kind == "duration" or kind in MILLISECONDS:
        return _which_time(item, known)
    if kind in OF_A_DEVICE and item.kinds & {"per_device", "single_device"}:
        return _of_a_device(item, known)
    if kind == "remaining":
        return _of_parts(item, known) or _which_rest(item, known)
    find = _BY_KIND.get(kind, _which_samples)
    return _of_parts(item, known) or find(item)


def _of_a_device(item: Asked, known: Mapping[str, object]) -> str:
    """What one device gets: of a batch of all devices, or else of an epoch."""
    if "effective_batch_size" in known or item.label.kind == "batch_size":
        return "batch_size"
    of_data = known.keys() & DATA
    alone = of_data and "batch_size" not in known
    return "samples_per_device" if alone or "shared_out" in item.kinds else "batch_size"


def _of_parts(item: Asked, known: Mapping[str, object]) -> str | None:
    """Parts of a fold where there are folds; all of the data where its parts are known."""
    kind = item.label.kind
    if "folds" in known and kind in _OF_FOLD:
        return _OF_FOLD[kind]
    if kind in {"samples", "remaining"} and _left_over(item, known):
        return "dropped_samples"
    held_out = known.keys() & {"val_size", "test_size"}
    if kind == "remaining" and "train" in item.kinds and held_out:
        return "train_size"
    in_all = kind == "samples" and item.total and not item.kinds & {"train", "seen", "val", "test"}
    return "dataset_size" if in_all and held_out and "train_size" in known else None


def _of_one_pass(item: Asked, known: Mapping[str, object]) -> bool:
    """Whether a corpus is gone through once, as nothing is said of epochs."""
    told = {"epochs", "tokens_seen", "total_iterations", "iterations_done", "warmup_ratio"}
    other = item.kinds & {"warmup", "warmup_steps", "unsaved", "remaining", "every", "epochs"}
    return "tokens_per_epoch" in known and not told & known.keys() and not other


def _of_work(known: Mapping[str, object]) -> bool:
    """Whether a run is told by the samples that it sees, and by no data set."""
    return "samples_seen" in known and not known.keys() & DATA


def _of_a_limit(item: Asked, known: Mapping[str, object]) -> bool:
    """Whether it is asked how long a run trains of which the steps are told."""
    return "total_iterations" in known and "train" in item.kinds and "epochs" not in item.kinds


def _left_over(item: Asked, known: Mapping[str, object]) -> bool:
    """Whether samples are asked for that fill no batch, not those that are still to come."""
    done = {"iterations_done", "epochs_done", "samples_seen", "epochs", "total_iterations"}
    samples = {"samples", "train", "all_data"} & item.kinds
    of_batches = "batch_size" in known and not done & known.keys()
    return "remaining" in item.kinds and bool(samples) and of_batches


def _which_batches(item: Asked, *, several: bool) -> str:
    if "grad_accumulation" in item.kinds:
        return "grad_accumulation"
    if _with_validation(item, several=several):
        return "progress_bar_total"
    if item.kinds & {"val", "test"} and "train" not in item.kinds:
        return "val_batches"
    whole_run = "per_epoch" not in item.kinds and item.total and several
    return "total_batches" if whole_run else "batches_per_epoch"


def _with_validation(item: Asked, *, several: bool) -> bool:
    """Whether the batches of training and validation are asked for together, for one epoch."""
    return "with_validation" in item.kinds and ("per_epoch" in item.kinds or not several)


def _which_iterations(item: Asked, *, several: bool) -> str:
    if _with_validation(item, several=several):
        return "progress_bar_total"
    if item.kinds & {"val", "test"} and not item.kinds & {"train", "epochs", "per_epoch"}:
        return "val_batches"
    if "remaining" in item.kinds:
        return "remaining_iterations"
    if item.kinds >= {"progress_bar", "per_epoch"}:
        return "batches_per_epoch"
    whole_run = "per_epoch" not in item.kinds and (item.total or several)
    return "total_iterations" if whole_run else "iterations_per_epoch"


def _which_time(item: Asked, known: Mapping[str, object]) -> str:
    kinds = item.kinds
    until = item.label.text.lower().startswith(("when", "什么时候")) and known.keys() & _PLACES
    if "remaining" in kinds or until:
        return "time_remaining"
    if kinds & {"per_iteration", "per_batch"}:
        return "time_per_iteration"
    return "time_per_epoch" if "per_epoch" in kinds else "time_total"


def _which_rest(item: Asked, known: Mapping[str, object]) -> str:
    """What is left: time, unless nothing is said of it and a place in the run is."""
    timed = item.kinds & {*MILLISECONDS, "duration"} or any("time" in name for name in known)
    places = {"iterations_done": "remaining_iterations", "epochs_done": "remaining_epochs"}
    counted = next((left for done, left in places.items() if done in known), "time_remaining")
    return "time_remaining" if timed or "throughput" in known else counted


def _which_tokens(item: Asked) -> str:
    if item.kinds & {"per_batch", "per_iteration", "batch_size", "batches"}:
        return "tokens_per_batch"
    if "warmup" in item.kinds:
        return "warmup_tokens"
    if "corpus" in item.kinds:
        return "tokens_per_epoch"
    if item.kinds & {"samples"} and not item.total:
        return "sequence_length"
    return "tokens_per_epoch" if "per_epoch" in item.kinds else "tokens_seen"


def _which_percent(item: Asked) -> str:
    if item.kinds & {"warmup", "warmup_steps", "warmup_epochs"}:
        return "warmup_percent"
    for name in ("val", "test"):
        if name in item.kinds:
            return f"{name}_percent"
    return "dropped_percent" if "drop" in item.kinds else "train_percent"


def _which_samples(item: Asked) -> str:
    kind = item.label.kind
    if kind == "samples" and "samples_per_second" in item.kinds:
        return "throughput"
    if kind in OF_A_DEVICE and "unsaved" in item.kinds:
        return "dropped_samples"
    held_out = item.kinds & {"val", "test"}
    if kind == "samples" and len(held_out) == 1 and "train" not in item.kinds:
        return _PLAIN[next(iter(held_out))]
    if kind in OF_A_DEVICE and item.kinds & {"per_iteration", "per_batch"}:
        return "effective_batch_size"
    if kind == "samples" and "seen" in item.kinds and "per_epoch" not in item.kinds:
        return "samples_seen"
    return _PLAIN[kind]


_BY_KIND: dict[str, Callable[[Asked], str]] = {
    "tokens": _which_tokens,
    "repeats": lambda item: "iterations_per_epoch" if "per_epoch" in item.kinds else "repeats",
    "percent": _which_percent,
}
_COUNTED: dict[str, Callable[..., str]] = {
    "iterations": _which_iterations,
    "times": _which_iterations,
    "batches": _which_batches,
    "groups": _which_batches,
}
