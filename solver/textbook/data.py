"""The data: how it is split, folded, repeated and shared by devices."""

from sympy import Expr, Integer, Symbol, ceiling, floor

from solver.conditions import Conditions
from solver.relation import Relation, letters, relation

_M, _N, _V, _X = letters("dataset_size", "train_size", "val_size", "test_size")
_R, _K, _F, _FV = letters("repeats", "folds", "fold_train_size", "fold_val_size")
_T, _TIME = letters("total_iterations", "time_total")
_RK, _RUNS = letters("cross_validation_repeats", "trainings")
_D, _P, _EPOCH = letters("devices", "samples_per_device", "samples_per_epoch")
(_DROPPED,) = letters("dropped_samples")


def samples_of_epoch(conditions: Conditions) -> Symbol:
    """What an epoch goes through: the training set, with repeats, or the rest of a fold."""
    if "repeats" in conditions.chapters:
        return _EPOCH
    return _F if "folds" in conditions.chapters else _N


def samples_of_device(conditions: Conditions) -> Symbol:
    """What one device goes through in an epoch."""
    return _P if conditions.several_devices else samples_of_epoch(conditions)


def data(conditions: Conditions) -> tuple[Relation, ...]:
    """The relations between the parts of the data."""
    return (
        *_split(conditions),
        *_folds(conditions),
        *_repeats(conditions),
        *_nodes(conditions),
        *_sharing(conditions),
        *_shares(conditions),
    )


def _split(conditions: Conditions) -> tuple[Relation, ...]:
    if conditions.has_rest:
        return ()
    parts = _N + (_V if conditions.has_validation else 0) + (_X if conditions.has_test else 0)
    return (
        relation(
            "split",
            "dataset_size",
            parts,
            "The data set is split into parts; only the training part is trained on.",
            "数据集分成几个部分，只有训练集用来训练。",
        ),
    )


def _folds(conditions: Conditions) -> tuple[Relation, ...]:
    if "folds" not in conditions.chapters:
        return ()
    return (
        relation(
            "fold held out",
            "fold_val_size",
            ceiling(_N / _K),
            "Each fold holds out its share; scikit-learn makes the first folds one larger.",
            "每一折留出其中一份；不能整除时 scikit-learn 让前几折多一个样本。",
        ),
        relation(
            "fold trained on",
            "fold_train_size",
            _N - _FV,
            "A fold trains on everything that it does not hold out.",
            "每一折用留出部分以外的全部样本训练。",
        ),
        relation(
            "trainings",
            "trainings",
            _K * (_RK if "repeated folds" in conditions.chapters else 1),
            "Every fold trains a model of its own, in each repeat of the cross-validation.",
            "每一折各训练一个模型；重复几遍就乘以几。",
        ),
        relation(
            "all folds",
            "iterations_of_all_folds",
            _RUNS * _T,
            "Every fold is a training run of its own.",
            "每一折都是一次独立的训练。",
        ),
        relation(
            "time of all folds",
            "time_of_all_folds",
            _RUNS * _TIME,
            "The folds are trained one after the other.",
            "各折依次训练。",
        ),
    )


def _repeats(conditions: Conditions) -> tuple[Relation, ...]:
    if "repeats" not in conditions.chapters:
        return ()
    return (
        relation(
            "repeats",
            "samples_per_epoch",
            _N * _R,
            "Every sample is used several times in an epoch.",
            "一个 epoch 里每个样本被用多次。",
        ),
    )


def _nodes(conditions: Conditions) -> tuple[Relation, ...]:
    if "nodes" not in conditions.chapters:
        return ()
    nodes, per_node = letters("nodes", "devices_per_node")
    return (
        relation(
            "nodes",
            "devices",
            nodes * per_node,
            "Machines times devices in each.",
            "机器数乘以每台的设备数。",
        ),
    )


def _sharing(conditions: Conditions) -> tuple[Relation, ...]:
    if not conditions.several_devices:
        return ()
    samples: Expr = samples_of_epoch(conditions)
    if conditions.sharing_alone and conditions.drop_last:
        return _sharing_whole(samples)
    return (
        relation(
            "sharing",
            "samples_per_device",
            ceiling(samples / _D),
            "The devices share an epoch evenly; a few samples are repeated to make it even.",
            "各设备平分一个 epoch 的样本；不能整除时重复少量样本补齐。",
        ),
        relation(
            "padding",
            "padded_samples",
            _D * _P - samples,
            "What the devices see together, less the samples there are.",
            "各设备看到的样本总数减去实际样本数。",
        ),
        relation(
            "padded size",
            "padded_size",
            _D * _P,
            "What all devices see together in an epoch.",
            "所有设备一个 epoch 合计看到的样本数。",
        ),
    )


def _sharing_whole(samples: Expr) -> tuple[Relation, ...]:
    """A sampler that drops what cannot be shared evenly."""
    return (
        relation(
            "sharing, rest dropped",
            "samples_per_device",
            floor(samples / _D),
            "The devices share an epoch evenly; the few samples that are left over are dropped.",
            "各设备平分一个 epoch 的样本；不能整除时丢弃多出的样本。",
        ),
        relation(
            "samples not shared",
            "dropped_samples",
            samples - _D * _P,
            "The samples less what the devices see together.",
            "样本总数减去各设备看到的样本数。",
        ),
    )


def _shares(conditions: Conditions) -> tuple[Relation, ...]:
    if "shares" not in conditions.chapters:
        return ()
    parts = {"train_percent": _N, "val_percent": _V, "test_percent": _X}
    there = {
        "train_percent": True,
        "val_percent": conditions.has_validation,
        "test_percent": conditions.has_test,
    }
    return tuple(
        relation(
            name,
            name,
            Integer(100) * part / _M,
            "A part divided by the whole, times a hundred.",
            "这一部分除以总数，再乘以一百。",
        )
        for name, part in parts.items()
        if there[name]
    )
