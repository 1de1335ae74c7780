"""Mistakes about what the settings of frameworks mean, by what is asked."""

from fractions import Fraction

from solver.language import Phrase
from solver.misconceptions.again import again
from solver.mistaking import Slip

FRAMEWORKS: dict[str, tuple[Slip, ...]] = {
    "keras_split_first": (
        Slip(
            "validation_taken_first",
            Phrase(
                "You put validation first, and training after it. Keras takes it from the end.",
                "你把验证样本放在了最前面，从这里才开始训练。Keras 是从另一端切的。",
            ),
            lambda n: n["validation"],
        ),
        Slip(
            "places_counted_from_one",
            Phrase(
                "You counted places from 1. Indices start from 0, so this one comes a place later.",
                "你从 1 开始数了。下标从 0 开始，所以这已经是再往后一个样本了。",
            ),
            lambda n: n["train"] + 1,
        ),
        Slip(
            "last_training_sample",
            Phrase(
                "That is the last sample to train on. Validation begins right after it.",
                "这是最后一个训练样本。验证从它的下一个开始。",
            ),
            lambda n: n["last"],
        ),
        Slip(
            "last_sample_of_all",
            Phrase(
                "That is the very last sample. Validation begins well before it.",
                "这是全部数据的最后一个样本。验证早就开始了。",
            ),
            lambda n: n["samples"] - 1,
        ),
    ),
    "keras_split_steps": (
        Slip(
            "validation_split_ignored",
            Phrase(
                "You trained on all samples. A part of them only serves for validation.",
                "你用了全部样本来训练，其中一部分只用于验证。",
            ),
            lambda n: -(-n["samples"] // n["batch_size"]),
        ),
        Slip(
            "validation_steps_instead",
            Phrase(
                "Those are the steps of validation. The question asks for those of training.",
                "这是验证的步数。题目问的是训练的步数。",
            ),
            lambda n: -(-n["validation"] // n["batch_size"]),
        ),
        again("last_batch_forgotten", lambda n: n["train"] // n["batch_size"]),
        again("one_batch_too_many", lambda n: _no_rest(n["train"], n["batch_size"])),
        again("batch_size_for_count", lambda n: n["batch_size"]),
    ),
    "keras_given_steps": (
        Slip(
            "data_set_for_epoch",
            Phrase(
                "That is the whole data set, but Keras ends an epoch after the steps that are set.",
                "这是整个数据集，可 Keras 走完设定的步数就结束一个 epoch。",
            ),
            lambda n: n["samples"],
        ),
        Slip(
            "steps_for_samples",
            Phrase(
                "Those are steps. Each of them takes a whole batch of samples.",
                "这是步数。每一步要取一整批样本。",
            ),
            lambda n: n["steps"],
        ),
        Slip(
            "full_batches_of_the_data",
            Phrase(
                "You counted the batches of the data set. Here the setting counts instead.",
                "你数的是数据集的批次数。这里由这个设置说了算。",
            ),
            lambda n: n["batches"] * n["batch_size"],
        ),
        Slip(
            "batches_of_the_data",
            Phrase(
                "That is how many batches the data has. Count the samples of the steps set.",
                "这是数据集的批次数。题目问的是固定步数里的样本数。",
            ),
            lambda n: n["batches"],
        ),
    ),
    "loader_length": (
        Slip(
            "samples_for_length",
            Phrase(
                "That is the length of the data set. The loader's length counts batches.",
                "这是数据集的长度。加载器的长度数的是批次。",
            ),
            lambda n: n["samples"],
        ),
    ),
    "lightning_updates": (
        again("leftover_gradients_lost", lambda n: n["batches"] // n["grad_accumulation"]),
    ),
    "trainer_updates": (
        Slip(
            "rounded_down_as_before",
            Phrase(
                "You rounded down, as Transformers did up to 4.51. Nowadays the rest counts too.",
                "你向下取整了，Transformers 4.51 及以前才这样。现在剩下的批次也算。",
            ),
            lambda n: n["batches"] // n["grad_accumulation"],
        ),
        Slip(
            "accumulation_and_devices_forgotten",
            Phrase(
                "You divided by the per-device batch alone. Accumulation and devices enlarge it.",
                "你只除以了单卡批次大小。梯度累积和多卡都会让它变大。",
            ),
            lambda n: -(-n["samples"] // n["batch_size"]),
        ),
    ),
    "trainer_epochs": (
        Slip(
            "max_steps_of_batches",
            Phrase(
                "You took max_steps for batches. It counts updates, each of several batches.",
                "你把 max_steps 当成了批次数。它数的是权重更新，每次更新包含好几批。",
            ),
            lambda n: -(-n["max_steps"] // n["batches"]),
        ),
        Slip(
            "unfinished_epoch_ignored",
            Phrase(
                "So many epochs are finished before. Training still goes on into another one.",
                "这是之前已跑完的 epoch 数。训练还会进入下一个 epoch。",
            ),
            lambda n: n["max_steps"] // n["iterations"],
        ),
        Slip(
            "one_device_an_epoch",
            Phrase(
                "You counted the updates of a single device, but the devices share each epoch.",
                "你按一块卡来数更新次数，可各卡是分担一个 epoch 的。",
            ),
            lambda n: (
                -(-n["max_steps"] // -(-n["samples"] // (n["batch_size"] * n["grad_accumulation"])))
            ),
        ),
        Slip(
            "epoch_too_many",
            Phrase(
                "You went one epoch too far: the steps are used up before it begins.",
                "你多算了一个 epoch：还没进入它，步数就用完了。",
            ),
            lambda n: -(-n["max_steps"] // n["iterations"]) + 1,
        ),
        Slip(
            "updates_for_epochs",
            Phrase(
                "An epoch has so many updates. See how many times they fit into max_steps.",
                "这是一个 epoch 的更新次数。还要看 max_steps 里有几个这么多。",
            ),
            lambda n: n["iterations"],
        ),
    ),
    "deepspeed_accumulation": (
        Slip(
            "world_size_forgotten",
            Phrase(
                "You left out the GPUs: together they process one micro-batch each at a time.",
                "你漏掉了 GPU 数：每块 GPU 同时各处理一个微批。",
            ),
            lambda n: n["effective"] / n["batch_size"],
        ),
        Slip(
            "micro_batch_forgotten",
            Phrase(
                "You left out the micro-batch: every GPU takes several samples at a time.",
                "你漏掉了微批次大小：每块 GPU 一次处理好几个样本。",
            ),
            lambda n: n["effective"] / n["devices"],
        ),
        Slip(
            "samples_of_a_pass",
            Phrase(
                "So many samples pass at once. See how many times they fit into train_batch_size.",
                "这是同时处理的样本数。还要看 train_batch_size 里有几个这么多。",
            ),
            lambda n: n["pass"],
        ),
        Slip(
            "pass_subtracted",
            Phrase(
                "You subtracted what passes at once. The batch is a multiple of it: divide.",
                "你减去了同时处理的样本数。总批次大小是它的倍数，应该相除。",
            ),
            lambda n: n["effective"] - n["pass"],
        ),
    ),
    "sklearn_updates": (
        Slip(
            "max_iter_for_updates",
            Phrase(
                "You took max_iter for updates. With this solver it counts passes over the data.",
                "你把 max_iter 当成了更新次数。用这种求解器时，它数的是遍历数据的次数。",
            ),
            lambda n: n["epochs"],
        ),
    ),
}


def _no_rest(samples: Fraction, batch_size: Fraction) -> int:
    """One batch more, where the division leaves no rest."""
    return samples // batch_size + 1 if not samples % batch_size else 0
