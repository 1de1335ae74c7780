"""The one table of settings: how people and frameworks write each name, and what it means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from solver.lazy_pattern import lazy_pattern
from solver.spans import Exact, exact

Kind = Literal["python", "command", "json", "yaml", "toml", "prose"]

IGNORED: Final = "ignored"
"""The quantity of settings that are known to change no count, such as `num_workers`."""
DROP_LAST: Final = "drop_last"
"""The quantity of the setting that says yes or no instead of a number."""
SCHEDULE: Final = "schedule_steps"
"""The quantity of settings that say how long a learning-rate schedule is, warm-up included."""
RATE: Final = "iterations_per_second"
"""The quantity of settings that say how many iterations a second has, which are read as time."""

_WRITTEN = {
    "batch_size": """batch_size bath_size bs bsz batch batch_sz mini_batch mini_batch_size
        micro_batch micro_batch_size micro_batch_per_gpu train_micro_batch_size_per_gpu
        train_batch_size train_bs train_batch per_device_batch_size per_device_train_batch_size
        per_gpu_batch per_gpu_batch_size per_gpu_train_batch_size batch_size_per_gpu
        batch_size_per_device batch_size_per_card batch_size_per_replica device_batch_size
        train_batch_size_per_card local_batch_size train_bsz train_prompt_bsz
        instantaneous_batch_size_per_device
        samples_per_gpu imgs_per_gpu images_per_gpu ims_per_gpu batch_per_gpu batch_per_device""",
    "effective_batch_size": """effective_batch_size global_batch_size total_batch_size
        total_train_batch_size total_batch global_batch ims_per_batch images_per_batch
        train_global_batch_size effective_batch""",
    "val_batch_size": """val_batch_size valid_batch_size validation_batch_size eval_batch_size
        test_batch_size per_device_eval_batch_size per_gpu_eval_batch_size val_bs eval_bs
        inference_batch_size val_batch eval_batch""",
    "grad_accumulation": """grad_accumulation gradient_accumulation gradient_accumulation_steps
        gradient_accumulation_step grad_accumulation_steps grad_accum grad_accum_steps
        gradient_accum_steps accumulation_steps accumulation accumulate_grad_batches accum_steps
        accum_iter accum_grad accumulate accumulate_steps accumulation_iters num_accumulation_steps
        gradient_steps gradient_acc_step gradient_acc grad_acc grad_acc_steps acc_steps iter_size
        update_freq subdivisions subdivision iters_to_accum cumulative_iters
        virtual_batch_multiplier accum ga gas grad_acc_num acc_step gradient_accumulate
        gradient_accumulate_steps accum_batches num_accum accumulation_step accum_num
        update_every update_interval step_every optimizer_step_every""",
    "devices": """devices device_count num_devices gpu gpus num_gpus num_gpu n_gpu n_gpus gpu_num
        gpu_number gpu_count gpus_num world_size num_processes n_devices cpu_num num_cards
        num_replicas num_tpu_cores tpu_cores number_of_gpus number_of_devices
        cuda_visible_devices""",
    "devices_per_node": """devices_per_node nproc_per_node gpus_per_node num_gpus_per_node
        ntasks_per_node processes_per_node n_gpus_per_node num_devices_per_node""",
    "nodes": "nodes nnodes num_nodes n_nodes num_machines number_of_nodes",
    "epochs": """epochs epoch num_epochs num_epoch n_epochs n_epoch max_epochs max_epoch
        train_epochs num_train_epochs num_training_epochs number_of_epochs total_epochs total_epoch
        epoch_num epoches num_epoches nb_epoch max_train_epochs training_epochs
        number_of_training_epochs""",
    "total_iterations": """total_iterations iterations iteration iters iter steps step max_steps
        max_step max_iters max_iter max_iterations iteration_max num_iterations num_iters num_iter
        n_iters total_iters total_iter total_steps total_step train_iters train_steps
        training_steps max_train_steps num_train_steps num_steps n_steps total_training_steps
        max_training_steps total_optimization_steps max_batches max_updates max_update num_updates
        total_updates number_of_iterations number_of_steps iter_max""",
    "batches_per_epoch": """batches_per_epoch steps_per_epoch step_per_epoch step_each_epoch
        steps_each_epoch num_batches n_batches num_batch batch_num batch_steps n_batch
        limit_train_batches num_batches_per_epoch number_of_batches number_of_batches_per_epoch""",
    "iterations_per_epoch": """iterations_per_epoch iters_per_epoch iter_per_epoch epoch_iters
        updates_per_epoch num_update_steps_per_epoch update_steps_per_epoch
        require_iter_number_per_epoch num_iter_per_epoch num_iters_per_epoch n_iter_per_epoch""",
    "dataset_size": """dataset_size dataset_len dataset_length len_dataset data_size num_data n_data
        num_samples n_samples total_samples num_images n_images number_of_images number_of_samples
        num_examples n_examples number_of_examples total_num sample_num num_sample data_len""",
    "train_size": """train_size n_train num_train num_train_samples num_training_samples
        num_train_examples num_training_examples train_samples train_num max_train_samples
        number_of_training_samples number_of_train_images number_of_training_images
        number_of_training_examples num_train_images instances_per_epoch samples_per_epoch
        train_len len_train train_split train_ratio train_frac train_fraction train_percent
        train_data_size train_dataset_size training_set_size train_set_size training_size
        train_set_len trainset_len trainset_size
        train_pct train_dataset train_data trainset train_set training_set""",
    "val_size": """val_size n_val num_val num_val_samples val_samples valid_size validation_size
        num_valid max_eval_samples eval_size val_set_size validation_samples val_split
        validation_split val_ratio validation_ratio val_frac val_fraction validation_fraction
        val_pct valid_pct valid_split valid_ratio val_percent dev_size dev_ratio
        number_of_validation_samples eval_split""",
    "test_size": """test_size n_test num_test num_test_samples test_samples test_split test_ratio
        test_frac test_fraction test_pct test_percent test_set_size number_of_test_samples""",
    "repeats": """repeats repeat num_repeats n_repeats repeat_dataset dataset_repeat repeat_times
        repetitions dataset_repeats num_repetitions dataset_enlarge_ratio""",
    "folds": "folds n_splits n_folds num_folds n_fold num_fold k_fold kfold number_of_folds",
    "sequence_length": """sequence_length sequence_len seq_length seq_len max_seq_length max_seq_len
        max_sequence_length block_size context_length context_len context_size n_ctx cutoff_len
        model_max_length max_length max_len""",
    "tokens_per_batch": """tokens_per_batch batch_tokens total_batch_tokens tokens_per_step
        tokens_per_iter tokens_per_iteration batch_size_tokens batch_size_in_tokens max_tokens""",
    "tokens_per_epoch": "tokens_per_epoch num_tokens n_tokens dataset_tokens number_of_tokens",
    "tokens_seen": "tokens_seen total_tokens train_tokens max_train_tokens training_tokens",
    "checkpoint_interval": """checkpoint_interval save_steps save_step save_interval save_every
        save_freq save_iter save_iters save_every_n_steps checkpoint_every checkpoint_every_n
        checkpoint_freq checkpointing_steps checkpoint_steps ckpt_interval ckpt_every
        snapshot_interval snapshot every_n_train_steps save_checkpoint_steps save_model_steps""",
    "evaluation_interval": """evaluation_interval eval_steps eval_step eval_interval eval_every
        eval_freq val_check_interval val_interval val_every evaluate_every validate_every
        eval_every_n_steps validation_interval test_interval evaluation_steps""",
    "log_interval": """log_interval logging_steps logging_step log_steps log_every log_freq log_iter
        log_iters log_every_n_steps steps_per_print print_freq print_every print_interval
        logging_interval log_period log_step print_batch_step print_steps print_step
        print_every_n_steps display_step display_steps report_every""",
    "checkpoint_limit": """checkpoint_limit save_total_limit max_to_keep keep_last_n
        checkpoints_total_limit keep_checkpoint_max""",
    "epochs_per_checkpoint": """epochs_per_checkpoint save_every_n_epochs save_every_epochs
        save_epochs save_epoch_interval save_period checkpoint_epochs checkpoint_every_n_epochs
        save_epoch_freq save_interval_epochs save_epoch_step snapshot_epoch save_epoch_intervals
        checkpoint_save_freq_epochs epochs_per_save""",
    "epochs_per_evaluation": """epochs_per_evaluation check_val_every_n_epoch
        check_val_every_n_epochs eval_every_n_epochs val_every_n_epochs eval_epochs val_epochs
        evaluate_every_n_epochs val_interval_epochs""",
    "patience": """patience early_stopping_patience early_stop_patience early_stopping_rounds
        early_stop early_stopping""",
    "warmup_steps": """warmup_steps warm_up_steps warmup_step num_warmup_steps n_warmup_steps
        warmup_iters warmup_iterations warm_up_iters lr_warmup_iters lr_warmup_steps
        warmup_num_steps warmup_updates warmup num_warmup warmup_batches""",
    "warmup_samples": "warmup_samples lr_warmup_samples num_warmup_samples",
    "warmup_epochs": "warmup_epochs warmup_epoch warm_up_epochs warm_up_epoch num_warmup_epochs",
    "warmup_ratio": """warmup_ratio warm_up_ratio warmup_proportion warmup_fraction warmup_frac
        warmup_steps_ratio warmup_percent warmup_pct lr_warmup_fraction lr_warmup_ratio
        warmup_step_ratio""",
    SCHEDULE: """schedule_steps lr_decay_iters lr_decay_steps decay_steps decay_iters t_max t_total
        num_training_steps total_num_steps""",
    "time_total": "train_runtime",
    "throughput": "train_samples_per_second",
    RATE: "train_steps_per_second steps_per_second",
    "learning_rate": """learning_rate lr base_lr lr0 peak_lr max_lr init_lr initial_lr
        initial_learning_rate peak_learning_rate""",
    DROP_LAST: "drop_last dataloader_drop_last drop_remainder drop_last_batch",
    IGNORED: """num_workers n_workers workers num_worker dataloader_num_workers workers_per_gpu
        preprocessing_num_workers num_proc prefetch_factor imgsz img_size image_size input_size seed
        random_state random_seed manual_seed weight_decay momentum dropout master_port port
        node_rank local_rank rank num_classes n_classes eval_iters buffer_size start_from_epoch
        shuffle_buffer omp_num_threads hidden_size n_layer n_head n_embd device gpu_ids gpu_id""",
}


def _squashed(name: str) -> str:
    """A name without what people write differently: `maxSteps`, `max-steps` and `MAX_STEPS`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


