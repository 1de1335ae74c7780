"""Mistakes about cross-validation: which fold is trained on, and how often."""

from collections.abc import Mapping
from fractions import Fraction

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip


def _share(n: Mapping[str, Fraction], folds: Fraction) -> int:
    return -(-n["dataset_size"] // folds)


_HELD_OUT_FOLD = Phrase(
    "You took the fold that is held out. The model trains on all the other folds.",
    "你用了被留出的那一折。模型用其余各折训练。",
)
_FOLDS_LESS_ONE = Phrase(
    "You divided by one fold too few. All folds together make up the data, so divide by all.",
    "你除的折数少了 1。所有的折合起来才是全部数据，要除以总折数。",
)
_FOLD_ROUNDED_DOWN = Phrase(
    "You rounded down. The remainder is spread over the first folds, one sample each.",
    "你向下取整了。余下的样本会分给前几折，每折多一个。",
)

FOLD_HELD_OUT = (
    Slip(
        "other_folds_held_out",
        Phrase(
            "That is what the model trains on. One fold alone is held out.",
            "这是用来训练的样本数。每次只留出一折。",
        ),
        lambda n: n["dataset_size"] - _share(n, n["folds"]),
    ),
    Slip("folds_less_one", _FOLDS_LESS_ONE, lambda n: _share(n, n["folds"] - 1)),
    Slip("fold_rounded_down", _FOLD_ROUNDED_DOWN, lambda n: n["dataset_size"] // n["folds"]),
    Slip(
        "fold_added",
        Phrase(
            "You divided by one fold too many. There are no folds besides those told.",
            "你除的折数多了 1。题目给的就是全部折数。",
        ),
        lambda n: _share(n, n["folds"] + 1),
    ),
)
FOLD_TRAINED_ON = (
    Slip("fold_trained_on", _HELD_OUT_FOLD, lambda n: _share(n, n["folds"])),
    Slip(
        "fold_not_held_out",
        Phrase(
            "You trained on all of the data. One fold is always held out.",
            "你用了全部数据训练。每次总有一折要留出来。",
        ),
        lambda n: n["dataset_size"],
    ),
    Slip(
        "folds_less_one",
        _FOLDS_LESS_ONE,
        lambda n: n["dataset_size"] - _share(n, n["folds"] - 1),
    ),
    Slip(
        "fold_rounded_down",
        _FOLD_ROUNDED_DOWN,
        lambda n: n["dataset_size"] - n["dataset_size"] // n["folds"],
    ),
    Slip(
        "two_folds_held_out",
        Phrase(
            "You held out two folds. In k-fold cross-validation, one is held out at a time.",
            "你留出了两折。k 折交叉验证每次只留出一折。",
        ),
        lambda n: n["dataset_size"] - 2 * _share(n, n["folds"]),
    ),
)
TRAININGS = (
    Slip(
        "repeats_forgotten",
        Phrase(
            "That is a single cross-validation. Each of them trains the models of all folds anew.",
            "这只是一次交叉验证的数量。每做一次，各折都要重新训练模型。",
        ),
        lambda n: n["folds"],
    ),
    Slip(
        "last_fold_not_trained",
        Phrase(
            "You left out one fold. Each fold is held out once, and each time a model is trained.",
            "你少算了一折。每一折都要轮流留出一次，每次训练一个模型。",
        ),
        lambda n: (n["folds"] - 1) * n["repeats"],
    ),
    Slip(
        "repeats_added",
        Phrase(
            "You added. Every cross-validation trains a model for each fold: multiply.",
            "你把两个数相加了。每次交叉验证里，每一折都训练一个模型，应该相乘。",
        ),
        lambda n: n["folds"] + n["repeats"],
    ),
    Slip(
        "one_model_a_repeat",
        Phrase(
            "You counted one model a cross-validation. Each of them trains one for every fold.",
            "你每次交叉验证只算了一个模型。其实每一折都要训练一个。",
        ),
        lambda n: n["repeats"],
    ),
)
FOLD_UPDATES = (
    Slip(
        "one_fold_only",
        Phrase(
            "Those are the updates of one model. Every fold trains a model of its own.",
            "这是一个模型的更新次数。每一折都要训练一个模型。",
        ),
        lambda n: n["updates_of_model"],
    ),
    Slip(
        "fold_not_held_out",
        FOLD_TRAINED_ON[1].sentence,
        lambda n: n["folds"] * n["epochs"] * -(-n["dataset_size"] // n["batch_size"]),
    ),
    again("epochs_forgotten", lambda n: n["folds"] * n["updates"]),
    again(
        "last_batch_forgotten",
        lambda n: n["folds"] * n["epochs"] * (n["fold_train_size"] // n["batch_size"]),
    ),
    Slip(
        "fold_trained_on",
        _HELD_OUT_FOLD,
        lambda n: n["folds"] * n["epochs"] * -(-_share(n, n["folds"]) // n["batch_size"]),
    ),
)

FOLDS = (*FOLD_HELD_OUT, *FOLD_TRAINED_ON, *TRAININGS, *FOLD_UPDATES)
