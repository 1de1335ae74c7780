"""The names that people give quantities in a formula, in both languages."""

import re
from collections.abc import Callable, Iterable

from solver.quantities import QUANTITIES

_OTHERS: dict[str, tuple[str, ...]] = {
    "dataset_size": ("n_samples", "num_samples", "samples", "数据总量", "样本总数", "数据集大小"),
    "train_size": (
        "n_train", "num_train", "len(train_set)", "len(dataset)", "len(train_dataset)",
        "training samples", "training examples", "number of samples", "n_samples", "num_samples",
        "num_examples", "samples", "images", "dataset_size", "data size", "data set size",
        "样本数", "样本总数", "样本量", "训练样本数", "训练集", "图片数", "数据量", "数据集大小",
        "总样本数",
    ),
    "batch_size": (
        "bs", "batchsize", "batch", "mini-batch size", "批大小", "批次大小", "批量大小", "批量",
        "每批样本数",
    ),
    "grad_accumulation": (
        "gradient_accumulation_steps", "grad_accum", "accumulation_steps", "accumulation",
        "gradient accumulation", "accum", "acc", "梯度累积", "累积步数", "梯度累积步数",
    ),
    "devices": (
        "gpus", "num_gpus", "n_gpus", "world_size", "gpu数", "卡数", "显卡数", "设备数", "GPU 数",
    ),
    "effective_batch_size": (
        "global batch size", "global_batch_size", "有效批大小", "总批大小", "全局批大小",
        "有效批次大小", "总批次大小", "全局批次大小",
    ),
    "batches_per_epoch": (
        "batches per epoch", "batches", "批次数", "批数", "每轮批次数", "每个epoch的批次数",
    ),
    "iterations_per_epoch": (
        "iterations per epoch", "steps per epoch", "steps_per_epoch", "updates per epoch",
        "iters_per_epoch", "每轮迭代次数", "每轮步数", "每个epoch的迭代次数", "每个epoch的步数",
    ),
    "epochs": (
        "epoch", "num_epochs", "n_epochs", "max_epochs", "num_train_epochs", "轮数", "轮次",
        "训练轮数", "epoch数",
    ),
    "total_iterations": (
        "iterations", "iters", "steps", "total iterations", "total steps", "total_steps",
        "max_steps", "max_iters", "updates", "总迭代次数", "迭代次数", "总步数", "步数", "迭代数",
        "更新次数",
    ),
    "total_batches": ("total batches", "总批次数"),
    "samples_seen": ("samples seen", "处理的样本数"),
    "time_per_iteration": (
        "time per iteration", "time per step", "step time", "每步时间", "每次迭代的时间",
        "单步时间",
    ),
    "time_per_epoch": ("time per epoch", "每轮时间", "每个epoch的时间"),
    "time_total": ("total time", "总时间", "训练时间"),
    "throughput": ("samples per second", "吞吐量"),
    "warmup_steps": ("warmup", "warm-up steps", "预热步数"),
    "sequence_length": ("seq_len", "seq_length", "context length", "序列长度"),
}  # fmt: skip


def name_finder(quantities: Iterable[str]) -> Callable[[str, int], tuple[str, int] | None]:
    """A function that finds the name of one of the quantities at a place of a text.

    Letters count as written, so that b and B may differ; where only one of them is a letter of the
    quantities, either case will do. The function returns the quantity and where its name ends.
    """
    exact, loose = _names(tuple(quantities))
    pattern = _longest_first({*exact, *loose})

    def find(text: str, place: int) -> tuple[str, int] | None:
        match = pattern.match(text, place)
        if not match:
            return None
        name = match.group()
        quantity = exact.get(name) or loose.get(_key(name))
        return (quantity, match.end()) if quantity else None

    return find


def _names(quantities: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The letters as they are written, and all names in one form; the first quantity wins."""
    exact = {QUANTITIES[quantity].symbol: quantity for quantity in quantities}
    loose: dict[str, str] = {}
    for quantity in quantities:
        title = QUANTITIES[quantity].title
        for name in (quantity, *_OTHERS.get(quantity, ()), *title, QUANTITIES[quantity].symbol):
            loose.setdefault(_key(name), quantity)
    return exact, loose


def _key(name: str) -> str:
    """A name in small letters, with one kind of gap between its words."""
    return re.sub(r"[\s_-]+", " ", name.lower())


def _longest_first(names: set[str]) -> re.Pattern[str]:
    """A pattern of whole names, in which the words of a name may be joined in any way."""
    longest = sorted(names, key=len, reverse=True)
    written = (re.escape(name).replace(r"\ ", r"[\s_-]{0,2}") for name in longest)
    ends = r"(?:(?<![A-Za-z])|(?![A-Za-z_0-9]))"
    return re.compile(rf"(?:{'|'.join(written)}){ends}", re.IGNORECASE)
