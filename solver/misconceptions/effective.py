"""Mistakes on the way back from an effective batch size to one of its factors."""

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

ACCUMULATION_STEPS = (
    again("devices_forgotten", lambda n: n["effective_batch_size"] / n["batch_size"]),
    Slip(
        "one_step_for_all",
        Phrase(
            "That is what one step of all devices processes. See how many times it fits into the "
            "wanted batch.",
            "这是所有设备一步处理的样本数。要看有效批次大小里有几个这么多。",
        ),
        lambda n: n["batch_size"] * n["devices"],
    ),
    Slip(
        "share_of_device",
        Phrase(
            "That is each device's part of an update. Divide it by the batch size, too.",
            "这是每台设备在一次更新里贡献的样本数，还要除以它的批次大小。",
        ),
        lambda n: n["effective_batch_size"] / n["devices"],
    ),
)

DEVICE_BATCH = (
    again("accumulation_forgotten", lambda n: n["effective_batch_size"] / n["devices"]),
    again("devices_forgotten", lambda n: n["effective_batch_size"] / n["grad_accumulation"]),
    Slip(
        "number_for_size",
        Phrase(
            "So many small batches make one update. The question is how large each one is.",
            "这是一次更新里小批的个数。题目问的是每个小批有多大。",
        ),
        lambda n: n["grad_accumulation"] * n["devices"],
    ),
    Slip(
        "whole_batch_for_device",
        Phrase(
            "That is the batch of a whole update. One device takes only a part of it at a time.",
            "这是一次更新的整个批。每台设备每次只处理其中一部分。",
        ),
        lambda n: n["effective_batch_size"],
    ),
)

DEVICES_NEEDED = (
    again("accumulation_forgotten", lambda n: n["effective_batch_size"] / n["batch_size"]),
    Slip(
        "one_device_for_all",
        Phrase(
            "That is one device's part of an update. See how many times the batch holds it.",
            "这是一台设备在一次更新里贡献的样本数。要看有效批次大小里有几个这么多。",
        ),
        lambda n: n["batch_size"] * n["grad_accumulation"],
    ),
    Slip(
        "step_for_devices",
        Phrase(
            "That is what all devices process in one step. Divide by what one of them takes.",
            "这是所有设备一步处理的样本数，还要除以一台设备的批次大小。",
        ),
        lambda n: n["effective_batch_size"] / n["grad_accumulation"],
    ),
)
