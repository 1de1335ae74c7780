"""Which framework a text uses, and what a name means there and nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.reading.code.setting_names import SCHEDULE, Entry, meaning
from solver.spans import Exact

_SIGNS_OF = {
    "deepspeed": (
        "deepspeed",
        "micro_batch_size_per_gpu",
        "zero_optimization",
        "micro_batch_per_gpu",
    ),
    "megatron": ("megatron", "--micro-batch-size", "--global-batch-size"),
    "lightning": ("lightning", "accumulate_grad_batches", "pl.trainer", "val_check_interval"),
    "axolotl": ("axolotl", "sequence_len:"),
    "diffusers": ("max_train_steps", "diffusers", "kohya", "sd-scripts"),
    "transformers": (
        *("trainingarguments", "per_device_train_batch", "num_train_epochs", "from transformers"),
        *("instantaneous batch size", "schedule_with_warmup", "total optimization steps"),
    ),
    "accelerate": (
        *("accelerate launch", "from accelerate", "using accelerate", "accelerate config"),
        *(
            "= accelerator(",
            "accelerator.prepare",
            "accelerator.backward",
            "accelerator.accumulate",
        ),
    ),
    "keras": ("keras", "validation_split", "model.fit", "tf.data"),
    "fastai": ("fastai", "fit_one_cycle"),
    "mmdet": ("samples_per_gpu", "repeatdataset", "epochbased", "mmdet", "mmcv", "mmengine"),
    "detectron2": ("ims_per_batch", "detectron2"),
    "darknet": ("subdivisions", "max_batches", "darknet"),
    "ultralytics": (
        *("ultralytics", "yolo train", "yolo detect train", "yolo("),
        *("yolov5", "yolov7", "yolov8", "yolov9", "yolo11"),
    ),
    "paddle": ("paddle", "batch_size_per_card", "step_each_epoch"),
    "nanogpt": ("nanogpt", "lr_decay_iters"),
    "tensorflow": ("tensorflow", "tf.train", "tf.random", "tf.estimator"),
    "sklearn": ("sklearn", "train_test_split", "kfold("),
    "pytorch": (
        *("import torch", "torch.", "torchrun", "pytorch", "dataloader", "optimizer.step"),
        *("drop_last", "nproc_per_node", "loss.backward"),
    ),
}
_BY_EPOCHS = {
    "checkpoint_interval": "epochs_per_checkpoint",
    "evaluation_interval": "epochs_per_evaluation",
}
"""What the section `Global` of PaddleClas, and MMEngine beside epochs, counts in epochs."""
_BATCH_OF_ALL = {"batch", "batch_size", "train batch"}
_PER_NODE = {"devices", "num_gpus", "gpus", "nproc_per_node", "n_gpus", "num_devices", "gpu"}


def find_framework(text: str) -> str | None:
    """The framework whose names a text uses; None where they could be any."""
    lower = text.lower()
    return next((name for name, signs in _SIGNS_OF.items() if any(s in lower for s in signs)), None)


def in_framework(entries: Sequence[Entry], framework: str | None) -> list[Entry]:
    """The entries with the meaning that their names have beside each other in a framework."""
    values = {
        entry.quantity or meaning(entry.name): entry.value
        for entry in entries
        if entry.value is not None and not isinstance(entry.value, bool)
    }
    names = {_last(entry.name) for entry in entries}
    return [
        replace(entry, quantity=_special(entry, framework, names, values) or entry.quantity)
        for entry in entries
    ]


def _last(name: str) -> str:
    return name.rpartition(".")[2].lower().replace("-", "_")


def _special(
    entry: Entry,
    framework: str | None,
    names: set[str],
    values: Mapping[str | None, Exact],
) -> str | None:
    name, quantity = _last(entry.name), entry.quantity or meaning(entry.name)
    if quantity in {"batch_size", "effective_batch_size"}:
        return _batch(entry, framework, names, values)
    if quantity == "dataset_size" and not values.keys() & {"train_size", "val_size", "test_size"}:
        return "train_size"
    if quantity in {"devices", "devices_per_node"}:
        return _devices(name, entry, values)
    if quantity in _BY_EPOCHS:
        mmengine = framework == "mmdet" and name == "val_interval" and "epochs" in values
        return _BY_EPOCHS[quantity] if mmengine or "Global" in entry.within.split() else None
    if name == "warmup_ratio" and framework == "mmdet":
        return "warmup_lr_ratio"
    return SCHEDULE if name == "total_steps" and "one_cycle" in entry.within else None


def _batch(
    entry: Entry, framework: str | None, names: set[str], values: Mapping[str | None, Exact]
) -> str | None:
    """Whether a batch is that of one device, of one update, or counted in tokens."""
    name = _last(entry.name)
    if name == "train_batch_size" and framework == "deepspeed":
        return "effective_batch_size"
    if name == "batch" and names & {"subdivisions", "subdivision"}:
        return "effective_batch_size"
    if name in _BATCH_OF_ALL and framework == "ultralytics" and values.get("devices", 1) > 1:
        return "effective_batch_size"
    tokens = values.get("batch_size", 1) * values.get("sequence_length", 0)
    divides = tokens and entry.value is not None and entry.value % tokens == 0
    return "tokens_per_batch" if name == "total_batch_size" and divides else None


def _devices(name: str, entry: Entry, values: Mapping[str | None, Exact]) -> str | None:
    """With several machines, the devices of one launcher are those of one machine."""
    if values.get("nodes", 1) > 1 and name in _PER_NODE:
        return "devices_per_node"
    alone = values.get("nodes", 1) == 1
    per_node = (entry.quantity or meaning(entry.name)) == "devices_per_node"
    return "devices" if per_node and alone else None