_QUANTITIES = {
    _squashed(name): quantity for quantity, names in _WRITTEN.items() for name in names.split()
}
_SINGULAR = {
    _squashed(name)
    for name in ("epoch", "batch", "step", "steps", "iter", "iters", "iteration", "iterations")
}
_NAMES_EACH_DEVICE = {
    _squashed(name)
    for name in ("device", "devices", "gpu", "gpus", "gpu_ids", "cuda_visible_devices", "include")
}
_SHARES = {"train_size": "train_percent", "val_size": "val_percent", "test_size": "test_percent"}
_IN_PERCENT = lazy_pattern(r"pct|percent|split|ratio|frac")
_HELD_OUT = lazy_pattern(
    r"(?:^|[^a-z])(?:val|valid|validation|eval|evaluation|test|dev)(?:$|[^a-z])"
)
_IN_HELD_OUT = {
    "batch_size": "val_batch_size",
    "dataset_size": "val_size",
    "train_size": "val_size",
}
_NOT_WITHOUT_END = {"total_iterations", "batches_per_epoch", SCHEDULE}
_INTERVALS = {"checkpoint_interval", "evaluation_interval", "log_interval"}


@dataclass(frozen=True)
class Entry:
    """A name with its value, as somebody wrote it; `value` is None where it cannot be known.

    Attributes:
        name: as written.
        value: a number, or yes or no.
        start: where name and value start in the text.
        end: where they end.
        within: the names around it, such as the section or the data loader that it belongs to.
        quantity: what it means, where the table cannot know.
        computed: whether the value was worked out from others, not written.
    """

    name: str
    value: Exact | bool | None
    start: int
    end: int
    within: str = ""
    quantity: str = ""
    computed: bool = False


