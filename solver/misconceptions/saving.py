"""Mistakes about what happens every so many steps: checkpoints, evaluations, log lines."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

_ROUNDED_UP = Phrase(
    "You counted an interval that is not complete. Only full intervals count: round down.",
    "你把不完整的间隔也算上了。只有满一个间隔才算一次：要向下取整。",
)
_ANEW = Phrase(
    "You started counting anew in each epoch. Here the counter runs on over the whole run.",
    "你每个 epoch 都重新计数了。这里的计数贯穿整个训练。",
)
_EVERY_EPOCH = Phrase(
    "You took one for each epoch. The interval is counted in updates, not in epochs.",
    "你按每个 epoch 一次来算了。间隔数的是更新次数，而不是 epoch 数。",
)

CHECKPOINTS = (
    Slip(
        "intervals_rounded_up",
        _ROUNDED_UP,
        lambda n: -(-n["total_iterations"] // n["interval"]),
    ),
    Slip(
        "counted_anew_each_epoch",
        _ANEW,
        lambda n: n["epochs"] * (n["iterations"] // n["interval"]),
    ),
    Slip("one_every_epoch", _EVERY_EPOCH, lambda n: n["epochs"]),
    again("epochs_forgotten", lambda n: n["iterations"] // n["interval"]),
    Slip(
        "start_counted_too",
        Phrase(
            "You counted one before the first update. The first one comes after a full interval.",
            "你在第一次更新之前也算了一次。满一个间隔之后才有第一次。",
        ),
        lambda n: n["total_iterations"] // n["interval"] + 1,
    ),
)
CHECKPOINTS_KEPT = (
    Slip(
        "written_for_kept",
        Phrase(
            "That is how many are written. Of these, only the newest ones up to the limit stay.",
            "这是一共写入的个数。其中只保留最新的，不超过上限。",
        ),
        lambda n: n["checkpoints"],
    ),
    Slip(
        "limit_always_reached",
        Phrase(
            "You took the limit. The run writes fewer, so all that are written stay.",
            "你直接取了上限。其实写入的个数还没到上限，会全部保留。",
        ),
        lambda n: n["limit"],
    ),
    Slip(
        "deleted_for_kept",
        Phrase(
            "That is how many are deleted. The question is how many are still there.",
            "这是被删除的个数。题目问的是还留着多少个。",
        ),
        lambda n: n["checkpoints"] - n["limit"],
    ),
    Slip(
        "saved_every_epoch",
        Phrase(
            "You saved after every epoch. Here several epochs pass before each checkpoint.",
            "你每个 epoch 都保存了。这里要隔几个 epoch 才保存一次。",
        ),
        lambda n: n["epochs"],
    ),
    Slip(
        "one_more_kept",
        Phrase(
            "You kept one too many. The oldest one goes as soon as the limit is passed.",
            "你多留了一个。一旦超过上限，最旧的就会被删除。",
        ),
        lambda n: n["limit"] + 1 if n["checkpoints"] > n["limit"] else 0,
    ),
    Slip(
        "limit_passed_by_one",
        Phrase(
            "You kept one more than the limit. The run writes fewer, and all of them stay.",
            "你比上限还多留了一个。其实写入的个数还没到上限，会全部保留。",
        ),
        lambda n: n["limit"] + 1 if n["checkpoints"] < n["limit"] else 0,
    ),
    Slip(
        "interval_for_count",
        Phrase(
            "That is the interval between two checkpoints. The question asks how many there are.",
            "这是两个检查点之间的间隔。题目问的是检查点的个数。",
        ),
        lambda n: n["interval"],
    ),
)
EVALUATIONS = (
    Slip("intervals_rounded_up", _ROUNDED_UP, lambda n: -(-n["total_iterations"] // n["interval"])),
    again(
        "last_batch_forgotten",
        lambda n: n["epochs"] * (n["samples"] // n["batch_size"]) // n["interval"],
    ),
    Slip(
        "counted_anew_each_epoch",
        _ANEW,
        lambda n: n["epochs"] * (n["iterations"] // n["interval"]),
    ),
    again("epochs_forgotten", lambda n: n["iterations"] // n["interval"]),
    Slip("one_every_epoch", _EVERY_EPOCH, lambda n: n["epochs"]),
    again("batch_size_forgotten", lambda n: n["epochs"] * n["samples"] // n["interval"]),
)
LOG_LINES = (
    Slip(
        "counted_through_the_run",
        Phrase(
            "You let the counter run on over the epochs. Here it starts anew in each one.",
            "你让计数跨 epoch 连续下去了。这里每个 epoch 都重新计数。",
        ),
        lambda n: n["epochs"] * n["batches"] // n["interval"],
    ),
    again("epochs_forgotten", lambda n: n["batches"] // n["interval"]),
    Slip(
        "intervals_rounded_up",
        _ROUNDED_UP,
        lambda n: n["epochs"] * -(-n["batches"] // n["interval"]),
    ),
    Slip(
        "one_line_a_batch",
        Phrase(
            "You printed a line for every batch. A line comes only when an interval is full.",
            "你给每一批都打印了一行。满一个间隔才打印一行。",
        ),
        lambda n: n["epochs"] * n["batches"],
    ),
    Slip(
        "one_line_an_epoch",
        Phrase(
            "You printed one line for each epoch. See how many intervals fit into an epoch.",
            "你给每个 epoch 只打印了一行。要看一个 epoch 里有几个间隔。",
        ),
        lambda n: n["epochs"],
    ),
)

SAVING = (*CHECKPOINTS, *CHECKPOINTS_KEPT, *EVALUATIONS, *LOG_LINES)
