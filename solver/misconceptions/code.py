"""Mistakes in reading code and logs: what a loop counts, and where a run stands."""

from dataclasses import replace
from math import ceil

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.misconceptions.sharing import ACCUMULATION_DROPPED
from solver.mistaking import Slip

BREAK = (
    Slip(
        "break_ends_all",
        Phrase(
            "You ended the whole run at break. It leaves the inner loop only, and the next epoch "
            "begins.",
            "你以为 break 会结束整个训练。它只跳出内层循环，接着开始下一个 epoch。",
        ),
        lambda n: n["limit"],
    ),
    Slip(
        "break_overlooked",
        Phrase(
            "You overlooked the break: it leaves out the other batches of each epoch.",
            "你没有注意 break：每个 epoch 余下的批次都被跳过了。",
        ),
        lambda n: n["epochs"] * n["batches"],
    ),
    Slip(
        "break_after_update",
        Phrase(
            "You counted one update too many an epoch: break comes before the update here.",
            "你每个 epoch 多算了一次更新：这里 break 在更新之前。",
        ),
        lambda n: n["epochs"] * (n["limit"] + 1),
    ),
    Slip(
        "counted_from_one",
        Phrase(
            "You began to count at 1. enumerate gives the first batch the number 0.",
            "你从 1 开始数了。enumerate 给第一批的编号是 0。",
        ),
        lambda n: n["epochs"] * (n["limit"] - 1),
    ),
    again("epochs_for_iterations", lambda n: n["epochs"]),
)

