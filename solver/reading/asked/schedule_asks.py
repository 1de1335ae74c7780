"""What is asked of a schedule: warm-up, checkpoints, evaluations, and where a run stops."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from solver.lazy_pattern import lazy_pattern
from solver.reading.asked.asks import Asked
from solver.reading.runs.places import PLACES, which_place

Known = AbstractSet[str]
Rule = tuple[frozenset[str], Callable[[Asked, Known], object], str]
"""Words that ask, what else has to hold, and the quantity that is then meant."""

_WARMUP = {"warmup", "warmup_steps"}
_WARM_UP = {"warmup_steps", "warmup_epochs", "warmup_ratio"}
_SAVING = {"checkpoint_interval", "epochs_per_checkpoint"}
_ONE_DEVICE = {"per_device", "single_device"}
_RATE = {"tokens", "samples_per_second"}
_NEW = lazy_pattern(r"new|more", re.IGNORECASE)


def of_schedule(item: Asked, known: Mapping[str, object]) -> str | None:
    """The quantity of a schedule that a word asks for; None where it asks for something else."""
    kind = item.label.kind
    if kind in PLACES:
        epoch = kind != "which_iteration" and not _stops_between_evaluations(kind, known.keys())
        return which_place(item.kinds, known.keys(), epoch=epoch)
    for kinds, holds, quantity in _RULES:
        if kind in kinds and holds(item, known.keys()):
            return quantity
    return None


def _stops_between_evaluations(kind: str, known: Known) -> bool:
    """Whether "when does it stop?" means an iteration: only iterations are told of."""
    told = known >= {"best_iteration", "evaluation_interval"}
    return kind == "stop_epoch" and told and "best_epoch" not in known


def _saves_files(item: Asked, known: Known) -> bool:
    return item.label.text.startswith("file") and bool(known & _SAVING)


def _share_of_epoch(item: Asked, known: Known) -> bool:
    """Whether the warm-up is compared with one epoch, not with the run."""
    of_epoch = item.kinds & {"epochs", "per_epoch"} and "iterations_per_epoch" in known
    alone = not known & {"epochs", "total_iterations"}
    return "warmup_steps" in known and bool(of_epoch and alone)


def _share_of_run(item: Asked, known: Known) -> bool:
    told = known & {"warmup_steps", "warmup_epochs"}
    return bool(told and item.kinds & {*_WARMUP, "warmup_epochs", "iterations", "epochs"})


def _only_share(item: Asked, known: Known) -> bool:
    """Whether the warm-up is the only part of a whole that is told."""
    told = known & _WARM_UP and known & {"epochs", "total_iterations"}
    of_data = "train" in item.kinds and known & {"train_size", "dataset_size"}
    other = known & {"val_size", "test_size"} or item.kinds & {"val", "test", "drop"}
    return bool(told) and not (other or of_data)


def _after_warmup(item: Asked, known: Known) -> bool:
    """Whether what is left comes after the warm-up, and not after a place in the run."""
    placed = known & {"iterations_done", "epochs_done", "remaining_epochs"}
    left = "remaining" in item.kinds and item.kinds & {"iterations"}
    return bool(left and known & _WARM_UP) and not placed


def _rule(kinds: str, holds: Callable[[Asked, Known], object], quantity: str) -> Rule:
    return frozenset(kinds.split()), holds, quantity


_RULES: tuple[Rule, ...] = (
    _rule(
        "samples",
        lambda a, k: "tokens_per_batch" in k and a.kinds & {"batches", "per_batch"},
        "effective_batch_size",
    ),
    _rule("samples", _saves_files, "checkpoints"),
    _rule("samples", lambda a, _: a.kinds & _WARMUP, "warmup_samples"),
    _rule("percent", _share_of_epoch, "warmup_epochs"),
    _rule("percent", _share_of_run, "warmup_percent"),
    _rule("percent", _only_share, "warmup_percent"),
    _rule("iterations remaining", lambda a, _: "decay" in a.kinds, "decay_steps"),
    _rule("iterations remaining", _after_warmup, "decay_steps"),
    _rule(
        "checkpoints",
        lambda a, k: "oldest" in a.kinds and "checkpoint_limit" in k,
        "oldest_checkpoint",
    ),
    _rule(
        "checkpoints remaining kept",
        lambda a, k: "kept" in a.kinds and "checkpoint_limit" in k,
        "checkpoints_kept",
    ),
    _rule("checkpoints remaining kept", lambda a, _: "kept" in a.kinds, "checkpoints"),
    _rule(
        "checkpoints",
        lambda a, k: "best_epoch" in a.kinds and "early_stop_iteration" in k,
        "best_iteration",
    ),
    _rule(
        "checkpoints",
        lambda a, k: "iterations_done" in k and _NEW.search(a.label.text),
        "new_checkpoints",
    ),
    _rule(
        "tokens samples_per_second",
        lambda a, _: a.kinds >= _RATE and a.kinds & _ONE_DEVICE,
        "tokens_per_second_per_device",
    ),
    _rule("tokens samples_per_second", lambda a, _: a.kinds >= _RATE, "tokens_per_second"),
    _rule("iterations", lambda a, _: a.kinds >= {"every", "evaluations"}, "evaluation_interval"),
    _rule("iterations", lambda a, _: a.kinds >= {"every", "log_lines"}, "log_interval"),
    _rule("iterations", lambda a, _: "every" in a.kinds, "checkpoint_interval"),
    _rule(
        "iterations",
        lambda a, k: a.kinds >= {"oldest", "checkpoints"} and "checkpoint_limit" in k,
        "oldest_checkpoint",
    ),
    _rule("iterations", lambda a, _: a.kinds & _WARMUP, "warmup_steps"),
    _rule(
        "iterations",
        lambda a, k: "stop_epoch" in a.kinds and "best_iteration" in k,
        "early_stop_iteration",
    ),
    _rule(
        "iterations times",
        lambda a, k: "so_far" in a.kinds and "epochs_done" in k,
        "iterations_done",
    ),
    _rule("iterations", lambda a, _: "unsaved" in a.kinds, "iterations_unsaved"),
    _rule("epochs", lambda a, _: "remaining" in a.kinds, "remaining_epochs"),
    _rule("epochs", lambda _, k: k >= {"patience", "best_epoch"}, "early_stop_epoch"),
    _rule("epochs", lambda a, _: a.kinds & _WARMUP and not a.total, "warmup_epochs"),
)
