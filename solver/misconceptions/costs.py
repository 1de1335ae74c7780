"""Mistakes about what several devices bring and cost, by what is asked."""

from solver.language import Phrase
from solver.misconceptions.written import rounded
from solver.mistaking import Slip

COSTS: dict[str, tuple[Slip, ...]] = {
    "gpu_hours": (
        Slip(
            "clock_for_gpu_hours",
            Phrase(
                "That is how long you wait. GPU hours count every GPU that works meanwhile.",
                "这是要等的时间。GPU 小时要把同时工作的每块 GPU 都算上。",
            ),
            lambda n: n["minutes"] / 60,
        ),
        Slip(
            "gpu_minutes",
            Phrase(
                "Those are GPU minutes. Divide by 60 to get hours.",
                "这是 GPU 分钟数，除以 60 才是小时。",
            ),
            lambda n: n["devices"] * n["minutes"],
        ),
        Slip(
            "one_epoch_of_gpu_hours",
            Phrase(
                "That is one epoch only. The GPUs are busy through all epochs.",
                "这只是一个 epoch 的用量。所有 epoch 里 GPU 都在工作。",
            ),
            lambda n: n["devices"] * n["time_per_epoch"] / 60,
        ),
        Slip(
            "time_shared_by_devices",
            Phrase(
                "You divided by the GPUs, but the epoch time was measured with all of them.",
                "你除以了 GPU 数，可这个 epoch 时间本来就是所有 GPU 一起跑出来的。",
            ),
            lambda n: n["minutes"] / 60 / n["devices"],
        ),
        Slip(
            "hundred_minutes_an_hour",
            Phrase(
                "You divided the minutes by 100. An hour has 60 minutes.",
                "你用分钟数除以了 100。1 小时是 60 分钟。",
            ),
            lambda n: n["devices"] * n["minutes"] / 100,
        ),
    ),
    "gpu_cost": (
        Slip(
            "one_gpu_paid",
            Phrase(
                "That pays for a single GPU. The price is for each GPU and hour.",
                "这只付了一块 GPU 的钱。价格是每块 GPU 每小时的。",
            ),
            lambda n: n["hours"] * n["price"],
        ),
        Slip(
            "one_hour_paid",
            Phrase(
                "That is the price of a single hour. The run lasts longer.",
                "这只是一个小时的价钱，训练要跑更久。",
            ),
            lambda n: n["devices"] * n["price"],
        ),
        Slip(
            "hours_for_money",
            Phrase(
                "Those are the GPU hours. What each of them costs is missing.",
                "这是 GPU 小时数，还没有算每小时的价格。",
            ),
            lambda n: n["gpu_hours"],
        ),
        Slip(
            "gpus_and_hours_added",
            Phrase(
                "You added GPUs and hours. Every GPU is paid for every hour: they multiply.",
                "你把 GPU 数和小时数相加了。每块 GPU 每小时都要付钱，应该相乘。",
            ),
            lambda n: (n["devices"] + n["hours"]) * n["price"],
        ),
        Slip(
            "price_shared_by_gpus",
            Phrase(
                "You let the GPUs share the price. Each of them costs the full price.",
                "你让各 GPU 分摊了价格。其实每块都按全价收费。",
            ),
            lambda n: n["hours"] * n["price"] / n["devices"],
        ),
    ),
    "speedup": (
        Slip(
            "linear_speedup",
            Phrase(
                "You let the devices share everything, but one part takes as long as before.",
                "你让各设备分担了全部工作，可有一部分用时和原来一样。",
            ),
            lambda n: n["devices"],
        ),
        Slip(
            "endless_devices",
            Phrase(
                "That is the limit for endless devices. Here the shared part takes time too.",
                "这是设备无穷多时的极限。这里可分担的部分仍然要花时间。",
            ),
            lambda n: rounded(100 / n["alone"], 2),
        ),
        Slip(
            "devices_times_share",
            Phrase(
                "You multiplied the devices by the share. Add up the times of both parts instead.",
                "你用设备数乘了可分担的比例。应该把两部分的时间加起来。",
            ),
            lambda n: rounded(n["devices"] * n["shared"] / 100, 2),
        ),
        Slip(
            "shares_swapped",
            Phrase(
                "You swapped the parts: the devices share the other one.",
                "你把两部分弄反了：设备分担的是另一部分。",
            ),
            lambda n: rounded(100 / (n["shared"] + n["alone"] / n["devices"]), 2),
        ),
        Slip(
            "time_for_speedup",
            Phrase(
                "That is what is left of the time, in percent. Divide 100 by it.",
                "这是剩下的时间占原来的百分数。还要用 100 去除以它。",
            ),
            lambda n: n["time"],
        ),
    ),
}
