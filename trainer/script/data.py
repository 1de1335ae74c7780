"""The data of a run: loaded, split, and with the noise and bugs that the run wants."""

from collections.abc import Iterator, Mapping

from trainer.choices import DATASETS
from trainer.choices.own import own
from trainer.config import RunConfig
from trainer.script.lines import Line, Lines, call, comment
from trainer.script.own_table import GUARDED
from trainer.script.sources import source

_SPLIT: Lines = [
    comment(
        "A fifth of the samples is kept back, never to be trained on. The split has its\n"
        "own fixed seed: runs with different seeds are then judged on the same samples.",
        "留出五分之一的样本，只用于验证，不参与训练。\n"
        "划分用固定的种子，种子不同的训练也用同样的样本来评判。",
    ),
]
_KEPT: Lines = [
    "train_inputs, train_targets = inputs[train], targets[train]",
    "val_inputs, val_targets = inputs[val], targets[val]",
]
_STANDARDIZED: Lines = [
    comment(
        "Every column gets mean 0 and deviation 1, as measured on the training samples\n"
        "alone: the validation samples must stay unknown until they are used.",
        "把每一列变成均值 0、标准差 1；统计量只取自训练样本，\n"
        "验证样本在使用之前不能泄露任何信息。",
    ),
    "mean, deviation = train_inputs.mean(dim=0), train_inputs.std(dim=0)",
]
_SCALED: Lines = [
    "train_inputs = (train_inputs - mean) / deviation",
    "val_inputs = (val_inputs - mean) / deviation",
]
_TARGETS_STANDARDIZED: Lines = [
    "mean, deviation = train_targets.mean(dim=0), train_targets.std(dim=0)",
    "train_targets = (train_targets - mean) / deviation",
    "val_targets = (val_targets - mean) / deviation",
]
_PART: Lines = [
    comment("Only a part of the training samples is used.", "只使用一部分训练样本。"),
    "train_inputs, train_targets = train_inputs[:TRAIN_SIZE], train_targets[:TRAIN_SIZE]",
]
_SORTED: Lines = [
    comment(
        "The bug: samples lie sorted by class, as files do that were read folder by folder.",
        "错误：样本按类别排好了序，就像逐个文件夹读入的文件那样。",
    ),
    "order = train_targets.argsort(stable=True)",
    "train_inputs, train_targets = train_inputs[order], train_targets[order]",
]
_NOISE: Lines = [
    comment(
        "Some training targets are replaced by random ones, which cannot be learned,\n"
        "only memorized. Those for validation stay right.",
        "把一部分训练标签换成随机的：它们无法学会，只能死记。\n验证标签保持正确。",
    ),
    "noise = torch.Generator().manual_seed(SEED)",
    "wrong = torch.rand(len(train_targets), generator=noise) < LABEL_NOISE",
]
_OTHER_NUMBERS: Lines = [
    "others = train_targets[torch.randperm(len(train_targets), generator=noise)]",
]
_REPLACED: Lines = ["train_targets = torch.where(wrong, others, train_targets)"]
_SHIFTED: Lines = [
    comment(
        "The bug: targets are moved on by one, so that each sample has its neighbour's.",
        "错误：标签错了一位，每个样本用的都是邻居的标签。",
    ),
    "train_targets = train_targets.roll(1)",
]
_UNSCALED: Lines = [
    comment(
        "The bug: inputs are 255 times as large, as pixels are before scaling.",
        "错误：输入大了 255 倍，就像忘了缩放的像素值。",
    ),
    "train_inputs, val_inputs = train_inputs * 255, val_inputs * 255",
]


def data(config: RunConfig) -> Iterator[Line]:
    """The lines that load and prepare the samples."""
    dataset = DATASETS[config.dataset]
    table = own(config.dataset)
    yield from source(config.dataset)
    yield ""
    if dataset.fetched_as and not table:
        yield comment("The makers of the set have split it themselves.", "数据集的作者已划分好。")
        yield "train_inputs, val_inputs = inputs.split([60_000, 10_000])"
        yield "train_targets, val_targets = targets.split([60_000, 10_000])"
    else:
        yield from _SPLIT
        yield from call("train, val = train_test_split", *_split_arguments(config))
        yield from _KEPT
    if dataset.shape == "table":
        yield from _standardized(guarded=table is not None)
    if not dataset.classes:
        yield from _TARGETS_STANDARDIZED
    yield from _changes(config, dataset.classes)


def _standardized(*, guarded: bool) -> Lines:
    return [*_STANDARDIZED, *(GUARDED if guarded else []), *_SCALED]


def _changes(config: RunConfig, classes: int) -> Iterator[Line]:
    if config.train_fraction < 1:
        yield from _PART
    if config.bug == "sorted_by_class":
        yield from _SORTED
    if config.label_noise:
        yield from _NOISE
        if classes:
            shape = f"{classes}, train_targets.shape"
            yield f"others = torch.randint({shape}, generator=noise)"
        else:
            yield from _OTHER_NUMBERS
        yield from _REPLACED
    yield from _BUGS.get(config.bug, [])


_BUGS: Mapping[str, Lines] = {"labels_shifted": _SHIFTED, "inputs_unscaled": _UNSCALED}


def _split_arguments(config: RunConfig) -> Iterator[str]:
    yield from ("range(len(targets))", "test_size=0.2")
    if DATASETS[config.dataset].classes:
        yield "stratify=targets"
    yield "random_state=0"
