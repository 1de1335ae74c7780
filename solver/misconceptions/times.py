"""Mistakes about times, by what is asked; the commoner one comes first."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

TIMES: dict[str, tuple[Slip, ...]] = {
    "epoch_time": (
        Slip(
            "updates_for_seconds",
            Phrase(
                "You counted the updates of an epoch. Each of them takes its time: multiply by it.",
                "你数的是一个 epoch 的更新次数。每次更新都要花时间，还得乘上它。",
            ),
            lambda n: n["iterations"],
        ),
        again("epochs_for_iterations", lambda n: n["epochs"] * n["time_per_iteration"]),
    ),
    "update_time": (
        Slip(
            "time_per_sample",
            Phrase(
                "That is the time for one sample. An update processes a whole batch of them.",
                "这是一个样本的时间。一次更新要处理一整批样本。",
            ),
            lambda n: rounded(n["time_per_epoch"] / n["samples"], 4),
        ),
        Slip(
            "epoch_split_by_batch_size",
            Phrase(
                "You divided by the batch size, but an epoch has a different number of updates.",
                "你除以了批次大小，可一个 epoch 的更新次数并不是它。",
            ),
            lambda n: rounded(n["time_per_epoch"] / n["batch_size"], 4),
        ),
        Slip(
            "updates_per_second",
            Phrase(
                "That is updates per second. The question asks for seconds per update.",
                "你算反了，这是每秒更新几次。题目问的是每次更新几秒。",
            ),
            lambda n: rounded(n["iterations"] / n["time_per_epoch"], 4),
        ),
        Slip(
            "last_update_free",
            Phrase(
                "You left out the smaller last batch, but it makes an update of its own.",
                "你漏掉了不满的最后一批，它也要更新一次。",
            ),
            lambda n: rounded(n["time_per_epoch"] / (n["samples"] // n["batch_size"]), 4),
        ),
    ),
    "time_left": (
        Slip(
            "whole_run_for_rest",
            Phrase(
                "That is the time of the whole run. Some of its epochs are over already.",
                "这是整个训练的时间。其中有些 epoch 已经跑完了。",
            ),
            lambda n: n["epochs"] * n["time_per_epoch"],
        ),
        Slip(
            "elapsed_times_left",
            Phrase(
                "You multiplied by the time of all finished epochs instead of the time of one.",
                "你乘的是已跑完的所有 epoch 的总时间，应该乘一个 epoch 的时间。",
            ),
            lambda n: n["elapsed"] * n["left"],
        ),
        Slip(
            "one_epoch_too_few_left",
            Phrase(
                "You are one epoch short: after epoch 3 of 10, seven are left, not six.",
                "你少算了一个 epoch：10 个里跑完第 3 个，还剩 7 个，而不是 6 个。",
            ),
            lambda n: (n["left"] - 1) * n["time_per_epoch"],
        ),
        Slip(
            "one_epoch_too_many_left",
            Phrase(
                "You counted a finished epoch once more: after epoch 3 of 10, seven are left.",
                "你把跑完的 epoch 又算了一个：10 个里跑完第 3 个，还剩 7 个。",
            ),
            lambda n: (n["left"] + 1) * n["time_per_epoch"],
        ),
        Slip(
            "epochs_left_for_time",
            Phrase(
                "That is how many epochs are left. Each of them takes its time: multiply.",
                "这是剩下的 epoch 数。每个 epoch 都要花时间，还得相乘。",
            ),
            lambda n: n["left"],
        ),
    ),
    "epochs_in_budget": (
        Slip(
            "budget_rounded_up",
            Phrase(
                "You rounded up, but the last of these epochs would not be finished in time.",
                "你向上取整了，可最后那个 epoch 来不及跑完。",
            ),
            lambda n: -(-n["budget"] // n["time_per_epoch"]),
        ),
        Slip(
            "hour_of_100_minutes",
            Phrase(
                "You took 100 minutes for an hour. An hour has 60 of them.",
                "你把 1 小时当成了 100 分钟。1 小时是 60 分钟。",
            ),
            lambda n: 100 * n["hours"] // n["time_per_epoch"],
        ),
        Slip(
            "one_hour_only",
            Phrase(
                "That is what fits into a single hour. There are more hours than one.",
                "这只是 1 小时里能跑完的。可用的不止 1 小时。",
            ),
            lambda n: 60 // n["time_per_epoch"],
        ),
        Slip(
            "budget_for_epochs",
            Phrase(
                "That is the time in minutes. See how many times one epoch fits into it.",
                "这是以分钟计的总时间。还要看它里面有几个 epoch 的时间。",
            ),
            lambda n: n["budget"],
        ),
        Slip(
            "hours_times_minutes",
            Phrase(
                "You multiplied hours by minutes. Convert both to minutes first, then divide.",
                "你用小时乘了分钟。应该先都换成分钟，再相除。",
            ),
            lambda n: n["hours"] * n["time_per_epoch"] // 1,
        ),
    ),
    "throughput": (
        Slip(
            "rate_of_a_minute",
            Phrase(
                "So many samples pass in a minute. Count those of a single second instead.",
                "这是每分钟处理的样本数。题目问的是每秒，不用乘 60。",
            ),
            lambda n: 60 * n["throughput"],
        ),
        Slip(
            "batches_a_second",
            Phrase(
                "That counts batches per second. Each of them holds many samples.",
                "这是每秒处理的批次数。每一批里有很多个样本。",
            ),
            lambda n: rounded(n["batches"] / n["time_per_epoch"]),
        ),
        Slip(
            "batch_for_rate",
            Phrase(
                "That is the batch size. It says nothing about how fast batches follow each other.",
                "这是批次大小。它并不说明批次处理得有多快。",
            ),
            lambda n: n["batch_size"],
        ),
        Slip(
            "batches_for_rate",
            Phrase(
                "That is how many batches an epoch has. Time does not come into it.",
                "这是一个 epoch 的批次数，里面没有用到时间。",
            ),
            lambda n: n["batches"],
        ),
    ),
    "epoch_time_from_throughput": (
        Slip(
            "batches_for_seconds",
            Phrase(
                "That is how many batches an epoch has, not how many seconds it takes.",
                "这是一个 epoch 的批次数，不是它要花的秒数。",
            ),
            lambda n: n["batches"],
        ),
        Slip(
            "rate_of_batches",
            Phrase(
                "You took the rate for batches per second. It counts samples.",
                "你把速度当成了每秒的批次数。它数的是样本。",
            ),
            lambda n: rounded(n["batches"] / n["throughput"]),
        ),
        Slip(
            "minutes_for_seconds",
            Phrase(
                "That is the time in minutes. The question asks for seconds: do not divide by 60.",
                "这是分钟数。题目问的是秒，不用再除以 60。",
            ),
            lambda n: rounded(n["time_per_epoch"] / 60),
        ),
        Slip(
            "tenth_of_the_samples",
            Phrase(
                "A zero got lost on the way: count the digits of the samples again.",
                "中间丢了一个 0：请再数一遍样本数的位数。",
            ),
            lambda n: rounded(n["time_per_epoch"] / 10),
        ),
    ),
}