@dataclass(frozen=True)
class Portion:
    """A part of a text in one format, with the settings that it holds.

    `facts` are other things that it shows, each with its place.
    """

    kind: Kind
    start: int
    end: int
    entries: tuple[Entry, ...]
    facts: Mapping[str, int] = field(default_factory=dict)


@lru_cache(maxsize=4_096)
def meaning(name: str) -> str | None:
    """The quantity that a name stands for, whatever prefix it has; None for other names."""
    squashed = _squashed(name.rpartition(".")[2])
    found = _QUANTITIES.get(squashed)
    if found is None and squashed.endswith("s"):
        found = _QUANTITIES.get(squashed[:-1])
    return found


def is_bare(name: str) -> bool:
    """Whether a name is a common word, as "step": outside of code it often means something else."""
    return _squashed(name) in _SINGULAR


def devices_listed(name: str, value: str) -> int | None:
    """How many devices a list such as 0,1,2,3 names; None where it is no list of devices."""
    squashed = _squashed(name.rpartition(".")[2])
    if squashed not in _NAMES_EACH_DEVICE:
        return None
    listed = len(re.findall(r"\d+", value))
    is_list = listed > 1 or value.lstrip().startswith("[") or squashed == "cudavisibledevices"
    return listed if is_list and listed else None


