"""Mistakes about early stopping: from where patience counts, and what the stop saves."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

_BEST = Phrase(
    "That is the best epoch. Nobody knows that yet: training goes on until patience runs out.",
    "这是最好的那个 epoch。当时还不知道它最好，要等耐心值用完才停。",
)
_NO_STOP = Phrase(
    "That is the run as planned. It stops earlier, as soon as patience runs out.",
    "这是原计划的长度。耐心值一用完就会提前停止。",
)
_ONE_EARLY = Phrase(
    "You stopped one epoch early. The best epoch itself does not use up any patience.",
    "你让训练提前一个 epoch 停了。最好的那个 epoch 本身不消耗耐心值。",
)

STOP_EPOCH = (
    Slip("best_for_stop", _BEST, lambda n: n["best_epoch"]),
    Slip("stopped_one_early", _ONE_EARLY, lambda n: n["best_epoch"] + n["patience"] - 1),
    Slip(
        "stopped_one_late",
        Phrase(
            "You waited one epoch too long. With the last epoch of patience, training stops.",
            "你多等了一个 epoch。耐心值用到最后一个 epoch 就停止。",
        ),
        lambda n: n["best_epoch"] + n["patience"] + 1,
    ),
    Slip("never_stopped", _NO_STOP, lambda n: n["epochs"]),
    Slip(
        "patience_from_the_start",
        Phrase(
            "You counted patience from the start. It counts from the best epoch.",
            "你从训练开始数耐心值了。应该从最好的那个 epoch 数起。",
        ),
        lambda n: n["patience"],
    ),
)
STOP_OF_VALIDATIONS = (
    Slip(
        "patience_in_epochs",
        Phrase(
            "You counted patience in epochs. It counts validations, and several epochs lie "
            "between two of them.",
            "你按 epoch 数耐心值了。它数的是验证次数，两次验证之间隔着几个 epoch。",
        ),
        lambda n: n["best_epoch"] + n["patience"],
    ),
    Slip("best_for_stop", _BEST, lambda n: n["best_epoch"]),
    Slip(
        "stopped_one_validation_early",
        Phrase(
            "You stopped one validation early. The best validation does not use up any patience.",
            "你让训练提前一次验证停了。最好的那次验证本身不消耗耐心值。",
        ),
        lambda n: n["best_epoch"] + (n["patience"] - 1) * n["interval"],
    ),
    Slip(
        "patience_from_the_start",
        STOP_EPOCH[-1].sentence,
        lambda n: n["patience"] * n["interval"],
    ),
    Slip("never_stopped", _NO_STOP, lambda n: n["epochs"]),
)
PATIENCE_LEFT = (
    Slip(
        "patience_used_for_left",
        Phrase(
            "That is how long the run has waited already. Subtract it from the patience.",
            "这是已经等了多久。要从耐心值里减去它。",
        ),
        lambda n: n["epoch"] - n["best_epoch"],
    ),
    Slip(
        "patience_unused",
        Phrase(
            "That is the whole patience. The epochs since the best one have used up some of it.",
            "这是全部耐心值。最好的 epoch 之后的那些 epoch 已经用掉了一部分。",
        ),
        lambda n: n["patience"],
    ),
    Slip(
        "best_epoch_uses_patience",
        Phrase(
            "You counted the best epoch too. Patience is used up only by the epochs after it.",
            "你把最好的 epoch 也算进去了。只有它之后的 epoch 才消耗耐心值。",
        ),
        lambda n: n["stop_epoch"] - n["epoch"] - 1,
    ),
    Slip(
        "one_epoch_not_counted",
        Phrase(
            "You left out the epoch that has just ended. It brought nothing better either.",
            "你漏掉了刚刚结束的这个 epoch。它同样没有带来改善。",
        ),
        lambda n: n["stop_epoch"] - n["epoch"] + 1,
    ),
    Slip(
        "stop_for_patience_left",
        Phrase(
            "That is the epoch at which the run would stop. Subtract the current epoch.",
            "这是会停下来的那个 epoch。还要减去当前的 epoch。",
        ),
        lambda n: n["stop_epoch"],
    ),
)
UPDATES_UNTIL_STOP = (
    Slip(
        "patience_not_trained",
        Phrase(
            "You stopped counting at the best epoch. While patience lasts, updates go on.",
            "你数到最好的 epoch 就停了。耐心等待期间权重照样在更新。",
        ),
        lambda n: n["best_epoch"] * n["iterations"],
    ),
    again("last_batch_forgotten", lambda n: n["stop_epoch"] * (n["samples"] // n["batch_size"])),
    Slip(
        "only_patience_trained",
        Phrase(
            "Those are the updates after the best epoch. Those before it belong to the run too.",
            "这只是最好的 epoch 之后的更新次数。之前的也要算上。",
        ),
        lambda n: n["patience"] * n["iterations"],
    ),
    again("epochs_forgotten", lambda n: n["iterations"]),
    again("batch_size_forgotten", lambda n: n["stop_epoch"] * n["samples"]),
)
UPDATES_SAVED = (
    Slip(
        "patience_saved_too",
        Phrase(
            "You saved everything after the best epoch. The epochs of patience are still run.",
            "你把最好的 epoch 之后全算成省下的了。耐心等待的那些 epoch 还是要跑的。",
        ),
        lambda n: (n["epochs"] - n["best_epoch"]) * n["iterations"],
    ),
    Slip(
        "updates_made_for_saved",
        Phrase(
            "Those are the updates that are made. The question is how many are not.",
            "这是实际做了的更新次数。题目问的是省下了多少次。",
        ),
        lambda n: n["stop_epoch"] * n["iterations"],
    ),
    Slip(
        "epochs_for_updates",
        Phrase(
            "Those are the epochs saved. Multiply them by the updates that each would have made.",
            "这是省下的 epoch 数，还要乘以每个 epoch 的更新次数。",
        ),
        lambda n: n["epochs"] - n["stop_epoch"],
    ),
    Slip(
        "patience_for_saved",
        Phrase(
            "Those are the updates made while waiting. They are not saved, but spent.",
            "这是等待期间做的更新。它们没有省下，而是花掉了。",
        ),
        lambda n: n["patience"] * n["iterations"],
    ),
    Slip("never_stopped", _NO_STOP, lambda n: n["epochs"] * n["iterations"]),
)

STOPPING = (
    *STOP_EPOCH,
    *STOP_OF_VALIDATIONS,
    *PATIENCE_LEFT,
    *UPDATES_UNTIL_STOP,
    *UPDATES_SAVED,
)