ACCUMULATION = (
    replace(
        ACCUMULATION_DROPPED[0],
        wrong=lambda n: n["epochs"] * ceil(n["batches"] / n["grad_accumulation"]),
    ),
    again("accumulation_forgotten", lambda n: n["epochs"] * n["batches"]),
    again("epochs_forgotten", lambda n: n["batches"] // n["grad_accumulation"]),
    again("batch_size_forgotten", lambda n: n["epochs"] * n["samples"] // n["grad_accumulation"]),
    again("accumulation_multiplied", lambda n: n["epochs"] * n["batches"] * n["grad_accumulation"]),
)

PRINTED_STEP = (
    Slip(
        "updates_for_counter",
        Phrase(
            "Those are the weight updates. The counter grows with every batch, outside of the if.",
            "这是权重更新次数。计数器在 if 外面，每一批都加 1。",
        ),
        lambda n: n["epochs"] * n["batches"] // n["grad_accumulation"],
    ),
    Slip(
        "counter_begins_anew",
        Phrase(
            "That is one epoch. The counter is set to 0 before the loops, and never again.",
            "这只是一个 epoch 的数。计数器只在循环之前置 0，之后不再清零。",
        ),
        lambda n: n["batches"],
    ),
    again("last_batch_forgotten", lambda n: n["epochs"] * (n["samples"] // n["batch_size"])),
    Slip(
        "counter_too_large",
        Phrase(
            "You multiplied by the accumulation steps. A batch adds just 1 to the counter.",
            "你乘了累积步数。每一批只让计数器加 1。",
        ),
        lambda n: n["epochs"] * n["batches"] * n["grad_accumulation"],
    ),
    again("epochs_for_iterations", lambda n: n["epochs"]),
)

_RUNNING_EPOCH = Slip(
    "running_epoch_counted_whole",
    Phrase(
        "You counted the running epoch as finished. Only its steps so far are done.",
        "你把正在进行的 epoch 当成已完成了。它只完成了到目前为止的步数。",
    ),
    lambda n: n["epoch"] * n["batches"] + n["place"],
)

SO_FAR = (
    Slip(
        "running_epoch_only",
        Phrase(
            "Those are the steps of the running epoch. Add those of all finished epochs.",
            "这只是正在进行的 epoch 的步数。还要加上所有已完成的 epoch。",
        ),
        lambda n: n["place"],
    ),
    _RUNNING_EPOCH,
    Slip(
        "finished_epochs_alone",
        Phrase(
            "You counted the finished epochs only. The running one has made some steps, too.",
            "你只算了已完成的 epoch。正在进行的这个也走了一些步。",
        ),
        lambda n: n["finished"] * n["batches"],
    ),
    Slip(
        "to_come_for_done",
        Phrase(
            "So many updates are still to come. It was asked how many are done.",
            "这是还没有做的更新次数。题目问的是已经做了多少次。",
        ),
        lambda n: n["total"] - n["done"],
    ),
    Slip(
        "whole_run_for_part",
        Phrase(
            "That is the whole run. It is not over yet; count up to where it stands.",
            "这是整个训练的次数。训练还没有结束，只算到当前位置。",
        ),
        lambda n: n["total"],
    ),
)

LEFT = (
    Slip(
        "rest_of_epoch_only",
        Phrase(
            "That is the rest of the running epoch. The epochs after it follow, too.",
            "这只是当前 epoch 余下的步数。后面的 epoch 也要算。",
        ),
        lambda n: n["rest"],
    ),
    Slip(
        "rest_of_epoch_forgotten",
        Phrase(
            "You counted the epochs after this one only. This one is not over yet.",
            "你只算了后面的 epoch。当前这个也还没有结束。",
        ),
        lambda n: n["coming"] * n["batches"],
    ),
    Slip(
        "done_for_to_come",
        Phrase(
            "So many updates are done already. It was asked how many are still to come.",
            "这是已经完成的更新次数。题目问的是还剩多少次。",
        ),
        lambda n: n["done"],
    ),
    Slip(
        "running_epoch_twice",
        Phrase(
            "You counted the running epoch once more in full. Only its rest is still to come.",
            "你把当前 epoch 又完整地算了一遍。它只剩下余下的部分。",
        ),
        lambda n: (n["coming"] + 1) * n["batches"] + n["rest"],
    ),
    Slip(
        "steps_of_epoch_ignored",
        Phrase(
            "You left out what the running epoch has done already. Take it away.",
            "你没有去掉当前 epoch 已经完成的步数。应该减去它。",
        ),
        lambda n: (n["coming"] + 1) * n["batches"],
    ),
)

PER_EPOCH = (
    Slip(
        "step_by_running_epoch",
        Phrase(
            "You divided by the number of the running epoch, which is not over yet.",
            "你除以了正在进行的 epoch 的编号，可它还没有结束。",
        ),
        lambda n: round(n["step"] / n["epoch"]),
    ),
    Slip(
        "step_by_all_epochs",
        Phrase(
            "You divided the steps so far by all epochs. Both numbers must be of the whole run.",
            "你用目前的步数除以了全部 epoch。两个数都应该是整个训练的。",
        ),
        lambda n: round(n["step"] / n["epochs"]),
    ),
    Slip(
        "all_steps_for_epoch",
        Phrase(
            "That is the whole run, as the log counts it. One epoch is a part of it.",
            "这是日志里整个训练的步数。一个 epoch 只是其中一部分。",
        ),
        lambda n: n["total"],
    ),
    Slip(
        "all_steps_by_running_epoch",
        Phrase(
            "You divided all steps by the running epoch. Divide by all epochs.",
            "你用总步数除以了当前 epoch 的编号。应该除以总 epoch 数。",
        ),
        lambda n: round(n["total"] / n["epoch"]),
    ),
    Slip(
        "steps_left_by_epochs_left",
        Phrase(
            "You shared what is left among the epochs that are left, but one is half done.",
            "你把剩下的步数平分给剩下的 epoch，可其中一个已经进行到一半了。",
        ),
        lambda n: round((n["total"] - n["step"]) / n["coming"]),
    ),
)

CODE = (*BREAK, *ACCUMULATION, *PRINTED_STEP, *SO_FAR, *LEFT, *PER_EPOCH)