def held_out(names: str) -> bool:
    """Whether names speak of validation or test data."""
    return bool(_HELD_OUT.search(names.lower().replace("_", " ")))


def read_entry(entry: Entry) -> tuple[str, Exact] | None:
    """The quantity and the value that an entry gives; None where it gives none.

    A share of the data is given in percent. Negative numbers mean "not set".
    """
    quantity = entry.quantity or meaning(entry.name)
    value = entry.value
    if quantity is None or value is None or isinstance(value, bool) or value < 0:
        return None
    if held_out(entry.within) and quantity in _IN_HELD_OUT:
        quantity = _IN_HELD_OUT[quantity]
    if quantity == RATE:
        return ("time_per_iteration", exact(1 / Fraction(value))) if value else None
    if quantity in _SHARES:
        return _share(quantity, entry.name, value)
    quantity = _of_warmup(quantity, value)
    if quantity in _NOT_WITHOUT_END | _INTERVALS and (value < 1 or _is_fraction(value)):
        return None
    return quantity, value


def _of_warmup(quantity: str, value: Exact) -> str:
    """Warm-up below one is a share, whatever its name; a share above one is in percent."""
    if quantity == "warmup_steps" and 0 < value < 1:
        return "warmup_ratio"
    return "warmup_percent" if quantity == "warmup_ratio" and value > 1 else quantity


def _share(quantity: str, name: str, value: Exact) -> tuple[str, Exact]:
    if 0 < value < 1:
        return _SHARES[quantity], exact(value * 100)
    if _IN_PERCENT.search(name.lower()) and value <= 100:  # noqa: PLR2004 [the whole, in percent]
        return _SHARES[quantity], value
    return quantity, value


def _is_fraction(value: Exact) -> bool:
    return value.denominator != 1
