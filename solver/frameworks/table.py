"""The rules, one for each framework; `tests/frameworks` runs those that are marked as run."""

from solver.frameworks.counting import Leftover, Rule
from solver.language import Phrase

_ALL = (
    Rule(
        "pytorch",
        Phrase("a plain PyTorch loop", "普通的 PyTorch 循环"),
        "2.13.0",
        "run",
        Phrase(
            "Every batch of the DataLoader counts; a distributed sampler pads the data so that "
            "every device has the same number of samples.",
            "DataLoader 的每个批次都算；分布式采样器会补齐样本，使每台设备的样本数相同。",
        ),
    ),
    Rule(
        "lightning",
        Phrase("Lightning", "Lightning"),
        "2.6.6",
        "run",
        Phrase(
            "global_step counts weight updates; the last batch of an epoch always makes one.",
            "global_step 统计权重更新次数；每个 epoch 的最后一个批次总会触发一次更新。",
        ),
    ),
    Rule(
        "transformers",
        Phrase("Transformers since 4.52", "Transformers 4.52 及以后"),
        "4.52.4, 5.23.0",
        "run",
        Phrase(
            "A step is a weight update; the batches left at the end of an epoch make one more.",
            "一步就是一次权重更新；epoch 末尾剩下的批次再更新一次。",
        ),
        deals_batches=True,
    ),
    Rule(
        "transformers_4_51",
        Phrase("Transformers up to 4.51", "Transformers 4.51 及以前"),
        "4.44.2, 4.51.3",
        "run",
        Phrase(
            "The planned steps are the batches of an epoch divided by the accumulation steps, "
            "rounded down but at least one, times the epochs; training stops there.",
            "计划的步数是每个 epoch 的批次数除以累积步数，向下取整（至少为 1），"
            "再乘以 epoch 数；训练到此为止。",
        ),
        Leftover.NO_UPDATE_BUT_ONE,
        deals_batches=True,
    ),
    Rule(
        "accelerate",
        Phrase("Accelerate", "Accelerate"),
        "1.15.0",
        "run",
        Phrase(
            "accumulate() updates the weights every k batches and at the end of the DataLoader.",
            "accumulate() 每 k 个批次更新一次权重，DataLoader 结束时也更新一次。",
        ),
        deals_batches=True,
    ),
    Rule(
        "paddle",
        Phrase("PaddlePaddle", "飞桨 PaddlePaddle"),
        "3.3.1",
        "run",
        Phrase(
            "Model.fit updates the weights every k batches and at the last batch of an epoch.",
            "Model.fit 每 k 个批次更新一次权重，每个 epoch 的最后一个批次也更新一次。",
        ),
    ),
    Rule(
        "mmdet",
        Phrase("MMEngine", "MMEngine"),
        "0.10.7",
        "run",
        Phrase(
            "The counter of accumulated batches runs on from epoch to epoch; "
            "the last batch of the run makes an update too.",
            "累积的计数跨 epoch 连续进行；整个训练的最后一个批次也触发一次更新。",
        ),
        Leftover.CARRIED_TO_END,
    ),
    Rule(
        "keras",
        Phrase("Keras", "Keras"),
        "3.15.1",
        "run",
        Phrase(
            "An incomplete last batch counts; the optimizer's counter of accumulated batches "
            "runs on from epoch to epoch.",
            "不完整的最后一批也算；优化器累积的计数跨 epoch 连续进行。",
        ),
        Leftover.CARRIED,
        deals_batches=True,
    ),
    Rule(
        "deepspeed",
        Phrase("DeepSpeed", "DeepSpeed"),
        "0.19.8",
        "run",
        Phrase(
            "The engine counts micro-steps, which run on from epoch to epoch; "
            "every k of them make an update.",
            "引擎统计微步数，跨 epoch 连续进行；每 k 个微步更新一次。",
        ),
        Leftover.CARRIED,
    ),
    Rule(
        "pytorch_floor",
        Phrase(
            "a loop with `if (i + 1) % k == 0`",
            "写成 `if (i + 1) % k == 0` 的循环",
        ),
        "2.13.0",
        "run",
        Phrase(
            "The batches left at the end of an epoch make no update, and their gradients leak "
            "into the first update of the next epoch unless they are zeroed.",
            "epoch 末尾剩下的批次不更新；若不清零，它们的梯度会混入下一个 epoch 的第一次更新。",
        ),
        Leftover.NO_UPDATE,
    ),
    Rule(
        "keras_steps",
        Phrase("Keras with steps_per_epoch = N // B", "Keras 设 steps_per_epoch = N // B"),
        "3.15.1",
        "run",
        Phrase(
            "steps_per_epoch alone says how many batches an epoch has; the data must repeat, "
            "or training breaks off when it runs out.",
            "一个 epoch 有多少批次由 steps_per_epoch 决定；数据须能重复，否则用完时训练会中断。",
        ),
        Leftover.CARRIED,
        deals_batches=True,
        drops_last=True,
    ),
    Rule(
        "paddledetection",
        Phrase("PaddleDetection", "PaddleDetection"),
        "2.7.0, commit 666f597",
        "read",
        Phrase(
            "Every batch is an update; most of its configurations drop an incomplete last batch.",
            "每个批次更新一次；它的多数配置会丢弃不完整的最后一批。",
        ),
        drops_last=True,
    ),
    Rule(
        "ultralytics",
        Phrase("Ultralytics YOLO", "Ultralytics YOLO"),
        "8.4.190",
        "run",
        Phrase(
            "`batch` is that of all GPUs together, and the progress bar counts batches; after the "
            "warm-up, weights are updated once for about 64 images (nbs), whatever the batch size.",
            "`batch` 是所有 GPU 合计的批次大小，进度条统计的是批次；"
            "预热之后，无论批次大小是多少，约每 64 张图（nbs）更新一次权重。",
        ),
        leftover=None,
    ),
    Rule(
        "darknet",
        Phrase("Darknet", "Darknet"),
        "commit f6afaab",
        "read",
        Phrase(
            "An iteration is one update on `batch` images drawn at random, computed in "
            "`subdivisions` parts; there are no epochs, max_batches ends the run.",
            "一次迭代用随机抽取的 `batch` 张图更新一次，分 `subdivisions` 份计算；"
            "没有 epoch，到 max_batches 结束。",
        ),
        leftover=None,
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}
_COUNTS_LIKE = {"axolotl": "transformers", "diffusers": "accelerate", "tensorflow": "keras"}


def rule_of(framework: str | None) -> Rule | None:
    """The rule of a framework, or of the one that it is built on; None where there is none."""
    name = framework or ""
    return RULES.get(_COUNTS_LIKE.get(name, name))
